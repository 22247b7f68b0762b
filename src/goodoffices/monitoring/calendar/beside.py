"""Dates of other calendars, shown beside the common one: Hebrew, and Islamic by its arithmetical rule."""

from datetime import date

_EPOCH = date(1, 1, 1)
_HEBREW = (
    "Nisan", "Iyyar", "Sivan", "Tammuz", "Av", "Elul",
    "Tishri", "Marheshvan", "Kislev", "Tevet", "Shevat", "Adar",
)  # fmt: skip
_ISLAMIC = (
    "Muharram", "Safar", "Rabi I", "Rabi II", "Jumada I", "Jumada II",
    "Rajab", "Shaban", "Ramadan", "Shawwal", "Dhu al-Qada", "Dhu al-Hijja",
)  # fmt: skip
_ISLAMIC_BEGINS = 227_015
_HEBREW_BEGINS = -1_373_427


def beside(name: str, when: date) -> str:
    """Return a date in the calendar `islamic` or `hebrew`, as people write it."""
    fixed = (when - _EPOCH).days + 1
    return _islamic(fixed) if name == "islamic" else _hebrew(fixed)


def _islamic(fixed: int) -> str:
    """The arithmetical (civil) rule: sightings of the moon may differ from it by a day or two.

    Source: the arithmetic as recalled from Reingold and Dershowitz, Calendrical Calculations, not opened for this.
    """
    year = (30 * (fixed - _ISLAMIC_BEGINS) + 10_646) // 10_631
    before = fixed - _islamic_fixed(year, 1, 1)
    month = (11 * before + 330) // 325
    day = fixed - _islamic_fixed(year, month, 1) + 1
    return f"{day} {_ISLAMIC[month - 1]} {year}"


def _islamic_fixed(year: int, month: int, day: int) -> int:
    days = day + 29 * (month - 1) + (6 * month - 1) // 11 + (year - 1) * 354
    return days + (3 + 11 * year) // 30 + _ISLAMIC_BEGINS - 1


def _hebrew(fixed: int) -> str:
    """Exact. Source: as recalled from Reingold and Dershowitz, Calendrical Calculations, not opened for this."""
    year = (fixed - _HEBREW_BEGINS) * 98_496 // 35_975_351
    while _new_year(year + 1) <= fixed:
        year += 1
    left = fixed - _new_year(year)
    months = _months(year)
    for month, long in months:
        if left < long:
            return f"{left + 1} {month} {year}"
        left -= long
    raise AssertionError("a Hebrew year has as many days as its months")


def _months(year: int) -> list[tuple[str, int]]:
    """The months of a Hebrew year from Tishri on, with their lengths."""
    length = _new_year(year + 1) - _new_year(year)
    leap = (7 * year + 1) % 19 < 7
    found = []
    for name in (*_HEBREW[6:], *_HEBREW[:6]):
        long = 30 if _HEBREW.index(name) in {0, 2, 4, 6, 8, 10} else 29
        long += (name == "Marheshvan" and length % 10 == 5) - (name == "Kislev" and length % 10 == 3)
        if name == "Adar" and leap:
            found.append(("Adar I", 30))
            name = "Adar II"  # noqa: PLW2901
        found.append((name, long))
    return found


def _new_year(year: int) -> int:
    return _HEBREW_BEGINS + _elapsed(year) + _correction(year)


def _elapsed(year: int) -> int:
    months = (235 * year - 234) // 19
    day = 29 * months + (12_084 + 13_753 * months) // 25_920
    return day + ((3 * (day + 1)) % 7 < 3)


def _correction(year: int) -> int:
    before, here, after = _elapsed(year - 1), _elapsed(year), _elapsed(year + 1)
    if after - here == 356:
        return 2
    return 1 if here - before == 382 else 0
