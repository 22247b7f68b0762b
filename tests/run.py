"""Every check that can run on this machine, and a table of what ran and what did not."""

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from ctypes.util import find_library
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[1]
Row = tuple[str, str, str]
BIN = ROOT / ".venv" / "bin"
STRICT = os.environ.get("STRICT") == "1"
NO_CHROMIUM = "no Chromium on this machine (Debian: apt-get install chromium-headless-shell)"
LONG = os.environ.get("LONG") == "1"
SPREAD = ("-n", "auto", "--maxprocesses", "8", "--dist", "worksteal")
CACHED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""Every process of a run would else compile all that it imports anew."""
WAITING = ("-n", str(min(os.cpu_count() or 1, 7) + 1))
"""One worker more than cores: a browser and its server wait for one another a fifth of the time."""
NAMED = ("strace", "pdf", "office", "postgres", "browser")
"""Marks whose tiers read only the files that name them."""
COUNTED = ("tests/core", "tests/journal", "src/goodoffices/core", "src/goodoffices/journal")
PAIRS = (
    "tests/core/test_noninterference.py",
    "tests/web/talks/test_noninterference_of_replies.py",
    "tests/web/test_catalogues.py",
)


def chromium() -> str:
    """Return where the browser is, or nothing; the shell without windows does the same with half the work."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), "")


def browser() -> str:
    """Return why no browser can be driven here, or nothing."""
    return "" if chromium() else NO_CHROMIUM


def postgres() -> str:
    """Return why no PostgreSQL can be started here, or nothing."""
    found = shutil.which("initdb") or list(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return "" if found else "no PostgreSQL server programs (Debian: apt-get install postgresql)"


def strace() -> str:
    """Return why system calls cannot be watched here, or nothing."""
    return "" if shutil.which("strace") else "no strace (Debian: apt-get install strace)"


def office() -> str:
    """Return why no word processor can open files here, or nothing."""
    found = shutil.which("soffice")
    return "" if found else "no LibreOffice (Debian: apt-get install libreoffice-writer-nogui)"


def pango() -> str:
    """Return why no PDF can be drawn here, or nothing."""
    found = find_library("pango-1.0") and find_library("pangoft2-1.0")
    return "" if found else "no Pango (Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0)"


def always() -> str:
    """Return nothing: this can run anywhere."""
    return ""


@dataclass(frozen=True)
class Tier:
    """A group of checks, the command that runs it, and what it needs of the machine."""

    name: str
    command: Sequence[str]
    lacking: Callable[[], str] = always


def files(*marks: str) -> list[str]:
    """Return the test files that name all these marks: reading the others takes longer than some tiers."""
    found = ((path, path.read_text(encoding="utf-8")) for path in sorted((ROOT / "tests").rglob("test_*.py")))
    return [str(path) for path, told in found if all(f"mark.{mark}" in told for mark in marks)]


def pytest(marks: str, *paths: str, more: Sequence[str] = ()) -> list[str]:
    """Return the command for the tests so marked, spread over the cores: each worker has its own database."""
    return [str(BIN / "pytest"), "-q", *SPREAD, *more, "-m", marks, *paths]


TIERS = (
    Tier("style", [str(BIN / "ruff"), "check", "--quiet", "."]),
    Tier("format", [str(BIN / "ruff"), "format", "--quiet", "--check", "."]),
    Tier("types", [str(BIN / "mypy")]),
    Tier("imports", [str(BIN / "lint-imports"), "--no-cache"]),
    Tier("core", [*pytest("counted", *COUNTED), "--cov", "--cov-report=term"]),
    Tier(
        "unit",
        pytest(
            "not counted and not slow and not browser and not postgres and not strace and not office and not pdf"
        ),
    ),
    Tier("pairs", pytest("slow", *PAIRS)),
    *([Tier("long", pytest("slow and not browser and not postgres"))] if LONG else []),
)
STORIES = Tier("browser", pytest("browser and not postgres", *files("browser"), more=WAITING), browser)
BESIDE = (
    Tier("postgres", pytest("postgres and not browser", *files("postgres")), postgres),
    Tier(
        "browser on postgres",
        pytest("browser and postgres", *files("browser", "postgres")),
        lambda: browser() or postgres(),
    ),
    Tier("strace", pytest("strace", *files("strace")), strace),
    Tier("pdf", [str(BIN / "pytest"), "-q", "-m", "pdf and not browser", *files("pdf")], pango),
    Tier("office", [str(BIN / "pytest"), "-q", "-m", "office and not browser", *files("office")], office),
)
"""What waits for disks and other programs much of its time: one after another, beside the stories, which wait as well."""


def outcome(tier: Tier, said: IO[str] | None = None) -> Row:
    """Run one tier, and keep what it says if told where; return its name, how it ended and why."""
    lacking = tier.lacking()
    if lacking:
        return tier.name, "SKIPPED", lacking
    began = time.monotonic()
    errors = subprocess.STDOUT if said else None
    done = subprocess.run(tier.command, cwd=ROOT, check=False, env=CACHED, stdout=said, stderr=errors)
    took = f"{time.monotonic() - began:.0f} s"
    if done.returncode == 5 and "pytest" in tier.command[0]:
        return tier.name, "SKIPPED", "no test of this tier exists yet"
    how = "ran" if done.returncode == 0 else "FAILED"
    return tier.name, how, took if how == "ran" else f"exit {done.returncode} after {took}"


def aloud(tier: Tier) -> Row:
    """Run one tier, which says what it says as it says it."""
    print(f"== {tier.name}", flush=True)
    return outcome(tier)


def quietly(tiers: Iterable[Tier]) -> list[Row]:
    """Run tiers one after another; what each says stands in one piece when it has ended."""
    rows = []
    for tier in tiers:
        with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
            rows.append(outcome(tier, said))
            said.seek(0)
            print(f"\n== {tier.name}, beside the stories\n{said.read()}", flush=True)
    return rows


def main(names: Sequence[str] = ()) -> int:
    """Run all tiers, or those named; 0 if all that ran passed (and, when strict, if all ran)."""
    known = [tier.name for tier in (*TIERS, STORIES, *BESIDE)]
    if unknown := [name for name in names if name not in known]:
        print(f"there is no tier {unknown[0]!r}: name some of {', '.join(known)}, or none for all")
        return 2

    def wanted(tiers: Iterable[Tier]) -> list[Tier]:
        return [tier for tier in tiers if not names or tier.name in names]

    rows = [aloud(tier) for tier in wanted(TIERS)]
    with ThreadPoolExecutor(1) as lane:
        others = lane.submit(quietly, wanted(BESIDE))
        rows += [aloud(tier) for tier in wanted([STORIES])]
        rows += others.result()
    print()
    width = max(len(name) for name, _, _ in rows)
    for name, how, why in rows:
        print(f"{name:<{width}}  {how:<8} {why}")
    if not LONG:
        print(f"{'long':<{width}}  left     the longest checks run with `make test LONG=1`")
    bad = {"FAILED", "SKIPPED"} if STRICT else {"FAILED"}
    return 1 if any(how in bad for _, how, _ in rows) else 0


if __name__ == "__main__":
    assert importlib.util.find_spec("pytest"), "run `make env` first"
    sys.exit(main(sys.argv[1:]))
