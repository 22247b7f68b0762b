"""Deadlines that stand in a lane, whatever else the lane amounts to."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from goodoffices.core.fold.kept import put
from goodoffices.core.moves import Deadline


@dataclass(frozen=True, kw_only=True)
class Deadlines:
    """The deadlines of one lane, by the id of the entry that set each; those that passed stand until they are lifted."""

    deadlines: Mapping[str, Deadline] = field(default_factory=dict)


S = TypeVar("S", bound=Deadlines)


def standing(state: S, name: str, move: Deadline) -> S:
    """Return what a lane amounts to with one deadline more, moved or lifted."""
    others = {one: deadline for one, deadline in state.deadlines.items() if one != move.instead}
    return replace(state, deadlines=put(others, name, move) if move.at else others)
