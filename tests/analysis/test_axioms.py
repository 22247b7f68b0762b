"""Each standard satisfies what it is known to satisfy where the theorem holds for finite sets, and the smallest
counter-examples stand in docs/method/analysis.md."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.analysis.answers import analyse
from goodoffices.core.interests import Case, Interest
from goodoffices.core.terms import Issue, Space, Term

STANDARDS = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")
POINTS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=7)
FEW = settings(max_examples=40, deadline=None)


def case(points, reservations=None):
    options = tuple(f"o{place}" for place in range(len(points)))
    none = reservations or [0] * len(points[0])
    interests = {
        f"p{party}": Interest(
            {
                Term("i", option): Fraction(point[party])
                for option, point in zip(options, points, strict=True)
            },
            Fraction(none[party]),
        )
        for party in range(len(points[0]))
    }
    return Case(Space((Issue("i", options),)), interests)


def picked(points, standard, reservations=None):
    """The points a standard picks, each once; nothing where the zone is empty."""
    whole = case(points, reservations)
    found = analyse(whole).solutions
    if not found:
        return set()
    return {tuple(one.worth(deal) for one in whole.interests.values()) for deal in found[standard].deals}


def gain(points):
    return [point for point in points if min(point) > 0]


@pytest.mark.parametrize("standard", STANDARDS)
@given(points=POINTS)
@FEW
def test_what_is_picked_wastes_nothing(standard, points):
    for one in picked(points, standard):
        assert not any(
            other != one and all(a >= b for a, b in zip(other, one, strict=True)) for other in points
        )


@pytest.mark.parametrize("standard", STANDARDS)
@given(points=POINTS, turn=st.permutations([0, 1, 2]))
@FEW
def test_names_of_parties_do_not_count(standard, points, turn):
    turned = [tuple(point[place] for place in turn) for point in points]
    assert picked(turned, standard) == {
        tuple(one[place] for place in turn) for one in picked(points, standard)
    }


@pytest.mark.parametrize("standard", ["nash", "kalai_smorodinsky"])
@given(points=POINTS, factor=st.fractions(Fraction(1, 7), 9, max_denominator=7), shift=st.integers(-9, 9))
@FEW
def test_nash_and_kalai_smorodinsky_do_not_hang_on_anybodys_scale_where_all_can_gain(
    standard, points, factor, shift
):
    if not gain(points):
        return
    moved = [(point[0] * factor + shift, *point[1:]) for point in points]
    expected = {(one[0] * factor + shift, *one[1:]) for one in picked(points, standard)}
    assert picked(moved, standard, [shift, 0, 0]) == expected


@pytest.mark.parametrize("standard", ["nash", "egalitarian", "utilitarian"])
@given(points=POINTS, data=st.data())
@FEW
def test_taking_away_deals_that_were_not_picked_changes_nothing(standard, points, data):
    if not gain(points):
        return
    chosen = picked(points, standard)
    left = [point for point in points if point in chosen or data.draw(st.booleans())]
    assert picked(left, standard) == chosen


@given(points=POINTS, shift=st.integers(-9, 9))
@FEW
def test_egalitarian_does_not_hang_on_where_a_scale_begins(points, shift):
    moved = [(point[0] + shift, *point[1:]) for point in points]
    expected = {(one[0] + shift, *one[1:]) for one in picked(points, "egalitarian")}
    assert picked(moved, "egalitarian", [shift, 0, 0]) == expected


def test_counter_example_kalai_smorodinsky_hangs_on_deals_that_are_not_picked():
    assert picked([(4, 1), (2, 2), (0, 4)], "kalai_smorodinsky") == {(2, 2)}
    assert picked([(4, 1), (2, 2)], "kalai_smorodinsky") == {(4, 1), (2, 2)}


def test_counter_example_a_new_deal_may_cost_a_party_although_no_ideal_moves():
    # on convex sets with free disposal Kalai and Smorodinsky's solution is monotonic; with two deals it is not
    assert picked([(0, 2), (3, 1)], "kalai_smorodinsky") == {(3, 1)}
    assert picked([(0, 2), (3, 1), (2, 2)], "kalai_smorodinsky") == {(2, 2)}


def test_counter_example_a_new_deal_may_cost_a_party_by_the_egalitarian_standard():
    assert picked([(2, 0)], "egalitarian") == {(2, 0)}
    assert picked([(2, 0), (1, 1)], "egalitarian") == {(1, 1)}


def test_counter_example_where_not_all_can_gain_nash_hangs_on_scales():
    # only one party can gain at a time: the products of different parties' gains are compared as the points stand
    assert picked([(3, 0), (0, 2)], "nash") == {(3, 0)}
    assert picked([(3, 0), (0, 20)], "nash") == {(0, 20)}


def test_counter_example_equal_deals_of_other_worths_are_all_picked():
    assert picked([(1, 2), (2, 1)], "nash") == {(1, 2), (2, 1)}
