"""Whatever happens in lanes a seat does not hold, every byte of every reply it gets is the same."""

import json
import random
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any
from unittest import mock

import pytest
from django.http import HttpResponse

from goodoffices.core.errors import Refused
from goodoffices.core.lanes import Kind
from goodoffices.web import writer
from goodoffices.web.demo import leaking
from goodoffices.web.people.models import Person
from goodoffices.web.talks import folding, showing, store, tray
from goodoffices.web.talks.here import Here
from tests.core.world import TEXT
from tests.web.talks.site_world import SiteWorld, fresh

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

PAIRS = 200
WORDS = ("the tide turns at six", "names may follow", "not before the list", "we could wait a week")


def peopled() -> SiteWorld:
    """A world in which every seat is taken and version 7 was delivered to both parties."""
    world = SiteWorld()
    person = Person.objects.create(name="everybody-here-11")
    for sitting in world.seats.values():
        with writer.turn(sitting.seat):
            store.take_seat(sitting.seat, str(person.pk))
    world.act("M1", "register", world.lane("M1", Kind.DESK), text={"en": TEXT}, name="version 7")
    sha256 = next(iter(world.seated("M1").view.desk.versions))
    for party in ("Tarn", "Vell"):
        world.act("M1", "deliver", world.lane("M1", Kind.CHANNEL, party), sha256=sha256)
    return world


def elsewhere(chance: random.Random, world: SiteWorld) -> None:
    """Something done in a lane that Vell does not hold."""
    words = chance.choice(WORDS)
    channel, room = world.lane("Tarn", Kind.CHANNEL), world.lane("Tarn", Kind.ROOM)
    sha256 = next(iter(world.seated("M1").view.desk.versions))
    does: list[Callable[[], Any]] = [
        lambda: world.act("Tarn", "confide", channel, words=words),
        lambda: world.act(
            "Tarn", "react", channel, clause="order", reaction=chance.choice(("could", "cannot"))
        ),
        lambda: world.act("Tarn", "accept", channel, sha256=sha256),
        lambda: world.act("Tarn", "accept", channel, sha256=sha256, level="referendum", **_only_if(world)),
        lambda: world.act("Tarn", "mandate", room, by=words, rest="refer", heard={"how": "by courier"}),
        lambda: world.act("Tarn", "accept", channel, sha256=sha256, level="delegation"),
        lambda: world.act("Tarn", "matter", room, words=words),
        lambda: world.act("Tarn", "ask", channel, words=words),
        lambda: world.act("M1", "say", world.lane("M1", Kind.DESK), words=words),
        lambda: world.act("M1", "status", world.lane("M1", Kind.DESK), clause="order", status="narrowed"),
        lambda: world.act("M1", "enter", world.lane("M1", Kind.DESK), lines=[_line(words)]),
        lambda: world.act("M2", "note", world.lane("M2", Kind.NOTES), words=words),
        lambda: world.act("M2", "read_back", world.lane("M2", Kind.CHANNEL, "Tarn"), words=words),
        lambda: world.act("M1", "deliver", world.lane("M1", Kind.CHANNEL, "G"), sha256=sha256),
        lambda: world.act("Tarn", "acknowledge", channel, sha256=sha256),
        lambda: _aside(world, words),
    ]
    try:
        chance.choice(does)()
    except Refused:
        return


def _aside(world: SiteWorld, words: str) -> None:
    with world.bearing("M1"):
        tray.put(world.seats["M1"], fresh(), _draft(world, words), world.at)


def _line(words: str) -> str:
    """A line of the public record with an id of its own."""
    told = {
        "id": f"s{fresh()}",
        "entry": "statement",
        "source": "a",
        "outlet": "b",
        "words": words,
        "said": "2031",
    }
    return json.dumps(told)


def _only_if(world: SiteWorld) -> dict[str, Any]:
    return {"conditions": [{"sort": "accepts", "who": "Vell"}], "until": int(world.at.timestamp()) + 7200}


def _draft(world: SiteWorld, words: str) -> Any:
    from goodoffices.core.entries import Asked

    return Asked(world.lane("M1", Kind.CHANNEL, "Tarn"), "say", {"words": words})


@pytest.mark.slow
def test_two_hundred_things_done_elsewhere_change_no_byte():
    chance, world = random.Random(4), peopled()
    vell, before = world.seats["Vell"], None
    for _ in range(PAIRS // 20):
        for _ in range(20):
            elsewhere(chance, world)
        after = leaking.replies(vell, world.at)
        assert before is None or after == before
        before = after


def test_ten_things_done_elsewhere_change_no_byte():
    chance, world = random.Random(5), peopled()
    before = leaking.replies(world.seats["Vell"], world.at)
    for _ in range(10):
        elsewhere(chance, world)
    assert leaking.replies(world.seats["Vell"], world.at) == before


# Planted leaks: each a mistake somebody could make


def total() -> int:
    """How many entries all lanes together have: what no seat may learn."""
    return sum(store.head(lane).number for lane in store.all_lanes())


@contextmanager
def on_pages(change: Callable[[HttpResponse], None]) -> Iterator[None]:
    made = Here.page_with

    def leaks(self: Here, *args: Any, **told: Any) -> HttpResponse:
        answer = made(self, *args, **told)
        change(answer)
        return answer

    with mock.patch.object(Here, "page_with", leaks):
        yield


def header(name: str, value: Callable[[], str]) -> AbstractContextManager[None]:
    return on_pages(lambda answer: answer.headers.__setitem__(name, value()))


def body(extra: Callable[[], bytes]) -> AbstractContextManager[None]:
    def change(answer: HttpResponse) -> None:
        answer.content = answer.content + extra()

    return on_pages(change)


@contextmanager
def patched(owner: Any, name: str, make: Callable[[Any], Any]) -> Iterator[None]:
    with mock.patch.object(owner, name, make(getattr(owner, name))):
        yield


def shown_with(more: Callable[[folding.Seated], dict[str, Any]]) -> AbstractContextManager[None]:
    return patched(showing, "shown", lambda made: lambda now, *at: {**made(now, *at), **more(now)})


def latest() -> int:
    stamps = [one.stamp for lane in store.all_lanes() for one in store.entries(lane)]
    return max(stamps)


def entries_numbered_globally(made: Any) -> Any:
    return lambda view, entries: [{**one, "number": one["number"] + total()} for one in made(view, entries)]


LEAKS: dict[str, Callable[[], AbstractContextManager[None]]] = {
    "ids: numbers run over all lanes": lambda: patched(showing, "shown_entries", entries_numbered_globally),
    "counts: how many entries there are": lambda: shown_with(lambda _now: {"entries_in_all": total()}),
    "order: lanes by latest work of anybody": lambda: shown_with(lambda _now: {"busiest": _busiest()}),
    "times: when anybody wrote last": lambda: header("Last-Modified", lambda: str(latest())),
    "length: a page padded by what others wrote": lambda: body(lambda: b" " * total()),
    "ETag: of everything": lambda: header("ETag", lambda: f'"{total()}"'),
    "cookies: one set by others' work": lambda: header("Set-Cookie", lambda: f"seen={total()}"),
    "window furniture: a count in the title": lambda: body(lambda: f"<title>({total()})</title>".encode()),
    "status words worked out from reactions": lambda: body(
        lambda: b"narrowed" if _somebody("react") else b""
    ),
    "presence: another room was at work": lambda: body(lambda: b"busy" if _somebody("confide") else b""),
    "search: words of another room": lambda: body(lambda: b"found" if _said("names may follow") else b""),
    "drafts: somebody has something ready": lambda: body(_drafts),
}


def _busiest() -> list[str]:
    lanes = sorted(store.all_lanes(), key=lambda lane: -store.head(lane).number)
    return lanes[:3]


def _somebody(kind: str) -> bool:
    return any(one.kind == kind for lane in store.all_lanes() for one in store.entries(lane))


def _said(words: str) -> bool:
    return any(words in str(one.body) for lane in store.all_lanes() for one in store.entries(lane))


def _drafts() -> bytes:
    from goodoffices.web.talks.models import DraftRow

    return b"." * DraftRow.objects.count()


@pytest.mark.parametrize("name", LEAKS)
def test_a_planted_leak_is_seen(name: str):
    world = peopled()
    with LEAKS[name]():
        before = leaking.replies(world.seats["Vell"], world.at)
        channel, room = world.lane("Tarn", Kind.CHANNEL), world.lane("Tarn", Kind.ROOM)
        world.act("Tarn", "confide", channel, words="names may follow")
        world.act("Tarn", "react", channel, clause="order", reaction="could")
        world.wait(minutes=10)
        for number in range(8):
            world.act("Tarn", "say", room, words=f"and {number} more")
        tray.put(world.seats["M1"], fresh(), _draft(world, "ready"), world.at)
        world.wait(minutes=-10)
        assert leaking.replies(world.seats["Vell"], world.at) != before
