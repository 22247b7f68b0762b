"""CPU of a page of forty clauses, beside a bare Django page of as many bytes."""

from benchmarks.site import bare
from benchmarks.site.served import DATABASES, Line, cpu, loaded, served

TIMES, WARM, TARGET_MS = 200, 20, 10
COLUMNS = ("page", "database", "bytes", "CPU ms", "bare ms", "ratio", "")


def rows(times=TIMES):
    """Measure the room's text, the same where much changed since it was read, and the desk's page."""
    for database in DATABASES:
        for read in (False, True):
            with served(database, "pages", read=read) as (server, told, _), bare.serving() as (url, pid):
                pages = {"room, 24 changes": "Tarn"} if read else {"room": "Tarn", "desk": "M1"}
                for name, who in pages.items():
                    path = f"/seat/{told['seats'][who]}/"
                    line = Line(server.url, Cookie=told["cookie"])
                    size = len(line.get(path))
                    ours = _each(line, path, server.pid, times)
                    theirs = _each(Line(url), f"/?bytes={size}", pid, times)
                    met = f"{'≤' if ours <= TARGET_MS else '>'} {TARGET_MS} ms; {loaded()}"
                    yield name, database, size, f"{ours:.1f}", f"{theirs:.1f}", f"{ours / theirs:.1f}", met


def _each(line, path, pid, times):
    """Return the CPU of the process for one asking, in milliseconds."""
    for _ in range(WARM):
        line.get(path)
    began = cpu(pid)
    for _ in range(times):
        line.get(path)
    return 1000 * (cpu(pid) - began) / times
