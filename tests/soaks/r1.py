"""R1 on SQLite: no acknowledged move lost or altered when the program is killed."""

import contextlib
import os
import random
import signal
import time
from collections.abc import Iterator, Mapping

from tests.soak import Trial
from tests.soaks import sites, writing

TITLE = "no acknowledged move lost or altered under kill -9 of the program, on SQLite"
TIMES = 2000
NEVER = ("lost", "torn", "doubled", "faults")
EVERY = 100


@contextlib.contextmanager
def trials(url: str = "") -> Iterator[Trial]:
    """Kill a writing process at a moment of chance, look, and go on with the same site."""
    with sites.site(url):
        talks = sites.house()
        lanes = [talks.lane(seat, kind) for seat in (talks.tarn, talks.vell) for kind in ("room", "channel")]
        ledger = writing.Ledger(lanes)
        draw = random.Random(1)

        def trial(number: int) -> Mapping[str, int]:
            child = sites.Child(writing.writer(lanes))
            child.line()
            time.sleep(draw.uniform(0.0, 0.4))
            os.kill(child.pid, signal.SIGKILL)
            counts = ledger.check(child.rest())
            if number % EVERY == EVERY - 1:
                counts["faults"] += writing.final(ledger)
            return {"kills": 1, **counts}

        yield trial
        if writing.final(ledger):
            raise AssertionError("the last check from the beginning found a fault")


def sentence(counts: Mapping[str, int]) -> str:
    """Say what was found."""
    return (
        f"{counts['kills']} kills, {counts['acks']} acknowledged acts: {counts['lost']} lost, {counts['torn']} torn,"
        f" {counts['doubled']} doubled by a retry, {counts['faults']} chain or file faults;"
        f" {counts['unacknowledged']} kept though unacknowledged"
    )
