"""Pairing the clauses of two texts: which of one is which of the other."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from goodoffices.core.text.tree import Clause, Item, Text
from goodoffices.core.text.writer import notation, table_rows

ALIKE_PERCENT = 50
MOST_COMPARED = 400


@dataclass(frozen=True)
class Where:
    """Where a clause lies: under which heading (by its place), how deep, and in which whole-clause options."""

    article: int
    depth: int
    under: tuple[tuple[int, int], ...] = ()


LAID = Where(-1, 0)


@dataclass(frozen=True)
class Laid:
    """A clause as it is compared."""

    id: str
    made: bool
    number: str
    words: str
    where: Where


def laid_out(text: Text) -> list[Laid]:
    """Return the clauses of a text in order."""
    found = list(_laid(text.preamble, 0, ()))
    for number, article in enumerate(text.articles, 1):
        found += _laid(article.items, number, ())
    return found


def _laid(items: Sequence[Item], article: int, under: tuple[tuple[int, int], ...]) -> Iterator[Laid]:
    blocks = 0
    for item in items:
        if isinstance(item, Clause):
            words = (
                "\n".join(table_rows(item, names=False, labels=None)) if item.rows else notation(item.pieces)
            )
            yield Laid(item.id, item.made, item.number, words, Where(article, item.depth, under))
        else:
            blocks += 1
            for number, option in enumerate(item.options, 1):
                yield from _laid(option.items, article, (*under, (blocks, number)))


Pairs = list[tuple[int | None, int | None]]


def pair(ours: Sequence[Laid], theirs: Sequence[Laid]) -> Pairs:
    """Return the pairs in the order of the first text; what was added stands where it came to stand."""
    matched = _by_id(ours, theirs)
    _by_words(ours, theirs, matched)
    _by_likeness(ours, theirs, matched)
    taken = set(matched.values())
    pairs: Pairs = [(at, matched.get(at)) for at in range(len(ours))]
    for other in range(len(theirs)):
        if other not in taken:
            before = next((i for i, (_, one) in enumerate(pairs) if one == other - 1), None)
            pairs.insert(
                len(pairs) if before is None and other else (before + 1 if before is not None else 0),
                (None, other),
            )
    return pairs


def _by_id(ours: Sequence[Laid], theirs: Sequence[Laid]) -> dict[int, int]:
    named = {one.id: at for at, one in enumerate(theirs) if not one.made}
    return {at: named[one.id] for at, one in enumerate(ours) if not one.made and one.id in named}


def _left(laid: Sequence[Laid], taken: set[int]) -> list[int]:
    return [at for at in range(len(laid)) if at not in taken]


def _by_words(ours: Sequence[Laid], theirs: Sequence[Laid], matched: dict[int, int]) -> None:
    """Pair clauses of equal words, each once, in order; those that stay in order first."""
    a, b = _left(ours, set(matched)), _left(theirs, set(matched.values()))
    matcher = SequenceMatcher(None, [ours[i].words for i in a], [theirs[j].words for j in b], autojunk=False)
    for run in matcher.get_matching_blocks():
        for step in range(run.size):
            matched[a[run.a + step]] = b[run.b + step]
    waiting: dict[str, list[int]] = {}
    for other in _left(theirs, set(matched.values())):
        waiting.setdefault(theirs[other].words, []).append(other)
    for at in _left(ours, set(matched)):
        if waiting.get(ours[at].words):
            matched[at] = waiting[ours[at].words].pop(0)


def _by_likeness(ours: Sequence[Laid], theirs: Sequence[Laid], matched: dict[int, int]) -> None:
    """Pair what is left: first by article and displayed number, then by likeness of words, each once."""
    a, b = _left(ours, set(matched)), _left(theirs, set(matched.values()))
    shown = {(theirs[j].where.article, theirs[j].number): j for j in reversed(b) if theirs[j].number}
    for at in a:
        other = shown.pop((ours[at].where.article, ours[at].number), None)
        if other is not None:
            matched[at] = other
    a, b = _left(ours, set(matched)), _left(theirs, set(matched.values()))
    for at in a[:MOST_COMPARED]:
        near = [j for j in b[:MOST_COMPARED] if j not in matched.values()]
        best = max(near, key=lambda j, one=at: _likeness(ours[one], theirs[j]), default=None)  # type: ignore[misc]
        if best is not None and _likeness(ours[at], theirs[best]) >= ALIKE_PERCENT:
            matched[at] = best


def _likeness(one: Laid, other: Laid) -> int:
    a, b = one.words.split(), other.words.split()
    if not a or not b:
        return 0
    same = sum(run.size for run in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks())
    return 200 * same // (len(a) + len(b))


def stay(order: Sequence[int]) -> set[int]:
    """Return a largest set of places that kept their order; all others moved."""
    tails: list[int] = []
    rows: list[int] = []
    before: list[int] = [-1] * len(order)
    for at, value in enumerate(order):
        slot = bisect_left(tails, value)
        before[at] = rows[slot - 1] if slot else -1
        if slot == len(tails):
            tails.append(value)
            rows.append(at)
        else:
            tails[slot], rows[slot] = value, at
    kept: set[int] = set()
    at = rows[-1] if rows else -1
    while at >= 0:
        kept.add(order[at])
        at = before[at]
    return kept
