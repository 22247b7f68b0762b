"""Putting partial deals together: equal worths become one state, and what is surely beaten goes."""

from dataclasses import dataclass

import numpy as np

from goodoffices.analysis.dominance import (
    Check,
    Order,
    covered,
    descending,
    go_on,
    packed,
    rising,
    undominated,
)
from goodoffices.analysis.scaling import Ints, Mask


@dataclass(frozen=True)
class Kept:
    """Which candidates stay: `edges` all of them, state by state; `start` where each state's begin (none: one each)."""

    edges: Order
    start: Ints | None

    @property
    def states(self) -> Order:
        """One candidate for each state."""
        return self.edges if self.start is None else self.edges[self.start]


def merge(worths: Ints, groups: Ints | None, margins: Ints | None, check: Check = go_on) -> Kept:
    """Return one state for each distinct worth in each group; with `margins` only those that may stay unbeaten.

    A candidate goes when another in its group is worth at least as much to all parties and more by a margin to one;
    margins of 1 are plain dominance. Equal candidates stay together, whatever way led to them.
    """
    if not worths.shape[1]:
        return Kept(np.zeros(0, dtype=np.intp), None)
    if not len(worths):
        return _alone(groups, worths.shape[1])
    if len(worths) == 2 and groups is None and margins is not None and (margins == 1).all():
        numbers = packed([*worths])
        if numbers is not None:
            return _pair(numbers, int(worths[1].max()) - int(worths[1].min()))
    order = descending(worths, groups)
    sorted_worths = worths[:, order]
    sorted_groups = None if groups is None else groups[order]
    fresh = _fresh(sorted_worths, sorted_groups)
    firsts = np.flatnonzero(fresh)
    stay = np.ones(len(firsts), dtype=bool)
    if margins is not None:
        held = None if sorted_groups is None else sorted_groups[firsts]
        stay = _unbeaten(sorted_worths[:, firsts], held, margins, check)
    if len(firsts) == len(order):
        return Kept(order[stay], None)
    of_state = stay[np.cumsum(fresh) - 1]
    opening = fresh[of_state]
    if opening.all():
        return Kept(order[of_state], None)
    return Kept(order[of_state], np.flatnonzero(opening))


def _pair(numbers: Ints, span: int) -> Kept:
    """Two parties, each candidate one number whose low bits are the second's worth: the path most often taken."""
    order = np.argsort(numbers, kind="stable")[::-1]
    ordered = numbers[order]
    stay = rising(ordered & ((1 << span.bit_length()) - 1))
    again = np.zeros(len(order), dtype=bool)
    np.equal(ordered[1:], ordered[:-1], out=again[1:])
    if not again.any():
        return Kept(order[stay], None)
    fresh = ~again
    of_state = stay[fresh][np.cumsum(fresh) - 1]
    edges, opening = order[of_state], fresh[of_state]
    return Kept(edges, None) if opening.all() else Kept(edges, np.flatnonzero(opening))


def _alone(groups: Ints | None, count: int) -> Kept:
    """No party at all: one state for each group."""
    if groups is None:
        return Kept(np.arange(count), np.zeros(1, dtype=np.int64))
    order = np.argsort(groups, kind="stable")
    return Kept(order, np.flatnonzero(np.diff(groups[order], prepend=groups.min() - 1)))


def _fresh(worths: Ints, groups: Ints | None) -> Mask:
    """Mark each column that differs from the one before."""
    fresh = np.zeros(worths.shape[1], dtype=bool)
    fresh[0] = True
    for row in worths if groups is None else (*worths, groups):
        fresh[1:] |= row[1:] != row[:-1]
    return fresh


def _unbeaten(worths: Ints, groups: Ints | None, margins: Ints, check: Check) -> Mask:
    """Mark the distinct, sorted columns that none in the same group surely beats."""
    if groups is None:
        return _spared(worths, margins, check)
    if len(worths) == 2 and (margins == 1).all():
        return _two(worths[1], groups)
    stay = np.zeros(worths.shape[1], dtype=bool)
    edges = np.flatnonzero(np.diff(groups)) + 1
    for low, high in zip((0, *edges.tolist()), (*edges.tolist(), len(groups)), strict=True):
        stay[low:high] = _spared(worths[:, low:high], margins, check)
    return stay


def _two(second: Ints, groups: Ints) -> Mask:
    """Two parties: in each group keep what rises; each group is lifted above the one before."""
    ranks = np.unique(second, return_inverse=True)[1].reshape(-1)
    lifted = ranks + groups * (int(ranks.max()) + 1)
    stay = np.ones(len(second), dtype=bool)
    stay[1:] = lifted[1:] > np.maximum.accumulate(lifted)[:-1]
    return stay


def _spared(worths: Ints, margins: Ints, check: Check) -> Mask:
    """Mark what is undominated, and what is dominated by less than a margin in every row."""
    stay = undominated(worths, check)
    if (margins == 1).all():
        return stay
    doubtful = np.flatnonzero(~stay)
    front = worths[:, stay]
    for party, margin in enumerate(margins.tolist()):
        if margin >= 2**62 or not len(doubtful):
            continue
        lifted = worths[:, doubtful]
        lifted[party] += margin
        doubtful = doubtful[~covered(lifted, front, check)]
    stay[doubtful] = True
    return stay
