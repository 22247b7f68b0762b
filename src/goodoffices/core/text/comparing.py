"""Differences of two texts in one language, clause by clause."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from goodoffices.core.text.canonical import canonical
from goodoffices.core.text.pairing import LAID, Laid, laid_out, pair, stay
from goodoffices.core.text.tree import Article, Text
from goodoffices.core.text.writer import notation

Kind = Literal["changed", "added", "removed", "moved", "renumbered"]


@dataclass(frozen=True)
class Change:
    """One difference: the clause (or `title`, `language`, `parties`, an article's id), and both wordings.

    Ids are the first text's, the second's for what was added.
    """

    clause: str
    kind: Kind
    before: str
    after: str


def compare(a: Text, b: Text) -> tuple[Change, ...]:
    """Return every difference of two texts in the order of the first; none if and only if they are the same.

    Clauses are paired by written id, then by equal words, then by number and likeness within their article.
    """
    if canonical(a) == canonical(b):
        return ()
    changes = [*_heads(a, b), *_articles(a.articles, b.articles), *_clauses(laid_out(a), laid_out(b))]
    return tuple(changes) or (
        Change("title", "changed", "ties or bounds of brackets", "ties or bounds of brackets"),
    )


def _heads(a: Text, b: Text) -> Iterator[Change]:
    for name, before, after in (
        ("title", notation(a.title), notation(b.title)),
        ("language", a.language, b.language),
        ("parties", ", ".join(a.parties), ", ".join(b.parties)),
    ):
        if before != after:
            yield Change(name, "changed", before, after)


def _articles(ours: Sequence[Article], theirs: Sequence[Article]) -> Iterator[Change]:
    pairs = pair([_article(one) for one in ours], [_article(one) for one in theirs])
    resting = stay([other for _, other in pairs if other is not None])
    for at, other in pairs:
        if at is None and other is not None:
            yield Change(theirs[other].id, "added", "", notation(theirs[other].heading))
        elif at is not None and other is None:
            yield Change(ours[at].id, "removed", notation(ours[at].heading), "")
        elif at is not None and other is not None:
            yield from _article_changes(ours[at], theirs[other], moved=other not in resting)


def _article_changes(one: Article, other: Article, *, moved: bool) -> Iterator[Change]:
    before, after = notation(one.heading), notation(other.heading)
    if before != after or one.kind != other.kind:
        kinds = (f" ({one.kind})", f" ({other.kind})") if one.kind != other.kind else ("", "")
        yield Change(one.id, "changed", before + kinds[0], after + kinds[1])
    if one.number != other.number:
        yield Change(one.id, "renumbered", one.number, other.number)
    if moved:
        yield Change(one.id, "moved", before, after)


def _article(article: Article) -> Laid:
    return Laid(article.id, article.made, article.number, notation(article.heading), LAID)


def _clauses(ours: Sequence[Laid], theirs: Sequence[Laid]) -> Iterator[Change]:
    pairs = pair(ours, theirs)
    resting = stay([other for at, other in pairs if at is not None and other is not None])
    for at, other in pairs:
        if at is None and other is not None:
            yield Change(theirs[other].id, "added", "", theirs[other].words)
        elif at is not None and other is None:
            yield Change(ours[at].id, "removed", ours[at].words, "")
        elif at is not None and other is not None:
            yield from _clause_changes(ours[at], theirs[other], moved=other not in resting)


def _clause_changes(one: Laid, other: Laid, *, moved: bool) -> Iterator[Change]:
    if one.words != other.words:
        yield Change(one.id, "changed", one.words, other.words)
    if one.number != other.number:
        yield Change(one.id, "renumbered", one.number, other.number)
    if moved or one.where != other.where:
        yield Change(one.id, "moved", one.words, other.words)


@dataclass(frozen=True)
class Swap:
    """The fewest words that differ at one place: these became those, before a word that both have."""

    before: str
    after: str
    then: str = ""


def swaps(before: str, after: str) -> tuple[Swap, ...]:
    """Return the words that differ, place by place, for a sentence such as “30 days became 36”."""
    ours, theirs = before.split(), after.split()
    found = []
    for what, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if what != "equal":
            then = ours[b] if a < b < len(ours) and ours[b][0].isalpha() else ""
            found.append(Swap(" ".join(ours[a:b]), " ".join(theirs[c:d]), then))
    return tuple(found)


def numbers(text: Text) -> Mapping[str, str]:
    """Return for each clause the number it shows, less a final dot; its id where it shows none."""
    return {one.id: one.number.rstrip(". ") or one.id for one in laid_out(text)}
