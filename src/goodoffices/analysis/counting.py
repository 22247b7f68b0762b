"""How many deals there are, and how many of them lie in the zone, without listing them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import prod
from typing import Any

import numpy as np
import numpy.typing as npt

from goodoffices.analysis.ahead import NONE, Ahead, ahead
from goodoffices.analysis.effort import Effort
from goodoffices.analysis.layers import Layer
from goodoffices.analysis.problem import Problem
from goodoffices.analysis.scaling import Ints
from goodoffices.analysis.sweep import Sweep
from goodoffices.analysis.zone import Zone

HALVES = 100_000_000
HELD = 300_000
CHUNK = 2_000_000


def deals(problem: Problem) -> int | None:
    """Return the number of deals the rules allow, exact however large; `None` where the rules bind too widely."""
    if not problem.bound:
        return problem.combinations
    within = ahead(problem)
    if within.exact:
        return _ways(within)
    paths = Sweep(_without_parties(problem), beaten=True, effort=Effort(states=HELD)).run()
    return sum(paths.counts()) if paths.complete else None


def _without_parties(problem: Problem) -> Problem:
    layers = tuple(
        replace(
            layer, table=layer.table[:, :0], closes=tuple(bond for bond in layer.closes if not bond.points)
        )
        for layer in problem.layers
    )
    return replace(problem, parties=(), scales=(), least=(), nothing=(), layers=layers)


def _ways(within: Ahead) -> int:
    kind = np.int64 if within.problem.combinations < 2**62 else np.object_
    ways: npt.NDArray[Any] = np.ones(1, dtype=kind)
    for turn in reversed(within.turns):
        following = ways[turn.after]
        ways = (following if turn.dead is None else np.where(turn.dead, 0, following)).sum(axis=0)
    return int(ways[0])


def acceptable(zone: Zone, effort: Effort | None = None) -> int | None:
    """Return the number of deals in the zone, exact however large; `None` where counting would hold too much.

    Partial deals whose worths will count the same are put together: what surely suffices is brought down to what
    just suffices. Where nothing binds issues together, two halves are counted against each other.
    """
    problem = zone.problem
    if not problem.parties:
        return deals(problem)
    if not problem.bound and problem.combinations <= HALVES:
        return _halves(zone)
    limit = replace(effort or Effort(), states=HELD)
    sweep = Sweep(
        problem,
        beaten=True,
        never=zone.never,
        watched=zone.watched,
        prune=zone.prune(),
        fold=_Fold(zone),
        effort=limit,
    )
    paths = sweep.run()
    if not paths.complete:
        return None
    holds = np.flatnonzero(zone.holds(paths.worths, paths.flags))
    return sum(paths.counts(holds.tolist()))


@dataclass(frozen=True)
class _Fold:
    """Bring worths into the range in which the rest can still decide whether the party accepts."""

    zone: Zone
    span: list[tuple[Ints, Ints]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "span", self._spans())

    def _spans(self) -> list[tuple[Ints, Ints]]:
        """After each layer, the least and the most that can follow for each party, bonds set aside."""
        problem = self.zone.problem
        low = high = np.zeros((len(problem.parties), 1), dtype=np.int64)
        spans = [(low, high)]
        for layer in reversed(problem.layers):
            worst, best = _span(layer)
            low, high = low + worst, high + best
            spans.append((low, high))
        return spans[::-1]

    def __call__(self, layer: int, worths: Ints) -> Ints:
        low, high = self.span[layer + 1]
        least = np.where(self.zone.least == NONE, 0, self.zone.least)
        folded = np.clip(worths, least - high - 1, least - low)
        return np.where(self.zone.least == NONE, 0, folded)


def _span(layer: Layer) -> tuple[Ints, Ints]:
    worst = layer.table.min(axis=0)
    best = layer.table.max(axis=0)
    for bond in layer.closes:
        if bond.points:
            worst[bond.party] += min(bond.points, 0)
            best[bond.party] += max(bond.points, 0)
    return worst[:, None], best[:, None]


def _halves(zone: Zone) -> int:
    """Count pairs of half deals; exact, with as many comparisons as there are deals."""
    layers = sorted(zone.problem.layers, key=lambda layer: (-len(layer.table), layer.issue))
    halves: tuple[list[Layer], list[Layer]] = ([], [])
    for layer in layers:
        smaller = min(halves, key=lambda half: prod(len(one.table) for one in half))
        smaller.append(layer)
    left, right = (_sums(half, len(zone.problem.parties)) for half in halves)
    total = 0
    step = max(1, CHUNK // max(1, right.shape[1]))
    for low in range(0, left.shape[1], step):
        able = left[:, low : low + step, None] + right[:, None, :] >= zone.least[:, :, None]
        total += int(zone.enough(able.reshape(len(able), -1)).sum())
    return total


def _sums(layers: Sequence[Layer], parties: int) -> Ints:
    sums = np.zeros((parties, 1), dtype=np.int64)
    for layer in layers:
        sums = (sums[:, None, :] + layer.table.T[:, :, None]).reshape(parties, -1)
    return sums
