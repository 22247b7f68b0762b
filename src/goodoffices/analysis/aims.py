"""What a search looks for, and what any weighting of the parties proves about the best there can be."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt

from goodoffices.analysis.ahead import NONE
from goodoffices.analysis.ellipsoid import Convex, least_of
from goodoffices.analysis.scaling import Ints

Floats = npt.NDArray[np.float64]
Kind = Literal["product", "smallest", "sum"]

STEEPEST = 64.0


@dataclass(frozen=True)
class Aim:
    """The product, the smallest or the sum of some parties' lifted worths, among deals that give each its least.

    A party's lifted worth is (worth - zero) × factor, worth in whole numbers: never less than what it reads as, which
    is (reading - none) × step × factor. Parties with factor 0 are not aimed at. `least` is `NONE` where nothing is
    demanded; `spans` are what the parties' worths range over, to weigh demands by.
    """

    kind: Kind
    none: Floats = field(repr=False)
    steps: Floats = field(repr=False)
    factors: Floats = field(repr=False)
    least: Ints = field(repr=False)
    spans: Floats = field(repr=False)

    @property
    def aimed(self) -> npt.NDArray[np.intp]:
        """The parties aimed at."""
        return np.flatnonzero(self.factors > 0)

    @property
    def zeros(self) -> Floats:
        """The whole numbers from which worths count: half a step below no deal, where worths are read in steps."""
        return np.where(self.steps == 1, self.none, self.none * self.steps - self.steps / 2)

    @property
    def demanding(self) -> npt.NDArray[np.intp]:
        """The parties whose least the aim itself does not see to."""
        demands = self.least > NONE
        if self.kind != "sum":
            demands &= self.factors <= 0
        return np.flatnonzero(demands)

    def value(self, readings: Ints) -> Floats:
        """Return how well each column does: for a product the sum of logarithms, -inf where one is not positive."""
        who = self.aimed
        lifted = (readings[who] - self.none[who, None]) * (self.steps * self.factors)[who, None]
        if self.kind == "smallest":
            return np.asarray(lifted.min(axis=0))
        if self.kind == "sum":
            return np.asarray(lifted.sum(axis=0))
        logs = np.log(np.maximum(lifted, 1e-300)).sum(axis=0)
        return np.asarray(np.where((lifted > 0).all(axis=0), logs, -np.inf))


@dataclass(frozen=True)
class Cuts:
    """Weightings of the parties, each of which bounds what any deal can reach.

    Row j says: a deal that reaches the value v has weights[j] · worth + constants[j] at least `needed(v)[j]`.
    `prices` are the weights on the parties aimed at alone.
    """

    aim: Aim
    weights: Floats = field(repr=False)
    constants: Floats = field(repr=False)
    prices: Floats = field(repr=False)

    def needed(self, value: float) -> Floats:
        """Return what each row must reach, for a deal to have this value."""
        if self.aim.kind != "product":
            return np.full(len(self.weights), value)
        many = self.prices.shape[1]
        return np.asarray(many * np.exp((value + np.log(self.prices).sum(axis=1)) / many))

    def reached(self, sums: Floats) -> Floats:
        """Return the value that sums (a row for each cut) allow at most, cut by cut."""
        if self.aim.kind != "product":
            return sums
        many = self.prices.shape[1]
        with np.errstate(divide="ignore", invalid="ignore"):
            logs = many * np.log(np.maximum(sums, 0) / many) - np.log(self.prices).sum(axis=1).reshape(
                -1, *([1] * (sums.ndim - 1))
            )
        return np.asarray(np.where(sums > 0, logs, -np.inf))


def cuts(aim: Aim, points: Floats) -> Cuts:
    """Return the cuts at some points of the dual: a row each, prices of the parties aimed at, then of demands."""
    who, whom = aim.aimed, aim.demanding
    prices, fines = points[:, : len(who)], points[:, len(who) :]
    weights = np.zeros((len(points), len(aim.factors)))
    weights[:, who] = prices * aim.factors[who]
    constants = -(weights[:, who] @ aim.zeros[who])
    fined = fines / aim.spans[whom]
    weights[:, whom] += fined
    return Cuts(aim, weights, constants - fined @ aim.least[whom], prices)


Oracle = Callable[[Floats], tuple[float, Floats]]
"""Given weights on the parties, the greatest weighted sum and the worths of a deal that has it."""


def dual(aim: Aim, oracle: Oracle) -> Floats:
    """Return the point of the dual with the best bound found.

    For a product: prices minimise (greatest priced sum) - sum of logarithms; for the smallest, prices that add up
    to 1 minimise the greatest priced sum; for a sum they are 1. Fines on demands are at least 0. Convex in all
    cases; the ellipsoid method finds the least to a millionth.

    Method: Lagrangian relaxation.
    """
    who, whom = aim.aimed, aim.demanding
    many, size = len(who), len(aim.factors)
    factors, zeros, spans, least = aim.factors[who], aim.zeros[who], aim.spans[whom], aim.least[whom]

    def at(point: Floats) -> tuple[float, Floats]:
        weights = np.zeros(size)
        weights[who] = point[:many] * factors
        weights[whom] += point[many:] / spans
        best, worths = oracle(weights)
        gain, slack = (worths[who] - zeros) * factors, (worths[whom] - least) / spans
        value = best - float(point[:many] @ (zeros * factors)) - float(point[many:] @ (least / spans))
        if aim.kind == "product":
            return value - float(np.log(point[:many]).sum()), np.concatenate([gain - 1 / point[:many], slack])
        return value, np.concatenate([gain, slack])

    low, high = _box(aim)
    if aim.kind == "product":
        return least_of(at, low, high)
    return _on_simplex(aim, at, (low, high))


def _box(aim: Aim) -> tuple[Floats, Floats]:
    many, more = len(aim.aimed), len(aim.demanding)
    if aim.kind == "product":
        low, high = np.full(many, 0.5), np.full(many, 2.0 * many + 1)
    elif aim.kind == "sum":
        low, high = np.ones(many), np.ones(many)
    else:
        low, high = np.zeros(many), np.ones(many)
    return np.concatenate([low, np.zeros(more)]), np.concatenate([high, np.full(more, STEEPEST)])


def _on_simplex(aim: Aim, at: Convex, box: tuple[Floats, Floats]) -> Floats:
    """Prices that are fixed (sum) or make 1 (smallest) leave fewer directions to look in."""
    many = len(aim.aimed)
    fixed = many if aim.kind == "sum" else 1

    def whole(free: Floats) -> Floats:
        if aim.kind == "sum":
            return np.concatenate([np.ones(many), free])
        prices, fines = free[: many - 1], free[many - 1 :]
        return np.concatenate([prices, [1 - prices.sum()], fines])

    def reduced(free: Floats) -> tuple[float, Floats]:
        value, slope = at(whole(free))
        if aim.kind == "sum":
            return value, slope[many:]
        return value, np.concatenate([slope[: many - 1] - slope[many - 1], slope[many:]])

    if aim.kind == "sum" and (at(whole(np.zeros(len(aim.demanding))))[1][many:] >= 0).all():
        return whole(np.zeros(len(aim.demanding)))
    keep = slice(many, None) if aim.kind == "sum" else [i for i in range(len(box[0])) if i != many - 1]
    low, high = box[0][keep], box[1][keep]
    fence = None if fixed > 1 or aim.kind == "sum" else many - 1
    return whole(least_of(reduced, low, high, fence))


def around(aim: Aim, root: Floats) -> Floats:
    """Return the root of the dual and points around it: each price in turn higher and lower."""
    many = len(aim.aimed)
    points = [root]
    for factor in (1.02, 1.1, 1.4):
        for place in range(many if many > 1 and aim.kind != "sum" else 0):
            for turn in (factor, 1 / factor):
                moved = root.copy()
                moved[place] = max(moved[place], 1e-3) * turn
                if aim.kind == "smallest":
                    moved[:many] /= moved[:many].sum()
                points.append(moved)
    for place in range(many, len(root)):
        for factor in (0.5, 1.5):
            moved = root.copy()
            moved[place] *= factor
            points.append(moved)
    return np.array(points)
