"""Writing: one transaction in a turn, fairly queued on SQLite, lanes locked in order on PostgreSQL."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext

from django.db import connection, transaction

from goodoffices.web import turns
from goodoffices.web.talks import guard, store

_rotation = turns.Rotation()


@contextmanager
def turn(seat: str, lanes: Iterable[str] = ()) -> Iterator[None]:
    """Hold the turn to write to these lanes for this seat; all of it is kept at the end, or nothing.

    Name every lane that is read to decide or written to. When this returns, what was written is on the disk.
    """
    named = sorted(set(lanes))
    guard.once()
    queue = _rotation.turn(seat) if connection.vendor == "sqlite" else nullcontext()
    with turns.held(seat, named), queue, transaction.atomic(durable=True):
        store.lock(named)
        yield
