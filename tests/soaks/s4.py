"""S4: whether the time of a reply tells what it must not: absent or another's, known or unknown, busy or quiet elsewhere."""

import contextlib
import math
import random
import secrets
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from tests.soak import Trial
from tests.soaks import sites

TITLE = "times of replies in turn by chance, Welch's t: absent or another's, known or unknown name, busy or quiet elsewhere"
TIMES = 20
EACH = 100
GUESSES = 4
NEVER = ()
Ask = Callable[[], object]


@contextlib.contextmanager
def trials() -> Iterator[Trial]:
    """Ask each pair of questions in an order drawn by chance, and add up nanoseconds and their squares."""
    with sites.site():
        pairs = _pairs()
        for _, sides, _ in pairs:
            for _ in range(5):
                sides[0](), sides[1]()

        def trial(number: int) -> Mapping[str, int]:
            rng, counts = random.Random(number), Counter[str]()
            for name, sides, many in pairs:
                order = [side for side in (0, 1) for _ in range(many)]
                rng.shuffle(order)
                for side in order:
                    began = time.perf_counter_ns()
                    sides[side]()
                    spent = (time.perf_counter_ns() - began) // 1000
                    counts += {
                        f"{name} {side} n": 1,
                        f"{name} {side} sum": spent,
                        f"{name} {side} squares": spent**2,
                    }
            return counts

        yield trial


def _pairs() -> list[tuple[str, tuple[Ask, Ask], int]]:
    from django.conf import settings
    from django.test import Client

    settings.SECRET_KEY, settings.ALLOWED_HOSTS = secrets.token_urlsafe(48), ["testserver"]
    settings.PACE_READING = settings.PACE_WRITING = (10**9, 1)
    from tests.web.talks.site_world import SiteWorld, fresh
    from tests.web.talks.test_seat_pages import sits

    quiet, busy = SiteWorld(), SiteWorld()
    tarn, other = sits(quiet, "Tarn"), sits(busy, "Tarn")
    theirs, absent = quiet.seats["Vell"].address, fresh()
    _fill(busy)
    mine, its = quiet.seats["Tarn"].address, busy.seats["Tarn"].address
    return [
        (
            "another's seat",
            (lambda: tarn.get(f"/seat/{theirs}/"), lambda: tarn.get(f"/seat/{absent}/")),
            EACH,
        ),
        (
            "busy elsewhere",
            (lambda: tarn.get(f"/seat/{mine}/notes"), lambda: other.get(f"/seat/{its}/notes")),
            EACH,
        ),
        ("a name", _sign_in(Client()), GUESSES),
        ("control, half a millisecond more", _sleepy(lambda: tarn.get(f"/seat/{absent}/")), EACH),
    ]


def _sleepy(ask: Ask) -> tuple[Ask, Ask]:
    """The same question twice, once with a pause that must be seen."""

    def later() -> None:
        ask()
        time.sleep(0.0005)

    return ask, later


def _fill(world: object) -> None:
    """Two thousand entries in lanes that Tarn does not hold."""
    from goodoffices.core.lanes import Kind
    from goodoffices.web import writer
    from goodoffices.web.talks import store

    lane = world.lane("Vell", Kind.ROOM)  # type: ignore[attr-defined]
    body = {"asked": "", "by": "", "move": {"words": "x" * 200, "heard": None}}
    for _ in range(4):
        made = [store.Draft(secrets.token_hex(16), "note", 1, 1_900_000_000, body) for _ in range(500)]
        with writer.turn("", [lane]):
            store.append(lane, made)


def _sign_in(client: object) -> tuple[Ask, Ask]:
    """A wrong password for a name that is there and for one that is not; the throttle is forgotten between."""
    from django.contrib.auth.hashers import make_password

    from goodoffices.web.gate.models import TryRow
    from goodoffices.web.people.models import Person

    Person.objects.create(name="lantern-anchor-maple-27", password=make_password("four plain words here"))

    def guess(name: str) -> Ask:
        def ask() -> None:
            TryRow.objects.all().delete()
            client.post("/sign-in", {"name": name, "password": "four other words here"})  # type: ignore[attr-defined]

        return ask

    return guess("lantern-anchor-maple-27"), guess("lantern-anchor-maple-28")


def welch(counts: Mapping[str, int], name: str) -> tuple[float, float, int]:
    """Return t, how far the means lie apart in percent, and how often each side was asked."""
    means, errors, least = [], [], 0
    for side in (0, 1):
        n, total, squares = (counts[f"{name} {side} {what}"] for what in ("n", "sum", "squares"))
        means.append(total / n)
        errors.append((squares / n - (total / n) ** 2) / max(n - 1, 1))
        least = n
    return (means[0] - means[1]) / math.sqrt(sum(errors)), 100 * (means[0] / means[1] - 1), least


def sentence(counts: Mapping[str, int]) -> str:
    """Say what was found."""
    names = sorted({key.rsplit(" ", 2)[0] for key in counts if key.endswith(" squares")})
    told = []
    for name in names:
        t, apart, many = welch(counts, name)
        told.append(f"{name}: {many} each, t = {t:+.2f}, means {apart:+.1f} % apart")
    return "; ".join(told)
