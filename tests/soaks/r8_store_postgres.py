"""R8, the part under the pages, on PostgreSQL."""

import contextlib
from collections.abc import Iterator

from tests import postgres
from tests.soak import Trial
from tests.soaks import r8_store

TITLE = "16 seats writing without a pause beside 8 reading ones, store only, on PostgreSQL"
TIMES = r8_store.TIMES
NEVER = r8_store.NEVER
sentence = r8_store.sentence


@contextlib.contextmanager
def trials() -> Iterator[Trial]:
    """As on SQLite, in a server of its own."""
    with postgres.cluster() as cluster, r8_store.trials(cluster.make("soak")) as trial:
        yield trial
