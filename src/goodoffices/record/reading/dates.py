"""Dates in a report, resolved against the day they were said and kept at the granularity they were said in."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from goodoffices.record.reading.datewords import READERS, Place

_WINDOW = 64  # how far left of a month, weekday or unit its date may begin
_TRIGGER = re.compile(
    r"\b(?:(?P<month>Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|January|February|March|April|May|June|July|August|September"
    r"|October|November|December)|(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
    r"|(?P<near>[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight|[Tt]his (?:morning|afternoon|evening)|[Ll]ast night)"
    r"|(?P<unit>second|minute|hour|day|week|month|year|decade)(?:s?-(?:old|long)|s)?"
    r"|(?P<season>spring|summer|autumn|winter|fall)|(?P<iso>\d{4}-\d\d-\d\d)|(?P<dots>\d{1,2}[./]\d{1,2}[./]\d{4})"
    r"|(?P<year>(?:1[89]|20)\d\d)s?)\b"
)
_AHEAD = re.compile(
    r"\b(?:will|shall|would|may|can|must|should|could|propos\w*|due|scheduled|expected|expects?|plans?|planned|set to|deadline|hopes?|upcoming|ahead of"
    r"|(?:asked|urged|invited|ordered)\b[^.;,]{0,40}? to"
    r"|begins|starts|opens|closes|expires|ends|resumes|takes place|takes effect|meets|convenes|reconvenes|votes"
    r"|(?<=s )(?:begin|start|open|close|expire|end|resume|meet|convene|reconvene|take place|take effect|vote)"
    r"|(?:is|are) (?:meeting|travelling|traveling|flying|arriving|returning|leaving|visiting|hosting|convening)"
    r"|(?:is|are|was|were) to)\b"
)
_STOP = re.compile(r"[.!?][\"”’')]?\s|\n")
_LIMIT = re.compile(r"\b(?:by|until|till|before|next|no later than)(?: the)? ?$")
_PAST = re.compile(
    r"(?<!be )(?<!not )\b(?:\w+ed|said|told|wrote|went|began|broke|was|were|had|has|have|since|last|took|met|held)\b"
)
_SINCE = re.compile(r"\b(?:since|last|after)(?: the)? ?$")
_AIM = re.compile(r"\b(?:to [a-z]+|must|should|agreed|deadline|unless|if|set|given?)\b")


@dataclass(frozen=True)
class Dated:
    """A date as the report gives it: its span, its value in ISO 8601, how it was softened, and the day it was counted from.

    `value` is None where the words need the report's own day and that is unknown, or name no number.
    """

    start: int
    end: int
    value: str | None
    modifier: str | None
    anchor: date | None


def dates_in(
    text: str, spans: Iterable[tuple[int, int]], day_at: Callable[[int], date | None]
) -> list[Dated]:
    """Return the dates in these stretches of the text; `day_at` gives the day that words at an offset count from."""
    found: list[Dated] = []
    for start, end in spans:
        found.extend(_stretch(text, start, end, day_at))
    return found


def _stretch(text: str, start: int, end: int, day_at: Callable[[int], date | None]) -> Iterator[Dated]:
    floor = start
    for trigger in _TRIGGER.finditer(text, start, end):
        if trigger.start() < floor:
            continue
        low = max(floor, trigger.start() - _WINDOW)
        place = Place(
            text[low : trigger.start()],
            text[trigger.end() : trigger.end() + 24],
            trigger,
            day_at(trigger.start()),
        )
        read = READERS[str(trigger.lastgroup)](place, lambda at: points_ahead(text, at, start))
        if read is not None:
            a, b = trigger.start() - read.left, trigger.end() + read.right
            yield Dated(a, b, read.value, read.modifier, place.day)
            floor = b


def points_ahead(text: str, at: int, floor: int) -> bool:
    """Say whether the words before `at` point to the future: "due on", "by", "will meet on"; never after "since"."""
    low = max(floor, at - 160)
    before = _STOP.split(text[low:at])[-1]
    if _SINCE.search(before):
        return False
    if _LIMIT.search(before):
        after = text[at : at + 60].partition(".")[0]
        return bool(_AHEAD.search(before) or _AIM.search(before)) or not (
            _PAST.search(before) or _PAST.search(after)
        )
    last = max((m.end() for m in _AHEAD.finditer(before)), default=-1)
    return last >= 0 and not _PAST.search(before[last:])
