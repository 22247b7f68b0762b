"""What somebody has seen of a party, and all points that fit it and what he believes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property

from goodoffices.analysis.known import Claim, Known, Range, settled, within
from goodoffices.analysis.linear import Region, Row, Vector, dot
from goodoffices.analysis.listing import every_deal
from goodoffices.core.errors import BadInput
from goodoffices.core.terms import Deal, Space, Term, Terms

NO_DEAL = "(no deal)"


@dataclass(frozen=True)
class Accepts:
    """He saw the party propose or accept a deal: it is worth at least no deal to it."""

    deal: Deal


@dataclass(frozen=True)
class Refuses:
    """He saw the party refuse a deal: it is worth less than no deal to it."""

    deal: Deal


@dataclass(frozen=True)
class Prefers:
    """He was told that the party likes one package at least as much as another, all else equal."""

    better: Terms
    worse: Terms


@dataclass(frozen=True)
class Never:
    """He was told a red line: every deal with these terms is worth less than no deal to the party."""

    terms: Terms


Seen = Accepts | Refuses | Prefers | Never


@dataclass(frozen=True)
class Belief:
    """What a recipient is assumed to believe of a party: truthful, worths that add up, no-deal unknown.

    `known` is what he takes its points to be, at the start; `no_deal` the range of its reservation.
    """

    known: Known = field(repr=False)
    no_deal: Range = field(repr=False)


def open_minded(space: Space, orders: Mapping[str, Sequence[str]] | None = None, most: int = 100) -> Belief:
    """Return the belief of somebody who knows nothing but, perhaps, how options of an issue rank, best first.

    Points lie between 0 and `most` for each term, no deal between 0 and the sum of that over the issues.
    """
    ranges = {
        Term(issue.name, option): (Fraction(0), Fraction(most))
        for issue in space.issues
        for option in issue.options
    }
    known = within(ranges)
    for issue, options in (orders or {}).items():
        known = known.in_order([[Term(issue, option)] for option in options])
    return Belief(known, (Fraction(0), Fraction(most * len(space.issues))))


class Fitting:
    """All points and no-deals that fit a belief and what was seen; refusals say "less", hence `strict`."""

    def __init__(self, space: Space, belief: Belief, seen: Iterable[Seen]) -> None:
        if NO_DEAL in belief.known.unknowns:
            raise BadInput(f"no unknown may be called {NO_DEAL!r}")
        belief.known.check(space)
        self._space = space
        self._outset = belief.known
        self._known = replace(belief.known, unknowns={**belief.known.unknowns, NO_DEAL: belief.no_deal})
        self._strict: list[Claim] = []
        self._corners: list[Vector] = []
        for one in seen:
            self._take(one)

    def _take(self, seen: Seen) -> None:
        match seen:
            case Accepts(deal):
                self._hold(self._gain(deal))
            case Refuses(deal):
                self._strict.append(self._claim(_negative(self._gain(deal))))
            case Prefers(better, worse):
                self._known = self._known.preferring(better, worse)
            case Never(terms):
                self._never(terms)

    def _gain(self, deal: Deal) -> Vector:
        """Return what a deal is worth beyond no deal, over the unknowns."""
        self._space.check_deal(deal)
        return self._less_no_deal(self._known.worth(settled(deal)))

    def _less_no_deal(self, worth: Vector) -> Vector:
        place = 1 + list(self._known.unknowns).index(NO_DEAL)
        return (*worth[:place], worth[place] - 1, *worth[place + 1 :])

    def _claim(self, vector: Vector) -> Claim:
        return Claim(dict(zip(self._known.unknowns, vector[1:], strict=True)), -vector[0])

    def _hold(self, vector: Vector) -> None:
        self._known = replace(self._known, claims=(*self._known.claims, self._claim(vector)))

    def _never(self, terms: Terms) -> None:
        """Take a red line: without rules and bonuses, by the most each other issue can add; else deal by deal."""
        apart = not self._space.rules and all(
            len(one) == 1 for one in (*self._known.worths, *self._known.fixed)
        )
        if not apart:
            for deal in every_deal(self._space):
                if terms <= settled(deal):
                    self._take(Refuses(deal))
            return
        tops = []
        for issue in self._space.issues:
            if issue.name not in {term.issue for term in terms}:
                tops.append(self._top([Term(issue.name, option) for option in issue.options]))
        under = self._claim(_negative(self._less_no_deal(self._known.worth(terms))))
        self._strict.append(Claim({**under.coefficients, **dict.fromkeys(tops, Fraction(-1))}, under.least))

    def _top(self, options: Sequence[Term]) -> str:
        """Add an unknown that is at least each option's points, and return its name."""
        name = f"(most of {options[0].issue}, {len(self._known.unknowns)})"
        worths = [self._known.worth([term]) for term in options]
        outset = [(self._outset.worth([term]), self._outset.region) for term in options]
        least = min(region.least(worth)[0] for worth, region in outset)
        most = max(region.most(worth)[0] for worth, region in outset)
        self._known = replace(self._known, unknowns={**self._known.unknowns, name: (least, most)})
        for worth in worths:
            claim = self._claim((*_negative(worth), Fraction(1)))
            self._known = replace(self._known, claims=(*self._known.claims, claim))
        return name

    @cached_property
    def _closure(self) -> Region:
        return replace(self._known, claims=(*self._known.claims, *self._strict)).region

    @cached_property
    def consistent(self) -> bool:
        """Whether anything fits."""
        return self._possible(None)

    def _possible(self, worth: Vector | None) -> bool:
        """Say whether some points fit, and make this quantity at least 0."""
        rows = replace(self._known, claims=tuple(self._strict)).region.rows
        closed = [] if worth is None else [Row(worth, Fraction(0))]
        return self._known.region.inside(rows, closed, open_ends=False) is not None

    def _least(self, quantity: Vector) -> Fraction:
        value, corner = self._closure.least(quantity)
        self._corners.append(corner)
        return value

    def bounds(self, what: Term | None) -> Range:
        """Return the least and most a term's points, or no deal, can be."""
        if what is None:
            zero = (Fraction(0),) * (1 + len(self._known.unknowns))
            quantity = _negative(self._less_no_deal(zero))
        else:
            quantity = self._known.worth([what])
        return self._least(quantity), -self._least(_negative(quantity))

    def ordered(self, better: Term, worse: Term) -> bool:
        """Say whether one option is known to be worth at least as much as another."""
        gap = _minus(self._known.worth([better]), self._known.worth([worse]))
        return self._nowhere_below(gap)

    def _nowhere_below(self, quantity: Vector) -> bool:
        if any(dot(quantity, corner) < 0 for corner in self._corners):
            return False
        return self._least(quantity) >= 0

    def accepted(self, deals: Sequence[Deal]) -> list[bool]:
        """Say for each deal whether it is known to be worth at least no deal."""
        return [self._nowhere_below(self._gain(deal)) for deal in deals]

    def refused(self, deals: Sequence[Deal]) -> list[bool]:
        """Say for each deal whether it is known to be worth less than no deal."""
        return [self._surely_refused(self._gain(deal)) for deal in deals]

    def _surely_refused(self, gain: Vector) -> bool:
        if any(dot(gain, corner) > 0 for corner in self._corners):
            return False
        most = -self._least(_negative(gain))
        return most < 0 or (most == 0 and not self._possible(gain))


def _negative(vector: Vector) -> Vector:
    return tuple(-value for value in vector)


def _minus(a: Vector, b: Vector) -> Vector:
    return tuple(x - y for x, y in zip(a, b, strict=True))
