"""R2: no acknowledged move lost when PostgreSQL itself crashes."""

import contextlib
import random
import signal
import time
from collections.abc import Iterator, Mapping

from tests import postgres
from tests.soak import Trial
from tests.soaks import r1, sites, writing

TITLE = "no acknowledged move lost when the PostgreSQL server crashes (SIGQUIT, or SIGKILL of all of it)"
TIMES = 200
NEVER = r1.NEVER


@contextlib.contextmanager
def trials() -> Iterator[Trial]:
    """Crash the server under a writing process, start it again, look, and go on."""
    with postgres.cluster() as cluster, sites.site(cluster.make("soak")):
        talks = sites.house()
        lanes = [talks.lane(seat, kind) for seat in (talks.tarn, talks.vell) for kind in ("room", "channel")]
        ledger = writing.Ledger(lanes)
        draw = random.Random(2)

        def trial(number: int) -> Mapping[str, int]:
            child = sites.Child(writing.writer(lanes))
            child.line()
            time.sleep(draw.uniform(0.0, 0.5))
            cluster.crash((signal.SIGQUIT, signal.SIGKILL)[number % 2])
            told = child.rest()
            cluster.start()
            return {"kills": 1, **ledger.check(told)}

        yield trial
        if writing.final(ledger):
            raise AssertionError("the last check from the beginning found a fault")


def sentence(counts: Mapping[str, int]) -> str:
    """Say what was found."""
    return r1.sentence(counts).replace("kills", "crashes", 1)
