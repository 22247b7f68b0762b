"""Exchanges in which what comes later counts for less: the order then changes the worth of what is left."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import prod

from goodoffices.core.errors import BadInput, Refused
from goodoffices.monitoring.exchange import Exchange, Plan

MOST_STATES = 5_000
MOST_WAYS = 60_000

Vector = tuple[Fraction, ...]
State = tuple[int, ...]


@dataclass(frozen=True)
class _Way:
    """One way on from a state: what it is worth to each party, what each must stand to lose, the next step."""

    worth: Vector
    needs: Vector
    step: State
    after: "_Way | None"


def plan(exchange: Exchange, factors: Sequence[Fraction]) -> Plan:
    """Return the order that holds for the least, and all minimal deposits, under discounting.

    A party's factor (above 0, at most 1) is what a delivery is worth to it one step later, for each step of
    delay after the next one, which counts in full. Stopping costs the deposit now. With factors of 1 this
    is the plan without discounting. `left` is what the rest is worth at each state, discounted.

    Exact, and dearer: each state keeps every way on that no other betters in all worths and all needs;
    `Refused` when these are too many.
    """
    if len(factors) != len(exchange.parties) or any(not 0 < factor <= 1 for factor in factors):
        raise BadInput("a discount factor lies above 0 and is at most 1")
    if prod(item.count + 1 for item in exchange.items) > MOST_STATES:
        raise Refused("too many ways of standing half-way to weigh with discounting; deliver in larger lots")
    ways = _all_ways(exchange, factors)
    best = min(ways, key=lambda way: (max(way.needs), way.needs))
    deposits = sorted({way.needs for way in ways if not any(_less(other.needs, way.needs) for other in ways)})
    order, left = _told(exchange, best)
    return Plan(max(best.needs), order, tuple(deposits), left)


def _all_ways(exchange: Exchange, factors: Sequence[Fraction]) -> list[_Way]:
    counts = tuple(item.count for item in exchange.items)
    nothing = (Fraction(0),) * len(exchange.parties)
    known: dict[State, list[_Way]] = {(0,) * len(counts): [_Way(nothing, nothing, (), None)]}
    kept = 1
    for state in sorted(product(*(range(count + 1) for count in counts)), key=sum):
        if state in known:
            continue
        known[state] = _undominated(
            _longer(exchange, factors, step, after)
            for step in _steps(state, exchange.at_once)
            for after in known[tuple(have - sent for have, sent in zip(state, step, strict=True))]
        )
        kept += len(known[state])
        if kept > MOST_WAYS:
            raise Refused("too many ways on to weigh with discounting; deliver in larger lots")
    return known[counts]


def _steps(state: State, at_once: int) -> Iterator[State]:
    for step in product(*(range(min(have, at_once) + 1) for have in state)):
        if 0 < sum(step) <= at_once:
            yield step


def _longer(exchange: Exchange, factors: Sequence[Fraction], step: State, after: _Way) -> _Way:
    worth = tuple(
        sum(
            (item.net[p] * sent for item, sent in zip(exchange.items, step, strict=True)),
            factor * after.worth[p],
        )
        for p, factor in enumerate(factors)
    )
    needs = tuple(max(need, -own) for need, own in zip(after.needs, worth, strict=True))
    return _Way(worth, needs, step, after)


def _undominated(ways: Iterator[_Way]) -> list[_Way]:
    kept: dict[tuple[Vector, Vector], _Way] = {}
    for way in ways:
        if any(_as_good(old, way) for old in kept.values()):
            continue
        kept = {key: old for key, old in kept.items() if not _as_good(way, old)}
        kept[way.worth, way.needs] = way
    return list(kept.values())


def _as_good(way: _Way, other: _Way) -> bool:
    return all(a >= b for a, b in zip(way.worth, other.worth, strict=True)) and all(
        a <= b for a, b in zip(way.needs, other.needs, strict=True)
    )


def _less(needs: Vector, other: Vector) -> bool:
    return needs != other and all(a <= b for a, b in zip(needs, other, strict=True))


def _told(exchange: Exchange, way: _Way) -> tuple[tuple[tuple[str, ...], ...], tuple[Vector, ...]]:
    order: list[tuple[str, ...]] = []
    left: list[Vector] = [way.worth]
    while way.after is not None:
        named = zip(exchange.items, way.step, strict=True)
        order.append(tuple(item.name for item, sent in named for _ in range(sent)))
        way = way.after
        left.append(way.worth)
    return tuple(order), tuple(left)
