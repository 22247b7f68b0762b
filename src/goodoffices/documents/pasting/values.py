"""An offer to read a place of a paste in our notation: the place, its readings, and what stands there if left."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from goodoffices.core.errors import BadInput
from goodoffices.core.text import read

Sort = Literal[
    "head", "heading", "number", "clause", "wording", "options", "unseen", "blank", "quote", "stray"
]
Why = Literal[
    "title",
    "language",
    "parties",
    "heading",
    "annex",
    "number",
    "plain number",
    "clause",
    "sub-clause",
    "alternatives",
    "slash",
    "not agreed",
    "whole clause",
    "as written",
    "unfilled",
    "options",
    "above too",
    "taken out",
    "hyphen",
    "line end",
    "blank",
    "straight",
    "never closed",
]
PLAIN = "\x00"
ANNEX = "\x01"


@dataclass(frozen=True)
class Edit:
    """Characters of the paste, from `begin` to before `end`, and what stands in their place.

    `rank` orders what is put in at one place; `PLAIN` in the words says that no number may be read there, `ANNEX`
    that the line is the heading of an annex.
    """

    begin: int
    end: int
    words: str = ""
    rank: int = 1


@dataclass(frozen=True)
class Reading:
    """One way to read a place: why it may be read so, what is done, and how the place then stands."""

    why: Why
    edits: tuple[Edit, ...] = field(repr=False)
    becomes: str = field(default="", repr=False)


@dataclass(frozen=True)
class Offer:
    """A place of a paste that may be read in our notation: its line from 1, its words, its readings.

    Choosing 0 leaves it as plain words, 1 is the first reading. `advised` is what most would choose, or nothing
    where only who knows the talks can say. `more` counts further places of the sort that follow this choice.
    An offer without readings only says that something was left as plain words.
    """

    sort: Sort
    line: int
    begin: int
    end: int
    readings: tuple[Reading, ...]
    left: tuple[Edit, ...] = field(default=(), repr=False)
    advised: int | None = 1
    words: str = field(default="", repr=False)
    stays: str = field(default="", repr=False)
    more: int = 0

    def chosen(self, number: int) -> tuple[Edit, ...]:
        """Return what is done where this number is chosen."""
        return self.readings[number - 1].edits if number else self.left


def applied(source: str, begin: int, end: int, *layers: Iterable[Edit]) -> str:
    """Return the words from `begin` to `end` after the edits; where two are of one place, the later layer's holds."""
    kept: dict[tuple[int, int, int], Edit] = {}
    for layer in layers:
        for edit in layer:
            if begin <= edit.begin and edit.end <= end:
                kept[edit.begin, edit.end, 0 if edit.end > edit.begin else edit.rank] = edit
    parts, at = [], begin
    for edit in sorted(kept.values(), key=lambda one: (one.begin, one.end > one.begin, one.rank)):
        parts += [source[at : edit.begin], edit.words]
        at = edit.end
    return "".join((*parts, source[at:end]))


def standing(words: str) -> str:
    """Return words as they are shown: less empty lines, and less what only says how a line is to be read."""
    lines = [annexed(line.replace(PLAIN, "")) for line in words.split("\n")]
    return "\n".join(line for line in lines if line)


def annexed(line: str) -> str:
    """Return the heading of an annex as it is written, any other line as it is."""
    return f"{line.replace(ANNEX, '')} {{.annex}}" if ANNEX in line else line


def reads(words: str, parties: tuple[str, ...] = ()) -> bool:
    """Whether words stand as the body of a text whose parties are these."""
    head = f"# …\nParties: {', '.join(parties)}" if parties else "# …"
    try:
        read(f"{head}\n\n{words}\n")
    except BadInput:
        return False
    return True
