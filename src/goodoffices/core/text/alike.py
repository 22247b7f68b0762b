"""Whether two wordings read the same, whatever names stand in them and whoever stands for them."""

from collections.abc import Sequence

from goodoffices.core.text.tree import BlockOption, Bracket, Clause, Item, Option, Piece, contents


def reads_alike(options: Sequence[Option] | Sequence[BlockOption]) -> bool:
    """Whether two of these options read the same, whatever names stand in them and whoever stands for them."""
    bare: list[object] = [
        nameless(option.pieces) if isinstance(option, Option) else _bare(option.items) for option in options
    ]
    return len(set(bare)) < len(bare)


def _bare(items: tuple[Item, ...]) -> tuple[object, ...]:
    """Return what two options are compared by: all but names and who stands for what."""
    return tuple(
        (item.number, item.depth, tuple(nameless(pieces) for pieces in contents(item)), _widths(item))
        if isinstance(item, Clause)
        else (item.tied, *(_bare(option.items) for option in item.options))
        for item in items
    )


def _widths(clause: Clause) -> tuple[int, ...]:
    return tuple(len(row) for row in clause.rows)


def nameless(pieces: tuple[Piece, ...]) -> object:
    """Return what two wordings are compared by: all but names and who stands for what; ties as written."""
    if not any(isinstance(piece, Bracket) for piece in pieces):
        return pieces
    return tuple(
        (piece.tied, *(nameless(option.pieces) for option in piece.options))
        if isinstance(piece, Bracket)
        else piece
        for piece in pieces
    )
