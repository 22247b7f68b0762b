"""S2 on PostgreSQL: whatever is done in lanes a seat does not hold, every byte of every reply it gets is the same."""

import contextlib
from collections.abc import Iterator

from tests import postgres
from tests.soak import Trial
from tests.soaks import s2

TITLE = s2.TITLE.replace("SQLite", "PostgreSQL")
TIMES = s2.TIMES
NEVER = s2.NEVER
sentence = s2.sentence


@contextlib.contextmanager
def trials() -> Iterator[Trial]:
    """As on SQLite, in a server of its own."""
    with postgres.cluster() as cluster, s2.trials(cluster.make("soak")) as trial:
        yield trial
