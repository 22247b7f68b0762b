"""The solutions by themselves, where the frontier is too large to hold: each found by its own search."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import reduce
from itertools import combinations
from math import exp, log
from operator import mul

import numpy as np

from goodoffices.analysis.ahead import NONE
from goodoffices.analysis.ellipsoid import Floats
from goodoffices.analysis.frontier import Frontier
from goodoffices.analysis.seeker import Choose, Pick, Seeker
from goodoffices.analysis.solutions import above, kalai_smorodinsky, leximin, nash, utilitarian
from goodoffices.analysis.zone import Zone


def solutions(seeker: Seeker) -> dict[str, Pick]:
    """Return the four standards' picks from a zone that is not empty; each may use a part of the work and the time."""
    whole = seeker.effort
    picks = {}
    for name, until in (
        ("nash", 0.6),
        ("kalai_smorodinsky", 0.7),
        ("egalitarian", 0.8),
        ("utilitarian", 0.9),
    ):
        seeker.effort = whole.share(4, until)
        picks[name] = BY_NAME[name](seeker)
    seeker.effort = whole
    return picks


def by_sum(seeker: Seeker) -> Pick:
    """Search for the greatest sum of worths."""
    problem = seeker.problem
    sizes = np.array([float(scale.point) for scale in problem.scales]) / seeker.steps
    largest = float(sizes.max())
    found = seeker.seek("sum", sizes / largest, seeker.zone)
    base = sum(float(scale.point) * none for scale, none in zip(problem.scales, problem.nothing, strict=True))
    return seeker.picked(found, lambda points: utilitarian(problem, points), found.bound * largest + base)


def by_nash(seeker: Seeker) -> Pick:
    """Search for the greatest product: first with all who can gain, then with fewer, until some set can."""
    able = [p for p, (gain, _) in enumerate(seeker.ideals) if gain > 0]
    sure = all(proven for _, proven in seeker.ideals)
    for many in range(len(able), 0, -1):
        picks = [pick for who in combinations(able, many) if (pick := _gaining(seeker, who))]
        if picks:
            return _best_product(picks, sure=sure)
    found = seeker.seek("sum", 1 / seeker.spans, seeker.zone)
    return seeker.picked(found, lambda points: nash(seeker.problem, points), 1.0)


def _best_product(picks: list[Pick], *, sure: bool) -> Pick:
    """Put together the picks, each for another set of gaining parties, whose product is greatest."""
    products = [_product(*pick.parts[0]) for pick in picks]
    best = [pick for pick, product in zip(picks, products, strict=True) if product == max(products)]
    parts = tuple(part for pick in best for part in pick.parts)
    bound = max(pick.bound for pick in picks)
    proven = sure and all(pick.proven for pick in picks)
    return Pick(parts, proven, more=any(pick.more for pick in best), bound=bound)


def _product(within: Frontier, points: list[int]) -> Fraction:
    problem = within.problem
    gains = [w - n for w, n in zip(within.points[:, points[0]].tolist(), problem.nothing, strict=True)]
    parts = (gain * scale.point for gain, scale in zip(gains, problem.scales, strict=True) if gain > 0)
    return reduce(mul, parts, Fraction(1))


def _gaining(seeker: Seeker, who: Sequence[int]) -> Pick | None:
    """The greatest product among deals in which these parties gain; nothing where none lets all of them gain."""
    problem = seeker.problem
    floor = [NONE] * len(problem.parties)
    for p in who:
        scale = problem.scales[p]
        floor[p] = (problem.nothing[p] + 1) * scale.step - (scale.step // 2 if scale.step > 1 else 0)
    zone = seeker.zone.raised(tuple(floor))
    best = np.array([max(gain, 1) for gain, _ in seeker.ideals]) * seeker.steps
    factors = np.where([p in who for p in range(len(best))], 1 / best, 0.0)
    found = seeker.seek("product", factors, zone)
    if found.known is None:
        return None
    points = sum(log(best[p] / seeker.steps[p]) + log(float(problem.scales[p].point)) for p in who)
    bound = found.bound + points
    return seeker.picked(found, lambda points: nash(problem, points), exp(min(bound, 709.0)), zone)


def by_equality(seeker: Seeker) -> Pick:
    """Search for the greatest smallest gain, in points common to all."""
    problem = seeker.problem
    sizes = np.array([float(scale.point) for scale in problem.scales]) / seeker.steps
    largest = float((sizes * seeker.spans).max())
    pick = _levelled(
        seeker, sizes / largest, lambda points: leximin(problem, above(problem, points), problem.common)
    )
    return replace(pick, bound=pick.bound * largest)


def by_kalai_smorodinsky(seeker: Seeker) -> Pick:
    """Search for the greatest smallest share of what each could gain at best."""
    problem = seeker.problem
    best = [gain for gain, _ in seeker.ideals]
    factors = np.array(
        [1 / (gain * step) if gain > 0 else 0.0 for gain, step in zip(best, seeker.steps, strict=True)]
    )
    if not factors.any():
        found = seeker.seek("sum", 1 / seeker.spans, seeker.zone)
        return seeker.picked(found, lambda points: kalai_smorodinsky(problem, points, best), 0.0)
    pick = _levelled(seeker, factors, lambda points: kalai_smorodinsky(problem, points, best))
    return replace(pick, proven=pick.proven and all(proven for _, proven in seeker.ideals))


def _levelled(seeker: Seeker, factors: Floats, choose: Choose) -> Pick:
    """Raise the smallest; where a search cannot hold all ties, fix who can have no more and raise the rest."""
    zone, bound = seeker.zone, None
    left = factors.copy()
    while True:
        found = seeker.seek("smallest", left, zone)
        bound = found.bound if bound is None else bound
        stuck = [] if found.proven or not found.closed else _stuck(seeker, (left, found.value), zone)
        if not stuck or len(stuck) == int((left > 0).sum()):
            break
        zone = zone.raised(_floor(seeker, zone, left, found.value))
        left[stuck] = 0.0
    pick = seeker.picked(found, choose, bound, zone)
    return pick if found.proven else replace(pick, proven=False)


def _floor(seeker: Seeker, zone: Zone, factors: Floats, value: float) -> tuple[int, ...]:
    """Demand of each party still to be raised what the search has reached."""
    floor = list(zone.floor or [NONE] * len(factors))
    for p in np.flatnonzero(factors > 0).tolist():
        steps = value / (factors[p] * seeker.steps[p])
        reached = seeker.problem.nothing[p] + int(np.ceil(steps - 1e-6 * max(1.0, abs(steps))))
        step = seeker.problem.scales[p].step
        floor[p] = max(floor[p], reached * step - (step // 2 if step > 1 else 0))
    return tuple(floor)


def _stuck(seeker: Seeker, level: tuple[Floats, float], zone: Zone) -> list[int]:
    """The parties that can have no more than the level, if all have at least that."""
    factors, value = level
    raised = zone.raised(_floor(seeker, zone, factors, value))
    stuck = []
    for p in np.flatnonzero(factors > 0).tolist():
        alone = np.where(np.arange(len(factors)) == p, factors[p], 0.0)
        found = seeker.seek("sum", alone, raised)
        if found.closed and found.bound <= value + 1e-9 * max(1.0, abs(value)):
            stuck.append(p)
    return stuck


BY_NAME: dict[str, Callable[[Seeker], Pick]] = {
    "nash": by_nash,
    "kalai_smorodinsky": by_kalai_smorodinsky,
    "egalitarian": by_equality,
    "utilitarian": by_sum,
}
"""The searches by the names of the standards."""
