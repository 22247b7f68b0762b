"""Reading a bracketed draft: a file of one language in, a text out, or every fault found with its place."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from goodoffices.core.errors import BadInput, Fault, Phrase
from goodoffices.core.text.body import Body
from goodoffices.core.text.characters import BLANK, blanks, piled, refused
from goodoffices.core.text.composing import as_in_file
from goodoffices.core.text.inline import COMMA, NOT_A_NAME, Misread, Reader, Run, is_name
from goodoffices.core.text.lines import Line, lines, without_id
from goodoffices.core.text.marks import of_heading
from goodoffices.core.text.names import name_all, tie_faults
from goodoffices.core.text.tree import Article, Piece, Place, Text

LARGEST = 5_000_000
_TITLE = re.compile(rf"#[{BLANK}]")
_ARTICLE = re.compile(rf"##(?:[{BLANK}]|$)")
_ANNEX = re.compile(rf"(?<=[{BLANK}])\{{\.annex\}}$")
_HEADER = re.compile(rf"(?P<what>Parties|Language):[{BLANK}]*(?P<value>.*)")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_MOST_FAULTS = 50


def read(source: str) -> Text:
    """Return the text that a bracketed draft holds.

    `BadInput` carries every fault found (at most 50), each with line and column from 1. Cost: linear in the file.
    """
    if len(source) > LARGEST or len(source.encode("utf-8", "surrogatepass")) > LARGEST:
        raise BadInput("the file is larger than 5 MB; a text of one language is smaller: part it")
    source = source.removeprefix("\ufeff")
    _raise((*piled(source), *refused(source)))
    composed = unicodedata.normalize("NFC", source)
    try:
        drafting = _Drafting(composed)
        text = drafting.text()
        _raise(drafting.faults)
    except BadInput as bad:
        if composed == source:
            raise
        raise BadInput(*(as_in_file(source, fault) for fault in bad.faults)) from None
    return text


def _raise(faults: Iterable[Fault]) -> None:
    found = sorted(faults, key=lambda fault: (fault.line or 0, fault.column or 0))
    if found:
        raise BadInput(*found[:_MOST_FAULTS])


class _Drafting:
    """One reading of one file; collects faults and goes on where it can."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.faults: list[Fault] = []
        self.title: tuple[Piece, ...] = ()
        self.language = ""
        self.parties: tuple[str, ...] = ()
        self.articles: list[Article] = []

    def text(self) -> Text:
        number, offset = self._head()
        body = Body(frozenset(self.parties), self.faults)
        preamble: tuple[Article | None, Body] = (None, body)
        opened = [preamble]
        for one in lines(self.source, frozenset(self.parties), number, offset):
            if one.sort == "heading":
                opened[-1][1].finish(one)
                opened.append((self._heading(one), Body(frozenset(self.parties), self.faults)))
            else:
                opened[-1][1].take(one)
        opened[-1][1].finish(None)
        articles = tuple(
            Article(
                article.heading,
                article.number,
                article.kind,
                tuple(inside.items),
                article.id,
                article.made,
                article.place,
            )
            for article, inside in opened
            if article is not None
        )
        text = Text(self.title, self.language, self.parties, tuple(body.items), articles)
        text, faults = name_all(text)
        self.faults += faults
        if not self.faults:
            self.faults += tie_faults(text)
        return text

    def _head(self) -> tuple[int, int]:
        """Read the title and the lines directly under it; return where the rest begins."""
        headed = iter(lines(self.source, frozenset()))
        first = next((one for one in headed if one.sort != "empty"), None)
        if first is None or first.indent or not _TITLE.match(first.words):
            place = (first.number, first.column) if first else (1, 1)
            raise BadInput(Fault("the first line is “# ” and the title; write one", *place))
        rest = first.number + 1, len(self.source) + 1
        for one in headed:
            found = _HEADER.fullmatch(one.words)
            if found is None:
                rest = one.number, one.offset
                break
            self._header(one, found["what"], found["value"])
        self.title = self._pieces(first, 1)
        return rest

    def _header(self, one: Line, what: str, value: str) -> None:
        if what == "Language":
            if self.language or not _LANGUAGE.fullmatch(value):
                self._fault(one, "one language, named as in “Language: en”, stands here once")
            self.language = value
            return
        names = tuple(blanks(name).strip(" ") for name in COMMA.split(value))
        wrong = not all(names) or len(set(names)) < len(names) or re.search(r"[\[\]{}|:#\\]", value)
        if self.parties or wrong:
            what = "name each party once, parted by commas, without marks, as in “Parties: Tarn, Vell”"
            self._fault(one, what)
        self.parties = names

    def _heading(self, one: Line) -> Article:
        if one.indent:
            self._fault(one, "a heading stands at the start of its line; take out the blanks, or write “\\#”")
        if not _ARTICLE.match(one.words):
            self._fault(one, _not_a_heading(one.words))
        words, name, annex = _names_of(one.words)
        if name and not is_name(name):
            self._fault(one, NOT_A_NAME)
        begin = len(words) - len(words[2:].lstrip(BLANK))
        number = of_heading(words, begin)
        pieces = self._pieces(replace(one, words=words), begin + len(number))
        place = Place(one.number, one.column, one.begin + len(one.words))
        return Article(pieces, blanks(number), "annex" if annex else "article", (), name, not name, place)

    def _pieces(self, one: Line, begin: int) -> tuple[Piece, ...]:
        begin = len(one.words) - len(one.words[begin:].lstrip(BLANK))
        run = Run(one.words, ((0, one.number, one.column, one.begin),))
        try:
            return Reader(run, frozenset(self.parties), begin, of_heading).whole()
        except Misread as misread:
            self.faults.append(misread.fault)
            return ()

    def _fault(self, one: Line, what: str) -> None:
        self.faults.append(Fault(what, one.number, one.column))


def _not_a_heading(words: str) -> str:
    if words.startswith("###"):
        return Phrase(
            "“###” is not used: there are articles (“## ”) and clauses; indent a sub-clause instead"
        )
    if _TITLE.match(words):
        return Phrase("a text has one title; begin an article with “## ”")
    return Phrase(
        "“#” at the head of a line begins a heading, with a blank after it; put a backslash before it"
    )


def _names_of(words: str) -> tuple[str, str, bool]:
    """Return a heading less what stands in braces at its end, its name, and whether it is an annex."""
    name, annex = "", False
    while True:
        rest, found = without_id(words)
        if found and not name:
            words, name = rest, found
            continue
        marked = _ANNEX.search(words)
        if marked and not annex:
            words, annex = words[: marked.start()].rstrip(BLANK), True
            continue
        return words, name, annex
