"""Reading the words of one clause, heading or cell: brackets, ties, labels, footnotes, backslashes."""

import re
import sys
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from goodoffices.core.errors import Fault, Phrase
from goodoffices.core.text.alike import reads_alike
from goodoffices.core.text.characters import BLANK, blanks
from goodoffices.core.text.marks import of_clause
from goodoffices.core.text.tree import Bracket, Footnote, Option, Piece, Place, Words

DEEPEST = 40
_SPECIAL = re.compile(r"[\\\[\]{}|]")
_BRACE = re.compile(r"\{(?:#(?P<id>[^{}\s]+)|=(?P<tie>[^{}\s]+))\}")
PLAIN_AFTER_BACKSLASH = frozenset("[]{}|:#\\")
UNFILLED = re.compile(r"(?:…|\.\.\.|_*)")
COMMA = re.compile("[,،]")
_PLAIN_NAME = re.compile("[A-Za-z0-9_-]+")


class Misread(Exception):
    """Something in the words that cannot be read; caught by the reader, which goes on with the next clause."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


@dataclass(frozen=True)
class Run:
    """Lines joined into one string, and where each came from: (offset here, line, column, offset in the file)."""

    words: str
    starts: tuple[tuple[int, int, int, int], ...]

    def place(self, at: int, end: int = 0) -> Place:
        """Return where the character at this offset stands in the file, and where what ends before `end` does."""
        begin, line, column, _ = self._start(at)
        last, _, _, offset = self._start(max(at, end - 1))
        return Place(line, column + at - begin, offset + end - last)

    def _start(self, at: int) -> tuple[int, int, int, int]:
        if len(self.starts) == 1:
            return self.starts[0]
        return self.starts[max(bisect_right(self.starts, (at, sys.maxsize)) - 1, 0)]

    def misread(self, at: int, what: str) -> Misread:
        """Return the fault at this offset."""
        place = self.place(at)
        return Misread(Fault(what, place.line, place.column))


class Reader:
    """Reads one run of words, left to right, once."""

    def __init__(
        self, run: Run, parties: frozenset[str], at: int = 0, number: Callable[[str, int], str] = of_clause
    ) -> None:
        self.run = run
        self.words = run.words
        self.parties = parties
        self.at = at
        self.number = number
        self.heads = {start[0] for start in run.starts} | {at}

    def whole(self) -> tuple[Piece, ...]:
        """Return the pieces of the whole run."""
        pieces = self._pieces(0)
        if self.at < len(self.words):
            mark = self.words[self.at]
            what = (
                "a “|” stands outside a bracket and a table; put a backslash before it"
                if mark == "|"
                else "this bracket was never opened; put “[” where it begins, or a backslash before “]”"
            )
            raise self.run.misread(self.at, what)
        return pieces

    def cell(self) -> tuple[Piece, ...]:
        """Return the pieces up to the end of a table's cell, and step over the stroke that ends it."""
        pieces = self._pieces(0)
        if self.at < len(self.words) and self.words[self.at] == "]":
            raise self.run.misread(self.at, "this bracket was never opened; put a backslash before “]”")
        self.at += 1
        return pieces

    def _pieces(self, depth: int) -> tuple[Piece, ...]:
        pieces: list[Piece] = []
        plain: list[str] = []
        while self.at < len(self.words):
            found = _SPECIAL.search(self.words, self.at)
            plain.append(self.words[self.at : found.start() if found else len(self.words)])
            self.at = found.start() if found else len(self.words)
            if found is None or found.group() in "]|":
                break
            if found.group() == "\\":
                plain.append(self._escaped())
                continue
            _flush(plain, pieces)
            pieces.append(self._bracket(depth + 1) if found.group() == "[" else self._note())
        _flush(plain, pieces, last=True)
        return tuple(pieces)

    def _escaped(self) -> str:
        after = self.words[self.at + 1 : self.at + 2]
        head = self.at in self.heads and (after.isalpha() or self.number(self.words, self.at + 1))
        if not after or not (after in PLAIN_AFTER_BACKSLASH or head):
            raise self.run.misread(
                self.at, "a backslash stands before something that needs none; take it out, or write it twice"
            )
        self.at += 2
        return after

    def _note(self) -> Footnote:
        begin = self.at
        if not self.words.startswith("{note:", begin):
            raise self.run.misread(begin, _stray(self.words, begin))
        self.at += len("{note:")
        plain: list[str] = []
        while True:
            found = _SPECIAL.search(self.words, self.at)
            if found is None:
                raise self.run.misread(begin, "this footnote is never closed; put “}” where it ends")
            plain.append(self.words[self.at : found.start()])
            self.at = found.start()
            if found.group() == "}":
                self.at += 1
                words = blanks("".join(plain)).strip(" ")
                if not words:
                    raise self.run.misread(
                        begin, "this footnote says nothing; write its words, or take it out"
                    )
                return Footnote(words)
            if found.group() != "\\":
                raise self.run.misread(self.at, "a footnote is plain words; put a backslash before this mark")
            plain.append(self._escaped())

    def _bracket(self, depth: int) -> Bracket:
        begin = self.at
        if depth > DEEPEST:
            raise self.run.misread(
                begin, Phrase("brackets stand more than {most} deep in one another", most=DEEPEST)
            )
        options: list[Option] = []
        while True:
            self.at += 1
            options.append(self._option(depth))
            if self.at >= len(self.words):
                raise self.run.misread(begin, "this bracket is never closed; put “]” where it ends")
            if self.words[self.at] == "]":
                break
        padded = self.words[self.at - 1] in BLANK
        self.at += 1
        end = self.at
        name, tie = self._names()
        after = self.words[self.at : self.at + 1]
        if padded and after.isalnum():
            raise self.run.misread(
                end - 1, "a blank before “]” and a letter after it; say which belongs to which"
            )
        return self._made(options, name, tie, self.run.place(begin, end))

    def _made(self, options: list[Option], name: str, tie: str, place: Place) -> Bracket:
        if len(options) == 1:
            if _blank(options[0]):
                if options[0].parties or tie:
                    raise Misread(
                        Fault("a blank has no wording to stand for or to tie", place.line, place.column)
                    )
                return Bracket((), name, not name, "", place)
            options = [*options, Option(())]
        if not tie and reads_alike(options):
            raise Misread(Fault("two options read the same; take one out", place.line, place.column))
        if tie and any(isinstance(piece, Bracket) for option in options for piece in option.pieces):
            raise Misread(Fault("a tied bracket holds no bracket", place.line, place.column))
        return Bracket(tuple(options), name, not name, tie, place)

    def _option(self, depth: int) -> Option:
        parties = self._label()
        return Option(self._pieces(depth), parties)

    def _label(self) -> tuple[str, ...]:
        if not self.parties:
            return ()
        found = _SPECIAL.search(self.words, self.at)
        ahead = self.words[self.at : found.start() if found else len(self.words)]
        ends = found is None or found.group() in "]|"
        names, length = label(ahead, self.parties, whole=ends)
        self.at += length
        return names

    def _names(self) -> tuple[str, str]:
        name = tie = ""
        while found := _BRACE.match(self.words, self.at):
            wanted = found["id"] or found["tie"]
            if not is_name(wanted):
                raise self.run.misread(self.at, NOT_A_NAME)
            if (name and found["id"]) or (tie and found["tie"]):
                raise self.run.misread(self.at, "a passage has one name and follows one other")
            name, tie = found["id"] or name, found["tie"] or tie
            self.at = found.end()
        return name, tie


def label(ahead: str, parties: frozenset[str], *, whole: bool) -> tuple[tuple[str, ...], int]:
    """Return the declared parties that stand for an option, and how many characters say so.

    Only declared names followed by a colon, and that by a blank or the end of the option, are a label.
    """
    colon = ahead.find(":")
    if colon < 1 or not parties or ahead[colon - 1] in BLANK:
        return (), 0
    after = ahead[colon + 1 : colon + 2]
    names = tuple(blanks(name).strip(" ") for name in COMMA.split(ahead[:colon]))
    if set(names) <= parties and len(set(names)) == len(names) and (after in BLANK if after else whole):
        return names, colon + 1
    return (), 0


def _blank(option: Option) -> bool:
    if not option.pieces:
        return True
    only = option.pieces[0]
    return len(option.pieces) == 1 and isinstance(only, Words) and bool(UNFILLED.fullmatch(only.text))


def _stray(words: str, at: int) -> str:
    if words.startswith("{.", at):
        return Phrase("“{.annex}” stands after a blank at the end of a heading only")
    if words.startswith(("{#", "{="), at):
        return Phrase("a name stands after a blank at the end of a heading or clause, or directly after “]”")
    return Phrase("a brace that begins no name, tie or footnote; put a backslash before it")


def tidy(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return pieces with runs of blanks as one, none at either end, and no empty words."""
    kept: list[Piece] = []
    plain: list[str] = []
    for piece in pieces:
        if isinstance(piece, Words):
            plain.append(piece.text)
            continue
        _flush(plain, kept)
        kept.append(piece)
    _flush(plain, kept, last=True)
    return tuple(kept)


def _flush(plain: list[str], kept: list[Piece], *, last: bool = False) -> None:
    """Keep the words gathered since the last bracket, less blanks at the very beginning and end."""
    if not plain:
        return
    words = blanks("".join(plain))
    plain.clear()
    words = words if kept else words.lstrip(" ")
    words = words.rstrip(" ") if last else words
    if words:
        kept.append(Words(unicodedata.normalize("NFC", words)))


NOT_A_NAME = "a name is made of letters, digits, “-” and “_”"


def is_name(words: str) -> bool:
    """Whether words can be a name: letters of any script with their marks, digits, “-”, “_”; `.N` as in made ones."""
    if words.isascii() and _PLAIN_NAME.fullmatch(words):
        return True
    first, *places = words.split(".")
    named = all(one in "-_" or unicodedata.category(one)[0] in "LMN" for one in first)
    return bool(first) and named and all(place.isdecimal() for place in places)
