"""TOML whose every fault can be told with its line."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from goodoffices.core.errors import BadInput, Fault

MOST_BYTES = 5_000_000
MOST_DIGITS = 40
_EXPONENT = re.compile(r"\d[eE][+-]?\d{10,}")
RATIO = re.compile(r"[+-]?\d{1,40}(/\d{1,40}|\.\d{1,40})?([eE][+-]?\d{1,2})?")
KEY = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*')"""
DOTTED = re.compile(rf"{KEY}(?:\s*\.\s*{KEY})*")
PART = re.compile(KEY)

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Placed:
    """A value of a TOML file, its path, and the lines on which the paths of the file stand."""

    value: Any
    path: Path
    lines: Mapping[Path, int]

    @property
    def line(self) -> int | None:
        """The line of the value's key, or of the nearest key around it."""
        for length in range(len(self.path), 0, -1):
            if self.path[:length] in self.lines:
                return self.lines[self.path[:length]]
        return None

    @property
    def name(self) -> str:
        """The last key on the path."""
        return next((part for part in reversed(self.path) if isinstance(part, str)), "the file")

    def fault(self, what: str) -> BadInput:
        """Return a fault at this place."""
        return BadInput(Fault(what, self.line))

    @contextmanager
    def blame(self) -> Iterator[None]:
        """Give faults without a line the line of this place."""
        try:
            yield
        except BadInput as bad:
            raise BadInput(*(replace(fault, line=fault.line or self.line) for fault in bad.faults)) from None

    def __contains__(self, key: str) -> bool:
        return key in self.table()

    def at(self, key: str | int) -> "Placed":
        """Return what stands under a key."""
        return Placed(self.value[key], (*self.path, key), self.lines)

    def table(self) -> dict[str, "Placed"]:
        """Return what stands under each key; refuse what is no table."""
        if not isinstance(self.value, dict):
            raise self.fault(f"`{self.name}` should be a table: write {self.name} = {{ … }} or [{self.name}]")
        return {key: self.at(key) for key in self.value}

    def fields(self, *known: str) -> dict[str, "Placed"]:
        """Return a table's entries; refuse a key that means nothing here."""
        entries = self.table()
        for key, entry in entries.items():
            if key not in known:
                raise entry.fault(f"`{key}` means nothing here; what may stand here is {', '.join(known)}")
        return entries

    def listed(self) -> list["Placed"]:
        """Return the entries of a list; refuse what is none."""
        if not isinstance(self.value, list):
            raise self.fault(f"`{self.name}` should be a list: write {self.name} = [ … ]")
        return [self.at(place) for place in range(len(self.value))]

    def text(self) -> str:
        """Return words; whole numbers count as written."""
        if isinstance(self.value, int) and not isinstance(self.value, bool):
            return str(self.value)
        if not isinstance(self.value, str):
            raise self.fault(f"`{self.name}` should be words in quotation marks")
        return self.value

    def number(self) -> Fraction:
        """Return an exact number: 7, 0.25 or "1/3"."""
        value = self.value
        if isinstance(value, str) and RATIO.fullmatch(value.strip()):
            return self._ratio(value.strip())
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise self.fault(f'`{self.name}` should be a number: 7, 0.25 or "1/3"')
        if isinstance(value, Decimal) and not value.is_finite():
            raise self.fault(f"`{self.name}` is {value}, which is no number of points")
        if value and not -MOST_DIGITS <= Decimal(value).adjusted() <= MOST_DIGITS:
            raise self.fault(
                f"`{self.name}` has more than {MOST_DIGITS} digits; write points on a smaller scale"
            )
        return Fraction(value)

    def _ratio(self, words: str) -> Fraction:
        if "/" in words and not int(words.split("/")[1]):
            raise self.fault(f"`{self.name}` divides by nothing")
        return Fraction(words)

    def whole(self) -> int:
        """Return a whole number."""
        number = self.number()
        if number.denominator != 1:
            raise self.fault(f"`{self.name}` should be a whole number")
        return int(number)


def placed(source: str) -> Placed:
    """Read TOML; a number with a point stays exactly as written."""
    if len(source) > MOST_BYTES:
        raise BadInput(f"the file is larger than {MOST_BYTES:,} characters")
    try:
        values = tomllib.loads(source, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise BadInput(_syntax(str(error))) from None
    except InvalidOperation:  # an exponent of more digits than a decimal number can have
        found = _EXPONENT.search(source)
        line = source.count("\n", 0, found.start()) + 1 if found else None
        raise BadInput(
            Fault("a number has an exponent that is far too long; write points on a smaller scale", line)
        ) from None
    return Placed(values, (), _lines(source))


def _syntax(message: str) -> Fault:
    found = re.search(r"\(at line (\d+), column (\d+)\)", message)
    what = "this is not TOML: " + re.sub(r"\s*\(at .*\)", "", message)
    return Fault(what, int(found[1]), int(found[2])) if found else Fault(what)


def _lines(source: str) -> dict[Path, int]:
    """Return the line on which each key and each table stands; what stands inside brackets counts with its key."""
    lines: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    inside: Path = ()
    for number, line in _openings(source):
        header = re.match(r"(\[\[?)\s*", line)
        found = DOTTED.match(line, header.end() if header else 0)
        if not found:
            continue
        keys = tuple(_bare(part) for part in PART.findall(found[0]))
        if header:
            inside = _entered(keys, counts, twice=header[1] == "[[")
            lines[inside] = number
        else:
            lines.setdefault((*inside, *keys), number)
    return lines


def _bare(key: str) -> str:
    if key[0] == '"':
        return str(tomllib.loads(f"k = {key}")["k"])
    return key.strip("'")


def _entered(keys: tuple[str, ...], counts: dict[Path, int], *, twice: bool) -> Path:
    """Return the path of a table's header; tables of a list carry their number."""
    path: Path = ()
    for depth, key in enumerate(keys):
        path = (*path, key)
        if twice and depth == len(keys) - 1:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


def _openings(source: str) -> Iterator[tuple[int, str]]:
    """Yield the lines that begin outside of brackets and long strings."""
    depth = 0
    closing = ""
    for number, line in enumerate(source.split("\n"), 1):
        stripped = line.strip()
        if not depth and not closing and stripped and stripped[0] != "#":
            yield number, stripped
        depth, closing = _scan(line, depth, closing)


SCAN = re.compile(r'"""|\'\'\'|"(?:[^"\\]|\\.)*"|\'[^\']*\'|[\[\]{}]|#.*')


def _scan(line: str, depth: int, closing: str) -> tuple[int, str]:
    """Return how deep in brackets, and in which long string, the next line begins."""
    at = 0
    while at < len(line):
        if closing:
            end = line.find(closing, at)
            if end < 0:
                return depth, closing
            at, closing = end + 3, ""
            continue
        found = SCAN.search(line, at)
        if not found:
            break
        at = found.end()
        closing = found[0] if found[0] in {'"""', "'''"} else ""
        depth += (found[0] in "[{") - (found[0] in "]}")
    return depth, closing
