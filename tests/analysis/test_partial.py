"""Deals judged with points known in part: cases, the trap, and every pattern of signs tried on small ones."""

import json
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import pytest

from goodoffices.analysis import blocking
from goodoffices.analysis.known import Known, outright, rank_order_centroid, settled, weighed, within
from goodoffices.analysis.partial import Judgement, Verdict, judge
from goodoffices.analysis.questions import comparisons, next_questions
from goodoffices.core.errors import BadInput, Refused
from goodoffices.core.interests import Bonus, Interest
from goodoffices.core.terms import Deal, Excludes, Issue, Space, Term
from tests.cases import cases, named

FILE: Any = json.loads((Path(__file__).parent / "cases" / "partial.json").read_text(encoding="utf-8"))
ITEX = FILE["cases"][0]
FREE = (Fraction(0), Fraction(1))


def space_of(case: Any) -> Space:
    return Space(tuple(Issue(i["name"], tuple(option[0] for option in i["options"])) for i in case["issues"]))


def evaluations(case: Any, party: int) -> dict[Term, Fraction]:
    found = {}
    for issue in case["issues"]:
        top = max(Fraction(option[1 + party]) for option in issue["options"])
        for option in issue["options"]:
            found[Term(issue["name"], option[0])] = Fraction(option[1 + party]) / top
    return found


def weights(case: Any, party: int) -> dict[str, Fraction]:
    raw = {issue["name"]: Fraction(issue["weights"][party]) for issue in case["issues"]}
    return {name: weight / sum(raw.values()) for name, weight in raw.items()}


def known_as(case: Any, party: int, info: str) -> Known:
    true = weights(case, party)
    if "rank" in info:
        order = sorted(true, key=lambda name: -true[name])
        return weighed(evaluations(case, party), dict.fromkeys(true, FREE), order)
    tenth = {name: (weight * Fraction(9, 10), weight * Fraction(11, 10)) for name, weight in true.items()}
    return weighed(evaluations(case, party), tenth)


@pytest.mark.parametrize("row", ITEX["known"], ids=lambda row: row["info"])
def test_the_counts_of_the_case_come_out_for_ranks_and_for_ranges(row: Any) -> None:
    known = {name: known_as(ITEX, party, row["info"]) for party, name in enumerate("AB")}
    counts = Counter(one.verdict for one in judge(space_of(ITEX), known))
    assert counts[Verdict.EFFICIENT] == row["certainly_efficient"]
    assert counts[Verdict.BEATEN] == row["certainly_dominated"]
    assert counts[Verdict.EFFICIENT] + counts[Verdict.POSSIBLE] == row["possibly_efficient"]
    assert counts[Verdict.UNDECIDED] == 0
    exact = {
        name: within({t: (v * weights(ITEX, p)[t.issue],) * 2 for t, v in evaluations(ITEX, p).items()})
        for p, name in enumerate("AB")
    }
    assert (
        Counter(one.verdict for one in judge(space_of(ITEX), exact))[Verdict.EFFICIENT]
        == row["true_efficient"]
    )


def trap() -> tuple[Space, dict[str, Known], list[dict[str, str]]]:
    ids = [deal["id"] for deal in FILE["trap"]["deals"]]
    space = Space((Issue("1", tuple(ids)), Issue("2", tuple(ids))))
    known = {
        party: weighed(
            {
                Term(str(n + 1), deal["id"]): Fraction(deal[party][n])
                for deal in FILE["trap"]["deals"]
                for n in (0, 1)
            },
            {"1": FREE, "2": FREE},
        )
        for party in "AB"
    }
    return space, known, [{"1": name, "2": name} for name in ids]


def test_trap_not_certainly_beaten_is_not_the_same_as_possibly_efficient() -> None:
    verdicts = {one.deal["1"]: one.verdict for one in judge(*trap())}
    assert verdicts["x"] is Verdict.NEVER
    assert {verdicts["y"], verdicts["z"]} <= {Verdict.POSSIBLE, Verdict.EFFICIENT}


Worths = Mapping[str, Sequence[tuple[Fraction, Fraction]]]


def drawn(chance: random.Random) -> tuple[list[dict[str, str]], Worths, dict[str, tuple[Fraction, Fraction]]]:
    """Draw deals, each worth a + b·u to a party whose u is not known, with ties; and the range of each u."""
    deals = [{"one": str(place)} for place in range(chance.randint(1, 5))]
    parties = "ABC"[: chance.randint(1, 3)]
    steep = {party: chance.choice([0, 2, 6]) for party in parties}
    worths = {
        party: [(Fraction(chance.randint(0, 3)), Fraction(chance.randint(-most, most))) for _ in deals]
        for party, most in steep.items()
    }
    ranges = {party: (Fraction(0), Fraction(chance.randint(0, 3), 2)) for party in parties}
    return deals, worths, ranges


def verdicts_by_trying(
    worths: Worths, ranges: dict[str, tuple[Fraction, Fraction]], count: int
) -> list[Verdict]:
    """Return the verdicts by trying, for every party, each point where two deals tie and one between each two."""
    tries = {}
    for party, (low, high) in ranges.items():
        cuts = {low, high}
        for (a, b), (c, d) in product(worths[party], repeat=2):
            if b != d and low < (a - c) / (d - b) < high:
                cuts.add((a - c) / (d - b))
        inner = sorted(cuts)
        tries[party] = [low] if low == high else [*inner[1:-1], *((x + y) / 2 for x, y in pairwise(inner))]
    worlds = [
        [
            [worths[party][deal][0] + worths[party][deal][1] * u for party, u in zip(worths, us, strict=True)]
            for deal in range(count)
        ]
        for us in product(*tries.values())
    ]

    def beats(world: list[list[Fraction]], y: int, x: int) -> bool:
        return world[y] != world[x] and all(a >= b for a, b in zip(world[y], world[x], strict=True))

    found = []
    for x in range(count):
        fine = [not any(beats(world, y, x) for y in range(count)) for world in worlds]
        one_beats = any(all(beats(world, y, x) for world in worlds) for y in range(count))
        if one_beats:
            found.append(Verdict.BEATEN)
        else:
            found.append(Verdict.EFFICIENT if all(fine) else Verdict.POSSIBLE if any(fine) else Verdict.NEVER)
    return found


def asked(deals: list[dict[str, str]], worths: Worths, ranges: Any) -> tuple[Judgement, ...]:
    space = Space((Issue("one", tuple(deal["one"] for deal in deals)),))
    known = {
        party: Known(
            {"u": ranges[party]},
            {settled(deal): {"u": slope} for deal, (_, slope) in zip(deals, lines, strict=True)},
            {settled(deal): base for deal, (base, _) in zip(deals, lines, strict=True)},
        )
        for party, lines in worths.items()
    }
    return judge(space, known)


@pytest.mark.parametrize("count", [250, pytest.param(2_000, marks=pytest.mark.slow)])
def test_the_verdicts_are_those_of_trying_every_pattern(count: int) -> None:
    chance = random.Random(41)
    seen: Counter[Verdict] = Counter()
    for _ in range(count):
        deals, worths, ranges = drawn(chance)
        wanted = verdicts_by_trying(worths, ranges, len(deals))
        assert [one.verdict for one in asked(deals, worths, ranges)] == wanted
        seen.update(wanted)
    assert set(seen) == {Verdict.EFFICIENT, Verdict.POSSIBLE, Verdict.NEVER, Verdict.BEATEN}


def test_taking_unbeaten_for_possible_would_be_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "goodoffices.analysis.partial.possible",
        lambda samples, place, rivals: (blocking.Possible.YES, tuple(one.centre for one in samples)),
    )
    chance = random.Random(41)
    draws = [drawn(chance) for _ in range(250)]
    assert any(
        [one.verdict for one in asked(*draw)] != verdicts_by_trying(draw[1], draw[2], len(draw[0]))
        for draw in draws
    )


def test_every_verdict_carries_its_reason() -> None:
    space = space_of(ITEX)
    known = {name: known_as(ITEX, party, "rank") for party, name in enumerate("AB")}
    for one in judge(space, known)[::7]:
        if one.by is not None:
            assert worth_at_least(known, one.by, one.deal)
        else:
            assert one.under is not None
            for party, points in one.under.items():
                assert sum(points.values()) == 1
                assert all(weight > 0 for weight in points.values()), party


def worth_at_least(known: dict[str, Known], better: Deal, worse: Deal) -> bool:
    """Compare at the corners of a rank order: 1, then 1/2 1/2, and so on."""
    for party, one in known.items():
        true = weights(ITEX, "AB".index(party))
        order = sorted(true, key=lambda name: -true[name])
        for first in range(1, 5):
            corner = {name: Fraction(int(order.index(name) < first), first) for name in true}
            point = (Fraction(1), *(corner[name] for name in one.unknowns))
            worths = [
                sum(a * b for a, b in zip(one.worth(settled(deal)), point, strict=True))
                for deal in (better, worse)
            ]
            if worths[0] < worths[1]:
                return False
    return True


def test_an_example_narrows_what_is_possible() -> None:
    a, b = Term("i", "a"), Term("i", "b")
    space = Space((Issue("i", ("a", "b")),))
    loose = within({a: (Fraction(0), Fraction(9)), b: (Fraction(0), Fraction(9))})
    assert [one.verdict for one in judge(space, {"p": loose})] == [Verdict.POSSIBLE] * 2
    told = loose.preferring([a], [b])
    assert [one.verdict for one in judge(space, {"p": told})] == [Verdict.EFFICIENT, Verdict.BEATEN]
    with pytest.raises(BadInput, match="cannot all be true"):
        Known({"u": FREE}, {}, {frozenset({a}): Fraction(1)}).preferring([b], [a]).check(space)


def test_a_party_that_gave_its_points_is_judged_by_them() -> None:
    a, b, c = Term("i", "a"), Term("j", "b"), Term("j", "c")
    space = Space((Issue("i", ("a", "z")), Issue("j", ("b", "c"))))
    bonus = Bonus(frozenset({a, c}), Fraction(5))
    given = outright(
        Interest({a: Fraction(1), b: Fraction(2)}, Fraction(0), (bonus, Bonus(bonus.terms, Fraction(1))))
    )
    best = [one.deal for one in judge(space, {"p": given}) if one.verdict is Verdict.EFFICIENT]
    assert best == [{"i": "a", "j": "c"}]
    assert given.worth([a, c]) == (7,)


def test_rules_take_deals_off_the_table() -> None:
    issues = (Issue("i", ("a", "b")), Issue("j", ("c", "d")))
    space = Space(issues, (Excludes(frozenset({Term("i", "a"), Term("j", "c")})),))
    known = {"p": within({Term("i", "a"): FREE, Term("j", "c"): FREE})}
    assert len(judge(space, known)) == 3
    assert judge(space, known, []) == ()


def test_what_is_too_large_or_about_nothing_is_refused() -> None:
    wide = Space(tuple(Issue(str(place), ("a", "b")) for place in range(12)))
    with pytest.raises(Refused):
        judge(wide, {"p": within({})})
    with pytest.raises(BadInput):
        judge(Space((Issue("i", ("a",)),)), {})
    with pytest.raises(BadInput):
        Known({}, {frozenset({Term("i", "a")}): {"u": Fraction(1)}})
    with pytest.raises(BadInput):
        judge(Space((Issue("i", ("a",)),)), {"p": within({Term("k", "a"): FREE})})


@pytest.mark.parametrize("case", cases("analysis/cases/elicitation.json"), ids=named)
def test_the_number_of_questions_is_as_counted(case: Any) -> None:
    found = comparisons(case["levels"])
    for name in ("alternatives", "pairs", "dominated", "undominated", "unique"):
        assert name not in case or getattr(found, name) == case[name]


def test_rank_order_weights_are_the_centre_of_all_that_fall_in_order() -> None:
    for count, expected in json.loads(
        (Path(__file__).parent / "cases" / "elicitation.json").read_text(encoding="utf-8")
    )["roc"].items():
        assert rank_order_centroid(int(count)) == tuple(Fraction(weight) for weight in expected)


def test_the_figures_beside_a_question_are_those_of_asking_it() -> None:
    space, known, deals = trap()
    for one in next_questions(space, known, deals, most=3):
        for answer, count in ((False, one.if_second), (True, one.if_first)):
            first, second = one.question.first, one.question.second
            told = known[one.question.party].preferring(*((first, second) if answer else (second, first)))
            after = judge(space, {**known, one.question.party: told}, deals)
            assert sum(j.verdict in (Verdict.EFFICIENT, Verdict.POSSIBLE) for j in after) == count


def test_the_question_asked_first_is_the_one_that_tells_most() -> None:
    # One issue decides nothing here; which of a and b the party likes decides everything.
    terms = {Term("i", "a"): FREE, Term("i", "b"): FREE, Term("j", "c"): (Fraction(1),) * 2}
    space = Space((Issue("i", ("a", "b")), Issue("j", ("c", "d"))))
    first = next_questions(space, {"p": within(terms)})[0]
    assert {first.question.first, first.question.second} == {
        frozenset({Term("i", "a")}),
        frozenset({Term("i", "b")}),
    }
    assert (first.if_first, first.if_second) == (1, 1)


def test_nothing_is_asked_where_everything_is_known() -> None:
    space = Space((Issue("i", ("a", "b")),))
    assert next_questions(space, {"p": within({Term("i", "a"): (Fraction(1),) * 2})}) == ()
