"""S10: bundles tampered with, shown to our verifier and to the short one of `docs/method/`."""

import contextlib
import random
from collections.abc import Iterator, Mapping

from goodoffices.journal import card
from goodoffices.journal.proof import prove
from tests.journal import bundles
from tests.soak import Trial

TITLE = "bundles changed by bit, byte, line, field, file and zip structure, some signed again; and cut off at every byte"
TIMES = 100
EACH = 1000
NEVER = ("taken", "taken by the other", "cut taken")


@contextlib.contextmanager
def trials() -> Iterator[Trial]:
    """Make a thousand mutants at a time; the first trial also cuts the bundle off at every byte."""
    data, known, other = bundles.whole(), card.read_card(bundles.CARD), bundles.independent()

    def trial(number: int) -> Mapping[str, int]:
        counts = {"mutants": EACH, "taken": 0, "taken by the other": 0, "cuts": 0, "cut taken": 0}
        for at in range(EACH):
            made = bundles.mutant(data, random.Random(number * EACH + at))
            told = bundles.counted(made, lambda one: prove(one, known), lambda one: other(one, bundles.CARD))
            counts["taken"] += told["taken"]
            counts["taken by the other"] += told["taken by the other"]
        for end in range(len(data)) if number == 0 else ():
            told = bundles.counted(
                data[:end], lambda one: prove(one, known), lambda one: other(one, bundles.CARD)
            )
            counts["cuts"] += 1
            counts["cut taken"] += sum(told.values())
        return counts

    yield trial


def sentence(counts: Mapping[str, int]) -> str:
    """Say what was found."""
    return (
        f"{counts['mutants']} mutants: {counts['taken']} taken by bundle verify, {counts['taken by the other']} by the"
        f" independent verifier; cut off at each of {counts['cuts']} bytes: {counts['cut taken']} taken"
    )
