"""What given deals are worth, which red lines they cross, and whether the rules allow them."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from goodoffices.analysis.bonds import Bond
from goodoffices.analysis.problem import Problem
from goodoffices.analysis.scaling import Ints, Mask

Choices = npt.NDArray[Any]
"""A row for each deal, an option number for each issue in canonical order."""


def weighed(problem: Problem, choices: Choices, lines: frozenset[int]) -> tuple[Ints, Ints, Mask]:
    """Return the worths (a row for each party), who has one of these lines crossed (a bit each), what is legal."""
    worths = np.zeros((len(problem.parties), len(choices)), dtype=np.int64)
    for layer in problem.layers:
        worths += layer.table[choices[:, layer.issue]].T
    flags = np.zeros(len(choices), dtype=np.int64)
    legal = np.ones(len(choices), dtype=bool)
    for bond in problem.bonds:
        stands = _stands(bond, choices)
        if bond.points:
            worths[bond.party] += bond.points * stands
        elif bond.line < 0:
            legal &= ~stands
        elif bond.line in lines:
            flags |= stands.astype(np.int64) << bond.party
    return worths, flags, legal


def _stands(bond: Bond, choices: Choices) -> Mask:
    stands = np.ones(len(choices), dtype=bool)
    for issue, option in bond.terms:
        stands &= choices[:, issue] == option
    for issue, option in bond.unless:
        stands &= choices[:, issue] != option
    return stands


def chosen(problem: Problem, deal: Sequence[str]) -> Choices:
    """Return one deal, given as options in canonical order of issues, by numbers."""
    return np.array([[names.index(option) for names, option in zip(problem.options, deal, strict=True)]])
