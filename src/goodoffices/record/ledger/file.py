"""The ledger on disk: a plain file of JSON lines to which lines are only ever added."""

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from goodoffices.core.errors import BadInput, Fault, Phrase
from goodoffices.record.ledger.book import Ledger, add
from goodoffices.record.ledger.codec import from_plain, to_plain
from goodoffices.record.ledger.entries import Entry
from goodoffices.record.ledger.misread import not_json

LARGEST = 500_000_000  # bytes


def load(path: Path, *, new: bool = False) -> Ledger:
    """Return the ledger of a file, an empty one where `new` and there is none.

    `BadInput` names file and line of every entry that is wrong; a last line without its line end was never finished, and
    is refused too, so that nobody builds on half an entry.
    """
    if new and not path.exists():
        return Ledger()
    try:
        if path.stat().st_size > LARGEST:
            raise BadInput(Fault(Phrase("more than {most} bytes", most=f"{LARGEST:,}"), file=str(path)))
        data = path.read_bytes().decode("utf-8")
    except OSError as error:
        raise BadInput(Fault(Phrase("cannot be read: {why}", why=error.strerror), file=str(path))) from error
    except UnicodeDecodeError as error:
        raise BadInput(Fault("is not UTF-8", file=str(path))) from error
    if data and not data.endswith("\n"):
        raise BadInput(
            Fault("the last line was not finished; take it out", data.count("\n") + 1, file=str(path))
        )
    entries, lines = entries_of(data, str(path))
    try:
        return add(Ledger(), entries)
    except BadInput as bad:
        raise BadInput(
            *(Fault(f.what, lines[(f.line or 1) - 1], file=str(path)) for f in bad.faults)
        ) from bad


def entries_of(
    data: str, file: str | None = None, names: Iterator[str] | None = None
) -> tuple[list[Entry], list[int]]:
    """Return the entries of JSON lines, and the line each stands on; `names` are ids for those without one."""
    found: list[Entry] = []
    places: list[int] = []
    faults: list[Fault] = []
    for number, line in enumerate(data.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            found.append(from_plain(_named(json.loads(line), names)))
            places.append(number)
        except json.JSONDecodeError as error:
            faults.append(Fault(not_json(error.msg), number, error.colno, file))
        except BadInput as bad:
            faults += [Fault(fault.what, number, file=file) for fault in bad.faults]
        except RecursionError:
            faults.append(Fault("nested too deep", number, file=file))
    if faults:
        raise BadInput(*faults)
    return found, places


def _named(plain: object, names: Iterator[str] | None) -> object:
    """Give an object without an id the next free one."""
    if names is not None and isinstance(plain, dict) and "id" not in plain:
        return {"id": next(names), **plain}
    return plain


def line_of(entry: Entry) -> str:
    """Return the line of an entry, without its line end."""
    return json.dumps(to_plain(entry), ensure_ascii=False, separators=(", ", ": "))


def append(path: Path, ledger: Ledger, new: Iterable[Entry]) -> Ledger:
    """Add entries to the ledger and its file, on disk before this returns; all of them or none."""
    entries = tuple(new)
    longer = add(ledger, entries)
    data = "".join(line_of(entry) + "\n" for entry in entries).encode("utf-8")
    try:
        with path.open("ab") as file:
            start = file.tell()
            try:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            except OSError:
                os.ftruncate(file.fileno(), start)
                raise
    except OSError as error:
        raise BadInput(
            Fault(Phrase("cannot be written: {why}", why=error.strerror), file=str(path))
        ) from error
    return longer
