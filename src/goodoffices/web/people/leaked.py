"""Passwords that leaked elsewhere: looked up in a file of the operator's own, so that the site asks nobody."""

import hashlib
import os
import re
import stat
from pathlib import Path
from typing import BinaryIO

from goodoffices.core.errors import BadInput

DIGITS = 40
_LINE = re.compile(rb"[0-9A-Fa-f]{40}(:\d+)?\r?\n?")
_LONGEST = 80
_LOOKS = 256
_MANY = (
    1 << 20
)  # bytes from which on a whole list begins with 00 and ends with ff, but for chances not worth a name


def holds(file: Path, plain: str) -> bool:
    """Whether the SHA-1 of this password is among the lines of a file.

    Each line is forty hexadecimal digits, in ascending order, and perhaps a colon and a count: the form in which Pwned
    Passwords gives its list ordered by hash (haveibeenpwned.com). The file is never read whole. Cost: some forty short
    reads for a thousand million lines. Raise OSError where it cannot be read.
    """
    wanted = hashlib.sha1(plain.encode(), usedforsecurity=False).hexdigest().encode()
    with _opened(file) as lines:
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


def _opened(file: Path) -> BinaryIO:
    """Open a plain file; a pipe or a device would be waited for without end."""
    if not stat.S_ISREG(file.stat().st_mode):
        raise OSError("it is no plain file")
    return file.open("rb")


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
        with _opened(file) as lines:
            size = os.fstat(lines.fileno()).st_size
            places = sorted({size * part // _LOOKS for part in range(_LOOKS)} | {max(0, size - 1)})
            looked = [_line_at(lines, place)[1] for place in places]
    except OSError as no:
        raise BadInput(
            "GOODOFFICES_LEAKED: {file} cannot be read ({why}); name a file, or leave it out",
            file=repr(str(file)),
            why=no.strerror or str(no),
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
    if size > _MANY and not (digits[0].startswith(b"00") and digits[-1].startswith(b"ff")):
        raise BadInput(
            "GOODOFFICES_LEAKED: {file} goes from {first} to {last}, so a part of the list is missing; fetch it once more",
            file=repr(str(file)),
            first=digits[0][:4].decode(),
            last=digits[-1][:4].decode(),
        )
