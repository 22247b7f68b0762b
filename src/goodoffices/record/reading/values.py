"""What reading a report yields: statements, figures and dates, each with its span; nothing here is confirmed."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

SourceKind = Literal["named", "described", "anonymous"]
Quotation = Literal["direct", "indirect", "mixed"]


@dataclass(frozen=True)
class Stretch:
    """A stretch of the report: offsets in code points of the file as read, and the words there."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Source:
    """The words that name who speaks, and whether they name, describe or hide them."""

    words: Stretch
    kind: SourceKind


@dataclass(frozen=True)
class Statement:
    """What somebody is reported to have said; `source` is None only where nobody is named.

    `said_on` is set where the report says a day; `to` is the hearer; `rule` says why this is suggested, and
    `confidence` how often that rule is right, roughly, from 0 to 1.
    """

    words: Stretch
    source: Source | None
    cue: Stretch
    quotation: Quotation
    kind: str
    to: str | None
    said_on: date | None
    rule: str
    confidence: float


@dataclass(frozen=True)
class Figure:
    """A number with what it counts; `source` is who gives it, None where the report does not say; `value` None where the words name none."""

    words: Stretch
    value: int | Decimal | None
    bound: str
    counted: str
    source: str | None
    as_of: str | None


@dataclass(frozen=True)
class DateSaid:
    """A date as said; `value` in ISO 8601 at the granularity said, `anchor` the day relative words were counted from."""

    words: Stretch
    value: str | None
    modifier: str | None
    anchor: date | None


@dataclass(frozen=True)
class Reading:
    """All that was found in one report, in the order of the text."""

    day: date | None
    place: str | None
    statements: tuple[Statement, ...]
    figures: tuple[Figure, ...]
    dates: tuple[DateSaid, ...]
