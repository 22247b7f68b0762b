"""The end of talks: on the day that was set the halves of their keys go, and nobody opens an entry again."""

from datetime import datetime

from goodoffices.web import shreds, writer
from goodoffices.web.shreds import Planned
from goodoffices.web.talks import store


def shred(talks: str, at: datetime, *, names: bool) -> int:
    """Destroy what opens these talks; return how many lanes had a half. Interrupted, it is done again from the start.

    The entries stay in their chains, unreadable, so that bundles which people took away can still be compared.
    """
    gone = shreds.destroy(store.lanes_in(talks))
    with writer.turn(""):
        store.empty(talks, names=names)
    shreds.plan(talks, Planned(at, names, done=True))
    return gone


def shred_due(now: datetime) -> tuple[str, ...]:
    """Shred the talks whose day has come; return which."""
    talks = shreds.due(now)
    for one in talks:
        planned = shreds.planned(one)
        shred(one, now, names=bool(planned and planned.names))
    return talks


def shredded(talks: str) -> datetime | None:
    """Return when these talks were shredded, if they were."""
    planned = shreds.planned(talks)
    return planned.at if planned and planned.done else None
