"""Files opened by LibreOffice, as whoever is sent one would, and what it then shows."""

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as Tree

import pytest

from tests.run import office

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"


@dataclass(frozen=True)
class Opened:
    """What LibreOffice shows of a file: its paragraphs in order, what stands on every page, and what it found told of it."""

    lines: tuple[str, ...]
    head: tuple[str, ...]
    foot: tuple[str, ...]
    told: tuple[str, ...]
    turned: int


def opened(files: Mapping[str, bytes], place: Path) -> dict[str, Opened]:
    """Open every file in one LibreOffice and return what it shows of each; skip where there is none."""
    if office():
        pytest.skip(office())
    place.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (place / f"{name}.docx").write_bytes(content)
    program = shutil.which("soffice") or ""
    own = f"-env:UserInstallation={(place / 'profile').as_uri()}"
    told = [str(place / f"{name}.docx") for name in files]
    command = [program, own, "--headless", "--norestore", "--convert-to", "fodt", "--outdir", str(place)]
    done = subprocess.run([*command, *told], capture_output=True, text=True, check=False, timeout=240)
    missing = [name for name in files if not (place / f"{name}.fodt").exists()]
    assert not missing, (missing, done.stdout, done.stderr)
    return {name: _shown(Tree.parse(place / f"{name}.fodt").getroot()) for name in files}


def _shown(root: Tree.Element) -> Opened:
    body = root.find(f".//{_OFFICE}text")
    meta = root.find(f"{_OFFICE}meta")
    assert body is not None
    told = [one.tag for one in meta if one.tag not in (f"{_META}document-statistic", f"{_META}generator")]
    turned = sum(
        one.get("{urn:oasis:names:tc:opendocument:xmlns:style:1.0}writing-mode") == "rl-tb"
        for one in root.iter(f"{_STYLE}paragraph-properties")
    )
    return Opened(
        _lines(body),
        _lines(root.find(f".//{_STYLE}header")),
        _lines(root.find(f".//{_STYLE}footer")),
        tuple(told),
        turned,
    )


def _lines(part: Tree.Element | None) -> tuple[str, ...]:
    if part is None:
        return ()
    found = [one for one in part.iter() if one.tag in (f"{_TEXT}p", f"{_TEXT}h")]
    return tuple(words for words in (_words(one) for one in found) if words.strip())


def _words(part: Tree.Element) -> str:
    told = [part.text or ""]
    for one in part:
        if one.tag == f"{_TEXT}tab":
            told.append("\t")
        elif one.tag == f"{_TEXT}s":
            told.append(" " * int(one.get(f"{_TEXT}c", "1")))
        else:
            told.append(_words(one))
        told.append(one.tail or "")
    return "".join(told)


def texts(found: Sequence[str]) -> str:
    """Return paragraphs as one run of words, for looking something up."""
    return "\n".join(found)
