"""All minimal deposits: what each party must stand to lose, so that some order of deliveries holds."""

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from goodoffices.core.errors import Refused
from goodoffices.monitoring.lattice import BLOCKED, Lattice, Needs

MOST_WORK = 3_000_000_000
MOST_VECTORS = 2_000

TOO_MANY = "there are too many minimal deposits to list; deliver in larger lots, or name fewer parties"

Vector = tuple[int, ...]


def minimal(lattice: Lattice, needs: Sequence[Needs]) -> tuple[tuple[Fraction, ...], ...]:
    """Return every vector of deposits that suffices and of which none can be less, in rising order.

    Keeps the corners of what is not yet covered by a vector found (Klamroth, Lacour and Vanderpooten 2015,
    "local upper bounds"); each corner costs one walk over the lattice per party, and `Refused` says when the
    vectors are too many to list.
    """
    found: list[Vector] = []
    corners: list[Vector] = [tuple(len(need.values) for need in needs)]
    search = _Search(lattice, needs)
    while corners:
        vector = search.below(corners[-1])
        if vector is None:
            corners.pop()
        else:
            found.append(vector)
            if len(found) > MOST_VECTORS:
                raise Refused(TOO_MANY)
            corners = _cut(corners, vector)
    named = [tuple(need.values[rank] for need, rank in zip(needs, vector, strict=True)) for vector in found]
    return tuple(sorted(named))


def _cut(corners: Sequence[Vector], vector: Vector) -> list[Vector]:
    """Return the corners of what neither the old corners' vectors nor this one cover."""
    kept = [corner for corner in corners if not _inside(vector, corner)]
    split = [
        (*corner[:party], vector[party], *corner[party + 1 :])
        for corner in corners
        if _inside(vector, corner)
        for party in range(len(vector))
    ]
    fresh = {corner for corner in split if all(corner)}
    every = {*kept, *fresh}
    return [*kept, *sorted(corner for corner in fresh if not any(_under(corner, other) for other in every))]


def _inside(vector: Vector, corner: Vector) -> bool:
    return all(own < bound for own, bound in zip(vector, corner, strict=True))


def _under(corner: Vector, other: Vector) -> bool:
    return corner != other and all(own <= bound for own, bound in zip(corner, other, strict=True))


class _Search:
    """Looks for minimal vectors strictly below a corner, and counts the work."""

    def __init__(self, lattice: Lattice, needs: Sequence[Needs]) -> None:
        self._lattice = lattice
        self._needs = needs
        self._work = 0

    def below(self, corner: Vector) -> Vector | None:
        """Return the first vector, in rising order, that suffices and is less than the corner throughout."""
        bounds = [bound - 1 for bound in corner]
        for party in range(len(bounds)):
            least = self._least(party, bounds)
            if least > bounds[party]:
                return None
            bounds[party] = least
        return tuple(bounds)

    def _least(self, party: int, bounds: Sequence[int]) -> int:
        self._work += self._lattice.work
        if self._work > MOST_WORK:
            raise Refused(TOO_MANY)
        ranks = self._needs[party].ranks
        blocked = np.zeros(len(ranks), dtype=bool)
        for other, need in enumerate(self._needs):
            blocked |= need.ranks > bounds[other]
        return int(self._lattice.least(np.where(blocked, BLOCKED, ranks))[0, -1])
