"""Which of many worths no other beats, for any number of parties."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from goodoffices.analysis.scaling import Ints, Mask

Order = npt.NDArray[np.intp]
Check = Callable[[], None]
"""Called now and then in long work; raises to end it."""

LEAF = 192
BLOCK = 1024
PAIRS = 2**18


def go_on() -> None:
    """Let long work go on to its end."""


def descending(worths: Ints, groups: Ints | None = None) -> Order:
    """Return the order by group, then by worths, best first, the first party's before the next's.

    Several columns are packed into one number where they fit: one sort instead of several.
    """
    columns = [*worths] if groups is None else [-groups, *worths]
    numbers = packed(columns)
    if numbers is not None:
        return np.argsort(numbers, kind="stable")[::-1]
    return np.lexsort(columns[::-1])[::-1]


def packed(columns: list[Ints]) -> Ints | None:
    """Return one number for each place, in the order of the columns, where one holds them all.

    Sorting is stable on purpose: candidates come as runs already in order, which a merge sort finds.
    """
    lows = [int(column.min()) for column in columns]
    bits = [(int(column.max()) - low).bit_length() for column, low in zip(columns, lows, strict=True)]
    if sum(bits) > 62:
        return None
    numbers = columns[0] - lows[0]
    for column, low, width in zip(columns[1:], lows[1:], bits[1:], strict=True):
        numbers <<= width
        numbers += column - low
    return numbers


def undominated(worths: Ints, check: Check = go_on) -> Mask:
    """Mark the columns that no other column equals or exceeds in every row.

    `worths` has a row for each party and a column for each deal; its columns are all different and stand in
    descending order. Exact. n log n for up to three parties, n log^(k-2) n for k by divide and conquer. `check` is
    called now and then, and may raise to end it.

    Method: the divide and conquer of Kung, Luccio and Preparata, from memory.
    """
    parties, count = worths.shape
    if parties <= 1 or count <= 1:
        kept = np.zeros(count, dtype=bool)
        kept[: 1 if parties else count] = True
        return kept
    if parties == 2:
        return rising(worths[1])
    if parties == 3:
        return _staircase(worths, check)
    kept = np.zeros(count, dtype=bool)
    kept[_front(worths, 0, count, check)] = True
    return kept


def rising(second: Ints) -> Mask:
    """Mark what exceeds everything before it."""
    kept = np.ones(len(second), dtype=bool)
    np.greater(second[1:], np.maximum.accumulate(second)[:-1], out=kept[1:])
    return kept


def _staircase(worths: Ints, check: Check) -> Mask:
    """Three parties: blocks in order, each against the two-party frontier of all before it."""
    kept = np.zeros(worths.shape[1], dtype=bool)
    steps = np.empty((2, 0), dtype=np.int64)
    at, size = 0, LEAF
    while at < worths.shape[1]:
        check()
        block = worths[1:, at : at + size]
        alive = np.flatnonzero(~_below(block, steps))
        block = block[:, alive]
        if block.shape[1]:
            inner = ~_covered_earlier(block)
            kept[at + alive[inner]] = True
            steps = _steps(np.concatenate([steps, block[:, inner]], axis=1))
        at += size
        size = min(2 * size, BLOCK)
    return kept


def _steps(points: Ints) -> Ints:
    """Return the two-party frontier of some points, first row falling, second rising."""
    ordered = points[:, descending(points)]
    return ordered[:, rising(ordered[1])]


def _below(points: Ints, steps: Ints) -> Mask:
    """Mark the points that some step equals or exceeds in both rows."""
    if not steps.shape[1]:
        return np.zeros(points.shape[1], dtype=bool)
    reach = np.searchsorted(-steps[0], -points[0], side="right") - 1
    return np.asarray((reach >= 0) & (steps[1][np.maximum(reach, 0)] >= points[1]))


def _covered_earlier(points: Ints) -> Mask:
    """Mark each point that an earlier one equals or exceeds in every row."""
    count = points.shape[1]
    if count <= LEAF:
        beats = np.ones((count, count), dtype=bool)
        for row in points:
            beats &= row[None, :] >= row[:, None]
        return np.asarray(np.tril(beats, -1).any(axis=1))
    half = count // 2
    first, second = points[:, :half], points[:, half:]
    early = _covered_earlier(first)
    late = _covered_earlier(second) | covered(second, first[:, ~early])
    return np.concatenate([early, late])


def _front(worths: Ints, low: int, high: int, check: Check) -> Order:
    if high - low <= LEAF:
        return low + np.flatnonzero(~_covered_earlier(worths[1:, low:high]))
    middle = (low + high) // 2
    check()
    upper, lower = _front(worths, low, middle, check), _front(worths, middle, high, check)
    beaten = covered(worths[1:, lower], worths[1:, upper], check)
    return np.concatenate([upper, lower[~beaten]])


def covered(points: Ints, by: Ints, check: Check = go_on) -> Mask:
    """Mark each point that some point of `by` equals or exceeds in every row."""
    count = points.shape[1]
    if not count or not by.shape[1]:
        return np.zeros(count, dtype=bool)
    if points.shape[0] == 1:
        return np.asarray(points[0] <= by[0].max())
    if points.shape[0] == 2:
        return _below(points, _steps(by))
    if count * by.shape[1] <= PAIRS:
        return _plainly(points, by)
    check()
    return _split(points, by, check)


def _plainly(points: Ints, by: Ints) -> Mask:
    beats = np.ones((points.shape[1], by.shape[1]), dtype=bool)
    for mine, theirs in zip(points, by, strict=True):
        beats &= theirs[None, :] >= mine[:, None]
    return np.asarray(beats.any(axis=1))


def _split(points: Ints, by: Ints, check: Check) -> Mask:
    """Halve by the first row: the upper half of `by` covers the lower points in that row already."""
    low, high = int(by[0].min()), int(by[0].max())
    within = points[0] <= high
    result = np.zeros(points.shape[1], dtype=bool)
    pivot = int(np.partition(by[0], by.shape[1] // 2)[by.shape[1] // 2])
    pivot = pivot if pivot > low else low + 1
    if low == high:
        result[within] = covered(points[1:, within], by[1:], check)
        return result
    upper = by[0] >= pivot
    above, below = within & (points[0] >= pivot), points[0] < pivot
    result[above] = covered(points[:, above], by[:, upper], check)
    mine = covered(points[1:, below], by[1:, upper], check)
    rest = np.flatnonzero(below)[~mine]
    result[below] = mine
    result[rest] = covered(points[:, rest], by[:, ~upper], check)
    return result
