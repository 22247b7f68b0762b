"""Lanes whose entries stand for themselves: notes to oneself."""

from dataclasses import dataclass


@dataclass(frozen=True)
class QuietState:
    """Nothing is worked out from such a lane; its entries are read as they stand."""
