"""A paste as lines: what stands in each, and where, once what cannot be seen is set aside."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from goodoffices.core.text.characters import BLANK, MOST_MARKS, hidden
from goodoffices.core.text.marks import of_clause

LINE = re.compile("[\n\u2028\u2029\x0b\x0c\x85]")
_BLANK_RUN = re.compile(f"[{BLANK}]*")
_MOST_JOINED = 20


@dataclass(frozen=True)
class Line:
    """One line: its number from 1, its place in the paste, the characters that can be seen, and where each stands.

    `joins` are the line ends inside it, where a bracket goes on over them.
    """

    number: int
    begin: int
    end: int
    bare: str = field(repr=False)
    at: Sequence[int] = field(repr=False)
    unseen: tuple[int, ...] = field(default=(), repr=False)
    joins: tuple[int, ...] = ()

    @property
    def indent(self) -> int:
        """How many blanks and tabs stand before the first word."""
        return len(self.bare) - len(self.bare.lstrip(BLANK))

    @property
    def words(self) -> str:
        """What stands in the line less the blanks at both ends."""
        return self.bare.strip(BLANK)


def composed(pasted: str) -> str:
    """Return a paste with letters and marks composed, one kind of line end, and no byte-order mark at its head."""
    words = pasted.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", words)


def lines(source: str, *, joined: bool) -> tuple[Line, ...]:
    """Return the lines of a composed paste; `joined` makes one of those that a bracket goes on over."""
    found, begin = [], 0
    ends = [*(one.start() for one in LINE.finditer(source)), len(source)]
    for number, end in enumerate(ends, 1):
        found.append(_line(source[begin:end], number, begin))
        begin = end + 1
    return tuple(_joined(found)) if joined else tuple(found)


def _line(raw: str, number: int, begin: int) -> Line:
    away = set(hidden(raw))
    away -= {_glyph(raw)}
    away |= _piled(raw, away)
    if not away:
        return Line(number, begin, begin + len(raw), raw, range(begin, begin + len(raw)))
    kept = [at for at in range(len(raw)) if at not in away]
    bare = "".join(raw[at] for at in kept)
    unseen = tuple(begin + at for at in sorted(away))
    return Line(number, begin, begin + len(raw), bare, tuple(begin + at for at in kept), unseen)


def _glyph(raw: str) -> int:
    """Return where a word processor's own bullet stands at the head of a line, else -1."""
    found = _BLANK_RUN.match(raw)
    at = found.end() if found else 0
    own = raw[at : at + 1] and unicodedata.category(raw[at]) == "Co" and raw[at + 1 : at + 2] in BLANK
    return at if own and raw[at + 1 : at + 2] else -1


def _piled(raw: str, away: set[int]) -> set[int]:
    """Return the marks on one letter beyond those that any script piles up."""
    found: set[int] = set()
    if raw.isascii():
        return found
    run = 0
    for at, character in enumerate(raw):
        if at in away:
            continue
        run = run + 1 if unicodedata.combining(character) else 0
        if run > MOST_MARKS:
            found.add(at)
    return found


def _joined(single: Sequence[Line]) -> Iterator[Line]:
    at = 0
    while at < len(single):
        last = _closes(single, at)
        yield single[at] if last == at else _one(single[at : last + 1])
        at = last + 1


def _closes(single: Sequence[Line], at: int) -> int:
    """Return the line in which the brackets that a line leaves open are closed; the line itself where none is."""
    depth = _depth(single[at].bare, 0)
    if depth <= 0:
        return at
    for further in range(at + 1, min(at + 1 + _MOST_JOINED, len(single))):
        words = single[further].words
        if not words or of_clause(words) or _glyph(single[further].bare) >= 0:
            return at
        depth = _depth(words, depth)
        if depth <= 0:
            return further if depth == 0 else at
    return at


def _depth(words: str, depth: int) -> int:
    for character in words:
        depth += (character == "[") - (character == "]")
        if depth < 0:
            return depth
    return depth


def _one(many: Sequence[Line]) -> Line:
    """Return lines as one: every end between them counts as a blank."""
    bare, at, ends = many[0].bare, list(many[0].at), []
    for line in many[1:]:
        bare += " " + line.bare
        at += [line.begin - 1, *line.at]
        ends.append(line.begin - 1)
    unseen = tuple(place for line in many for place in line.unseen)
    return Line(many[0].number, many[0].begin, many[-1].end, bare, tuple(at), unseen, tuple(ends))
