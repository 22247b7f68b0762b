"""Whether some points that fit what is known let nothing beat a deal: a search over who would mind each rival."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

import numpy as np

from goodoffices.analysis.linear import Vector
from goodoffices.analysis.sampling import Gap, Samples

MOST_NODES = 2_000


class Possible(Enum):
    """Whether a deal can be efficient; undecided when the search was cut short."""

    YES = "yes"
    NO = "no"
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class _Node:
    """Claims so far: for each party the differences it must find above 0; and the rivals that must be equal."""

    better: tuple[tuple[Gap, ...], ...]
    equal: tuple[int, ...]
    points: tuple[Vector, ...]


def possible(
    samples: Sequence[Samples], place: int, rivals: Sequence[int]
) -> tuple[Possible, tuple[Vector, ...] | None]:
    """Return whether points that fit let no rival beat the deal, and such points, one vector for each party.

    A rival does not beat the deal if some party likes it less, or if all are indifferent. Begins with points
    inside; while a rival beats the deal there, branches over the party that shall like it less, or all being
    indifferent; each branch is a linear program for one party (for all, where they are indifferent).
    """
    work = [_Node(tuple(() for _ in samples), (), tuple(one.centre for one in samples))]
    for _ in range(MOST_NODES):
        if not work:
            return Possible.NO, None
        node = work.pop()
        beater = _beater(samples, place, rivals, node)
        if beater is None:
            return Possible.YES, node.points
        work += [after for after in _branches(samples, place, beater, node) if after is not None]
    return (Possible.UNDECIDED, None) if work else (Possible.NO, None)


def _beater(samples: Sequence[Samples], place: int, rivals: Sequence[int], node: _Node) -> int | None:
    """Return the rival that beats the deal at the node's points and that the fewest parties could mind."""
    worths = [one.worths(point) for one, point in zip(samples, node.points, strict=True)]
    beats = np.logical_and.reduce([worth >= worth[place] for worth in worths])
    beats &= np.logical_or.reduce([worth > worth[place] for worth in worths])
    beating = [rival for rival in rivals if beats[rival]]
    if not beating:
        return None
    return min(beating, key=lambda rival: sum(one.may_be_better(place, rival) for one in samples))


def _branches(samples: Sequence[Samples], place: int, rival: int, node: _Node) -> list[_Node | None]:
    """Return the nodes where all are indifferent, or one party minds; the last is looked at first."""
    branches = [_indifferent(samples, place, rival, node)]
    for party, one in reversed(list(enumerate(samples))):
        if one.may_be_better(place, rival):
            branches.append(_minding(samples, place, (party, rival), node))
    return branches


def _minding(samples: Sequence[Samples], place: int, who: tuple[int, int], node: _Node) -> _Node | None:
    party, rival = who
    one = samples[party]
    claims = (*node.better[party], one.gap(place, rival))
    point = one.settle(claims, [one.gap(other, place) for other in node.equal])
    if point is None:
        return None
    return _Node(_put(node.better, party, claims), node.equal, _put(node.points, party, point))


def _indifferent(samples: Sequence[Samples], place: int, rival: int, node: _Node) -> _Node | None:
    equal = (*node.equal, rival)
    points = []
    for party, one in enumerate(samples):
        point = one.settle(node.better[party], [one.gap(other, place) for other in equal])
        if point is None:
            return None
        points.append(point)
    return _Node(node.better, equal, tuple(points))


T = TypeVar("T")


def _put(row: tuple[T, ...], place: int, value: T) -> tuple[T, ...]:
    return (*row[:place], value, *row[place + 1 :])
