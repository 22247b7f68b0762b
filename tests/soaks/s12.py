"""S12: somebody guesses passwords for days, from many networks or one, and from a device they stole."""

import contextlib
import random
import secrets
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta

from tests.soak import Trial
from tests.soaks import sites

TITLE = "100,000 guesses at one name within days; the owner at a device of theirs meanwhile, on SQLite"
TIMES = 100
GUESSES = 1_000
MOST = 50
NEVER = ("over fifty a day", "owner held up")
START = datetime(2031, 5, 4, 12, tzinfo=UTC)


@contextlib.contextmanager
def trials(url: str = "") -> Iterator[Trial]:
    """A thousand guesses at one name, spread over one to five days, from one to five thousand networks."""
    with sites.site(url):
        from django.conf import settings

        settings.SECRET_KEY = secrets.token_urlsafe(48)

        def trial(number: int) -> Mapping[str, int]:
            return _guessed(random.Random(number), f"name-{number}")

        yield trial


def _guessed(chance: random.Random, name: str) -> Mapping[str, int]:
    from goodoffices.web.gate import throttle

    networks, days = chance.choice((1, 3, 200, 5000)), chance.randrange(1, 6)
    stolen = chance.choice(("", "", "a stolen device"))
    counts, passed = Counter[str](guesses=GUESSES, days=days), []
    for number in range(GUESSES):
        at = START + number * timedelta(days=days) / GUESSES
        place = f"10.{chance.randrange(networks) // 256}.{chance.randrange(networks) % 256}.7"
        with contextlib.suppress(throttle.Throttled):
            throttle.take(throttle.buckets(name, place, stolen), at)
            passed.append(at)
        if number % 100 == 99:
            counts["owner held up"] += _held_up(name, at)
    counts["passed"] = len(passed)
    counts["over fifty a day"] += _most(passed) > MOST
    counts[f"day {_most(passed):03d}"] = 1
    return counts


def _held_up(name: str, at: datetime) -> bool:
    """The owner signs in at a device they have signed in from before."""
    from goodoffices.web.gate import throttle

    own = throttle.buckets(name, "192.0.2.1", "the owner's device")
    try:
        throttle.take(own, at)
    except throttle.Throttled:
        return True
    throttle.give_back(own, at)
    return False


def _most(times: list[datetime]) -> int:
    return max((sum(start <= at < start + timedelta(days=1) for at in times) for start in times), default=0)


def sentence(counts: Mapping[str, int]) -> str:
    """Say what was found."""
    most = max((int(name[4:]) for name in counts if name.startswith("day ")), default=0)
    return (
        f"{counts['guesses']:,} guesses in {counts['trials']} sieges of one to five days: {counts['passed']} were looked at, never"
        f" more than {most} in a day; the owner held up {counts['owner held up']} times"
    )
