"""The only clock of the site; everything else is told the time."""

import time
from collections.abc import Callable
from datetime import UTC, datetime


def now() -> datetime:
    """Return the time, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 (this is the one place)


def share(seconds: float) -> Callable[[], float]:
    """Return what tells which part of so many seconds, beginning now, has passed."""
    began = time.monotonic()
    return lambda: (time.monotonic() - began) / seconds
