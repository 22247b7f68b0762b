"""CPU of the same pages with a hundred and with a hundred thousand moves in the lane they show most of.

The channel between a delegation and the desk holds them; both sites run at once and are asked in turn.
"""

import statistics

from benchmarks.site.moves import speaking
from benchmarks.site.served import DATABASES, Line, loaded, served

SHORT, LONG, TIMES, TURNS, TARGET = 100, 100_000, 20, 5, 1.5
COLUMNS = ("database", "page", f"ms of {SHORT:,}", "ms of the long", "moves in it", "ratio", "")


def rows(long=LONG, times=TIMES):
    """The room's text, what was said with the mediators, the desk, the API's view; and a move."""
    for database in DATABASES:
        with served(database, "lane", moves=SHORT) as few, served(database, "lane", moves=long) as many:
            for name in ("text", "mediators", "desk", "view", "move"):
                ours = [[_milliseconds(one, name, times) for one in (few, many)] for _ in range(TURNS)]
                short, far = (statistics.median(found) for found in zip(*ours, strict=True))
                ratio = statistics.median(found[1] / found[0] for found in ours)
                met = f"{'≤' if ratio <= TARGET else '>'} {TARGET}; {loaded()}"
                yield database, name, f"{short:.1f}", f"{far:.1f}", f"{long:,}", f"{ratio:.2f}", met


def _milliseconds(one, name, times):
    """Return the CPU of the server for one asking, the database's counted too."""
    server, told, _ = one
    ask = _asking(server, told, name, times)
    before = server.cpu() + server.database_cpu()
    ask()
    return 1000 * (server.cpu() + server.database_cpu() - before) / times


def _asking(server, told, name, times):
    if name == "move":
        return lambda: speaking(server, [told["speaker"]], 1, times)
    speaker = told["speaker"]
    home = f"/seat/{told['seats']['M1' if name == 'desk' else 'Tarn']}/"
    path = {
        "text": home,
        "desk": home,
        "mediators": f"{home}mediators",
        "view": f"/api/talks/{speaker['talks']}",
    }[name]
    token = {"Authorization": f"Bearer {speaker['token']}"} if name == "view" else {"Cookie": told["cookie"]}
    line = Line(server.url, **token)
    line.get(path)

    def ask():
        for _ in range(times):
            line.get(path)

    return ask
