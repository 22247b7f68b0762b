"""Files in which letters and their marks stand apart: they are read composed, and places told as in the file."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace

from goodoffices.core.errors import Fault
from goodoffices.core.text.characters import BLANK, LINE_END


def as_in_file(source: str, fault: Fault) -> Fault:
    """Return a fault found in the composed file with its column as in the file."""
    raw = LINE_END.split(source)[(fault.line or 1) - 1]
    low, high = 0, len(raw)
    while low < high:
        middle = (low + high) // 2
        if len(unicodedata.normalize("NFC", raw[: middle + 1])) < (fault.column or 1):
            low = middle + 1
        else:
            high = middle
    return replace(fault, column=low + 1)


def insert(source: str, insertions: Iterable[tuple[int, str]]) -> str:
    """Return the file with words put in after these offsets of the composed file, changing nothing else.

    An offset lies right after a “]”, or at the end of what a line holds: both are found again in the file.
    """
    composed = unicodedata.normalize("NFC", source)
    parts, done = [], 0
    places = _places(source, composed) if composed != source else None
    for end, words in sorted(insertions, key=lambda one: (one[0], one[1].startswith(" "))):
        at = end if places is None else next(raw for place, raw in places if place == end)
        parts += [source[done:at], words]
        done = at
    return "".join((*parts, source[done:]))


def _places(source: str, composed: str) -> Iterator[tuple[int, int]]:
    """Return each offset after a “]” or a line's words in the composed file, with the same place in the file."""
    wanted = re.compile(rf"\]|(?<=[^{BLANK}\r\n])(?=[{BLANK}]*(?:[\r\n]|\Z))")
    pairs = zip(wanted.finditer(composed), wanted.finditer(source), strict=True)
    return ((one.end(), other.end()) for one, other in pairs)
