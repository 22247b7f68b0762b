"""Points that fit what is known of a party, kept as they are found, and what they settle between deals."""

from collections.abc import Sequence
from fractions import Fraction
from math import gcd, lcm

import numpy as np
import numpy.typing as npt

from goodoffices.analysis.known import Known
from goodoffices.analysis.linear import Region, Row, Vector

SAFE = 2**62
SPREAD = 40

Whole = npt.NDArray[np.generic]
Flags = npt.NDArray[np.bool_]
Gap = tuple[int, ...]


def whole(vectors: Sequence[Sequence[Fraction]]) -> Whole:
    """Return vectors in whole numbers, all on one scale: as machine numbers where they are small."""
    scale = lcm(*(value.denominator for vector in vectors for value in vector))
    rows = [[int(value * scale) for value in vector] for vector in vectors]
    found = np.array(rows, dtype=object).reshape(len(rows), len(vectors[0]) if vectors else 0)
    return found.astype(np.int64) if _most(found) < SAFE else found


def product(a: Whole, b: Whole) -> Whole:
    """Return the matrix product, exactly, whatever the size of its numbers."""
    if _most(a) * _most(b) * max(1, a.shape[-1]) < SAFE:
        return np.asarray(a.astype(np.int64) @ b.astype(np.int64))
    return np.asarray(a.astype(object) @ b.astype(object))


def _most(numbers: Whole) -> int:
    return int(np.abs(numbers).max(initial=0))


class Samples:
    """A party's deals over its unknowns, and the worths of all deals at points found so far.

    Each row of worths is in whole numbers on a scale of its own, which changes no comparison within it. The
    first point lies in the relative interior: a difference that is 0 there and nowhere below is 0 throughout.
    """

    def __init__(self, known: Known, deals: Sequence[Vector]) -> None:
        self.region: Region = known.region
        self.deals = whole(deals).reshape(len(deals), len(known.region.ranges))
        self.points: list[Vector] = []
        self._rows: list[Whole] = []
        self._signs: dict[Gap, int] = {}
        centre = self.region.inside()
        if centre is not None:
            self.centre = centre
            self._keep(centre)

    def worths(self, point: Vector) -> Whole:
        """Return what the deals are worth at a point, on some scale."""
        return product(self.deals, whole([point])[0])

    def _keep(self, point: Vector) -> None:
        self.points.append(point)
        self._rows.append(self.worths(point))

    def explore(self) -> None:
        """Find the corners where each unknown is least and most."""
        count = len(self.region.ranges)
        for at in range(1, count):
            unit = tuple(Fraction(int(place == at)) for place in range(count))
            self._keep(self.region.most(unit)[1])
            self._keep(self.region.least(unit)[1])

    def inside(self, count: int) -> Whole:
        """Return points inside what is known, one a row: mixtures of those found, by weights that look like chance.

        Each row is in whole numbers on a scale of its own; the first unknown being the number 1, its first
        entry is that scale.
        """
        chosen = self.points[:: max(1, len(self.points) // SPREAD)]
        rows = [whole([point])[0].astype(object) for point in chosen]
        weights = [
            [_spread(turn * 7919 + place * 104_729) for place in range(len(chosen))] for turn in range(count)
        ]
        return product(np.array(weights, dtype=object).reshape(count, -1), np.array(rows, dtype=object))

    def gap(self, better: int, worse: int) -> Gap:
        """Return how much more one deal is worth than another, over the unknowns, in lowest whole numbers."""
        difference = [int(value) for value in self.deals[better] - self.deals[worse]]
        size = gcd(*difference) or 1
        return tuple(value // size for value in difference)

    def never_worse(self, place: int) -> Flags:
        """Return for every deal whether it is at least as good as this one at all points found."""
        return np.asarray(np.logical_and.reduce([row >= row[place] for row in self._rows]), dtype=bool)

    def better_inside(self, place: int) -> Flags:
        """Return for every deal whether it is better than this one at the point inside."""
        return np.asarray(self._rows[0] > self._rows[0][place], dtype=bool)

    def _least(self, gap: Gap) -> int:
        """Return the sign of the least a difference can be; the corner where it is that is remembered."""
        if gap not in self._signs:
            least, corner = self.region.least(tuple(map(Fraction, gap)))
            self._keep(corner)
            self._signs[gap] = (least > 0) - (least < 0)
        return self._signs[gap]

    def surely_no_worse(self, other: int, place: int) -> bool:
        """Say whether the other deal is at least as good under all points that fit."""
        return self._least(self.gap(other, place)) >= 0

    def may_be_better(self, other: int, place: int) -> bool:
        """Say whether some points that fit make the other deal better."""
        return bool(self._rows[0][other] > self._rows[0][place]) or self._least(self.gap(place, other)) < 0

    def alike(self, other: int, place: int) -> bool:
        """Say whether the two are worth the same under all points that fit."""
        return not self.may_be_better(other, place) and not self.may_be_better(place, other)

    def settle(self, better: Sequence[Gap], equal: Sequence[Gap]) -> Vector | None:
        """Return points that fit and make the first differences more than 0 and the others 0; None if none do."""
        both = [*equal, *(tuple(-value for value in gap) for gap in equal)]
        return self.region.inside([_row(gap) for gap in better], [_row(gap) for gap in both])


def _spread(seed: int) -> int:
    weight = seed * seed // 97 % 101
    return weight * weight * weight + 1


def _row(gap: Gap) -> Row:
    return Row(tuple(map(Fraction, gap)), Fraction(0))


def efficient(worths: Sequence[Whole]) -> Flags:
    """Return which deals nothing beats, given every party's worths of them."""
    no_worse = np.logical_and.reduce([np.greater_equal.outer(worth, worth) for worth in worths])
    better = np.logical_or.reduce([np.greater.outer(worth, worth) for worth in worths])
    return np.asarray(~(no_worse & better).any(axis=0), dtype=bool)
