"""The best that can still come: exact bounds on what the issues not yet settled can add."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import prod
from typing import Any

import numpy as np
import numpy.typing as npt

from goodoffices.analysis.bonds import Bond, Place
from goodoffices.analysis.layers import Layer
from goodoffices.analysis.problem import Problem
from goodoffices.analysis.scaling import Ints, Mask

Values = npt.NDArray[Any]
NONE = -(2**62)
WIDEST = 200_000


@dataclass(frozen=True)
class Turn:
    """One layer for every memory that can precede it: where each option leads, what it earns, what is ruled out.

    Arrays have a row for each option and a column for each memory.
    """

    table: Ints = field(repr=False)
    after: Ints = field(repr=False)
    dead: Mask | None = field(repr=False)
    earned: tuple[tuple[int, int, Mask], ...] = field(repr=False)
    loose: bool = False

    def options(self, weights: Values, after: Values) -> Values:
        """Return what each option is worth from here on: for each weighted sum, option and memory."""
        gains: Values = (weights @ self.table.T)[:, :, None] + after[:, self.after]
        for party, points, mask in self.earned:
            extra = weights[:, party] * points
            gains += (np.maximum(extra, 0) if self.loose else extra)[:, None, None] * mask
        return (
            gains
            if self.dead is None
            else np.asarray(np.where(self.dead[None], gains.dtype.type(NONE), gains))
        )

    def before(self, weights: Values, after: Values) -> Values:
        """Return the most each weighted sum can gain from here on, for each memory before."""
        return np.asarray(np.maximum(self.options(weights, after).max(axis=1), NONE))


@dataclass(frozen=True)
class Ahead:
    """For each layer, the memories there can be, numbered, so that bounds can be looked up.

    Without `exact` there were too many memories: rules are set aside and every bonus that would help is granted,
    which bounds from above all the same.
    """

    problem: Problem
    turns: tuple[Turn, ...] = field(repr=False)
    exact: bool

    def best(self, weights: Values) -> list[Values]:
        """Return, after each number of settled issues, the most that each weighted sum can still gain.

        One row of `weights` for each sum, one column for each party; whole numbers stay whole. Entry i of the list
        has a row for each sum and a column for each memory after i layers; `NONE` where no deal can follow.
        """
        values = [np.zeros((len(weights), 1), dtype=weights.dtype)]
        for turn in reversed(self.turns):
            values.append(turn.before(weights, values[-1]))
        return values[::-1]

    def memory(self, layer: int, digits: npt.NDArray[np.int16]) -> Ints:
        """Return the number of each state's memory after a layer."""
        if not self.exact or not len(digits):
            return np.zeros(digits.shape[1], dtype=np.int64)
        return number(digits, sizes(self.problem, self.problem.layers[layer].carried))


def number(digits: npt.NDArray[np.int16], radix: Sequence[int]) -> Ints:
    """Return mixed-radix numbers from their digits, one column each; numbers too large are put closer together."""
    total = np.zeros(digits.shape[1], dtype=np.int64)
    reach = 1
    for row, size in zip(digits, radix, strict=True):
        if reach * size >= 2**62:
            total = np.unique(total, return_inverse=True)[1].reshape(-1).astype(np.int64)
            reach = len(total)
        total = total * size + row
        reach *= size
    return total


def sizes(problem: Problem, issues: Sequence[int]) -> list[int]:
    """Return how many classes of options each of these bound issues has."""
    return [int(problem.classes[issue].max()) + 1 for issue in issues]


def ahead(problem: Problem, lines: frozenset[int] = frozenset()) -> Ahead:
    """Return what can follow what; deals that cross one of these red lines do not count."""
    widths = [prod(sizes(problem, layer.carried)) for layer in problem.layers]
    exact = all(
        width * len(layer.table) <= WIDEST * 10 for width, layer in zip(widths, problem.layers, strict=True)
    )
    exact = exact and max(widths, default=1) <= WIDEST
    if not exact:
        return Ahead(problem, tuple(_loose(layer) for layer in problem.layers), exact=False)
    turns = []
    before: tuple[int, ...] = ()
    for layer in problem.layers:
        turns.append(_turn(problem, layer, before, lines))
        before = layer.carried
    return Ahead(problem, tuple(turns), exact=True)


def _loose(layer: Layer) -> Turn:
    nowhere = np.zeros((len(layer.table), 1), dtype=np.int64)
    everywhere = np.ones((len(layer.table), 1), dtype=bool)
    earned = tuple((bond.party, bond.points, everywhere) for bond in layer.closes if bond.points)
    return Turn(layer.table, nowhere, None, earned, loose=True)


def _turn(problem: Problem, layer: Layer, before: tuple[int, ...], lines: frozenset[int]) -> Turn:
    own = problem.classes.get(layer.issue)
    radix = sizes(problem, before)
    digits = np.array(np.unravel_index(np.arange(prod(radix)), radix or (1,)))[: len(before)]
    known = dict(zip(before, digits, strict=True))
    shape = (len(layer.table), digits.shape[1] if len(before) else 1)
    after = np.zeros(shape, dtype=np.int64)
    for issue, size in zip(layer.carried, sizes(problem, layer.carried), strict=True):
        digit = known[issue][None, :] if issue in known else _column(own)
        after = after * size + digit
    dead, earned = None, []
    for bond in layer.closes:
        mask = stands(problem, bond, layer.issue, known, shape)
        if bond.points:
            earned.append((bond.party, bond.points, mask))
        elif bond.line < 0 or bond.line in lines:
            dead = mask if dead is None else dead | mask
    return Turn(layer.table, after, dead, tuple(earned))


def _column(own: Ints | None) -> Ints:
    if own is None:
        raise LookupError("a carried issue has classes")
    return own[:, None]


def stands(
    problem: Problem, bond: Bond, issue: int, known: Mapping[int, npt.NDArray[Any]], shape: tuple[int, int]
) -> Mask:
    """Mark, for each option of an issue and each column of known classes, whether a bond's terms stand."""

    def term(place: Place) -> Mask:
        where, option = place
        code = problem.classes[where]
        if where == issue:
            return np.asarray(code == code[option])[:, None]
        return np.asarray(known[where] == code[option])[None, :]

    mask = np.ones(shape, dtype=bool)
    for place in bond.terms:
        mask &= term(place)
    for place in bond.unless:
        mask &= ~term(place)
    return mask
