"""Counting what is open: passages, blanks, and in how many ways a text can be settled."""

from collections.abc import Iterable

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
    parts = [_pieces(text.title), _items(text.preamble)]
    for article in text.articles:
        parts += (_pieces(article.heading), _items(article.items))
    return _product(parts)


def _items(items: Iterable[Item]) -> int:
    return _product(_item(item) for item in items)


def _item(item: Item) -> int:
    if isinstance(item, Clause):
        return _product(_pieces(pieces) for pieces in contents(item))
    return _choices(item, (_items(option.items) for option in item.options))


def _pieces(pieces: Iterable[Piece]) -> int:
    return _product(
        _choices(piece, (_pieces(option.pieces) for option in piece.options))
        for piece in pieces
        if isinstance(piece, Bracket) and piece.options
    )


def _choices(bracket: Bracket | Block, ways: Iterable[int]) -> int:
    return 1 if bracket.tied else sum(ways)


def _product(factors: Iterable[int]) -> int:
    """Return the product, multiplied in pairs: numbers of like size, so that a million brackets take no minute."""
    row = [factor for factor in factors if factor != 1]
    while len(row) > 1:
        pairs = [one * other for one, other in zip(row[::2], row[1::2], strict=False)]
        row = pairs + row[2 * len(pairs) :]
    return row[0] if row else 1
