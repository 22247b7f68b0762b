"""S18 on PostgreSQL: every changed bit of any kept value is found."""

import contextlib
from collections.abc import Iterator

from tests import postgres
from tests.soak import Trial
from tests.soaks import s18

TITLE = s18.TITLE.replace("SQLite", "PostgreSQL")
TIMES = s18.TIMES
NEVER = s18.NEVER
sentence = s18.sentence


@contextlib.contextmanager
def trials() -> Iterator[Trial]:
    """As on SQLite, in a server of its own."""
    with postgres.cluster() as cluster, s18.trials(cluster.make("soak")) as trial:
        yield trial
