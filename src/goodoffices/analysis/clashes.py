"""Rules that clash: options no deal can hold, and the rules that see to it."""

from dataclasses import dataclass, replace

import numpy as np

from goodoffices.analysis.ahead import Ahead, ahead
from goodoffices.analysis.problem import problem
from goodoffices.analysis.scaling import Mask
from goodoffices.core.interests import Case
from goodoffices.core.terms import Rule, Space, Term

MOST = 20


@dataclass(frozen=True)
class Clash:
    """An option that no deal can hold (`None`: there is no deal at all), and a minimal set of rules why."""

    term: Term | None
    rules: tuple[Rule, ...]


def clashes(case: Case) -> tuple[Clash, ...] | None:
    """Return the options that the rules leave to no deal, with reasons; `None` where the rules bind too widely.

    Reasons are given for the first twenty: rules each of which is needed for the option to be impossible.
    """
    space = Space(case.space.issues, case.space.rules)
    possible = _possible(space)
    if possible is None:
        return None
    if not any(possible.values()):
        return (Clash(None, _reason(space, None)),)
    dead = [term for term, alive in possible.items() if not alive]
    return tuple(Clash(term, _reason(space, term) if place < MOST else ()) for place, term in enumerate(dead))


def terms(space: Space) -> list[Term]:
    """Every term of a space, issue by issue."""
    return [Term(issue.name, option) for issue in space.issues for option in issue.options]


def _reason(space: Space, term: Term | None) -> tuple[Rule, ...]:
    """Take rules away as long as the fault stays; what is left is needed."""
    rules = list(space.rules)
    for rule in space.rules:
        fewer = [other for other in rules if other is not rule]
        possible = _possible(replace(space, rules=tuple(fewer)))
        if possible is not None and not (any(possible.values()) if term is None else possible[term]):
            rules = fewer
    return tuple(rules)


def _possible(space: Space) -> dict[Term, bool] | None:
    """For each term whether some deal holds it: reached from the front, and with an end from there."""
    whole = problem(Case(space, {}))
    within = ahead(whole)
    if not within.exact:
        return None
    found: dict[Term, bool] = {}
    for layer, alive in zip(whole.layers, _alive(within), strict=True):
        for option, stands in zip(whole.options[layer.issue], alive, strict=True):
            found[Term(whole.issues[layer.issue], option)] = bool(stands)
    return {term: found[term] for term in terms(space)}


def _alive(within: Ahead) -> list[Mask]:
    ends: list[Mask] = [np.ones(1, dtype=bool)]
    for turn in reversed(within.turns):
        live = ends[-1][turn.after]
        ends.append(np.asarray((live if turn.dead is None else live & ~turn.dead).any(axis=0)))
    ends.reverse()
    reached = np.ones(1, dtype=bool)
    alive: list[Mask] = []
    for turn, end in zip(within.turns, ends[1:], strict=True):
        live = end[turn.after] & reached[None, :]
        live = live if turn.dead is None else live & ~turn.dead
        alive.append(np.asarray(live.any(axis=1)))
        reached = np.zeros(len(end), dtype=bool)
        reached[turn.after[live]] = True
    return alive
