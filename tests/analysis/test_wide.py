"""Verdicts among more deals than can be weighed in pairs: against weighing all pairs where they are few."""

import random
from fractions import Fraction
from typing import Any

import pytest

from goodoffices.analysis import wide
from goodoffices.analysis.effort import Effort
from goodoffices.analysis.known import Known, weighed, within
from goodoffices.analysis.partial import Verdict, judge
from goodoffices.analysis.wide import judge_wide, possible_at_least
from goodoffices.core.errors import BadInput
from goodoffices.core.terms import Excludes, Issue, Space, Term

FREE = (Fraction(0), Fraction(1))
MAY = {Verdict.EFFICIENT, Verdict.POSSIBLE, Verdict.PERHAPS}


def drawn(chance: random.Random) -> tuple[Space, dict[str, Known]]:
    names = "ijk"[: chance.randint(1, 3)]
    issues = tuple(Issue(name, tuple("abc"[: chance.randint(1, 3)])) for name in names)
    terms = [Term(issue.name, option) for issue in issues for option in issue.options]
    rules = ()
    if len(issues) > 1 and chance.random() < 0.4:
        rules = (Excludes(frozenset({Term(issues[0].name, "a"), Term(issues[1].name, "a")})),)
    known = {}
    for party in "AB"[: chance.randint(1, 2)]:
        if chance.random() < 0.5:
            values = {term: Fraction(chance.randint(0, 3)) for term in terms}
            known[party] = weighed(values, dict.fromkeys(names, FREE), names if chance.random() < 0.5 else ())
        else:
            ends = {term: Fraction(chance.randint(0, 2)) for term in terms}
            known[party] = within({term: (end, end + chance.choice([0, 0, 1])) for term, end in ends.items()})
    return Space(issues, rules), known


def agrees(space: Space, known: dict[str, Known]) -> bool:
    plain = judge(space, known)
    found = judge_wide(space, known, [one.deal for one in plain])
    may = [one.deal for one in plain if one.verdict in MAY]
    return (
        [one.verdict in MAY for one in plain] == [one.verdict in MAY for one in found]
        and all(
            a.verdict is not Verdict.EFFICIENT or b.verdict is Verdict.PERHAPS
            for a, b in zip(plain, found, strict=True)
        )
        and all(
            a.verdict is Verdict.BEATEN
            for a, b in zip(plain, found, strict=True)
            if b.verdict is Verdict.BEATEN
        )
        and all(deal in may for deal in possible_at_least(space, known))
    )


@pytest.mark.parametrize("count", [25, pytest.param(200, marks=pytest.mark.slow)])
def test_what_may_be_efficient_is_what_weighing_all_pairs_finds(count: int) -> None:
    chance = random.Random(61)
    assert all(agrees(*drawn(chance)) for _ in range(count))


def test_an_engine_that_finds_no_rival_would_be_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wide, "_beater", lambda *_: None)
    chance = random.Random(61)
    assert not all(agrees(*drawn(chance)) for _ in range(25))


def large() -> tuple[Space, dict[str, Known]]:
    issues = tuple(Issue(f"i{place}", tuple("abcd")) for place in range(10))
    space = Space(issues)
    known: dict[str, Known] = {}
    for party, sign in (("A", 1), ("B", -1)):
        values = {
            Term(issue.name, option): Fraction(at * (place + 3) if sign > 0 else (3 - at) * (place % 4 + 1))
            for place, issue in enumerate(issues)
            for at, option in enumerate(issue.options)
        }
        order = [issue.name for issue in (issues if sign > 0 else issues[::-1])]
        known[party] = weighed(values, dict.fromkeys(order, FREE), order)
    return space, known


def test_a_million_deals_are_judged_without_listing_them() -> None:
    space, known = large()
    least = possible_at_least(space, known)
    assert least
    middling = {issue.name: "b" if place % 2 else "c" for place, issue in enumerate(space.issues)}
    verdicts = [one.verdict for one in judge_wide(space, known, [least[0], middling])]
    assert verdicts[0] in MAY
    assert verdicts[1] in {*MAY, Verdict.NEVER, Verdict.BEATEN, Verdict.UNDECIDED}


def test_too_little_effort_is_said_to_be() -> None:
    space, known = large()
    deal = {issue.name: "b" for issue in space.issues}
    judged: Any = judge_wide(space, known, [deal], Effort(states=2, candidates=2))
    assert judged[0].verdict is Verdict.UNDECIDED


def test_a_deal_the_rules_forbid_is_refused() -> None:
    a, b = Term("i", "a"), Term("j", "a")
    space = Space((Issue("i", ("a", "b")), Issue("j", ("a", "b"))), (Excludes(frozenset({a, b})),))
    with pytest.raises(BadInput):
        judge_wide(space, {"p": within({a: FREE})}, [{"i": "a", "j": "a"}])
