"""News: an open page is told to look again, and told nothing else."""

import asyncio
import http.client
import select
from collections.abc import Collection
from contextlib import ExitStack
from pathlib import Path
from textwrap import indent
from urllib.parse import urlencode, urlsplit

import pytest

from goodoffices.web import events
from goodoffices.web.talks.news import HUB, Hub
from tests.postgres import Cluster
from tests.serving import PASSWORD, PERSON, SEAT, Site, serving

LOOK, BEAT = events.LOOK, events.BEAT
STYLE = "tests.web.style.settings"
SEATS = f"""
told = {{"name": "lantern-anchor-maple-27", "password": "{PASSWORD}", "language": "en"}}
{PERSON}
told = {{"talks": "", "role": "delegate", "delegation": "tarn", "person": person.pk}}
seats = []
for _ in range(4):
{indent(SEAT, "    ")}
    seats.append(answer)
told["person"] = ""
{SEAT}
answer = [*seats, answer]
"""
MANY = 30  # more than a pool of PostgreSQL holds


async def told(stream, pieces: int) -> list[bytes]:
    return [await asyncio.wait_for(anext(stream), 10) for _ in range(pieces)]


def test_a_page_is_told_of_what_it_reads_and_of_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "BEAT_SECONDS", 0.4)
    monkeypatch.setattr(events, "PAUSE_SECONDS", 0.0)

    async def tale() -> list[bytes]:
        stream = events.stream("seat", ["ours", "table"], lambda: ["ours", "table"])
        first = await told(stream, 1)
        HUB.tell(["theirs"])
        HUB.tell([])
        quiet = await told(stream, 1)
        HUB.tell(["theirs", "ours"])
        busy = await told(stream, 1)
        await stream.aclose()
        return first + quiet + busy

    assert asyncio.run(tale()) == [BEAT, BEAT, LOOK]
    assert not HUB.waiting("seat")


def test_many_writings_in_one_pause_are_one_look(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "BEAT_SECONDS", 0.05)
    monkeypatch.setattr(events, "PAUSE_SECONDS", 3600)

    async def tale() -> list[bytes]:
        stream, said = events.stream("seat", ["ours"], lambda: ["ours"]), []
        for _ in range(20):
            HUB.tell(["ours"])
            said += await told(stream, 1)
        await stream.aclose()
        return said

    assert asyncio.run(tale()).count(LOOK) == 1


def test_beats_come_at_their_times_however_much_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "BEAT_SECONDS", 0.05)
    monkeypatch.setattr(events, "PAUSE_SECONDS", 0)

    async def tale() -> None:
        stream, beats = events.stream("seat", ["ours"], lambda: ["ours"]), 0
        while beats < 4:
            HUB.tell(["ours"])
            beats += (await told(stream, 1)) == [BEAT]
        await stream.aclose()

    asyncio.run(asyncio.wait_for(tale(), 60))


def test_who_holds_nothing_any_more_is_told_nothing_more() -> None:
    held: list[Collection[str]] = [["ours"], []]

    async def tale() -> list[bytes]:
        stream = events.stream("seat", ["ours"], lambda: held.pop(0))
        got = await told(stream, 1)
        HUB.tell(["ours"])
        got += await told(stream, 1)
        await asyncio.sleep(0)
        HUB.tell(["ours"])
        got += [piece async for piece in stream]
        return got

    assert asyncio.run(tale()) == [BEAT, LOOK]
    assert not HUB.waiting("seat")


def test_a_page_that_left_is_forgotten_and_a_loop_that_ended_is_left_alone() -> None:
    hub = Hub()

    async def wait() -> None:
        hub.wait("seat", ["ours"])

    asyncio.run(wait())
    hub.tell(["ours"])
    assert hub.waiting("seat") == 1


class Browser:
    """The least of a browser: one cookie jar, plain requests, and streams that stay open."""

    def __init__(self, site: Site) -> None:
        self.where = urlsplit(site.url).netloc
        self.cookies: dict[str, str] = {}

    def ask(self, method: str, path: str, **said: str) -> tuple[int, str]:
        answer, connection = self.open(method, path, **said)
        body = answer.read().decode()
        connection.close()
        return answer.status, body

    def open(
        self, method: str, path: str, **said: str
    ) -> tuple[http.client.HTTPResponse, http.client.HTTPConnection]:
        connection = http.client.HTTPConnection(self.where, timeout=20)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if said:
            body, headers["Content-Type"] = urlencode(said), "application/x-www-form-urlencoded"
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        return answer, connection

    def sign_in(self) -> None:
        _, page = self.ask("GET", "/sign-in")
        token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
        said = {"name": "lantern-anchor-maple-27", "password": PASSWORD, "csrfmiddlewaretoken": token}
        assert self.ask("POST", "/sign-in", **said)[0] == 302


def tale_of_many_streams(site: Site) -> None:
    *seats, stranger = site.run(SEATS)
    browser = Browser(site)
    browser.sign_in()
    with ExitStack() as open_:
        streams = []
        for number in range(MANY):
            answer, connection = browser.open("GET", f"/seat/{seats[number % 4]['address']}/news")
            open_.callback(connection.close)
            open_.callback(answer.close)
            assert answer.status == 200
            assert answer.getheader("Content-Type") == "text/event-stream"
            assert answer.getheader("Cache-Control") == "no-store"
            assert answer.readline() == b": \n"
            streams.append(answer)
        for _ in range(5):
            assert browser.ask("GET", "/me")[0] == 200
        assert browser.ask("GET", f"/style/write/{seats[0]['notes']}?look=1") == (200, "kept")
        assert browser.ask("GET", f"/style/write/{stranger['notes']}") == (200, "kept")
        assert browser.ask("GET", f"/style/write/{seats[1]['notes']}") == (200, "kept")
        assert b"".join(streams[1].readline() for _ in range(4)) == b"\n" + LOOK
        for number in (0, 2, 3):
            assert streams[number].readline() == b"\n"
        assert not select.select(
            [one.fp.fileno() for one in (streams[0], streams[2], streams[3])], [], [], 1.5
        )[0]


@pytest.mark.slow
def test_more_streams_than_connections_hold_nobody_up(tmp_path: Path) -> None:
    with serving(tmp_path / "data", STYLE) as site:
        tale_of_many_streams(site)


@pytest.mark.postgres
def test_more_streams_than_a_pool_holds_hold_nobody_up(tmp_path: Path, postgres: Cluster) -> None:
    with serving(tmp_path / "data", STYLE, DATABASE_URL=postgres.make("news")) as site:
        tale_of_many_streams(site)


@pytest.mark.slow
def test_streams_are_for_the_seats_own_person_and_few_of_them(tmp_path: Path) -> None:
    with serving(tmp_path / "data", STYLE) as site, ExitStack() as open_:
        mine, theirs = site.seat(site.person()), site.seat()
        browser = Browser(site)
        assert browser.ask("GET", f"/seat/{mine['address']}/news")[0] == 302
        browser.sign_in()
        absent = browser.ask("GET", f"/seat/{'0' * 32}/news")
        assert absent == browser.ask("GET", f"/seat/{theirs['address']}/news")
        assert absent[0] == 404
        assert browser.ask("POST", f"/seat/{mine['address']}/news", a="b")[0] == 403
        for _ in range(events.MOST_OF_A_SEAT):
            answer, connection = browser.open("GET", f"/seat/{mine['address']}/news")
            open_.callback(connection.close)
            open_.callback(answer.close)
            answer.readline()
        assert browser.ask("GET", f"/seat/{mine['address']}/news")[0] == 429
