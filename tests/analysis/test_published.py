"""Figures from the literature come out to the printed digit; only those read in a source are called published."""

from decimal import Decimal
from fractions import Fraction

import pytest

from goodoffices.analysis.answers import analyse
from goodoffices.core.interests import Case, Interest
from tests.analysis.published import domain_case, domains, read, six_parties

STANDARDS = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")


def printed(number, digits):
    """A worth as a table prints it."""
    return (Decimal(number.numerator) / Decimal(number.denominator)).quantize(Decimal(1).scaleb(-digits))


@pytest.mark.parametrize("name", ["Laptop", "ItexCypress", "EnglandZimbabwe", "Grocery"])
def test_published_nash_and_kalai_smorodinsky_points_of_four_domains(name):
    domain = domains()[name]
    told = analyse(domain_case(domain))
    assert told.deals == domain["published"]["size"]
    for standard, key in (("nash", "nash"), ("kalai_smorodinsky", "ks")):
        found = [printed(one, 2) for one in told.solutions[standard].worths]
        assert sorted(found) == sorted(Decimal(one) for one in domain["published"][key])


@pytest.mark.parametrize("name", ["Laptop", "ItexCypress", "EnglandZimbabwe", "Grocery"])
def test_computed_frontier_and_solutions_of_four_domains(name):
    domain = domains()[name]
    told = analyse(domain_case(domain))
    assert told.frontier.deals == domain["expected"]["efficient"]
    for standard in STANDARDS:
        expected = domain["expected"][standard]
        assert [printed(one, 6) for one in told.solutions[standard].worths] == [
            Decimal(one) for one in expected["u"]
        ]
        assert expected["outcome"] in [list(deal.values()) for deal in told.solutions[standard].deals]


def test_recalled_six_party_game_has_twelve_unanimous_deals_all_efficient():
    expected = read("six_parties.json")["expected"]
    told = analyse(six_parties())
    assert (told.deals, told.acceptable) == (expected["n"], expected["unanimous"])
    assert told.frontier.deals == expected["pareto"]
    nash = told.solutions["nash"]
    assert [" ".join(deal.values()) for deal in nash.deals] == [expected["nash"][0]]
    assert (list(nash.worths), nash.bound) == (expected["nash"][1], expected["nash"][2])
    fair = told.solutions["egalitarian"]
    assert [" ".join(deal.values()) for deal in fair.deals] == [expected["maxmin_surplus"][0]]
    assert fair.bound == expected["maxmin_surplus"][2]


def test_recalled_six_party_game_has_fifty_five_deals_where_five_with_both_vetoes_suffice():
    assert (
        analyse(six_parties(enough=True)).acceptable
        == read("six_parties.json")["expected"]["n_minus_1_with_p1p2"]
    )


def test_recalled_the_greatest_sum_of_the_six_party_game_is_acceptable_to_four_only():
    expected = read("six_parties.json")["expected"]["util"]
    case = six_parties()
    free = {name: Interest(one.points, Fraction(0)) for name, one in case.interests.items()}
    best = analyse(Case(case.space, free)).solutions["utilitarian"]
    assert (" ".join(best.deals[0].values()), list(best.worths), best.bound) == tuple(expected[:3])
    accepting = [name for name, one in case.interests.items() if one.accepts(best.deals[0])]
    assert len(accepting) == expected[3]


def test_the_twelve_deals_are_those_on_the_list():
    case = six_parties()
    listed = read("six_parties.json")["expected"]["unanimous_list"]
    assert all(case.acceptable({word[0]: word for word in one.split()}) for one in listed)
