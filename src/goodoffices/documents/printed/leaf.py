"""What stands on paper, before it is a file: lines of runs, tables, and what every page carries at its foot."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal

RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})

_CORE = re.compile(r"(\w(?:\S*\w)?)")

Sort = Literal["title", "heading", "clause", "words", "small", "stroke", "boxes", "room"]


@dataclass(frozen=True, slots=True)
class Run:
    """Words set in one way; `raised` is a note's mark, `code` digits that are read out one by one."""

    words: str = field(repr=False)
    bold: bool = False
    raised: bool = False
    code: bool = False


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph. A `stroke` is a bracket's sign on a line of its own; `boxes` are to tick, a `room`
    is a line to write on.

    `number` stands before the words as it was written; `depth` is how far in they lie. A `latin` line runs from left to
    right whatever the language: digits in groups, whose order must not turn. `kept` lines stay on one page with the next.
    """

    sort: Sort
    runs: Runs = ()
    number: str = ""
    depth: int = 0
    latin: bool = False
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, each cell lines; `widths` are shares of the page's width. The first row is a `head` or is not."""

    rows: tuple[tuple[tuple[Line, ...], ...], ...]
    widths: tuple[int, ...] = ()
    head: bool = True


Block = Line | Table


@dataclass(frozen=True, slots=True)
class Leaf:
    """A document in one language. Head and foot stand on every page, the page's number of how many below them."""

    language: str
    blocks: tuple[Block, ...] = field(repr=False)
    head: tuple[Line, ...] = field(default=(), repr=False)
    foot: tuple[Line, ...] = field(default=(), repr=False)

    @property
    def leftward(self) -> bool:
        """Whether its language runs from right to left."""
        return leftward(self.language)


def leftward(language: str) -> bool:
    """Whether a language runs from right to left."""
    return language.lower().split("-")[0] in RIGHT_TO_LEFT


def plain(words: str) -> Runs:
    """Return words as one run, nothing for no words."""
    return (Run(words),) if words else ()


def ways(words: str, *, leftward: bool) -> Iterator[tuple[str, bool]]:
    """Part words by the way they run: each part, and whether it runs from right to left.

    A word runs as its first letter does; what has no letter goes with its neighbours where they agree, else with the
    paragraph, so that brackets and numbers keep their order. Joined again the parts are the words.
    """
    parts = [one for one in _CORE.split(words) if one]
    told = [_way(one) for one in parts]
    for at, way in enumerate(told):
        if way is None:
            before = told[at - 1] if at else None
            after = told[at + 1] if at + 1 < len(told) else None
            told[at] = before if before is not None and before == after else leftward
    for right, run in groupby(zip(parts, told, strict=True), key=lambda one: bool(one[1])):
        yield "".join(part for part, _ in run), right


def _way(part: str) -> bool | None:
    sorts = (unicodedata.bidirectional(letter) for letter in part)
    return next((sort != "L" for sort in sorts if sort in ("L", "R", "AL")), None)
