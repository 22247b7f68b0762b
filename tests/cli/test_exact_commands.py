"""divide, stability, exchange and match: their JSON as promised, and a page a person can read."""

import hashlib
from typing import Any

import pytest

from tests.cases import cases, named
from tests.cli.typed import Typist


@pytest.mark.parametrize("case", cases("analysis/cases/adjusted_winner.json"), ids=named)
def test_divide_answers_with_shares_totals_and_what_is_split(typist: Typist, case: Any) -> None:
    assert typist.gives("divide", case["file"]).json == case["answer"]
    page = typist.gives("divide", case["file"], []).out
    assert f"To be split: {case['answer']['split']}." in page


def test_divide_reads_decimals_and_fractions_exactly(typist: Typist) -> None:
    items = '[{"name": "x", "points": [0.1, 0.3]}, {"name": "y", "points": [0.2, 0]}]'
    assert typist.gives("divide", f'{{"parties": ["a", "b"], "items": {items}}}').json == {
        "shares": {"x": "1/4", "y": 1},
        "totals": ["9/40", "9/40"],
        "split": "x",
    }
    thirds = [{"name": "x", "points": ["1/3", "1/3"]}, {"name": "y", "points": ["2/3", "2/3"]}]
    assert typist.gives("divide", {"parties": ["a", "b"], "items": thirds}).json["totals"] == ["1/2", "1/2"]


@pytest.mark.parametrize("case", cases("analysis/cases/graph_models.json"), ids=named)
def test_stability_answers_with_four_lists_and_each_party(typist: Typist, case: Any) -> None:
    wanted = case["answer"]
    answer = typist.gives("stability", case["file"]).json
    assert answer == {key: wanted[key] for key in ("nash", "gmr", "smr", "seq", "by_party")}
    answer = typist.gives("stability", case["file"], ["--json", "--symmetric"]).json
    assert answer["sseq"] == wanted["sseq"]
    assert "Nobody has a better move" in typist.gives("stability", case["file"], []).out


def test_stability_says_what_can_be_reached_from_where_things_stand(typist: Typist) -> None:
    told = {
        "states": ["war", "talks", "peace"],
        "start": "talks",
        "parties": {
            "Tarn": {"moves": {"talks": ["peace"]}, "order": [["peace"], ["talks", "war"]]},
            "Vell": {"moves": {"war": ["talks"]}, "order": [["war"], ["peace"], ["talks"]]},
        },
    }
    answer = typist.gives("stability", told).json
    assert answer["nash"] == ["war", "peace"]
    assert answer["reachable"] == ["talks", "peace"]
    page = typist.gives("stability", told, []).out
    assert "peace: Tarn to peace (each move serving its mover)" in page
    assert "war: cannot be reached" in page


def test_stability_with_preferences_unknown_says_what_holds_anyway_and_what_may(typist: Typist) -> None:
    told = {
        "states": ["a", "b"],
        "parties": {"Tarn": {"moves": {"a": ["b"]}, "order": [["a"], ["b"]], "unknown": [["a", "b"]]}},
    }
    answer = typist.gives("stability", told).json
    assert answer["nash"] == ["b"]
    assert answer["possible"]["nash"] == ["a", "b"]
    assert "perhaps, depending on what is not known: a" in typist.gives("stability", told, []).out


@pytest.mark.parametrize("case", cases("monitoring/cases/barter.json"), ids=named)
def test_exchange_answers_with_penalty_deposits_and_order(typist: Typist, case: Any) -> None:
    answer = typist.gives("exchange", case["file"]).json
    assert list(answer) == ["least_uniform_penalty", "deposits", "order", "safe_without_deposit"]
    assert answer["least_uniform_penalty"] == case["least"]
    assert answer["deposits"] == case["deposits"]
    assert sorted(answer["order"]) == sorted(case["holds"])
    assert answer["safe_without_deposit"] == (case["least"] == 0)
    steps = typist.gives("exchange", {**case["file"], "at_once": 2}).json
    assert steps["least_uniform_penalty"] == case["at_once_2"]
    assert all(isinstance(step, list) and len(step) <= 2 for step in steps["order"])


@pytest.mark.parametrize("case", cases("monitoring/cases/money.json"), ids=named)
def test_exchange_for_money_answers_with_the_total_penalty_and_the_order(typist: Typist, case: Any) -> None:
    wanted = {"least_total_penalty": case["least"], "order": case["order"]}
    assert typist.gives("exchange", case["file"]).json == wanted
    seller, buyer = case["penalties"]
    priced = {**case["file"], "price": case["price"], "penalties": {"seller": seller, "buyer": buyer}}
    assert typist.gives("exchange", priced).json == {
        **wanted,
        "payments": [{"pays": pays, "then": then} for pays, then in case["payments"]],
    }


def test_exchange_takes_worths_as_numbers_and_as_fractions(typist: Typist) -> None:
    items = [
        {"name": "r", "net": {"A": "-1/3", "B": 0.5}},
        {"name": "t", "net": {"A": "2", "B": "-1/7"}},
    ]
    answer = typist.gives("exchange", {"parties": ["A", "B"], "items": items}).json
    assert answer["deposits"] == [[0, "1/7"], ["1/3", 0]]
    assert answer["least_uniform_penalty"] == "1/7"


def test_where_people_are_delivered_the_page_says_what_the_order_is_not_for(typist: Typist) -> None:
    file = cases("monitoring/cases/barter.json")[0]["file"]
    assert "never a reason to hold anybody back" in " ".join(typist.gives("exchange", file, []).out.split())
    page = " ".join(typist.gives("exchange", {**file, "people": True}, []).out.split())
    assert "It is never a reason to hold anybody back" in page
    assert (
        "never a reason" in typist.gives("exchange", cases("monitoring/cases/money.json")[0]["file"], []).out
    )


def test_exchange_with_ranges_plans_for_the_least_and_tells_the_best(typist: Typist) -> None:
    items = [{"name": "r", "net": {"A": -3, "B": [1, 5]}}, {"name": "t", "net": {"A": [2, 4], "B": -2}}]
    answer = typist.gives("exchange", {"parties": ["A", "B"], "items": items}).json
    assert answer["least_uniform_penalty"] == 2
    assert answer["at_best"] == {"least_uniform_penalty": 2, "safe_without_deposit": False}
    assert "at their most" in typist.gives("exchange", {"parties": ["A", "B"], "items": items}, []).out


def test_exchange_with_discounting_lets_the_order_change_the_worth(typist: Typist) -> None:
    # At the start, t being still a step away, A's rest is worth -3 + 4/2 = -1 to it.
    file = {
        "parties": ["A", "B"],
        "items": [{"name": "r", "net": {"A": -3, "B": 5}}, {"name": "t", "net": {"A": 4, "B": -2}}],
        "discount": {"A": "1/2"},
    }
    answer = typist.gives("exchange", file).json
    assert answer["deposits"] == [[1, 2], [3, 0]]


MATCH = {
    "acceptances": [
        {"by": "North", "of": "T7", "if": [{"fact": "list by day 7"}, {"accepts": "G", "of": "letter"}]},
        {"by": "South", "of": "T7", "if": [{"accepts": "North", "of": "T7"}]},
        {
            "by": "G",
            "of": "letter",
            "if": [{"accepts": "North", "of": "T7"}, {"accepts": "South", "of": "T7"}],
        },
    ],
    "facts": {"list by day 7": True},
}


def test_match_answers_with_what_is_in_force_missing_and_circular(typist: Typist) -> None:
    assert typist.gives("match", MATCH).json == {
        "in_force": [["North", "T7"], ["South", "T7"], ["G", "letter"]],
        "missing": [],
        "circular": [["North", "G", "South"], ["North", "G"]],
    }
    late = {**MATCH, "facts": {}}
    assert typist.gives("match", late).json["missing"] == [[{"fact": "list by day 7"}]]
    without = {**MATCH, "acceptances": MATCH["acceptances"][:2]}
    assert typist.gives("match", without).json == {
        "in_force": [],
        "missing": [[{"accepts": "G", "of": "letter"}]],
        "circular": [],
    }
    page = typist.gives("match", without, []).out
    assert "G accepts letter" in page
    assert "North → G → South → North" in typist.gives("match", late, []).out


def test_names_in_any_script_come_back_as_they_were_written(typist: Typist) -> None:
    names = ["السلام", "和平", "пе́рвый"]
    entries = [{"by": name, "of": "نص", "if": []} for name in names]
    assert typist.gives("match", {"acceptances": entries}).json["in_force"] == [[n, "نص"] for n in names]
    assert "和平: نص" in typist.gives("match", {"acceptances": entries}, []).out


def test_a_page_says_what_it_rests_on(typist: Typist) -> None:
    page = typist.gives("divide", cases("analysis/cases/adjusted_winner.json")[0]["file"], []).out
    assert "docs/method/division.md" in page
    assert hashlib.sha256(typist.file.read_bytes()).hexdigest() in page


def test_the_same_file_gives_the_same_bytes(typist: Typist) -> None:
    file = cases("monitoring/cases/barter.json")[0]["file"]
    assert typist.gives("exchange", file).out == typist.gives("exchange", file).out
