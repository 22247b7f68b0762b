"""What a party stated of a text's open passages: its lines in plain words, and as the numbers they amount to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from django.utils.translation import gettext as _

from goodoffices.analysis.known import Known, within
from goodoffices.core.interests import Bonus, Interest
from goodoffices.core.moves import Value
from goodoffices.core.terms import Term
from goodoffices.core.view import View
from goodoffices.web.talks.ground import Ground, brought_over, spoken

FULL = Fraction(100)
PARTIAL = frozenset({"order", "range", "rather"})


@dataclass(frozen=True)
class Stated:
    """A party's lines by their ids, brought over to one text; `lost` are those whose wording stands there no longer."""

    party: str
    lines: Mapping[str, Value] = field(repr=False)
    lost: tuple[Value, ...] = field(default=(), repr=False)

    @property
    def numbers(self) -> bool:
        """Whether it gave anything that can be weighed."""
        return any(one.measure not in ("never", "no_deal") for one in self.lines.values())

    @property
    def partial(self) -> bool:
        """Whether some of it is an order, a range or an example, so that its points are known only in part."""
        return any(one.measure in PARTIAL for one in self.lines.values())

    @property
    def no_deal(self) -> Value | None:
        """What it said no deal is worth to it, if it did."""
        return next((one for one in self.lines.values() if one.measure == "no_deal"), None)

    @property
    def sure(self) -> bool:
        """Whether it is known what it would accept: it said what no deal is worth, and all it counted still stands."""
        return not self.lost and bool(self.no_deal or not self.numbers)

    @property
    def passages(self) -> frozenset[str]:
        """The open passages it said anything of."""
        named = ({one.passage, *one.terms, *one.than} for one in self.lines.values())
        return frozenset().union(*named) - {""}


def stated(view: View, party: str, lines: Mapping[str, Value], ground: Ground) -> Stated:
    """Return a party's lines as they stand of this text."""
    moved = {name: brought_over(view, one, ground) for name, one in lines.items()}
    kept = {name: one for name, one in moved.items() if one is not None}
    return Stated(party, kept, tuple(one for name, one in lines.items() if moved[name] is None))


def interest(said: Stated, ground: Ground) -> Interest:
    """Return points, bonuses, red lines and no deal as stated; what is not named is worth nothing.

    Where a weight was given, points run from 0 to 100 within the passage and count that share. A party that did not
    say what no deal is worth is given 0 here: whoever asks must not speak of its acceptance.
    """
    lines = said.lines.values()
    points = {term: worth for one in lines if one.measure == "points" for term, worth in _points(one, ground)}
    plain = Interest(
        points,
        Fraction(0),
        tuple(Bonus(ground.terms(one.terms), Fraction(one.worth)) for one in lines if one.measure == "bonus"),
        tuple(ground.terms(one.terms) for one in lines if one.measure == "never"),
    )
    return replace(plain, reservation=_no_deal(said, plain, ground))


def _points(line: Value, ground: Ground) -> Iterable[tuple[Term, Fraction]]:
    share = Fraction(line.weight) / FULL if line.weight else Fraction(1)
    options = ground.open(line.passage).options
    for option, number in line.points.items():
        yield Term(line.passage, options[int(option) - 1]), share * Fraction(number)


def _no_deal(said: Stated, plain: Interest, ground: Ground) -> Fraction:
    """Return the worth of no deal: the number, or the worth of the package it is said to be as good as."""
    line = said.no_deal
    if line is None:
        return Fraction(0)
    if line.worth:
        return Fraction(line.worth)
    held = ground.terms(line.terms)
    own = sum((plain.points.get(term, Fraction(0)) for term in held), Fraction(0))
    return own + sum((bonus.points for bonus in plain.bonuses if bonus.terms <= held), Fraction(0))


def known(said: Stated, ground: Ground) -> Known:
    """Return points as far as they are known: numbers outright, ranges, and from 0 to 100 (or the weight) where ordered."""
    lines = list(said.lines.values())
    rather = [(ground.terms(one.terms), ground.terms(one.than)) for one in lines if one.measure == "rather"]
    ends = {term: (Fraction(0), FULL) for pair in rather for terms in pair for term in terms}
    for one in lines:
        if one.measure in ("points", "range", "order"):
            ends.update(_ends(one, ground))
    found = within(ends)
    for one in lines:
        found = found.in_order(ranked(one, ground)) if one.measure == "order" else found
    for better, worse in rather:
        found = found.preferring(better, worse)
    bonuses = {ground.terms(one.terms): Fraction(one.worth) for one in lines if one.measure == "bonus"}
    return replace(found, fixed={**found.fixed, **bonuses})


def _ends(line: Value, ground: Ground) -> dict[Term, tuple[Fraction, Fraction]]:
    if line.measure == "points":
        return {term: (worth, worth) for term, worth in _points(line, ground)}
    share = Fraction(line.weight) / FULL if line.weight else Fraction(1)
    options = ground.open(line.passage).options
    if line.measure == "order":
        return {Term(line.passage, options[int(one) - 1]): (Fraction(0), share * FULL) for one in line.ranks}
    return {
        Term(line.passage, options[int(one) - 1]): (
            share * min(Fraction(low), Fraction(line.upto[one])),
            share * max(Fraction(low), Fraction(line.upto[one])),
        )
        for one, low in line.points.items()
    }


def ranked(line: Value, ground: Ground) -> list[list[Term]]:
    """Return the options of an order, best first, each as a package of one; of equal ranks the first is taken."""
    options = ground.open(line.passage).options
    by_rank = sorted(line.ranks.items(), key=lambda one: (one[1], int(one[0])))
    return [[Term(line.passage, options[int(option) - 1])] for option, _rank in by_rank]


def sentence(line: Value, ground: Ground) -> str:
    """Return a line in plain words, in the reader's language."""
    match line.measure:
        case "points":
            words = _told(line, ground, _each(line, ground, line.points))
            return words + (_(" (%(weight)s of 100)") % {"weight": line.weight} if line.weight else "")
        case "range":
            ends = {
                one: _("between %(low)s and %(high)s") % {"low": low, "high": line.upto[one]}
                for one, low in line.points.items()
            }
            return _told(line, ground, _each(line, ground, ends))
        case "order":
            order = "; ".join(spoken(next(iter(one)).option) for one in ranked(line, ground))
            return _("Clause %(clause)s, best first: %(options)s") % {
                "clause": ground.clause(line.passage),
                "options": order,
            }
        case _:
            return _package_sentence(line, ground)


def _package_sentence(line: Value, ground: Ground) -> str:
    told = {"package": package(line.terms, ground), "worth": line.worth, "than": package(line.than, ground)}
    match line.measure:
        case "bonus":
            return _("%(package)s: together %(worth)s points more") % told
        case "never":
            return (
                _("Never together: %(package)s") if len(line.terms) > 1 else _("Never: %(package)s")
            ) % told
        case "rather":
            return _("Rather %(package)s than %(than)s") % told
        case _ if line.worth:
            return _("No deal is worth %(worth)s points") % told
        case _:
            return _("No deal is as good as: %(package)s") % told


def _told(line: Value, ground: Ground, each: str) -> str:
    return _("Clause %(clause)s: %(each)s") % {"clause": ground.clause(line.passage), "each": each}


def _each(line: Value, ground: Ground, told: Mapping[str, str]) -> str:
    ordered = sorted(told.items(), key=lambda one: int(one[0]))
    return "; ".join(f"{ground.option(line.passage, int(option))} = {words}" for option, words in ordered)


def package(terms: Mapping[str, int], ground: Ground) -> str:
    """Return options of several passages in plain words, in the order of the text."""
    named = [one.id for one in ground.draft.open if one.id in terms]
    return "; ".join(
        _("clause %(clause)s: %(option)s")
        % {"clause": ground.clause(name), "option": ground.option(name, terms[name])}
        for name in named
    )
