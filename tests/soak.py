"""One row of measured goals at length: `python -m tests.soak ROW [N]`; stop it at any time and start it again.

Each trial's counts are kept in `data/soak/`; the last one appends figure, date and machine to
`docs/measurements/ROW.md`. With `--dry` nothing is kept. Exit 1 if a count that must be 0 is not.
A row whose trials take a database's address is there for PostgreSQL too, as ROW-postgres; a row that has only parts,
such as R8-server and R8-store, is all of them on SQLite.
"""

import contextlib
import importlib
import inspect
import json
import os
import platform
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

ROOT = Path(__file__).parents[1]
Trial = Callable[[int], Mapping[str, int]]
POSTGRES = "-postgres"


class Row(Protocol):
    """What a module of `tests/soaks/` offers."""

    TITLE: str
    TIMES: int
    NEVER: tuple[str, ...]

    def trials(self) -> AbstractContextManager[Trial]:
        """Set up, and give the function that makes one trial and returns what it counted."""

    def sentence(self, counts: Mapping[str, int]) -> str:
        """Return the figure in words."""


class OnPostgres:
    """A row once more, in a PostgreSQL server of its own."""

    def __init__(self, row: Any) -> None:
        self.TITLE = (
            row.TITLE.replace("on SQLite", "on PostgreSQL")
            if "on SQLite" in row.TITLE
            else f"{row.TITLE}, on PostgreSQL"
        )
        self.TIMES, self.NEVER, self.sentence = row.TIMES, row.NEVER, row.sentence
        self.verdict = verdict(row)
        self._row = row

    @contextlib.contextmanager
    def trials(self) -> Iterator[Trial]:
        """As on SQLite."""
        from tests import postgres

        with postgres.cluster() as cluster, self._row.trials(cluster.make("soak")) as trial:
            yield trial


def row_of(name: str) -> Row:
    """Return the row of this name, such as R1 or R1-postgres."""
    own = _module(name)
    if own in _modules():
        return _load(own)
    return OnPostgres(_load(_module(name.removesuffix(POSTGRES))))


def verdict(row: Any) -> Callable[[Mapping[str, int]], dict[str, float]]:
    """Return how a row judges all its trials together; most are judged by what must never be counted."""
    found: Callable[[Mapping[str, int]], dict[str, float]] = getattr(row, "verdict", lambda _: {})
    return found


def names() -> list[str]:
    """Return every row there is that runs by itself."""
    found = []
    for module in _modules():
        found.append(f"{module[0].upper()}{module[1:].replace('_', '-')}")
        if "url" in inspect.signature(_load(module).trials).parameters:
            found.append(found[-1] + POSTGRES)
    return sorted(set(found))


def parts(name: str) -> list[str]:
    """Return the rows that a name means: the one, or those that are its parts on SQLite; none for no row."""
    known = names()
    if name in known:
        return [name]
    return [one for one in known if one.startswith(f"{name}-") and not one.endswith(POSTGRES)]


def _modules() -> list[str]:
    return sorted(path.stem for path in (Path(__file__).parent / "soaks").glob("[a-z]*[0-9]*.py"))


def _module(name: str) -> str:
    return name.lower().replace("-", "_")


def _load(module: str) -> Any:
    return importlib.import_module(f"tests.soaks.{module}")


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
                coming = state.with_suffix(".coming")  # a soak may be killed at any moment
                coming.write_text(json.dumps(counts))
                coming.replace(state)
    bad: dict[str, float] = {name: counts[name] for name in row.NEVER if counts[name]} | verdict(row)(counts)
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
    asked = parts(words[0]) if words else []
    if not asked:
        said = f"there is no row {words[0]}: " if words else ""
        print(f"{said}name one of {' '.join(names())}", file=sys.stderr)
        return 2
    if len(asked) > 1:
        return max(_by_itself(name, arguments[1:]) for name in asked)
    return run(asked[0], int(words[1]) if len(words) > 1 else None, dry="--dry" in arguments)


def _by_itself(name: str, rest: list[str]) -> int:
    """Run a part in a process of its own: Django's databases are chosen once."""
    print(f"{name}: ", end="", flush=True)
    return subprocess.run([sys.executable, "-m", "tests.soak", name, *rest], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
