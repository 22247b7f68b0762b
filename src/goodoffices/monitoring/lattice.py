"""The lattice of what is still to be delivered, and the easiest way down it."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm, prod

import numpy as np
import numpy.typing as npt

from goodoffices.core.errors import Refused

MOST_STATES = 1 << 20
MOST_DELIVERIES = 20_000
MOST_WORK = 30_000_000
BLOCKED = np.int32(2**31 - 1)
_TOO_MANY = "{many} ways of standing half-way are too many to weigh exactly (at most {most}, fewer where several deliveries make one step); deliver in larger lots, or make alike things one item"

Ranks = npt.NDArray[np.int32]
Places = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Needs:
    """What a party must stand to lose at each state so that it stays: its rank among `values`, rising from 0."""

    values: tuple[Fraction, ...]
    ranks: Ranks


class Lattice:
    """States are the counts still to be delivered of each kind, numbered by mixed radix; 0 is the end.

    Refuses a lattice too large to walk, saying how large it is.
    """

    def __init__(self, counts: tuple[int, ...], at_once: int) -> None:
        self.counts = counts
        self.at_once = min(at_once, sum(counts))
        self.one_step = at_once >= sum(counts)
        self.size = 2 if self.one_step else prod(count + 1 for count in counts)
        self.work = self.size * len(counts) * self.at_once
        if sum(counts) > MOST_DELIVERIES:
            raise Refused(
                "{many} deliveries are too many to put in order (at most {most}); deliver in larger lots",
                many=sum(counts),
                most=MOST_DELIVERIES,
            )
        if self.size > MOST_STATES or (self.work > MOST_WORK and not self.one_step):
            raise Refused(_TOO_MANY, many=self.size, most=MOST_STATES)
        self._strides = [prod(count + 1 for count in counts[kind + 1 :]) for kind in range(len(counts))]
        self._levels = [] if self.one_step else self._by_level()

    def needs(self, worths: Sequence[Fraction]) -> Needs:
        """Return the needs of a party from the worth of one delivery of each kind."""
        scale = lcm(*(worth.denominator for worth in worths))
        whole = [int(worth * scale) for worth in worths]
        if self.one_step:
            total = sum(w * count for w, count in zip(whole, self.counts, strict=True))
            needed: npt.NDArray[np.generic] = np.array([0, max(0, -total)], dtype=object)
        else:
            needed = self._rest(whole)
        values, ranks = np.unique(needed, return_inverse=True)
        return Needs(tuple(Fraction(int(v), scale) for v in values), ranks.astype(np.int32))

    def _rest(self, whole: Sequence[int]) -> npt.NDArray[np.generic]:
        most = sum(abs(worth) * count for worth, count in zip(whole, self.counts, strict=True))
        kind = np.int64 if most < 2**62 else object
        rest = np.zeros((1,), dtype=kind)
        for worth, count in zip(whole, self.counts, strict=True):
            step = np.arange(count + 1).astype(kind) * (worth if kind is object else np.int64(worth))
            rest = np.add.outer(rest, step).reshape(-1)
        return np.maximum(-rest, 0)

    def _by_level(self) -> list[tuple[Places, list[tuple[Places, Places]]]]:
        """Return, level by level, the states, and for each kind which of them still hold one and where it leads."""
        height = np.zeros((1,), dtype=np.int32)
        for count in self.counts:
            height = np.add.outer(height, np.arange(count + 1, dtype=np.int32)).reshape(-1)
        order = np.argsort(height, kind="stable").astype(np.int32)
        cuts = np.searchsorted(height[order], np.arange(1, sum(self.counts) + 1))
        return [(states, self._downward(states)) for states in np.split(order, cuts)[1:]]

    def _downward(self, states: Places) -> list[tuple[Places, Places]]:
        ways = []
        for stride, count in zip(self._strides, self.counts, strict=True):
            holding = np.flatnonzero(states // stride % (count + 1)).astype(np.int32)
            ways.append((holding, states[holding] - np.int32(stride)))
        return ways

    def least(self, ranks: Ranks) -> Ranks:
        """Return for each state the least bound under which the end can be reached from it.

        Row *j* allows first up to *j* deliveries that pass no state; row 0 is the answer proper.
        """
        if self.one_step:
            return np.array([[ranks[0], max(ranks[0], ranks[1])]], dtype=np.int32)
        table = np.full((self.at_once, self.size), BLOCKED, dtype=np.int32)
        table[:, 0] = ranks[0]
        for states, ways in self._levels:
            below = np.full((self.at_once, len(states)), BLOCKED, dtype=np.int32)
            for holding, next_states in ways:
                below[:, holding] = np.minimum(below[:, holding], table[:, next_states])
            table[0, states] = np.maximum(ranks[states], below[-1])
            table[1:, states] = np.minimum(table[0, states], below[:-1])
        return table

    def easiest(self, needs: Sequence[Needs]) -> tuple[Fraction, list[list[int]]]:
        """Return the least penalty that, the same for all, makes some order hold, and such an order by kinds."""
        values = sorted({value for need in needs for value in need.values})
        place = {value: rank for rank, value in enumerate(values)}
        ranks = np.zeros(self.size, dtype=np.int32)
        for need in needs:
            common = np.array([place[value] for value in need.values], dtype=np.int32)
            ranks = np.maximum(ranks, common[need.ranks])
        table = self.least(ranks)
        return values[table[0, -1]], self._walk(table)

    def within(self, needs: Sequence[Needs], deposits: Sequence[Fraction]) -> list[list[int]] | None:
        """Return an order by kinds that holds with these deposits, or None if there is none."""
        short = np.zeros(self.size, dtype=np.int32)
        for need, deposit in zip(needs, deposits, strict=True):
            short |= (need.ranks >= bisect_right(need.values, deposit)).astype(np.int32)
        table = self.least(short)
        return None if table[0, -1] else self._walk(table)

    def _walk(self, table: Ranks) -> list[list[int]]:
        """Return steps from the start to the end: as few deliveries at once as will do, then those that
        leave the least need, then in the order given.
        """
        if self.one_step:
            return [[kind for kind, count in enumerate(self.counts) for _ in range(count)]]
        bound = table[0, -1]
        state, steps = self.size - 1, []
        while state:
            step: list[int] = []
            size = next(j for j in range(self.at_once) if self._next(state, table[j], bound))
            for j in range(size, -1, -1):
                if step and table[0, state] <= bound:
                    break
                kind = self._next(state, table[j], bound)[0]
                step.append(kind)
                state -= self._strides[kind]
            steps.append(sorted(step))
        return steps

    def _next(self, state: int, row: Ranks, bound: int) -> list[int]:
        """Return the kinds that lead to a state within the bound, the least first."""
        kinds = [
            kind
            for kind, (stride, count) in enumerate(zip(self._strides, self.counts, strict=True))
            if state // stride % (count + 1) and row[state - stride] <= bound
        ]
        return sorted(kinds, key=lambda kind: int(row[state - self._strides[kind]]))
