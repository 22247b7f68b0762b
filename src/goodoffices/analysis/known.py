"""What is known of a party's points when it has not given them: orders, ranges, examples."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from goodoffices.analysis.linear import Region, Row, Vector
from goodoffices.core.errors import BadInput
from goodoffices.core.interests import Interest
from goodoffices.core.terms import Deal, Space, Term, Terms, check_terms

Range = tuple[Fraction, Fraction]


@dataclass(frozen=True)
class Claim:
    """Something sure of the unknowns: the sum of coefficients × unknowns is at least `least`."""

    coefficients: Mapping[str, Fraction]
    least: Fraction = Fraction(0)


@dataclass(frozen=True)
class Known:
    """A party's points as far as they are known.

    `unknowns` name what is not known and its range; `worths` say what terms held together add to a deal's
    worth, in unknowns; `fixed` what is known outright. A single term is a set of one; sets of two or three
    are bonuses. The points of one party are never compared with another's.
    """

    unknowns: Mapping[str, Range] = field(repr=False)
    worths: Mapping[Terms, Mapping[str, Fraction]] = field(repr=False)
    fixed: Mapping[Terms, Fraction] = field(default_factory=dict, repr=False)
    claims: tuple[Claim, ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        named = [*(claim.coefficients for claim in self.claims), *self.worths.values()]
        strangers = {name for one in named for name in one} - set(self.unknowns)
        if strangers:
            raise BadInput("{name} is used and has no range", name=repr(min(strangers)))
        if any(low > high for low, high in self.unknowns.values()):
            raise BadInput("a range runs from more to less")

    def check(self, space: Space) -> None:
        """Refuse points for terms that the text does not hold, and claims that contradict one another."""
        known = {issue.name: frozenset(issue.options) for issue in space.issues}
        for terms in (*self.worths, *self.fixed):
            check_terms(terms, known)
        if self.region.empty:
            raise BadInput(
                "what is said of these points cannot all be true; take back an order or an example"
            )

    @cached_property
    def region(self) -> Region:
        """The points that fit what is known; the first unknown is the number 1, so that constants are linear."""
        names = list(self.unknowns)
        rows = tuple(
            Row((Fraction(0), *(claim.coefficients.get(name, Fraction(0)) for name in names)), claim.least)
            for claim in self.claims
        )
        return Region(((Fraction(1), Fraction(1)), *self.unknowns.values()), rows)

    def worth(self, terms: Iterable[Term]) -> Vector:
        """Return what these terms are worth together: a constant, then a coefficient for each unknown."""
        held = frozenset(terms)
        constant = sum((points for one, points in self.fixed.items() if one <= held), Fraction(0))
        total = dict.fromkeys(self.unknowns, Fraction(0))
        for one, coefficients in self.worths.items():
            if one <= held:
                for name, coefficient in coefficients.items():
                    total[name] += coefficient
        return (constant, *total.values())

    def at(self, terms: Terms, point: Vector) -> Fraction:
        """Return what these terms add to a deal, over and above their parts, at a point of the region."""
        values = dict(zip(self.unknowns, point[1:], strict=True))
        unknown = self.worths.get(terms, {}).items()
        return self.fixed.get(terms, Fraction(0)) + sum(
            (c * values[name] for name, c in unknown), Fraction(0)
        )

    def preferring(self, better: Iterable[Term], worse: Iterable[Term]) -> "Known":
        """Return what is known once the party has said that it would rather have the first, all else equal."""
        gap = _minus(self.worth(better), self.worth(worse))
        claim = Claim(dict(zip(self.unknowns, gap[1:], strict=True)), -gap[0])
        return replace(self, claims=(*self.claims, claim))

    def in_order(self, packages: Sequence[Iterable[Term]]) -> "Known":
        """Return what is known once the party has put packages in order, best first."""
        said = self
        for better, worse in pairwise(packages):
            said = said.preferring(better, worse)
        return said


def _minus(a: Vector, b: Vector) -> Vector:
    return tuple(x - y for x, y in zip(a, b, strict=True))


def settled(deal: Deal) -> Terms:
    """Return the terms of a deal."""
    return frozenset(Term(issue, option) for issue, option in deal.items())


def within(ranges: Mapping[Term, Range]) -> Known:
    """Return points known by a range for each term; a range of one number is a point known outright."""
    unknowns = {str(term): ends for term, ends in ranges.items() if ends[0] != ends[1]}
    worths = {frozenset({term}): {str(term): Fraction(1)} for term in ranges if str(term) in unknowns}
    if len(worths) < len(unknowns):
        raise BadInput("two terms read alike; rename an option")
    fixed = {frozenset({term}): low for term, (low, high) in ranges.items() if low == high}
    return Known(unknowns, worths, fixed)


def outright(interest: Interest) -> Known:
    """Return points that a party has given, as known outright; worths are taken exactly, without a grain."""
    fixed = {frozenset({term}): points for term, points in interest.points.items()}
    for bonus in interest.bonuses:
        fixed[bonus.terms] = fixed.get(bonus.terms, Fraction(0)) + bonus.points
    return Known({}, {}, fixed)


def weighed(
    evaluations: Mapping[Term, Fraction], weights: Mapping[str, Range], order: Sequence[str] = ()
) -> Known:
    """Return points that are known within each issue, the weights of the issues only by range or order.

    A term's points are its issue's weight × its evaluation. The weights add up to 1; `order` lists issues
    from the weightiest down.
    """
    one = Claim(dict.fromkeys(weights, Fraction(1)), Fraction(1))
    most_one = Claim(dict.fromkeys(weights, Fraction(-1)), Fraction(-1))
    chain = tuple(Claim({a: Fraction(1), b: Fraction(-1)}) for a, b in pairwise(order))
    worths = {frozenset({term}): {term.issue: value} for term, value in evaluations.items()}
    return Known(weights, worths, {}, (one, most_one, *chain))


def rank_order_centroid(count: int) -> tuple[Fraction, ...]:
    """Return the weights at the centre of all that fall in order and add up to 1, weightiest first.

    The mean of the corners 1, 1/2 1/2, 1/3 1/3 1/3, …; a stand-in for weights known only by rank, not knowledge.
    """
    return tuple(
        sum((Fraction(1, k) for k in range(place, count + 1)), Fraction(0)) / count
        for place in range(1, count + 1)
    )
