"""How fast one seat may go, so that no seat slows the others; counted by seat alone, so that nobody's haste shows elsewhere."""

import threading
from collections import OrderedDict
from dataclasses import dataclass

from django.conf import settings

_MOST_SEATS = 10_000


class TooFast(Exception):
    """A seat asked more often than anybody reads or writes; nothing was done."""


@dataclass(frozen=True)
class Pace:
    """So many requests at once, and from then on so many a second."""

    burst: int
    each_second: int


class Count:
    """What each seat has left. In this process only: a restart forgives everything."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._lock = threading.Lock()
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()  # ~ requests left, and when counted

    def take(self, seat: str, at: float) -> bool:  # ~
        """Whether the seat may ask now, `at` in seconds; what it may not is not counted."""
        with self._lock:
            left, since = self._left.pop(seat, (float(self._pace.burst), at))  # ~
            passed = max(at - since, 0) * self._pace.each_second
            left = min(float(self._pace.burst), left + passed)  # ~
            may = left >= 1
            self._left[seat] = (left - 1 if may else left, at)
            if len(self._left) > _MOST_SEATS:
                self._left.popitem(last=False)
            return may


_reading = Count(Pace(*settings.PACE_READING))
_writing = Count(Pace(*settings.PACE_WRITING))


def keep(seat: str, at: float, *, writes: bool) -> None:  # ~
    """Count one request of a seat; raise `TooFast` where it must wait."""
    if not (_writing if writes else _reading).take(seat, at):
        raise TooFast
