"""One seat watched, and things done where it holds nothing: every reply it can get, byte for byte."""

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any
from unittest import mock

from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern

from goodoffices.core.entries import Act, Asked
from goodoffices.core.errors import BadInput, Refused
from goodoffices.core.fold.circle import within
from goodoffices.core.lanes import Kind
from goodoffices.core.moves import Convene
from goodoffices.core.people import Role, Seat
from goodoffices.core.rules import Context, admit
from goodoffices.documents.printed import html, pdf
from goodoffices.documents.printed.leaf import Leaf
from goodoffices.web import writer
from goodoffices.web.demo import leaking
from goodoffices.web.people.models import Person
from goodoffices.web.talks import actions, folding, store, tray
from goodoffices.web.talks.models import LaneRow
from goodoffices.web.talks.news import HUB
from goodoffices.web.talks.store import Sitting
from goodoffices.web.talks.urls import urlpatterns
from tests.core.doing import FILE, SAID, anything
from tests.core.world import TEXT, check_words
from tests.web.talks.site_world import SiteWorld, fresh

BLOCKS = ("Vell", "Tarn", "Watch", "M2", "Vell's principal", "G", "M1", "Tarn's principal", "Vell", "Tarn")
PAIRS = 20  # in each block: two hundred in all
NOBODYS = "0" * 32
BACKEND = "goodoffices.web.people.backend.Backend"
WAYS: Mapping[str, Sequence[str]] = {
    "number": ("1", "2", "99"),
    "clause": ("stop", "nothing"),
    "lane": (NOBODYS,),
    "sha256": ("ab" * 32,),
    "item": (NOBODYS, "newest"),
    "what": ("text", "reply", "digest", "paper"),
    "which": ("even", "nothing"),
    "how": ("points", "never", "nothing"),
    "place": ("0", "1"),
    "name": ("record.csv", "nothing"),
    "obligation": ("lists", "nothing"),
}
"""What is put into the places of an address; a name that is not here is a fault, so that none is passed over."""


def peopled(**more: Any) -> SiteWorld:
    """A world in which a person of its own sits in every seat and a text was delivered to both parties."""
    world = SiteWorld(**more)
    for sitting in world.seats.values():
        person = Person.objects.create(name=f"person-{fresh()[:12]}")
        with writer.turn(sitting.seat):
            store.take_seat(sitting.seat, str(person.pk))
    world.act("M1", "register", world.lane("M1", Kind.DESK), text={"en": TEXT}, name="version 7")
    sha256 = next(iter(world.seated("M1").view.desk.versions))
    for party in ("Tarn", "Vell"):
        channel = world.lane("M1", Kind.CHANNEL, party)
        world.act("M1", "deliver", channel, sha256=sha256)
        world.act("M1", "bind", channel, file=FILE, parties=["Tarn", "Vell"])
    return world


def lived_in(chance: random.Random, moves: int = 40) -> SiteWorld:
    """A peopled world in which everybody did things at random; what the rules refuse was not done."""
    world = peopled()
    for _ in range(moves):
        who = chance.choice([name for name in world.seats if world.seated(name).view.lanes])
        asked = drawn(chance, world, who)
        if asked.kind not in ("end", "suspend"):
            quietly(lambda asked=asked, who=who: made(world, who, asked))
    return world


def drawn(chance: random.Random, world: SiteWorld, who: str) -> Asked:
    """Something a seat might ask, by what it knows now."""
    view = world.seated(who).view
    own = [one.seat for one in world.seats.values() if one.delegation == view.seat.delegation]
    with world.bearing(who):
        asked = anything(chance, view, int(world.at.timestamp()), own)
    return _in_form(asked, fresh()[:12])


def _in_form(asked: Asked, name: str) -> Asked:
    """Return it with lines of the record as the record of the site takes them."""
    if asked.kind != "enter":
        return asked
    line = f'{{"id": "{name}", "entry": "statement", "source": "a", "outlet": "b", "words": "c", "said": "2031"}}'
    return Asked(asked.lane, "enter", {"lines": [line]})


def made(world: SiteWorld, who: str, asked: Asked) -> None:
    """Make one move of a seat."""
    with quick(), world.bearing(who):
        actions.make(world.seats[who], Act(fresh(), (asked,)), world.at)


def quick() -> Any:
    """Check words without the third of a second that they cost."""
    return mock.patch.object(actions.one_text, "check_words", check_words)


def undrawn() -> Any:
    """Give what a PDF is drawn from in the place of the PDF: the same words, in a hundredth of the time."""

    def written(leaf: Leaf) -> bytes:
        return (html.margin(leaf.head) + html.body(leaf) + html.margin(leaf.foot)).encode()

    return mock.patch.multiple(pdf, written=written, missing=lambda: "")


def quietly(do: Callable[[], Any]) -> bool:
    """Do it; return whether it was not refused."""
    try:
        do()
    except (Refused, BadInput):
        return False
    return True


@dataclass(eq=False)
class Page:
    """An open page that waits for news of these lanes, and how often it was told to look again."""

    lanes: frozenset[str]
    calls: int = 0

    def call(self) -> None:
        """As the hub calls a page."""
        self.calls += 1


def client() -> Client:
    """A browser or a program to which an error is a reply like any other."""
    return Client(raise_request_exception=False, headers={"host": "localhost"})


@dataclass
class Watched:
    """A seat with a browser, a program and a page that stays open; all of them from before anything is done."""

    world: SiteWorld
    who: str
    browser: Client = field(default_factory=client)

    def __post_init__(self) -> None:
        self.sitting: Sitting = store.seat_of(self.world.seats[self.who].seat)
        self.lanes = frozenset(lane.id for lane in store.lanes_of(self.sitting.seat))
        everybodys = {lane.id for one in self.world.seats.values() for lane in store.lanes_of(one.seat)}
        self.others = sorted(everybodys - self.lanes)[:3]
        with leaking.still(self.world.at):
            self.browser.force_login(Person.objects.get(pk=self.sitting.person), backend=BACKEND)
        self.headed = self._headed()
        self.program = client()
        self.bearer = {"Authorization": f"Bearer {self.world.token(self.who)}"}
        self.page = Page(self.lanes)
        HUB._waiting[self.page] = self.sitting.seat  # type: ignore[index]
        self.replies()  # what was new when it was first read is new no more

    def leave(self) -> None:
        """Close the page that waits."""
        HUB.leave(self.page)  # type: ignore[arg-type]

    def replies(self) -> dict[str, bytes]:
        """Return every reply: pages, the interface, files given out, refusals, and whether the open page was called."""
        found = {f"get {path}": self._reply(self.browser, "get", path) for path in addresses(self.sitting)}
        for path in (*self._interface(), "/", "/me"):
            found[f"get {path}"] = self._reply(self._asks(path), "get", path, headers=self._bearer(path))
        for name, (path, sent) in self._doings().items():
            found[name] = self._reply(self._asks(path), "post", path, headers=self._bearer(path), **sent)
        for name, lane in self._circles():
            path = f"/seat/{self.sitting.address}/circle/{lane}"
            found[name] = self._reply(self.browser, "get", path).replace(lane.encode(), b"(it)")
            path = f"/api/talks/{self.sitting.talks}/lanes/{lane}?after=0"
            found[f"{name} for programs"] = self._reply(self.program, "get", path, headers=self.bearer)
        return {**found, "the open page was told": str(self.page.calls).encode()}

    def _asks(self, path: str) -> Client:
        return self.program if path.startswith("/api") else self.browser

    def _bearer(self, path: str) -> Mapping[str, str]:
        return self.bearer if path.startswith("/api") else {}

    def _circles(self) -> Iterator[tuple[str, str]]:
        """The circles whose pages are asked for: those the seat is in, and one of others, if there is any by now."""
        mine = [lane.id for lane in store.lanes_of(self.sitting.seat) if lane.kind == "circle"]
        theirs = LaneRow.objects.filter(kind="circle").exclude(id__in=mine).order_by("id")
        yield "a circle of others", theirs.values_list("id", flat=True).last() or NOBODYS
        yield from ((f"the circle {lane}", lane) for lane in mine)

    def _interface(self) -> Iterator[str]:
        talks = f"/api/talks/{self.sitting.talks}"
        yield from (talks, f"/api/talks/{NOBODYS}", "/api/openapi.json")
        for lane in sorted((*self.lanes, *self.others)):
            yield f"{talks}/lanes/{lane}?after=0"
        yield f"{talks}/lanes/{NOBODYS}"

    def _doings(self) -> Mapping[str, tuple[str, dict[str, Any]]]:
        """What changes nothing: a bundle taken away, and acts that are refused."""
        acts, seat = f"/api/talks/{self.sitting.talks}/acts", f"/seat/{self.sitting.address}"
        own = sorted(self.lanes)[0]
        other = self.others[0]

        def act(**move: Any) -> tuple[str, dict[str, Any]]:
            return acts, {"data": {"id": "x" * 20, "moves": [move]}, "content_type": "application/json"}

        refused = {
            "in a lane of others": act(lane=other, kind="say", words="Here."),
            "in a lane of nobody": act(lane=NOBODYS, kind="say", words="Here."),
            "of no kind": act(lane=own, kind="shout", words="Here."),
            "with nothing in it": (acts, {"data": {}, "content_type": "application/json"}),
            "with a head long gone": act(lane=self.headed, kind="revoke", item=NOBODYS, head="f" * 64),
        }
        others = next(one for name, one in self.world.seats.items() if name != self.who)
        pages = {
            "a bundle": (f"{seat}/bundle/take", {}),
            "a form in a lane of others": (
                f"{seat}/act",
                {"data": {"lane": other, "kind": "say", "words": "x"}},
            ),
            "an empty form": (f"{seat}/act", {}),
            "a form at another's seat": (f"/seat/{others.address}/act", {"data": {"lane": other}}),
            "an empty copy to check": (f"{seat}/check/copy", {}),
        }
        return {f"post {name}": sent for name, sent in {**refused, **pages}.items()}

    def _headed(self) -> str:
        view = folding.seated(self.sitting).view
        channels = [lane.id for lane in view.lanes.values() if lane.kind is Kind.CHANNEL]
        return channels[0] if channels else sorted(self.lanes)[0]

    def _reply(self, client: Client, method: str, path: str, **sent: Any) -> bytes:
        with leaking.still(self.world.at), undrawn():
            answer: HttpResponse = getattr(client, method)(path, **sent)
        assert "/sign-in" not in answer.headers.get("Location", ""), f"nobody is signed in at {path}"
        told = "\n".join(f"{name}: {value}" for name, value in sorted(answer.headers.items()))
        cookies = answer.cookies.output()
        return f"{answer.status_code}\n{told}\n{cookies}\n".encode() + b"".join(answer)


def addresses(sitting: Sitting) -> Iterator[str]:
    """Return the addresses of a seat's pages, made from the patterns, each with every way to fill it."""
    for pattern in urlpatterns:
        assert isinstance(pattern, URLPattern)
        wanted = str(pattern.pattern)
        names = re.findall(r"<\w+:(\w+)>", wanted)
        for values in product(*(WAYS[name] for name in names)):
            filled = wanted
            for name, value in zip(names, values, strict=True):
                filled = re.sub(rf"<\w+:{name}>", value, filled)
            yield f"/seat/{sitting.address}/{filled}"


# What is done elsewhere


def elsewhere(chance: random.Random, world: SiteWorld, watched: str) -> None:
    """Do things where the watched seat holds nothing, until something was written there.

    `own` is what is the watched seat's: its lanes, and the seat itself. Who lets it into a lane does something to it.
    """
    seat = world.seats[watched].seat
    own = frozenset((seat, *(lane.id for lane in store.lanes_of(seat))))
    before = written(world)
    while written(world) == before:
        for _ in range(chance.randrange(1, 4)):
            who = chance.choice(_sitting(world, watched))
            ways = (_acts, _acts, _acts, _acts, _reads, _prepares, _asks_again)
            chance.choice(ways)(chance, world, who, own)


def _sitting(world: SiteWorld, watched: str) -> list[str]:
    """All others who have not left their seat."""
    return [who for who, one in world.seats.items() if who != watched and store.lanes_of(one.seat)]


def written(world: SiteWorld) -> int:
    """How many entries all lanes of these talks together have."""
    lanes = {lane.id: lane for one in world.seats.values() for lane in store.lanes_of(one.seat)}
    return sum(lane.number for lane in lanes.values())


def _acts(chance: random.Random, world: SiteWorld, who: str, own: frozenset[str]) -> None:
    """A program of another seat acts, in lanes that are not of the watched seat; refused or not."""
    view, at = world.seated(who).view, int(world.at.timestamp())
    asked = drawn(chance, world, who)
    if asked.lane in own or asked.fields.get("seat") in own:
        return
    try:
        with world.bearing(who):
            placed = admit(view, Act("x", (asked,)), Context(at, check_words))
    except (Refused, BadInput):
        placed = ()
    watched = next(
        Seat(one.seat, Role(one.role), one.delegation) for one in world.seats.values() if one.seat in own
    )
    named = any(isinstance(one.move, Convene) and within(watched, one.move) for one in placed)
    if not named and not own & {one.lane for one in placed}:
        with quick():
            world.post(who, {"lane": asked.lane, "kind": asked.kind, **asked.fields})


def _reads(chance: random.Random, world: SiteWorld, who: str, own: frozenset[str]) -> None:
    """Somebody at another seat comes in and reads: last-read marks, sessions."""
    person = store.seat_of(world.seats[who].seat).person
    if person is None:
        return
    client = Client()
    client.force_login(Person.objects.get(pk=person), backend=BACKEND)
    for name in ("", chance.choice(("read", "table", "notes", "mediators", "tray"))):
        client.get(f"/seat/{world.seats[who].address}/{name}")


def _prepares(chance: random.Random, world: SiteWorld, who: str, own: frozenset[str]) -> None:
    """Another seat puts something in its tray, for a lane that it may share with the watched one."""
    asked = Asked(chance.choice(list(world.seated(who).view.lanes)), "say", {"words": chance.choice(SAID)})
    with world.bearing(who):
        tray.put(world.seats[who], fresh(), asked, world.at)


def _asks_again(chance: random.Random, world: SiteWorld, who: str, own: frozenset[str]) -> None:
    """Another seat has a new secret for its programs, and asks with the old one; in closed talks it is its key."""
    old = world.token(who)
    if not world.seats[who].closed:
        world.tokens.pop(who)
        world.token(who)
    Client(headers={"Authorization": f"Bearer {old}"}).get(f"/api/talks/{world.talks}")


def differing(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> list[str]:
    """Return the names of the replies that are not the same."""
    return [name for name in {**before, **after} if before.get(name) != after.get(name)]


def pairs(seed: int, who: str, count: int) -> list[str]:
    """Compare what a seat gets before and after each of so many series elsewhere; return what was not the same."""
    chance = random.Random(seed)
    world = lived_in(chance)
    watched = Watched(world, who)
    before, found = watched.replies(), []
    for number in range(count):
        elsewhere(chance, world, who)
        after = watched.replies()
        found += [f"pair {number}: {name}" for name in differing(before, after)]
        before = after
    watched.leave()
    return found
