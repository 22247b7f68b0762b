"""What stands in the way of an empty zone: every minimal set of demands that cannot hold together."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from goodoffices.analysis.ahead import NONE
from goodoffices.analysis.effort import Effort
from goodoffices.analysis.problem import Problem
from goodoffices.analysis.scaling import Ints
from goodoffices.analysis.seeker import Seeker
from goodoffices.analysis.sweep import Sweep
from goodoffices.analysis.zone import Demands, Zone
from goodoffices.core.terms import Terms

Demand = tuple[str, int]
"""("reservation", party) or ("line", red line), by number in the problem."""
Demanded = frozenset[Demand]

MOST_BLOCKS = 10_000
HELD = 20_000
BITS = 62


@dataclass(frozen=True)
class Block:
    """Demands that cannot all be met, each needed for that: whose they are, and which red lines, if any.

    `reservations` are parties that insist on no less than no deal is worth to them. Where not everybody's acceptance
    is needed, the demands leave too few who can accept.
    """

    reservations: tuple[str, ...]
    lines: tuple[tuple[str, Terms], ...]

    @property
    def parties(self) -> tuple[str, ...]:
        """Whose demands they are."""
        return tuple(sorted({*self.reservations, *(party for party, _ in self.lines)}))


@dataclass(frozen=True)
class Blocks:
    """All minimal sets of demands that cannot be met; without `complete` those that were found.

    An empty set among them says that the rules of the text leave no deal at all.
    """

    sets: tuple[Block, ...]
    complete: bool


def blocks(problem: Problem, effort: Effort | None = None) -> Blocks:
    """Return every minimal set of demands that no deal meets; rules always hold.

    A reservation is one demand, each red line another. Found by turning maximal sets that can be met into minimal
    ones that cannot (minimal transversals of their complements) until no new one appears.

    Method: dualize and advance, from memory; Berge's step for transversals.
    """
    oracle = Possible(problem, effort or Effort())
    every = frozenset(_every(problem))
    found, complete = _minimal(every, oracle)
    told = tuple(_block(problem, one) for one in sorted(found, key=lambda one: (len(one), sorted(one))))
    return Blocks(told, complete)


def _every(problem: Problem) -> Iterator[Demand]:
    yield from (("reservation", party) for party in range(len(problem.parties)))
    yield from (("line", line) for line in range(len(problem.lines)))


def demands(some: Iterable[Demand]) -> Demands:
    """Return a set of demands as a zone takes them."""
    chosen = list(some)
    return Demands(
        frozenset(place for kind, place in chosen if kind == "reservation"),
        frozenset(place for kind, place in chosen if kind == "line"),
    )


def _block(problem: Problem, found: Demanded) -> Block:
    some = demands(found)
    lines = tuple(
        (problem.parties[problem.lines[line][0]], problem.lines[line][1]) for line in sorted(some.lines)
    )
    return Block(tuple(problem.parties[party] for party in sorted(some.reservations)), lines)


@dataclass
class Possible:
    """Whether some deal meets given demands; `None` where the effort did not tell.

    Where not all must accept, it is enough that enough parties' demands are met; with `everybody` all must be.
    """

    problem: Problem
    effort: Effort
    everybody: bool = False
    known: dict[Demanded, bool | None] = field(default_factory=dict, repr=False)

    def __call__(self, some: Demanded) -> bool | None:
        """Return whether enough parties can accept a deal if only these demands are made."""
        if some not in self.known:
            self.known[some] = self._ask(some)
        return self.known[some]

    def _ask(self, some: Demanded) -> bool | None:
        whole = self.problem
        if self.everybody:
            whole = replace(whole, case=replace(whole.case, enough=None))
        here = Zone(whole, demands(some))
        if self._patterns is None:
            empty = Seeker(here, self.effort.share(8)).empty
            return None if empty is None else not empty
        worths, flags = self._patterns
        able = np.array(worths >= here.least)
        for line in here.demands.lines:
            able[self.problem.lines[line][0]] &= (flags >> line) & 1 == 0
        return bool((able.all(axis=0) if self.everybody else here.enough(able)).any())

    @cached_property
    def _patterns(self) -> tuple[Ints, Ints] | None:
        """The worths and red lines crossed of deals such that any other meets fewer demands; if not too many."""
        problem = self.problem
        if len(problem.lines) > BITS:
            return None
        sweep = Sweep(
            problem,
            watched={line: line for line in range(len(problem.lines))},
            fold=_Enough(Zone(problem, demands(_every(problem)))),
            list_all=True,
            effort=replace(self.effort.share(4), states=HELD),
        )
        paths = sweep.run()
        return (paths.worths, paths.flags) if paths.complete else None


@dataclass(frozen=True)
class _Enough:
    """Bring down what surely meets a reservation to what just meets it, so that more counts the same."""

    zone: Zone

    @cached_property
    def _lows(self) -> list[Ints]:
        """After each layer, the least that can follow for each party, bonds only to the worse."""
        problem = self.zone.problem
        low = np.zeros((len(problem.parties), 1), dtype=np.int64)
        lows = [low]
        for layer in reversed(problem.layers):
            worst = layer.table.min(axis=0)
            for bond in layer.closes:
                worst[bond.party] += min(bond.points, 0)
            low = low + worst[:, None]
            lows.append(low)
        return lows[::-1]

    def __call__(self, layer: int, worths: Ints) -> Ints:
        least = np.where(self.zone.least == NONE, 0, self.zone.least)
        return np.asarray(np.minimum(worths, least - self._lows[layer + 1]))


def _minimal(every: Demanded, possible: Callable[[Demanded], bool | None]) -> tuple[set[Demanded], bool]:
    """Return the minimal sets that are not possible, and whether those are all."""
    if not possible(frozenset()):
        return {frozenset()}, True
    complete = True
    certain: set[Demanded] = set()
    complements = [every - _grown(frozenset(), every, possible)]
    transversals: set[Demanded] = {frozenset({demand}) for demand in complements[0]}
    while True:
        doubtful = sorted(transversals - certain, key=lambda one: (len(one), sorted(one)))
        fresh = None
        for one in doubtful:
            answer = possible(one)
            complete = complete and answer is not None
            if answer:
                fresh = every - _grown(one, every, possible)
                break
            certain.add(one)
        if fresh is None:
            return transversals, complete
        transversals = _crossed(transversals, fresh)
        if len(transversals) > MOST_BLOCKS:
            return {one for one in transversals if possible(one) is False}, False


def _grown(start: Demanded, every: Demanded, possible: Callable[[Demanded], bool | None]) -> Demanded:
    """Add demands as long as some deal meets them all."""
    grown = start
    for demand in sorted(every - start):
        if possible(grown | {demand}):
            grown = grown | {demand}
    return grown


def _crossed(transversals: set[Demanded], edge: Demanded) -> set[Demanded]:
    """Return the minimal sets that meet every edge so far and one more (Berge's step)."""
    hitting = {one for one in transversals if one & edge}
    missing = [one for one in transversals if not one & edge]
    grown = {one | {demand} for one in missing for demand in edge}
    fresh = {one for one in grown if not any(other < one or other == one for other in hitting)}
    kept = {one for one in fresh if not any(other < one for other in fresh)}
    return hitting | kept
