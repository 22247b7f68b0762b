"""One pass over the issues that keeps every partial deal which may still matter, and nothing else."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from math import log

import numpy as np
import numpy.typing as npt

from goodoffices.analysis.ahead import number, sizes, stands
from goodoffices.analysis.bonds import Bond
from goodoffices.analysis.effort import Effort, Halt
from goodoffices.analysis.layers import Layer
from goodoffices.analysis.merging import Kept, merge
from goodoffices.analysis.paths import Paths, Step
from goodoffices.analysis.problem import Problem
from goodoffices.analysis.scaling import Ints, Mask

Digits = npt.NDArray[np.int16]

FORESEEN = 20_000


@dataclass(frozen=True)
class States:
    """Partial deals: a row for each party's worth so far, what is remembered, which red lines are crossed."""

    worths: Ints
    digits: Digits
    flags: Ints

    def take(self, which: npt.NDArray[np.intp] | Mask) -> "States":
        """Return some of them."""
        return States(self.worths[:, which], self.digits[:, which], self.flags[which])


Prune = Callable[[int, States], Mask]
"""Given the number of the layer just settled and its states, mark those that may still matter."""


@dataclass(frozen=True)
class Sweep:
    """What to keep on the way.

    `beaten`: keep also what another partial deal beats (to count or list), else only what none beats. `never`: red
    lines that rule a deal out; `watched`: red lines that are noted, each with the bit that notes it. `prune` drops what
    cannot matter any more; `fold` may put worths together that will count the same in the end. Beyond a `crowd` of
    states at once what is beaten stays too: looking for it would cost more than it saves. With `list_all` it stops
    as soon as the growth so far foretells more states than may be held.
    """

    problem: Problem
    beaten: bool = False
    never: frozenset[int] = frozenset()
    watched: Mapping[int, int] = field(default_factory=dict)
    prune: Prune | None = None
    fold: Callable[[int, Ints], Ints] | None = None
    crowd: int = 2**62
    list_all: bool = False
    effort: Effort = field(default_factory=Effort)

    def run(self) -> Paths:
        """Return the states after the last layer, or how far it came and why no further."""
        states = States(
            np.zeros((len(self.problem.parties), 1), dtype=np.int64),
            np.zeros((0, 1), dtype=np.int16),
            np.zeros(1, dtype=np.int64),
        )
        steps: list[Step] = []
        before: tuple[int, ...] = ()
        for at, layer in enumerate(self.problem.layers):
            why = self._halt(states, steps)
            if why:
                return self._paths(states, steps, why)
            try:
                states, step = self._settle(at, layer, before, states)
            except Halt:
                return self._paths(states, steps, "the time was up")
            steps.append(step)
            before = layer.carried
        return self._paths(states, steps, "")

    def _halt(self, states: States, steps: list[Step]) -> str:
        count = len(states.flags)
        if count > self.effort.states:
            return f"more than {self.effort.states:,} partial deals would have to be held at once"
        if self.list_all and count > FORESEEN:
            final = _foreseen(len(self.problem.layers), [step.states for step in steps])
            if final > 4 * self.effort.states:
                told = f"{len(steps)} of {len(self.problem.layers)} issues already leave {count:,}"
                return f"their number grows too fast to list them: {told}, and about 10^{len(str(final)) - 1} would be left"
        return self.effort.stop

    def _paths(self, states: States, steps: list[Step], why: str) -> Paths:
        grown = tuple(step.states for step in steps)
        return Paths(self.problem, tuple(steps), states.worths, states.flags, grown, not why, why)

    def _settle(self, at: int, layer: Layer, before: tuple[int, ...], states: States) -> tuple[States, Step]:
        """Add one issue: in parts if there are many candidates, so that memory stays bounded."""
        if len(layer.table) == 1 and not layer.closes and layer.carried == before:
            return self._pass(layer, states)
        count = max(1, len(states.flags))
        self.effort.spend(count * len(layer.table))
        part = max(1, self.effort.candidates // count)
        options = len(layer.table)
        pieces = [
            self._part(at, layer, before, states, np.arange(low, min(low + part, options)))
            for low in range(0, options, part)
        ]
        if len(pieces) == 1:
            grown, choices = pieces[0]
        else:
            grown = _join([piece for piece, _ in pieces])
            choices = np.concatenate([chosen for _, chosen in pieces], axis=1)
        kept = self._merge(layer, grown)
        parent, option = choices[:, kept.edges]
        step = Step(parent.astype(np.int32), option.astype(np.uint16), kept.start)
        return grown.take(kept.states), step

    def _pass(self, layer: Layer, states: States) -> tuple[States, Step]:
        """Add an issue that has one option and binds nothing: every worth moves alike."""
        count = len(states.flags)
        option = 0 if layer.numbers is None else int(layer.numbers[0])
        step = Step(np.arange(count, dtype=np.int32), np.full(count, option, dtype=np.uint16), None)
        return replace(states, worths=states.worths + layer.table.T), step

    def _part(
        self, at: int, layer: Layer, before: tuple[int, ...], states: States, options: npt.NDArray[np.intp]
    ) -> tuple[States, npt.NDArray[np.int64]]:
        """Return candidates for some options of an issue, and (parent, option) of each."""
        candidates, choices = _candidates(self, layer, before, states, options)
        self.effort.check()
        if self.fold is not None:
            candidates = replace(candidates, worths=self.fold(at, candidates.worths))
        if self.prune is not None and choices.shape[1]:
            alive = self.prune(at, candidates)
            if not alive.all():
                candidates, choices = candidates.take(alive), choices[:, alive]
        if len(options) < len(layer.table) and choices.shape[1]:
            edges = np.sort(self._merge(layer, candidates).edges)
            candidates, choices = candidates.take(edges), choices[:, edges]
        return candidates, choices

    def _merge(self, layer: Layer, states: States) -> Kept:
        groups = None
        if len(states.digits) or self.watched:
            groups = number(states.digits, sizes(self.problem, layer.carried))
            if self.watched:
                groups = np.unique(np.stack([groups, states.flags]), axis=1, return_inverse=True)[1].reshape(
                    -1
                )
        many = self.beaten or len(states.flags) > self.crowd
        return merge(states.worths, groups, None if many else _margins(self.problem), self.effort.check)


def _foreseen(layers: int, sizes: list[int]) -> int:
    """How many states there will be, if they go on to grow by the power of the number of issues they grew by."""
    done = len(sizes)
    if done < 3 or sizes[-3] < 1:
        return sizes[-1]
    power = log(sizes[-1] / sizes[-3]) / log(done / (done - 2))
    return int(min(sizes[-1] * (layers / done) ** power, 1e300))


def _pairs(first: Ints, second: Ints) -> Ints:
    """Number the different pairs."""
    ranks = np.unique(first, return_inverse=True)[1].reshape(-1) * (1 + len(first))
    inverse = np.unique(second, return_inverse=True)[1].reshape(-1)
    return np.asarray(ranks + inverse, dtype=np.int64)


def _margins(problem: Problem) -> Ints:
    """How much more is surely more, for each party, whatever follows: a step; beyond reach where a cap may bind."""
    return np.array(
        [
            scale.step if scale.cap is None or top <= scale.cap else 2**62
            for scale, top in zip(problem.scales, problem.tops, strict=True)
        ],
        dtype=np.int64,
    )


def _join(parts: list[States]) -> States:
    return States(
        np.concatenate([part.worths for part in parts], axis=1),
        np.concatenate([part.digits for part in parts], axis=1),
        np.concatenate([part.flags for part in parts]),
    )


def _candidates(
    sweep: Sweep, layer: Layer, before: tuple[int, ...], states: States, options: npt.NDArray[np.intp]
) -> tuple[States, npt.NDArray[np.int64]]:
    count = len(states.flags)
    shape = (len(options), count)
    worths = states.worths[:, None, :] + layer.table[options].T[:, :, None]
    flags = np.broadcast_to(states.flags, shape)
    alive = None
    known = dict(zip(before, states.digits, strict=True))
    for bond in layer.closes:
        stand = _standing(sweep.problem, bond, layer.issue, known, options)
        if bond.points:
            worths[bond.party] += bond.points * stand
        elif bond.line in sweep.watched:
            flags = flags | (stand.astype(np.int64) << sweep.watched[bond.line])
        elif bond.line < 0 or bond.line in sweep.never:
            alive = ~stand if alive is None else alive & ~stand
    digits = _remember(sweep.problem, layer, known, options, shape)
    named = options if layer.numbers is None else layer.numbers[options]
    choices = np.stack([np.broadcast_to(np.arange(count), shape), np.broadcast_to(named[:, None], shape)])
    total = len(options) * count
    grown = States(
        worths.reshape(len(worths), total), digits.reshape(len(digits), total), flags.reshape(total)
    )
    flat = choices.reshape(2, -1)
    if alive is None:
        return grown, flat
    which = np.flatnonzero(np.broadcast_to(alive, shape).reshape(-1))
    return grown.take(which), flat[:, which]


def _standing(
    problem: Problem, bond: Bond, issue: int, known: Mapping[int, Digits], options: npt.NDArray[np.intp]
) -> Mask:
    count = len(next(iter(known.values()))) if known else 1
    return stands(problem, bond, issue, known, (len(problem.options[issue]), count))[options]


def _remember(
    problem: Problem,
    layer: Layer,
    known: Mapping[int, Digits],
    options: npt.NDArray[np.intp],
    shape: tuple[int, int],
) -> Digits:
    digits = np.empty((len(layer.carried), *shape), dtype=np.int16)
    for row, issue in enumerate(layer.carried):
        own = problem.classes[issue][options] if issue == layer.issue else None
        digits[row] = known[issue][None, :] if own is None else own[:, None]
    return digits
