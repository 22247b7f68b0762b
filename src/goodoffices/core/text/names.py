"""Names: one namespace for articles, clauses and passages; where none is written one is made, and ties hold."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from goodoffices.core.errors import Fault, Phrase
from goodoffices.core.text.tree import (
    Article,
    Block,
    BlockOption,
    Bracket,
    Clause,
    Item,
    Option,
    Passage,
    Piece,
    Place,
    Text,
    named,
    passages,
)


class _Namer:
    """Gives each thing the name that is written, or one made out of its place; never one that is written elsewhere."""

    def __init__(self, written: set[str]) -> None:
        self.taken = written
        self.counts: Counter[str] = Counter()

    def name(self, one: Article | Clause | Block | Bracket, within: str, mark: str) -> str:
        """Return the written name, else `within-N` for an article or clause and `within.N` for a passage."""
        within += mark
        self.counts[within] += 1
        if not one.made:
            return one.id
        while (name := f"{within}{self.counts[within]}") in self.taken:
            self.counts[within] += 1
        return name


def name_all(text: Text) -> tuple[Text, list[Fault]]:
    """Return the text with a name for everything, and a fault for each name written twice."""
    faults, seen = [], set()
    for name, place in written(text):
        if name in seen:
            what = Phrase("the name “{name}” is used twice; give one of them another", name=name)
            faults.append(Fault(what, place.line, place.column))
        seen.add(name)
    namer = _Namer(seen)
    title = _pieces(namer, "title", text.title)
    preamble = _items(namer, "preamble", text.preamble)
    articles = tuple(_article(namer, article) for article in text.articles)
    return replace(text, title=title, preamble=preamble, articles=articles), faults


def written(text: Text) -> Iterator[tuple[str, Place]]:
    """Return every name that stands in the file, with its place."""
    for one in named(text):
        if not one.made:
            yield one.id, one.place


def _article(namer: _Namer, article: Article) -> Article:
    name = namer.name(article, "article", "-")
    heading = _pieces(namer, name, article.heading)
    return replace(article, id=name, heading=heading, items=_items(namer, name, article.items))


def _items(namer: _Namer, within: str, items: tuple[Item, ...]) -> tuple[Item, ...]:
    return tuple(
        _block(namer, within, item) if isinstance(item, Block) else _clause(namer, within, item)
        for item in items
    )


def _block(namer: _Namer, within: str, block: Block) -> Block:
    name = namer.name(block, within, ".")
    options = tuple(
        BlockOption(_items(namer, within, option.items), option.parties) for option in block.options
    )
    return Block(options, name, block.made, block.tied, block.place)


def _clause(namer: _Namer, within: str, one: Clause) -> Clause:
    name = namer.name(one, within, "-")
    pieces = _pieces(namer, name, one.pieces)
    rows = tuple(tuple(_pieces(namer, name, cell) for cell in row) for row in one.rows)
    return Clause(pieces, one.number, one.depth, rows, name, one.made, one.place)


def _pieces(namer: _Namer, within: str, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    if not any(isinstance(one, Bracket) for one in pieces):
        return pieces
    return tuple(_bracket(namer, within, one) if isinstance(one, Bracket) else one for one in pieces)


def _bracket(namer: _Namer, within: str, one: Bracket) -> Bracket:
    name = namer.name(one, within, ".")
    options = tuple(_option(namer, within, option) for option in one.options)
    return Bracket(options, name, one.made, one.tied, one.place)


def _option(namer: _Namer, within: str, option: Option) -> Option:
    pieces = _pieces(namer, within, option.pieces)
    return option if pieces is option.pieces else Option(pieces, option.parties)


def tie_faults(text: Text) -> Iterator[Fault]:
    """Return a fault for each bracket tied to nothing, to unequal options, or where the other may not arise."""
    if not any(isinstance(one, Bracket | Block) and one.tied for one in named(text)):
        return
    known = {passage.id: passage for passage in passages(text)}
    for passage in known.values():
        wanted = passage.bracket.tied
        if wanted:
            what = _tie(passage, known.get(wanted))
            if what:
                yield Fault(what, passage.bracket.place.line, passage.bracket.place.column)


def _tie(passage: Passage, other: Passage | None) -> str:
    if other is None or other is passage:
        return Phrase("tied to “{tied}”, and no other passage has that name", tied=passage.bracket.tied)
    if other.bracket.tied:
        return Phrase(
            "tied to “{other}”, which follows another itself; tie it to “{tied}”",
            other=other.id,
            tied=other.bracket.tied,
        )
    if len(other.bracket.options) != len(passage.bracket.options):
        return Phrase("tied to “{other}”, which has another number of options", other=other.id)
    if any(step[0] == other.id for step in passage.under):
        return Phrase("tied to “{other}” and stands inside it", other=other.id)
    if not set(other.under) <= set(passage.under):
        return Phrase("tied to “{other}”, which may not arise where this does", other=other.id)
    return ""
