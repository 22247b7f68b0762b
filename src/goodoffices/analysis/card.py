"""A card with every answer: what was asked, by which definition, of which inputs, and how sure the answer is."""

import hashlib
import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from goodoffices.analysis import solutions
from goodoffices.analysis.answers import Analysis, Solution
from goodoffices.analysis.effort import Effort
from goodoffices.analysis.frontier import frontier
from goodoffices.analysis.telling import exact, shape
from goodoffices.core.interests import AnyOf, AtLeast, Case, Enough, Interest
from goodoffices.core.terms import Allows, Excludes, Requires, Rule, Terms, Together

FORM = "goodoffices-analysis/1"


def card(analysis: Analysis, version: str, effort: Effort, *, timed: bool) -> str:
    """Return the card as JSON, the same bytes for the same case, version and work allowed.

    The order in which issues, options, parties and rules were given does not count. An answer cut off by a clock
    (`timed`) may differ elsewhere, and the card says so.
    """
    told = {
        "card": FORM,
        "version": version,
        "inputs": fingerprint(analysis.case),
        "work": effort.meter.limit,
        "timed": timed,
        "definitions": _definitions(),
        "sureness": _sureness(analysis),
        "answers": _answers(analysis),
    }
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def fingerprint(case: Case) -> str:
    """Return the SHA-256 of a case in one canonical form."""
    form = json.dumps(canonical(case), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(form.encode()).hexdigest()


def canonical(case: Case) -> dict[str, Any]:
    """Return a case as plain values, everything without an order of its own sorted by name."""
    return {
        "issues": {issue.name: sorted(issue.options) for issue in case.space.issues},
        "rules": sorted((_rule(rule) for rule in case.space.rules), key=json.dumps),
        "parties": {party: _interest(interest) for party, interest in case.interests.items()},
        "enough": None if case.enough is None else _enough(case.enough),
        "draft": None if case.draft is None else dict(case.draft),
        "agreed": dict(case.agreed),
    }


def _terms(terms: Terms) -> list[list[str]]:
    return sorted([term.issue, term.option] for term in terms)


def _rule(rule: Rule) -> list[Any]:
    match rule:
        case Requires(when, then):
            return ["requires", _terms(when), _terms(then)]
        case Allows(by, what):
            return ["allows", _terms(frozenset({by})), _terms(frozenset({what}))]
        case Excludes(terms):
            return ["excludes", _terms(terms)]
        case Together(terms):
            return ["together", _terms(terms)]


def _interest(interest: Interest) -> dict[str, Any]:
    grain = interest.grain
    points = ([term.issue, term.option, str(number)] for term, number in interest.points.items() if number)
    return {
        "points": sorted(points),
        "bonuses": sorted([_terms(bonus.terms), str(bonus.points)] for bonus in interest.bonuses),
        "red_lines": sorted(_terms(line) for line in interest.red_lines),
        "reservation": str(interest.reservation),
        "grain": None
        if grain is None
        else [str(grain.quantum), None if grain.cap is None else str(grain.cap)],
    }


def _enough(enough: Enough) -> list[Any]:
    match enough:
        case AtLeast(count, including):
            return ["at_least", count, sorted(including)]
        case AnyOf(sets):
            return ["any_of", sorted(sorted(one) for one in sets)]


def _definitions() -> dict[str, str]:
    """The definitions as the functions that answer state them."""
    named: Mapping[str, object] = {"frontier": frontier, **solutions.STANDARDS}
    return {name: " ".join((function.__doc__ or "").split()) for name, function in named.items()}


def _sureness(analysis: Analysis) -> dict[str, str]:
    front = analysis.frontier
    told = {
        "frontier": "complete: all deals were compared, part by part"
        if front.complete
        else f"not complete: {front.why}"
    }
    told["acceptable"] = "counted exactly" if analysis.acceptable is not None else "not counted"
    told["blocks"] = "all minimal sets" if analysis.blocks.complete else "those that were found"
    told["openings"] = (
        "proven smallest" if all(one.proven for one in analysis.openings) else "some not proven smallest"
    )
    return told | {name: _proof(solution) for name, solution in analysis.solutions.items()}


def _proof(solution: Solution) -> str:
    if not solution.proven:
        return "not proven: the best found, and a bound that no deal exceeds"
    return "proven: no deal of the zone does better" + (
        "" if solution.count is not None else "; equals may exist"
    )


def _answers(analysis: Analysis) -> dict[str, Any]:
    """The answers with exact worths, parties by name."""
    told = shape(analysis)
    parties = analysis.case.parties
    told["parties"] = sorted(parties)
    told["frontier"]["worths"] = sorted(_by_name(parties, one) for one in analysis.frontier.worths)
    for name, solution in analysis.solutions.items():
        told["solutions"][name]["worths"] = _by_name(parties, solution.worths)
        bound = solution.bound
        told["solutions"][name]["bound"] = exact(bound) if isinstance(bound, Fraction) else bound
    for block in told["blocks"]:
        block.update({key: sorted(block[key]) for key in block})
    for key in ("blocks", "openings"):
        told[key] = sorted(told[key], key=json.dumps)
    return told


def _by_name(parties: tuple[str, ...], worths: tuple[Fraction, ...]) -> list[str]:
    return [str(worth) for _, worth in sorted(zip(parties, worths, strict=True))]
