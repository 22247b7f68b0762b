"""The control list: what to go down, one by one, to know by ear whether a paper copy is the text."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from goodoffices.core.text.hearing import Span, bare, dates, negations, numbers
from goodoffices.core.text.tree import Article, Block, Clause, Text
from goodoffices.core.text.tree import Item as Held
from goodoffices.core.text.writer import notation, said

Sort = Literal["number", "date", "bracket", "not", "name"]

_WORD = re.compile(r"[^\W\d_](?:[\w-]*\w)?")
_STARTS = re.compile(r"(?:^|[.!?:;؟؛…|]|[\[(«“\"]|\n)[\s«“\"(\[-]*$")


@dataclass(frozen=True)
class Item:
    """One thing to check: where it stands (the clause's displayed number), what sort it is, what it says."""

    number: str
    clause: str
    sort: Sort
    words: str


def control_list(text: Text) -> tuple[Item, ...]:
    """Return every date, number, bracket, negation and name of the text, in order, with its clause.

    A date is one item; so is a bracket, with all that stands in it; each option of whole clauses is told as
    `[1/2]`. Names are declared parties and words with a capital inside a sentence, those in a row as one;
    scripts without capitals give only the parties. Headings count with what stands under them.
    """
    parts = list(_parts(text))
    known = frozenset(name for part in parts for name in _inner_names(part.words))
    return tuple(
        Item(part.number, part.clause, sort, words)
        for part in parts
        for sort, words in (*part.first, *_in(part.words, text.parties, known))
    )


@dataclass(frozen=True)
class _Part:
    number: str
    clause: str
    words: str
    first: tuple[tuple[Sort, str], ...] = ()


def _parts(text: Text) -> Iterator[_Part]:
    yield _Part("title", "title", notation(text.title))
    yield from _held(text.preamble, ())
    for article in text.articles:
        yield _heading(article)
        yield from _held(article.items, ())


def _heading(article: Article) -> _Part:
    shown = article.number.rstrip(".: ") or article.id
    return _Part(shown, article.id, notation(article.heading))


def _held(items: Iterable[Held], first: tuple[tuple[Sort, str], ...]) -> Iterator[_Part]:
    for item in items:
        if isinstance(item, Clause):
            yield _Part(item.number.rstrip(". ") or item.id, item.id, said(item), first)
        else:
            yield from _block(item, first)
        first = ()


def _block(block: Block, first: tuple[tuple[Sort, str], ...]) -> Iterator[_Part]:
    for number, option in enumerate(block.options, 1):
        here: tuple[tuple[Sort, str], ...] = (*first, ("bracket", f"[{number}/{len(block.options)}]"))
        first = ()
        if option.items:
            yield from _held(option.items, here)
        else:
            yield _Part(block.id, block.id, "", here)


def _in(words: str, parties: tuple[str, ...], known: frozenset[str]) -> Iterator[tuple[Sort, str]]:
    """Return what one clause gives, in order; what lies in another thing is not told again."""
    plain, places = bare(words)
    found: list[tuple[Span, Sort]] = []
    for sort, spans in (
        ("bracket", _brackets(plain)),
        ("date", dates(plain)),
        ("number", numbers(plain)),
        ("name", _parties(plain, parties)),
        ("not", negations(plain)),
        ("name", _names(plain, known)),
    ):
        taken = sorted(span for span, _ in found)
        found += [(span, sort) for span in spans if not _overlaps(span, taken)]  # type: ignore[misc]
    for (begin, end), sort in sorted(found):
        yield sort, words[places[begin] : places[end]].rstrip()


def _overlaps(span: Span, taken: list[Span]) -> bool:
    at = bisect_right(taken, (span[0], 1 << 60)) - 1
    return (at >= 0 and taken[at][1] > span[0]) or (at + 1 < len(taken) and taken[at + 1][0] < span[1])


def _brackets(words: str) -> list[Span]:
    """Return where outermost brackets stand."""
    found, depth, begin = [], 0, 0
    for mark in re.finditer(r"\\.|[\[\]]", words):
        if mark.group() == "[":
            begin = mark.start() if not depth else begin
            depth += 1
        elif mark.group() == "]":
            depth -= 1
            if not depth:
                found.append((begin, mark.end()))
    return found


def _parties(words: str, parties: tuple[str, ...]) -> list[Span]:
    """Return where parties are named; in Arabic a particle may be written on."""
    found = []
    for party in sorted(parties, key=len, reverse=True):
        particle = "[وفبلك]{0,2}" if re.match("[\u0620-\u064a]", party) else ""
        pattern = rf"(?<!\w){particle}{re.escape(bare(party)[0])}(?!\w)"
        found += [one.span() for one in re.finditer(pattern, words)]
    return found


def _capitals(words: str) -> Iterator[tuple[Span, bool]]:
    """Return runs of words with a capital, and whether a run opens a sentence."""
    begin = end = -1
    for word in _WORD.finditer(words):
        capital = word.group()[0].isupper()
        if capital and end >= 0 and words[end : word.start()] == " ":
            end = word.end()
            continue
        if end >= 0:
            yield (begin, end), _opens(words, begin)
        begin, end = word.span() if capital else (-1, -1)
    if end >= 0:
        yield (begin, end), _opens(words, begin)


def _opens(words: str, begin: int) -> bool:
    return _STARTS.search(words[max(0, begin - 20) : begin]) is not None if begin else True


def _inner_names(words: str) -> Iterator[str]:
    plain, _ = bare(words)
    for (begin, end), opens in _capitals(plain):
        _, _, rest = plain[begin:end].partition(" ")
        if rest or not opens:
            yield rest if opens else plain[begin:end]


def _names(words: str, known: frozenset[str]) -> list[Span]:
    """Return names; of a run that opens a sentence the first word counts only where it is a name elsewhere."""
    found = []
    for (begin, end), opens in _capitals(words):
        first = words[begin:end].split(" ", 1)[0]
        common = opens and words[begin:end] not in known and first not in known
        start = min(end, begin + len(first) + 1) if common else begin
        if start < end:
            found.append((start, end))
    return found
