"""The cases re-keyed from publications, as cases of the engine."""

import json
from fractions import Fraction
from pathlib import Path

from goodoffices.core.interests import AtLeast, Case, Grain, Interest
from goodoffices.core.terms import Issue, Space, Term

CASES = Path(__file__).parent / "cases"


def read(name):
    return json.loads((CASES / name).read_text(encoding="utf-8"), parse_float=str)


def domains():
    return {one["id"]: one for one in read("bilateral_domains.json")["cases"]}


def domain_case(domain):
    """Two parties, A and B, as GENIUS reads them."""
    space = Space(tuple(Issue(one["name"], tuple(one["options"])) for one in domain["issues"]))
    interests = {}
    for side, name in enumerate("AB"):
        points = {}
        for issue in domain["issues"]:
            largest = max(Fraction(pair[side]) for pair in issue["options"].values())
            for option, pair in issue["options"].items():
                points[Term(issue["name"], option)] = (
                    Fraction(issue["weights"][side]) * Fraction(pair[side]) / largest
                )
        interests[name] = Interest(points, Fraction(0), grain=Grain(Fraction(1, 10**10), Fraction(1)))
    return Case(space, interests)


def six_parties(*, enough=False):
    """The six-party game; with `enough`, five of six suffice if both veto parties are among them."""
    game = read("six_parties.json")
    space = Space(tuple(Issue(name, tuple(options)) for name, options in game["issues"].items()))
    interests = {}
    for party in game["parties"]:
        points = {
            Term(issue.name, option): Fraction(score)
            for issue, scores in zip(space.issues, party["scores"], strict=True)
            for option, score in zip(issue.options, scores, strict=True)
        }
        interests[party["name"]] = Interest(points, Fraction(party["threshold"]))
    vetoes = frozenset(party["name"] for party in game["parties"] if party["veto"])
    return Case(space, interests, AtLeast(5, vetoes) if enough else None)
