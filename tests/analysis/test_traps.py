"""The traps that programs of this kind have fallen into, one test for each."""

from fractions import Fraction

import numpy as np
import pytest

from goodoffices.analysis.answers import analyse
from goodoffices.analysis.frontier import frontier
from goodoffices.analysis.problem import problem
from goodoffices.core.interests import Bonus, Case, Grain, Interest
from goodoffices.core.terms import Excludes, Issue, Space, Term
from goodoffices.documents.genius import read_case
from tests.analysis.published import domain_case, domains

FAIR = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")


def one_issue(*worths, reservations=None, rules=()):
    """A single issue whose options are worth the given tuples, one number for each party."""
    options = tuple(f"o{place}" for place in range(len(worths)))
    parties = [f"p{place}" for place in range(len(worths[0]))]
    interests = {
        name: Interest(
            {
                Term("i", option): Fraction(worth[place])
                for option, worth in zip(options, worths, strict=True)
            },
            Fraction((reservations or [0] * len(parties))[place]),
        )
        for place, name in enumerate(parties)
    }
    return Case(Space((Issue("i", options),), rules), interests)


def picked(case, standard):
    return [
        tuple(int(w) for w in case_worths)
        for case_worths in _vectors(case, analyse(case).solutions[standard].deals)
    ]


def _vectors(case, deals):
    return [tuple(one.worth(deal) for one in case.interests.values()) for deal in deals]


def test_trap_1_genius_evaluations_are_divided_by_the_largest_of_their_issue_before_weighting():
    domain = domains()["Laptop"]
    best = analyse(domain_case(domain)).solutions["nash"].worths
    assert [round(float(one), 6) for one in best] == [1.0, 0.815063]
    profile = """<utility_space><objective><issue index="1" name="a"><item value="x" evaluation="{}"/>
    <item value="y" evaluation="{}"/></issue><weight index="1" value="1"/></objective></utility_space>"""
    files = {
        "d.xml": b'<negotiation_template><issue name="a"><item value="x"/><item value="y"/></issue></negotiation_template>',
        "p.xml": profile.format(5, 20).encode(),
    }
    assert read_case(files).interests["p"].worth({"a": "x"}) == Fraction(1, 4)


def test_trap_1_the_reservation_stays_on_the_scale_from_0_to_1():
    profile = """<utility_space><objective><issue index="1" name="a"><item value="x" evaluation="5"/>
    <item value="y" evaluation="20"/></issue><weight index="1" value="1"/></objective><reservation value="0.25"/></utility_space>"""
    files = {
        "d.xml": b'<negotiation_template><issue name="a"><item value="x"/><item value="y"/></issue></negotiation_template>',
        "p.xml": profile.encode(),
    }
    assert analyse(read_case(files)).acceptable == 2


def test_trap_2_the_disagreement_point_is_what_the_party_stated_not_its_least_worth():
    case = one_issue((6, 1), (5, 4), (1, 5), reservations=(0, 0))
    # products of the gains on 0: 6, 20, 5; were the least worths (1, 1) taken: 0, 12, 0
    assert analyse(case).solutions["nash"].bound == 20
    below = one_issue((10, 2), (4, 5), reservations=(-20, 0))
    # gains 30 and 2, or 24 and 5: with -20 as stated the products are 60 and 120
    assert picked(below, "nash") == [(4, 5)]
    assert analyse(below).solutions["nash"].bound == 120


def test_trap_3_kalai_smorodinsky_raises_the_smallest_share_and_does_not_seek_the_least_spread():
    case = one_issue((10, 0), (8, 6), (3, 3), (0, 10))
    # shares .8 and .6 against .3 and .3: the least spread would take (3, 3), which everybody likes less
    assert picked(case, "kalai_smorodinsky") == [(8, 6)]


def test_trap_4_all_equal_deals_stay():
    case = one_issue((2, 2), (2, 2), (1, 1), (2, 2))
    told = analyse(case)
    assert told.frontier.deals == 3
    assert len(told.frontier.worths) == 1
    for standard in FAIR:
        assert picked(case, standard) == [(2, 2)] * 3


def test_trap_4_equally_good_deals_of_other_worths_follow_the_first():
    assert picked(one_issue((6, 2), (3, 4), (1, 1)), "nash") == [(6, 2), (3, 4)]


def test_trap_5_dominated_deals_do_not_pass_as_efficient_because_tenths_do_not_add_up():
    tenth = Fraction(1, 10)
    issues = tuple(Issue(name, ("x", "y")) for name in "abc")
    mine = {Term("a", "x"): tenth, Term("b", "x"): 2 * tenth, Term("c", "y"): 3 * tenth}
    same = {
        term: Fraction(1) if term.option == "x" else Fraction(0)
        for term in (Term(n, o) for n in "abc" for o in "xy")
    }
    case = Case(Space(issues), {"p": Interest(mine, Fraction(0)), "q": Interest(same, Fraction(0))})
    # x x x is worth .1 + .2 to p and 3 to q; y y y is worth .3 and 0: equal for p in tenths, though not in floats
    assert 0.1 + 0.2 != 0.3
    assert (Fraction(3, 10), 0) not in analyse(case).frontier.worths


def test_trap_5_a_grain_is_stated_and_what_it_rounds_to_is_solved():
    points = {Term("i", "o0"): Fraction("0.30000000000000004"), Term("i", "o1"): Fraction("0.3")}
    interest = Interest(points, Fraction(0), grain=Grain(Fraction(1, 10**10)))
    case = Case(Space((Issue("i", ("o0", "o1")),)), {"p": interest})
    assert analyse(case).frontier.deals == 2


def test_trap_5_decimals_are_scaled_to_whole_numbers_exactly():
    points = {Term("i", "o0"): Fraction("0.125"), Term("i", "o1"): Fraction(1, 3)}
    whole = problem(Case(Space((Issue("i", ("o0", "o1")),)), {"p": Interest(points, Fraction(0))}))
    assert whole.layers[0].table.tolist() == [[3], [8]]
    assert whole.layers[0].table.dtype == np.int64


def two_issues(rules):
    terms = [Term(name, option) for name in "ab" for option in "xy"]
    p = dict(zip(terms, map(Fraction, (4, 0, 4, 0)), strict=True))
    q = dict(zip(terms, map(Fraction, (3, 2, 3, 2)), strict=True))
    space = Space((Issue("a", ("x", "y")), Issue("b", ("x", "y"))), rules)
    return Case(space, {"p": Interest(p, Fraction(0)), "q": Interest(q, Fraction(0))})


def test_trap_6_rules_bind_in_the_frontier_the_ideal_point_and_every_solution():
    best = frozenset({Term("a", "x"), Term("b", "x")})
    told = analyse(two_issues((Excludes(best),)))
    # without the rule x x is worth (8, 6) and beats all; with it the best are (4, 5), twice
    assert told.frontier.worths == ((4, 5),)
    assert told.frontier.deals == 2
    assert told.deals == told.acceptable == 3
    for standard in FAIR:
        assert told.solutions[standard].worths == (4, 5)
    assert told.solutions["kalai_smorodinsky"].bound == 1  # the ideal is (4, 5), not (8, 6)


def test_trap_7_two_losses_do_not_make_a_profit():
    case = one_issue((1, 1), (6, 6), reservations=(5, 5))
    assert picked(case, "nash") == [(6, 6)]
    assert analyse(one_issue((1, 1), (2, 2), reservations=(5, 5))).solutions == {}


def test_trap_8_where_one_party_can_gain_nothing_beaten_deals_do_not_tie():
    case = one_issue((5, 1), (5, 3), (5, 2), reservations=(5, 0))
    for standard in FAIR:
        assert picked(case, standard) == [(5, 3)]


def test_trap_8_kalai_smorodinsky_does_not_divide_by_nothing():
    assert analyse(one_issue((5, 5), reservations=(5, 5))).solutions["kalai_smorodinsky"].bound == 0


def test_trap_8_leximin_decides_between_5_5_and_5_9():
    case = one_issue((5, 5), (5, 9))
    assert picked(case, "egalitarian") == [(5, 9)]
    three = one_issue((5, 7, 6), (5, 5, 9), (9, 5, 5))
    assert picked(three, "egalitarian") == [(5, 7, 6)]


def test_trap_9_whatever_is_returned_has_been_weighed_again_in_exact_numbers():
    terms = [Term(name, option) for name in "ab" for option in "xy"]
    points = dict(zip(terms, map(Fraction, ("1/3", "1/7", "1/11", "1/13")), strict=True))
    bonus = Bonus(frozenset({Term("a", "x"), Term("b", "y")}), Fraction(1, 17))
    case = Case(
        Space((Issue("a", ("x", "y")), Issue("b", ("x", "y")))),
        {"p": Interest(points, Fraction(0), (bonus,))},
    )
    told = analyse(case).solutions["utilitarian"]
    assert (
        told.worths
        == (case.interests["p"].worth(told.deals[0]),)
        == (Fraction(1, 3) + Fraction(1, 13) + Fraction(1, 17),)
    )


@pytest.mark.parametrize("worths", [((0, 4), (4, 0)), ((2, 2), (3, 1), (1, 3))])
def test_a_frontier_of_opposed_interests_keeps_everything(worths):
    assert frontier(problem(one_issue(*worths))).points.shape[1] == len(worths)
