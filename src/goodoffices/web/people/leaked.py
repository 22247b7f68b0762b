"""Passwords that leaked elsewhere: looked up in a file of the operator's own, so that the site asks nobody."""

import hashlib
import os
import re
from pathlib import Path
from typing import BinaryIO

from goodoffices.core.errors import BadInput

DIGITS = 40
_LINE = re.compile(rb"[0-9A-Fa-f]{40}(:\d+)?\r?\n?")
_LONGEST = 80
_LOOKS = 256


def holds(file: Path, plain: str) -> bool:
    """Whether the SHA-1 of this password is among the lines of a file.

    Each line is forty hexadecimal digits, in ascending order, and perhaps a colon and a count: the form in which Pwned
    Passwords gives its list ordered by hash (haveibeenpwned.com). The file is never read whole. Cost: some forty short
    reads for a thousand million lines. Raise OSError where it cannot be read.
    """
    wanted = hashlib.sha1(plain.encode(), usedforsecurity=False).hexdigest().encode()
    with file.open("rb") as lines:
        low, high = 0, os.fstat(lines.fileno()).st_size
        while low < high:
            middle = (low + high) // 2
            start, line = _line_at(lines, middle)
            found = line[:DIGITS].lower()
            if found == wanted:
                return True
            if found < wanted:
                low = max(start + len(line), middle + 1)
            else:
                high = start
    return False


def _line_at(lines: BinaryIO, place: int) -> tuple[int, bytes]:
    """Return the line that a place lies in, and where that line begins."""
    before = max(0, place - _LONGEST)
    lines.seek(before)
    start = before + lines.read(place - before).rfind(b"\n") + 1
    lines.seek(start)
    return start, lines.readline(_LONGEST)


def check(file: Path) -> None:
    """Refuse a file that is no such list, as far as its ends and some hundred lines between them show."""
    try:
        size = file.stat().st_size
        with file.open("rb") as lines:
            places = sorted({size * part // _LOOKS for part in range(_LOOKS)} | {max(0, size - 1)})
            looked = [_line_at(lines, place)[1] for place in places]
    except OSError as no:
        raise BadInput(
            "GOODOFFICES_LEAKED: {file} cannot be read ({why}); name a file, or leave it out",
            file=repr(str(file)),
            why=no.strerror or "no reason given",
        ) from None
    if not size or not all(_LINE.fullmatch(line) for line in looked):
        raise BadInput(
            "GOODOFFICES_LEAKED: in {file} each line must be the SHA-1 of a password in forty hexadecimal digits,"
            " and perhaps a colon and a count",
            file=repr(str(file)),
        )
    digits = [line[:DIGITS].lower() for line in looked]
    if digits != sorted(digits):
        raise BadInput(
            "GOODOFFICES_LEAKED: the lines of {file} are not in ascending order; take the list that is ordered by hash",
            file=repr(str(file)),
        )
