"""The zone of agreement: what is demanded of a deal, and which partial deals can still meet it."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from goodoffices.analysis.ahead import NONE, Ahead, Values, ahead
from goodoffices.analysis.effort import Effort
from goodoffices.analysis.paths import Paths
from goodoffices.analysis.problem import Problem
from goodoffices.analysis.scaling import Ints, Mask
from goodoffices.analysis.sweep import Prune, States, Sweep
from goodoffices.core.interests import AnyOf, AtLeast


@dataclass(frozen=True)
class Demands:
    """Which parties insist on their reservation, and which red lines stand; by number in the problem."""

    reservations: frozenset[int]
    lines: frozenset[int]


def all_demands(problem: Problem) -> Demands:
    """Return every reservation and every red line."""
    return Demands(frozenset(range(len(problem.parties))), frozenset(range(len(problem.lines))))


@dataclass(frozen=True)
class Zone:
    """The deals that enough parties accept, each by the demands it makes here.

    Where all must accept, a deal that crosses a red line is out; else each party's crossing is noted, and whether
    enough accept is judged of the whole. A `floor` is what a deal must give every party besides, acceptable or not.
    """

    problem: Problem
    demands: Demands = field(repr=False)
    floor: tuple[int, ...] | None = field(default=None, repr=False)

    def raised(self, floor: tuple[int, ...]) -> "Zone":
        """Return the same zone with a floor; what was worked out of it still holds."""
        above = replace(self, floor=floor)
        known = ("unanimous", "least", "never", "watched", "ahead", "reach")
        vars(above).update({name: getattr(self, name) for name in known})
        return above

    @cached_property
    def unanimous(self) -> bool:
        """Whether every party must accept."""
        enough = self.problem.case.enough
        everybody = frozenset(self.problem.parties)
        if isinstance(enough, AtLeast):
            return enough.count == len(everybody) or enough.including == everybody
        return enough is None or all(one == everybody for one in enough.sets)

    @cached_property
    def least(self) -> Ints:
        """The smallest whole number acceptable to each party, as a column."""
        return np.array(
            [
                [least if p in self.demands.reservations else NONE]
                for p, least in enumerate(self.problem.least)
            ],
            dtype=np.int64,
        ).reshape(-1, 1)

    @cached_property
    def never(self) -> frozenset[int]:
        """Red lines that no deal of the zone crosses."""
        return self.demands.lines if self.unanimous else frozenset()

    @cached_property
    def watched(self) -> dict[int, int]:
        """Red lines whose crossing is noted, with the party's bit."""
        return (
            {}
            if self.unanimous
            else {line: self.problem.lines[line][0] for line in sorted(self.demands.lines)}
        )

    @cached_property
    def ahead(self) -> Ahead:
        """What can follow what, within the zone's rules."""
        return ahead(self.problem, self.never)

    @cached_property
    def reach(self) -> list[Values]:
        """After each number of settled issues, the most each party can still gain."""
        return self.ahead.best(np.eye(len(self.problem.parties), dtype=np.int64))

    def accepting(self, worths: Ints, flags: Ints) -> Mask:
        """Mark, for each party and each column, whether it accepts."""
        able = worths >= self.least
        if self.watched:
            able &= (flags[None, :] >> np.arange(len(able))[:, None]) & 1 == 0
        return np.asarray(able)

    def holds(self, worths: Ints, flags: Ints) -> Mask:
        """Mark the columns that enough parties accept."""
        enough = self.enough(self.accepting(worths, flags))
        if self.floor is None:
            return enough
        floor = np.array(self.floor, dtype=np.int64)[:, None]
        return np.asarray(enough & (worths >= floor).all(axis=0))

    def admits(self, worths: Ints, crossed: Ints) -> Mask:
        """Mark the whole deals in the zone, given whose red lines each crosses, a bit for each party."""
        holds = self.holds(worths, crossed)
        return np.asarray(holds & (crossed == 0)) if self.unanimous else holds

    def enough(self, able: Mask) -> Mask:
        """Mark the columns in which these parties are enough."""
        enough = self.problem.case.enough
        if self.unanimous or enough is None:
            return np.asarray(able.all(axis=0))
        if isinstance(enough, AtLeast):
            return np.asarray(
                (able.sum(axis=0) >= enough.count) & able[self._rows(enough.including)].all(axis=0)
            )
        return self._any_of(enough, able)

    def _any_of(self, enough: AnyOf, able: Mask) -> Mask:
        result = np.zeros(able.shape[1], dtype=bool)
        for one in enough.sets:
            result |= able[self._rows(one)].all(axis=0)
        return result

    def _rows(self, parties: Iterable[str]) -> list[int]:
        return [self.problem.parties.index(party) for party in sorted(parties)]

    def prune(self) -> Prune:
        """Return a test of which partial deals can still end in the zone."""

        def alive(layer: int, states: States) -> Mask:
            reach = self.reach[layer + 1][:, self.ahead.memory(layer, states.digits)]
            possible = self.holds(states.worths + reach, states.flags)
            return possible & (reach > NONE // 2).all(axis=0) if len(reach) else possible

        return alive

    def frontier(self, effort: Effort) -> Paths:
        """Sweep the deals of the zone that no other deal of the zone surely beats.

        The bits of red lines crossed are kept apart, so that nothing is dropped for a deal fewer would accept; the
        result still holds deals beaten across bits.
        """
        return Sweep(
            self.problem,
            never=self.never,
            watched=self.watched,
            prune=self.prune(),
            list_all=True,
            effort=effort,
        ).run()


def zone(problem: Problem, demands: Demands | None = None) -> Zone:
    """Return the zone under all demands, or under these."""
    return Zone(problem, all_demands(problem) if demands is None else demands)
