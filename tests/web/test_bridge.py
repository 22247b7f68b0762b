"""A request is answered by one thread, which stays; a stream runs in the loop until it ends or nobody listens."""

import asyncio
import threading
from collections.abc import AsyncIterator
from typing import Any

import pytest
from django.core import signals
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from goodoffices.web.bridge import Bridge

SCOPE = {"type": "http", "method": "POST", "path": "/", "headers": [], "query_string": b""}


class Asked:
    """A bridge before one page, asked with these messages; after the last it waits for ever."""

    def __init__(self, page: Any, *messages: Any) -> None:
        self.bridge, self.messages, self.sent = Bridge(), list(messages), []
        self.bridge.get_response = page  # type: ignore[method-assign]

    async def receive(self) -> Any:
        if not self.messages:
            await asyncio.sleep(3600)
        return self.messages.pop(0)

    async def send(self, message: Any) -> None:
        self.sent.append(message)

    def run(self) -> "Asked":
        asyncio.run(asyncio.wait_for(self.bridge(dict(SCOPE), self.receive, self.send), 20))
        return self


def body(words: bytes, *, more: bool = False) -> Any:
    return {"type": "http.request", "body": words, "more_body": more}


def test_a_page_gets_the_whole_body_and_all_is_closed_behind_it() -> None:
    seen: list[Any] = []

    def page(request: HttpRequest) -> HttpResponseBase:
        seen.extend([request.body, threading.current_thread().name])
        return HttpResponse(b"done")

    def finished(**_: Any) -> None:
        seen.append(threading.current_thread().name)

    signals.request_finished.connect(finished)
    try:
        asked = Asked(page, body(b"one ", more=True), body(b"two")).run()
    finally:
        signals.request_finished.disconnect(finished)
    assert seen[0] == b"one two"
    assert seen[1] == seen[2]
    assert seen[1].startswith("request")
    assert [asked.sent[0]["status"], asked.sent[1]["body"]] == [200, b"done"]


def test_who_leaves_before_the_body_is_whole_asked_for_nothing() -> None:
    asked = Asked(None, body(b"one", more=True), {"type": "http.disconnect"}).run()
    assert asked.sent == []


async def pieces(told: list[str], *, fault: bool) -> AsyncIterator[bytes]:
    try:
        yield b"look"
        if fault:
            raise ZeroDivisionError
        await asyncio.sleep(3600)
    finally:
        told.append("ended")


@pytest.mark.parametrize("fault", [False, True])
def test_a_stream_ends_when_nobody_listens_or_with_its_own_fault(*, fault: bool) -> None:
    told: list[str] = []
    closed: list[bool] = []

    def page(_: HttpRequest) -> HttpResponseBase:
        response = StreamingHttpResponse(pieces(told, fault=fault))
        response._resource_closers.append(lambda: closed.append(True))
        return response

    leaves = [] if fault else [{"type": "http.disconnect"}]
    asked = Asked(page, body(b""), *leaves)
    if fault:
        with pytest.raises(ZeroDivisionError):
            asked.run()
    else:
        asked.run()
    assert asked.sent[1]["body"] == b"look"
    assert (told, closed) == (["ended"], [True])
