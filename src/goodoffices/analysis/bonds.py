"""What binds issues together: rules, bonuses and red lines, in numbers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from goodoffices.analysis.scaling import Ints, Scale
from goodoffices.core.interests import Case
from goodoffices.core.terms import Term, Terms

Place = tuple[int, int]
"""An issue and an option, by number."""


@dataclass(frozen=True)
class Bond:
    """Terms that mean something when they stand together: a rule, a party's bonus or a party's red line.

    A rule rules a deal out that has all of `terms` and none of `unless`. A bonus gives `points` to `party`. A red
    line has the number `line` in the list of all red lines.
    """

    terms: tuple[Place, ...]
    unless: tuple[Place, ...] = ()
    party: int = -1
    points: int = 0
    line: int = -1

    @property
    def scope(self) -> frozenset[int]:
        """The issues it binds together."""
        return frozenset(issue for issue, _ in (*self.terms, *self.unless))


def bonds(
    case: Case,
    parties: Sequence[str],
    scales: Sequence[Scale],
    lines: Sequence[tuple[int, Terms]],
    place: Mapping[Term, Place],
) -> tuple[Bond, ...]:
    """Return all that binds issues, less what the terms already agreed rule out."""
    return (*_rules(case, place), *_bonuses(case, parties, scales, place), *_lines(lines, place))


def _places(terms: Terms, place: Mapping[Term, Place]) -> tuple[Place, ...]:
    return tuple(sorted(place[term] for term in terms if term in place))


def _rules(case: Case, place: Mapping[Term, Place]) -> Iterator[Bond]:
    for clause in case.space.clauses:
        if clause.when <= place.keys():
            yield Bond(_places(clause.when, place), _places(clause.some, place))


def _bonuses(
    case: Case, parties: Sequence[str], scales: Sequence[Scale], place: Mapping[Term, Place]
) -> Iterator[Bond]:
    for p, party in enumerate(parties):
        for bonus in sorted(
            case.interests[party].bonuses, key=lambda bonus: (sorted(bonus.terms), bonus.points)
        ):
            if bonus.terms <= place.keys() and bonus.points:
                yield Bond(_places(bonus.terms, place), party=p, points=scales[p].whole(bonus.points))


def _lines(lines: Sequence[tuple[int, Terms]], place: Mapping[Term, Place]) -> Iterator[Bond]:
    for number, (p, terms) in enumerate(lines):
        if terms <= place.keys():
            yield Bond(_places(terms, place), party=p, line=number)


def classes(bonds: Iterable[Bond], options: Sequence[Sequence[str]]) -> dict[int, Ints]:
    """For each bound issue the class of each option: its own if a bond names it, else 0 with all the others."""
    named: dict[int, set[int]] = {}
    for bond in bonds:
        for issue, option in (*bond.terms, *bond.unless):
            named.setdefault(issue, set()).add(option)
    codes = {}
    for issue, chosen in sorted(named.items()):
        code = np.zeros(len(options[issue]), dtype=np.int64)
        code[sorted(chosen)] = np.arange(1, len(chosen) + 1)
        codes[issue] = code - code.min()
    return codes
