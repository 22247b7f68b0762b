"""What stands before the site: bodies that are too large or too slow, and headers on what the site never saw."""

import asyncio
from typing import Any

import pytest

from goodoffices.web import asgi, middleware

MB = 1024 * 1024


def ask(
    pieces: list[Any], headers: list[tuple[bytes, bytes]], monkeypatch: pytest.MonkeyPatch
) -> tuple[list[Any], int]:
    """Send these pieces of a body to the guard, before a site that reads them all; a number is a wait."""
    sent, taken = [], 0

    async def site(scope: Any, receive: Any, send: Any) -> None:
        nonlocal taken
        while True:
            message = await receive()
            taken += len(message.get("body", b""))
            if not message.get("more_body"):
                break
        await send({"type": "http.response.start", "status": 200, "headers": [(b"Cache-Control", b"public")]})
        await send({"type": "http.response.body", "body": b""})

    async def receive() -> Any:
        piece = pieces.pop(0)
        if isinstance(piece, float):
            await asyncio.sleep(piece)
            piece = pieces.pop(0)
        return {"type": "http.request", "body": piece, "more_body": bool(pieces)}

    async def send(message: Any) -> None:
        sent.append(message)

    monkeypatch.setattr(asgi, "_site", site)
    asyncio.run(asgi.application({"type": "http", "headers": headers}, receive, send))
    return sent, taken


def status(sent: list[Any]) -> int:
    check_headers(sent[0]["headers"])
    return int(sent[0]["status"])


def check_headers(headers: list[tuple[bytes, bytes]]) -> None:
    names = [name.lower() for name, _ in headers]
    assert len(names) == len(set(names))
    for name in (*middleware.ALWAYS, "Content-Security-Policy", "Cache-Control", "X-Content-Type-Options"):
        assert name.lower().encode() in names


def test_a_body_of_eight_megabytes_is_taken_and_the_sites_own_headers_stand(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent, taken = ask([b"x" * MB] * 8, [(b"content-length", b"%d" % (8 * MB))], monkeypatch)
    assert (status(sent), taken) == (200, 8 * MB)
    assert (b"Cache-Control", b"public") in sent[0]["headers"]


@pytest.mark.parametrize("announced", [b"8388609", b"10737418240", b"-1", b"x", b"", "٣".encode()])
def test_a_body_announced_too_large_or_not_in_digits_is_not_even_begun(
    announced: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent, taken = ask([b"x"], [(b"content-length", announced)], monkeypatch)
    assert (status(sent), taken) == (413, 0)


def test_a_body_that_grows_too_large_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    pieces = [b"x" * MB] * 100
    sent, taken = ask(pieces, [], monkeypatch)
    assert status(sent) == 413
    assert taken <= 8 * MB
    assert len(pieces) > 90


def test_a_body_that_stops_coming_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asgi, "_PATIENCE_SECONDS", 0.05)
    assert status(ask([b"x", 3600.0, b"x"], [], monkeypatch)[0]) == 400
