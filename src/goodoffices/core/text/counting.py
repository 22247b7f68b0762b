"""Counting what is open: passages, blanks, and in how many ways a text can be settled."""

from collections.abc import Iterable
from math import prod

from goodoffices.core.text.tree import Block, Bracket, Clause, Item, Piece, Text, contents, passages


def open_count(text: Text) -> int:
    """Return how many passages hold options, nested ones too; a bracket tied to another counts with it."""
    return sum(1 for passage in passages(text) if not passage.blank and not passage.bracket.tied)


def blanks_count(text: Text) -> int:
    """Return how many blanks nobody has filled."""
    return sum(1 for passage in passages(text) if passage.blank)


def deals(text: Text) -> int:
    """Return in how many ways every open passage can be settled, exact however large.

    A nested passage counts only inside the option that holds it; a tied one follows, a blank offers nothing.
    """
    ways = _pieces(text.title) * _items(text.preamble)
    return ways * prod(_pieces(article.heading) * _items(article.items) for article in text.articles)


def _items(items: Iterable[Item]) -> int:
    return prod(_item(item) for item in items)


def _item(item: Item) -> int:
    if isinstance(item, Clause):
        return prod(_pieces(pieces) for pieces in contents(item))
    return _choices(item, [_items(option.items) for option in item.options])


def _pieces(pieces: Iterable[Piece]) -> int:
    return prod(
        _choices(piece, [_pieces(option.pieces) for option in piece.options])
        for piece in pieces
        if isinstance(piece, Bracket) and piece.options
    )


def _choices(bracket: Bracket | Block, ways: list[int]) -> int:
    return 1 if bracket.tied else sum(ways)
