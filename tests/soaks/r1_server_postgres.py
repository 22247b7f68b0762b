"""R1 of the real server on PostgreSQL: `goodoffices up` is killed while programs act through the API."""

import contextlib
from collections.abc import Iterator

from tests import postgres
from tests.soak import Trial
from tests.soaks import r1_server

TITLE = r1_server.TITLE.replace("SQLite", "PostgreSQL")
TIMES = r1_server.TIMES
NEVER = r1_server.NEVER
sentence = r1_server.sentence


@contextlib.contextmanager
def trials() -> Iterator[Trial]:
    """As on SQLite, in a server of its own."""
    with postgres.cluster() as cluster, r1_server.trials(cluster.make("soak")) as trial:
        yield trial
