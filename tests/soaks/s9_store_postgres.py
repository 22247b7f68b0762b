"""S9, the part under the pages, on PostgreSQL: the server's own files too."""

import contextlib
from collections.abc import Iterator

from tests import postgres
from tests.soak import Trial
from tests.soaks import s9_store

TITLE = f"{s9_store.TITLE}, the server's files included"
TIMES = s9_store.TIMES
NEVER = s9_store.NEVER
sentence = s9_store.sentence


@contextlib.contextmanager
def trials() -> Iterator[Trial]:
    """As on SQLite, and look into the server's folder, write-ahead log and all."""
    with postgres.cluster() as cluster, s9_store.trials(cluster.make("soak"), cluster.folder) as trial:
        yield trial
