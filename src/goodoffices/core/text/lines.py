"""Lines of a file and what each is: heading, bracket line, table row, words, or nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from goodoffices.core.text.characters import BLANK, LINE_END
from goodoffices.core.text.inline import label

Sort = Literal["empty", "heading", "open", "stroke", "close", "row", "words"]

_CLOSE = re.compile(r"\](?P<names>(?:\{[#=][^{}\s]+\})*)")
_ID_AT_END = re.compile(rf"(?:^|(?<=[{BLANK}]))\{{#([^{{}}\s]+)\}}$")
_ROW_END = re.compile(r"(?<!\\)(?:\\\\)*\|$")


@dataclass(frozen=True)
class Line:
    """One line: its number from 1, its offset in the file, what stands in it less the blanks at both ends."""

    number: int
    offset: int
    indent: str
    words: str
    sort: Sort
    parties: tuple[str, ...] = ()

    @property
    def column(self) -> int:
        """The column of the first character that is no blank."""
        return len(self.indent) + 1

    @property
    def begin(self) -> int:
        """The offset of that character in the file."""
        return self.offset + len(self.indent)


def lines(source: str, parties: frozenset[str], first: int = 1, offset: int = 0) -> Iterator[Line]:
    """Return the lines of a file from an offset on, each with its sort."""
    number = first
    while offset <= len(source):
        found = LINE_END.search(source, offset)
        stop = found.start() if found else len(source)
        yield line(source[offset:stop], number, offset, parties)
        if found is None:
            return
        offset, number = found.end(), number + 1


def line(raw: str, number: int, offset: int, parties: frozenset[str]) -> Line:
    """Return one line with its sort."""
    words = raw.strip(BLANK)
    indent = raw[: len(raw) - len(raw.lstrip(BLANK))] if words else ""
    sort, names = _sort(words, parties)
    return Line(number, offset, indent, words, sort, names)


def _sort(words: str, parties: frozenset[str]) -> tuple[Sort, tuple[str, ...]]:
    if not words:
        return "empty", ()
    if words[0] == "#":
        return "heading", ()
    if words[0] in "[|":
        names, length = label(words[1:], parties, whole=True)
        if not words[1 + length :].strip(BLANK):
            return ("open" if words[0] == "[" else "stroke"), names
    if _CLOSE.fullmatch(words):
        return "close", ()
    if words[0] == "|" and _row(without_id(words)[0]):
        return "row", ()
    return "words", ()


def _row(words: str) -> bool:
    return len(words) > 1 and _ROW_END.search(words) is not None


def without_id(words: str) -> tuple[str, str]:
    """Return words less the name that stands after a blank at their end, and that name."""
    found = _ID_AT_END.search(words) if words.endswith("}") else None
    if found is None:
        return words, ""
    return words[: found.start()].rstrip(BLANK), found[1]
