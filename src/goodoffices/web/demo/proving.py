"""The last step of the walk: what shows that nothing leaks is run beside this site, and its words are kept."""

import json
import os
import subprocess
import sys
import threading
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

from goodoffices.core.errors import Refused
from goodoffices.web import clock

_FILE = "leaks.json"
_PATIENCE = 120
_running = threading.Lock()
_RUN = "import sys; from goodoffices.cli.main import main; sys.argv[1:] = ['demo', 'leaks']; main()"


@dataclass(frozen=True)
class Proof:
    """What was found, line by line, and how long it took in seconds; `holds` where all was as it must be."""

    holds: bool
    lines: tuple[str, ...]
    seconds: int


def last() -> Proof | None:
    """Return what was found when it was last run here, or nothing."""
    if not _kept().exists():
        return None
    told = json.loads(_kept().read_text(encoding="utf-8"))
    return Proof(told["holds"], tuple(told["lines"]), told["seconds"])


def run() -> Proof:
    """Run it in a process with a folder and a database of its own, and keep what it says; one at a time."""
    if not _running.acquire(blocking=False):
        raise Refused("It is running already; look again in a moment.")
    try:
        began = clock.now()
        done = subprocess.run(  # noqa: S603 (this very program, with words of its own)
            [sys.executable, "-c", _RUN], env=_environment(), capture_output=True, text=True,
            check=False, timeout=_PATIENCE,
        )  # fmt: skip
        took = round((clock.now() - began).total_seconds())
        proof = Proof(done.returncode == 0, tuple(done.stdout.splitlines()), took)
        _kept().write_text(json.dumps(asdict(proof)), encoding="utf-8")
        return proof
    finally:
        _running.release()


def _kept() -> Path:
    return Path(settings.DATA) / _FILE


def _environment() -> dict[str, str]:
    """Return this process's environment less what says where a site is kept."""
    ours = ("GOODOFFICES_", "DATABASE_URL", "DJANGO_SETTINGS_MODULE")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}
