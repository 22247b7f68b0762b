"""Pairing what two texts are made of: which clause of one is which of the other."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from goodoffices.core.text.tree import Bracket, Clause, Item, Text, Way, brackets, contents
from goodoffices.core.text.writer import Shown, said

ALIKE_PERCENT = 50
_MOST_HOLDERS = 16
_MOST_CANDIDATES = 4


@dataclass(frozen=True)
class Laid:
    """A clause or heading as it is compared: what it says, without ties and with, where it lies, its brackets."""

    id: str
    made: bool
    number: str
    words: str
    shown: str
    article: int = -1
    depth: int = 0
    under: Way = ()
    brackets: tuple[Bracket, ...] = ()


def laid_out(text: Text) -> list[Laid]:
    """Return the clauses of a text in order; the preamble is article 0."""
    found = list(_laid(text.preamble, 0, ()))
    for number, article in enumerate(text.articles, 1):
        found += _laid(article.items, number, ())
    return found


def _laid(items: Sequence[Item], article: int, under: Way) -> Iterator[Laid]:
    for item in items:
        if isinstance(item, Clause):
            within = tuple(one for pieces in contents(item) for one in brackets(pieces))
            words, shown = said(item, Shown(ties=False)), said(item)
            yield Laid(item.id, item.made, item.number, words, shown, article, item.depth, under, within)
        else:
            for number, option in enumerate(item.options, 1):
                yield from _laid(option.items, article, (*under, (item.id, number)))


NONE = -1
Pairs = list[tuple[int, int]]
"""Places in two texts; `NONE` where there is no fellow."""


def pair(ours: Sequence[Laid], theirs: Sequence[Laid]) -> Pairs:
    """Return the pairs in the order of the first text; what was added stands where it came to stand.

    Paired by written id, then by equal words, then by likeness of words, then by article and displayed number.
    Cost: linear but for sorting, however often a clause is repeated.
    """
    matching = _Matching(ours, theirs)
    matching.by_id()
    matching.at_both_ends()
    matching.by_key(lambda one: (one.article, one.words))
    matching.by_key(lambda one: one.words)
    matching.by_likeness()
    matching.by_key(lambda one: (one.article, one.number) if one.number else None)
    return _in_order(len(ours), len(theirs), matching.found)


class _Matching:
    """Pairs found so far, and what is left on both sides."""

    def __init__(self, ours: Sequence[Laid], theirs: Sequence[Laid]) -> None:
        self.ours, self.theirs = ours, theirs
        self.found: dict[int, int] = {}

    def left(self) -> tuple[list[int], list[int]]:
        """Return the places not paired yet."""
        taken = set(self.found.values())
        return (
            [at for at in range(len(self.ours)) if at not in self.found],
            [at for at in range(len(self.theirs)) if at not in taken],
        )

    def by_id(self) -> None:
        """Pair what has the same written id."""
        named = {one.id: at for at, one in enumerate(self.theirs) if not one.made}
        for at, one in enumerate(self.ours):
            if not one.made and one.id in named:
                self.found[at] = named[one.id]

    def at_both_ends(self) -> None:
        """Pair equal words from the beginning on, and from the end back."""
        a, b = self.left()
        for step in (1, -1):
            run = 0
            for at, other in zip(a[::step], b[::step], strict=False):
                if self.ours[at].words != self.theirs[other].words:
                    break
                self.found[at] = other
                run += 1
            a, b = (a[run:], b[run:]) if step > 0 else (a, b)

    def by_key(self, key: Callable[[Laid], Hashable]) -> None:
        """Pair what has the same key, the first with the first."""
        a, b = self.left()
        waiting: dict[Hashable, list[int]] = {}
        for other in reversed(b):
            waiting.setdefault(key(self.theirs[other]), []).append(other)
        for at in a:
            wanted = key(self.ours[at])
            if wanted is not None and waiting.get(wanted):
                self.found[at] = waiting[wanted].pop()

    def by_likeness(self) -> None:
        """Pair what shares half its words or more, the likest first."""
        a, b = self.left()
        bags = {other: Counter(self.theirs[other].words.split()) for other in b}
        index: dict[str, list[int]] = {}
        for other, bag in bags.items():
            for word in bag:
                index.setdefault(word, []).append(other)
        likest = []
        for at in a:
            bag = Counter(self.ours[at].words.split())
            for other in _candidates(bag, index):
                percent = _likeness(bag, bags[other])
                far = self.ours[at].article != self.theirs[other].article
                likest.append((-percent, far, abs(at - other), at, other))
        taken: set[int] = set()
        for less, _, _, at, other in sorted(likest):
            if -less >= ALIKE_PERCENT and at not in self.found and other not in taken:
                self.found[at] = other
                taken.add(other)


def _candidates(bag: Counter[str], index: Mapping[str, list[int]]) -> list[int]:
    """Return the few that share most of the words that few have."""
    shared: Counter[int] = Counter()
    for word in bag:
        holders = index.get(word, [])
        if len(holders) <= _MOST_HOLDERS:
            shared.update(holders)
    return [other for other, _ in shared.most_common(_MOST_CANDIDATES)]


def _likeness(one: Counter[str], other: Counter[str]) -> int:
    return 200 * (one & other).total() // (one.total() + other.total())


def _in_order(ours: int, theirs: int, found: Mapping[int, int]) -> Pairs:
    """Return pairs in our order; what was added follows what it follows there, and what is gone from that place."""
    back = {other: at for at, other in found.items()}
    after: dict[int, list[int]] = {}
    anchor = -1
    for other in range(theirs):
        if other in back:
            anchor = back[other]
        else:
            after.setdefault(anchor, []).append(other)
    pairs: Pairs = []
    waiting = after.get(-1, [])
    for at in range(ours):
        if at in found:
            pairs += [(NONE, other) for other in waiting]
            waiting = after.get(at, [])
        pairs.append((at, found.get(at, NONE)))
    return pairs + [(NONE, other) for other in waiting]


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
