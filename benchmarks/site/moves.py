"""Moves through the API, acknowledged only once they are on the disk: by CPU, by wall clock, beside the disk's syncs.

`a core`: moves for each second of CPU the serving process had; `with the database`: PostgreSQL's CPU counted too.
"""

import json
import subprocess
import sys

from benchmarks.site.disk import syncs_a_second
from benchmarks.site.served import DATABASES, loaded, served
from tests.serving import ROOT

LINES, MOVES, TARGET = 8, 150, 150
COLUMNS = (
    "database",
    "moves",
    "a core",
    "with the database",
    "a second",
    "syncs a second",
    "moves a sync",
    "",
)


def rows(moves=MOVES):
    """Eight connections, six talks, eighteen seats; moves in turn in a channel, a room or the desk, and notes."""
    for database in DATABASES:
        with served(database, "crowd", talks=8, moves=0, text=True) as (server, speakers, folder):
            speaking(server, speakers, LINES, 20)
            syncs = syncs_a_second(folder)
            before = server.cpu(), server.database_cpu()
            found = speaking(server, speakers, LINES, moves)
            own, theirs = server.cpu() - before[0], server.database_cpu() - before[1]
            made = len(found["waits"])
            rate = made / found["seconds"]
            met = f"{'≥' if made / own >= TARGET else '<'} {TARGET} a core; {loaded()}"
            figures = (made / own, made / (own + theirs), rate, syncs)
            yield database, made, *(f"{one:.0f}" for one in figures), f"{rate / syncs:.2f}", met


def speaking(server, speakers, lines, moves, **more):
    """Have these seats speak from another process; return how long each request and the whole took."""
    told = {"url": server.url, "speakers": speakers, "lines": lines, "moves": moves, **more}
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.site.speakers"],
        input=json.dumps(told), capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
