"""Deals judged with points known in part, among more deals than can be weighed in pairs: exact, or said to be bounds."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import numpy as np

from goodoffices.analysis.blocking import Possible, possible
from goodoffices.analysis.effort import Effort
from goodoffices.analysis.frontier import Frontier, collect, frontier
from goodoffices.analysis.known import Known, settled
from goodoffices.analysis.linear import Vector
from goodoffices.analysis.partial import Judgement, Verdict
from goodoffices.analysis.problem import Problem, problem
from goodoffices.analysis.sampling import Samples
from goodoffices.analysis.zone import zone
from goodoffices.core.errors import BadInput
from goodoffices.core.interests import Bonus, Case, Interest
from goodoffices.core.terms import Deal, Space

MOST_ROUNDS = 60
MOST_LISTED = 2_000
TRIES = 12


class Cut(Exception):
    """The engine stopped before it had an answer."""


def judge_wide(
    space: Space, known: Mapping[str, Known], deals: Sequence[Deal], effort: Effort | None = None
) -> tuple[Judgement, ...]:
    """Return the verdict on each deal named, among all deals that the rules allow, however many.

    Rivals are found as they are needed: wherever a deal seems efficient, the engine is asked for a deal that
    beats it there, and the search goes on with that rival until there is none or no points are left. So
    POSSIBLE, PERHAPS, NEVER and BEATEN are exact; a deal that is NEVER efficient may be certainly beaten by one
    that was not met. PERHAPS: efficient at points that fit, and at every point tried; whether at all is open.
    UNDECIDED after 60 rivals, or where the effort did not suffice.
    """
    work = effort or Effort()
    for one in known.values():
        one.check(space)
    met: list[Deal] = []
    judged = []
    for deal in deals:
        space.check_deal(deal)
        if not space.allows(deal):
            raise BadInput("the rules do not allow one of the deals named")
        judged.append(_judge(space, known, deal, met, work))
    return tuple(judged)


def possible_at_least(
    space: Space, known: Mapping[str, Known], effort: Effort | None = None
) -> tuple[Deal, ...]:
    """Return deals that are efficient at some points that fit: a part of all that may be, at most 2,000."""
    found: dict[frozenset[tuple[str, str]], Deal] = {}
    for points in _tried(known):
        whole = problem(_case(space, known, points))
        front = frontier(whole, effort or Effort())
        for deal in _deals(whole, front):
            if len(found) < MOST_LISTED:
                found.setdefault(frozenset(deal.items()), deal)
    return tuple(found.values())


def _judge(
    space: Space, known: Mapping[str, Known], deal: Deal, met: list[Deal], effort: Effort
) -> Judgement:
    for _ in range(MOST_ROUNDS):
        rivals = [*met, deal]
        samples = [Samples(one, [one.worth(settled(d)) for d in rivals]) for one in known.values()]
        found, points = possible(samples, len(met), range(len(met)))
        if points is None:
            return _not_possible(samples, rivals, found)
        try:
            beater = _beater(space, known, points, deal, effort)
            if beater is None:
                return _efficient_at(space, known, points, deal, effort)
        except Cut:
            return Judgement(deal, Verdict.UNDECIDED)
        met.append(beater)
    return Judgement(deal, Verdict.UNDECIDED)


def _not_possible(samples: Sequence[Samples], rivals: Sequence[Deal], found: Possible) -> Judgement:
    place = len(rivals) - 1
    if found is Possible.UNDECIDED:
        return Judgement(rivals[place], Verdict.UNDECIDED)
    for other in range(place):
        better = any(one.may_be_better(other, place) for one in samples)
        if better and all(one.surely_no_worse(other, place) for one in samples):
            return Judgement(rivals[place], Verdict.BEATEN, by=rivals[other])
    return Judgement(rivals[place], Verdict.NEVER)


def _efficient_at(
    space: Space, known: Mapping[str, Known], points: Sequence[Vector], deal: Deal, effort: Effort
) -> Judgement:
    under = {
        party: dict(zip(one.unknowns, point[1:], strict=True))
        for (party, one), point in zip(known.items(), points, strict=True)
    }
    holds = all(_beater(space, known, tried, deal, effort) is None for tried in _tried(known))
    return Judgement(deal, Verdict.PERHAPS if holds else Verdict.POSSIBLE, under=under)


def _tried(known: Mapping[str, Known]) -> list[tuple[Vector, ...]]:
    """Return points inside what is known, mixed from the ends of every unknown's range."""
    rows = []
    for one in known.values():
        samples = Samples(one, [])
        samples.explore()
        rows.append([_point(row) for row in samples.inside(TRIES).tolist()])
    return list(zip(*rows, strict=True))


def _point(row: Sequence[int]) -> Vector:
    return tuple(Fraction(value, row[0]) for value in row)


def _case(
    space: Space, known: Mapping[str, Known], points: Sequence[Vector], floor: Deal | None = None
) -> Case:
    """Return the case in which the points are these, and, with a floor, nobody accepts less than in that deal."""
    interests = {}
    for (party, one), point in zip(known.items(), points, strict=True):
        held = {terms: one.at(terms, point) for terms in {*one.worths, *one.fixed}}
        single = {next(iter(terms)): worth for terms, worth in held.items() if len(terms) == 1}
        bonuses = tuple(Bonus(terms, held[terms]) for terms in held if len(terms) > 1)
        plain = Interest(single, Fraction(0), bonuses)
        interests[party] = plain if floor is None else Interest(single, plain.worth(floor), bonuses)
    return Case(space, interests)


def _beater(
    space: Space, known: Mapping[str, Known], points: Sequence[Vector], deal: Deal, effort: Effort
) -> Deal | None:
    """Return a deal that beats this one at these points, if there is one."""
    case = _case(space, known, points, floor=deal)
    whole = problem(case)
    here = zone(whole)
    front = collect(here.frontier(effort), here.holds)
    if not front.complete:
        raise Cut
    least = np.array(whole.nothing, dtype=np.int64)
    for place in np.flatnonzero((front.points > least[:, None]).any(axis=0)).tolist():
        return whole.deal(next(front.deals(place)))
    return None


def _deals(whole: Problem, front: Frontier) -> list[Deal]:
    found: list[Deal] = []
    for place in range(front.points.shape[1]):
        for choice in front.deals(place):
            found.append(whole.deal(choice))
            if len(found) == MOST_LISTED:
                return found
    return found
