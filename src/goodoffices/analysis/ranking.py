"""Questions ranked by how many deals stay efficient on either side of the answer, at points tried."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from goodoffices.analysis.linear import Vector
from goodoffices.analysis.sampling import Flags, Samples, efficient, product, whole

TRIES = 300


def rank(
    samples: Sequence[Samples], left: Sequence[int], candidates: Sequence[tuple[int, Vector]]
) -> list[int]:
    """Return the places of the candidates whose answer is open, the most telling at the points tried first.

    A candidate is the place of a party and the difference it is asked about. Telling: the fewer deals are
    efficient at points on either side of the answer; then, the more evenly the points divide. An order of trial only: no figure is taken from it.
    """
    points = [one.inside(TRIES) for one in samples]
    at_points = [product(one.deals[list(left)], point.T) for one, point in zip(samples, points, strict=True)]
    kept = np.array([efficient([worth[:, turn] for worth in at_points]) for turn in range(TRIES)])
    scores: dict[int, tuple[int, int, int]] = {}
    for party, point in enumerate(points):
        places = [place for place, one in enumerate(candidates) if one[0] == party]
        if places:
            signs = product(whole([candidates[place][1] for place in places]), point.T)
            above, below = np.greater(signs, 0), np.less(signs, 0)
            yes, no = _left(above, kept), _left(below, kept)
            for at in np.flatnonzero((yes > 0) & (no > 0)).tolist():
                uneven = abs(int(above[at].sum()) - int(below[at].sum()))
                scores[places[at]] = (int(yes[at] + no[at]), int(max(yes[at], no[at])), uneven)
    return sorted(scores, key=lambda place: (*scores[place], place))


def _left(side: Flags, kept: Flags) -> npt.NDArray[np.int64]:
    reached = side.astype(np.float32) @ kept.astype(np.float32)
    return np.asarray((reached > 0).sum(axis=1), dtype=np.int64)
