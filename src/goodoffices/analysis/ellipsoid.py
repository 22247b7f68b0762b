"""The least of a convex function over a small box, by shrinking ellipsoids."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

NEAR = 1e-5

Convex = Callable[[Floats], tuple[float, Floats]]
"""A convex function: its value and a slope at a point."""


def least_of(function: Convex, low: Floats, high: Floats, simplex: int | None = None) -> Floats:
    """Return a point of a box at which a convex function is nearly least.

    With `simplex` the first so many coordinates add up to no more than 1. The ellipsoid method; in one dimension
    tangents.

    Method: central cuts, from memory; every point visited gives a valid bound, so that a slip costs only speed.
    """
    size = len(low)
    if size == 0:
        function(low)
        return low
    if size == 1:
        return _crossing(function, float(low[0]), float(high[0]))
    centre = (low + high) / 2
    if simplex is not None:
        centre[:simplex] = 1 / (simplex + 1)
    radius: Floats = np.diag(np.maximum(high - centre, centre - low) ** 2 * size)
    best, place = np.inf, centre
    for _ in range(60 * size * size + 100):
        outward = _outside(centre, low, high, simplex)
        inside = outward is None
        slope = np.zeros(size) if outward is None else outward
        if inside:
            value, slope = function(centre)
            if value < best:
                best, place = value, centre
        reach = float(slope @ radius @ slope)
        if not 1e-24 < reach < np.inf or (inside and reach < (NEAR * max(1.0, abs(best))) ** 2):
            break
        centre, radius = _shrunk(centre, radius, slope)
    return place


def _outside(point: Floats, low: Floats, high: Floats, simplex: int | None) -> Floats | None:
    """A direction that leads further out of the box, for a point outside; nothing inside."""
    slope = np.where(point > high, 1.0, np.where(point < low, -1.0, 0.0))
    if simplex is not None and point[:simplex].sum() > 1:
        slope[:simplex] += 1.0
    return slope if slope.any() else None


def _shrunk(centre: Floats, radius: Floats, slope: Floats) -> tuple[Floats, Floats]:
    size = len(centre)
    along = radius @ slope
    step = along / np.sqrt(float(slope @ along))
    shrunk = size * size / (size * size - 1.0) * (radius - 2.0 / (size + 1) * np.outer(step, step))
    return centre - step / (size + 1), (shrunk + shrunk.T) / 2


def _crossing(function: Convex, low: float, high: float) -> Floats:
    """Return the least in one dimension: where the slopes at the two ends cross, again and again.

    Where the function is made of straight pieces this ends after a few steps; halving steps in where it crawls.
    """
    left, right = _tangent(function, low), _tangent(function, high)
    if left[1] >= 0 or right[1] <= 0:
        return np.array([low if left[1] >= 0 else high])
    best = min((left[0], low), (right[0], high))
    for turn in range(60):
        gap = right[1] * high - left[1] * low
        middle = (left[0] - right[0] + gap) / (right[1] - left[1]) if turn % 4 < 3 else (low + high) / 2
        if not low < middle < high or high - low < NEAR * 1e-3:
            break
        at = _tangent(function, middle)
        below = left[0] + left[1] * (middle - low)
        best = min(best, (at[0], middle))
        if at[1] == 0 or (turn % 4 < 3 and at[0] - below <= NEAR * 1e-2 * max(1.0, abs(at[0]))):
            break
        if at[1] > 0:
            high, right = middle, at
        else:
            low, left = middle, at
    return np.array([best[1]])


def _tangent(function: Convex, at: float) -> tuple[float, float]:
    value, slope = function(np.array([at]))
    return value, float(slope[0])
