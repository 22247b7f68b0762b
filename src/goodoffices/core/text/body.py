"""Reading what stands under a heading: clauses, tables and whole-clause brackets, line by line."""

import re
from dataclasses import dataclass, field, replace

from goodoffices.core.errors import BadInput, Fault, Phrase
from goodoffices.core.text.alike import reads_alike
from goodoffices.core.text.characters import BLANK, blanks
from goodoffices.core.text.depths import Ladder
from goodoffices.core.text.inline import DEEPEST, NOT_A_NAME, Misread, Reader, Run, is_name
from goodoffices.core.text.lines import Line, without_id
from goodoffices.core.text.marks import of_clause
from goodoffices.core.text.tree import (
    Block,
    BlockOption,
    Bracket,
    Clause,
    Item,
    Piece,
    Place,
    contents,
)

_RULE = re.compile(rf"\|(?:[{BLANK}]*(?::-+:?|-+:|-{{2,}})[{BLANK}]*\|)+")
_MARK = re.compile(r"\\.|[\[\]]")
_NAMES = re.compile(r"\{([#=])([^{}\s]+)\}")


@dataclass
class _Open:
    """A whole-clause bracket not yet closed."""

    line: Line
    outer: list[Item]
    ladder: Ladder
    faults: int
    options: list[BlockOption] = field(default_factory=list)
    parties: tuple[str, ...] = ()


class Body:
    """Takes the lines of an article in turn; `items` holds what they were, once finished."""

    def __init__(self, parties: frozenset[str], faults: list[Fault]) -> None:
        self.parties = parties
        self.faults = faults
        self.items: list[Item] = []
        self._lines: list[Line] = []
        self._inside = 0
        self._open: list[_Open] = []
        self._ladder = Ladder()

    def take(self, one: Line) -> None:
        """Take one line that is no heading."""
        if "\t" in one.indent:
            self._fault(one, "a tab stands in the indent; use blanks, two for each level", 1)
        if one.sort in ("words", "row"):
            self._hold(one)
            return
        self._clause()
        if one.sort == "open":
            if len(self._open) == DEEPEST:
                what = Phrase("brackets stand more than {most} deep in one another", most=DEEPEST)
                raise BadInput(*self.faults, Fault(what, one.number, one.column))
            self._open.append(
                _Open(one, self.items, self._ladder.copy(), len(self.faults), parties=one.parties)
            )
            self.items = []
        elif one.sort == "stroke":
            self._stroke(one)
        elif one.sort == "close":
            self._close(one)

    def _hold(self, one: Line) -> None:
        """Hold a line until its clause ends; inside an inline bracket strokes at both ends make no table."""
        if one.sort == "row" and self._inside > 0:
            one = replace(one, sort="words")
        if one.sort == "words":
            self._inside += _opened(one.words)
        self._lines.append(one)

    def finish(self, heading: Line | None) -> None:
        """End the article: nothing may stand open."""
        self._clause()
        for opened in self._open:
            what = (
                "this bracket is never closed; put a line “]” where it ends, before this heading"
                if heading
                else "this bracket is never closed; put a line “]” where it ends, before the end"
            )
            self._fault(opened.line, what)
        while self._open:
            opened = self._open.pop()
            self.items = opened.outer

    def _stroke(self, one: Line) -> None:
        if not self._open:
            self._fault(one, "a “|” stands outside a bracket and a table; put a backslash before it")
            return
        self._option()
        self._open[-1].parties = one.parties
        self._ladder = self._open[-1].ladder.copy()

    def _option(self) -> None:
        opened = self._open[-1]
        opened.options.append(BlockOption(tuple(self.items), opened.parties))
        self.items = []

    def _close(self, one: Line) -> None:
        if not self._open:
            self._fault(
                one, "this bracket was never opened; put “[” where it begins, or a backslash before “]”"
            )
            return
        self._option()
        opened = self._open.pop()
        self.items = opened.outer
        name, tie = self._names(one)
        options = opened.options if len(opened.options) > 1 else [*opened.options, BlockOption(())]
        if len(self.faults) == opened.faults:
            self._check(opened.line, options, tie)
        place = Place(opened.line.number, opened.line.column, one.begin + 1)
        self.items.append(Block(tuple(options), name, not name, tie, place))

    def _check(self, one: Line, options: list[BlockOption], tie: str) -> None:
        if not any(option.items for option in options):
            self._fault(one, "nothing stands in this bracket; a blank is written “[…]” inside a clause")
        elif not tie and reads_alike(options):
            self._fault(one, "two options read the same; take one out")
        if tie and any(_holds_bracket(item) for option in options for item in option.items):
            self._fault(one, "a tied bracket holds no bracket")

    def _names(self, one: Line) -> tuple[str, str]:
        name = tie = ""
        for sort, wanted in _NAMES.findall(one.words):
            if not is_name(wanted):
                self._fault(one, NOT_A_NAME)
            if (name and sort == "#") or (tie and sort == "="):
                self._fault(one, "a passage has one name and follows one other")
            name, tie = (wanted, tie) if sort == "#" else (name, wanted)
        return name, tie

    def _clause(self) -> None:
        held, self._lines, self._inside = self._lines, [], 0
        if not held:
            return
        odd = next((one for one in held if one.sort != held[0].sort), None)
        try:
            if odd:
                what = "a table stands alone; put a blank line between it and the words"
                raise Misread(Fault(what, odd.number, odd.column))
            clause = self._table(held) if held[0].sort == "row" else self._words(held)
        except Misread as misread:
            self.faults.append(misread.fault)
            return
        self.items.append(clause)

    def _words(self, held: list[Line]) -> Clause:
        first, last = held[0], held[-1]
        depth = self._ladder.depth(len(first.indent))
        run, name = _run(held)
        number = of_clause(run.words)
        for begin, line, column, _ in run.starts[1:]:
            if begin >= len(number) and of_clause(run.words, begin):
                what = (
                    "a number opens a later line of a clause; put a blank line above, or a backslash before"
                )
                raise Misread(Fault(what, line, column))
        begin = len(run.words) - len(run.words[len(number) :].lstrip(BLANK))
        pieces = Reader(run, self.parties, begin).whole()
        if not pieces and not number:
            raise Misread(Fault("a name stands after the words of a clause", first.number, first.column))
        return Clause(
            pieces, blanks(number), depth, (), self._name(last, name), not name, _place(first, last)
        )

    def _table(self, held: list[Line]) -> Clause:
        first, last = held[0], held[-1]
        if self._open:
            what = "a table cannot stand inside a bracket; bracket its cells instead"
            raise Misread(Fault(what, first.number, first.column))
        depth = self._ladder.depth(len(first.indent))
        rows, name = [], ""
        for one in held:
            words, found = without_id(one.words)
            if found and one is not last:
                what = "a table's name stands at the end of its last row"
                raise Misread(Fault(what, one.number, one.column))
            name = found or name
            if not _RULE.fullmatch(words):
                rows.append(self._row(one, words))
        if not rows:
            raise Misread(Fault("a table needs a row of words", first.number, first.column))
        return Clause((), "", depth, tuple(rows), self._name(last, name), not name, _place(first, last))

    def _row(self, one: Line, words: str) -> tuple[tuple[Piece, ...], ...]:
        reader = Reader(Run(words, ((0, one.number, one.column, one.begin),)), self.parties, 1)
        cells = []
        while reader.at < len(words):
            cells.append(reader.cell())
        return tuple(cells)

    def _name(self, one: Line, name: str) -> str:
        if name and not is_name(name):
            raise Misread(Fault(NOT_A_NAME, one.number, one.column))
        return name

    def _fault(self, one: Line, what: str, column: int = 0) -> None:
        self.faults.append(Fault(what, one.number, column or one.column))


def _run(held: list[Line]) -> tuple[Run, str]:
    """Return the lines of a clause as one run of words, and the name at its end."""
    last, name = without_id(held[-1].words)
    starts, words, at = [], [], 0
    for one in held:
        segment = last if one is held[-1] else one.words
        if segment:
            starts.append((at, one.number, one.column, one.begin))
            words.append(segment)
            at += len(segment) + 1
    first = held[0]
    return Run(" ".join(words), tuple(starts) or ((0, first.number, first.column, first.begin),)), name


def _place(first: Line, last: Line) -> Place:
    return Place(first.number, first.column, last.begin + len(last.words))


def _opened(words: str) -> int:
    """Return how many more inline brackets a line opens than it closes."""
    if "[" not in words and "]" not in words:
        return 0
    marks = [one.group() for one in _MARK.finditer(words)]
    return marks.count("[") - marks.count("]")


def _holds_bracket(item: Item) -> bool:
    return isinstance(item, Block) or any(
        isinstance(piece, Bracket) for pieces in contents(item) for piece in pieces
    )
