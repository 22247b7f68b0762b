"""HTTP as uvicorn speaks it, with a refusal like ours for what is no HTTP, and no patience for a silent caller."""

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

# From the opening of a connection, or the first byte of a request, to the whole head of it.
PATIENCE_SECONDS = 30.0


class Protocol(H11Protocol):
    """Uvicorn's protocol; a caller who opens a connection and says nothing whole is hung up on."""

    _waits: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take what came; a whole head ends the waiting."""
        super().data_received(data)
        if self.conn.their_state is h11.IDLE:
            self._wait()
        else:
            self._wait_no_more()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._wait_no_more()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no HTTP, with the headers every reply bears."""
        from goodoffices.web import asgi, errors

        del msg
        page = errors.page(400)
        headers = [*asgi.ALWAYS, (b"content-type", b"text/html; charset=utf-8"), (b"connection", b"close")]
        for event in (
            h11.Response(status_code=400, headers=headers),
            h11.Data(data=page.content),
            h11.EndOfMessage(),
        ):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    def _wait(self) -> None:
        if self._waits is None and not self.transport.is_closing():
            self._waits = self.loop.call_later(PATIENCE_SECONDS, self._hang_up)

    def _wait_no_more(self) -> None:
        if self._waits is not None:
            self._waits.cancel()
            self._waits = None

    def _hang_up(self) -> None:
        if not self.transport.is_closing():
            self.transport.close()
