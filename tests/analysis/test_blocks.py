"""An empty zone is explained: every minimal set of demands that cannot all be met, and the smallest moves."""

from fractions import Fraction
from random import Random

import pytest

from goodoffices.analysis import blocks as module
from goodoffices.analysis.blocks import blocks
from goodoffices.analysis.openings import openings
from goodoffices.analysis.problem import problem
from goodoffices.core.errors import BadInput
from tests.analysis import oracle
from tests.analysis.building import case as built


def demanding(seed):
    """A random case in which parties want more than usual, so that zones are often empty."""
    plain = oracle.random_case(seed)
    r = Random(seed)
    for party in plain["parties"].values():
        if r.random() < 0.7:
            party["reservation"] += r.randint(1, 4) * (Fraction(1) if r.random() < 0.7 else Fraction(1, 2))
    return plain


def line(terms):
    return tuple(sorted((term.issue, term.option) for term in terms))


def empty_cases(seeds):
    for seed in seeds:
        plain = demanding(seed)
        try:
            case = built(plain)
        except BadInput:
            continue
        if not oracle.zone(plain) and len(list(oracle.demands(plain))) <= 9:
            yield seed, plain, problem(case)


def told(found):
    return sorted(
        sorted(
            [("reservation", name) for name in one.reservations]
            + [("line", p, line(t)) for p, t in one.lines]
        )
        for one in found.sets
    )


def expected(plain):
    return sorted(
        sorted(("line", d[1], tuple(sorted(d[2]))) if d[0] == "line" else d for d in one)
        for one in oracle.blocks(plain)
    )


def moves(found, name):
    own = [one.moves[0] for one in found if len(one.moves) == 1 and one.moves[0].party == name]
    return sorted((sorted(line(given) for given in one.lines), one.points) for one in own)


def least_moves(plain, name, party):
    found = []
    for given in oracle.subsets(party["lines"]):
        drop = oracle.drop_alone(plain, name, given)
        if drop is not None and not any(set(g) < set(given) and d <= drop for g, d in found):
            found.append((given, drop))
    return sorted((sorted(tuple(sorted(one)) for one in given), drop) for given, drop in found)


def check(seeds):
    count = 0
    for seed, plain, whole in empty_cases(seeds):
        count += 1
        assert told(blocks(whole)) == expected(plain), seed
        found = openings(whole)
        for name, party in plain["parties"].items():
            assert moves(found, name) == least_moves(plain, name, party), (seed, name)
    return count


def test_blocks_and_openings_are_what_the_definitions_say():
    assert check(range(250)) > 100


@pytest.mark.slow
def test_blocks_and_openings_are_what_the_definitions_say_in_many_cases():
    assert check(range(250, 5000)) > 2000


def test_blocks_are_the_same_where_each_is_searched_for(monkeypatch):
    monkeypatch.setattr(module, "HELD", 0)
    monkeypatch.setattr("goodoffices.analysis.sweep.FORESEEN", -1)
    for seed, plain, whole in empty_cases(range(20)):
        assert told(blocks(whole)) == expected(plain), seed


def test_every_block_is_minimal_and_blocks():
    for _, plain, whole in empty_cases(range(250, 320)):
        deals = list(oracle.all_deals(plain))
        for one in told(blocks(whole)):
            lines = {("line", d[1], tuple(sorted(d[2]))): d for d in oracle.demands(plain) if d[0] == "line"}
            chosen = [lines.get(d, d) for d in one]
            assert not any(oracle.meets(plain, deal, chosen) for deal in deals)
            for left in chosen:
                rest = [d for d in chosen if d != left]
                assert any(oracle.meets(plain, deal, rest) for deal in deals)


def test_where_no_party_can_open_the_zone_alone_groups_are_told():
    plain = {
        "issues": {"a": ["x", "y"]}, "rules": [], "enough": None,
        "parties": {
            name: {"points": {("a", "x"): Fraction(n), ("a", "y"): Fraction(2 - n)}, "bonuses": [], "lines": [],
                   "quantum": None, "reservation": Fraction(3)}
            for n, name in enumerate("PQR")
        },
    }  # fmt: skip
    found = openings(problem(built(plain)))
    # deal x is worth 0, 1, 2 and y 2, 1, 0; all want 3
    assert {tuple((m.party, m.points) for m in one.moves) for one in found} == {
        (("P", 3), ("Q", 2), ("R", 1)),
        (("P", 1), ("Q", 2), ("R", 3)),
    }
