"""Read one report: the text in, suggestions out, each with its span and the rule that made it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from goodoffices.record.reading.attribution import attributions
from goodoffices.record.reading.counting import Counted
from goodoffices.record.reading.dateline import Dateline, dateline_of, is_date_line
from goodoffices.record.reading.dates import Dated, dates_in
from goodoffices.record.reading.figures import figures_in
from goodoffices.record.reading.nearby import Nearby
from goodoffices.record.reading.paragraphs import paragraphs
from goodoffices.record.reading.quotations import Span
from goodoffices.record.reading.scan import Found
from goodoffices.record.reading.sheet import sheet
from goodoffices.record.reading.sources import Cast, bare
from goodoffices.record.reading.values import DateSaid, Figure, Quotation, Reading, Source, Statement, Stretch

_CREDIT = re.compile(r"\s*\((?:Reporting|Writing|Editing|Additional reporting|Compiled)\b")
_TITLE_ENDS = tuple(".?!…”\"’')]:;")
_ADJACENT = re.compile(
    r"(?:,? (?:in|via|by|at|during|to) (?:an? |the |his |her |their )?[\w ’'-]{1,40}?)??,? ?(?:on |late |early |also |earlier )?"
)
_HEARER_ENDS = re.compile(r"\s+(?:in|at|on|with|outside|inside|during|after|before|by|via|from)\b")
_ACTS = frozenset(
    ("agrees", "refuses", "decides", "declines to comment")
)  # whose figures the report itself gives
_AS_OF = re.compile(r"\bas (?:of|at) (?:late |early )?$", re.IGNORECASE)
_REACH, _WORD = 60, 40  # characters from a cue to a date after it, and before its speaker
_QUOTES = "\"“”„«»'‘’"
CONFIDENCE = {
    "words, said somebody": 0.97, "words, name": 0.96, "words, pronoun": 0.95, "words, apposition": 0.95, "according to": 0.93,
    "according to, in front": 0.93, "quoted as saying": 0.9, "name": 0.9, "pronoun": 0.87, "apposition": 0.9,
    "as somebody says": 0.85, "coordination": 0.8, "participle": 0.78, "noun of speech": 0.75, "relative": 0.75,
    "words, coordination": 0.8, "passive": 0.7, "participle after a noun": 0.6, "participle in front": 0.6, "colon": 0.6,
    "words in the next paragraph": 0.9,
}  # fmt: skip
_DECLINES = re.compile(r"to (?:comment|elaborate|say|answer|discuss|give details|respond|speculate)\b")


@dataclass(frozen=True)
class _Body:
    """The text, its day and place, and the stretches that are read: no headline, no dateline, no credits."""

    text: str
    dateline: Dateline
    spans: list[Span]


def read(text: str, given: date | None = None) -> Reading:
    """Return what the report says that somebody said, its figures and its dates.

    `given` is the day it was published, where the report does not say. Offsets are code points of `text`, in which
    nothing may have been changed. Linear in the length of the text but for one overlong sentence, which is cut.
    """
    dateline = dateline_of(text, given)
    body = _Body(text, dateline, _body(text, dateline))
    found = attributions(sheet(text, body.spans))
    dates = dates_in(text, body.spans, lambda _: dateline.day)
    near = Nearby(dates, lambda d: d.start)
    said = [_said_on(text, f, near) for f in found]
    if any(day is not None and day != dateline.day for day in said):
        dates = dates_in(text, body.spans, _day_at(found, said, dateline.day))
    statements = _statements(text, found, said)
    figures = _figures(body, statements, dates)
    return Reading(
        dateline.day,
        dateline.place,
        statements,
        figures,
        tuple(DateSaid(_stretch(text, d.start, d.end), d.value, d.modifier, d.anchor) for d in dates),
    )


def _body(text: str, dateline: Dateline) -> list[Span]:
    """Return the paragraphs that are read; headlines stand before the first full sentence and do not end like one."""
    spans: list[Span] = []
    for start, end in paragraphs(text):
        start = max(start, dateline.end) if end > dateline.end >= start else start  # noqa: PLW2901
        line = text[start:end].strip()
        before = dateline.end > dateline.start and end <= dateline.end
        title = not spans and not line.endswith(_TITLE_ENDS) and len(line) < 160
        if (
            line
            and not before
            and not title
            and not _CREDIT.match(text, start, end)
            and not is_date_line(line)
        ):
            spans.append((start, end))
    return spans


def _stretch(text: str, start: int, end: int) -> Stretch:
    return Stretch(start, end, text[start:end])


# -- when it was said


def _said_on(text: str, found: Found, dates: Nearby[Dated]) -> date | None:
    """Return the day the report says somebody spoke: a date next to the cue, the hearer or the speaker."""
    ends = [found.cue[1]] + [span[1] for span in (found.to, found.source) if span and span[1] >= found.cue[0]]
    first = min(found.cue[0], found.source[0] if found.source else found.cue[0])
    for d in dates.between(first - _WORD, max(ends) + _REACH):
        if d.value is None or len(d.value) != len("2024-05-03"):
            continue
        after = any(0 <= d.start - end <= _REACH and _ADJACENT.fullmatch(text, end, d.start) for end in ends)
        if not _inside(d, found) and (after or _just_before(text, d, found)):
            return date.fromisoformat(d.value)
    return None


def _inside(d: Dated, found: Found) -> bool:
    return any(a <= d.start < b for a, b in found.pieces)


def _just_before(text: str, d: Dated, found: Found) -> bool:
    """Say whether the date stands between speaker and cue, or opens the sentence before the speaker."""
    if 0 <= found.cue[0] - d.end <= 12:
        return not text[d.end : found.cue[0]].strip(" ,").replace("also", "").strip()
    if found.source is None or not 0 <= found.source[0] - d.end <= 2 or found.source[0] > found.cue[0]:
        return False
    lead = text[max(0, d.start - 4) : d.start]
    return lead.strip().lower() in ("on", "") or lead.endswith(("\n", " On ", " on "))


def _day_at(found: list[Found], said: list[date | None], day: date | None) -> Callable[[int], date | None]:
    """Return what tells the day words count from: inside a quotation, the day of the quotation."""
    pieces = [(a, b, when) for f, when in zip(found, said, strict=True) if when for a, b in f.pieces]
    quoted = Nearby(pieces, lambda piece: piece[0])

    def at(offset: int) -> date | None:
        return next((when for a, b, when in quoted.before(offset) if a <= offset < b), day)

    return at


# -- statements


def _statements(text: str, found: list[Found], said: list[date | None]) -> tuple[Statement, ...]:
    cast = Cast()
    made: list[Statement] = []
    for f, when in zip(found, said, strict=True):
        source = None
        if f.source is not None:
            start, end = bare(text, *f.source)
            kind = cast.kind(text[start:end], text[f.source[0] : min(len(text), f.source[1] + 80)])
            source = Source(_stretch(text, start, end), kind)
        to = _HEARER_ENDS.split(text[f.to[0] : f.to[1]])[0] if f.to else None
        cue = _stretch(text, *f.cue)
        for start, end in f.pieces:
            words = _stretch(text, start, end)
            kind_of = _kind(f, words.text)
            made.append(
                Statement(
                    words,
                    source,
                    cue,
                    _quotation(words.text),
                    kind_of,
                    to,
                    when,
                    f.rule,
                    CONFIDENCE.get(f.rule, 0.7),
                )
            )
    return tuple(sorted(made, key=lambda s: (s.words.start, s.words.end)))


def _kind(found: Found, words: str) -> str:
    return "declines to comment" if found.kind == "refuses" and _DECLINES.match(words) else found.kind


def _quotation(words: str) -> Quotation:
    inner = words.strip()
    if (
        inner[:1] in _QUOTES
        and (inner[-1:] in _QUOTES or inner.rstrip(".,")[-1:] in _QUOTES)
        and not _gap(inner)
    ):
        return "direct"
    return "mixed" if re.search(r"[\"“”„«»]|(?<!\w)[‘'].+[’'](?!\w)", inner) else "indirect"


def _gap(words: str) -> bool:
    """Say whether a quotation closes and another opens inside."""
    return re.search(r"[”\"»].+[“\"«]", words[1:-1]) is not None


# -- figures


def _figures(body: _Body, statements: tuple[Statement, ...], dates: list[Dated]) -> tuple[Figure, ...]:
    taken = [(d.start, d.end) for d in dates] + [
        (s.source.words.start, s.source.words.end) for s in statements if s.source
    ]
    counted = figures_in(body.text, body.spans, taken)
    near = Nearby(statements, lambda s: s.words.start), Nearby(dates, lambda d: d.start)
    return tuple(_figure(body, c, *near) for c in counted)


def _figure(body: _Body, c: Counted, statements: Nearby[Statement], dates: Nearby[Dated]) -> Figure:
    holder = next((s for s in statements.before(c.start) if c.end <= s.words.end), None)
    source = holder.source.words.text if holder and holder.source and holder.kind not in _ACTS else None
    stated = _as_of(body.text, c, dates)
    said = holder.said_on if holder and holder.said_on else body.dateline.day
    return Figure(
        _stretch(body.text, c.start, c.end),
        c.value,
        c.bound,
        c.counted,
        source,
        stated or (said.isoformat() if said else None),
    )


def _as_of(text: str, c: Counted, dates: Nearby[Dated]) -> str | None:
    """Return the day of "as of 3 May" in the same sentence."""
    for d in dates.between(c.start - 200, c.start + 200):
        low, high = sorted((d.start, c.start))
        if _AS_OF.search(text[max(0, d.start - 14) : d.start]) and ". " not in text[low:high]:
            return d.value
    return None
