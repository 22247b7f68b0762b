"""S4: whether the time of a reply tells what it must not: absent or another's, known or unknown, busy or quiet elsewhere.

Each trial asks both questions of a pair in an order drawn by chance, leaves out the slowest fifth of both together (the
machine's, not ours), and gives one difference of means; t is worked out over the trials' differences, so that what
drifts during a run, or comes in clusters, is not taken for a difference. Two questions of one kind must not be told apart,
and a third of a millisecond more must be.
"""

import contextlib
import math
import random
import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from tests.soak import Trial
from tests.soaks import sites

TITLE = "times of replies by turns: absent or another's, known or unknown name, busy or quiet elsewhere, on SQLite"
TIMES = 100
EACH = 100
GUESSES = 8
FILLED = 10_000
KEPT = 0.8
LIMIT = 4.5
NEVER = ()
CONTROLS = ("two absent ones", "a third of a millisecond more")
Ask = Callable[[], object]
Pair = tuple[str, tuple[Ask, Ask], int]


@contextlib.contextmanager
def trials(url: str = "") -> Iterator[Trial]:
    """Each trial takes one difference of each pair."""
    with sites.site(url), sites.unhurried():
        pairs, busy, toggle = _pairs()

        def trial(number: int) -> Mapping[str, int]:
            rng, counts = random.Random(number), dict[str, int]()
            for name, sides, many in pairs:
                counts |= _told(name, _by_turns(rng, sides, many))
            filled = number % 2 == 1
            found: dict[str, list[list[int]]] = {name: [[], []] for name, _ in busy}
            for _ in range(2):
                toggle(filled)
                for name, ask in busy:
                    found[name][filled] = _asked([ask] * (EACH + 10))[10:]
                filled = not filled
            toggle(False)
            for name, sides_ in found.items():
                counts |= _told(name, sides_)
            return counts

        yield trial


def _by_turns(rng: random.Random, sides: tuple[Ask, Ask], many: int) -> list[list[int]]:
    order = [side for side in (0, 1) for _ in range(many)]
    rng.shuffle(order)
    times: list[list[int]] = [[], []]
    for side, spent in zip(order, _asked([sides[side] for side in order]), strict=True):
        times[side].append(spent)
    return times


def _asked(questions: list[Ask]) -> list[int]:
    spent = []
    for ask in questions:
        began = time.perf_counter_ns()
        ask()
        spent.append(time.perf_counter_ns() - began)
    return spent


def difference(sides: list[list[int]]) -> tuple[int, int]:
    """Return by how many nanoseconds the means of both sides differ, and the mean, the slowest fifth of all left out."""
    both = sorted([*sides[0], *sides[1]])
    most = both[int(len(both) * KEPT) - 1]
    means = [sum(kept) / len(kept) for side in sides if (kept := [one for one in side if one <= most])]
    if len(means) < 2:
        return 0, int(sum(both) / len(both))
    return int(means[0] - means[1]), int(sum(means) / 2)


def _told(name: str, sides: list[list[int]]) -> dict[str, int]:
    apart, mean = difference(sides)
    said = {"n": 1, "sum": apart, "squares": apart**2, "mean": mean, "asked": len(sides[0])}
    return {f"{name} {what}": value for what, value in said.items()}


def _pairs() -> tuple[list[Pair], list[tuple[str, Ask]], Callable[[bool], None]]:
    from django.test import Client

    from goodoffices.core.lanes import Kind
    from tests.web.talks.site_world import SiteWorld, fresh
    from tests.web.talks.test_seat_pages import sits

    world = SiteWorld()
    tarn, program = sits(world, "Tarn"), world.client("Tarn")
    mine, theirs, absent, other = world.seats["Tarn"].address, world.seats["Vell"].address, fresh(), fresh()
    room, no_lane, talks = world.lane("Vell", Kind.ROOM), fresh(), f"/api/talks/{world.talks}"

    def gets(client: Any, path: str) -> Ask:
        return lambda: client.get(path)

    def later() -> None:
        tarn.get(f"/seat/{absent}/")
        time.sleep(0.0003)

    pairs: list[Pair] = [
        (
            "another's seat or an absent one",
            (gets(tarn, f"/seat/{theirs}/"), gets(tarn, f"/seat/{absent}/")),
            EACH,
        ),
        (
            "another's lane or an absent one",
            (gets(program, f"{talks}/lanes/{room}"), gets(program, f"{talks}/lanes/{no_lane}")),
            EACH,
        ),
        ("a name known or unknown", _sign_in(Client()), GUESSES),
        (CONTROLS[0], (gets(tarn, f"/seat/{other}/"), gets(tarn, f"/seat/{absent}/")), EACH),
        (CONTROLS[1], (later, gets(tarn, f"/seat/{absent}/")), EACH),
    ]
    busy = [
        ("a page, others quiet or busy", gets(tarn, f"/seat/{mine}/notes")),
        ("the interface, others quiet or busy", gets(program, talks)),
    ]
    return pairs, busy, _busy_elsewhere(room)


def _busy_elsewhere(lane: str) -> Callable[[bool], None]:
    """Return what puts ten thousand entries into a lane of others, and takes them away again.

    Nothing in the program can take an entry away: the triggers that forbid it go first, in this site alone.
    """
    from django.db import connection

    from goodoffices.web import writer
    from goodoffices.web.talks import store

    body = {"asked": "", "by": "", "move": {"words": "x" * 200, "heard": None}}
    for _ in range(FILLED // 500):
        made = [store.Draft(secrets.token_hex(16), "say", 1, 1_900_000_000, body) for _ in range(500)]
        with writer.turn("", [lane]):
            store.append(lane, made)
    lite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        if lite:
            for name in ("no_update", "no_delete", "no_replace"):
                cursor.execute(f"DROP TRIGGER talks_entry_{name}")
        else:
            cursor.execute("ALTER TABLE talks_entryrow DISABLE TRIGGER ALL")
        cursor.execute("CREATE TABLE aside AS SELECT * FROM talks_entryrow WHERE lane = %s", [lane])
        cursor.execute("DELETE FROM talks_entryrow WHERE lane = %s", [lane])
    stands = False

    def toggle(wanted: bool) -> None:
        nonlocal stands
        with connection.cursor() as cursor:
            if wanted and not stands:
                cursor.execute("INSERT INTO talks_entryrow SELECT * FROM aside")
            elif stands and not wanted:
                cursor.execute("DELETE FROM talks_entryrow WHERE lane = %s", [lane])
            if not lite:
                cursor.execute("VACUUM ANALYZE talks_entryrow")
        stands = wanted

    return toggle


def _sign_in(client: Any) -> tuple[Ask, Ask]:
    """A wrong password for a name that is there and for one that is not; the throttle is forgotten between."""
    from django.contrib.auth.hashers import make_password

    from goodoffices.web.gate.models import TryRow
    from goodoffices.web.people.models import Person

    Person.objects.create(name="lantern-anchor-maple-27", password=make_password("four plain words here"))

    def guess(name: str) -> Ask:
        def ask() -> None:
            TryRow.objects.all().delete()
            client.post("/sign-in", {"name": name, "password": "four other words here"})

        return ask

    return guess("lantern-anchor-maple-27"), guess("lantern-anchor-maple-28")


def student(counts: Mapping[str, int], name: str) -> tuple[float, float]:
    """Return t over the trials' differences, and how far the means lie apart in percent."""
    n, total, squares = (counts[f"{name} {what}"] for what in ("n", "sum", "squares"))
    mean = total / n
    spread = (squares - n * mean**2) / max(n - 1, 1)
    t = mean / math.sqrt(spread / n) if spread > 0 else 0.0
    return t, 100 * total / max(counts[f"{name} mean"], 1)


def names(counts: Mapping[str, int]) -> list[str]:
    """Return the pairs that were asked."""
    return sorted(key.removesuffix(" squares") for key in counts if key.endswith(" squares"))


def verdict(counts: Mapping[str, int]) -> dict[str, float]:
    """What must not be told apart and is, surely and by more than nothing; and a control that fails."""
    bad = {}
    for name in names(counts):
        t, _ = student(counts, name)
        if (abs(t) >= LIMIT) != (name == CONTROLS[1]):
            bad[name] = round(t, 2)
    return bad


def sentence(counts: Mapping[str, int]) -> str:
    """Say what was found."""
    told = []
    for name in names(counts):
        t, apart = student(counts, name)
        told.append(f"{name}: {counts[f'{name} asked']:,} each, t = {t:+.2f}, {apart:+.2f} % apart")
    return "; ".join(told)
