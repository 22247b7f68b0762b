"""Mappings that keep the order things were said in, and do not grow without end."""

from collections.abc import Callable, Mapping
from typing import TypeVar

T = TypeVar("T")

LIMIT = 400


def never(_: object) -> bool:
    """Return that a thing may be let go of only for age."""
    return False


def put(kept: Mapping[str, T], key: str, value: T, done: Callable[[T], bool] = never) -> Mapping[str, T]:
    """Return the mapping with one thing more, or one thing changed in its place.

    Past the limit the oldest thing that is done goes first, then the oldest; the lane itself keeps all.
    Cost: linear in the limit, not in the lane.
    """
    if key not in kept and len(kept) >= LIMIT:
        oldest = next((name for name, old in kept.items() if done(old)), next(iter(kept)))
        return {**{name: old for name, old in kept.items() if name != oldest}, key: value}
    return {**kept, key: value}


def last(kept: tuple[T, ...], value: T, limit: int = 60) -> tuple[T, ...]:
    """Return the row with one thing more at its end, its oldest let go past the limit."""
    return (*kept, value)[-limit:]
