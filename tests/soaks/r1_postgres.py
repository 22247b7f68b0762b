"""R1 on PostgreSQL: no acknowledged move lost or altered when the program is killed."""

import contextlib
from collections.abc import Iterator

from tests import postgres
from tests.soak import Trial
from tests.soaks import r1

TITLE = "no acknowledged move lost or altered under kill -9 of the program, on PostgreSQL"
TIMES = 2000
NEVER = r1.NEVER
sentence = r1.sentence


@contextlib.contextmanager
def trials() -> Iterator[Trial]:
    """As on SQLite, in a server of its own."""
    with postgres.cluster() as cluster, r1.trials(cluster.make("soak")) as trial:
        yield trial
