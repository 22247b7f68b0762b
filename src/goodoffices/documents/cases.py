"""The files of one case: a case file, or a GENIUS scenario."""

from collections.abc import Sequence
from pathlib import Path

from goodoffices.core.errors import BadInput, Fault
from goodoffices.core.interests import Case
from goodoffices.documents import casefile, genius

MOST_FILES = 200
MOST_BYTES = 20_000_000


def load(paths: Sequence[Path]) -> Case:
    """Read all files named as one case; every fault names its file."""
    files = [file for path in paths for file in _within(path)]
    if not files:
        raise BadInput("there is no case here: name a case file (.toml) or GENIUS files (.xml)")
    kinds = {path.suffix.lower() for path in files}
    if kinds == {".xml"}:
        return genius.read_case({str(path): _bytes(path) for path in files})
    if kinds == {".toml"} and len(files) == 1:
        return _case_file(files[0])
    raise BadInput(
        "these files do not make one case; name one case file (.toml), or a GENIUS domain and its profiles (.xml)"
    )


def _within(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    found = sorted(file for file in path.iterdir() if file.suffix.lower() == ".xml")
    if not found:
        raise BadInput(Fault("no GENIUS file (.xml) is in this folder", file=str(path)))
    if len(found) > MOST_FILES:
        raise BadInput(
            Fault(f"more than {MOST_FILES} files are in this folder; name those of the case", file=str(path))
        )
    return found


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadInput(Fault(f"the file is larger than {MOST_BYTES:,} bytes", file=str(path)))
        return path.read_bytes()
    except OSError as error:
        raise BadInput(Fault(f"the file cannot be read: {error.strerror}", file=str(path))) from None


def _words(path: Path) -> str:
    try:
        return _bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(Fault("the file is not UTF-8; save it as UTF-8 text", file=str(path))) from None


def _case_file(path: Path) -> Case:
    try:
        return casefile.read_case(_words(path))
    except BadInput as bad:
        raise bad.within(str(path)) from None
