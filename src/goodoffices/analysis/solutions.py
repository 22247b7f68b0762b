"""What could be fair: four standards, each a choice among the deals of the zone that waste nothing."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import reduce
from math import gcd, lcm, prod

import numpy as np
import numpy.typing as npt

from goodoffices.analysis.problem import Problem
from goodoffices.analysis.scaling import Ints

Points = list[int]
"""Places of the chosen points among those given."""
Exact = Sequence[int | Fraction]
Approximate = npt.NDArray[np.float64]

NEAR = 1e-9


def nash(problem: Problem, points: Ints) -> Points:
    """Return the points at which as many parties gain as can at once, and the product of their gains is greatest.

    `points` are the efficient worths of the zone in readable steps, a row for each party. A gain is worth less
    reservation; who gains nothing does not count, so that two losses never make a profit and one party without
    hope does not level all deals. Does not hang on anybody's scale, save where different parties could be the ones
    to gain: there their products are compared as the points stand. All equal points stay.

    Source: Nash (1950), The bargaining problem, Econometrica 18:155-162, for the product.
    """
    gains = points - np.array(problem.nothing, dtype=np.int64)[:, None]
    many = (gains > 0).sum(axis=0)
    most = np.flatnonzero(many == many.max(initial=0))
    chosen = gains[:, most]
    sizes = common(problem)
    largest = max(sizes, default=1)
    logs = np.log(np.maximum(chosen, 1)) + np.log([[size / largest] for size in sizes]).reshape(-1, 1)

    def exact(i: int) -> Exact:
        return (
            prod(gain * size for gain, size in zip(chosen[:, i].tolist(), sizes, strict=True) if gain > 0),
        )

    return [int(most[i]) for i in _greatest(np.where(chosen > 0, logs, 0.0).sum(axis=0), exact)]


def kalai_smorodinsky(problem: Problem, points: Ints, best: Sequence[int] | None = None) -> Points:
    """Return the points where the party with the smallest share of its best possible gain has most; then the next.

    A share is (worth - reservation) / (ideal - reservation), the ideal being the party's best in the zone; a party
    whose ideal is no better than its reservation takes no part. Leximin, not least spread. Does not hang on
    anybody's scale. All equal points stay.

    Source: Kalai and Smorodinsky (1975), Other solutions to Nash's bargaining problem, Econometrica 43:513-518;
    for finite sets, leximin: Imai (1983), Individual monotonicity and lexicographic maxmin solution.
    `best` are the parties' best gains, where the points given do not tell.
    """
    gains = points - np.array(problem.nothing, dtype=np.int64)[:, None]
    most = gains.max(axis=1, initial=0).tolist() if best is None else list(best)
    part = [party for party, gain in enumerate(most) if gain > 0]
    whole = lcm(*(most[party] for party in part))
    return leximin(gains[part], [whole // most[party] for party in part])


def egalitarian(problem: Problem, points: Ints) -> Points:
    """Return the points where the party that gains least gains most; among equals the next least, and so on.

    Compares points across parties, which the parties' scales may not allow. All equal points stay.

    Source: Kalai (1977), Proportional solutions to bargaining situations, Econometrica 45:1623-1630; leximin as
    in Sen (1970), Collective choice and social welfare.
    """
    gains = points - np.array(problem.nothing, dtype=np.int64)[:, None]
    return leximin(gains, common(problem))


def utilitarian(problem: Problem, points: Ints) -> Points:
    """Return the points whose sum of worths is greatest.

    Adds points across parties, which the parties' scales may not allow. All equal points stay.
    """
    factors = common(problem)
    sums = np.array(factors, dtype=np.float64) @ points
    return _greatest(
        sums, lambda i: (sum(f * w for f, w in zip(factors, points[:, i].tolist(), strict=True)),)
    )


def common(problem: Problem) -> list[int]:
    """Return what one readable step of each party is in units that all share."""
    sizes = [scale.point for scale in problem.scales]
    below = lcm(*(size.denominator for size in sizes))
    whole = [int(size * below) for size in sizes]
    shared = reduce(gcd, whole, 0) or 1
    return [one // shared for one in whole]


def leximin(gains: Ints, factors: Sequence[int]) -> Points:
    """Return the columns whose rows, multiplied and sorted upwards, are lexicographically greatest."""
    if not len(gains):
        return list(range(gains.shape[1]))
    largest = max(factors)
    scaled = np.array([factor / largest for factor in factors])[:, None] * gains

    def exact(i: int) -> Exact:
        return sorted(factor * gain for factor, gain in zip(factors, gains[:, i].tolist(), strict=True))

    return _greatest(scaled.min(axis=0), exact)


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
