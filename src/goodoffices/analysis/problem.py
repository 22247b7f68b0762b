"""A case in whole numbers: what every exact answer is computed from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, reduce
from math import gcd, lcm, prod

import numpy as np

from goodoffices.analysis.bonds import Bond, bonds, classes
from goodoffices.analysis.layers import Layer, layered
from goodoffices.analysis.order import order
from goodoffices.analysis.rungs import Plan, plan
from goodoffices.analysis.scaling import Ints, Scale, least, nothing, scale
from goodoffices.core.interests import Case
from goodoffices.core.terms import Term, Terms


@dataclass(frozen=True)
class Problem:
    """A case in whole numbers, in one canonical order of names, so that no answer hangs on the order given.

    `parties` and `issues` are sorted by name; `layers` stand in the order of settling. `least` is the smallest
    number each party reads as no worse than no deal. `lines` are all red lines: whose, and which.
    """

    case: Case
    parties: tuple[str, ...]
    issues: tuple[str, ...]
    options: tuple[tuple[str, ...], ...]
    scales: tuple[Scale, ...]
    layers: tuple[Layer, ...] = field(repr=False)
    bonds: tuple[Bond, ...] = field(repr=False)
    least: tuple[int, ...] = field(repr=False)
    nothing: tuple[int, ...] = field(repr=False)
    lines: tuple[tuple[int, Terms], ...] = field(repr=False)
    classes: Mapping[int, Ints] = field(repr=False)
    plan: Plan | None = field(repr=False)

    @property
    def bound(self) -> bool:
        """Whether anything binds issues together."""
        return bool(self.bonds)

    @cached_property
    def combinations(self) -> int:
        """Ways to pick one option for each issue, rules set aside."""
        return prod(len(options) for options in self.options)

    def deal(self, choice: Sequence[int]) -> dict[str, str]:
        """Name the options, given one number for each issue in canonical order; issues as the case lists them."""
        named = {name: self.options[i][choice[i]] for i, name in enumerate(self.issues)}
        return {issue.name: named[issue.name] for issue in self.case.space.issues}

    def read(self, worths: Ints) -> Ints:
        """Return worths (one row a party) as they count, in readable steps."""
        if all(scale.step == 1 for scale in self.scales):
            return worths
        return np.stack([scale.read(row) for scale, row in zip(self.scales, worths, strict=True)])

    @cached_property
    def none(self) -> Ints:
        """No deal, in readable steps, as a column."""
        return np.array(self.nothing, dtype=np.int64).reshape(-1, 1)

    @cached_property
    def common(self) -> tuple[int, ...]:
        """What one readable step of each party is in units that all share."""
        sizes = [scale.point for scale in self.scales]
        below = lcm(*(size.denominator for size in sizes))
        whole = [int(size * below) for size in sizes]
        shared = reduce(gcd, whole, 0) or 1
        return tuple(one // shared for one in whole)

    @cached_property
    def tops(self) -> tuple[int, ...]:
        """The most each party could hope for, rules set aside and every bonus granted."""
        tops = [0] * len(self.parties)
        for layer in self.layers:
            for p, top in enumerate(layer.table.max(axis=0).tolist()):
                tops[p] += top
        for bond in self.bonds:
            if bond.points > 0:
                tops[bond.party] += bond.points
        return tuple(tops)

    @cached_property
    def widths(self) -> tuple[int, ...]:
        """How many bits any gain of each party takes at most, in readable steps."""
        most = [abs(none) + 1 for none in self.nothing]
        for layer in self.layers:
            for p, size in enumerate(np.abs(layer.table).max(axis=0).tolist()):
                most[p] += size
        for bond in self.bonds:
            most[bond.party] += abs(bond.points)
        return tuple(one.bit_length() for one in most)

    @cached_property
    def seats(self) -> tuple[int, ...]:
        """For each party of the case, in the order given, its row here."""
        return tuple(self.parties.index(party) for party in self.case.parties)


def problem(case: Case) -> Problem:
    """Return the case in whole numbers; refuse points that no 64-bit number holds exactly."""
    parties = tuple(sorted(case.interests))
    issues = tuple(sorted(issue.name for issue in case.space.issues))
    options = tuple(_options(case, name) for name in issues)
    place = {
        Term(name, option): (i, o) for i, name in enumerate(issues) for o, option in enumerate(options[i])
    }
    scales = tuple(scale(party, case.interests[party]) for party in parties)
    tables = _tables(case, parties, scales, options, issues)
    lines = tuple(
        (p, line)
        for p, party in enumerate(parties)
        for line in sorted(case.interests[party].red_lines, key=sorted)
    )
    binding = bonds(case, parties, scales, lines, place)
    codes = classes(binding, options)
    sizes = [int(codes[i].max()) + 1 if i in codes else len(options[i]) for i in range(len(issues))]
    turns = order(sizes, sorted({bond.scope for bond in binding}, key=sorted))
    layers = tuple(layered(turns, tables, binding))
    free = len(parties) == 2 and not binding and all(one.step == 1 for one in scales)
    return Problem(
        case, parties, issues, options, scales,
        layers, binding,
        tuple(least(one, case.interests[party]) for one, party in zip(scales, parties, strict=True)),
        tuple(nothing(one, case.interests[party]) for one, party in zip(scales, parties, strict=True)),
        lines, codes, plan(layers) if free else None,
    )  # fmt: skip


def _options(case: Case, name: str) -> tuple[str, ...]:
    if name in case.agreed:
        return (case.agreed[name],)
    return tuple(sorted(case.space.options(name)))


def _tables(
    case: Case,
    parties: Sequence[str],
    scales: Sequence[Scale],
    options: Sequence[Sequence[str]],
    issues: Sequence[str],
) -> list[Ints]:
    tables = [np.zeros((len(names), len(parties)), dtype=np.int64) for names in options]
    where = {
        Term(name, option): (i, o) for i, name in enumerate(issues) for o, option in enumerate(options[i])
    }
    for p, party in enumerate(parties):
        for term, points in case.interests[party].points.items():
            if term in where:
                i, o = where[term]
                tables[i][o, p] = scales[p].whole(points)
    return tables
