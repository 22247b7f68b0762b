"""One row of measured goals at length: `python -m tests.soak ROW [N]`; stop it at any time and start it again.

Each trial's counts are kept in `data/soak/`; the last one appends figure, date and machine to
`docs/measurements/ROW.md`. With `--dry` nothing is kept. Exit 1 if a count that must be 0 is not.
"""

import importlib
import json
import os
import platform
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

ROOT = Path(__file__).parents[1]
Trial = Callable[[int], Mapping[str, int]]


class Row(Protocol):
    """What a module of `tests/soaks/` offers."""

    TITLE: str
    TIMES: int
    NEVER: tuple[str, ...]

    def trials(self) -> AbstractContextManager[Trial]:
        """Set up, and give the function that makes one trial and returns what it counted."""

    def sentence(self, counts: Mapping[str, int]) -> str:
        """Return the figure in words."""


def row_of(name: str) -> Row:
    """Return the module of this row's name, such as R1 or R1-postgres."""
    return importlib.import_module(f"tests.soaks.{name.lower().replace('-', '_')}")  # type: ignore[return-value]


def names() -> list[str]:
    """Return every row there is."""
    found = (Path(__file__).parent / "soaks").glob("[a-z]*[0-9]*.py")
    return sorted(f"{path.stem[0].upper()}{path.stem[1:].replace('_', '-')}" for path in found)


def machine() -> str:
    """Return what the figure was taken on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**30
    return f"{os.cpu_count()} cores, {memory} GiB, Linux {platform.release()}, Python {platform.python_version()}"


def run(name: str, times: int | None, *, dry: bool) -> int:
    """Make the trials that are still to be made; return the exit code."""
    row = row_of(name)
    asked = times or row.TIMES
    state = ROOT / "data" / "soak" / f"{name}.json"
    counts = Counter(json.loads(state.read_text()) if state.exists() and not dry else {})
    with row.trials() as trial:
        for number in _left(counts["trials"], asked):
            counts.update(trial(number))
            counts["trials"] += 1
            if not dry:
                state.parent.mkdir(parents=True, exist_ok=True)
                state.write_text(json.dumps(counts))
    bad = {name: counts[name] for name in row.NEVER if counts[name]}
    said = f"{row.sentence(counts)}{'' if not bad else f'; FAILED: {bad}'}"
    print(said)
    if not dry:
        _append(name, row.TITLE, said)
        state.unlink()
    return 1 if bad else 0


def _left(done: int, asked: int) -> Iterator[int]:
    for number in range(done, asked):
        if sys.stderr.isatty() or number % 50 == 0:
            print(
                f"{number} of {asked}", end="\r" if sys.stderr.isatty() else "\n", file=sys.stderr, flush=True
            )
        yield number


def _append(name: str, title: str, said: str) -> None:
    page = ROOT / "docs" / "measurements" / f"{name}.md"
    page.parent.mkdir(parents=True, exist_ok=True)
    head = "" if page.exists() else f"# {name}: {title}\n\n| date | figure | machine |\n|---|---|---|\n"
    with page.open("a", encoding="utf-8") as file:
        file.write(f"{head}| {time.strftime('%Y-%m-%d', time.gmtime())} | {said} | {machine()} |\n")


def main(arguments: list[str]) -> int:
    """Read the command line."""
    words = [word for word in arguments if word != "--dry"]
    if not words or words[0] not in names():
        print(f"name a row: {' '.join(names())}", file=sys.stderr)
        return 2
    return run(words[0], int(words[1]) if len(words) > 1 else None, dry="--dry" in arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
