"""What a seat gets, byte for byte, before and after another room said much in confidence; and a leak, planted."""

import random
import re
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from http import HTTPStatus
from typing import Any
from unittest import mock

from django.test import Client
from django.urls import URLPattern

from goodoffices.core.lanes import Kind
from goodoffices.web import clock, writer
from goodoffices.web.demo.scene import Scene
from goodoffices.web.people.models import Person
from goodoffices.web.talks import actions, folding, showing, store
from goodoffices.web.talks.store import Sitting
from goodoffices.web.talks.urls import urlpatterns

CONFIDENCES = 200
AT_ONCE = 50


def show(say: Callable[[str], None]) -> bool:
    """Stage Harbour in the database that is open, say what was found, and return whether all was as it must be."""
    at = clock.now()
    seats = Scene(at).stage()
    before = replies(seats["vell-1"], at)
    confide(seats["tarn-1"], at)
    after = replies(seats["vell-1"], at)
    differ = [name for name in before if before[name] != after[name]]
    size = sum(len(body) for body in before.values())
    say(f"{CONFIDENCES} confidences in Tarn's room; {len(before)} replies to Vell, {size:,} bytes.")
    say("Every byte is the same." if not differ else f"NOT THE SAME: {', '.join(differ)}")
    with planted():
        leaked = [name for name, body in replies(seats["vell-1"], at).items() if body != before[name]]
    say(f"One leak planted, a count of everybody's entries: {'caught' if leaked else 'NOT CAUGHT'}.")
    return not differ and bool(leaked)


def confide(sitting: Sitting, at: datetime) -> None:
    """Have a delegation confide 200 times, and write 50 lines of what matters to it."""
    view = folding.seated(sitting).view
    channel, room = view.lane(Kind.CHANNEL).id, view.lane(Kind.ROOM).id
    for first in range(0, CONFIDENCES, AT_ONCE):
        asked = [
            {"lane": channel, "kind": "confide", "words": f"Between us, number {first + number}."}
            for number in range(AT_ONCE)
        ]
        actions.make(sitting, actions.act_of(secrets.token_hex(16), asked), at)
    lines = [{"lane": room, "kind": "matter", "words": f"Line {number}"} for number in range(AT_ONCE)]
    actions.make(sitting, actions.act_of(secrets.token_hex(16), lines), at)


def replies(sitting: Sitting, at: datetime) -> Mapping[str, bytes]:
    """Return every reply this seat can get without acting: pages and the interface for programs, headers included.

    The clock stands still and what is random comes from one seed; nothing else is taken out.
    """
    person = Person.objects.get(pk=store.seat_of(sitting.seat).person)
    with writer.turn(sitting.seat):
        token = store.give_token(sitting.seat)
    client = Client(headers={"host": "localhost"})
    with still(at):
        client.force_login(person, backend="goodoffices.web.people.backend.Backend")
    bearer = {"Authorization": f"Bearer {token}"}
    found: dict[str, bytes] = {}
    for path in addresses(sitting):
        found[path] = _reply(client, path, at, {})
    for path in interface(sitting):
        found[path] = _reply(Client(headers={"host": "localhost"}), path, at, bearer)
    return found


def addresses(sitting: Sitting) -> Iterator[str]:
    """Return the addresses of a seat's pages, made from the patterns themselves."""
    for pattern in urlpatterns:
        if isinstance(pattern, URLPattern):
            for filled in _filled(str(pattern.pattern)):
                yield f"/seat/{sitting.address}/{filled}"


def _filled(pattern: str) -> Iterator[str]:
    if "<" not in pattern:
        yield pattern
        return
    for value in ("1", "2", "stop", "lists", "0" * 32):
        yield re.sub(r"<[^>]*>", value, pattern)


def interface(sitting: Sitting) -> Iterator[str]:
    """Return the addresses of the interface for programs that this seat may ask."""
    yield f"/api/talks/{sitting.talks}"
    for lane in store.lanes_of(sitting.seat):
        yield f"/api/talks/{sitting.talks}/lanes/{lane.id}?after=0"


def _reply(client: Client, path: str, at: datetime, headers: Mapping[str, str]) -> bytes:
    with still(at):
        answer = client.get(path, headers=dict(headers))
    if answer.status_code == HTTPStatus.FOUND and "/sign-in" in answer["Location"]:
        raise RuntimeError(f"{path} was not shown: nobody is signed in, and nothing would be compared")
    told = "\n".join(f"{name}: {value}" for name, value in sorted(answer.headers.items()))
    return f"{answer.status_code}\n{told}\n".encode() + b"".join(answer)


@contextmanager
def still(at: datetime) -> Iterator[None]:
    """Have the clock stand still, and chance begin anew from one seed."""
    chance = random.Random(7)  # noqa: S311 (it must be the same each time)
    with (
        mock.patch.object(clock, "now", return_value=at),
        mock.patch.object(secrets, "choice", chance.choice),
        mock.patch.object(secrets, "token_hex", lambda size=32: chance.randbytes(size).hex()),
    ):
        yield


@contextmanager
def planted() -> Iterator[None]:
    """Plant one leak: the interface tells how many entries all lanes together have."""
    shown = showing.shown

    def leaking(now: folding.Seated, *told: Any) -> dict[str, Any]:
        total = sum(store.head(lane).number for lane in store.all_lanes())
        return {**shown(now, *told), "entries_in_all": total}

    with mock.patch.object(showing, "shown", leaking):
        yield
