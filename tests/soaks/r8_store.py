"""R8, the part under the pages: many seats writing and reading at once, and how long each waits, on SQLite."""

import contextlib
import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from tests.soak import Trial
from tests.soaks import sites, waits, writing

TITLE = "16 seats writing without a pause beside 8 reading ones, store only, on SQLite"
TIMES = 6
NEVER = ("errors", "lost", "faults")
SECONDS = 10
WRITERS = 16
READERS = 8
SEED = 200


@contextlib.contextmanager
def trials(url: str = "") -> Iterator[Trial]:
    """Let every seat do what it can for some seconds, in a lane of its own and one that all share."""
    with sites.site(url):
        talks = sites.house()
        shared = talks.lane(talks.tarn, "table")
        kinds = ("room", "channel", "notes")
        lanes = [talks.lane(seat, kind) for seat in (talks.tarn, talks.vell) for kind in kinds]
        ledger = writing.Ledger([shared, *lanes])
        _fill(lanes)

        def trial(_: int) -> Mapping[str, int]:
            told: list[str] = []
            took: Counter[str] = Counter()
            end = time.monotonic() + SECONDS
            seats = [_writer(told, sorted([shared, lanes[at % len(lanes)]]), at) for at in range(WRITERS)]
            seats += [_reader(lanes[at % len(lanes)]) for at in range(READERS)]
            threads = [threading.Thread(target=_until, args=[end, seat, took]) for seat in seats]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            return took + ledger.check(told) + Counter(faults=writing.final(ledger))

        yield trial


def _fill(lanes: list[str]) -> None:
    from goodoffices.web import writer
    from goodoffices.web.talks import store

    for lane in lanes:
        made = [
            store.Draft(secrets.token_hex(16), "say", 1, 1_900_000_000, {"words": "x" * 200})
            for _ in range(SEED)
        ]
        with writer.turn("", [lane]):
            store.append(lane, made)


def _writer(told: list[str], lanes: list[str], at: int) -> tuple[str, Callable[[], None]]:
    return "write", lambda: writing.act(told.append, str(at), lanes)


def _reader(lane: str) -> tuple[str, Callable[[], None]]:
    from goodoffices.web.talks import store

    def read() -> None:
        head = store.head(lane)
        assert len(store.entries(lane, after=head.number - 50)) >= 50
        time.sleep(0.05)

    return "read", read


def _until(end: float, seat: tuple[str, Callable[[], None]], took: Counter[str]) -> None:
    from django.db import DatabaseError, connections

    name, act = seat
    pause = 0.05 if name == "read" else 0.0
    while time.monotonic() < end:
        began = time.monotonic()
        try:
            act()
        except DatabaseError:
            took["errors"] += 1
        spent = (time.monotonic() - began - pause) * 1000
        took[waits.named(name, spent)] += 1
    connections.close_all()


def sentence(counts: Mapping[str, int]) -> str:
    """Say what was found; times in milliseconds, rounded up to the step."""
    writes, reads = waits.of(counts, "write"), waits.of(counts, "read")
    return (
        f"{len(writes)} acts of two entries ({len(writes) / SECONDS / counts['trials']:.0f}/s), wait p50 {waits.at(writes, 50)},"
        f" p99 {waits.at(writes, 99)}, worst {writes[-1]} ms; {len(reads)} reads of 50 entries, p50 {waits.at(reads, 50)},"
        f" p99 {waits.at(reads, 99)}, worst {reads[-1]} ms; {counts['errors']} errors, {counts['lost']} lost,"
        f" {counts['faults']} faults"
    )
