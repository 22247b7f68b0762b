"""What uvicorn serves: the site, behind a guard that limits what may be sent and stamps what the site did not."""

import asyncio
import gc
import os
from collections.abc import Awaitable, Callable
from typing import Any

import django
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goodoffices.web.settings")
django.setup(set_prefix=False)

from csp.utils import build_policy  # noqa: E402 (needs the settings)

from goodoffices.web import bridge, errors, middleware, ticker  # noqa: E402

_site: Callable[[Any, Any, Any], Awaitable[None]] = bridge.Bridge()

Message = Any  # a mapping; the protocol and Django differ on which
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

_SWEEPS = (10_000, 20, 20)
_PATIENCE_SECONDS = 30  # between two pieces of a body; a slow line is fine, a silent one is not


class _TooLarge(Exception):
    """More was sent than is taken."""


class _TooSlow(Exception):
    """Nothing came for too long."""


async def application(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """Answer one request."""
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
        return
    if scope["type"] != "http":
        return
    stamped = _stamping(send)
    try:
        await _site(scope, _limited(scope, receive), stamped)
    except _TooLarge:
        await _refuse(413, stamped)
    except _TooSlow:
        await _refuse(400, stamped)


def _limited(scope: dict[str, Any], receive: Receive) -> Receive:
    """Return a `receive` that takes no more than a body may hold, and does not wait for ever."""
    announced = dict(scope["headers"]).get(b"content-length", b"0")
    taken = 0
    whole = False

    async def limited() -> Message:
        nonlocal taken, whole
        if not announced.isdigit() or int(announced) > settings.LARGEST_BODY:
            raise _TooLarge
        message = await (receive() if whole else _soon(receive))
        taken += len(message.get("body", b""))
        whole = whole or not message.get("more_body", False)
        if taken > settings.LARGEST_BODY:
            raise _TooLarge
        return message

    return limited


async def _soon(receive: Receive) -> Message:
    try:
        return await asyncio.wait_for(receive(), _PATIENCE_SECONDS)
    except TimeoutError:
        raise _TooSlow from None


def _stamping(send: Send) -> Send:
    """Return a `send` that adds the headers every reply bears, to replies the middleware never saw."""

    async def stamped(message: Message) -> None:
        if message["type"] == "http.response.start":
            present = {name.lower() for name, _ in message["headers"]}
            message["headers"] = [
                *message["headers"],
                *((name, value) for name, value in ALWAYS if name not in present),
            ]
        await send(message)

    return stamped


async def _refuse(status: int, send: Send) -> None:
    page = errors.page(status)
    headers = [(name.lower().encode(), value.encode()) for name, value in page.items()]
    await send(
        {"type": "http.response.start", "status": status, "headers": [*headers, (b"connection", b"close")]}
    )
    await send({"type": "http.response.body", "body": page.content})


async def _lifespan(receive: Receive, send: Send) -> None:
    """Keep the ticker going between the server's start and its end."""
    await receive()
    gc.collect()
    gc.freeze()  # what is loaded stays: looking through all of it again and again took a twentieth of each page
    gc.set_threshold(*_SWEEPS)
    ticking = asyncio.create_task(ticker.run())
    await send({"type": "lifespan.startup.complete"})
    await receive()
    ticking.cancel()
    await asyncio.gather(ticking, return_exceptions=True)
    await send({"type": "lifespan.shutdown.complete"})


ALWAYS = [
    (name.lower().encode(), value.encode())
    for name, value in {
        **middleware.ALWAYS,
        "Content-Security-Policy": build_policy(),
        "Cache-Control": middleware.PRIVATE,
        "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin",
    }.items()
]
