"""The best deal by one aim, with proof, without listing deals: a beam that widens between exact bounds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from goodoffices.analysis.ahead import Values
from goodoffices.analysis.aims import Aim, Cuts, around, cuts, dual
from goodoffices.analysis.effort import Effort
from goodoffices.analysis.ellipsoid import Floats
from goodoffices.analysis.guesses import Choice, Climb, Oracle, best_known
from goodoffices.analysis.layers import Layer
from goodoffices.analysis.paths import Paths
from goodoffices.analysis.scaling import Ints, Mask
from goodoffices.analysis.sweep import States, Sweep
from goodoffices.analysis.zone import Zone

NARROW = 125
WIDER = 8
ENOUGH = 8_000
WIDEST = 512_000
CROWD = 400
CROWDS = 20_000
LOST = 1e17
SLACK = 1e-9
MANY = 1_000
AT_ONCE = 3


@dataclass(frozen=True)
class Found:
    """What a search came to: the deals kept, the best value, and what no deal exceeds.

    `known` is one deal of the best value. When `proven`, the kept states hold every deal of the best value that no other beats, and `bound` is that value.
    `value` is -inf where no deal was found; then `proven` says that there is none. `closed` says that the best value
    is certain even if not all deals that reach it are kept.
    """

    paths: Paths | None
    known: Choice | None
    value: float
    bound: float
    proven: bool
    closed: bool


@dataclass
class Beam:
    """One pass's bounds: drops what cannot reach the value to beat, and beyond a width the least promising."""

    zone: Zone
    made: Cuts
    best: list[Values]
    beyond: float
    width: int
    dropped: float = -np.inf

    def alive(self, layer: int, states: States) -> Mask:
        """Mark the partial deals to go on with."""
        kept = np.flatnonzero(self.zone.prune()(layer, states))
        memory = self.zone.ahead.memory(layer, states.digits[:, kept])
        kept, bound = self._bounded(
            states.worths[:, kept].astype(np.float64), kept, self.best[layer + 1], memory
        )
        if len(kept) > self.width:
            order = np.argsort(-bound, kind="stable")
            self.dropped = max(self.dropped, float(bound[order[self.width]]))
            kept = np.sort(kept[order[: self.width]])
        mask = np.zeros(states.worths.shape[1], dtype=bool)
        mask[kept] = True
        return mask

    def _bounded(self, worths: Floats, kept: Ints, best: Values, memory: Ints) -> tuple[Ints, Floats]:
        """Return which may reach the value to beat, and the value each may reach; the first cut sifts most."""
        needed = self.made.needed(self.beyond)
        needed = needed - SLACK * np.maximum(1.0, np.abs(needed))
        ahead = best[:, memory] if best.shape[1] > 1 else best
        first = self.made.weights[0] @ worths + ahead[0] + self.made.constants[0]
        able = np.flatnonzero(first >= needed[0])
        if len(able) > MANY:
            able = self._sifted(worths, able, best, memory, needed)
        ahead = ahead[:, able] if best.shape[1] > 1 else best
        sums = self.made.weights @ worths[:, able] + ahead + self.made.constants[:, None]
        sure = (sums >= needed[:, None]).all(axis=0)
        return kept[able[sure]], self.made.reached(sums[:, sure]).min(axis=0, initial=np.inf)

    def _sifted(self, worths: Floats, able: Ints, best: Values, memory: Ints, needed: Floats) -> Ints:
        """Return those of many that a few cuts at a time leave: most never meet the later ones."""
        for start in range(1, len(needed), AT_ONCE):
            rows = slice(start, start + AT_ONCE)
            ahead = best[rows][:, memory[able]] if best.shape[1] > 1 else best[rows]
            sums = self.made.weights[rows] @ worths[:, able] + ahead + self.made.constants[rows, None]
            able = able[(sums >= needed[rows, None]).all(axis=0)]
            if len(able) <= MANY:
                break
        return able


def search(zone: Zone, aim: Aim, effort: Effort, start: Sequence[Choice] = (), goal: float = np.inf) -> Found:
    """Return the deals of the zone that do best by an aim; with a goal, stop at the first that reaches it.

    The dual of the aim gives some thirty weightings of the parties, each an upper bound on what any partial deal can
    still become. Layer by layer, what no bound lets reach the best deal known is dropped, and so is what another
    partial deal with the same memory beats. Where more is left than the beam is wide, the least promising goes, and
    the answer stands unproven until a wider beam, eight times as wide each time, drops nothing. Exact: bounds are
    floats kept on the safe side, deals are compared in whole numbers.
    """
    known, deal = best_known(zone, aim, start)
    if known >= goal:
        return Found(None, deal, known, np.inf, proven=False, closed=False)
    oracle = Oracle(zone.ahead)
    made = cuts(aim, around(aim, dual(aim, oracle)))
    best = zone.ahead.best(made.weights)[0][:, 0]
    top = float(made.reached(best + made.constants).min())
    met, picked = best_known(zone, aim, oracle.met)
    known, deal = (met, picked) if met > known else (known, deal)
    if deal is not None and known < top:
        known, deal = Climb(zone, aim).up(known, deal)
    found = Found(None, deal, known, max(known, top), proven=top < -LOST, closed=known >= top or top < -LOST)
    for width in _widths(effort):
        if found.proven or found.value >= goal or effort.stop:
            break
        found = _pass(zone, (aim, made), found, (width, effort))
        if found.closed and width >= ENOUGH:
            break
    return found


def _widths(effort: Effort) -> Iterator[int]:
    width = NARROW
    while width < min(effort.states, WIDEST):
        yield width
        width *= WIDER
    yield min(effort.states, WIDEST)


def _pass(zone: Zone, target: tuple[Aim, Cuts], before: Found, limits: tuple[int, Effort]) -> Found:
    """Run one beam; keep the better of what it finds and what was known."""
    aim, made = target
    width, effort = limits
    lean = _lean(zone, made, before.value)
    beam = Beam(lean, made, lean.ahead.best(made.weights), before.value, width)
    paths = Sweep(
        lean.problem,
        never=zone.never,
        watched=zone.watched,
        prune=beam.alive,
        crowd=CROWD if width <= ENOUGH else CROWDS,
        effort=effort,
    ).run()
    if not paths.complete:
        return before
    inside = lean.holds(paths.worths, paths.flags)
    values = aim.value(lean.problem.read(paths.worths))[inside]
    value = max(before.value, float(values.max(initial=-np.inf)))
    whole = beam.dropped == -np.inf
    bound = value if whole else max(value, min(before.bound, beam.dropped))
    closed = whole or value >= bound - SLACK * max(1.0, abs(bound))
    known = before.known
    if value > before.value:
        known = paths.some(np.flatnonzero(inside)[[int(np.argmax(values))]])[0]
    return Found(paths, known, value, bound, proven=whole, closed=closed)


def _lean(zone: Zone, made: Cuts, value: float) -> Zone:
    """Return the zone without the options of free issues that no deal of this value can hold."""
    if value == -np.inf:
        return zone
    best = zone.ahead.best(made.weights)[0][:, 0] + made.constants
    needed = made.needed(value)
    room = best - (needed - SLACK * np.maximum(1.0, np.abs(needed)))
    bound = {issue for bond in zone.problem.bonds for issue in bond.scope}
    layers = tuple(
        layer if layer.issue in bound else _thinned(layer, made.weights, room)
        for layer in zone.problem.layers
    )
    fixed = [layer for layer in layers if layer.issue not in bound and len(layer.table) == 1]
    rest = [layer for layer in layers if layer.issue in bound or len(layer.table) > 1]
    carried = [*rest, *sorted(fixed, key=lambda layer: layer.issue)]
    return Zone(replace(zone.problem, layers=tuple(carried)), zone.demands)


def _thinned(layer: Layer, weights: Floats, room: Floats) -> Layer:
    sums = weights @ layer.table.T
    lost = sums.max(axis=1, keepdims=True) - sums
    stay = np.flatnonzero((lost <= room[:, None]).all(axis=0))
    return layer if len(stay) == len(layer.table) else replace(layer, table=layer.table[stay], numbers=stay)
