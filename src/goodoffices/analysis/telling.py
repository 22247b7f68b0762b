"""An analysis as one JSON object, in the shape others rely on."""

import json
from fractions import Fraction
from typing import Any

from goodoffices.analysis.answers import Analysis, Solution


def as_json(analysis: Analysis) -> str:
    """Return the analysis as JSON; worths and bounds are floats, counts exact."""
    return json.dumps(shape(analysis), ensure_ascii=False, indent=1)


def shape(analysis: Analysis) -> dict[str, Any]:
    """Return the object that `--json` writes."""
    front = analysis.frontier
    return {
        "parties": list(analysis.case.parties),
        "issues": len(analysis.case.space.issues),
        "deals": analysis.deals,
        "acceptable": analysis.acceptable,
        "zone_empty": analysis.zone_empty,
        "frontier": {
            "complete": front.complete,
            "deals": front.deals,
            "points": len(front.worths) if front.complete else None,
            "worths": [worths(one) for one in front.worths],
        },
        "solutions": {name: _solution(one) for name, one in analysis.solutions.items()},
        "blocks": [],
        "openings": [],
    }


def worths(exact: tuple[Fraction, ...]) -> list[float]:
    """Return worths as floats, the nearest to each."""
    return [near(one) for one in exact]


def near(number: Fraction) -> float:
    """Return the nearest float that JSON can hold."""
    try:
        return float(number)
    except OverflowError:
        return 1.7976931348623157e308 if number > 0 else -1.7976931348623157e308


def _solution(one: Solution) -> dict[str, Any]:
    told: dict[str, Any] = {
        "worths": worths(one.worths),
        "deals": [dict(deal) for deal in one.deals],
        "proven": one.proven,
        "bound": near(one.bound),
    }
    if one.count > len(one.deals):
        told["deals_left_out"] = one.count - len(one.deals)
    return told
