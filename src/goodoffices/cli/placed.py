"""JSON read strictly and exactly: every value knows the line and column where it stands."""

import difflib
import json
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from goodoffices.core.errors import BadInput, Fault

DEEPEST = 50
LONGEST_NUMBER = 400
LARGEST_EXPONENT = 400

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE]([+-]?[0-9]+))?")
_RATIO = re.compile(r"-?[0-9]+/[0-9]*[1-9][0-9]*")
_WHOLE = re.compile(r"-?[0-9]+")
_BLANK = re.compile(r"[ \t\n\r]*")
_WORDS: Mapping[str, bool | None] = {"true": True, "false": False, "null": None}
_KINDS = {bool: "true or false", str: "text", Fraction: "a number", tuple: "a list", type(None): "null"}


@dataclass(frozen=True)
class Place:
    """Where something stands; lines and columns count from 1, columns in code points."""

    file: str
    line: int
    column: int

    def fault(self, what: str) -> BadInput:
        """Return the refusal of what stands here."""
        return BadInput(Fault(what, self.line, self.column, self.file))


@dataclass(frozen=True)
class Value:
    """A JSON value, its place, and its name in the file (`items[2].points`).

    Numbers are exact: a decimal is the fraction it spells, never the nearest float.
    """

    raw: "str | bool | Fraction | tuple[Value, ...] | Mapping[str, Member] | None"
    place: Place
    name: str

    def fault(self, what: str) -> BadInput:
        """Return the refusal of this value, named."""
        return self.place.fault(f"{self.name}: {what}" if self.name else what)

    def wrong(self, wanted: str) -> BadInput:
        """Return the refusal of a value of another kind."""
        return self.fault(f"{wanted} is needed here, not {_KINDS.get(type(self.raw), 'an object')}")

    def text(self) -> str:
        """Return a name or words: not blank, no control characters."""
        if not isinstance(self.raw, str):
            raise self.wrong("text")
        if not self.raw.strip():
            raise self.fault("the text is empty")
        if any(unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} for c in self.raw):
            raise self.fault("the text holds a control character or a line end")
        return self.raw

    def flag(self) -> bool:
        """Return true or false."""
        if not isinstance(self.raw, bool):
            raise self.wrong("true or false")
        return self.raw

    def number(self, *, whole_text: bool = True) -> Fraction:
        """Return a JSON number, or text such as "395/6" (or, if allowed, "-3"), exactly."""
        if isinstance(self.raw, Fraction):
            return self.raw
        if isinstance(self.raw, str) and len(self.raw) <= LONGEST_NUMBER:
            if _RATIO.fullmatch(self.raw) or (whole_text and _WHOLE.fullmatch(self.raw)):
                return Fraction(self.raw)
            raise self.fault(f'{self.raw[:40]!r} is not a number; write 2, 0.5 or "1/3"')
        raise self.wrong('a number or "p/q"')

    def whole(self, least: int) -> int:
        """Return a whole number no smaller than `least`."""
        if not isinstance(self.raw, Fraction):
            raise self.wrong("a whole number")
        if self.raw.denominator != 1 or self.raw < least:
            raise self.fault(f"a whole number of at least {least} is needed here")
        return int(self.raw)

    def list(self) -> "tuple[Value, ...]":
        """Return the values of a list."""
        if not isinstance(self.raw, tuple):
            raise self.wrong("a list")
        return self.raw

    def members(self) -> "Mapping[str, Member]":
        """Return what an object holds, by key, in the order of the file."""
        if not isinstance(self.raw, Mapping):
            raise self.wrong("an object")
        return self.raw

    def fields(self, needed: Iterable[str], also: Iterable[str] = ()) -> "Mapping[str, Value]":
        """Return an object's values; refuse where one is needed and missing, or a key looks mistyped.

        Keys that resemble none of ours are left alone: people keep notes and sources in their files.
        """
        members = self.members()
        needed = tuple(needed)
        known = (*needed, *also)
        for key, member in members.items():
            if key in known:
                continue
            near = difflib.get_close_matches(key, [k for k in known if k not in members], 1, 0.75)
            if near:
                raise member.key.place.fault(f'"{key}" is not known here; is "{near[0]}" meant?')
        for key in needed:
            if key not in members:
                raise self.fault(f'"{key}" is missing')
        return {key: members[key].value for key in known if key in members}


@dataclass(frozen=True)
class Member:
    """One entry of an object: its key, with its own place, and its value."""

    key: Value
    value: Value


def parse(text: str, file: str) -> Value:
    """Return the one JSON value of a file; refuse what is not JSON, keys given twice, NaN, deep nests."""
    reader = _Reader(text, file)
    value = reader.value(_Reader.blank(text, 0), "", 0)
    end = reader.end
    if end < len(text):
        raise reader.place(end).fault("the file should end here: one JSON value, nothing after it")
    return value


class _Reader:
    """A recursive descent over JSON's grammar; `end` is where the last value and its blanks ended."""

    def __init__(self, text: str, file: str) -> None:
        self.source = text
        self.file = file
        self.end = 0
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._strings = json.JSONDecoder()

    @staticmethod
    def blank(text: str, at: int) -> int:
        found = _BLANK.match(text, at)
        return found.end() if found else at

    def place(self, at: int) -> Place:
        line = bisect_right(self._starts, at)
        return Place(self.file, line, at - self._starts[line - 1] + 1)

    def value(self, at: int, name: str, depth: int) -> Value:
        place = self.place(at)
        if depth > DEEPEST:
            raise place.fault(f"nested more than {DEEPEST} deep")
        first = self.source[at : at + 1]
        raw: str | bool | Fraction | tuple[Value, ...] | Mapping[str, Member] | None
        if first == "{":
            raw = self._object(at, name, depth)
        elif first == "[":
            raw = self._list(at, name, depth)
        elif first == '"':
            raw = self._string(at)
        else:
            raw = self._scalar(at)
        self.end = self.blank(self.source, self.end)
        return Value(raw, place, name)

    def _object(self, at: int, name: str, depth: int) -> Mapping[str, Member]:
        members: dict[str, Member] = {}
        at = self.blank(self.source, at + 1)
        if self.source.startswith("}", at):
            self.end = at + 1
            return members
        while True:
            at = self._member(at, name, depth, members)
            if self.source.startswith("}", at):
                self.end = at + 1
                return members
            at = self._expect(at, ",", "a comma or } is needed here")

    def _member(self, at: int, name: str, depth: int, members: dict[str, Member]) -> int:
        place = self.place(at)
        if not self.source.startswith('"', at):
            raise place.fault('a key in double quotes, such as "items", is needed here')
        key = self._string(at)
        if key in members:
            raise place.fault(f'the key "{key}" stands here a second time')
        at = self._expect(self.blank(self.source, self.end), ":", "a colon is needed after the key")
        inner = f"{name}.{key}" if name else key
        members[key] = Member(Value(key, place, name), self.value(at, inner, depth + 1))
        return self.end

    def _list(self, at: int, name: str, depth: int) -> tuple[Value, ...]:
        values: list[Value] = []
        at = self.blank(self.source, at + 1)
        if self.source.startswith("]", at):
            self.end = at + 1
            return ()
        while True:
            values.append(self.value(at, f"{name}[{len(values) + 1}]", depth + 1))
            if self.source.startswith("]", self.end):
                self.end += 1
                return tuple(values)
            at = self._expect(self.end, ",", "a comma or ] is needed here")

    def _expect(self, at: int, mark: str, what: str) -> int:
        if not self.source.startswith(mark, at):
            raise self.place(at).fault(what)
        return self.blank(self.source, at + 1)

    def _string(self, at: int) -> str:
        try:
            found, self.end = self._strings.raw_decode(self.source, at)
        except json.JSONDecodeError as error:
            raise self.place(error.pos).fault(f"this text cannot be read: {error.msg}") from None
        return str(found)

    def _scalar(self, at: int) -> bool | Fraction | None:
        for word, meaning in _WORDS.items():
            if self.source.startswith(word, at):
                self.end = at + len(word)
                return meaning
        found = _NUMBER.match(self.source, at)
        if found is None:
            raise self.place(at).fault(self._unreadable(at))
        if len(found[0]) > LONGEST_NUMBER or abs(int((found[1] or "0")[:9])) > LARGEST_EXPONENT:
            raise self.place(at).fault("this number is too long to be meant")
        self.end = found.end()
        return Fraction(found[0])

    def _unreadable(self, at: int) -> str:
        if at >= len(self.source):
            return "the file ends too early: a value is needed here"
        if re.compile(r"[-+]?(NaN|Inf)", re.I).match(self.source, at):
            return "NaN and Infinity are not numbers"
        return f"a value is needed here, not {self.source[at]!r}"
