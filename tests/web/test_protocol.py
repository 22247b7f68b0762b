"""What speaks no HTTP is refused like everything else, and who says nothing whole is hung up on."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
import uvicorn
from uvicorn.server import ServerState

from goodoffices.web import protocol

WHOLE = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"


async def app(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def served(talk: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Any]) -> Any:
    async def serve() -> Any:
        config = uvicorn.Config(app, log_config=None, http=protocol.Protocol, ws="none", lifespan="off")
        config.load()
        state = ServerState()
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: protocol.Protocol(config, state, {}), "127.0.0.1", 0)
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        try:
            return await asyncio.wait_for(talk(reader, writer), 20)
        finally:
            writer.close()
            server.close()

    return asyncio.run(serve())


def test_what_is_no_http_is_refused_with_the_headers_every_reply_bears() -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
        writer.write(b"\x16\x03\x01 no http\r\n\r\n")
        return await reader.read()

    said = served(talk).lower()
    assert said.startswith(b"http/1.1 400")
    for header in (
        b"content-security-policy: ",
        b"cache-control: no-store",
        b"x-content-type-options: nosniff",
        b"referrer-policy: no-referrer",
    ):
        assert header in said
    assert b"invalid http" not in said
    assert said.endswith(b"</html>\n")


@pytest.mark.parametrize("begun", [b"", b"GET / HT"])
def test_who_says_nothing_whole_is_hung_up_on(begun: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "PATIENCE_SECONDS", 0.1)

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
        writer.write(begun)
        return await reader.read()

    assert served(talk) == b""


def test_who_asks_in_time_is_answered_again_and_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "PATIENCE_SECONDS", 5.0)

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> int:
        for _ in range(3):
            writer.write(WHOLE)
            assert b"204" in await reader.readuntil(b"\r\n\r\n")
        return 3

    assert served(talk) == 3
