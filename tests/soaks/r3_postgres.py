"""R3 on PostgreSQL: what is acknowledged is on the disk."""

import contextlib
from collections.abc import Iterator, Mapping

from tests import postgres
from tests.soak import Trial
from tests.soaks import r3, sites, tracing

TITLE = (
    "the write-ahead log synced before every acknowledgement, on PostgreSQL; a weaker setting must be caught"
)
TIMES = 5
NEVER = r3.NEVER


@contextlib.contextmanager
def trials() -> Iterator[Trial]:
    """Watch the writing process and every process of the server."""
    with postgres.cluster() as cluster, sites.site(cluster.make("soak")):
        talks = sites.house()
        lanes = [talks.lane(talks.tarn, "room"), talks.lane(talks.tarn, "channel")]
        wal = str(cluster.folder / "data" / "pg_wal")

        def watch(settings: list[str], acts: int) -> tuple[int, int]:
            child = sites.Child(r3.acting(lanes, acts, r3.set_by(settings)))
            child.line()
            with tracing.watched([child.pid, *cluster.children()]) as log:
                child.tell("go")
                child.rest()
                return tracing.unsynced_acks(log, wal)

        def trial(_: int) -> Mapping[str, int]:
            acks, early = watch([], r3.ACTS)
            controls, caught = watch(["SET synchronous_commit = off"], 20)
            missed = int(acks != r3.ACTS) + int(caught < controls // 2)
            return {"acks": acks, "early": early, "controls": controls, "caught": caught, "missed": missed}

        yield trial


def sentence(counts: Mapping[str, int]) -> str:
    """Say what was found."""
    return (
        f"{counts['early']} of {counts['acks']} acknowledgements early; with synchronous_commit=off"
        f" {counts['caught']} of {counts['controls']} caught"
    )
