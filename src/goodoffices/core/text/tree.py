"""What a text is: title, preamble, articles and clauses, and the brackets in them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the file: line and column from 1, and where an id may be written after it."""

    line: int = 0
    column: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Words:
    """A run of plain words, runs of blanks as one blank, nothing escaped."""

    text: str


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote at the place its mark stands; plain words."""

    text: str


@dataclass(frozen=True, slots=True)
class Option:
    """One of the wordings a bracket offers; empty where it is to leave the words out."""

    pieces: tuple["Piece", ...]
    parties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bracket:
    """A passage inside one clause, heading or title. Without options it is a blank that nobody has filled.

    `tied` names the passage whose choice it follows; such a bracket is no passage of its own.
    """

    options: tuple[Option, ...]
    id: str = ""
    made: bool = True
    tied: str = ""
    place: Place = field(default=Place(), compare=False)


Piece = Words | Footnote | Bracket


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: its displayed number as written, its words, how deep it lies; a table has rows instead."""

    pieces: tuple[Piece, ...]
    number: str = ""
    depth: int = 0
    rows: tuple[tuple[tuple[Piece, ...], ...], ...] = ()
    id: str = ""
    made: bool = True
    place: Place = field(default=Place(), compare=False)


@dataclass(frozen=True, slots=True)
class BlockOption:
    """Whole clauses offered as one wording."""

    items: tuple["Item", ...]
    parties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A passage that sets whole clauses against each other."""

    options: tuple[BlockOption, ...]
    id: str = ""
    made: bool = True
    tied: str = ""
    place: Place = field(default=Place(), compare=False)


Item = Clause | Block


@dataclass(frozen=True, slots=True)
class Article:
    """An article or annex: number and heading as written, and what stands under it."""

    heading: tuple[Piece, ...]
    number: str = ""
    kind: Literal["article", "annex"] = "article"
    items: tuple[Item, ...] = ()
    id: str = ""
    made: bool = True
    place: Place = field(default=Place(), compare=False)


@dataclass(frozen=True, slots=True)
class Text:
    """One text in one language."""

    title: tuple[Piece, ...]
    language: str = ""
    parties: tuple[str, ...] = ()
    preamble: tuple[Item, ...] = ()
    articles: tuple[Article, ...] = ()


Way = tuple[tuple[str, int], ...]
"""The passages something stands under, outermost first, each with the option (from 1) it belongs to."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A bracket with where it stands: the id of its clause (or `title`, or an article's id) and what it is under."""

    bracket: Bracket | Block
    clause: str
    under: Way

    @property
    def id(self) -> str:
        """The name of the passage."""
        return self.bracket.id

    @property
    def blank(self) -> bool:
        """Whether it is a blank that nobody has filled."""
        return not self.bracket.options


def clauses(text: Text) -> Iterator[Clause]:
    """Return every clause in order, those inside whole-clause brackets too."""
    for clause, _ in placed(text):
        yield clause


def placed(text: Text) -> Iterator[tuple[Clause, Way]]:
    """Return every clause in order with the whole-clause brackets it stands under."""
    yield from _in(text.preamble, ())
    for article in text.articles:
        yield from _in(article.items, ())


def _in(items: tuple[Item, ...], under: Way) -> Iterator[tuple[Clause, Way]]:
    for item in items:
        if isinstance(item, Clause):
            yield item, under
        else:
            for number, option in enumerate(item.options, 1):
                yield from _in(option.items, (*under, (item.id, number)))


def passages(text: Text) -> Iterator[Passage]:
    """Return every bracket in order of the text: nested ones after the one they stand in, tied ones and blanks too."""
    yield from _brackets(text.title, "title", ())
    yield from _passages(text.preamble, "preamble", ())
    for article in text.articles:
        yield from _brackets(article.heading, article.id, ())
        yield from _passages(article.items, article.id, ())


def _passages(items: tuple[Item, ...], within: str, under: Way) -> Iterator[Passage]:
    for item in items:
        if isinstance(item, Clause):
            for pieces in contents(item):
                yield from _brackets(pieces, item.id, under)
        else:
            yield Passage(item, within, under)
            for number, option in enumerate(item.options, 1):
                yield from _passages(option.items, within, (*under, (item.id, number)))


def _brackets(pieces: tuple[Piece, ...], clause: str, under: Way) -> Iterator[Passage]:
    for piece in pieces:
        if isinstance(piece, Bracket):
            yield Passage(piece, clause, under)
            for number, option in enumerate(piece.options, 1):
                yield from _brackets(option.pieces, clause, (*under, (piece.id, number)))


def contents(clause: Clause) -> Iterator[tuple[Piece, ...]]:
    """Return the runs of pieces a clause is made of: one, or one for each cell of a table."""
    if clause.rows:
        for row in clause.rows:
            yield from row
    else:
        yield clause.pieces


def brackets(pieces: tuple[Piece, ...]) -> Iterator[Bracket]:
    """Return the brackets in a run of words, nested ones after the one they stand in."""
    for piece in pieces:
        if isinstance(piece, Bracket):
            yield piece
            for option in piece.options:
                yield from brackets(option.pieces)


def named(text: Text) -> Iterator[Article | Clause | Block | Bracket]:
    """Return all that has a name, in order of the text."""
    yield from brackets(text.title)
    yield from _named(text.preamble)
    for article in text.articles:
        yield article
        yield from brackets(article.heading)
        yield from _named(article.items)


def _named(items: tuple[Item, ...]) -> Iterator[Clause | Block | Bracket]:
    for item in items:
        yield item
        if isinstance(item, Block):
            for option in item.options:
                yield from _named(option.items)
        else:
            for pieces in contents(item):
                yield from brackets(pieces)
