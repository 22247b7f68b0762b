"""From the server's loop to a thread that answers one whole request, and back; threads stay, and their databases."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import IO, Any

from django.core import signals
from django.core.exceptions import RequestAborted
from django.core.handlers.asgi import ASGIHandler, get_script_prefix
from django.core.handlers.base import BaseHandler
from django.db import close_old_connections
from django.http.response import HttpResponseBase
from django.urls import set_script_prefix

THREADS = (
    64  # as many answer at once; a writer who waits for the turn holds one, so there are more than cores
)

Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]


class Bridge(ASGIHandler):
    """Django's handler, with every middleware and page in one thread instead of a hop for each."""

    def __init__(self) -> None:
        BaseHandler.__init__(self)
        self.load_middleware(is_async=False)
        self._threads = ThreadPoolExecutor(THREADS, "request")

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request: the body first, whole, then a thread, then the reply."""
        try:
            body = await self.read_body(receive)
        except RequestAborted:
            return
        loop = asyncio.get_running_loop()
        response = await loop.run_in_executor(self._threads, self._answer, scope, body)
        if not response.streaming:
            await self.send_response(response, send)
            return
        try:
            await self._stream(response, receive, send)
        finally:
            body.close()
            await asyncio.shield(loop.run_in_executor(self._threads, response.close))

    def _answer(self, scope: Any, body: IO[bytes]) -> HttpResponseBase:
        """Return the reply, with all that was opened for it closed again; a stream is closed at its end."""
        set_script_prefix(get_script_prefix(scope))
        signals.request_started.send(sender=self.__class__, scope=scope)
        request, refusal = self.create_request(scope, body)
        response = self.get_response(request) if request is not None else refusal
        assert response is not None  # one of the two is there
        if response.streaming:
            close_old_connections()
        else:
            response.close()
            body.close()
        return response

    async def _stream(self, response: HttpResponseBase, receive: Receive, send: Send) -> None:
        """Send pieces as they come, until there are no more or nobody listens."""
        gone = asyncio.ensure_future(self.listen_for_disconnect(receive))
        sent = asyncio.ensure_future(self.send_response(response, send))
        try:
            await asyncio.wait([gone, sent], return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (gone, sent):
                task.cancel()
            _, fault = await asyncio.gather(gone, sent, return_exceptions=True)
        if isinstance(fault, Exception):
            raise fault
