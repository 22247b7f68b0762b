"""R6 on SQLite: a backup restored in a fresh place, every chain and head the same, and how long the way back is."""

import contextlib
import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.soak import Trial
from tests.soaks import sites

TITLE = (
    "backup, restore in a fresh place by the commands, every chain checked and every head compared, on SQLite"
)
TIMES = 1
NEVER = ("differ", "faults")
ENTRIES = int(os.environ.get("ENTRIES", "100000"))
AT_ONCE = 500
_COMMAND = "import sys; from goodoffices.cli.main import main; main()"


@contextlib.contextmanager
def trials(url: str = "", fresh_url: str = "") -> Iterator[Trial]:
    """Fill a site, back it up, restore it with the command, and compare."""
    with sites.site(url) as data, tempfile.TemporaryDirectory(dir="/var/tmp") as folder:
        _fill()
        (data / "secret.key").write_text(secrets.token_urlsafe(48), encoding="ascii")
        for path in (data, *data.iterdir()):
            path.chmod(path.stat().st_mode & 0o700)

        def trial(number: int) -> Mapping[str, int]:
            place, fresh = Path(folder) / f"backups-{number}", Path(folder) / f"fresh-{number}"
            began = time.monotonic()
            _site("backup", place, data=data, url=url)
            copied = time.monotonic()
            (made,) = place.iterdir()
            _site(
                "restore",
                made,
                "--key-file",
                data / "operator.key",
                "--halves",
                data / "shreds",
                data=fresh,
                url=fresh_url,
            )
            done = time.monotonic()
            _site("check", data=fresh, url=fresh_url)
            again = Path(folder) / f"again-{number}"
            _site("backup", again, data=fresh, url=fresh_url)
            return {
                "entries": _entries(made),
                "differ": int(_heads(made) != _heads(next(again.iterdir()))),
                "faults": int(_entries(made) < ENTRIES),
                "backup": int((copied - began) * 1000),
                "restore": int((done - copied) * 1000),
                "check": int((time.monotonic() - done) * 1000),
            }

        yield trial


def _fill() -> None:
    from tests.web.talks.cast import move, write

    talks = sites.house()
    lanes = [talks.lane(seat, kind) for seat in (talks.tarn, talks.vell) for kind in ("room", "channel")]
    for at in range(-(-ENTRIES // AT_ONCE)):
        write(lanes[at % len(lanes)], *(move("Tarn could live with 36 days. " * 7) for _ in range(AT_ONCE)))


def _site(*words: object, data: Path, url: str) -> None:
    env = {**os.environ, "DATABASE_URL": url, "GOODOFFICES_DATA": str(data)}
    command = [sys.executable, "-c", _COMMAND, "site", *map(str, words), "--data", str(data)]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def _heads(made: Path) -> dict[str, list[object]]:
    heads: dict[str, list[object]] = json.loads((made / "backup.json").read_text())["heads"]
    return heads


def _entries(made: Path) -> int:
    return sum(int(str(number)) for number, _ in _heads(made).values())


def sentence(counts: Mapping[str, int]) -> str:
    """Say what was found."""
    each = max(counts["trials"], 1)
    return (
        f"{counts['trials']} drills of {counts['entries'] // each} entries: {counts['differ']} with a head that differs,"
        f" {counts['faults']} faults; on average backup {counts['backup'] / each / 1000:.1f} s, restore"
        f" {counts['restore'] / each / 1000:.1f} s, a second check and backup {counts['check'] / each / 1000:.1f} s"
    )
