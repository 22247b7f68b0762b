"""Whose turn it is to write: one at a time, the seats that wait in rotation."""

import threading
from collections import OrderedDict, deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from goodoffices.core.errors import Refused

PATIENCE = 30


class Rotation:
    """One writer at a time; seats that wait are served in rotation, so that a busy one never holds up the rest."""

    def __init__(self, patience: int = PATIENCE) -> None:
        self._patience = patience
        self._lock = threading.Lock()
        self._busy = False
        self._waiting: OrderedDict[str, deque[threading.Event]] = OrderedDict()

    @contextmanager
    def turn(self, seat: str) -> Iterator[None]:
        """Hold the turn; `Refused` when it did not come within the patience, in seconds."""
        self._take(seat)
        try:
            yield
        finally:
            self._pass_on()

    def _take(self, seat: str) -> None:
        with self._lock:
            if not self._busy:
                self._busy = True
                return
            called = threading.Event()
            self._waiting.setdefault(seat, deque()).append(called)
        if not called.wait(self._patience) and self._withdraw(seat, called):
            raise Refused("The site is busy. Nothing was written; please send it again.")

    def _withdraw(self, seat: str, called: threading.Event) -> bool:
        """Whether the wait ended unanswered; the call may have come in the last moment."""
        with self._lock:
            if called.is_set():
                return False
            self._waiting[seat].remove(called)
            if not self._waiting[seat]:
                del self._waiting[seat]
            return True

    def _pass_on(self) -> None:
        with self._lock:
            if not self._waiting:
                self._busy = False
                return
            seat, queue = self._waiting.popitem(last=False)
            queue.popleft().set()
            if queue:
                self._waiting[seat] = queue


@dataclass
class Turn:
    """The turn a thread holds: for which seat, and the lanes it may write to."""

    seat: str
    lanes: set[str] = field(default_factory=set)


class _Mine(threading.local):
    turn: Turn | None = None


_mine = _Mine()


def mine() -> Turn:
    """Return the turn this thread holds; writing without one is an error of the program."""
    if _mine.turn is None:
        raise RuntimeError("write within `writer.turn`")
    return _mine.turn


def may_write(lane: str) -> None:
    """Stop a write to a lane that the turn did not name, and so did not lock."""
    if lane not in mine().lanes:
        raise RuntimeError("name every lane when the turn is taken")


@contextmanager
def held(seat: str, lanes: Iterable[str]) -> Iterator[None]:
    """Mark the turn as held by this thread; turns do not nest."""
    if _mine.turn is not None:
        raise RuntimeError("a turn is taken already")
    _mine.turn = Turn(seat, set(lanes))
    try:
        yield
    finally:
        _mine.turn = None
