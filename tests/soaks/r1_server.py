"""R1 of the real server on SQLite: `goodoffices up` is killed while programs act through the API."""

import contextlib
import http.client
import json
import os
import random
import secrets
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from tests.serving import Site, serving
from tests.soak import Trial
from tests.soaks import sites, writing

TITLE = "no acknowledged act lost, torn or doubled when the server is killed (kill -9) under load, on SQLite"
TIMES = 50
NEVER = ("lost", "torn", "doubled", "refused", "faults")
WHO = ("Tarn", "Vell", "M1")


class Load:
    """Three seats that act through the API, each over a connection of its own, until it breaks.

    `tried` holds each act by its id with its path and moves, `acked` the receipts of those answered.
    """

    def __init__(self, url: str, speakers: list[Mapping[str, Any]]) -> None:
        self.tried: dict[str, tuple[Mapping[str, Any], list[Mapping[str, str]]]] = {}
        self.acked: dict[str, list[str]] = {}
        self.refused = 0
        self._where = urlsplit(url).netloc
        self._threads = [threading.Thread(target=self._speak, args=[one], daemon=True) for one in speakers]

    def begin(self) -> None:
        """Have everybody speak, and return once an act was answered."""
        for thread in self._threads:
            thread.start()
        for _ in range(3000):
            if self.acked:
                return
            time.sleep(0.01)
        raise AssertionError("the server answers no act")

    def end(self) -> None:
        """Wait until everybody has noticed that the server is gone."""
        for thread in self._threads:
            thread.join(130)
            assert not thread.is_alive()

    def send(self, line: http.client.HTTPConnection, name: str) -> None:
        """Send an act that was noted before, and note its receipts."""
        speaker, moves = self.tried[name]
        headers = {"Authorization": f"Bearer {speaker['token']}", "Content-Type": "application/json"}
        line.request(
            "POST", f"/api/talks/{speaker['talks']}/acts", json.dumps({"id": name, "moves": moves}), headers
        )
        answer = line.getresponse()
        told = json.loads(answer.read())
        if answer.status == 201:
            self.acked[name] = [f"{one['lane']} {one['number']} {one['seal']}" for one in told["receipts"]]
        else:
            self.refused += 1

    def line(self) -> http.client.HTTPConnection:
        """Return a new connection."""
        return http.client.HTTPConnection(self._where, timeout=120)

    def _speak(self, speaker: Mapping[str, Any]) -> None:
        line = self.line()
        with contextlib.suppress(OSError, http.client.HTTPException, ValueError):
            while True:
                name = secrets.token_hex(16)
                moves = [
                    {"lane": lane, "kind": "say", "words": f"{name} {lane}"} for lane in speaker["lanes"]
                ]
                self.tried[name] = speaker, moves
                self.send(line, name)


class Books(writing.Ledger):
    """What was acknowledged, compared with what is kept; `pending` was sent and never answered."""

    def __init__(self, lanes: list[str]) -> None:
        super().__init__(lanes)
        self.kept: dict[str, dict[str, str]] = {lane: {} for lane in lanes}
        self.pending: dict[str, tuple[Mapping[str, Any], list[Mapping[str, str]]]] = {}

    def look(self) -> int:
        """Read what was added to each lane, and return how many faults its chain has."""
        new, faults = self._new_entries()
        for lane, entries in new.items():
            self.kept[lane] |= entries
        return faults

    def standing(self, name: str, moves: list[Mapping[str, str]]) -> list[str]:
        """Return where the moves of an act stand, those that do, as receipts."""
        from goodoffices.web.talks.actions import move_id

        ids = [(move["lane"], move_id(name, number)) for number, move in enumerate(moves)]
        return [f"{lane} {self.kept[lane][one]}" for lane, one in ids if one in self.kept[lane]]

    def count(self, load: Load) -> Counter[str]:
        """Count what a killed server left behind."""
        counts: Counter[str] = Counter(acks=len(load.acked), refused=load.refused, faults=self.look())
        self.pending = {name: act for name, act in load.tried.items() if name not in load.acked}
        for name, (_, moves) in load.tried.items():
            found = self.standing(name, moves)
            counts["torn"] += 0 < len(found) < len(moves)
            counts["lost"] += name in load.acked and found != load.acked[name]
            counts["unacknowledged"] += name in self.pending and bool(found)
        return counts

    def again(self, load: Load) -> Counter[str]:
        """Send what was never answered again: each must stand once, where it stood if it did."""
        before = {name: self.standing(name, moves) for name, (_, moves) in self.pending.items()}
        load.tried |= self.pending
        line = load.line()
        for name in self.pending:
            load.send(line, name)
        line.close()
        counts: Counter[str] = Counter(retries=len(before), faults=self.look())
        for name, found in before.items():
            counts["doubled"] += load.acked.get(name) != self.standing(name, self.pending[name][1])
            counts["doubled"] += bool(found) and load.acked.get(name) != found
        return counts


@contextlib.contextmanager
def trials(url: str = "") -> Iterator[Trial]:
    """Kill a server under load at a moment of chance, look, start it again on the same site, send again, go on."""
    os.umask(0o077)
    with sites.site(url) as data:
        from tests.web.talks.site_world import SiteWorld

        world = SiteWorld()
        speakers = [_speaker(world, who) for who in WHO]
        books = Books(sorted({lane for one in speakers for lane in one["lanes"]}))
        draw = random.Random(3)

        def trial(_: int) -> Mapping[str, int]:
            with serving(data, DATABASE_URL=url) as site:
                counts = _killed(site, Load(site.url, speakers), books, draw.uniform(0.0, 1.0))
            return {"kills": 1, **counts}

        yield trial
        with serving(data, DATABASE_URL=url) as site:
            left = books.again(Load(site.url, speakers))
        if writing.final(books) or any(left[name] for name in NEVER):
            raise AssertionError(f"the last check from the beginning found a fault: {left}")


def _killed(site: Site, load: Load, books: Books, after: float) -> Counter[str]:
    counts = books.again(load)
    load.begin()
    time.sleep(after)
    site.process.kill()
    site.process.wait()
    load.end()
    return counts + books.count(load)


def _speaker(world: Any, who: str) -> Mapping[str, Any]:
    from goodoffices.core.lanes import Kind

    channel = world.lane(who, Kind.CHANNEL, "Tarn" if who == "M1" else "")
    beside = world.lane(who, Kind.DESK if who == "M1" else Kind.ROOM)
    return {"talks": world.talks, "token": world.token(who), "lanes": [channel, beside]}


def sentence(counts: Mapping[str, int]) -> str:
    """Say what was found."""
    return (
        f"{counts['kills']} kills of the server, {counts['acks']} acknowledged acts of two moves: {counts['lost']} lost,"
        f" {counts['torn']} torn, {counts['doubled']} doubled by {counts['retries']} retries, {counts['refused']} refused,"
        f" {counts['faults']} chain or file faults; {counts['unacknowledged']} kept though unacknowledged"
    )
