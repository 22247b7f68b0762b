"""Harbour's past: in order, about clauses that exist, and open where a demonstration must be open."""

import re
import tomllib
from datetime import time
from pathlib import Path
from typing import Any

import pytest

import goodoffices.web

HARBOUR = Path(goodoffices.web.__file__).parent / "harbour"
SCENE: dict[str, Any] = tomllib.loads((HARBOUR / "scene.toml").read_text(encoding="utf-8"))
MOVES: list[dict[str, Any]] = SCENE["move"]
REACTIONS = {"unclear", "problem", "cannot", "could", "prefer", "question"}
SEATS = {seat["id"]: seat for seat in SCENE["seat"]}


def of_kind(kind: str) -> list[dict[str, Any]]:
    return [move for move in MOVES if move["kind"] == kind]


def ids_of(version: str) -> set[str]:
    return set(re.findall(r"\{#([\w-]+)\}", (HARBOUR / SCENE["texts"][version]["en"]).read_text("utf-8")))


def may_write(seat: dict[str, Any], move: dict[str, Any]) -> bool:
    """Return whether a seat holds the lane its move names."""
    mediates = seat["role"] == "mediator"
    own = not mediates and move.get("of") == seat["delegation"]
    holders = {
        "table": mediates,
        "desk": mediates,
        "notes": True,
        "room": own and seat["role"] != "principal",
        "channel": (own and seat["role"] != "principal") or mediates,
        "principals": own,
        "private": (own and seat["role"] != "principal") or seat["id"] == move.get("with"),
    }
    return holders[move["lane"]]


def test_moves_stand_in_the_order_in_which_they_happened_and_end_before_today() -> None:
    moments = [(move["day"], time.fromisoformat(move["time"])) for move in MOVES]
    today = (SCENE["today"]["day"], time.fromisoformat(SCENE["today"]["time"]))
    assert moments == sorted(moments)
    assert moments[-1] < today


@pytest.mark.parametrize("move", MOVES, ids=lambda move: f"{move['day']}-{move['time']}-{move['kind']}")
def test_a_move_is_made_by_a_seat_that_holds_its_lane(move: dict[str, Any]) -> None:
    assert may_write(SEATS[move["seat"]], move)


def test_a_move_names_only_texts_and_earlier_moves_of_the_scene() -> None:
    known: set[str] = set()
    for move in MOVES:
        assert move.get("text", "v7") in SCENE["texts"]
        assert "item" not in move or move["item"] in known
        known |= {move["id"]} if "id" in move else set()


def test_reactions_and_status_words_are_about_clauses_that_the_text_has() -> None:
    assert {move["clause"] for move in of_kind("react") if move["text"] == "v7"} <= ids_of("v7")
    assert {move["clause"] for move in of_kind("react") if move["text"] == "v6"} <= ids_of("v6")
    assert set(SCENE["status"]["v7"]) | set(SCENE["status"]["desk"]) <= ids_of("v7")


def test_each_party_has_used_several_reactions_and_the_talks_all_six() -> None:
    used = {(move["of"], move["reaction"]) for move in of_kind("react") if move["text"] == "v7"}
    assert {reaction for _, reaction in used} == REACTIONS
    assert all(len([1 for who, _ in used if who == party]) >= 5 for party in ("tarn", "vell"))


def test_what_was_carried_had_been_released_and_not_taken_back() -> None:
    releases = {move["id"]: move for move in of_kind("release")}
    revoked = {move["item"] for move in of_kind("revoke")}
    for carried in of_kind("carry"):
        assert carried["to"] in releases[carried["item"]]["to"]
        assert carried["item"] not in revoked


def test_exactly_one_thing_confided_has_not_been_released() -> None:
    released = {move["item"] for move in of_kind("release")}
    assert [move["id"] for move in of_kind("confide") if move["id"] not in released] == ["vell-salvors"]


def test_one_read_back_is_disputed_and_one_is_confirmed() -> None:
    disputed = {move["item"] for move in of_kind("correct")} - {move["item"] for move in of_kind("confirm")}
    assert disputed == {"rb-vell"}
    assert {move["item"] for move in of_kind("confirm")} == {"rb-tarn"}


def test_one_clause_is_vague_on_purpose_and_no_room_was_told() -> None:
    vague = "deliberately vague"
    assert [clause for clause, word in SCENE["status"]["desk"].items() if word == vague] == ["good-time"]
    assert vague not in SCENE["status"]["v7"].values()
    assert all(move["lane"] == "desk" for move in of_kind("status"))


def test_both_parties_were_left_version_7_and_every_form_of_carrying_was_used() -> None:
    left = {move["of"] for move in of_kind("deliver") if move["text"] == "v7" and move["form"] == "left"}
    assert left == {"tarn", "vell"}
    assert {move["form"] for move in of_kind("deliver")} == {"orally", "read", "shown", "left"}


def test_the_third_round_is_open_and_nobody_has_accepted_anything_without_a_condition() -> None:
    assert [move["number"] for move in of_kind("open_round")] == [1, 2, 3]
    assert len(of_kind("close_round")) == 2
    assert {move["of"] for move in of_kind("accept")} == {"tarn", "vell"}
    assert all(move["conditions"] and move["level"] == "referendum" for move in of_kind("accept"))
    assert not of_kind("pledge")  # G's letter is what is missing


def test_the_files_named_are_there() -> None:
    for text in (*SCENE["texts"].values(), *SCENE["ready"].values()):
        assert all(
            (HARBOUR / text[language]).is_file() for language in ("en", "ar", "fr") if language in text
        )
