"""How deep clauses lie: each under the nearest one above that is indented at least two blanks less."""

from collections.abc import Iterable
from dataclasses import replace

from goodoffices.core.text.tree import BlockOption, Clause, Item

_STEP = 2


class Ladder:
    """The clauses above that a clause may lie under, outermost first: (indent, depth)."""

    def __init__(self, rungs: Iterable[tuple[int, int]] = ()) -> None:
        self.rungs = list(rungs)

    def depth(self, indent: int) -> int:
        """Return the depth of the next clause, and step onto it."""
        found = next((depth + 1 for wide, depth in reversed(self.rungs) if wide <= indent - _STEP), 0)
        while self.rungs and self.rungs[-1][0] >= indent:
            self.rungs.pop()
        self.rungs.append((indent, found))
        return found

    def copy(self) -> "Ladder":
        """Return a ladder that goes on from here."""
        return Ladder(self.rungs)


def redone(items: tuple[Item, ...], ladder: Ladder) -> tuple[Item, ...]:
    """Return clauses as deep as they lie once some are gone; options start alike, and what follows goes on."""
    kept: list[Item] = []
    for item in items:
        if isinstance(item, Clause):
            kept.append(replace(item, depth=ladder.depth(_STEP * item.depth)))
            continue
        start, options = ladder.copy(), []
        for option in item.options:
            ladder.rungs = list(start.rungs)
            options.append(BlockOption(redone(option.items, ladder), option.parties))
        kept.append(replace(item, options=tuple(options)))
    return tuple(kept)
