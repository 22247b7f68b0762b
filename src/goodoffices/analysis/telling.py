"""An analysis as one JSON object, in the shape others rely on."""

import sys
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from goodoffices.analysis.answers import Analysis, Solution
from goodoffices.analysis.blocks import Block
from goodoffices.analysis.openings import Move, Opening
from goodoffices.core.terms import Allows, Excludes, Requires, Rule, Terms, Together

LARGEST = sys.float_info.max


def shape(analysis: Analysis) -> dict[str, Any]:
    """Return the object that `--json` writes: worths and bounds as floats, counts and costs exact."""
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
        "blocks": [
            {"parties": ordered(analysis, one.parties), "demands": demands(analysis, one)}
            for one in analysis.blocks.sets
        ],
        "openings": [_opening(analysis, one) for one in analysis.openings],
    }


def worths(exact: tuple[Fraction, ...]) -> list[float]:
    """Return worths as floats, the nearest to each."""
    return [near(one) for one in exact]


def near(number: Fraction | float) -> float:
    """Return the nearest float that JSON can hold."""
    try:
        return max(-LARGEST, min(LARGEST, float(number)))
    except OverflowError:
        return LARGEST if number > 0 else -LARGEST


def exact(number: Fraction) -> int | str:
    """Return a whole number as one, else as a ratio in words."""
    return number.numerator if number.denominator == 1 else f"{number.numerator}/{number.denominator}"


def ordered(analysis: Analysis, parties: Iterable[str]) -> list[str]:
    """Return parties in the order of the case."""
    return sorted(parties, key=analysis.case.parties.index)


def terms(some: Terms) -> str:
    """Return terms in words, those of a red line or a bonus."""
    return " with ".join(str(term) for term in sorted(some))


def rule(one: Rule) -> str:
    """Return a rule in words."""
    match one:
        case Requires(when, then):
            return f"{terms(when)} requires {terms(then)}"
        case Excludes(some):
            return f"{terms(some)} exclude one another"
        case Allows(by, what):
            return f"{what} stands only where {by} does"
        case Together(some):
            return f"{terms(some)} stand or fall together"


def demands(analysis: Analysis, block: Block) -> list[str]:
    """Return the demands of a block in words."""
    interests = analysis.case.interests
    insist = [
        f"{party}: at least {exact(interests[party].read(interests[party].reservation))}, as good as no deal"
        for party in ordered(analysis, block.reservations)
    ]
    return [*insist, *(f"{party}: never {terms(line)}" for party, line in block.lines)]


def change(analysis: Analysis, move: Move) -> str:
    """Return a move in words."""
    interest = analysis.case.interests[move.party]
    stated = interest.read(interest.reservation)
    parts = [f"gives up the red line {terms(line)}" for line in move.lines]
    if move.points:
        parts.append(f"accepts {exact(stated - move.points)} instead of {exact(stated)}")
    return " and ".join(parts) or "as it stands"


def _opening(analysis: Analysis, opening: Opening) -> dict[str, Any]:
    moves = [
        {"party": move.party, "change": change(analysis, move), "cost": exact(move.points)}
        for move in opening.moves
    ]
    return moves[0] if len(moves) == 1 else {**moves[0], "with": moves[1:]}


def _solution(one: Solution) -> dict[str, Any]:
    told: dict[str, Any] = {
        "worths": worths(one.worths),
        "deals": [dict(deal) for deal in one.deals],
        "proven": one.proven,
        "bound": near(one.bound),
    }
    if one.count != len(one.deals):
        told["deals_left_out"] = None if one.count is None else one.count - len(one.deals)
    return told
