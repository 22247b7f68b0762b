"""Items of a report by where they stand, so that a rule looks only near its place, however long the report."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

_Item = TypeVar("_Item")


class Nearby(Generic[_Item]):
    """Items in the order of their first offset."""

    def __init__(self, items: Sequence[_Item], start: Callable[[_Item], int]) -> None:
        self._items = sorted(items, key=start)
        self._starts = [start(item) for item in self._items]

    def between(self, low: int, high: int) -> Sequence[_Item]:
        """Return the items that begin from `low` up to, not including, `high`."""
        return self._items[bisect_left(self._starts, low) : bisect_left(self._starts, high)]

    def before(self, offset: int, count: int = 3) -> Sequence[_Item]:
        """Return the last few items that begin at or before an offset, nearest first."""
        end = bisect_left(self._starts, offset + 1)
        return self._items[max(0, end - count) : end][::-1]
