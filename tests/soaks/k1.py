"""K1: what the keys of closed talks add to a page, to a move and to a sign-in, in CPU time, beside house talks."""

import contextlib
import re
import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from tests.serving import PASSWORD
from tests.soak import Trial
from tests.soaks import sites

TITLE = "what the keys of closed talks add to a page and a move (CPU)"
TIMES = 400
NEVER = ("refused",)
MODES = ("house", "closed")
EVERY = 20


@contextlib.contextmanager
def trials() -> Iterator[Trial]:
    """Load the room and say something in it, in house and in closed talks by turns; sign in now and then."""
    with sites.site():
        from django.conf import settings
        from django.test import Client

        settings.ALLOWED_HOSTS = ["*"]
        settings.PACE_READING = settings.PACE_WRITING = (10**9, 1)
        settings.SECRET_KEY = "for this measurement alone"
        seats = {mode: _begin(Client(), mode) for mode in MODES}

        def trial(number: int) -> Mapping[str, int]:
            counts: dict[str, int] = {"refused": 0}
            for mode in MODES if number % 2 else reversed(MODES):
                for what, spent, status in _round(seats[mode], number):
                    counts[f"{what} {mode}"] = spent
                    counts["refused"] += int(status not in (200, 302))
            return counts

        yield trial


def _begin(client: Any, mode: str) -> tuple[Any, str, str, str]:
    """Begin talks in this mode as somebody new; return who began them, their seat, notes and sign-in name."""
    from goodoffices.web.people.models import Person

    page = (
        client.post("/begin", {"name": "Strait", "parties": "Tarn\nVell", "me": "M1", "mode": mode})
        if not (Person.objects.exists())
        else _again(client, mode)
    )
    hidden = dict(re.findall(r'name="(code|offer)" value="([^"]+)"', page.content.decode()))
    if hidden:
        client.post("/take/new", {**hidden, "password": PASSWORD})
    own = client.get("/me").content.decode()
    home = re.findall(r"/seat/[0-9a-f]+/", own)[-1]
    name = re.search(r"[a-z]+-[a-z]+-[a-z]+-\d\d", own)
    notes = client.get(f"{home}notes").content.decode()
    lane = re.search(r'name="lane" value="([0-9a-f]+)"', notes)
    assert name
    assert lane
    return client, home, lane[1], name[0]


def _again(client: Any, mode: str) -> Any:
    """Begin more talks as one more person, for whom a sign-in is made here."""
    from django.contrib.auth.hashers import make_password

    from goodoffices.web.people.models import Person

    Person.objects.create(name="lantern-anchor-maple-27", password=make_password(PASSWORD))
    client.post("/sign-in", {"name": "lantern-anchor-maple-27", "password": PASSWORD})
    return client.post(
        "/begin", {"name": "Strait", "parties": "Tarn\nVell", "me": "M1", "mode": mode}, follow=True
    )


def _round(seat: tuple[Any, str, str, str], number: int) -> Iterator[tuple[str, int, int]]:
    """Load a page, make a move, at times sign in again; yield what it was, its CPU in microseconds, its status."""
    client, home, lane, name = seat
    form = {"kind": "note", "lane": lane, "words": f"{number} words", "move": secrets.token_hex(16)}
    yield "page", *_spent(partial(client.get, f"{home}text"))
    yield "move", *_spent(partial(client.post, f"{home}act", {**form, "next": "/me"}))
    if number % EVERY == 0:
        yield "sign-in", *_spent(partial(client.post, "/sign-in", {"name": name, "password": PASSWORD}))


def _spent(do: Callable[[], Any]) -> tuple[int, int]:
    start = time.process_time_ns()
    reply = do()
    return (time.process_time_ns() - start) // 1000, reply.status_code


def sentence(counts: Mapping[str, int]) -> str:
    """Say what each takes, house and closed."""

    def told(what: str, each: int = 1) -> str:
        times = -(-counts["trials"] // each)
        house, closed = (counts[f"{what} {mode}"] / times / 1000 for mode in MODES)
        return f"{what} {house:.1f} ms in house talks, {closed:.1f} in closed ({closed - house:+.1f})"

    return f"mean CPU of {counts['trials']}: {told('page')}; {told('move')}; {told('sign-in', EVERY)}"
