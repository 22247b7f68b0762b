"""One issue after another: what each brings, what it closes, what must be remembered after it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from goodoffices.analysis.bonds import Bond
from goodoffices.analysis.order import boundary
from goodoffices.analysis.scaling import Ints


@dataclass(frozen=True)
class Layer:
    """One issue, in its turn: its options, what it closes, and what must be remembered afterwards.

    `numbers` are the options' own numbers, where some have been set aside.
    """

    issue: int
    table: Ints = field(repr=False)
    closes: tuple[Bond, ...]
    carried: tuple[int, ...]
    numbers: Ints | None = field(default=None, repr=False)


def layered(turns: Sequence[int], tables: Sequence[Ints], bonds: Sequence[Bond]) -> Iterator[Layer]:
    """Yield the issues in their turn."""
    done: frozenset[int] = frozenset()
    ties = [bond.scope for bond in bonds]
    for issue in turns:
        after = done | {issue}
        closes = tuple(bond for bond in bonds if bond.scope <= after and not bond.scope <= done)
        yield Layer(issue, tables[issue], closes, tuple(sorted(boundary(after, ties))))
        done = after
