"""R6 on PostgreSQL: its copy is a file, restored into another PostgreSQL database."""

import contextlib
from collections.abc import Iterator, Mapping

from tests import postgres
from tests.soak import Trial
from tests.soaks import r6

TITLE = r6.TITLE.replace("SQLite", "PostgreSQL")
TIMES = r6.TIMES
NEVER = r6.NEVER


@contextlib.contextmanager
def trials() -> Iterator[Trial]:
    """As on SQLite, from one database of a server into another."""
    with postgres.cluster() as cluster:
        cluster.make("fresh")
        with r6.trials(cluster.make("soak"), cluster.url("fresh")) as trial:
            yield trial


def sentence(counts: Mapping[str, int]) -> str:
    """Say what was found."""
    return r6.sentence(counts)
