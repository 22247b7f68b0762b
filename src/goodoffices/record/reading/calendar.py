"""Dates of reports: a day, month, year, week or season at the granularity said, and steps between them."""

from dataclasses import dataclass
from datetime import date, timedelta

from goodoffices.record.reading.lexicon import ordered

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {name: n for n, name in enumerate(ordered("weekdays"))}
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}  # ISO 8601-2
NEAR = 6  # months ahead that a future marker may reach into the next year


@dataclass(frozen=True)
class Anchor:
    """The day from which relative words are counted, and whether the words around point to the future."""

    day: date
    ahead: bool = False


def valid(year: int, month: int, day: int) -> bool:
    """Say whether the calendar has this day."""
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def year_of_month(month: int, anchor: Anchor) -> int:
    """Return the year of a month named alone: the past one, or the coming one where the words point ahead."""
    here = anchor.day
    if anchor.ahead:
        wait = (month - here.month) % 12
        return here.year + (month < here.month) if wait <= NEAR else here.year - (month > here.month)
    return here.year - (month > here.month)


def year_of_day(month: int, day: int, anchor: Anchor) -> int:
    """Return the year of a day and month without one."""
    here = anchor.day
    year = year_of_month(month, anchor)
    if month == here.month and day > here.day and not anchor.ahead:
        return year - 1
    return year


def weekday(number: int, anchor: Anchor, *, step: int = 0) -> date:
    """Return the weekday meant: today or the last one, the coming one where the words point ahead.

    `step` is -1 for "last Monday", 1 for "next Monday".
    """
    here = anchor.day
    back = (here.weekday() - number) % 7
    if step > 0 or (anchor.ahead and step == 0):
        return here + timedelta(days=(number - here.weekday()) % 7 or 7)
    return here - timedelta(days=back or (7 if step < 0 else 0))


def week(day: date) -> str:
    """Return the ISO week of a day."""
    year, number, _ = day.isocalendar()
    return f"{year:04}-W{number:02}"


def months_from(day: date, count: int) -> str:
    """Return the month `count` months away."""
    index = day.year * 12 + day.month - 1 + count
    return f"{index // 12:04}-{index % 12 + 1:02}"
