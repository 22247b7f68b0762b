"""R3 on SQLite: what is acknowledged is on the disk, which killing the program cannot show."""

import contextlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from tests.soak import Trial
from tests.soaks import sites, tracing, writing

TITLE = "every write synced before its acknowledgement, on SQLite; three weaker settings must be caught"
TIMES = 5
NEVER = ("early", "missed")
ACTS = 60
CONTROLS = {
    "off": ["PRAGMA synchronous=OFF"],
    "folder": ["PRAGMA synchronous=FULL"],
    "wal": ["PRAGMA journal_mode=WAL", "PRAGMA synchronous=NORMAL"],
}


def acting(lanes: list[str], acts: int, before: Callable[[], None]) -> Any:
    """Return the work of a child that waits for a word, then makes so many acts one after another."""

    def work(say: Any, heard: Callable[[], str]) -> None:
        tracing.allow()
        before()
        say("ready")
        heard()
        for _ in range(acts):
            writing.act(say, "one", lanes)

    return work


def set_by(pragmas: list[str]) -> Callable[[], None]:
    """Return what opens the connection and sets it so."""

    def before() -> None:
        from django.db import connection

        from goodoffices.web.talks import guard

        guard.once()
        with connection.cursor() as cursor:
            for pragma in pragmas:
                cursor.execute(pragma)

    return before


@contextlib.contextmanager
def trials() -> Iterator[Trial]:
    """Watch a process write; then the same with the disk waited for less, which must be seen."""
    with sites.site() as data:
        talks = sites.house()
        lanes = [talks.lane(talks.tarn, "room"), talks.lane(talks.tarn, "channel")]

        def watch(pragmas: list[str], acts: int) -> tuple[int, int]:
            child = sites.Child(acting(lanes, acts, set_by(pragmas)))
            child.line()
            with tracing.watched([child.pid]) as log:
                child.tell("go")
                child.rest()
                return tracing.unsynced_acks(log, str(data))

        def trial(_: int) -> Mapping[str, int]:
            acks, early = watch([], ACTS)
            counts = {"acks": acks, "early": early, "missed": int(acks != ACTS)}
            for name, pragmas in CONTROLS.items():
                acks, caught = watch(pragmas, 5)
                counts[name] = caught
                counts["controls"] = counts.get("controls", 0) + acks
                counts["missed"] += int(caught != 5)
            return counts

        yield trial


def sentence(counts: Mapping[str, int]) -> str:
    """Say what was found."""
    caught = ", ".join(f"{name} {counts[name]}" for name in CONTROLS)
    return (
        f"{counts['early']} of {counts['acks']} acknowledgements early; of {counts['controls']} with weaker settings"
        f" caught: {caught}"
    )
