"""Exact linear programming: against all corners of small regions, found by solving every square system."""

import random
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

import pytest

from goodoffices.analysis.linear import Region, Row, Vector, dot
from goodoffices.core.errors import BadInput


def solve(rows: list[Row]) -> Vector | None:
    """Return the one point where all rows hold with equality, by elimination; None if there is not just one."""
    table = [[*row.coefficients, row.least] for row in rows]
    count = len(rows)
    for column in range(count):
        pivot = next((r for r in range(column, count) if table[r][column]), None)
        if pivot is None:
            return None
        table[column], table[pivot] = table[pivot], table[column]
        table[column] = [value / table[column][column] for value in table[column]]
        for r in range(count):
            if r != column and table[r][column]:
                factor = table[r][column]
                table[r] = [a - factor * b for a, b in zip(table[r], table[column], strict=True)]
    return tuple(line[-1] for line in table)


def claims(region: Region) -> list[Row]:
    units = [
        tuple(Fraction(int(a == b)) for b in range(len(region.ranges))) for a in range(len(region.ranges))
    ]
    ends = [
        row
        for unit, (low, high) in zip(units, region.ranges, strict=True)
        for row in (Row(unit, low), Row(tuple(-a for a in unit), -high))
    ]
    return [*region.rows, *ends]


def corners(region: Region) -> Iterator[Vector]:
    rows = claims(region)
    ends = rows[len(region.rows) :: 2]
    fixed = [row for row, (low, high) in zip(ends, region.ranges, strict=True) if low == high]
    free = [
        row
        for row in rows
        if row not in fixed and Row(tuple(-a for a in row.coefficients), -row.least) not in fixed
    ]
    for chosen in combinations(free, len(region.ranges) - len(fixed)):
        point = solve([*fixed, *chosen])
        if point is not None and all(row.slack(point) >= 0 for row in rows):
            yield point


def drawn(chance: random.Random) -> Region:
    count = chance.randint(1, 3)
    ranges = []
    for _ in range(count):
        low = Fraction(chance.randint(-2, 2), chance.choice([1, 2]))
        ranges.append((low, low + Fraction(chance.randint(0, 3), chance.choice([1, 3]))))
    rows = tuple(
        Row(tuple(Fraction(chance.randint(-2, 2)) for _ in range(count)), Fraction(chance.randint(-3, 2), 2))
        for _ in range(chance.randint(0, 4))
    )
    return Region(tuple(ranges), rows)


@pytest.mark.parametrize("count", [300, pytest.param(2_000, marks=pytest.mark.slow)])
def test_the_most_and_the_least_are_those_of_the_corners(count: int) -> None:
    chance = random.Random(31)
    empty = 0
    for _ in range(count):
        region = drawn(chance)
        ends = list(corners(region))
        assert region.empty == (not ends)
        empty += region.empty
        goal = tuple(Fraction(chance.randint(-3, 3), chance.choice([1, 2])) for _ in region.ranges)
        if ends:
            value, point = region.most(goal)
            assert value == dot(goal, point) == max(dot(goal, end) for end in ends)
            assert all(row.slack(point) >= 0 for row in claims(region))
            assert region.least(goal)[0] == min(dot(goal, end) for end in ends)
    assert count / 20 < empty < count * 0.9


def test_a_point_inside_is_found_exactly_where_there_is_one() -> None:
    # The mean of all corners lies in the relative interior; a strict claim can be met inside exactly if some
    # corner meets it with room to spare.
    chance = random.Random(32)
    for _ in range(300):
        region = drawn(chance)
        ends = list(corners(region))
        claim = Row(
            tuple(Fraction(chance.randint(-2, 2)) for _ in region.ranges), Fraction(chance.randint(-2, 2))
        )
        point = region.inside([claim])
        assert (point is not None) == any(claim.slack(end) > 0 for end in ends)
        if point is not None:
            assert claim.slack(point) > 0
            for row in claims(region):
                assert row.slack(point) > 0 or not any(row.slack(end) for end in ends)


def test_a_claim_can_be_met_exactly_on_an_edge() -> None:
    square = Region(((Fraction(0), Fraction(1)),) * 2)
    diagonal = (Row((Fraction(1), Fraction(-1)), Fraction(0)), Row((Fraction(-1), Fraction(1)), Fraction(0)))
    point = square.inside(closed=diagonal)
    assert point is not None
    assert point[0] == point[1]
    assert 0 < point[0] < 1
    corner = Row((Fraction(1), Fraction(1)), Fraction(2))
    assert square.inside(closed=[corner]) is None
    assert square.inside(closed=[corner], open_ends=False) == (1, 1)


def test_ranges_and_sizes_that_make_no_sense_are_refused() -> None:
    with pytest.raises(BadInput):
        Region(((Fraction(1), Fraction(0)),))
    with pytest.raises(BadInput):
        Region(((Fraction(0), Fraction(1)),) * 500)
    with pytest.raises(BadInput):
        Region(((Fraction(0), Fraction(1)),), (Row((Fraction(1),), Fraction(2)),)).most((Fraction(1),))
