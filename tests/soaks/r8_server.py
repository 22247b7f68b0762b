"""R8: two hundred seats of twenty talks at a real server, ten reads to one act, and how long each waits, on SQLite."""

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
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.serving import serving
from tests.soak import Trial
from tests.soaks import sites, waits, writing
from tests.soaks.r1_server import Books

TITLE = "200 seats of 20 talks at the server, each asking every four seconds, ten reads to one act, on SQLite"
TIMES = 10
SECONDS = int(os.environ.get("SECONDS", "60"))
TALKS = int(os.environ.get("TALKS", "20"))
THINK = 4.0
PARTS = {"parties": ("Tarn", "Vell", "Orsk"), "principals": ("Tarn", "Vell", "Orsk")}
PAGES = ("", "notes", "who-sees-what", "tray")
NEVER = ("errors", "lost", "faults")


@dataclass
class Person:
    """Somebody at a seat: a browser's cookie, a program's secret, and where they read and write."""

    talks: str
    home: str
    cookie: str
    token: str
    lanes: tuple[str, str]
    tried: dict[str, tuple[dict[str, Any], list[dict[str, str]]]] = field(default_factory=dict)
    acked: dict[str, list[str]] = field(default_factory=dict)
    took: Counter[str] = field(default_factory=Counter)

    def live(self, where: str, until: float, chance: random.Random) -> None:
        """Think, ask, think again; each time over a new connection, for the server hangs up on who thinks for long."""
        time.sleep(chance.uniform(0, min(THINK, max(0.0, until - time.monotonic()))))
        while time.monotonic() < until:
            began, kind = time.monotonic(), "write" if chance.random() < 1 / 11 else "read"
            line = http.client.HTTPConnection(where, timeout=60)
            try:
                well = self._act(line) if kind == "write" else self._look(line, chance)
            except (OSError, http.client.HTTPException):
                well = False
            line.close()
            self.took["errors"] += not well
            self.took[waits.named(kind, (time.monotonic() - began) * 1000)] += 1
            time.sleep(chance.expovariate(1 / THINK))

    def _look(self, line: http.client.HTTPConnection, chance: random.Random) -> bool:
        return self._get(line, chance.choice(PAGES) if chance.random() < 0.5 else None)

    def _get(self, line: http.client.HTTPConnection, page: str | None) -> bool:
        """Read a page of the seat, or as a program."""
        if page is None:
            path, said = f"/api/talks/{self.talks}", {"Authorization": f"Bearer {self.token}"}
        else:
            path, said = f"/seat/{self.home}/{page}", {"Cookie": f"session={self.cookie}"}
        line.request("GET", path, headers=said)
        answer = line.getresponse()
        answer.read()
        return answer.status == 200

    def warm(self, where: str) -> int:
        """Ask for everything once, as the first who comes after a start; return how long the slowest took."""
        slowest = 0.0
        for page in (None, *PAGES):
            line, began = http.client.HTTPConnection(where, timeout=60), time.monotonic()
            assert self._get(line, page)
            line.close()
            slowest = max(slowest, time.monotonic() - began)
        return int(slowest * 1000)

    def _act(self, line: http.client.HTTPConnection) -> bool:
        name = secrets.token_hex(16)
        spoken = zip(self.lanes, ("note", "say"), strict=True)
        moves = [{"lane": lane, "kind": kind, "words": f"{name} {lane}"} for lane, kind in spoken]
        self.tried[name] = {}, moves
        said = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        line.request("POST", f"/api/talks/{self.talks}/acts", json.dumps({"id": name, "moves": moves}), said)
        answer = line.getresponse()
        told = json.loads(answer.read())
        if answer.status == 201:
            self.acked[name] = [f"{one['lane']} {one['number']} {one['seal']}" for one in told["receipts"]]
        return answer.status == 201


@contextlib.contextmanager
def trials(url: str = "") -> Iterator[Trial]:
    """A minute of it, then a look whether what was acknowledged stands."""
    os.umask(0o077)
    with sites.site(url) as data:
        people = _people(data)
        books = Books(sorted({lane for one in people for lane in one.lanes}))

        def trial(number: int) -> Mapping[str, int]:
            chance = random.Random(number)
            with serving(data, DATABASE_URL=url) as site:
                where = urlsplit(site.url).netloc
                first = people[0].warm(where)
                until = time.monotonic() + SECONDS
                told = [(where, until, random.Random(chance.random())) for _ in people]
                threads = [
                    threading.Thread(target=one.live, args=said)
                    for one, said in zip(people, told, strict=True)
                ]
                for thread in threads:
                    thread.start()
                for thread in threads:
                    thread.join()
            load = int(100 * os.getloadavg()[0])
            counts = Counter[str](faults=books.look(), load=load, first=first)
            for one in people:
                counts["lost"] += sum(
                    books.standing(name, one.tried[name][1]) != kept for name, kept in one.acked.items()
                )
                counts += one.took
                one.took.clear()
            return counts

        yield trial
        if writing.final(books):
            raise AssertionError("the last check from the beginning found a fault")


def _people(data: Path) -> list[Person]:
    from django.conf import settings

    from tests.web.talks.site_world import SiteWorld

    settings.SECRET_KEY, settings.ALLOWED_HOSTS = secrets.token_urlsafe(48), ["testserver"]
    (data / "secret.key").write_text(settings.SECRET_KEY, encoding="ascii")
    found = []
    for _ in range(TALKS):
        world = SiteWorld(**PARTS)
        found += [_person(world, who) for who in world.seats]
    return found


def _person(world: Any, who: str) -> Person:
    from django.test import Client

    from goodoffices.core.lanes import Kind
    from goodoffices.web import writer
    from goodoffices.web.people.models import Person as Somebody
    from goodoffices.web.talks import store
    from tests.web.talks.watching import BACKEND

    somebody, client, seat = (
        Somebody.objects.create(name=f"person-{secrets.token_hex(6)}"),
        Client(),
        world.seats[who],
    )
    with writer.turn(seat.seat):
        store.take_seat(seat.seat, str(somebody.pk))
    client.force_login(somebody, backend=BACKEND)
    view = world.seated(who).view
    kind = Kind.DESK if view.seat.mediates else Kind.ROOM
    spoken = next((lane.id for lane in view.lanes.values() if lane.kind in (kind, Kind.PRINCIPALS)), "")
    notes = next(lane.id for lane in view.lanes.values() if lane.kind == Kind.NOTES)
    return Person(
        world.talks, seat.address, client.cookies["session"].value, world.token(who), (notes, spoken)
    )


def sentence(counts: Mapping[str, int]) -> str:
    """Say what was found; times in milliseconds, rounded up to the step."""
    writes, reads = waits.of(counts, "write"), waits.of(counts, "read")
    spent = SECONDS * counts["trials"]
    return (
        f"{len(reads):,} reads ({len(reads) / spent:.0f}/s) p50 {waits.at(reads, 50)}, p99 {waits.at(reads, 99)}, worst {reads[-1]} ms;"
        f" {len(writes):,} acts of two moves, p50 {waits.at(writes, 50)}, p99 {waits.at(writes, 99)}, worst {writes[-1]} ms, in {spent} s;"
        f" {counts['errors']} errors, {counts['lost']} lost, {counts['faults']} faults;"
        f" the first to ask after a start waited up to {counts['first'] // counts['trials']} ms in the mean of {counts['trials']} starts;"
        f" load of the machine {counts['load'] / counts['trials'] / 100:.1f}"
    )
