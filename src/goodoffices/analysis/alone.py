"""The solutions by themselves, where the frontier is too large to hold: each found by its own search."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property, reduce
from itertools import combinations
from math import exp, log
from operator import mul
from typing import Any

import numpy as np
import numpy.typing as npt

from goodoffices.analysis.ahead import NONE
from goodoffices.analysis.aims import Aim, Kind
from goodoffices.analysis.effort import Effort
from goodoffices.analysis.ellipsoid import Floats
from goodoffices.analysis.frontier import Frontier, arrange
from goodoffices.analysis.guesses import Choice
from goodoffices.analysis.paths import Paths, Step
from goodoffices.analysis.problem import Problem
from goodoffices.analysis.scaling import Ints
from goodoffices.analysis.search import SLACK, Found, search
from goodoffices.analysis.solutions import common, kalai_smorodinsky, leximin, nash, utilitarian
from goodoffices.analysis.weighing import weighed
from goodoffices.analysis.zone import Zone

Choose = Callable[[Ints], list[int]]
"""Which of some points a standard takes."""


@dataclass(frozen=True)
class Pick:
    """What one standard picks: of each set of kept deals the points it chose, and how sure that is.

    `proven`: no deal of the zone does better; `more`: others not listed may do as well. `bound` is what no deal
    exceeds by the standard's measure, in points or shares.
    """

    parts: tuple[tuple[Frontier, list[int]], ...] = field(repr=False)
    proven: bool
    more: bool
    bound: float


def single(problem: Problem, choice: Choice) -> Frontier:
    """Return one deal as kept paths."""
    one = np.zeros(1, dtype=np.int32)
    steps = tuple(
        Step(one, np.array([choice[layer.issue]], dtype=np.uint16), None) for layer in problem.layers
    )
    worths, flags, _ = weighed(problem, choice[None, :], frozenset())
    paths = Paths(problem, steps, worths, flags, tuple(1 for _ in steps), complete=True)
    return arrange(paths, np.zeros(1, dtype=np.int64))


@dataclass
class Seeker:
    """Searches of one zone; the deals one search finds are where the next begins."""

    zone: Zone
    effort: Effort
    deals: list[Choice] = field(default_factory=list, repr=False)

    @property
    def problem(self) -> Problem:
        """The problem searched."""
        return self.zone.problem

    @cached_property
    def spans(self) -> Floats:
        """How far each party's worth can range, in whole numbers, at least 1."""
        lows = np.zeros(len(self.problem.parties))
        for layer in self.problem.layers:
            lows += layer.table.min(axis=0)
        for bond in self.problem.bonds:
            lows[bond.party] += min(bond.points, 0)
        return np.maximum(np.array(self.problem.tops) - lows, 1.0)

    @cached_property
    def steps(self) -> Floats:
        """Whole numbers in a readable step, for each party."""
        return np.array([scale.step for scale in self.problem.scales], dtype=np.float64)

    def aim(self, kind: Kind, factors: npt.NDArray[Any], zone: Zone) -> Aim:
        """Return an aim at what parties gain on no deal, in whole numbers times the factors."""
        least = np.full(len(self.problem.parties), NONE, dtype=np.int64)
        if zone.unanimous:
            least = np.array(zone.least[:, 0])
        if zone.floor is not None:
            least = np.maximum(least, np.array(zone.floor, dtype=np.int64))
        none = np.array(self.problem.nothing, dtype=np.float64)
        return Aim(kind, none, self.steps, np.asarray(factors, dtype=np.float64), least, self.spans)

    def seek(self, kind: Kind, factors: npt.NDArray[Any], zone: Zone, goal: float = np.inf) -> Found:
        """Run a search; keep the deal it finds for the next."""
        found = search(zone, self.aim(kind, factors, zone), self.effort, self.deals, goal)
        if found.known is not None:
            self.deals.append(found.known)
        return found

    @cached_property
    def empty(self) -> bool | None:
        """Whether the zone is empty; `None` where the effort did not tell.

        Sought is a deal whose smallest gain, each by the party's own span, is at least nothing.
        """
        if not self.zone.unanimous:
            return self._empty_by(self.seek("sum", 1 / self.spans, self.zone))
        free = replace(self.zone, demands=replace(self.zone.demands, reservations=frozenset()))
        factors = np.array([p in self.zone.demands.reservations for p in range(len(self.spans))]) / self.spans
        if not factors.any():
            return self._empty_by(self.seek("sum", 1 / self.spans, free))
        found = self.seek("smallest", factors, free, goal=0.0)
        if found.value >= 0:
            return False
        return True if found.proven or found.bound < -SLACK else None

    def _empty_by(self, found: Found) -> bool | None:
        if found.value > -np.inf:
            return False
        return True if found.proven else None

    @cached_property
    def ideals(self) -> list[tuple[int, bool]]:
        """Each party's best gain in the zone, in readable steps, and whether it is proven."""
        ideals = []
        for p in range(len(self.spans)):
            factors = np.where(np.arange(len(self.spans)) == p, 1 / self.spans[p], 0.0)
            found = self.seek("sum", factors, self.zone)
            steps = found.value * self.spans[p] / self.steps[p]
            ideals.append((round(steps), found.proven or found.closed))
        return ideals

    def picked(self, found: Found, choose: Choose, bound: float, zone: Zone | None = None) -> Pick:
        """Choose among the deals a search of a zone kept, or take the best known where its beam lost it."""
        if found.paths is not None and found.proven:
            kept = np.flatnonzero((zone or self.zone).holds(found.paths.worths, found.paths.flags))
            within = arrange(found.paths, kept)
            return Pick(((within, choose(within.points)),), proven=True, more=False, bound=bound)
        if found.known is None:
            raise LookupError("a search of a zone that is not empty knows a deal")
        lone = single(self.problem, self.lifted(found.known))
        return Pick(((lone, [0]),), proven=found.closed, more=True, bound=bound)

    def lifted(self, choice: Choice) -> Choice:
        """Return a deal no worse for anybody and better for somebody, if a short search finds one; else the same."""
        worths, _, _ = weighed(self.problem, choice[None, :], frozenset())
        floor = tuple(worths[:, 0].tolist())
        found = self.seek("sum", 1 / self.spans, self.zone.raised(floor))
        return choice if found.known is None else found.known


def solutions(seeker: Seeker) -> dict[str, Pick]:
    """Return the four standards' picks from a zone that is not empty."""
    return {
        "nash": by_nash(seeker),
        "kalai_smorodinsky": by_kalai_smorodinsky(seeker),
        "egalitarian": by_equality(seeker),
        "utilitarian": by_sum(seeker),
    }


def by_sum(seeker: Seeker) -> Pick:
    """Search for the greatest sum of worths."""
    problem = seeker.problem
    sizes = np.array([float(scale.point) for scale in problem.scales]) / seeker.steps
    largest = float(sizes.max())
    found = seeker.seek("sum", sizes / largest, seeker.zone)
    base = sum(float(scale.point) * none for scale, none in zip(problem.scales, problem.nothing, strict=True))
    return seeker.picked(found, lambda points: utilitarian(problem, points), found.bound * largest + base)


def by_nash(seeker: Seeker) -> Pick:
    """Search for the greatest product: first with all who can gain, then with fewer, until some set can."""
    able = [p for p, (gain, _) in enumerate(seeker.ideals) if gain > 0]
    sure = all(proven for _, proven in seeker.ideals)
    for many in range(len(able), 0, -1):
        picks = [pick for who in combinations(able, many) if (pick := _gaining(seeker, who))]
        if picks:
            return _best_product(picks, sure=sure)
    found = seeker.seek("sum", 1 / seeker.spans, seeker.zone)
    return seeker.picked(found, lambda points: nash(seeker.problem, points), 1.0)


def _best_product(picks: list[Pick], *, sure: bool) -> Pick:
    """Put together the picks, each for another set of gaining parties, whose product is greatest."""
    products = [_product(*pick.parts[0]) for pick in picks]
    best = [pick for pick, product in zip(picks, products, strict=True) if product == max(products)]
    parts = tuple(part for pick in best for part in pick.parts)
    bound = max(pick.bound for pick in picks)
    proven = sure and all(pick.proven for pick in picks)
    return Pick(parts, proven, more=any(pick.more for pick in best), bound=bound)


def _product(within: Frontier, points: list[int]) -> Fraction:
    problem = within.problem
    gains = [w - n for w, n in zip(within.points[:, points[0]].tolist(), problem.nothing, strict=True)]
    parts = (gain * scale.point for gain, scale in zip(gains, problem.scales, strict=True) if gain > 0)
    return reduce(mul, parts, Fraction(1))


def _gaining(seeker: Seeker, who: Sequence[int]) -> Pick | None:
    """The greatest product among deals in which these parties gain; nothing where none lets all of them gain."""
    problem = seeker.problem
    floor = [NONE] * len(problem.parties)
    for p in who:
        scale = problem.scales[p]
        floor[p] = (problem.nothing[p] + 1) * scale.step - (scale.step // 2 if scale.step > 1 else 0)
    zone = seeker.zone.raised(tuple(floor))
    best = np.array([max(gain, 1) for gain, _ in seeker.ideals]) * seeker.steps
    factors = np.where([p in who for p in range(len(best))], 1 / best, 0.0)
    found = seeker.seek("product", factors, zone)
    if found.known is None:
        return None
    points = sum(log(best[p] / seeker.steps[p]) + log(float(problem.scales[p].point)) for p in who)
    bound = found.bound + points
    return seeker.picked(found, lambda points: nash(problem, points), exp(min(bound, 709.0)), zone)


def by_equality(seeker: Seeker) -> Pick:
    """Search for the greatest smallest gain, in points common to all."""
    problem = seeker.problem
    sizes = np.array([float(scale.point) for scale in problem.scales]) / seeker.steps
    largest = float((sizes * seeker.spans).max())
    pick = _levelled(
        seeker, sizes / largest, lambda points: leximin(_gains(problem, points), common(problem))
    )
    return replace(pick, bound=pick.bound * largest)


def by_kalai_smorodinsky(seeker: Seeker) -> Pick:
    """Search for the greatest smallest share of what each could gain at best."""
    problem = seeker.problem
    best = [gain for gain, _ in seeker.ideals]
    factors = np.array(
        [1 / (gain * step) if gain > 0 else 0.0 for gain, step in zip(best, seeker.steps, strict=True)]
    )
    if not factors.any():
        found = seeker.seek("sum", 1 / seeker.spans, seeker.zone)
        return seeker.picked(found, lambda points: kalai_smorodinsky(problem, points, best), 0.0)
    pick = _levelled(seeker, factors, lambda points: kalai_smorodinsky(problem, points, best))
    return replace(pick, proven=pick.proven and all(proven for _, proven in seeker.ideals))


def _gains(problem: Problem, points: Ints) -> Ints:
    return points - np.array(problem.nothing, dtype=np.int64)[:, None]


def _levelled(seeker: Seeker, factors: Floats, choose: Choose) -> Pick:
    """Raise the smallest; where a search cannot hold all ties, fix who can have no more and raise the rest."""
    zone, bound = seeker.zone, None
    left = factors.copy()
    while True:
        found = seeker.seek("smallest", left, zone)
        bound = found.bound if bound is None else bound
        stuck = [] if found.proven or not found.closed else _stuck(seeker, (left, found.value), zone)
        if not stuck or len(stuck) == int((left > 0).sum()):
            break
        zone = zone.raised(_floor(seeker, zone, left, found.value))
        left[stuck] = 0.0
    pick = seeker.picked(found, choose, bound, zone)
    return pick if found.proven else replace(pick, proven=False)


def _floor(seeker: Seeker, zone: Zone, factors: Floats, value: float) -> tuple[int, ...]:
    """Demand of each party still to be raised what the search has reached."""
    floor = list(zone.floor or [NONE] * len(factors))
    for p in np.flatnonzero(factors > 0).tolist():
        steps = value / (factors[p] * seeker.steps[p])
        reached = seeker.problem.nothing[p] + int(np.ceil(steps - 1e-6 * max(1.0, abs(steps))))
        step = seeker.problem.scales[p].step
        floor[p] = max(floor[p], reached * step - (step // 2 if step > 1 else 0))
    return tuple(floor)


def _stuck(seeker: Seeker, level: tuple[Floats, float], zone: Zone) -> list[int]:
    """The parties that can have no more than the level, if all have at least that."""
    factors, value = level
    raised = zone.raised(_floor(seeker, zone, factors, value))
    stuck = []
    for p in np.flatnonzero(factors > 0).tolist():
        alone = np.where(np.arange(len(factors)) == p, factors[p], 0.0)
        found = seeker.seek("sum", alone, raised)
        if found.closed and found.bound <= value + 1e-9 * max(1.0, abs(value)):
            stuck.append(p)
    return stuck
