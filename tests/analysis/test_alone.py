"""Each solution, searched for by itself, is the one that listing would pick, and proven."""

import pytest

from goodoffices.analysis.alone import solutions
from goodoffices.analysis.effort import Effort, Meter
from goodoffices.analysis.problem import problem
from goodoffices.analysis.seeker import Seeker
from goodoffices.analysis.zone import zone
from goodoffices.core.errors import BadInput
from tests.analysis import oracle
from tests.analysis.building import case as built
from tests.analysis.large import case as large


def canonical(deals):
    return sorted(tuple(sorted(deal.items())) for deal in deals)


def differences(seed):
    plain = oracle.random_case(seed)
    try:
        whole = problem(built(plain))
    except BadInput:
        return []
    seeker = Seeker(zone(whole), Effort())
    expected = oracle.solutions(plain)
    if seeker.empty or not expected:
        return [] if seeker.empty is not None and seeker.empty == (not expected) else ["empty"]
    found = []
    for name, pick in solutions(seeker).items():
        deals = [
            whole.deal(choice)
            for part, points in pick.parts
            for point in points
            for choice in part.deals(point)
        ]
        if not pick.proven or pick.more or canonical(deals) != canonical(expected[name]):
            found.append(name)
    return found


@pytest.mark.parametrize("seed", range(40))
def test_searches_find_what_the_definitions_say(seed):
    assert differences(seed) == []


@pytest.mark.slow
def test_searches_find_what_the_definitions_say_in_many_cases():
    assert {seed: found for seed in range(40, 1000) if (found := differences(seed))} == {}


def test_five_parties_and_ten_to_the_fiftieth_deals_are_settled_with_proof():
    whole = problem(large(50, 10, 5))
    picks = solutions(Seeker(zone(whole), Effort()))
    assert all(pick.proven for pick in picks.values())
    # kept from a proven run: another method must come to the same deals
    assert {
        name: pick.parts[0][0].points[:, pick.parts[0][1][0]].tolist() for name, pick in picks.items()
    } == {
        "nash": [35810, 34033, 33764, 35003, 37104],
        "kalai_smorodinsky": [35844, 34387, 35040, 34872, 34817],
        "egalitarian": [34967, 34926, 34979, 34946, 34910],
        "utilitarian": [35831, 33636, 33679, 35126, 37474],
    }


def test_when_work_runs_out_the_best_so_far_comes_with_a_bound_not_below_it():
    whole = problem(large(40, 6, 8, most=30))
    seeker = Seeker(zone(whole), Effort(meter=Meter(40_000)))
    assert seeker.empty is False
    picks = solutions(seeker)
    fair = picks["egalitarian"]
    part, points = fair.parts[0]
    least = min(int(w) - n for w, n in zip(part.points[:, points[0]], whole.nothing, strict=True))
    assert not fair.proven
    assert fair.bound >= least
