"""S1: pairs of histories that agree on the lanes a seat holds and differ in all others, and what the core tells it."""

import contextlib
import random
from collections.abc import Iterator, Mapping

from tests.core.noninterference import differs, history
from tests.soak import Trial

TITLE = "non-interference on the core: whatever differs in lanes a seat does not hold, it is told the same"
TIMES = 1000
PAIRS = 100
WORLDS = 12
NEVER = ("told apart",)


@contextlib.contextmanager
def trials() -> Iterator[Trial]:
    """A hundred pairs among a dozen worlds made anew."""

    def trial(number: int) -> Mapping[str, int]:
        chance = random.Random(number)
        worlds = [history(chance, chance.randrange(5, 60)) for _ in range(WORLDS)]
        told = sum(differs(chance, worlds) for _ in range(PAIRS))
        return {"pairs": PAIRS, "told apart": told, "worlds": WORLDS}

    yield trial


def sentence(counts: Mapping[str, int]) -> str:
    """Say what was found."""
    return f"{counts['pairs']:,} pairs among {counts['worlds']:,} worlds: {counts['told apart']} told apart"
