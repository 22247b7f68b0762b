"""How long a move takes, with talks that have a past: the middle, the slow hundredth, and the slowest.

Twenty talks of five thousand moves each unless told otherwise; four connections speak in turn for sixty seats. Beside
them a plain sync of the disk, timed in the same minute, since nothing is acknowledged before one.
"""

import os
import time

from benchmarks.site.moves import speaking
from benchmarks.site.served import DATABASES, loaded, served

TALKS, PAST, LINES, MOVES = 20, 5000, 4, 250
COLUMNS = (
    "database",
    "talks",
    "moves in each",
    "moves timed",
    "p50 ms",
    "p99 ms",
    "longest ms",
    "p99 sync ms",
    "",
)


def rows(past=PAST, moves=MOVES, talks=TALKS):
    """Fill the talks through the store, then time moves through the API."""
    for database in DATABASES:
        with served(database, "crowd", talks=talks, moves=past, text=True) as (server, speakers, folder):
            speaking(server, speakers, LINES, 15)
            waits = sorted(speaking(server, speakers, LINES, moves)["waits"])
            syncs = sorted(_syncs(folder))
            times = _at(waits, 0.5), _at(waits, 0.99), waits[-1], _at(syncs, 0.99)
            yield database, talks, past, len(waits), *(f"{1000 * one:.1f}" for one in times), loaded()


def _at(ordered, share):
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def _syncs(folder, times=300):
    handle = os.open(folder / "syncs", os.O_RDWR | os.O_CREAT)
    for number in range(times):
        os.pwrite(handle, bytes([number % 256]) * 8192, 0)
        began = time.perf_counter()
        os.fdatasync(handle)
        yield time.perf_counter() - began
    os.close(handle)
