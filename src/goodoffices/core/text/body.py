"""Reading what stands under a heading: clauses, tables and whole-clause brackets, line by line."""

import re
from dataclasses import dataclass, field

from goodoffices.core.errors import Fault
from goodoffices.core.text.characters import BLANK
from goodoffices.core.text.inline import ID, Misread, Reader, Run
from goodoffices.core.text.lines import Line, without_id
from goodoffices.core.text.marks import of_clause
from goodoffices.core.text.tree import Block, BlockOption, Clause, Item, Piece, Place

_RULE = re.compile(r"\|(?:[\t ]*:?-+:?[\t ]*\|)+")
_NAMES = re.compile(r"\{([#=])([^{}\s]+)\}")


@dataclass
class _Open:
    """A whole-clause bracket not yet closed."""

    line: Line
    outer: list[Item]
    depths: list[tuple[int, int]]
    options: list[BlockOption] = field(default_factory=list)
    parties: tuple[str, ...] = ()


class Body:
    """Takes the lines of an article in turn; `items` holds what they were, once finished."""

    def __init__(self, parties: frozenset[str], faults: list[Fault]) -> None:
        self.parties = parties
        self.faults = faults
        self.items: list[Item] = []
        self._lines: list[Line] = []
        self._open: list[_Open] = []
        self._depths: list[tuple[int, int]] = []

    def take(self, one: Line) -> None:
        """Take one line that is no heading."""
        if one.sort in ("words", "row"):
            self._lines.append(one)
            return
        self._clause()
        if one.sort == "open":
            self._open.append(_Open(one, self.items, list(self._depths), parties=one.parties))
            self.items = []
        elif one.sort == "stroke":
            self._stroke(one)
        elif one.sort == "close":
            self._close(one)

    def finish(self, heading: Line | None) -> None:
        """End the article: nothing may stand open."""
        self._clause()
        for opened in self._open:
            where = "before this heading" if heading else "before the end"
            self._fault(opened.line, f"this bracket is never closed; put a line “]” where it ends, {where}")
        while self._open:
            opened = self._open.pop()
            self.items = opened.outer

    def _stroke(self, one: Line) -> None:
        if not self._open:
            self._fault(one, "a “|” stands outside a bracket and a table; put a backslash before it")
            return
        self._option()
        self._open[-1].parties = one.parties

    def _option(self) -> None:
        opened = self._open[-1]
        opened.options.append(BlockOption(tuple(self.items), opened.parties))
        self.items = []
        self._depths = list(opened.depths)

    def _close(self, one: Line) -> None:
        if not self._open:
            self._fault(
                one, "this bracket was never opened; put “[” where it begins, or a backslash before “]”"
            )
            return
        self._option()
        opened = self._open.pop()
        self.items, self._depths = opened.outer, list(opened.depths)
        name, tie = self._names(one)
        options = opened.options if len(opened.options) > 1 else [*opened.options, BlockOption(())]
        self._check(opened.line, options, tie)
        place = Place(opened.line.number, opened.line.column, one.begin + 1)
        self.items.append(Block(tuple(options), name, not name, tie, place))

    def _check(self, one: Line, options: list[BlockOption], tie: str) -> None:
        bare = [_bare(option.items) for option in options]
        if not any(bare):
            self._fault(one, "nothing stands in this bracket; a blank is written “[…]” inside a clause")
        elif not tie and any(each in bare[:at] for at, each in enumerate(bare)):
            self._fault(one, "two options read the same; take one out")
        if tie and any(isinstance(item, Block) for option in options for item in option.items):
            self._fault(one, "a tied bracket holds no bracket")

    def _names(self, one: Line) -> tuple[str, str]:
        name = tie = ""
        for sort, wanted in _NAMES.findall(one.words):
            if not ID.fullmatch(wanted):
                self._fault(one, "a name is made of letters, digits, “-” and “_”")
            if (name and sort == "#") or (tie and sort == "="):
                self._fault(one, "a passage has one name and follows one other")
            name, tie = (wanted, tie) if sort == "#" else (name, wanted)
        return name, tie

    def _clause(self) -> None:
        held, self._lines = self._lines, []
        if not held:
            return
        try:
            rows = [one for one in held if one.sort == "row"]
            if rows and len(rows) < len(held):
                odd = next(one for one in held if one.sort != held[0].sort)
                raise Misread(
                    Fault(
                        "a table stands alone; put a blank line between it and the words",
                        odd.number,
                        odd.column,
                    )
                )
            clause = self._table(held) if rows else self._words(held)
        except Misread as misread:
            self.faults.append(misread.fault)
            return
        self.items.append(clause)

    def _depth(self, first: Line) -> int:
        if "\t" in first.indent:
            raise Misread(
                Fault("a tab stands in the indent; use blanks, two for each level", first.number, 1)
            )
        indent = len(first.indent)
        depth = next((deep + 1 for wide, deep in reversed(self._depths) if wide <= indent - 2), 0)
        while self._depths and self._depths[-1][0] >= indent:
            self._depths.pop()
        self._depths.append((indent, depth))
        return depth

    def _words(self, held: list[Line]) -> Clause:
        first, last = held[0], held[-1]
        depth = self._depth(first)
        number = of_clause(first.words)
        segments: list[tuple[str, Line, int]] = []
        for one in held:
            skip = len(number) if one is first else 0
            words = one.words[skip:]
            lead = len(words) - len(words.lstrip(BLANK))
            skip, words = skip + lead, words[lead:]
            if one is not first and of_clause(one.words):
                raise Misread(
                    Fault(
                        "a number opens a later line of a clause; put a blank line above, or a backslash before",
                        one.number,
                        one.column,
                    )
                )
            if (
                words.startswith("\\")
                and words[1:2]
                and (words[1].isalpha() or of_clause(words[1:]))
                and not (one is first and number)
            ):
                skip, words = skip + 1, words[1:]
            segments.append((words, one, skip))
        run = _run(segments)
        words, name = without_id(run.words)
        pieces = self._pieces(Run(words, run.starts))
        return Clause(pieces, number, depth, (), self._name(last, name), not name, _place(first, last))

    def _pieces(self, run: Run) -> tuple[Piece, ...]:
        return Reader(run, self.parties).whole()

    def _table(self, held: list[Line]) -> Clause:
        first, last = held[0], held[-1]
        if self._open:
            raise Misread(
                Fault(
                    "a table cannot stand inside a bracket; bracket its cells instead",
                    first.number,
                    first.column,
                )
            )
        depth = self._depth(first)
        rows, name = [], ""
        for one in held:
            words, found = without_id(one.words)
            if found and one is not last:
                raise Misread(
                    Fault("a table's name stands at the end of its last row", one.number, one.column)
                )
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
        if name and not ID.fullmatch(name):
            raise Misread(Fault("a name is made of letters, digits, “-” and “_”", one.number, one.column))
        return name

    def _fault(self, one: Line, what: str) -> None:
        self.faults.append(Fault(what, one.number, one.column))


def _run(segments: list[tuple[str, Line, int]]) -> Run:
    starts, words, at = [], [], 0
    for segment, one, skip in segments:
        starts.append((at, one.number, one.column + skip, one.begin + skip))
        words.append(segment)
        at += len(segment) + 1
    return Run(" ".join(words), tuple(starts))


def _place(first: Line, last: Line) -> Place:
    return Place(first.number, first.column, last.begin + len(last.words))


def _bare(items: tuple[Item, ...]) -> tuple[object, ...]:
    """What two options are compared by: all but names."""
    return tuple(
        (item.number, item.depth, item.pieces, item.rows)
        if isinstance(item, Clause)
        else tuple(_bare(option.items) for option in item.options)
        for item in items
    )
