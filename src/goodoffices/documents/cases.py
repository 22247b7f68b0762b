"""The files of one case: a case file, a bracketed text and what the parties make of it, or a GENIUS scenario."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from goodoffices.core.errors import BadInput, Fault
from goodoffices.core.interests import Case
from goodoffices.core.terms import Space
from goodoffices.documents import casefile, genius

if TYPE_CHECKING:
    from goodoffices.documents.passages import Draft

MOST_FILES = 200
MOST_BYTES = 20_000_000


@dataclass(frozen=True)
class Loaded:
    """A case and, where it came from a text, what that text leaves open."""

    case: Case
    draft: "Draft | None" = None


def load(paths: Sequence[Path]) -> Loaded:
    """Read all files named as one case; every fault names its file."""
    files = [file for path in paths for file in _within(path)]
    by_kind = {kind: [path for path in files if _kind(path) == kind] for kind in ("xml", "toml", "text")}
    if by_kind["xml"] and len(by_kind["xml"]) == len(files):
        return Loaded(genius.read_case({str(path): _bytes(path) for path in files}))
    if by_kind["xml"] or len(by_kind["toml"]) > 1 or not files:
        raise BadInput(
            "these files do not make one case; name one case file (.toml), or a bracketed text with or without one, or "
            "a GENIUS domain and its profiles (.xml)"
        )
    if not by_kind["text"]:
        return Loaded(_case_file(by_kind["toml"][0], None))
    from goodoffices.documents.passages import draft  # a text takes long to load, and few cases have one

    made = draft([(str(path), _words(path)) for path in by_kind["text"]])
    case = _case_file(by_kind["toml"][0], made.space) if by_kind["toml"] else Case(made.space, {})
    return Loaded(case, made)


def _kind(path: Path) -> str:
    return {".xml": "xml", ".toml": "toml"}.get(path.suffix.lower(), "text")


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


def _case_file(path: Path, text: Space | None) -> Case:
    try:
        return casefile.read_case(_words(path), text)
    except BadInput as bad:
        raise bad.within(str(path)) from None
