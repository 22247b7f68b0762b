"""The engine agrees with a slow, obvious oracle on random cases in which ties are common."""

import pytest

from goodoffices.analysis.answers import analyse
from goodoffices.core.errors import BadInput
from tests.analysis import oracle
from tests.analysis.building import case as built

SEEDS = range(250)
MANY = range(1000, 2500)


def canonical(deals):
    return sorted(tuple(sorted(deal.items())) for deal in deals)


def differences(plain):
    """Everything in which engine and oracle differ on one case."""
    try:
        case = built(plain)
    except BadInput as bad:
        return [] if "circle" in str(bad) or "twice" in str(bad) else [str(bad)]
    told = analyse(case)
    deals, zone = list(oracle.all_deals(plain)), oracle.zone(plain)
    efficient = oracle.efficient(plain, deals)
    solutions = oracle.solutions(plain)
    pairs = {
        "deals": (told.deals, len(deals)),
        "acceptable": (told.acceptable, len(zone)),
        "empty": (told.zone_empty, not zone),
        "frontier deals": (told.frontier.deals, len(efficient)),
        "frontier": (
            sorted(told.frontier.worths),
            sorted({oracle.vector(plain, deal) for deal in efficient}),
        ),
        "standards": (sorted(told.solutions), sorted(solutions)),
    }
    for name, expected in solutions.items():
        found = told.solutions[name]
        pairs[name] = (canonical(found.deals), canonical(expected))
        pairs[name + " count"] = (found.count, len(expected))
        pairs[name + " worths"] = (found.worths, oracle.vector(plain, found.deals[0]))
    return [(what, mine, theirs) for what, (mine, theirs) in pairs.items() if mine != theirs]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_engine_agrees_with_the_oracle(seed):
    assert differences(oracle.random_case(seed)) == []


@pytest.mark.slow
def test_the_engine_agrees_with_the_oracle_on_many_cases():
    """`make soak ROW=A1` runs ten thousand."""
    faults = {seed: found for seed in MANY if (found := differences(oracle.random_case(seed)))}
    assert faults == {}


def test_the_comparison_would_notice_a_fault(monkeypatch):
    """Control: with `>=` for `>` in the two-party filter, ties no longer survive alone, and the oracle says so."""
    from goodoffices.analysis import dominance

    monkeypatch.setattr(dominance, "rising", lambda second: second >= second[0])
    assert any(differences(oracle.random_case(seed)) for seed in range(60))
