"""All that is asked of a case at once: zone, frontier, solutions, and how sure each answer is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import reduce
from itertools import chain, islice
from operator import mul

from goodoffices.analysis import alone
from goodoffices.analysis.blocks import Blocks, blocks
from goodoffices.analysis.counting import acceptable, deals
from goodoffices.analysis.effort import Effort
from goodoffices.analysis.frontier import Frontier, collect, frontier, within
from goodoffices.analysis.openings import Opening, openings
from goodoffices.analysis.problem import Problem, problem
from goodoffices.analysis.seeker import Pick, Seeker
from goodoffices.analysis.solutions import STANDARDS
from goodoffices.analysis.zone import Zone, zone
from goodoffices.core.interests import Case
from goodoffices.core.terms import Deal

LISTED = 1000
HELD_INSIDE = 300_000

Parts = Sequence[tuple[Frontier, list[int]]]
"""Kept deals, and the points chosen among them."""


@dataclass(frozen=True)
class Solution:
    """The deals one standard picks: `deals` in order of their worths, the first of them worth `worths`.

    `count` is the number of them all (`None`: not known), of which `deals` lists at most a thousand. `proven` says
    that no deal of the zone does better by this standard; `bound` is what none exceeds: the product of the gains, the
    smallest share, the smallest gain, or the sum.
    """

    name: str
    worths: tuple[Fraction, ...] = field(repr=False)
    deals: tuple[Deal, ...] = field(repr=False)
    count: int | None
    proven: bool
    bound: Fraction | float = field(repr=False)


@dataclass(frozen=True)
class Front:
    """The frontier as told: its points in the order of the parties given, how many deals stand at them."""

    complete: bool
    deals: int | None
    worths: tuple[tuple[Fraction, ...], ...] = field(repr=False)
    why: str = ""


@dataclass(frozen=True)
class Analysis:
    """The answers to a case. `acceptable` and `zone_empty` are `None` where the effort did not tell."""

    case: Case
    deals: int | None
    acceptable: int | None
    zone_empty: bool | None
    frontier: Front
    solutions: Mapping[str, Solution]
    blocks: Blocks
    openings: tuple[Opening, ...]


def analyse(case: Case, effort: Effort | None = None) -> Analysis:
    """Return all answers to a case, as far as the effort allows."""
    whole = problem(case)
    work = effort or Effort()
    if not case.interests:
        return _without_interests(case, deals(whole))
    here = zone(whole)
    front = frontier(whole, work.share(4, 0.3))
    inside = efficient(here, front, work.share(4, 0.45))
    if inside.complete:
        empty: bool | None = not inside.points.shape[1]
        found = {} if empty else {name: scanned(name, here, inside) for name in STANDARDS}
    else:
        seeker = Seeker(here, work.share(1, 0.9))
        empty = seeker.empty
        picks = alone.solutions(seeker) if empty is False else {}
        found = {name: sought(name, seeker, pick) for name, pick in picks.items()}
    count = 0 if empty else acceptable(here, work.share(4))
    stand = blocks(whole, work) if empty else Blocks((), complete=True)
    moves = openings(whole, work) if empty else ()
    return Analysis(case, deals(whole), count, empty, told(front), found, stand, moves)


def _without_interests(case: Case, ways: int | None) -> Analysis:
    """What can be said before anybody has said what a deal is worth."""
    front = Front(complete=False, deals=None, worths=(), why="nobody has said what a deal is worth")
    return Analysis(case, ways, None, ways == 0, front, {}, Blocks((), complete=True), ())


def efficient(here: Zone, front: Frontier, effort: Effort) -> Frontier:
    """Return the deals of the zone that no deal of the zone beats.

    Without red lines a deal better for all who accept is accepted too, so they are the acceptable ones of the
    frontier; with red lines, or where the frontier was too large, the zone is swept by itself.
    """
    if front.complete and not here.problem.lines:
        return within(front, here.holds)
    return collect(here.frontier(replace(effort, states=min(effort.states, HELD_INSIDE))), here.holds)


def told(front: Frontier) -> Front:
    """Return the frontier in the parties' order."""
    if not front.complete:
        return Front(complete=False, deals=None, worths=(), why=front.paths.why)
    worths = tuple(_ordered(front.problem, front.worths(point)) for point in range(front.points.shape[1]))
    return Front(complete=True, deals=sum(front.counts()), worths=worths)


def scanned(name: str, here: Zone, inside: Frontier) -> Solution:
    """Return what a standard picks among the efficient deals of the zone."""
    points = STANDARDS[name](here.problem, inside.points)
    counts = inside.counts()
    bound = value(name, inside, points[0], inside.points.max(axis=1).tolist())
    one = _solution(name, [(inside, points)], bound)
    return replace(one, count=sum(counts[point] for point in points))


def sought(name: str, seeker: Seeker, pick: Pick) -> Solution:
    """Return what a search by itself picked."""
    within, points = pick.parts[0]
    ideals = [none + gain for none, (gain, _) in zip(seeker.problem.nothing, seeker.ideals, strict=True)]
    exact = value(name, within, points[0], ideals)
    one = _solution(name, pick.parts, exact if pick.proven else max(pick.bound, float(exact)))
    count = sum(part.counts()[point] for part, chosen in pick.parts for point in chosen)
    return replace(one, count=None if pick.more else count, proven=pick.proven)


def _solution(name: str, parts: Parts, bound: Fraction | float) -> Solution:
    ordered = sorted(
        ((part, point) for part, points in parts for point in points),
        key=lambda chosen: [-worth for worth in chosen[0].points[:, chosen[1]].tolist()],
    )
    whole = parts[0][0].problem
    named = tuple(islice(chain.from_iterable(_at(*chosen) for chosen in ordered), LISTED))
    worths = _ordered(whole, ordered[0][0].worths(ordered[0][1]))
    return Solution(name, worths, named, None, proven=True, bound=bound)


def _at(part: Frontier, point: int) -> Iterator[Deal]:
    """The deals at a point, in the order of the names."""
    return (part.problem.deal(choice) for choice in sorted(islice(part.deals(point), LISTED)))


def _ordered(whole: Problem, worths: tuple[Fraction, ...]) -> tuple[Fraction, ...]:
    return tuple(worths[seat] for seat in whole.seats)


def value(name: str, within: Frontier, point: int, ideals: Sequence[int]) -> Fraction:
    """Return what a standard measures at a point; `ideals` are the parties' best readings in the zone."""
    whole = within.problem
    worths = within.worths(point)
    nothing = [steps * scale.point for steps, scale in zip(whole.nothing, whole.scales, strict=True)]
    gains = [worth - none for worth, none in zip(worths, nothing, strict=True)]
    if name == "nash":
        return reduce(mul, (gain for gain in gains if gain > 0), Fraction(1))
    if name == "utilitarian":
        return sum(worths, Fraction(0))
    if name == "egalitarian":
        return min(gains, default=Fraction(0))
    best = [
        ideal * scale.point - none for ideal, scale, none in zip(ideals, whole.scales, nothing, strict=True)
    ]
    shares = (gain / most for gain, most in zip(gains, best, strict=True) if most > 0)
    return min(shares, default=Fraction(0))
