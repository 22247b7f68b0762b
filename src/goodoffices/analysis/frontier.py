"""The frontier: deals to which no other deal is at least as good for all and better for one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from goodoffices.analysis.ahead import NONE, Ahead, ahead
from goodoffices.analysis.dominance import descending, undominated
from goodoffices.analysis.effort import Effort
from goodoffices.analysis.ladder import ladder
from goodoffices.analysis.paths import Ways
from goodoffices.analysis.problem import Problem
from goodoffices.analysis.scaling import Ints, Mask
from goodoffices.analysis.sweep import Prune, States, Sweep


@dataclass(frozen=True)
class Frontier:
    """Points that no other point beats, and the deals behind each.

    `points` has a row for each party, in readable steps, and a column for each different point, best first for the
    first party by name, then the next. `start` tells where each point's states begin in `states`; a point has more
    than one state only where worths are read at a grain.
    """

    paths: Ways
    points: Ints = field(repr=False)
    states: Ints = field(repr=False)
    start: Ints = field(repr=False)

    @property
    def problem(self) -> Problem:
        """The problem these are the deals of."""
        return self.paths.problem

    @property
    def complete(self) -> bool:
        """Whether these are all."""
        return self.paths.complete

    def members(self, point: int) -> list[int]:
        """The states that read as this point."""
        after = int(self.start[point + 1]) if point + 1 < len(self.start) else len(self.states)
        return [int(state) for state in self.states[int(self.start[point]) : after]]

    def counts(self) -> list[int]:
        """How many deals stand at each point, exact however large."""
        by_state = self.paths.counts()
        if len(self.start) == len(self.states):
            return [by_state[state] for state in self.states.tolist()]
        return [sum(by_state[state] for state in self.members(point)) for point in range(len(self.start))]

    def deals(self, point: int) -> Iterator[tuple[int, ...]]:
        """Every deal at a point: one option number for each issue in canonical order."""
        for state in self.members(point):
            yield from self.paths.deals(state)

    def worths(self, point: int) -> tuple[Fraction, ...]:
        """What a point is worth to each party, in canonical order, on the party's own scale."""
        column = self.points[:, point].tolist()
        return tuple(steps * scale.point for steps, scale in zip(column, self.problem.scales, strict=True))


def frontier(problem: Problem, effort: Effort | None = None) -> Frontier:
    """Return the frontier over all deals that the rules allow; reservations and red lines play no part.

    Deals of equal worth to every party all stay. Issue by issue, the partial deals that no other with the same
    memory beats are kept: what beats a part beats the whole. Exact; time and memory grow with the points kept.

    Method: dynamic programming over undominated states, as Nemhauser and Ullmann's for knapsacks, from memory.
    """
    if problem.plan is not None:
        rungs = ladder(problem, problem.plan)
        every = np.arange(len(rungs.at))
        return Frontier(rungs, rungs.worths, every, every)
    within = ahead(problem) if problem.bound else None
    prune = None if within is None else _possible(within)
    return collect(Sweep(problem, prune=prune, list_all=True, effort=effort or Effort()).run())


def _possible(within: Ahead) -> Prune:
    reach = within.best(np.zeros((1, len(within.problem.parties)), dtype=np.int64))

    def alive(layer: int, states: States) -> Mask:
        return np.asarray(reach[layer + 1][0][within.memory(layer, states.digits)] > NONE // 2)

    return alive


def collect(paths: Ways, holds: Callable[[Ints, Ints], Mask] | None = None) -> Frontier:
    """Return the frontier among the final states, or among those that hold."""
    if not paths.complete:
        nobody = np.zeros((len(paths.problem.parties), 0), dtype=np.int64)
        return Frontier(paths, nobody, np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))
    states = np.arange(paths.worths.shape[1])
    if holds is not None:
        states = states[holds(paths.worths, paths.flags)]
    return arrange(paths, states)


def within(front: Frontier, holds: Callable[[Ints, Ints], Mask]) -> Frontier:
    """Return the points of a complete frontier whose deals hold; what none beats, none of fewer beats."""
    if len(front.start) < len(front.states):
        return collect(front.paths, holds)
    inside = holds(front.paths.worths, front.paths.flags)[front.states]
    if inside.all():
        return front
    states = front.states[inside]
    return Frontier(front.paths, front.points[:, inside], states, np.arange(len(states)))


def arrange(paths: Ways, states: Ints) -> Frontier:
    """Return the points of these states that none of the others beats, in canonical order."""
    read = paths.problem.read(paths.worths[:, states])
    if not len(read):
        return Frontier(paths, read[:, :1], states, np.zeros(min(1, len(states)), dtype=np.int64))
    if not len(states):
        return Frontier(paths, read, states, states)
    order = descending(read)
    read = read[:, order]
    fresh = np.ones(len(order), dtype=bool)
    fresh[1:] = (read[:, 1:] != read[:, :-1]).any(axis=0)
    stay = undominated(read[:, fresh])
    of_state = stay[np.cumsum(fresh) - 1]
    start = np.flatnonzero(fresh[of_state])
    return Frontier(paths, read[:, fresh][:, stay], states[order[of_state]], start)
