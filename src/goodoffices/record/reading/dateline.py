"""Where and when a report was written: its dateline, whatever its house style, and where its body begins."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from goodoffices.record.reading.calendar import MONTHS, valid
from goodoffices.record.reading.lexicon import word_group

_HEAD = 2500  # characters in which a dateline is looked for
_HEAD_LINES = 8
_PROSE = 200  # a longer line without a dateline is the body already
_TAIL = 400  # characters in which a closing date line is looked for
_MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
_WEEKDAY = r"(?:(?:Mon|Tue|Tues|Wed|Wednes|Thu|Thurs|Fri|Sat|Satur|Sun)(?:day)?\.?,? )?"
_DATE = (
    rf"(?:{_WEEKDAY}(?:(?P<iso>\d{{4}}-\d\d-\d\d)|(?P<d1>\d{{1,2}})(?:st|nd|rd|th)? (?P<m1>{_MONTH}),?(?: (?P<y1>\d{{4}}))?"
    rf"|(?P<m2>{_MONTH}) (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<y2>\d{{4}}))?))"
)
_CAPS = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’.-]+(?: [A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’.-]*){0,3}"
_NAME = r"[A-ZÀ-ÖØ-Þ][\w'’.-]+(?:[ -][A-ZÀ-ÖØ-Þ][\w'’.-]+){0,3}"
_PLACE = rf"(?P<place>(?:{_CAPS}|{_NAME})(?:, {_NAME}| \({_NAME}\)|/{_NAME})?)"
_AGENCY = r"(?: ?[(\[][\w .’'&/-]{1,40}[)\]]|, [A-Z]{2,8}(?= [-–—]))?"
_DASH = r" ?(?:[-–—―]{1,2}|:|\|) ?"

_DATE_PLACE = re.compile(rf"[ \t]*(?:[Dd]ate:?\s+)?{_DATE}[,.]? {_PLACE}{_AGENCY}{_DASH}")
_PLACE_DATE = re.compile(rf"[ \t]*{_PLACE}{_AGENCY}(?:,? \(?| [|-] ){_DATE}\)?{_AGENCY}{_DASH}")
_PLACE_ONLY = re.compile(
    rf"[ \t]*(?P<place>{_CAPS}(?:, {_NAME})?(?: \({_NAME}\))?|{_NAME}(?:, {_NAME})?(?: \({_NAME}\))?(?= ?[(\[]|, [A-Z]{{2,8}} [-–—])){_AGENCY} ?(?:--|[–—―]|-(?= |[A-Z])) ?"
)
_DATE_LINE = re.compile(
    rf"[ \t/|]*(?:[A-Z][a-z]+(?: [a-z]+)?:? (?:on )?)?{_DATE}(?:[,.]? ?(?:[-|]|at)? ?\d{{1,2}}[:.]\d\d.*)?[ \t.]*$"
)
_DATE_ONLY = re.compile(r"[ \t]*[Dd]ate:?\s+(?P<iso>\d{4}-\d\d-\d\d)[ \t]+")
_BYLINE = re.compile(rf"[ \t]*By [^.\n]{{3,60}}? in (?P<place>{_NAME})[ \t]*$")
_NOT_PLACES = word_group("not_places")


@dataclass(frozen=True)
class Dateline:
    """The day and place of a report; None where it does not say. `start` to `end` is the line itself, none of the body."""

    day: date | None
    place: str | None
    start: int
    end: int


def dateline_of(text: str, given: date | None = None) -> Dateline:
    """Return the dateline; `given` is the day it was published, where the reader knows it and the report does not say."""
    found = _in_lines(text, given)
    day = found.day or _day_elsewhere(text) or given
    return Dateline(day, found.place, found.start, found.end)


def is_date_line(line: str) -> bool:
    """Say whether a line holds a full date and nothing else."""
    match = _DATE_LINE.match(line) if len(line) <= 80 else None
    return match is not None and _day(match, 0) is not None


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"[^\r\n]+", text[start:end]):
        yield start + match.start(), start + match.end()


def _in_lines(text: str, given: date | None) -> Dateline:
    start = 1 if text.startswith("\ufeff") else 0
    first: Dateline | None = None
    for number, (a, b) in enumerate(_lines(text, start, _HEAD)):
        if number == _HEAD_LINES:
            break
        found = _in_line(text, (a, b), first.day if first is not None and first.day else given)
        if found is not None and found.place is not None:
            low = first.start if first is not None else found.start
            return Dateline(
                found.day or (first.day if first is not None else None), found.place, low, found.end
            )
        first = first or found
        if b - a > _PROSE:
            break
    return first or Dateline(None, None, start, start)


def _in_line(text: str, span: tuple[int, int], given: date | None) -> Dateline | None:
    """Return the dateline of one line: with a place, or with the day alone, or of a byline."""
    a, b = span
    for pattern in (_DATE_PLACE, _PLACE_DATE, _PLACE_ONLY):
        match = pattern.match(text, a, b)
        if match is not None and _is_place(match["place"]):
            day = _day(match, _year_elsewhere(text, given)) if pattern is not _PLACE_ONLY else None
            return Dateline(day, _bare(match["place"]), a, match.end())
    byline = _BYLINE.match(text, a, b)
    if byline is not None:
        return Dateline(None, byline["place"], a, b)
    only = _DATE_ONLY.match(text, a, b)
    return Dateline(_day(only, 0), None, a, only.end()) if only is not None and b > only.end() else None


def _bare(place: str) -> str:
    return re.sub(r" \([^)]*\)|(?<=[a-z]), [A-Z]{3,8}$", "", place).strip(" ,.-")


def _is_place(words: str) -> bool:
    first = words.split(maxsplit=1)[0].lower().rstrip(":")
    return first not in _NOT_PLACES and first not in MONTHS


def _day(match: re.Match[str], year: int) -> date | None:
    parts = match.groupdict()
    if parts.get("iso"):
        return _checked(*(int(part) for part in parts["iso"].split("-")))
    which = "1" if parts.get("m1") else "2"
    month = MONTHS.get((parts["m" + which] or "").lower().rstrip("."))
    said = int(parts["y" + which] or 0) or year
    return _checked(said, month, int(parts["d" + which])) if month and said else None


def _checked(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if 1500 <= year <= 2999 and valid(year, month, day) else None


def _year_elsewhere(text: str, given: date | None) -> int:
    """Return the year of the date given, else of a full date on a line of its own."""
    day = given or _day_elsewhere(text)
    return day.year if day else 0


def _day_elsewhere(text: str) -> date | None:
    """Return the full date of a line that holds nothing else, near the head or the foot."""
    spans = [*_lines(text, 0, _HEAD), *_lines(text, max(_HEAD, len(text) - _TAIL), len(text))]
    for a, b in spans:
        match = _DATE_LINE.match(text, a, b) if b - a <= 80 else None
        if match is not None:
            day = _day(match, 0)
            if day is not None:
                return day
    return None


def day_in_name(name: str) -> date | None:
    """Return the day in a file's name, such as `orsa-2032-01-29.txt`."""
    found = re.search(r"(?<!\d)((?:1[5-9]|2\d)\d\d)-?(\d\d)-?(\d\d)(?!\d)", name)
    return _checked(*(int(part) for part in found.groups())) if found else None
