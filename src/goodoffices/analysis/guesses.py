"""Good deals to begin with: those that weightings of the parties pick, and what small changes make of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from goodoffices.analysis.ahead import NONE, Ahead
from goodoffices.analysis.aims import Aim
from goodoffices.analysis.ellipsoid import Floats
from goodoffices.analysis.scaling import Ints, Mask
from goodoffices.analysis.weighing import weighed
from goodoffices.analysis.zone import Zone

Choice = npt.NDArray[np.intp]
"""An option number for each issue in canonical order."""

TURNS = 60
PAIRED = 48


@dataclass
class Oracle:
    """The deal of greatest weighted sum under any weights, and all deals it has picked so far.

    Free issues are decided all at once; bound ones by what can follow each memory. Where there are too many
    memories the sum is a bound, and the deal picked may break a rule.
    """

    ahead: Ahead
    met: list[Choice] = field(default_factory=list, repr=False)

    def __post_init__(self) -> None:
        problem = self.ahead.problem
        bound = {issue for bond in problem.bonds for issue in bond.scope}
        free = [layer for layer in problem.layers if layer.issue not in bound]
        self.issues = np.array([layer.issue for layer in free], dtype=np.intp)
        self.widest = max((len(layer.table) for layer in free), default=1)
        padded = np.zeros((len(free), self.widest, len(problem.parties)))
        for row, layer in enumerate(free):
            padded[row, : len(layer.table)] = layer.table
            padded[row, len(layer.table) :] = layer.table[0]
        self.table = padded.reshape(-1, len(problem.parties))
        self.rows = np.arange(len(free)) * self.widest
        self.sizes = np.array([len(layer.table) for layer in free])
        held = [
            (turn, layer.issue)
            for turn, layer in zip(self.ahead.turns, problem.layers, strict=True)
            if layer.issue in bound
        ]
        self.turns = [turn for turn, _ in held]
        self.held = np.array([issue for _, issue in held], dtype=np.intp)
        none = np.zeros((0, len(problem.parties)))
        self.tables = np.concatenate([none, *(turn.table for turn in self.turns)])
        self.ends = np.cumsum([0, *(len(turn.table) for turn in self.turns)])
        self.losses = [
            None if turn.dead is None else np.where(turn.dead, float(NONE), 0.0) for turn in self.turns
        ]

    def __call__(self, weights: Floats) -> tuple[float, Floats]:
        """Return the greatest sum and the worths of the deal picked."""
        choice = np.zeros(len(self.ahead.problem.layers), dtype=np.intp)
        sums = (self.table @ weights).reshape(-1, self.widest)
        options = sums.argmax(axis=1)
        choice[self.issues] = np.where(options < self.sizes, options, 0)
        worths = self.table[self.rows + options].sum(axis=0)
        total = float(sums.max(axis=1).sum())
        if self.turns:
            total += self._bound(weights, choice, worths)
        self.met.append(choice)
        return total, worths

    def _bound(self, weights: Floats, choice: Choice, worths: Floats) -> float:
        """Decide the bound issues, backwards; then follow the best choices forward and add up their worths."""
        sums = self.tables @ weights
        value: Floats = np.zeros(1)
        picks = []
        for place in range(len(self.turns) - 1, -1, -1):
            turn, loss = self.turns[place], self.losses[place]
            gains = sums[self.ends[place] : self.ends[place + 1], None] + value[turn.after]
            for party, points, mask in turn.earned:
                extra = weights[party] * points
                gains += (max(extra, 0.0) if turn.loose else extra) * mask
            if loss is not None:
                gains += loss
            picks.append(gains.argmax(axis=0))
            value = np.maximum(gains.max(axis=0), NONE)
        self._follow(weights, picks[::-1], choice, worths)
        return float(value[0])

    def _follow(self, weights: Floats, picks: list[Choice], choice: Choice, worths: Floats) -> None:
        memory = 0
        for place, turn in enumerate(self.turns):
            option = int(picks[place][memory])
            choice[self.held[place]] = option
            for party, points, mask in turn.earned:
                if mask[option, memory] and (not turn.loose or weights[party] * points > 0):
                    worths[party] += points
            memory = int(turn.after[option, memory])
        worths += self.tables[self.ends[:-1] + choice[self.held]].sum(axis=0)


def best_known(zone: Zone, aim: Aim, deals: Sequence[Choice]) -> tuple[float, Choice | None]:
    """Return the best value among some deals of the zone."""
    if not deals:
        return -np.inf, None
    choices = np.unique(np.array(deals), axis=0)
    values = _values(zone, aim, choices)
    best = int(np.argmax(values))
    return (float(values[best]), choices[best]) if values[best] > -np.inf else (-np.inf, None)


def _values(zone: Zone, aim: Aim, choices: Choice) -> Floats:
    """How well deals do; -inf outside the zone."""
    worths, flags, legal = weighed(zone.problem, choices, zone.demands.lines)
    return _judged(zone, aim, worths, flags, legal)


def _judged(zone: Zone, aim: Aim, worths: Ints, flags: Ints, legal: Mask) -> Floats:
    inside = legal & zone.admits(worths, flags)
    return np.where(inside, aim.value(zone.problem.read(worths)), -np.inf)


@dataclass
class Climb:
    """Changes of one or two free issues at a time, for the better, until nothing helps."""

    zone: Zone
    aim: Aim

    def __post_init__(self) -> None:
        problem = self.zone.problem
        bound = {issue for bond in problem.bonds for issue in bond.scope}
        free = [layer for layer in problem.layers if layer.issue not in bound]
        self.sizes = np.array([len(layer.table) for layer in free], dtype=np.intp)
        self.first = np.cumsum(self.sizes) - self.sizes
        self.issues = np.array([layer.issue for layer in free], dtype=np.intp)
        self.of_row = np.repeat(np.arange(len(free)), self.sizes)
        nothing = np.zeros((0, len(problem.parties)), dtype=np.int64)
        self.table = np.concatenate([nothing, *(layer.table for layer in free)])

    def up(self, value: float, choice: Choice) -> tuple[float, Choice]:
        """Return the deal at the top of the hill on which this one stands."""
        worths, flags, _ = weighed(self.zone.problem, choice[None, :], self.zone.demands.lines)
        rows = self.first + choice[self.issues]
        for _ in range(TURNS if len(rows) else 0):
            moves = (self.table - self.table[rows][self.of_row]).T
            best, changed = self._best(worths, int(flags[0]), moves)
            if best <= value:
                break
            value = best
            worths = worths + moves[:, changed].sum(axis=1, keepdims=True)
            rows[self.of_row[changed]] = changed
        after = choice.copy()
        after[self.issues] = rows - self.first
        return value, after

    def _best(self, worths: Ints, flags: int, moves: Ints) -> tuple[float, list[int]]:
        """The best single change; else the best pair among the most promising."""
        values = self._after(worths + moves, flags)
        best = int(np.argmax(values))
        near = np.argsort(-(moves / self.aim.spans[:, None]).sum(axis=0), kind="stable")[:PAIRED]
        one, two = np.triu_indices(len(near), 1)
        one, two = near[one], near[two]
        apart = self.of_row[one] != self.of_row[two]
        one, two = one[apart], two[apart]
        pairs = self._after(worths + moves[:, one] + moves[:, two], flags)
        if len(pairs) and pairs.max() > values[best]:
            pair = int(np.argmax(pairs))
            return float(pairs[pair]), [int(one[pair]), int(two[pair])]
        return float(values[best]), [best]

    def _after(self, worths: Ints, flags: int) -> Floats:
        crossed = np.full(worths.shape[1], flags, dtype=np.int64)
        return _judged(self.zone, self.aim, worths, crossed, np.ones(worths.shape[1], dtype=bool))
