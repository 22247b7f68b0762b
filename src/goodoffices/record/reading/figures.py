"""Figures in a report: how many of what, with the bound that was said; never a date, an age, a name or a part of one."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from goodoffices.record.reading.counting import (
    Counted,
    Number,
    counted,
    noun_of,
    number_at,
    outcome_follows,
    range_of,
    taking_over,
)
from goodoffices.record.reading.lexicon import word_group
from goodoffices.record.reading.numerals import NUMBER, SCALES
from goodoffices.record.reading.quotations import Span

_LOWER = {code: code + 32 for code in range(65, 91)}
_VAGUE = "dozens|scores|(?:tens|hundreds) of thousands|hundreds|thousands|millions|billions"
_CANDIDATE = re.compile(
    r"(?:(?<=[\s(“‘\"—–])|^)(?:[$€£\d]|(?:a|an|half|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen"
    r"|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozens|scores"
    r"|tens|hundreds|thousands|millions|billions)\b)",
    re.MULTILINE,
)
_NUMBER = re.compile(
    rf"(?P<money>[$€£] ?)?(?:(?P<vague>{_VAGUE})(?= of | (?:were|are|have|had|more|others)\b)|(?P<number>{NUMBER}))"
    r"(?P<percent> ?%| per ?cent\b)?(?![\w/:°]|[.,]\d|-\d|’|')"
)
_LABEL = re.compile(
    r"(?:\b(?:resolution|article|chapter|section|phase|no\.?|number|highway|route|channel|flight|boeing|airbus|group of|grade"
    r"|page|clause|annex|aged?|paragraph|point|level|room|street|unit|brigade|division|protocol|task force|apollo|formula"
    r"|version|size|stage|round|day|week|year|part|camp|block|line|gate|pier|zone|area|sector|option|tier|category|class|type"
    r"|model)|[#№])[ -]?$",
    re.IGNORECASE,
)
_DEFINITE = re.compile(
    r"\b(?:the|these|those|its|their|his|her|our|both|all|first|next|other|any|no|either|neither|each|every|than|on)"
    r"(?: (?:other|first|last|main|rival|warring|opposing|remaining|mediating))? $",
    re.IGNORECASE,
)
_COUNT_WORD = re.compile(
    r"\b(?:tolls?|numbers?|figures?|total|count|tally|was|were|is|at|to|as|by|reached|hit|of|around|said) $",
    re.IGNORECASE,
)
_CLOCK = re.compile(r",? ?(?:[ap]\.?m\b|GMT|UTC|o['’]clock|local time)")
_OF_THEM = re.compile(
    r" of (?:them|whom|the (?:dead|wounded|injured|victims|missing|hostages|detainees|prisoners|bodies))\b"
)
_MORE = re.compile(r"\b(?:another|further|additional|other) $", re.IGNORECASE)
_DO = re.compile(r" (?:are|were|have|had|remain|remained|fled|died|escaped|left)\b")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_GENERIC, _DURATIONS = word_group("generic"), word_group("durations")
_SMALL = 10  # written out, such a number counts only indefinite things: "four meetings", not "the two sides"


def figures_in(text: str, spans: Iterable[Span], taken: Iterable[Span]) -> list[Counted]:
    """Return the figures in these stretches of the text, none of them inside the spans already taken."""
    held = sorted(taken)
    low = text.translate(_LOWER)
    found: list[Counted] = []
    for start, end in spans:
        last: Counted | None = None
        for figure in _paragraph(text, low, (start, end), held):
            same = last is not None and ". " not in text[last.end : figure.start]
            last = taking_over(figure, last) if last is not None and same else figure
            found.append(last)
    return found


def _paragraph(text: str, low: str, span: Span, held: list[Span]) -> Iterator[Counted]:
    floor, end = span
    for candidate in _CANDIDATE.finditer(low, *span):
        match = _NUMBER.match(low, candidate.start(), end) if candidate.start() >= floor else None
        if match is None or _overlaps(held, match.span()):
            continue
        number = number_at(text, match, span[0], end)
        if number.vague or _ranged(number) or not _ordinary(number):
            figure = counted(number)
            yield figure
            floor = figure.end


def _ranged(number: Number) -> bool:
    """Say whether the number is the first of a range of things: "between 60 and 80 boats", not "between 48 and 72 hours"."""
    how, through = range_of(number)
    return bool(how) and noun_of(number, through)[0].lower().split(" ")[0].rstrip("s") not in _DURATIONS


def _overlaps(held: list[Span], span: Span) -> bool:
    i = bisect_right(held, span)
    return any(a < span[1] and span[0] < b for a, b in held[max(0, i - 2) : i + 1])


def _ordinary(number: Number) -> bool:
    """Say whether the number is no figure: a label, an age, a year, "the two sides", "one official"."""
    if number.value is None or _LABEL.search(number.lead) or _CLOCK.match(number.after):
        return True
    if number.match["percent"] or number.match["money"]:
        return False
    named = noun_of(number, number.match.end())[0].lower()
    if not named:
        return not _bare_figure(number) or _is_age(number) or _is_year(number, named)
    words = named.split(" ")
    return words[0].rstrip("s") in _DURATIONS or _is_year(number, named) or _indefinite_one(number, words)


def _is_age(number: Number) -> bool:
    return number.before.endswith(", ") and number.after[:1] in (",", ".")


def _is_year(number: Number, named: str) -> bool:
    return _YEAR.fullmatch(number.match["number"]) is not None and (number.bound is None or named == "levels")


def _indefinite_one(number: Number, words: list[str]) -> bool:
    """Say whether a small number only tells which or who: "one official", "the two armies", "two sides"."""
    value, said = number.value, number.match["number"]
    if value == 1 and not any(scale in said for scale in SCALES):
        return True
    if said[0].isdigit() or value is None or value > _SMALL:
        return False
    return bool(_DEFINITE.search(number.lead)) or words[-1] in _GENERIC or " ".join(words) in _GENERIC


def _bare_figure(number: Number) -> bool:
    """Say whether a number without a noun is a figure all the same: "the toll at 540", "over 77,000 have been wounded"."""
    if number.value == 1:
        return False
    told = outcome_follows(number) or _OF_THEM.match(number.after) or _COUNT_WORD.search(number.lead)
    return bool(told) or number.bound is not None or _acting(number)


def _acting(number: Number) -> bool:
    """Say whether a large number without a noun stands for people: "another 15,000 are stranded"."""
    large = number.value is not None and number.value > _SMALL
    return large and _MORE.search(number.lead) is not None and _DO.match(number.after) is not None
