"""The one thing that runs by itself: each minute it writes what was set for a time, and forgets what is over.

It opens nothing: what it appends was shut by its author, and it reads headers only.
"""

import asyncio
import logging
from datetime import datetime, timedelta

from asgiref.sync import sync_to_async
from django.db import connections

from goodoffices.web import clock
from goodoffices.web.gate import throttle
from goodoffices.web.gate.sessions import SessionStore
from goodoffices.web.talks import actions, ending, news, sharing, store

EVERY = timedelta(minutes=1)


def tick(at: datetime) -> None:
    """Do what this minute asks, and hold no database connection after it."""
    try:
        news.tell(actions.ripen_all(at))
        ending.shred_due(at)
        if at.minute == 0:
            SessionStore.clear_expired()
            throttle.clear(at)
            sharing.drop_papers(at)
            store.forget_stray_keys((at - timedelta(hours=1)).timestamp())
    finally:
        connections.close_all()


async def run() -> None:
    """Tick at every full minute, for ever; a minute that fails is noted, and the next one comes."""
    while True:
        now = clock.now()
        await asyncio.sleep(
            (EVERY - timedelta(seconds=now.second, microseconds=now.microsecond)).total_seconds()
        )
        try:
            await sync_to_async(tick, thread_sensitive=False)(clock.now())
        except Exception:
            logging.getLogger(__name__).exception("tick")
