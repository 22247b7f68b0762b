"""Three hundred event streams held open: the database's connections meanwhile, pages beside them, and news to all.

A pool holds twelve connections; streams must hold none. Pages are timed before and while the streams are held.
"""

import http.client
import select
import statistics
import time
from urllib.parse import urlsplit

from benchmarks.site.moves import speaking
from benchmarks.site.served import DATABASES, Line, loaded, served

STREAMS, PAGES = 300, 20
COLUMNS = (
    "database",
    "streams",
    "held",
    "connections",
    "page ms alone",
    "page ms beside",
    "told within s",
    "",
)


def rows(streams=STREAMS):
    """Open so many streams, five seats to each of some talks, then ask for pages, then have every talks move."""
    for database in DATABASES:
        with served(database, "streams", talks=-(-streams // 5)) as (server, told, _):
            seats = told["seats"][:streams]
            alone = _pages(server, told, seats)
            open_ = [_open(server, told, seat) for seat in seats]
            try:
                beside = _pages(server, told, seats)
                clients = server.clients() if server.cluster else "none"
                held = sum(1 for _, answer in open_ if not answer.isclosed())
                within = _told(server, told, open_)
            finally:
                for connection, answer in open_:
                    answer.close()
                    connection.close()
            yield database, streams, held, clients, f"{alone:.0f}", f"{beside:.0f}", within, loaded()


def _open(server, told, seat):
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=60)
    connection.request("GET", f"/seat/{seat}/news", headers={"Cookie": told["cookie"]})
    answer = connection.getresponse()
    assert answer.status == 200, answer.status
    assert answer.readline() == b": \n"
    assert answer.readline() == b"\n"
    return connection, answer


def _pages(server, told, seats):
    """Return the middle of the milliseconds that pages took."""
    line, waits = Line(server.url, Cookie=told["cookie"]), []
    for number in range(PAGES):
        began = time.perf_counter()
        line.get(f"/seat/{seats[number % len(seats)]}/")
        waits.append(time.perf_counter() - began)
    return 1000 * statistics.median(waits)


def _told(server, told, open_):
    """Have one move made in each of the talks, in what all of them but the observer read; return the slowest word."""
    began = time.perf_counter()
    speaking(server, told["speakers"], 4, -(-len(told["speakers"]) // 4))
    waiting = {answer.fp.fileno(): answer for _, answer in open_}
    looked = set()
    while time.perf_counter() - began < 30 and len(looked) < len(told["speakers"]) * 3:
        ready, _, _ = select.select([one for one in waiting if one not in looked], [], [], 1)
        for one in ready:
            if waiting[one].readline().startswith(b"event: look"):
                looked.add(one)
    return f"{time.perf_counter() - began:.1f} to {len(looked)} of {len(told['speakers']) * 3}"
