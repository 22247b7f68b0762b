"""Large cases, the same on every machine: points from a plain congruential sequence."""

from collections.abc import Iterator
from fractions import Fraction

from goodoffices.core.interests import Case, Interest
from goodoffices.core.terms import Issue, Space, Term


def sequence(seed: int = 1) -> Iterator[int]:
    """Numbers below 2^31 that look like chance (Park and Miller's multiplier)."""
    state = seed
    while True:
        state = state * 48271 % 2147483647
        yield state


def case(issues: int, options: int, parties: int, *, most: int = 1000, opposed: bool = False) -> Case:
    """Every party's points between 0 and `most`; `opposed`: what one gains the other loses, give or take a twentieth."""
    numbers = sequence()
    space = Space(tuple(Issue(f"i{i:04}", tuple(f"o{o:03}" for o in range(options))) for i in range(issues)))
    terms = [Term(issue.name, option) for issue in space.issues for option in issue.options]
    first = {term: next(numbers) % most for term in terms}
    interests = {"p0": Interest({term: Fraction(points) for term, points in first.items()}, Fraction(0))}
    for party in range(1, parties):
        points = {term: next(numbers) % most for term in terms}
        if opposed:
            slack = most // 20
            points = {
                term: most - first[term] + number % (2 * slack + 1) - slack for term, number in points.items()
            }
        interests[f"p{party}"] = Interest({term: Fraction(one) for term, one in points.items()}, Fraction(0))
    return Case(space, interests)
