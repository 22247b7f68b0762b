"""Exact linear programming over a few unknowns: the most and least of a linear quantity, and points inside."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm

import numpy as np
import numpy.typing as npt

from goodoffices.core.errors import BadInput

MOST_UNKNOWNS = 80
MOST_ROWS = 600

Vector = tuple[Fraction, ...]
Table = npt.NDArray[np.object_]


@dataclass(frozen=True)
class Row:
    """A linear claim on the unknowns: the sum of coefficients × unknowns is at least `least`."""

    coefficients: Vector
    least: Fraction

    def slack(self, point: Vector) -> Fraction:
        """Return by how much a point meets the claim; negative where it does not."""
        return dot(self.coefficients, point) - self.least


def dot(coefficients: Vector, point: Vector) -> Fraction:
    """Return the sum of coefficients × unknowns."""
    return sum((a * x for a, x in zip(coefficients, point, strict=True) if a), Fraction(0))


@dataclass(frozen=True)
class Region:
    """All values of the unknowns within their ranges (ends included) that meet every row.

    Optima are found by the simplex method in whole numbers (fraction-free pivots, Bland's rule), so they are
    exact and no tolerance decides anything. Ranges are finite, hence so is every optimum.
    """

    ranges: tuple[tuple[Fraction, Fraction], ...]
    rows: tuple[Row, ...] = ()

    def __post_init__(self) -> None:
        if len(self.ranges) > MOST_UNKNOWNS or len(self.rows) > MOST_ROWS:
            raise BadInput(
                "{points} unknown points and {claims} claims on them are too many for an exact answer (at most {most}"
                " and {rows}); fix some points",
                points=len(self.ranges),
                claims=len(self.rows),
                most=MOST_UNKNOWNS,
                rows=MOST_ROWS,
            )
        if any(low > high for low, high in self.ranges):
            raise BadInput("a range runs from more to less")

    @property
    def empty(self) -> bool:
        """Say whether no values meet the rows."""
        return self._start is None

    def most(self, coefficients: Vector) -> tuple[Fraction, Vector]:
        """Return the most the quantity can be, and a corner of the region where it is that."""
        if self._start is None:
            raise BadInput("nothing is consistent with these claims")
        program = self._start.copy()
        program.optimise(self._moved(coefficients))
        point = tuple(z + low for z, (low, _) in zip(program.point(), self.ranges, strict=True))
        return dot(coefficients, point), point

    def least(self, coefficients: Vector) -> tuple[Fraction, Vector]:
        """Return the least the quantity can be, and a corner of the region where it is that."""
        value, point = self.most(tuple(-a for a in coefficients))
        return -value, point

    def _moved(self, coefficients: Vector) -> list[int]:
        scale = lcm(*(a.denominator for a in coefficients)) if coefficients else 1
        return [int(a * scale) for a in coefficients]

    @cached_property
    def _start(self) -> "_Program | None":
        lows = tuple(low for low, _ in self.ranges)
        count = len(lows)
        limits = [([-a for a in row.coefficients], row.slack(lows)) for row in self.rows]
        for place, (low, high) in enumerate(self.ranges):
            limits.append(([Fraction(int(at == place)) for at in range(count)], high - low))
        return _Program.feasible(count, limits)

    @cached_property
    def _claims(self) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
        """Return the claims, ranges included, that hold with equality throughout, and the others."""
        count = len(self.ranges)
        claims = list(self.rows)
        for place, (low, high) in enumerate(self.ranges):
            unit = tuple(Fraction(int(at == place)) for at in range(count))
            claims += [Row(unit, low), Row(tuple(-a for a in unit), -high)]
        tight = {row for row in claims if self.most(row.coefficients)[0] == row.least}
        return tuple(row for row in claims if row in tight), tuple(row for row in claims if row not in tight)

    def inside(
        self, strict: Sequence[Row] = (), closed: Sequence[Row] = (), *, open_ends: bool = True
    ) -> Vector | None:
        """Return a point that meets `strict` with room to spare, and `closed`; None if there is none.

        With `open_ends` every claim of the region that can be met with room to spare is, too: the point lies
        in its relative interior. Of all such points, one whose least room is greatest (at most 1).
        """
        if self.empty:
            return None
        roomy = [*strict, *(self._claims[1] if open_ends else ())]
        wider = Region(
            (*self.ranges, (Fraction(-1), Fraction(1)))
            if not roomy
            else (*self.ranges, (Fraction(0), Fraction(1))),
            (
                *(Row((*row.coefficients, Fraction(0)), row.least) for row in (*self.rows, *closed)),
                *(Row((*row.coefficients, Fraction(-1)), row.least) for row in roomy),
            ),
        )
        if wider.empty:
            return None
        room, point = wider.most((*(Fraction(0) for _ in self.ranges), Fraction(1)))
        return point[:-1] if room > 0 else None


class _Program:
    """A dictionary of the simplex method in whole numbers: row *i* says d·basic + Σ a·nonbasic = b.

    Every basic and nonbasic quantity is at least 0; `d` is common to all rows, and every division is exact.
    """

    def __init__(self, table: Table, basic: list[int], nonbasic: list[int], unknowns: int) -> None:
        self.table = table
        self.basic = basic
        self.nonbasic = nonbasic
        self.unknowns = unknowns
        self.d = 1

    def copy(self) -> "_Program":
        other = _Program(self.table.copy(), list(self.basic), list(self.nonbasic), self.unknowns)
        other.d = self.d
        return other

    @classmethod
    def feasible(
        cls, unknowns: int, limits: Sequence[tuple[Sequence[Fraction], Fraction]]
    ) -> "_Program | None":
        """Return a dictionary whose corner meets Σ a·unknown ≤ b for every limit; None if there is none."""
        helper = unknowns + len(limits)
        table = np.zeros((len(limits), unknowns + 2), dtype=object)
        for place, (coefficients, bound) in enumerate(limits):
            scale = lcm(bound.denominator, *(a.denominator for a in coefficients))
            table[place, :unknowns] = [int(a * scale) for a in coefficients]
            table[place, unknowns] = -scale
            table[place, -1] = int(bound * scale)
        program = cls(table, list(range(unknowns, helper)), [*range(unknowns), helper], unknowns)
        if len(limits) and min(table[:, -1]) < 0:
            # Enter the helper at the row most in want, measured in its own units; then drive it to 0.
            worst = min(range(len(limits)), key=lambda i: Fraction(table[i, -1], -table[i, unknowns]))
            program._pivot(worst, unknowns)
            program.optimise([], helper=helper)
        return program._without(helper)

    def _without(self, helper: int) -> "_Program | None":
        if helper in self.basic:
            row = self.basic.index(helper)
            if self.table[row, -1] != 0:
                return None
            self._pivot(row, next(j for j in range(len(self.nonbasic)) if self.table[row, j] != 0))
        place = self.nonbasic.index(helper)
        self.table = np.delete(self.table, place, axis=1)
        del self.nonbasic[place]
        return self

    def _pivot(self, r: int, s: int) -> None:
        table, d = self.table, self.d
        p, row, column = table[r, s], table[r].copy(), table[:, s].copy()
        table = (table * p - np.outer(column, row)) // d
        table[:, s] = -column
        table[r] = row
        table[r, s] = d
        if p < 0:
            table, p = -table, -p
        self.table, self.d = table, p
        self.basic[r], self.nonbasic[s] = self.nonbasic[s], self.basic[r]

    def optimise(self, weights: Sequence[int], helper: int | None = None) -> None:
        """Walk to a corner where Σ weights·unknown is most (or the helper least)."""
        goal = dict(enumerate(weights)) if helper is None else {helper: -1}
        cost = np.array([-goal.get(name, 0) * self.d for name in [*self.nonbasic, -1]], dtype=object)
        for name, weight in goal.items():
            if weight and name in self.basic:
                cost = cost + weight * self.table[self.basic.index(name)]
        self.table = np.vstack([self.table, cost.reshape(1, -1)])
        self.basic.append(-1)
        while (s := self._entering()) is not None:
            self._pivot(self._leaving(s), s)
        self.table = self.table[:-1]
        self.basic.pop()

    def _entering(self) -> int | None:
        gains = [s for s in range(len(self.nonbasic)) if self.table[-1, s] < 0]
        return min(gains, key=self.nonbasic.__getitem__) if gains else None

    def _leaving(self, s: int) -> int:
        """Return the row that runs out first as quantity s grows, the lowest name among equals."""
        column, bounds = self.table[:-1, s].tolist(), self.table[:-1, -1].tolist()
        best = -1
        for r, (a, b) in enumerate(zip(column, bounds, strict=True)):
            if a > 0:
                gain = -1 if best < 0 else b * column[best] - bounds[best] * a
                if gain < 0 or (gain == 0 and self.basic[r] < self.basic[best]):
                    best = r
        return best

    def point(self) -> Vector:
        """Return the unknowns at this corner."""
        held = {name: Fraction(self.table[r, -1], self.d) for r, name in enumerate(self.basic)}
        return tuple(held.get(name, Fraction(0)) for name in range(self.unknowns))
