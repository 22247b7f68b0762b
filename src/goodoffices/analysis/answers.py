"""All that is asked of a case at once: zone, frontier, solutions, and how sure each answer is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import reduce
from itertools import chain, islice
from operator import mul

from goodoffices.analysis.counting import acceptable, deals
from goodoffices.analysis.frontier import Frontier, collect, frontier
from goodoffices.analysis.problem import Problem, problem
from goodoffices.analysis.solutions import STANDARDS
from goodoffices.analysis.sweep import Effort
from goodoffices.analysis.zone import Zone, zone
from goodoffices.core.interests import Case
from goodoffices.core.terms import Deal

LISTED = 1000


@dataclass(frozen=True)
class Solution:
    """The deals one standard picks: `deals` in order of their worths, the first of them worth `worths`.

    `count` is the number of them all, of which `deals` lists the first thousand. `proven` says that no deal of the
    zone does better by this standard; `bound` is what none exceeds: the product of the gains, the smallest share,
    the smallest gain, or the sum.
    """

    name: str
    worths: tuple[Fraction, ...] = field(repr=False)
    deals: tuple[Deal, ...] = field(repr=False)
    count: int
    proven: bool
    bound: Fraction = field(repr=False)


@dataclass(frozen=True)
class Front:
    """The frontier as told: its points in the order of the parties given, how many deals stand at them."""

    complete: bool
    deals: int | None
    worths: tuple[tuple[Fraction, ...], ...] = field(repr=False)
    why: str = ""


@dataclass(frozen=True)
class Analysis:
    """The answers to a case. `acceptable` is `None` where it was not counted."""

    case: Case
    deals: int | None
    acceptable: int | None
    zone_empty: bool
    frontier: Front
    solutions: Mapping[str, Solution]


def analyse(case: Case, effort: Effort | None = None) -> Analysis:
    """Return all answers to a case, as far as the effort allows."""
    whole = problem(case)
    work = effort or Effort()
    here = zone(whole)
    front = frontier(whole, work)
    inside = efficient(here, front, work)
    solutions = {name: solution(name, here, inside) for name in STANDARDS} if inside.points.shape[1] else {}
    count = acceptable(here, work)
    empty = not inside.points.shape[1]
    return Analysis(case, deals(whole), count, empty, told(front), solutions)


def efficient(here: Zone, front: Frontier, effort: Effort) -> Frontier:
    """Return the deals of the zone that no deal of the zone beats.

    Without red lines a deal better for all who accept is accepted too, so they are the acceptable ones of the
    frontier; with red lines the zone is swept by itself.
    """
    if front.complete and not here.problem.lines:
        return collect(front.paths, here.holds)
    return collect(here.frontier(effort), here.holds)


def told(front: Frontier) -> Front:
    """Return the frontier in the parties' order."""
    if not front.complete:
        return Front(complete=False, deals=None, worths=(), why=front.paths.why)
    worths = tuple(_ordered(front.problem, front.worths(point)) for point in range(front.points.shape[1]))
    return Front(complete=True, deals=sum(front.counts()), worths=worths)


def solution(name: str, here: Zone, inside: Frontier) -> Solution:
    """Return what a standard picks among the efficient deals of the zone."""
    points = STANDARDS[name](here.problem, inside.points)
    counts = inside.counts()
    named = tuple(islice(_named(inside, points), LISTED))
    worths = inside.worths(points[0])
    total = sum(counts[point] for point in points)
    bound = value(name, here.problem, inside, points[0])
    return Solution(name, _ordered(here.problem, worths), named, total, proven=True, bound=bound)


def _named(inside: Frontier, points: list[int]) -> Iterator[Deal]:
    """The deals at these points, each point's in the order of the names."""
    return chain.from_iterable(_at(inside, point) for point in points)


def _at(inside: Frontier, point: int) -> list[Deal]:
    found = sorted(islice(inside.deals(point), LISTED))
    return [inside.problem.deal(choice) for choice in found]


def _ordered(whole: Problem, worths: tuple[Fraction, ...]) -> tuple[Fraction, ...]:
    return tuple(worths[seat] for seat in whole.seats)


def value(name: str, whole: Problem, inside: Frontier, point: int) -> Fraction:
    """Return what a standard measures at a point."""
    worths = inside.worths(point)
    nothing = [steps * scale.point for steps, scale in zip(whole.nothing, whole.scales, strict=True)]
    gains = [worth - none for worth, none in zip(worths, nothing, strict=True)]
    if name == "nash":
        return reduce(mul, (gain for gain in gains if gain > 0), Fraction(1))
    if name == "utilitarian":
        return sum(worths, Fraction(0))
    if name == "egalitarian":
        return min(gains, default=Fraction(0))
    best = [
        max(row) * scale.point - none
        for row, scale, none in zip(inside.points.tolist(), whole.scales, nothing, strict=True)
    ]
    return min((gain / most for gain, most in zip(gains, best, strict=True) if most > 0), default=Fraction(0))
