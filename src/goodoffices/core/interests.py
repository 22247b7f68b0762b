"""What a party makes of a deal: points, bonuses, red lines, and what no deal is worth to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from goodoffices.core.errors import BadInput
from goodoffices.core.terms import Deal, Space, Term, Terms, check_one_each, check_terms, met


@dataclass(frozen=True)
class Bonus:
    """Points, or a loss of points, for two or three terms that stand in one deal."""

    terms: Terms
    points: Fraction

    def __post_init__(self) -> None:
        if len(self.terms) not in (2, 3):
            raise BadInput("a bonus names two or three terms; points for one term stand with its option")
        check_one_each(self.terms)


@dataclass(frozen=True)
class Grain:
    """How coarsely a worth is read: rounded to the nearest `quantum` (a half goes up), and at most `cap`."""

    quantum: Fraction
    cap: Fraction | None = None

    def __post_init__(self) -> None:
        if self.quantum <= 0:
            raise BadInput("the quantum of a party's points is more than nothing")

    def read(self, worth: Fraction) -> Fraction:
        """Return the worth as it counts."""
        within = worth if self.cap is None else min(worth, self.cap)
        return (within / self.quantum + Fraction(1, 2)).__floor__() * self.quantum


@dataclass(frozen=True)
class Interest:
    """How a party values the terms of a deal.

    Points lie on the party's own scale: add them within a party, never compare or add them across parties. A term
    without points is worth 0. `reservation` is the worth of no deal as the party states it, and is never moved.
    A red line is a set of terms that the party never accepts together. Without a grain, worths are exact.
    """

    points: Mapping[Term, Fraction] = field(repr=False)
    reservation: Fraction = field(repr=False)
    bonuses: tuple[Bonus, ...] = field(default=(), repr=False)
    red_lines: tuple[Terms, ...] = field(default=(), repr=False)
    grain: Grain | None = None

    def __post_init__(self) -> None:
        for line in self.red_lines:
            if not line:
                raise BadInput("a red line names at least one term")
            check_one_each(line)
        if len(set(self.red_lines)) < len(self.red_lines):
            raise BadInput("a red line is drawn twice; keep one")

    def check(self, space: Space) -> None:
        """Refuse points, bonuses or red lines for terms that the text does not hold."""
        known = {issue.name: dict.fromkeys(issue.options) for issue in space.issues}
        check_terms(self.points, known)
        for terms in (*(bonus.terms for bonus in self.bonuses), *self.red_lines):
            check_terms(terms, known)

    def worth(self, deal: Deal) -> Fraction:
        """What a deal is worth to the party, on its own scale."""
        plain = sum((self.points.get(Term(*pair), Fraction(0)) for pair in deal.items()), Fraction(0))
        extra = sum((bonus.points for bonus in self.bonuses if met(bonus.terms, deal)), Fraction(0))
        return self.read(plain + extra)

    def read(self, worth: Fraction) -> Fraction:
        """Return a worth as it counts: exact, or at the grain the points are read with."""
        return worth if self.grain is None else self.grain.read(worth)

    def crosses(self, deal: Deal) -> bool:
        """Whether a deal crosses a red line."""
        return any(met(line, deal) for line in self.red_lines)

    def accepts(self, deal: Deal) -> bool:
        """Whether a deal is acceptable: worth at least no deal, and no red line crossed."""
        return self.worth(deal) >= self.read(self.reservation) and not self.crosses(deal)


@dataclass(frozen=True)
class AnyOf:
    """A deal stands when all parties of one of these sets accept it; more may."""

    sets: tuple[frozenset[str], ...]

    def suffices(self, accepting: Iterable[str]) -> bool:
        """Whether these parties are enough."""
        here = frozenset(accepting)
        return any(one <= here for one in self.sets)


@dataclass(frozen=True)
class AtLeast:
    """A deal stands when so many parties accept it, all of `including` among them."""

    count: int
    including: frozenset[str] = frozenset()

    def suffices(self, accepting: Iterable[str]) -> bool:
        """Whether these parties are enough."""
        here = frozenset(accepting)
        return len(here) >= self.count and self.including <= here


Enough = AnyOf | AtLeast


@dataclass(frozen=True)
class Case:
    """A text's deals, what each party makes of them, and whose acceptance is enough (`None`: everybody's).

    `draft` is the deal on the table, `agreed` the terms already settled; both may be empty.
    """

    space: Space
    interests: Mapping[str, Interest]
    enough: Enough | None = None
    draft: Deal | None = None
    agreed: Deal = field(default_factory=dict)

    def __post_init__(self) -> None:
        for party, interest in self.interests.items():
            if not party.strip():
                raise BadInput("a party needs a name")
            interest.check(self.space)
        _check_enough(self.enough, frozenset(self.interests))
        known = {issue.name: issue.options for issue in self.space.issues}
        check_terms((Term(*pair) for pair in self.agreed.items()), known)
        if self.draft is not None:
            self.space.check_deal(self.draft)
            other = [name for name, option in self.agreed.items() if self.draft[name] != option]
            if other:
                raise BadInput(
                    "the draft says otherwise than what is agreed on {issue}", issue=repr(other[0])
                )

    @property
    def parties(self) -> tuple[str, ...]:
        """The parties in the order given, which every list of worths follows."""
        return tuple(self.interests)

    def suffices(self, accepting: Iterable[str]) -> bool:
        """Whether it is enough that these parties accept."""
        return (
            set(accepting) >= set(self.interests) if self.enough is None else self.enough.suffices(accepting)
        )

    def acceptable(self, deal: Deal) -> bool:
        """Whether a deal lies in the zone of agreement."""
        return self.suffices(party for party, interest in self.interests.items() if interest.accepts(deal))


def _check_enough(enough: Enough | None, parties: frozenset[str]) -> None:
    if enough is None:
        return
    named = frozenset().union(*enough.sets) if isinstance(enough, AnyOf) else enough.including
    strangers = sorted(named - parties)
    if strangers:
        raise BadInput(
            "`enough` names {name}, who is no party here; the parties are {parties}",
            name=repr(strangers[0]),
            parties=", ".join(sorted(parties)),
        )
    if isinstance(enough, AnyOf) and not enough.sets:
        raise BadInput(
            "`enough` lists no set of parties; write at least one, or leave it out: then all must accept"
        )
    if isinstance(enough, AtLeast) and not 0 < enough.count <= len(parties):
        raise BadInput(
            "`enough` asks for {count} parties and there are {many}", count=enough.count, many=len(parties)
        )
