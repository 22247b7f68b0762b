"""Files in and answers out, the same for every command: reading, saying what is wrong, JSON, plain pages."""

import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from importlib.metadata import version
from pathlib import Path
from typing import Any

import typer
from rich.cells import cell_len

from goodoffices.cli.placed import Value, parse
from goodoffices.core.errors import BadInput, Fault, Refused

LARGEST = 5_000_000
LARGEST_JSON = 20_000_000


def file_words(path: Path, largest: int = LARGEST) -> str:
    """Return a UTF-8 file's words, line ends as they stand; refuse what is absent, too large or not text."""
    try:
        if path.stat().st_size > largest:
            raise BadInput(
                Fault(f"the file is larger than {largest // 1_000_000} MB; part it", file=str(path))
            )
        data = path.read_bytes()
        return data.decode("utf-8")
    except OSError as fault:
        why = (fault.strerror or "cannot be read").lower()
        raise BadInput(Fault(f"{why}; check the name", file=str(path))) from None
    except UnicodeDecodeError as fault:
        raise BadInput(_not_text(path, fault)) from None


def _not_text(path: Path, fault: UnicodeDecodeError) -> Fault:
    before = fault.object[: fault.start]
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8")) + 1
    what = f"not UTF-8 at byte {fault.start}; save it as UTF-8 text"
    return Fault(what, before.count(b"\n") + 1, column, str(path))


def read_json(path: Path) -> tuple[Value, str]:
    """Return the one JSON value of a file, every part knowing its line and column, and the file's SHA-256."""
    words = file_words(path, LARGEST_JSON)
    value = parse(words.removeprefix("\ufeff"), str(path))
    return value, hashlib.sha256(words.encode("utf-8")).hexdigest()


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Name the file in every fault and refusal found inside."""
    try:
        yield
    except BadInput as error:
        raise error.within(str(path)) from None
    except Refused as refusal:
        raise Refused(f"{path}: {refusal.reason}") from None


def exact(number: Fraction | int) -> int | str:
    """Return an exact number for JSON: whole numbers as they are, others as text such as "395/6"."""
    return int(number) if Fraction(number).denominator == 1 else str(number)


def say(text: str) -> None:
    """Write lines to standard output as UTF-8, whatever the terminal's settings."""
    typer.echo(text.encode("utf-8"))


def print_json(value: Any) -> None:
    """Write one JSON object to standard output, and nothing else; whole numbers exactly, however large."""
    most = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    try:
        say(json.dumps(value, ensure_ascii=False))
    finally:
        sys.set_int_max_str_digits(most)


def card(digest: str, method: str) -> str:
    """Return what an answer rests on: the definitions, the version, and the hash of the file it answers."""
    return (
        f"\nAs docs/method/{method}.md defines, by goodoffices {version('goodoffices')}, exactly; of a file with"
        f"\nsha256 {digest}."
    )


def columns(rows: Sequence[Sequence[str]], indent: str = "  ") -> str:
    """Return rows of cells as aligned plain text; wide scripts count as wide as they are shown."""
    if not rows:
        return ""
    widths = [max(cell_len(row[i]) for row in rows if i < len(row)) for i in range(max(map(len, rows)))]
    lines = (
        "  ".join(cell + " " * (widths[i] - cell_len(cell)) for i, cell in enumerate(row)) for row in rows
    )
    return "\n".join((indent + line).rstrip() for line in lines)
