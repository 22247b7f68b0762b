"""Searches of one zone: whether it is empty, what each party could have at best, and the deals kept for a choice."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
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
