"""Which entries of two lists may be one person: found without comparing each with each."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from goodoffices.monitoring.lists.columns import column, near_enough
from goodoffices.monitoring.lists.weights import Entry, Scale, weight

_CLOSE, _ROUNDING = 4.0, 0.01


@dataclass(frozen=True)
class Pair:
    """Two entries that may be one person, by their places in the lists, and the bits that speak for it."""

    a: int
    b: int
    bits: float


@dataclass(frozen=True)
class Matched:
    """What is sure, and what a person must look at."""

    sure: tuple[Pair, ...]
    perhaps: tuple[Pair, ...]


def candidates(scale: Scale, left: Sequence[Entry], right: Sequence[Entry]) -> Iterator[Pair]:
    """Yield every pair with as many bits as "perhaps" asks for; with one list, each pair once.

    Each entry is held against the whole other list at once; only what may be near enough is compared singly.
    """
    same = left is right
    others = column(right)
    for place, one in enumerate(left):
        for other in near_enough(scale, one, others, scale.perhaps - _ROUNDING):
            if not same or place < other:
                bits = weight(scale, one, right[other])
                if bits >= scale.perhaps:
                    yield Pair(place, other, bits)


def one_to_one(scale: Scale, pairs: Sequence[Pair]) -> Matched:
    """Return which pairs are sure: enough bits, and clearly more than either has with anybody else.

    A pair that is good but not clearly the best of both its entries is left to a person; one that loses to a
    sure pair is dropped.
    """
    by_a, by_b = _best_two(pairs, "a"), _best_two(pairs, "b")
    sure = [
        pair
        for pair in pairs
        if pair.bits >= scale.sure and _clear(pair, by_a[pair.a]) and _clear(pair, by_b[pair.b])
    ]
    taken_a, taken_b = {pair.a for pair in sure}, {pair.b for pair in sure}
    perhaps = [pair for pair in pairs if pair.a not in taken_a and pair.b not in taken_b]
    return Matched(tuple(sure), tuple(perhaps))


def _best_two(pairs: Sequence[Pair], side: str) -> Mapping[int, list[float]]:
    found: dict[int, list[float]] = defaultdict(list)
    for pair in pairs:
        found[getattr(pair, side)].append(pair.bits)
    return {place: sorted(bits, reverse=True)[:2] for place, bits in found.items()}


def _clear(pair: Pair, best: Sequence[float]) -> bool:
    return pair.bits == best[0] and (len(best) == 1 or best[0] - best[1] >= _CLOSE)
