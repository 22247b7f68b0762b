"""R7 on PostgreSQL: every effect exactly once."""

import contextlib
from collections.abc import Iterator, Mapping

from tests import postgres
from tests.soak import Trial
from tests.soaks import r7

TITLE = r7.TITLE.replace("SQLite", "PostgreSQL")
TIMES = r7.TIMES
NEVER = r7.NEVER


@contextlib.contextmanager
def trials() -> Iterator[Trial]:
    """As on SQLite."""
    with postgres.cluster() as cluster, r7.trials(cluster.make("soak")) as trial:
        yield trial


def sentence(counts: Mapping[str, int]) -> str:
    """Say what was found."""
    return r7.sentence(counts)
