"""Lanes whose entries stand for themselves: notes to oneself."""

from dataclasses import dataclass

from goodoffices.core.fold.deadlines import Deadlines


@dataclass(frozen=True)
class QuietState(Deadlines):
    """Nothing is worked out from such a lane; its entries are read as they stand."""
