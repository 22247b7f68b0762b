"""A seat's own program, and everything that a seat can read: every page and every reply, as bytes to compare."""

import json
from collections.abc import Iterator, Mapping
from difflib import ndiff
from http import HTTPStatus
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from goodoffices.web.demo import leaking
from goodoffices.web.talks.store import Sitting
from tests.serving import Site
from tests.stories.harbour import CHANCE, Chair

TOKENS = """
seats = [store.sitting(address) for address in told["addresses"]]
answer = []
for seat in seats:
    with writer.turn(seat.seat):
        answer.append({"talks": seat.talks, "token": store.give_token(seat.seat)})
"""
MOST_OPEN = 12
"""So many pages of a room must open, or nothing was compared."""
Reply = tuple[int, bytes]


class Program:
    """Asks the interface as a seat; answers are status and bytes."""

    def __init__(self, site: Site, told: Mapping[str, str]) -> None:
        self.talks = told["talks"]
        self.at = f"{site.url}/api/talks/{self.talks}"
        self.bearer = {"Authorization": f"Bearer {told['token']}"}

    def ask(self, way: str = "", **told: Any) -> Reply:
        """Get what stands there, or post what is told."""
        body = json.dumps(told).encode() if told else None
        headers = self.bearer | {"Content-Type": "application/json"}
        try:
            with urlopen(Request(self.at + way, data=body, headers=headers)) as reply:
                return reply.status, reply.read()
        except HTTPError as no:
            with no:
                return no.code, no.read()

    def acts(self, name: str, *moves: dict[str, Any]) -> Reply:
        """Make an act of these moves."""
        return self.ask("/acts", id=f"{name:_<16}", moves=list(moves))

    def lanes(self) -> list[dict[str, Any]]:
        """Return the lanes held."""
        return list(json.loads(self.ask()[1])["lanes"])

    def lane(self, name: str) -> str:
        """Return the id of the lane of this name."""
        return str(next(one["lane"] for one in self.lanes() if one["name"] == name))

    def replies(self) -> dict[str, Reply]:
        """Return the view and every lane from its beginning."""
        ways = ["", *(f"/lanes/{one['lane']}?after=0" for one in self.lanes())]
        return {way: self.ask(way) for way in ways}


def programs(site: Site, *addresses: str) -> list[Program]:
    """Return a program for each of these seats."""
    return [Program(site, told) for told in site.run(TOKENS, addresses=addresses)]


def pages(chair: Chair) -> dict[str, tuple[int, str]]:
    """Return every page of a seat, made from the addresses themselves, less what is made up anew each time."""
    found = {path: _page(chair, path) for path in _addresses(chair)}
    assert sum(status == HTTPStatus.OK for status, _words in found.values()) >= MOST_OPEN, found.keys()
    return found


def _addresses(chair: Chair) -> Iterator[str]:
    return leaking.addresses(Sitting("", chair.address, "", "", "", None))


def _page(chair: Chair, path: str) -> tuple[int, str]:
    reply = chair.page.request.get(chair.visitor.site.url + path)
    headers = sorted(
        (name, value) for name, value in reply.headers.items() if name not in ("date", "set-cookie")
    )
    return reply.status, f"{headers}\n{CHANCE.sub('', reply.text())}"


def same(before: Mapping[str, tuple[int, Any]], after: Mapping[str, tuple[int, Any]]) -> None:
    """Fail where anything differs, and say where."""
    told = [
        (
            name,
            *[line for line in ndiff(*(_lines(one.get(name)) for one in (before, after))) if line[0] in "+-"],
        )
        for name in {**before, **after}
        if before.get(name) != after.get(name)
    ]
    assert not told, told


def _lines(reply: tuple[int, Any] | None) -> list[str]:
    return str(reply).replace("\\n", "\n").splitlines()
