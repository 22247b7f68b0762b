"""Deals judged when points are known only in part: certainly beaten, certainly or possibly efficient."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction

import numpy as np

from goodoffices.analysis.blocking import Possible, possible
from goodoffices.analysis.known import Known, settled
from goodoffices.analysis.linear import Vector
from goodoffices.analysis.listing import MOST, every_deal
from goodoffices.analysis.sampling import Samples, efficient, product
from goodoffices.core.errors import BadInput, Refused
from goodoffices.core.terms import Deal, Space

TRIES = 60


class Verdict(Enum):
    """What can be said of a deal, whatever the points turn out to be.

    EFFICIENT: no points that fit what is known let another deal beat it. POSSIBLE: some do and some do not.
    BEATEN: one and the same deal beats it under all of them. NEVER: some deal beats it under all of them,
    but not always the same one. PERHAPS (`judge_wide` only): efficient wherever it was tried. UNDECIDED: not beaten by any one deal; the search for points under which
    nothing beats it was cut short.
    """

    EFFICIENT = "certainly efficient"
    POSSIBLE = "possibly efficient"
    PERHAPS = "possibly efficient, perhaps certainly"
    NEVER = "never efficient"
    BEATEN = "certainly beaten"
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class Judgement:
    """The verdict on a deal and its reason: the deal that beats it, or points under which nothing does."""

    deal: Deal
    verdict: Verdict
    by: Deal | None = None
    under: Mapping[str, Mapping[str, Fraction]] | None = field(default=None, repr=False)


def judge(
    space: Space, known: Mapping[str, Known], deals: Sequence[Deal] | None = None
) -> tuple[Judgement, ...]:
    """Return the verdict on every deal, among the deals given (all that the rules allow, if none are).

    One deal beats another when it is at least as good for every party and better for some. Points fit what
    is known when they lie in the relative interior: orders are strict, and ranges are taken without their
    ends. So a deal is certainly beaten by one that is at least as good for every party under all points
    that fit, and better for some party under some (hence, inside, under all). Exact: certainties by
    linear programming in fractions, possibility by branching over which party would mind each rival.
    Parties' points are independent of one another. Each pair of deals is weighed: at most 2,000 deals.

    Not being certainly beaten is not the same as being possibly efficient: two rivals may share the work.
    """
    return Weighing(space, known, deals).judgements()


class Weighing:
    """Weighs deals in pairs; points that settled one pair are kept, because they settle many others."""

    def __init__(self, space: Space, known: Mapping[str, Known], deals: Sequence[Deal] | None = None) -> None:
        self._deals = list(deals) if deals is not None else every_deal(space)
        if len(self._deals) > MOST:
            raise Refused(
                "{many} deals are too many to weigh in pairs (at most {most})",
                many=len(self._deals),
                most=MOST,
            )
        if not known:
            raise BadInput("nothing is known of anybody; name at least one party")
        for deal in self._deals:
            space.check_deal(deal)
        for one in known.values():
            one.check(space)
        self._known = known
        worths = {party: [one.worth(settled(deal)) for deal in self._deals] for party, one in known.items()}
        self._samples = [Samples(one, worths[party]) for party, one in known.items()]

    @property
    def samples(self) -> Sequence[Samples]:
        """The points found so far that fit what is known, party by party."""
        return self._samples

    def judgements(self) -> tuple[Judgement, ...]:
        """Return the verdicts in the order of the deals."""
        beaten = {place: by for place in range(len(self._deals)) if (by := self._beater(place)) is not None}
        # A deal that is beaten hides nothing: what it beats, its beater beats.
        left = [place for place in range(len(self._deals)) if place not in beaten]
        found: dict[int, Judgement] = {
            place: Judgement(self._deals[place], Verdict.BEATEN, by=self._deals[by])
            for place, by in beaten.items()
        }
        witnesses = self._tried(left)
        for place in left:
            found[place] = self._unbeaten(place, left, witnesses.get(place))
        return tuple(found[place] for place in range(len(self._deals)))

    def _tried(self, left: Sequence[int]) -> dict[int, tuple[Vector, ...]]:
        """Return points at which deals are efficient, for those found so at a few points inside."""
        if not left:
            return {}
        points = [one.inside(TRIES) for one in self._samples]
        worths = [
            product(one.deals[list(left)], some.T) for one, some in zip(self._samples, points, strict=True)
        ]
        found: dict[int, tuple[Vector, ...]] = {}
        for turn in range(TRIES):
            holds = efficient([worth[:, turn] for worth in worths])
            for place in (left[at] for at in np.flatnonzero(holds).tolist() if left[at] not in found):
                found[place] = tuple(_point(some[turn].tolist()) for some in points)
        return found

    def _unbeaten(self, place: int, left: Sequence[int], points: tuple[Vector, ...] | None) -> Judgement:
        deal, rivals = self._deals[place], [other for other in left if other != place]
        if points is None:
            found, points = possible(self._samples, place, rivals)
            if points is None:
                return Judgement(deal, Verdict.NEVER if found is Possible.NO else Verdict.UNDECIDED)
        certain = not any(self._may_beat(other, place) for other in rivals)
        return Judgement(deal, Verdict.EFFICIENT if certain else Verdict.POSSIBLE, under=self._named(points))

    def _named(self, points: Sequence[Vector]) -> dict[str, dict[str, Fraction]]:
        return {
            party: dict(zip(one.unknowns, point[1:], strict=True))
            for (party, one), point in zip(self._known.items(), points, strict=True)
        }

    def _beater(self, place: int) -> int | None:
        """Return a deal that beats this one under all points that fit, if there is one."""
        hopeful = np.logical_and.reduce([one.never_worse(place) for one in self._samples])
        hopeful &= np.logical_or.reduce([one.better_inside(place) for one in self._samples])
        for other in np.flatnonzero(hopeful).tolist():
            if all(one.surely_no_worse(other, place) for one in self._samples):
                return int(other)
        return None

    def _may_beat(self, other: int, place: int) -> bool:
        """Say whether some points that fit let the other deal beat this one."""
        better = False
        for one in self._samples:
            if one.may_be_better(other, place):
                better = True
            elif not one.alike(other, place):
                return False
        return better


def _point(row: Sequence[int]) -> Vector:
    return tuple(Fraction(value, row[0]) for value in row)
