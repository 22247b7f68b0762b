"""The stream that tells an open page to look again: no id, no count, no lane, at most once a second."""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection

from asgiref.sync import sync_to_async
from django.db import connections
from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET

from goodoffices.web import errors
from goodoffices.web.gate import sessions
from goodoffices.web.people.access import Asked, signed_in
from goodoffices.web.talks import access, store
from goodoffices.web.talks.news import HUB, Waiter

LOOK = b"event: look\ndata: again\n\n"
BEAT = b": \n\n"
BEAT_SECONDS = 15.0
PAUSE_SECONDS = 1.0
MOST_OF_A_SEAT = 8

Lanes = Callable[[], Collection[str]]


@require_GET
@signed_in
def news(request: Asked, address: str) -> HttpResponseBase:
    """Tell the page of a seat when something was written that the seat reads.

    No database connection is held while the page waits: they are closed before the first byte, and after each look.
    """
    sitting = access.sitting(request, address)
    if HUB.waiting(sitting.seat) >= MOST_OF_A_SEAT:
        return errors.page(429)
    key, person = request.session.session_key or "", request.user.pk

    def held() -> Collection[str]:
        """Return the lanes the seat holds now; none once it, or the session, is somebody's no longer."""
        try:
            return lanes(address, person) if sessions.alive(key, person) else ()
        finally:
            connections.close_all()

    response = StreamingHttpResponse(stream(sitting.seat, held(), held), content_type="text/event-stream")
    response["X-Accel-Buffering"] = "no"
    return response


def lanes(address: str, person: str) -> Collection[str]:
    """Return the lanes a person holds at this address; none if the seat is not theirs."""
    try:
        sitting = store.sitting(address)
    except store.Absent:
        return ()
    return [lane.id for lane in store.lanes_of(sitting.seat)] if sitting.person == person else ()


async def stream(seat: str, first: Collection[str], held: Lanes) -> AsyncIterator[bytes]:
    """Yield a look after each writing the seat reads, and a beat at fixed times; end when nothing is held.

    What is held is asked anew before each of them.
    """
    clock = asyncio.get_running_loop().time
    waiter = HUB.wait(seat, first)
    beat, free = clock() + BEAT_SECONDS, clock()
    try:
        yield BEAT
        while True:
            look = await _called(waiter, free, beat)
            if not await _still(waiter, held):
                return
            if look:
                free = clock() + PAUSE_SECONDS
                yield LOOK
            else:
                beat += BEAT_SECONDS
                yield BEAT
    finally:
        HUB.leave(waiter)


async def _called(waiter: Waiter, free: float, beat: float) -> bool:
    """Wait for a call, which is heard only once the pause is over, or for the beat; return whether it is a call."""
    clock = asyncio.get_running_loop().time
    await asyncio.sleep(max(min(free, beat) - clock(), 0))
    return clock() < beat and await waiter.called(beat)


async def _still(waiter: Waiter, held: Lanes) -> bool:
    waiter.lanes = frozenset(await sync_to_async(held, thread_sensitive=False)())
    return bool(waiter.lanes)
