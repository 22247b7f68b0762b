"""Read a folder of reports on all cores, into a file of JSON lines that a stopped run takes up again."""

import json
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from goodoffices.core.errors import BadInput
from goodoffices.record.reading.dateline import day_in_name
from goodoffices.record.reading.intake import read_file
from goodoffices.record.reading.plain import plain
from goodoffices.record.reading.reading import read

_ENDINGS = frozenset((".txt", ".text", ".md", ""))
_CHUNK = 16


@dataclass(frozen=True)
class Outcome:
    """What came of one file: its line of JSON, or why it was skipped."""

    file: str
    line: str = ""
    fault: str = ""


@dataclass(frozen=True)
class Done:
    """What came of a folder: files read now, files read before, and one fault for each that was skipped."""

    read: int
    before: int
    faults: tuple[str, ...]


def reports_in(folder: Path) -> list[Path]:
    """Return the report files of a folder and its folders, by name; hidden ones left out."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.suffix.lower() in _ENDINGS)
    return sorted(
        path for path in found if not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


def read_folder(folder: Path, out: Path, tell: Callable[[int, int], None], jobs: int | None = None) -> Done:
    """Read every report of the folder into `out`, one line each; `tell` hears how many of how many are done.

    A file whose line is in `out` already, with the same bytes, is left as it is, so that a run stopped at any moment
    can be started again; a line cut short by the stop is dropped. Lines stand in the order in which files were done.
    """
    known = _known(out)
    names = reports_in(folder)
    faults: list[str] = []
    read_now = before = 0
    with out.open("a", encoding="utf-8") as file:
        for done, outcome in enumerate(_outcomes(folder, names, known, jobs), start=1):
            if outcome.line:
                file.write(outcome.line + "\n")
                file.flush()
                read_now += 1
            elif outcome.fault:
                faults.append(outcome.fault)
            else:
                before += 1
            tell(done, len(names))
    return Done(read_now, before, tuple(faults))


def _outcomes(folder: Path, names: list[Path], known: dict[str, str], jobs: int | None) -> Iterator[Outcome]:
    workers = min(jobs or os.cpu_count() or 1, max(1, len(names) // _CHUNK))
    tasks = [
        (str(folder), str(path.relative_to(folder)), known.get(str(path.relative_to(folder)), ""))
        for path in names
    ]
    if workers == 1:
        yield from map(_one, tasks)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        rest = iter(tasks)
        while batch := list(islice(rest, workers * _CHUNK * 4)):
            yield from pool.map(_one, batch, chunksize=_CHUNK)


def _one(task: tuple[str, str, str]) -> Outcome:
    folder, name, known = task
    path = Path(folder) / name
    try:
        text, digest = read_file(path)
    except BadInput as bad:
        return Outcome(name, fault=str(bad))
    return Outcome(name) if digest == known else Outcome(name, line=line_of(name, text, digest))


def line_of(name: str, text: str, digest: str, given: date | None = None) -> str:
    """Return the JSON line of one report: its file, the SHA-256 of its bytes, and its reading."""
    reading = plain(read(text, given or day_in_name(name)))
    shown = name.encode("utf-8", "backslashreplace").decode("utf-8")
    return json.dumps({"file": shown, "sha256": digest, **reading}, ensure_ascii=False, separators=(",", ":"))


def _known(out: Path) -> dict[str, str]:
    """Return the digest of each file already read; cut off a last line that was not finished."""
    if not out.exists():
        return {}
    found: dict[str, str] = {}
    good = 0
    with out.open("rb") as file:
        for raw in file:
            entry = _entry(raw)
            if entry is None:
                break
            found[str(entry["file"])] = str(entry["sha256"])
            good += len(raw)
    if good < out.stat().st_size:
        os.truncate(out, good)
    return found


def _entry(raw: bytes) -> dict[str, Any] | None:
    if not raw.endswith(b"\n"):
        return None
    try:
        entry = json.loads(raw)
    except ValueError:
        return None
    return entry if isinstance(entry, dict) and {"file", "sha256"} <= entry.keys() else None
