"""Who waits for news of which lanes, in this process: told after a writing, and told nothing but to look again."""

import asyncio
import threading
from collections.abc import Collection, Iterable


class Waiter:
    """One page that waits, in its own event loop."""

    def __init__(self, lanes: Collection[str]) -> None:
        self.lanes = frozenset(lanes)
        self._loop = asyncio.get_running_loop()
        self._called = asyncio.Event()

    def call(self) -> None:
        """Wake the page, from any thread; one whose loop has ended is left alone."""
        try:
            self._loop.call_soon_threadsafe(self._called.set)
        except RuntimeError:  # the loop is closed
            return

    async def called(self, until: float) -> bool:
        """Wait for a call, no longer than until this moment of the loop's clock; return whether it came."""
        try:
            async with asyncio.timeout_at(until):
                await self._called.wait()
        except TimeoutError:
            return False
        self._called.clear()
        return True


class Hub:
    """Keeps the waiters. It has no task and no connection of its own, so there is nothing to start or to lose."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: dict[Waiter, str] = {}

    def wait(self, seat: str, lanes: Collection[str]) -> Waiter:
        """Wait for news of these lanes, from this moment on."""
        waiter = Waiter(lanes)
        with self._lock:
            self._waiting[waiter] = seat
        return waiter

    def leave(self, waiter: Waiter) -> None:
        """Wait no longer."""
        with self._lock:
            self._waiting.pop(waiter, None)

    def waiting(self, seat: str) -> int:
        """Return how many pages of this seat wait."""
        with self._lock:
            return sum(1 for one in self._waiting.values() if one == seat)

    def tell(self, lanes: Iterable[str]) -> None:
        """Call those who hold one of these lanes; say it once the writing is kept, and only of what was written."""
        told = frozenset(lanes)
        if not told:
            return
        with self._lock:
            called = [waiter for waiter in self._waiting if waiter.lanes & told]
        for waiter in called:
            waiter.call()


HUB = Hub()


def tell(lanes: Iterable[str]) -> None:
    """Tell the pages of this process that wait which lanes changed; nothing where none did."""
    HUB.tell(lanes)
