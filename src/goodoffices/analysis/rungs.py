"""Whether and how a ladder of rungs serves two parties: decided once, from the points alone."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import gcd, prod
from typing import Any

import numpy as np

from goodoffices.analysis.layers import Layer
from goodoffices.analysis.scaling import Ints

WORK = 200_000_000
MEMORY = 256_000_000


@dataclass(frozen=True)
class Shift:
    """One issue's options as the ladder sees them: how far up each moves, and what the other party gains."""

    layer: Layer
    up: list[int]
    gain: list[int]
    ups: Ints = field(repr=False)
    gains: Ints = field(repr=False)


@dataclass(frozen=True)
class Plan:
    """Along which party's worth a ladder stands, how big a rung is, its moves, and the numbers it is made of.

    It depends on the points alone, and is made once for a problem.
    """

    along: int
    unit: int
    shifts: tuple[Shift, ...] = field(repr=False)
    moves: tuple[list[tuple[int, int]], ...] = field(repr=False)
    kind: type[Any]


def plan(layers: Sequence[Layer]) -> Plan | None:
    """Return a ladder for two parties with exact whole points, if it would not have too many rungs."""
    along, unit = _along(layers)
    if not _affordable(layers, along, unit):
        return None
    most = sum(int(np.abs(layer.table[:, 1 - along]).max()) for layer in layers)
    shifts = []
    for layer in layers:
        ups = (layer.table[:, along] - layer.table[:, along].min()) // unit
        gains = layer.table[:, 1 - along].copy()
        shifts.append(Shift(layer, ups.tolist(), gains.tolist(), ups, gains))
    moves = tuple(_useful(shift.up, shift.gain) for shift in shifts)
    return Plan(along, unit, tuple(shifts), moves, np.int32 if most < 2**30 else np.int64)


def _affordable(layers: Sequence[Layer], along: int, unit: int) -> bool:
    span = work = memory = 0
    for layer in layers:
        work += len(layer.table) * (span + 1)
        span += int(np.ptp(layer.table[:, along])) // unit
        memory += 8 * (span + 1)
    few = sum(len(layer.table) for layer in layers) * min(prod(len(layer.table) for layer in layers), 10**6)
    return work <= min(WORK, 20 * few) and memory <= MEMORY


def _along(layers: Sequence[Layer]) -> tuple[int, int]:
    """The party along whose worth the ladder stands (the one with fewer rungs), and the size of a rung."""
    spans = []
    for party in (0, 1):
        lifted = [layer.table[:, party] - layer.table[:, party].min() for layer in layers]
        unit = gcd(*(int(one) for one in np.concatenate(lifted))) if lifted else 1
        spans.append((sum(int(one.max()) for one in lifted) // max(unit, 1), party, max(unit, 1)))
    _, party, unit = min(spans)
    return party, unit


def _useful(up: list[int], gain: list[int]) -> list[tuple[int, int]]:
    """The moves that no other move beats, furthest up first."""
    kept: list[tuple[int, int]] = []
    for far, much in sorted(zip(up, gain, strict=True), reverse=True):
        if not kept or much > kept[-1][1]:
            kept.append((far, much))
    return kept
