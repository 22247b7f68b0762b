"""Leaving out who stands for an option, where that is not to be shown."""

from dataclasses import replace

from goodoffices.core.text.reader import read
from goodoffices.core.text.tree import Bracket, Clause, Item, Piece, Text, passages
from goodoffices.core.text.writer import write


def without_labels(source: str) -> str:
    """Return a file that says nowhere who stands for an option; its fingerprint is the same."""
    text = read(source)
    labelled = any(option.parties for passage in passages(text) for option in passage.bracket.options)
    return write(unlabelled(text)) if labelled else source


def unlabelled(text: Text) -> Text:
    """Return the text with no option saying who stands for it."""
    articles = tuple(
        replace(article, heading=_pieces(article.heading), items=_items(article.items))
        for article in text.articles
    )
    return replace(text, title=_pieces(text.title), preamble=_items(text.preamble), articles=articles)


def _items(items: tuple[Item, ...]) -> tuple[Item, ...]:
    return tuple(_item(item) for item in items)


def _item(item: Item) -> Item:
    if isinstance(item, Clause):
        rows = tuple(tuple(_pieces(cell) for cell in row) for row in item.rows)
        return replace(item, pieces=_pieces(item.pieces), rows=rows)
    options = tuple(replace(option, items=_items(option.items), parties=()) for option in item.options)
    return replace(item, options=options)


def _pieces(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    return tuple(_bracket(piece) if isinstance(piece, Bracket) else piece for piece in pieces)


def _bracket(bracket: Bracket) -> Bracket:
    options = tuple(replace(option, pieces=_pieces(option.pieces), parties=()) for option in bracket.options)
    return replace(bracket, options=options)
