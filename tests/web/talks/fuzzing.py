"""Requests to the interface for programs, made up at random: moves spoilt, bodies of any shape, addresses of nothing."""

import json
import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.test import Client

from goodoffices.core.rules import RULES
from tests.web.talks.site_world import SiteWorld, fresh
from tests.web.talks.watching import NOBODYS, drawn, lived_in, quick

STRINGS = (
    "", " ", "0", "-1", "order", "en", "table", "\x00", "\u202e", "\ud800", "e\u0301", "a" * 300, "9" * 5000, "١٢",
    "# T\n\n1. a [b | c] d {#x}\n", "# T\n\n[[[[", "[" * 400, "{#x}" * 50, "2031-02-30", "NaN", "null", "../../etc", "%s",
    "' OR 1=1 --", "a" * 25_000, "0" * 32, "f" * 64,
)  # fmt: skip
NUMBERS = (
    0,
    1,
    -1,
    2**31,
    2**63 - 1,
    2**63,
    -(2**63) - 1,
    10**30,
    1.5,
    -0.0,
    1e308,
    float("inf"),
    float("nan"),
)
NAMES = (
    "words", "item", "to", "as", "sha256", "clause", "heard", "text", "name", "at", "until", "conditions", "level", "body",
    "asked", "bounds", "courses", "lines", "file", "points", "terms", "measure", "number", "seat", "v", "head", "kind", "lane",
)  # fmt: skip
SHAPES: Mapping[int, frozenset[str]] = {
    201: frozenset({"receipts"}),
    400: frozenset({"wrong"}),
    401: frozenset({"detail"}),
    404: frozenset({"absent"}),
    409: frozenset({"refused"}),
    429: frozenset({"refused"}),
}


@dataclass(frozen=True)
class Tried:
    """A request that was made, and what came of it."""

    said: str
    status: int
    body: bytes

    @property
    def known(self) -> bool:
        """Whether the answer has the shape that answers of its status have."""
        if self.status not in SHAPES:
            return self.status in (200, 405)
        try:
            told = json.loads(self.body)
        except ValueError:
            return self.status == 404 and self.body.lower().startswith(b"<!doctype html")
        return isinstance(told, dict) and frozenset(told) in (SHAPES[self.status], frozenset({"wrong"}))


def tried(seed: int, count: int) -> Iterator[Tried]:
    """Make so many requests in talks of their own, as one seat after another."""
    chance = random.Random(seed)
    world = lived_in(chance, 20)
    for number in range(count):
        who = chance.choice(list(world.seats))
        sits = bool(world.seated(who).view.lanes)  # one that was left holds nothing, and asks all the same
        token = world.token(who) if sits or who in world.tokens else fresh()
        client = Client(raise_request_exception=False, headers={"Authorization": f"Bearer {token}"})
        way = chance.choice(
            (_act, _act, _act, _act, _anything, _raw, _looks, _method) if sits else (_raw, _looks, _method)
        )
        with quick():
            answer, said = way(chance, world, who, client)
        yield Tried(f"seed {seed}, request {number}, {who}: {said[:400]}", answer.status_code, answer.content)


def counted(requests: Iterator[Tried]) -> Mapping[str, int]:
    """Return how often each status was answered, and how often with what must never be; those are printed."""
    counts: Counter[str] = Counter()
    for one in requests:
        counts[str(one.status)] += 1
        counts["requests"] += 1
        counts["errors"] += one.status >= 500
        counts["of no known shape"] += not one.known
        if one.status >= 500 or not one.known:
            print(f"{one.status} {one.body[:200]!r} to {one.said}")
    return counts


Answer = tuple[Any, str]


def _acts(world: SiteWorld) -> str:
    return f"/api/talks/{world.talks}/acts"


def _post(client: Client, world: SiteWorld, body: Any) -> Answer:
    said = json.dumps(body)
    return client.post(_acts(world), said.encode(), content_type="application/json"), said


def _act(chance: random.Random, world: SiteWorld, who: str, client: Client) -> Answer:
    """One to three moves that might be made, spoilt here and there."""
    moves = []
    for _ in range(chance.randrange(1, 4)):
        asked = drawn(chance, world, who)
        move: Any = {"lane": asked.lane, "kind": asked.kind, **asked.fields}
        for _ in range(chance.randrange(0, 4)):
            move = spoilt(chance, move)
        moves.append(move)
    return _post(client, world, {"id": fresh(), "moves": moves})


def _anything(chance: random.Random, world: SiteWorld, who: str, client: Client) -> Answer:
    """A body of any shape, or of the right shape with anything in it."""
    lane = chance.choice([*world.seated(who).view.lanes] or [NOBODYS])
    fields = {chance.choice(NAMES): value(chance) for _ in range(chance.randrange(5))}
    move = {"lane": lane, "kind": chance.choice(list(RULES)), **fields}
    body = chance.choice(
        (value(chance), {"id": value(chance), "moves": value(chance)}, {"id": fresh(), "moves": [move]})
    )
    return _post(client, world, body)


def _raw(chance: random.Random, world: SiteWorld, who: str, client: Client) -> Answer:
    """Bytes that are no JSON, or JSON under another name, or nested without end."""
    whole = json.dumps({"id": fresh(), "moves": [{"lane": NOBODYS, "kind": "say"}]}).encode()
    body = chance.choice(
        (
            whole[: chance.randrange(len(whole))],
            chance.randbytes(40),
            b"[" * 100_000,
            b'{"id": "x", "id": "y", "moves": []}',
            whole.replace(b"say", b"\xff\xfe"),
            b'{"id":"%s","moves":[%s]}' % (fresh().encode(), b'{"a":' * 900 + b"1" + b"}" * 900),
        )
    )
    kind = chance.choice(
        ("application/json", "text/plain", "multipart/form-data", "application/json; charset=utf-7")
    )
    return client.generic("POST", _acts(world), body, content_type=kind), f"{kind} {body[:80]!r}"


def _looks(chance: random.Random, world: SiteWorld, who: str, client: Client) -> Answer:
    """A lane, talks or page of the interface that may not be there, with a query of anything."""
    lanes = [*world.seated(who).view.lanes, NOBODYS, "x", "%00", "٣", "a" * 300]
    after = chance.choice(("0", "1", "-5", "9" * 30, "9" * 5000, "x", "", "1.5", "٣", "%00", "1&after=2"))
    path = chance.choice(
        (
            f"/api/talks/{world.talks}/lanes/{chance.choice(lanes)}?after={after}",
            f"/api/talks/{chance.choice(lanes)}",
            f"/api/talks/{world.talks}?{after}={after}",
            "/api/openapi.json",
            f"/api/{chance.choice(lanes)}",
        )
    )
    return client.get(path), path


def _method(chance: random.Random, world: SiteWorld, who: str, client: Client) -> Answer:
    """Another method, or another secret."""
    if chance.random() < 0.5:
        method = chance.choice(("put", "patch", "delete", "options", "head"))
        return getattr(client, method)(_acts(world)), method
    secret = chance.choice(
        ("", "Bearer", "Bearer ", "Bearer x", "Basic eDp5", f"Bearer {'0' * 64}", "Bearer \x7f", "Bearer é")
    )
    return Client(raise_request_exception=False, headers={"Authorization": secret}).get(
        f"/api/talks/{world.talks}"
    ), secret


# Anything


def spoilt(chance: random.Random, plain: Any) -> Any:
    """Return it with one thing in it changed, taken out or put in; the lane and the kind mostly left."""
    if isinstance(plain, dict) and plain:
        name = chance.choice(
            [one for one in plain if one not in ("lane", "kind") or chance.random() < 0.1] or ["new"]
        )
        way: Callable[[], Any] = chance.choice(
            (
                lambda: {one: kept for one, kept in plain.items() if one != name},
                lambda: {**plain, name: value(chance)},
                lambda: {**plain, name: spoilt(chance, plain.get(name))},
                lambda: {**plain, chance.choice(NAMES): value(chance)},
            )
        )
        return way()
    if isinstance(plain, list) and plain:
        at = chance.randrange(len(plain))
        return chance.choice(
            (plain * 2, plain[:at], [*plain[:at], spoilt(chance, plain[at]), *plain[at + 1 :]])
        )
    return value(chance)


def value(chance: random.Random, depth: int = 0) -> Any:
    """Return any plain value."""
    simple = (
        lambda: chance.choice(STRINGS),
        lambda: chance.choice(NUMBERS),
        lambda: chance.choice((None, True, False)),
    )
    if depth > 3 or chance.random() < 0.6:
        return chance.choice(simple)()
    count = chance.randrange(4)
    if chance.random() < 0.5:
        return [value(chance, depth + 1) for _ in range(count)]
    return {str(chance.choice((*NAMES, *STRINGS))): value(chance, depth + 1) for _ in range(count)}
