"""A text as lines on pages: headings, clauses with their numbers as written, brackets as they stand, notes below."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from goodoffices.core import text as one_text
from goodoffices.core.text import LISTS, Bracket, CheckWords, Footnote, Item, Piece, Text
from goodoffices.core.text import Block as WholeClauses
from goodoffices.documents.printed.leaf import Block, Leaf, Line, Run, Runs, Table, plain

DOT = " · "


@dataclass(frozen=True)
class Marks:
    """What every page of a document carries: a name at the head, check words and their digits at the foot.

    All empty for a non-paper. `called` is the word for check words in the language of the page.
    """

    name: str = field(default="", repr=False)
    check: CheckWords | None = None
    called: str = ""


Below = Callable[[one_text.Clause], Iterable[Line]]


def version(text: Text, marks: Marks | None = None, cover: str = "") -> Leaf:
    """Return a text as a document, with or without marks; `cover` is what the mediators say beside it."""
    return marked(text.language or "en", (*lines(text), *_cover(cover)), marks)


def lines(text: Text, below: Below | None = None) -> Iterator[Block]:
    """Return a text's lines in order, title first, with what is to stand below each clause."""
    return _Setter(below).text(text)


def marked(language: str, blocks: Iterable[Block], marks: Marks | None) -> Leaf:
    """Return lines as a document with these marks on every page."""
    if marks is None:
        return Leaf(language, tuple(blocks))
    head = (Line("small", plain(marks.name)),) if marks.name else ()
    return Leaf(language, tuple(blocks), head, tuple(_foot(language, marks)))


def _foot(language: str, marks: Marks) -> Iterator[Line]:
    if marks.check is None:
        return
    called = plain(f"{marks.called} ") if marks.called else ()
    listed = language.lower().split("-")[0] in LISTS
    yield Line("small", (*called, Run(DOT.join(marks.check.words(language)), bold=True)), latin=not listed)
    yield Line("small", (Run(marks.check.digits, code=True),), latin=True)


def _cover(cover: str) -> Iterator[Line]:
    for one in cover.splitlines():
        if one.strip():
            yield Line("small", plain(one.strip()))


def runs(pieces: Iterable[Piece]) -> Runs:
    """Return a run of words with its brackets as they are written, footnotes in line."""
    return tuple(_Setter(inline=True).runs(pieces))


class _Setter:
    """Sets one text, counting its footnotes."""

    def __init__(self, below: Below | None = None, *, inline: bool = False) -> None:
        self.below, self.inline = below, inline
        self.noted = 0
        self.notes: list[Line] = []

    def text(self, text: Text) -> Iterator[Block]:
        yield Line("title", tuple(self.runs(text.title)))
        yield from self.taken()
        yield from self.items(text.preamble)
        for article in text.articles:
            yield Line("heading", tuple(self.runs(article.heading)), article.number, kept=True)
            yield from self.taken()
            yield from self.items(article.items)

    def items(self, items: Iterable[Item]) -> Iterator[Block]:
        for item in items:
            if isinstance(item, WholeClauses):
                for number, option in enumerate(item.options):
                    stand = f" {', '.join(option.parties)}:" if option.parties else ""
                    yield Line("stroke", (Run(f"{'|' if number else '['}{stand}", bold=True),), kept=True)
                    yield from self.items(option.items)
                yield Line("stroke", (Run("]", bold=True),))
            else:
                yield from self.clause(item)

    def clause(self, clause: one_text.Clause) -> Iterator[Block]:
        if clause.rows:
            if clause.number:
                yield Line("clause", (), clause.number, clause.depth, kept=True)
            rows = tuple(
                tuple((Line("words", tuple(self.runs(cell))),) for cell in row) for row in clause.rows
            )
            yield Table(rows)
        else:
            kept = self.below is not None
            yield Line("clause", tuple(self.runs(clause.pieces)), clause.number, clause.depth, kept=kept)
        yield from self.taken()
        yield from self.below(clause) if self.below else ()

    def taken(self) -> list[Line]:
        notes, self.notes = self.notes, []
        return notes

    def runs(self, pieces: Iterable[Piece], *, bold: bool = False) -> Iterator[Run]:
        for piece in pieces:
            match piece:
                case one_text.Words(text=words):
                    yield Run(words, bold=bold)
                case Footnote(text=words):
                    yield from self.note(words)
                case Bracket():
                    yield from self.bracket(piece)

    def note(self, words: str) -> Iterator[Run]:
        if self.inline:
            yield Run(f" ({words})")
            return
        self.noted += 1
        mark = Run(str(self.noted), raised=True)
        self.notes.append(Line("small", (mark, Run(f" {words}"))))
        yield mark

    def bracket(self, bracket: Bracket) -> Iterator[Run]:
        yield Run("[" if bracket.options else "[…]")
        for number, option in enumerate(offered(bracket)):
            if number:
                yield Run(" | ")
            if option.parties:
                yield Run(f"{', '.join(option.parties)}: ")
            yield from self.runs(option.pieces, bold=True)
        if bracket.options:
            yield Run("]")


def offered(bracket: Bracket) -> tuple[one_text.Option, ...]:
    """Return the options as they are written: words that may be left out stand alone in their bracket."""
    options = bracket.options
    alone = len(options) == 2 and options[0].pieces and not options[1].pieces
    return options[:1] if alone and not options[1].parties else options


__all__ = ["Marks", "lines", "marked", "offered", "runs", "version"]
