"""Differences of two texts in one language, clause by clause."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from goodoffices.core.text.bounds import Fellows
from goodoffices.core.text.canonical import canonical
from goodoffices.core.text.pairing import NONE, Laid, Pairs, laid_out, pair, stay
from goodoffices.core.text.tree import Article, Text, brackets
from goodoffices.core.text.writer import Shown, notation

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

    Clauses are paired by written id, then by equal words, then by likeness, then by number within their article.
    """
    if canonical(a) == canonical(b):
        return ()
    return tuple(_Comparing(a, b).changes())


class _Comparing:
    """Two texts, and which article, clause and passage of one is which of the other."""

    def __init__(self, a: Text, b: Text) -> None:
        self.a, self.b = a, b
        self.heads = [_head(article) for article in a.articles], [_head(article) for article in b.articles]
        self.articles = pair(*self.heads)
        met = {other + 1: at + 1 for at, other in self.articles if NONE not in (at, other)}
        self.ours = laid_out(a)
        self.theirs = [
            replace(one, article=met.get(one.article, -one.article) if one.article else 0)
            for one in laid_out(b)
        ]
        self.clauses = pair(self.ours, self.theirs)
        self.fellows = self._fellows()

    def _fellows(self) -> Fellows:
        """Pair passages: where the words are equal by place, then by written id, then by place anywhere."""
        fellows = Fellows(self.a, self.b)
        both = [*_both(self.articles, *self.heads), *_both(self.clauses, self.ours, self.theirs)]
        both.append((_title(self.a), _title(self.b)))
        for one, other in both:
            fellows.meet_blocks(one.under, other.under)
            if one.words == other.words:
                fellows.meet(one.brackets, other.brackets)
        fellows.meet_named()
        for one, other in both:
            fellows.meet(one.brackets, other.brackets)
        return fellows

    def changes(self) -> Iterator[Change]:
        """Return every difference, in order."""
        yield from self._top()
        moved = _moved(self.articles, self.heads[1])
        yield from self._parts(self.articles, *self.heads, moved)
        moved = _moved(self.clauses, self.theirs)
        yield from self._parts(self.clauses, self.ours, self.theirs, moved)

    def _top(self) -> Iterator[Change]:
        a, b = self.a, self.b
        yield from self._part(_title(a), _title(b), moved=False)
        if a.language.lower() != b.language.lower():
            yield Change("language", "changed", a.language, b.language)
        if a.parties != b.parties:
            yield Change("parties", "changed", ", ".join(a.parties), ", ".join(b.parties))

    def _parts(
        self, pairs: Pairs, ours: Sequence[Laid], theirs: Sequence[Laid], moved: set[int]
    ) -> Iterator[Change]:
        for at, other in pairs:
            if at == NONE:
                yield Change(theirs[other].id, "added", "", theirs[other].shown)
            elif other == NONE:
                yield Change(ours[at].id, "removed", ours[at].shown, "")
            else:
                yield from self._part(ours[at], theirs[other], moved=other in moved)

    def _part(self, one: Laid, other: Laid, *, moved: bool) -> Iterator[Change]:
        if one.words != other.words or not self.fellows.tied_alike(one.brackets, other.brackets):
            yield Change(one.id, "changed", one.shown, other.shown)
        if one.number != other.number:
            yield Change(one.id, "renumbered", one.number, other.number)
        if moved or not self.fellows.lie_alike(one, other):
            yield Change(one.id, "moved", one.shown, other.shown)
        for before, after in self.fellows.bounds(one.under, other.under):
            yield Change(one.id, "changed", before, after)


def _title(text: Text) -> Laid:
    words, shown = notation(text.title, Shown(ties=False)), notation(text.title)
    within = tuple(brackets(text.title))
    return Laid(id="title", made=False, number="", words=words, shown=shown, brackets=within)


def _head(article: Article) -> Laid:
    shown, words = notation(article.heading), notation(article.heading, Shown(ties=False))
    kind = " {.annex}" if article.kind == "annex" else ""
    within = tuple(brackets(article.heading))
    return Laid(article.id, article.made, article.number, words + kind, shown + kind, brackets=within)


def _both(pairs: Pairs, ours: Sequence[Laid], theirs: Sequence[Laid]) -> Iterator[tuple[Laid, Laid]]:
    for at, other in pairs:
        if NONE not in (at, other):
            yield ours[at], theirs[other]


def _moved(pairs: Pairs, theirs: Sequence[Laid]) -> set[int]:
    """Return which of the second text's parts left their order among those of their article that stayed."""
    orders: dict[int, list[int]] = {}
    for at, other in pairs:
        if NONE not in (at, other):
            orders.setdefault(theirs[other].article, []).append(other)
    return {other for order in orders.values() for other in set(order) - stay(order)}


def numbers(text: Text) -> Mapping[str, str]:
    """Return for each clause the number it shows, less a final dot; its id where it shows none."""
    return {one.id: one.number.rstrip(". ") or one.id for one in laid_out(text)}
