"""The readers of dates: around a month, a weekday, "today", a unit of time, a season or a year."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from goodoffices.record.reading.calendar import (
    MONTHS,
    SEASONS,
    WEEKDAYS,
    Anchor,
    months_from,
    valid,
    week,
    weekday,
    year_of_day,
    year_of_month,
)
from goodoffices.record.reading.numerals import NUMBER, value_of


@dataclass(frozen=True)
class Place:
    """A trigger with what stands left and right of it, and the day to count from."""

    left: str
    right: str
    trigger: re.Match[str]
    day: date | None

    @property
    def word(self) -> str:
        """Return the trigger itself."""
        return self.trigger.group()


@dataclass(frozen=True)
class Read:
    """A value and modifier, and by how many characters the date reaches past its trigger on either side."""

    value: str | None
    modifier: str | None = None
    left: int = 0
    right: int = 0


_Ahead = Callable[[int], bool]
_Reader = Callable[[Place, _Ahead], Read | None]

_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:1[89]|20)\d\d"
_PART = (
    r"(?:[Ee]arly|[Mm]id|[Ll]ate|[Ee]arlier|[Ll]ater)(?:[- ]| in | on | in the month of )"
    r"|(?:[Tt]he )?(?:very )?(?:beginning|start|middle|end|first half|second half|latter half) of "
)
_ABOUT = (
    r"(?:[Aa]lmost|[Nn]early|[Aa]bout|[Aa]round|[Rr]oughly|[Aa]pproximately|[Ss]ome|[Mm]ore than|[Ll]ess than|[Aa]t least"
    r"|[Uu]p to|[Uu]nder)"
)
_BEFORE_MONTH = re.compile(
    rf"\b(?:(?P<wd>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day),? )?(?P<part>{_PART})?(?:the )?"
    rf"(?:(?P<day>{_DAY})(?: ?[-–] ?(?P<to>{_DAY}))?(?: of)? |(?P<which>[Ll]ast|[Tt]his|[Nn]ext) )?$"
)
_AFTER_MONTH = re.compile(
    rf"\.? (?P<day>{_DAY})(?: ?[-–] ?(?P<to>{_DAY}))?(?:,? (?P<year>{_YEAR}))?(?![\w%]|,\d| per)"
)
_MONTH_YEAR = re.compile(rf"\.?(?:,? (?:of )?(?:(?P<year>{_YEAR})|(?P<far>last|this|next) year))?(?![\w])")
_BEFORE_DAY = re.compile(rf"\b(?P<part>{_PART})?(?:(?P<which>[Ll]ast|[Tt]his|[Nn]ext) )?$")
_AFTER_DAY = re.compile(r"(?P<time> (?:morning|afternoon|evening|night))\b")
_WEEKDAY_BEFORE_DATE = re.compile(r",? (?:\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*\.? \d)")
_BEFORE_UNIT = re.compile(
    rf"(?:\b|(?<=\s))(?:(?P<about>{_ABOUT}) )?\b(?P<count>{NUMBER}|an?|several|a few)[ -]$", re.I
)
_AFTER_UNIT = re.compile(r" (?P<way>ago|earlier|later|from now)\b")
_CALENDAR = re.compile(rf"\b(?P<part>{_PART})?(?P<which>the|[Tt]his|[Ll]ast|[Nn]ext) $")
_SEASON_YEAR = re.compile(rf"(?: of)? (?P<year>{_YEAR})\b")
_BEFORE_YEAR = re.compile(rf"\b(?P<part>{_PART})$")
_YEAR_LEAD = re.compile(
    r"(?:\b(?:in|since|by|until|till|before|after|during|from|of|to|and|the|a|an|between)[ -]|\()$", re.I
)
_YEAR_FOLLOW = re.compile(r"[,.]?\d|[-–/%]")
_MONTH_LEAD = re.compile(
    r"\b(?:in|since|by|until|till|before|after|during|from|of|every|between|and|to|through)[ -]$", re.I
)

_PARTS = (
    ("early", "start"), ("earlier", "start"), ("beginning", "start"), ("start", "start"), ("first half", "start"),
    ("morning", "start"), ("mid", "mid"), ("late", "end"), ("end of", "end"), ("half", "end"), ("evening", "end"),
    ("night", "end"),
)  # fmt: skip
_LETTERS = {"day": "D", "week": "W", "month": "M", "year": "Y"}
_CLOCK = {"second": "S", "minute": "M", "hour": "H"}


def _modifier(*parts: str | None) -> str | None:
    low = " ".join(part for part in parts if part).lower()
    return next((kind for word, kind in _PARTS if word in low), None)


def _digits(words: str | None) -> int:
    return int(re.sub(r"\D", "", words)) if words else 0


def _month(p: Place, ahead: _Ahead) -> Read | None:
    before, number = _BEFORE_MONTH.search(p.left), MONTHS[p.word.lower()]
    after = _AFTER_MONTH.match(p.right)
    if before is not None and before["day"] and after is None:
        tail = _MONTH_YEAR.match(p.right)
        year = _digits(tail["year"]) if tail else 0
        right = tail.end() if tail and tail["year"] else 0
        return _day(p, number, (before["day"], before["to"], year), (before, right, ahead))
    if after is not None:
        return _day(
            p, number, (after["day"], after["to"], _digits(after["year"])), (before, after.end(), ahead)
        )
    return _whole_month(p, number, before, ahead)


def _day(
    p: Place, month: int, said: tuple[str, str | None, int], place: tuple[re.Match[str] | None, int, _Ahead]
) -> Read | None:
    before, right, ahead = place
    first, last, year = _digits(said[0]), _digits(said[1]) or _digits(said[0]), said[2]
    left = len(before.group()) if before is not None and not before["which"] else 0
    modifier = _modifier(before["part"]) if before is not None else None
    if not valid(2024, month, first):
        return None
    if not year and p.day is None:
        return Read(None, modifier, left, right)
    if not year and p.day is not None:
        year = year_of_day(month, first, Anchor(p.day, ahead(p.trigger.start() - left)))
    if not valid(year, month, first) or not valid(year, month, last):
        return None
    head = f"{year:04}-{month:02}-"
    value = f"{head}{first:02}" if first == last else f"{head}{first:02}/{head}{last:02}"
    return Read(value, modifier, left, right)


def _whole_month(p: Place, month: int, before: re.Match[str] | None, ahead: _Ahead) -> Read | None:
    tail = _MONTH_YEAR.match(p.right)
    if tail is None:
        return None
    year, right = _digits(tail["year"]), tail.end() if tail["year"] or tail["far"] else 0
    if tail["far"] and p.day is not None:
        year = p.day.year + {"last": -1, "next": 1}.get(tail["far"], 0)
    part, which = (before["part"], before["which"]) if before is not None else (None, None)
    left = len(before.group()) if before is not None and (part or which) else 0
    plain = not (part or which or year or _MONTH_LEAD.search(p.left))
    if plain and (p.word in ("March", "May") or len(p.word) < 4 or p.word == "Sept"):
        return None
    if not year:
        if p.day is None:
            return Read(None, _modifier(part), left, right)
        year = _year_said(month, (which or "").lower(), Anchor(p.day, ahead(p.trigger.start() - left)))
    return Read(f"{year:04}-{month:02}", _modifier(part), left, right)


def _year_said(month: int, which: str, anchor: Anchor) -> int:
    here = anchor.day
    if which == "last":
        return here.year - (month >= here.month)
    if which == "next":
        return here.year + (month <= here.month)
    return here.year if which == "this" else year_of_month(month, anchor)


def _weekday(p: Place, ahead: _Ahead) -> Read | None:
    if _WEEKDAY_BEFORE_DATE.match(p.right):
        return None
    before, after = _BEFORE_DAY.search(p.left), _AFTER_DAY.match(p.right)
    left, right = (len(before.group()) if before else 0), (after.end() if after else 0)
    modifier = _modifier(before["part"] if before else None, after["time"] if after else None)
    if p.day is None:
        return Read(None, modifier, left, right)
    which = (before["which"] or "").lower() if before else ""
    anchor = Anchor(p.day, ahead(p.trigger.start() - left))
    value = weekday(WEEKDAYS[p.word.lower()], anchor, step={"last": -1, "next": 1}.get(which, 0))
    return Read(value.isoformat(), modifier, left, right)


def _near(p: Place, _ahead: _Ahead) -> Read | None:
    word = p.word.lower()
    if p.right[:2] in ("'s", "’s") and word == "today":
        return None
    modifier = _modifier(word) if word != "today" else None
    step = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(word, 0)
    return Read((p.day + timedelta(days=step)).isoformat() if p.day else None, modifier)


def _unit(p: Place, _ahead: _Ahead) -> Read | None:
    unit, before = p.trigger["unit"], _BEFORE_UNIT.search(p.left)
    if before is None:
        return _calendar(p) if p.word == unit and unit in ("week", "month", "year") else None
    after = _AFTER_UNIT.match(p.right)
    count = _count(before["count"].lower())
    left, about = len(before.group()), "approx" if before["about"] else None
    if after is not None:
        return _stepped(p, unit, (count, after["way"]), Read(None, about, left, after.end()))
    old = "-" in p.word
    if (
        count is None
        or p.right.startswith((" to midnight", " past "))
        or (before["count"].lower() in ("a", "an", "one") and not about and not old)
    ):
        return None
    if p.word.endswith("-old") and unit == "year" and not about and count >= 10:
        return None  # a person's age
    if unit in _CLOCK:
        return Read(f"PT{count}{_CLOCK[unit]}", about, left)
    return Read(f"P{count * 10}Y" if unit == "decade" else f"P{count}{_LETTERS[unit]}", about, left)


def _count(words: str) -> int | Decimal | None:
    return 1 if words in ("a", "an") else value_of(words)


def _stepped(p: Place, unit: str, said: tuple[int | Decimal | None, str], shape: Read) -> Read | None:
    """Read "three weeks ago" at the granularity of its unit."""
    count, way = said
    if count is None or p.day is None or unit in _CLOCK or not 0 < count <= 3000:
        return Read(None, "approx" if count is None else shape.modifier, shape.left, shape.right)
    step = int(count) * (1 if way in ("later", "from now") else -1)
    value = _away(p.day, unit, step)
    return Read(value, shape.modifier, shape.left, shape.right) if value else None


def _away(day: date, unit: str, step: int) -> str | None:
    """Return the day, week, month or year `step` units away; None before the year 1."""
    if unit == "day":
        return (day + timedelta(days=step)).isoformat()
    if unit == "week":
        return week(day + timedelta(weeks=step))
    if unit == "month":
        return months_from(day, step)
    year = day.year + step * (10 if unit == "decade" else 1)
    return f"{year:04}" if 0 < year <= 9999 else None


def _calendar(p: Place) -> Read | None:
    """Read "last week", "the end of this month"."""
    before = _CALENDAR.search(p.left)
    if before is None or (before["which"] == "the" and not before["part"]):
        return None
    modifier, left = _modifier(before["part"]), len(before.group())
    if p.day is None:
        return Read(None, modifier, left)
    step = {"last": -1, "next": 1}.get(before["which"].lower(), 0)
    if p.trigger["unit"] == "week":
        return Read(week(p.day + timedelta(weeks=step)), modifier, left)
    if p.trigger["unit"] == "month":
        return Read(months_from(p.day, step), modifier, left)
    return Read(f"{p.day.year + step:04}", modifier, left)


def _season(p: Place, _ahead: _Ahead) -> Read | None:
    before, after, code = _CALENDAR.search(p.left), _SEASON_YEAR.match(p.right), SEASONS[p.word]
    modifier, left = (_modifier(before["part"]), len(before.group())) if before else (None, 0)
    if after is not None:
        return Read(f"{after['year']}-{code}", modifier, left, after.end())
    if before is None or before["which"] == "the" or p.day is None:
        return None
    step = {"last": -1, "next": 1}.get(before["which"].lower(), 0)
    return Read(f"{p.day.year + step:04}-{code}", modifier, left)


def _iso(p: Place, _ahead: _Ahead) -> Read | None:
    year, month, day = (int(part) for part in p.word.split("-"))
    return Read(p.word) if valid(year, month, day) else None


def _dots(p: Place, _ahead: _Ahead) -> Read | None:
    day, month, year = (int(part) for part in re.split(r"[./]", p.word))
    if "/" in p.word and day <= 12 and day != month:
        return None  # 3/4 is a day in March here and in April there
    return Read(f"{year:04}-{month:02}-{day:02}") if valid(year, month, day) else None


def _year(p: Place, _ahead: _Ahead) -> Read | None:
    before = _BEFORE_YEAR.search(p.left)
    if _YEAR_FOLLOW.match(p.right) or not (before or _YEAR_LEAD.search(p.left)):
        return None
    modifier, left = (_modifier(before["part"]), len(before.group())) if before else (None, 0)
    return Read(p.trigger["year"][:3] if p.word.endswith("s") else p.word, modifier, left)


READERS: dict[str, _Reader] = {
    "month": _month, "weekday": _weekday, "near": _near, "unit": _unit, "season": _season, "iso": _iso, "dots": _dots,
    "year": _year,
}  # fmt: skip
