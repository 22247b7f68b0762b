"""R7 on SQLite: acts sent twice, in another order, torn, or with their answer lost have their effect exactly once."""

import contextlib
import json
import random
import secrets
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from tests.soak import Trial
from tests.soaks import sites

TITLE = "sequences of acts sent again, out of order, torn or changed under one id: each effect exactly once, on SQLite"
TIMES = 1000
NEVER = ("lost", "twice", "other receipt", "torn taken", "changed taken", "faults")
ACTS = 4


@contextlib.contextmanager
def trials(url: str = "") -> Iterator[Trial]:
    """Send one sequence as a program would, and look what stands in the lanes."""
    with sites.site(url):
        from django.conf import settings

        settings.SECRET_KEY, settings.ALLOWED_HOSTS = secrets.token_urlsafe(48), ["testserver"]
        settings.PACE_READING = settings.PACE_WRITING = (10**9, 1)
        from goodoffices.core.lanes import Kind
        from goodoffices.web.talks import store
        from tests.web.talks.site_world import SiteWorld

        world = SiteWorld()
        client, path = world.client("Tarn"), f"/api/talks/{world.talks}/acts"
        lanes = [world.lane("Tarn", Kind.NOTES), world.lane("Tarn", Kind.ROOM)]

        def send(body: bytes) -> Any:
            return client.post(path, body, content_type="application/json")

        def trial(number: int) -> Mapping[str, int]:
            rng = random.Random(number)
            before = [store.head(lane).number for lane in lanes]
            acts = [_act(rng, lanes, f"{number}-{at}") for at in range(ACTS)]
            counts = _sent(send, acts, rng)
            written = [
                one.body["move"]["words"]  # type: ignore[index,call-overload]
                for lane, after in zip(lanes, before, strict=True)
                for one in store.entries(lane, after=after)
            ]
            stands = Counter(map(str, written))
            wanted = Counter(move["words"] for act in acts for move in act["moves"])
            counts["lost"] += sum((wanted - stands).values())
            counts["twice"] += sum((stands - wanted).values())
            counts["faults"] += len(store.audit().faults) if number % 50 == 0 else 0
            return counts

        yield trial


def _act(rng: random.Random, lanes: list[str], name: str) -> dict[str, Any]:
    """One to three moves in one's own notes and the room."""
    kinds = ("note", "say")
    moves = []
    for at in range(rng.randrange(1, 4)):
        which = rng.randrange(2)
        moves.append({"lane": lanes[which], "kind": kinds[which], "words": f"{name}-{at}"})
    return {"id": rng.randbytes(16).hex(), "moves": moves}


def _sent(send: Any, acts: list[dict[str, Any]], rng: random.Random) -> Counter[str]:
    """Send each act one to three times in an order drawn by chance, with torn and changed ones among them."""
    counts, receipts = Counter[str](sequences=1), dict[str, Any]()
    order = [act for act in acts for _ in range(rng.randrange(1, 4))]
    rng.shuffle(order)
    for act in order:
        body = json.dumps(act).encode()
        if rng.random() < 0.3:
            torn = body[: rng.randrange(len(body))]
            counts["torn taken"] += send(torn).status_code == 201
        answer = send(body)
        counts["sent"] += 1
        assert answer.status_code == 201, answer.content
        counts["other receipt"] += receipts.setdefault(act["id"], answer.json()) != answer.json()
        if rng.random() < 0.2:
            changed = {**act, "moves": [{**act["moves"][0], "words": "other"}, *act["moves"][1:]]}
            counts["changed taken"] += send(json.dumps(changed).encode()).status_code != 409
    return counts


def sentence(counts: Mapping[str, int]) -> str:
    """Say what was found."""
    return (
        f"{counts['sequences']} sequences, {counts['sent']} sendings: {counts['lost']} lost, {counts['twice']} made twice,"
        f" {counts['other receipt']} answered with another receipt, {counts['torn taken']} torn and"
        f" {counts['changed taken']} changed ones taken, {counts['faults']} faults"
    )
