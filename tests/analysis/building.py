"""Cases of the engine, built from the oracle's plain descriptions."""

from fractions import Fraction

from goodoffices.core.interests import AnyOf, AtLeast, Bonus, Case, Grain, Interest
from goodoffices.core.terms import Allows, Excludes, Issue, Requires, Space, Term, Together


def terms(pairs):
    return frozenset(Term(*pair) for pair in pairs)


def rule(kind, *rest):
    if kind == "requires":
        return Requires(terms(rest[0]), terms(rest[1]))
    if kind == "allows":
        return Allows(Term(*rest[0]), Term(*rest[1]))
    return (Excludes if kind == "excludes" else Together)(terms(rest[0]))


def interest(plain):
    return Interest(
        points={Term(*pair): Fraction(points) for pair, points in plain["points"].items()},
        reservation=Fraction(plain["reservation"]),
        bonuses=tuple(Bonus(terms(pairs), Fraction(points)) for pairs, points in plain["bonuses"]),
        red_lines=tuple(terms(pairs) for pairs in plain["lines"]),
        grain=None if plain["quantum"] is None else Grain(Fraction(plain["quantum"][0]), plain["quantum"][1]),
    )


def enough(plain):
    if plain is None:
        return None
    if plain[0] == "at_least":
        return AtLeast(plain[1], frozenset(plain[2]))
    return AnyOf(tuple(frozenset(one) for one in plain[1]))


def case(plain, **more):
    space = Space(
        tuple(Issue(name, tuple(options)) for name, options in plain["issues"].items()),
        tuple(rule(*one) for one in plain["rules"]),
    )
    return Case(
        space, {name: interest(p) for name, p in plain["parties"].items()}, enough(plain["enough"]), **more
    )
