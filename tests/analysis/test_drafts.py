"""From the draft on the table: fewest changes, nearest trades, what unlocks most, coalitions, what is left."""

from fractions import Fraction
from itertools import combinations
from random import Random

import pytest

from goodoffices.analysis.answers import analyse
from goodoffices.analysis.drafts import improvements, settling, trades, unlocking
from goodoffices.core.errors import BadInput
from goodoffices.core.interests import Case, Interest
from goodoffices.core.terms import Excludes, Issue, Space, Term
from tests.analysis import oracle
from tests.analysis.building import case as built


def drafted(seed):
    """A random case with a draft that the rules allow; nothing where there is none."""
    plain = oracle.random_case(seed)
    deals = list(oracle.all_deals(plain))
    if not deals:
        return None
    draft = Random(seed).choice(deals)
    try:
        return plain, deals, draft, built(plain, draft=draft)
    except BadInput:
        return None


def crossed(plain, deal):
    return {
        (name, line)
        for name, party in plain["parties"].items()
        for line in party["lines"]
        if oracle.has(deal, line)
    }


def gains(plain, draft, deal):
    pairs = zip(oracle.vector(plain, deal), oracle.vector(plain, draft), strict=True)
    return tuple(after - before for after, before in pairs)


def differing(draft, deal):
    return {name for name in draft if draft[name] != deal[name]}


def expected_improvements(plain, deals, draft):
    found = {}
    for deal in deals:
        gain = gains(plain, draft, deal)
        if min(gain) >= 0 and max(gain) > 0 and crossed(plain, deal) <= crossed(plain, draft):
            found.setdefault(len(differing(draft, deal)), []).append((gain, deal))
    if not found:
        return []
    fewest = found[min(found)]
    return [deal for gain, deal in fewest if not any(oracle.beats(other, gain) for other, _ in fewest)]


def expected_trades(plain, deals, draft):
    legal = {tuple(sorted(deal.items())) for deal in deals}
    names = sorted(draft)
    found = []
    for one, two in combinations(names, 2):
        for mine in plain["issues"][one]:
            for theirs in plain["issues"][two]:
                deal = {**draft, one: mine, two: theirs}
                if mine == draft[one] or theirs == draft[two] or tuple(sorted(deal.items())) not in legal:
                    continue
                first, second = (
                    gains(plain, draft, {**draft, one: mine}),
                    gains(plain, draft, {**draft, two: theirs}),
                )
                pairs = list(zip(first, second, strict=True))
                forth = any(a > 0 > b for a, b in pairs)
                back = any(a < 0 < b for a, b in pairs)
                if forth and back and crossed(plain, deal) <= crossed(plain, draft):
                    found.append(gains(plain, draft, deal))
    return sorted({gain for gain in found if not any(oracle.beats(other, gain) for other in found)})


def as_deal(draft, change):
    return {**draft, **{term.issue: term.option for term in change.terms}}


@pytest.mark.parametrize("seed", range(150))
def test_the_fewest_changes_and_the_nearest_trades_are_what_the_definitions_say(seed):
    made = drafted(seed)
    if made is None:
        return
    plain, deals, draft, case = made
    told = improvements(case)
    assert told.complete
    expected = expected_improvements(plain, deals, draft)
    fewest = {len(change.terms) for change in told.changes}
    assert len(fewest) <= 1
    if len(expected) < 20:
        assert sorted(map(str, (as_deal(draft, change) for change in told.changes))) == sorted(
            str({name: deal[name] for name in draft}) for deal in expected
        )
    for change in told.changes:
        assert change.gains == gains(plain, draft, as_deal(draft, change))
    assert sorted(change.gains for change in trades(case)) == expected_trades(plain, deals, draft)


def two_by_two(**more):
    """p cares most for a, q for b; the draft gives each the wrong one."""
    space = Space((Issue("a", ("p", "q")), Issue("b", ("p", "q"))), more.pop("rules", ()))
    points = {
        "P": {Term("a", "p"): 5, Term("b", "p"): 2},
        "Q": {Term("a", "q"): 2, Term("b", "q"): 5},
    }
    interests = {
        name: Interest({term: Fraction(n) for term, n in own.items()}, Fraction(more.get("least", 0)))
        for name, own in points.items()
    }
    return Case(space, interests, draft={"a": "q", "b": "p"})


def test_two_changes_together_better_for_both():
    told = improvements(two_by_two())
    assert [change.terms for change in told.changes] == [(Term("a", "p"), Term("b", "q"))]
    assert told.changes[0].gains == (3, 3)


def test_a_draft_that_wastes_nothing_has_trades_only():
    case = two_by_two(rules=(Excludes(frozenset({Term("a", "p"), Term("b", "q")})),))
    assert improvements(case).changes == ()
    assert trades(case) == ()


def test_a_draft_that_breaks_a_rule_is_refused():
    rules = (Excludes(frozenset({Term("a", "q"), Term("b", "p")})),)
    with pytest.raises(BadInput, match="breaks a rule"):
        improvements(two_by_two(rules=rules))


def test_the_passage_that_unlocks_most_comes_first_and_what_may_not_stay_is_said():
    case = two_by_two(least=3)
    # as drafted each has 2 and wants 3; a = p alone gives P 7 and Q 0, b = q alone gives Q 7 and P 0
    told = unlocking(case)
    assert [(one.issue, one.change.accepting, one.held) for one in told] == [
        ("a", ("P",), True),
        ("b", ("Q",), True),
    ]


def test_what_is_agreed_is_settled_and_the_rest_is_weighed():
    case = two_by_two()
    left = analyse(Case(case.space, case.interests, agreed={"a": "q"}))
    assert left.deals == 2
    assert left.frontier.worths == ((2, 2), (0, 7))


def test_a_coalition_settles_without_the_rest():
    case = two_by_two(least=6)
    assert analyse(case).zone_empty
    assert analyse(settling(case, ["P"])).solutions["nash"].worths == (7,)
    with pytest.raises(BadInput, match="no party here"):
        settling(case, ["R"])
