"""How the deals behind kept worths are found again: every choice that led there, ties included."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from goodoffices.analysis.problem import Problem
from goodoffices.analysis.scaling import Ints


def grown(counts: npt.NDArray[Any], times: int) -> npt.NDArray[Any]:
    """Return counts that can be added so many times: beyond 64 bits they go on as Python's whole numbers."""
    if counts.dtype != np.object_ and len(counts) and int(counts.max()) * max(1, times) >= 2**62:
        return counts.astype(np.object_)
    return counts


class Ways(Protocol):
    """What an analysis needs to know of kept deals, however they were found."""

    @property
    def problem(self) -> Problem:
        """Whose deals they are."""

    @property
    def worths(self) -> Ints:
        """A row for each party, a column for each kept state."""

    @property
    def flags(self) -> Ints:
        """The red lines crossed, where they were watched."""

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many states there were after each issue."""

    @property
    def complete(self) -> bool:
        """Whether these are all."""

    @property
    def why(self) -> str:
        """What stopped it, if they are not."""

    def counts(self, within: Sequence[int] | None = None) -> list[int]:
        """How many deals lead to each state, or to those within."""

    def deals(self, state: int) -> Iterator[tuple[int, ...]]:
        """Every deal that leads to a state."""

    def some(self, states: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
        """One deal for each of these states."""


@dataclass(frozen=True)
class Step:
    """The choices of one layer that were kept.

    `start` is the first choice of each state, where some state was reached in more than one way; without it there
    is one choice for each state.
    """

    parent: npt.NDArray[np.int32]
    option: npt.NDArray[np.uint16]
    start: Ints | None

    @property
    def states(self) -> int:
        """How many states the layer has."""
        return len(self.parent) if self.start is None else len(self.start)

    def choices(self, state: int) -> list[tuple[int, int]]:
        """The (option, parent) pairs that lead to a state, in order."""
        if self.start is None:
            return [(int(self.option[state]), int(self.parent[state]))]
        first = int(self.start[state])
        after = int(self.start[state + 1]) if state + 1 < len(self.start) else len(self.parent)
        pairs = zip(self.option[first:after].tolist(), self.parent[first:after].tolist(), strict=True)
        return sorted(pairs)


@dataclass(frozen=True)
class Paths:
    """The states left after the last layer, and the way to each.

    `worths` has a row for each party, in whole numbers, and a column for each state; `flags` are the red lines
    crossed, one bit each, where they were watched. When `complete` is false the sweep stopped after
    `len(steps)` layers, whose sizes are in `sizes`, and `why` says what stopped it.
    """

    problem: Problem
    steps: tuple[Step, ...] = field(repr=False)
    worths: Ints = field(repr=False)
    flags: Ints = field(repr=False)
    sizes: tuple[int, ...]
    complete: bool
    why: str = ""

    def counts(self, within: Sequence[int] | None = None) -> list[int]:
        """Return how many deals lead to each final state (to those `within`), exact however large."""
        chosen = self.totals if within is None else self.totals[np.asarray(within, dtype=np.intp)]
        return [int(one) for one in chosen]

    @cached_property
    def totals(self) -> npt.NDArray[Any]:
        """How many deals lead to each final state."""
        counts: npt.NDArray[Any] = np.ones(1, dtype=np.int64)
        for step in self.steps:
            if step.start is None:
                counts = counts[step.parent]
            else:
                widest = int(np.diff(step.start, append=len(step.parent)).max(initial=1))
                counts = np.add.reduceat(grown(counts, widest)[step.parent], step.start)
        return counts

    def deals(self, state: int) -> Iterator[tuple[int, ...]]:
        """Yield every deal that leads to a final state: one option number for each issue in canonical order."""
        issues = [layer.issue for layer in self.problem.layers]
        choice = [0] * len(issues)
        depth = len(self.steps)
        turns = [iter(self.steps[depth - 1].choices(state))] if depth else []
        if not depth:
            yield ()
        while turns:
            layer = depth - len(turns)
            option, parent = next(turns[-1], (-1, -1))
            if option < 0:
                turns.pop()
                continue
            choice[issues[layer]] = option
            if layer == 0:
                yield tuple(choice)
            else:
                turns.append(iter(self.steps[layer - 1].choices(parent)))

    def some(self, states: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
        """Return one deal for each of these states: a row of option numbers in canonical order of issues."""
        found = np.zeros((len(states), len(self.problem.layers)), dtype=np.intp)
        at: npt.NDArray[Any] = states
        for layer, step in reversed(list(zip(self.problem.layers, self.steps, strict=False))):
            edge = at if step.start is None else step.start[at]
            found[:, layer.issue] = step.option[edge]
            at = step.parent[edge]
        return found
