"""The frontier of two parties whose points are small whole numbers: one rung for each worth of the first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from goodoffices.analysis.paths import grown
from goodoffices.analysis.problem import Problem
from goodoffices.analysis.rungs import Plan, Shift
from goodoffices.analysis.scaling import Ints

Rungs = npt.NDArray[Any]


@dataclass(frozen=True)
class Ladder:
    """For each number of settled issues and each worth of one party, the best the other can have with at least that.

    A rung that is better than the next one up is a point of the frontier of the issues settled so far. The deals
    behind a point are found by asking each option where it must have come from: a rung with just the rest of the
    other's worth. (Such a rung is a point itself: were the next one up as good, the deal would be beaten.)
    """

    problem: Problem
    along: int
    unit: int
    shifts: tuple[Shift, ...] = field(repr=False)
    rungs: tuple[Rungs, ...] = field(repr=False)

    complete = True
    why = ""

    @cached_property
    def at(self) -> Ints:
        """The rungs that are points, best first for the first party."""
        found = _points(self.rungs[-1])
        return found[::-1] if self.along == 0 else found

    @cached_property
    def worths(self) -> Ints:
        """The worth of each point to both parties, a row each."""
        own = self.at * self.unit + sum(int(shift.layer.table[:, self.along].min()) for shift in self.shifts)
        other = self.rungs[-1][self.at].astype(np.int64)
        return np.stack([own, other] if self.along == 0 else [other, own])

    @property
    def flags(self) -> Ints:
        """No red line is watched here."""
        return np.zeros(len(self.at), dtype=np.int64)

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many points there were after each issue."""
        return tuple(len(_points(rungs)) for rungs in self.rungs[1:])

    @cached_property
    def totals(self) -> npt.NDArray[Any]:
        """How many deals lead to each point."""
        counts: npt.NDArray[Any] = np.ones(1, dtype=np.int64)
        for before, after, shift in zip(self.rungs, self.rungs[1:], self.shifts, strict=False):
            at = _points(after)
            counts = grown(counts, len(shift.up))
            following = np.zeros(len(after), dtype=counts.dtype)
            for up, gain in zip(shift.up, shift.gain, strict=True):
                came = at - up
                hit = np.flatnonzero((came >= 0) & (came < len(before)))
                hit = hit[before[came[hit]] == after[at[hit]] - gain]
                following[at[hit]] += counts[came[hit]]
            counts = following
        return counts[self.at]

    def deals(self, state: int) -> Iterator[tuple[int, ...]]:
        """Yield every deal at a point: one option number for each issue in canonical order."""
        choice = [0] * len(self.shifts)
        depth = len(self.shifts)
        at = int(self.at[state])
        turns = [self._ways(depth, at, int(self.rungs[-1][at]))]
        while turns:
            option, came, worth = next(turns[-1], (-1, 0, 0))
            if option < 0:
                turns.pop()
                continue
            settled = depth - len(turns)
            choice[self.shifts[settled].layer.issue] = option
            if settled:
                turns.append(self._ways(settled, came, worth))
            else:
                yield tuple(choice)

    def _ways(self, settled: int, at: int, worth: int) -> Iterator[tuple[int, int, int]]:
        """The options that lead to a point after so many issues, and the points they come from."""
        shift, before = self.shifts[settled - 1], self.rungs[settled - 1]
        for option, (up, gain) in enumerate(zip(shift.up, shift.gain, strict=True)):
            came = at - up
            if 0 <= came < len(before) and before[came] == worth - gain:
                yield option, came, worth - gain

    def some(self, states: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
        """Return one deal for each of these points: a row of option numbers in canonical order of issues."""
        found = np.zeros((len(states), len(self.shifts)), dtype=np.intp)
        at = self.at[states]
        worth = self.rungs[-1][at]
        for before, shift in zip(self.rungs[-2::-1], self.shifts[::-1], strict=True):
            came = at[:, None] - shift.ups
            left = worth[:, None] - shift.gains
            hit = before.take(came, mode="clip") == left
            hit &= (came >= 0) & (came < len(before))
            option = hit.argmax(axis=1)
            found[:, shift.layer.issue] = option
            at, worth = at - shift.ups[option], worth - shift.gains[option]
        return found

    def counts(self, within: Sequence[int] | None = None) -> list[int]:
        """Return how many deals stand at each point (or at those `within`), exact however large."""
        chosen = self.totals if within is None else self.totals[np.asarray(within, dtype=np.intp)]
        return [int(one) for one in chosen]


def _points(rungs: Rungs) -> npt.NDArray[np.intp]:
    corner = np.ones(len(rungs), dtype=bool)
    np.greater(rungs[:-1], rungs[1:], out=corner[:-1])
    return np.flatnonzero(corner)


def ladder(problem: Problem, made: Plan) -> Ladder:
    """Return the frontier of two parties over all deals, by rungs.

    After each issue the rung at worth x holds the best over its options of the rung at x less the option's points:
    streaming additions and maxima over whole arrays, no sorting. Exact.
    """
    rungs: list[Rungs] = [np.zeros(1, dtype=made.kind)]
    for moves in made.moves:
        rungs.append(_climb(rungs[-1], moves))
    return Ladder(problem, made.along, made.unit, made.shifts, tuple(rungs))


def _climb(before: Rungs, moves: list[tuple[int, int]]) -> Rungs:
    """Add one issue. Below its lowest rung a ladder goes on level; the furthest move fills every rung."""
    far, much = moves[0]
    after = np.empty(len(before) + far, dtype=before.dtype)
    np.add(before, much, out=after[far:])
    after[:far] = after[far]
    if len(moves) == 1:
        return after
    level = before
    if moves[1][0]:
        level = np.empty(len(before) + moves[1][0], dtype=before.dtype)
        level[moves[1][0] :] = before
        level[: moves[1][0]] = before[0]
    room = np.empty_like(level)
    for up, gain in moves[1:]:
        end = len(before) + up
        np.add(level[len(level) - end :], gain, out=room[:end])
        np.maximum(after[:end], room[:end], out=after[:end])
    return after
