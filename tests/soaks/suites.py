"""Rows of measured goals that are a group of tests: run once, on either database, and counted."""

import contextlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.soak import ROOT, Trial
from tests.soaks import counting

NEVER = ("failed", "left out")


@contextlib.contextmanager
def trials(url: str, *tests: str, only: str = "", marks: str = "not browser") -> Iterator[Trial]:
    """Run these tests in a process of their own; `only` is what their names hold."""

    def trial(_: int) -> Mapping[str, int]:
        with tempfile.TemporaryDirectory() as folder:
            into = Path(folder) / "counts.json"
            command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.soaks.counting", *tests]
            command += ["-m", marks, *(["-k", only] if only else [])]
            env = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
            env |= {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.settings", counting.INTO: str(into)}
            done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
            counts: dict[str, int] = json.loads(into.read_text()) if into.exists() else {}
        if done.returncode:
            print(done.stdout[-4000:], done.stderr[-2000:], file=sys.stderr)
            counts["failed"] = counts.get("failed", 0) or 1
        return counts

    yield trial


def told(counts: Mapping[str, int]) -> str:
    """Say how many there were."""
    return f"{counts['passed']} checks of {counts['replies']:,} replies: {counts['failed']} failed, {counts['left out']} left out"
