"""Characters of a paste that cannot be seen, blanks that do not break, and curly quotes."""

import re
from collections.abc import Iterator, Sequence

from goodoffices.documents.pasting.sheet import LINE, Line
from goodoffices.documents.pasting.values import Edit, Offer, Reading

_SOFT_HYPHEN = "\u00ad"
_UNUSUAL = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_STRAIGHT = {
    **dict.fromkeys("\u201c\u201d\u201e\u201f", '"'),
    **dict.fromkeys("\u2018\u2019\u201a\u201b", "'"),
}
_QUOTE = re.compile(f"[{''.join(_STRAIGHT)}]")


def unseen(source: str, line: Line) -> Iterator[Offer]:
    """Return an offer for each run of characters that no text may hold; left, each is written out by its number."""
    run: list[int] = []
    for at in line.unseen:
        if run and (at != run[-1] + 1 or (source[at] == _SOFT_HYPHEN) != (source[run[0]] == _SOFT_HYPHEN)):
            yield _unseen(source, line, run)
            run = []
        run.append(at)
    if run:
        yield _unseen(source, line, run)


def _unseen(source: str, line: Line, run: Sequence[int]) -> Offer:
    readings = [Reading("taken out", tuple(Edit(at, at + 1) for at in run))]
    if source[run[0]] == _SOFT_HYPHEN:
        hyphen = (Edit(run[0], run[0] + 1, "-"), *(Edit(at, at + 1) for at in run[1:]))
        readings.append(Reading("hyphen", hyphen))
    left = tuple(Edit(at, at + 1, written_out(source[at])) for at in run)
    begin, end = around(source, run[0], run[-1] + 1, line)
    return Offer("unseen", line.number, begin, end, tuple(readings), left)


def written_out(character: str) -> str:
    """Return a character that cannot be seen by its number, so that it can."""
    return f"(U+{ord(character):04X})"


def ends(source: str, inside: frozenset[int], numbers: Sequence[tuple[int, int]]) -> Iterator[Offer]:
    """Return an offer for each unusual line end; `inside` are those that a bracket goes on over."""
    for at, number in numbers:
        end = " " if at in inside else "\n"
        left = (Edit(at, at + 1, written_out(source[at]) + end),)
        reading = Reading("line end", (Edit(at, at + 1, end),))
        yield Offer("unseen", number, at, at + 1, (reading,), left)


def unusual_ends(source: str, found: Sequence[Line]) -> list[tuple[int, int]]:
    """Return where lines end otherwise than with a line feed, and in which line that is."""
    places = [one.start() for one in LINE.finditer(source) if one.group() != "\n"]
    numbered, at = [], 0
    for place in places:
        while at + 1 < len(found) and found[at + 1].begin <= place:
            at += 1
        numbered.append((place, found[at].number))
    return numbered


def blanks(source: str, line: Line) -> Iterator[Offer]:
    """Return an offer for each run of blanks that do not break or are wider; to a text every blank is one."""
    for found in _UNUSUAL.finditer(source, line.begin, line.end):
        first, *others = range(found.start(), found.end())
        turned = (Edit(first, first + 1, " "), *(Edit(at, at + 1) for at in others))
        begin, end = around(source, found.start(), found.end(), line)
        yield Offer("blank", line.number, begin, end, (Reading("blank", turned),), advised=0)


def quotes(source: str, line: Line) -> Iterator[Offer]:
    """Return an offer for each curly quote; left, it stays as it is."""
    for found in _QUOTE.finditer(source, line.begin, line.end):
        turned = (Edit(found.start(), found.end(), _STRAIGHT[found.group()]),)
        begin, end = around(source, found.start(), found.end(), line)
        yield Offer("quote", line.number, begin, end, (Reading("straight", turned),), advised=0)


def around(source: str, begin: int, end: int, line: Line) -> tuple[int, int]:
    """Return a place with the words about it, so that it can be found."""
    before = source.rfind(" ", line.begin, max(line.begin, begin - 12))
    after = source.find(" ", min(line.end, end + 12), line.end)
    return (before + 1 if before >= 0 else max(line.begin, begin - 20)), (
        after if after >= 0 else min(line.end, end + 20)
    )
