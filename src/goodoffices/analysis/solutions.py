"""What could be fair: four standards, each a choice among the deals of the zone that waste nothing."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import lcm, prod

import numpy as np
import numpy.typing as npt

from goodoffices.analysis.problem import Problem
from goodoffices.analysis.scaling import Ints

Points = list[int]
"""Places of the chosen points among those given."""
Exact = Sequence[int | Fraction]
Approximate = npt.NDArray[np.float64]

NEAR = 1e-9
NONE = -(2**62)


def nash(problem: Problem, points: Ints) -> Points:
    """Return the points at which as many parties gain as can at once, and the product of their gains is greatest.

    `points` are the efficient worths of the zone in readable steps, a row for each party. A gain is worth less
    reservation; who gains nothing does not count, so that two losses never make a profit and one party without
    hope does not level all deals. Does not hang on anybody's scale, save where different parties could be the ones
    to gain: there their products are compared as the points stand. All equal points stay.

    Source: Nash (1950) for the product, as told in Wikipedia, Cooperative bargaining. What is done where not all can
    gain, and with ties, is ours.
    """
    gains = above(problem, points)
    able = gains > 0
    many = able.sum(axis=0)
    most = np.flatnonzero(many == many.max(initial=0))
    chosen, able = gains[:, most], able[:, most]
    sizes = problem.common
    if _fits(problem, sizes, product=True):
        products = np.where(able, chosen * np.array(sizes, dtype=np.int64)[:, None], 1).prod(axis=0)
        return [int(i) for i in most[products == products.max(initial=1)]]
    largest = max(sizes, default=1)
    logs = np.log(np.maximum(chosen, 1)) + np.log([[size / largest] for size in sizes]).reshape(-1, 1)

    def exact(i: int) -> Exact:
        return (
            prod(gain * size for gain, size in zip(chosen[:, i].tolist(), sizes, strict=True) if gain > 0),
        )

    return [int(most[i]) for i in _greatest(np.where(able, logs, 0.0).sum(axis=0), exact)]


def kalai_smorodinsky(problem: Problem, points: Ints, best: Sequence[int] | None = None) -> Points:
    """Return the points where the party with the smallest share of its best possible gain has most; then the next.

    A share is (worth - reservation) / (ideal - reservation), the ideal being the party's best in the zone; a party
    whose ideal is no better than its reservation takes no part. Leximin, not least spread. Does not hang on
    anybody's scale. All equal points stay.

    Source: Kalai and Smorodinsky (1975), as told in Wikipedia, Cooperative bargaining; by leximin as Imai (1983), as
    told in Driesen (2012), The asymmetric leximin solution. `best` are the parties' best gains, where the points given
    do not tell.
    """
    gains = above(problem, points)
    most = gains.max(axis=1, initial=0).tolist() if best is None else list(best)
    whole = lcm(*(gain for gain in most if gain > 0))
    return leximin(problem, gains, [whole // gain if gain > 0 else 0 for gain in most])


def egalitarian(problem: Problem, points: Ints) -> Points:
    """Return the points where the party that gains least gains most; among equals the next least, and so on.

    Compares points across parties, which the parties' scales may not allow. All equal points stay.

    Source: Kalai (1977), as told in Wikipedia, Cooperative bargaining; leximin is ours, for finite sets.
    """
    return leximin(problem, above(problem, points), problem.common)


def utilitarian(problem: Problem, points: Ints) -> Points:
    """Return the points whose sum of worths is greatest.

    Adds points across parties, which the parties' scales may not allow. All equal points stay.
    """
    factors = problem.common
    if _fits(problem, factors):
        totals = (points * np.array(factors, dtype=np.int64)[:, None]).sum(axis=0)
        return [int(i) for i in np.flatnonzero(totals == totals.max(initial=NONE))]
    sums = np.array(factors, dtype=np.float64) @ points
    return _greatest(
        sums, lambda i: (sum(f * w for f, w in zip(factors, points[:, i].tolist(), strict=True)),)
    )


def above(problem: Problem, points: Ints) -> Ints:
    """Return what each point gives each party above no deal, in readable steps."""
    return points - problem.none


def _fits(problem: Problem, factors: Sequence[int], *, product: bool = False) -> bool:
    """Whether gains times factors, added up or multiplied together, stay whole within 64 bits."""
    bits = [width + factor.bit_length() for width, factor in zip(problem.widths, factors, strict=True)]
    return (sum(bits) if product else max(bits, default=0) + len(bits).bit_length()) <= 62


def leximin(problem: Problem, gains: Ints, factors: Sequence[int]) -> Points:
    """Return the columns whose rows, multiplied and sorted upwards, are lexicographically greatest.

    Rows whose factor is 0 take no part.
    """
    part = [party for party, factor in enumerate(factors) if factor]
    if not part:
        return list(range(gains.shape[1]))
    if _fits(problem, factors):
        return _leximin_whole(
            gains[part] * np.array([factors[party] for party in part], dtype=np.int64)[:, None]
        )
    largest = max(factors)
    scaled = np.array([factors[party] / largest for party in part])[:, None] * gains[part]

    def exact(i: int) -> Exact:
        return sorted(
            factors[party] * gain for party, gain in zip(part, gains[part, i].tolist(), strict=True)
        )

    return _greatest(scaled.min(axis=0), exact)


def _leximin_whole(scaled: Ints) -> Points:
    left = np.arange(scaled.shape[1])
    for row in np.sort(scaled, axis=0):
        here = row[left]
        left = left[here == here.max(initial=NONE)]
        if len(left) <= 1:
            break
    return [int(i) for i in left]


def _greatest(approximate: Approximate, exact: Callable[[int], Exact]) -> Points:
    """Return the places of the greatest: floats say who is surely out, whole numbers decide."""
    if not len(approximate):
        return []
    top = float(approximate.max())
    near = np.flatnonzero(approximate >= top - NEAR * max(1.0, abs(top)))
    if len(near) == 1:
        return [int(near[0])]
    keys = [tuple(exact(int(i))) for i in near]
    best = max(keys)
    return [int(i) for i, key in zip(near, keys, strict=True) if key == best]


STANDARDS: dict[str, Callable[[Problem, Ints], Points]] = {
    "nash": nash,
    "kalai_smorodinsky": kalai_smorodinsky,
    "egalitarian": egalitarian,
    "utilitarian": utilitarian,
}
"""The four standards by name."""
