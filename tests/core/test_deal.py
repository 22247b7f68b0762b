"""Nothing is agreed until everything is: clauses, links, packages, ratification; and which "yes, if" hold together."""

from typing import Any

import pytest

from goodoffices.core.errors import Refused
from goodoffices.core.lanes import Kind
from goodoffices.core.moves.answers import If
from goodoffices.core.reading.deal import Deal, deal
from goodoffices.core.reading.matching import Matched, matched
from goodoffices.core.reading.vague import vague
from tests.core.world import TEXT, World

SETTLED = TEXT.replace("[30 | 36 | 40]{#days}", "36")
CLAUSES = ("stop", "lists", "order")


def given(text: str = SETTLED) -> tuple[World, str]:
    world = World()
    sha256 = world.registers(text=text)
    for party in ("Tarn", "Vell", "G"):
        world.delivers(party, sha256)
    return world, sha256


def yes(world: World, who: str, sha256: str, clause: str = "", **terms: Any) -> str:
    return world.says(who, "accept", **{"sha256": sha256, "level": "referendum", "clause": clause, **terms})


def both(world: World, sha256: str, *clauses: str, **terms: Any) -> None:
    for who in ("Tarn", "Vell"):
        for clause in clauses or ("",):
            yes(world, who, sha256, clause, **terms)


def now(world: World) -> Deal:
    return deal(world.view(world.seat("M1")), CLAUSES, world.at)


def stands(world: World) -> dict[str, str]:
    return {one.clause: one.stands for one in now(world).clauses}


def found(world: World) -> Matched:
    return matched(world.view(world.seat("M1")), world.at)


def names(world: World, match: Matched) -> list[tuple[str, str]]:
    return [(one.delegation.name, one.of) for one in match.holds]


def m7(world: World, sha256: str) -> None:
    """North: yes if G's letter; South: yes if North accepts clause 3; G: its letter if both accept ad referendum."""
    yes(world, "Tarn", sha256, conditions=[{"sort": "letter", "who": "G"}])
    yes(world, "Vell", sha256, conditions=[{"sort": "accepts", "who": "Tarn", "clause": "order"}])


def test_a_ring_of_yes_if_is_closed_by_the_guarantors_letter_alone():
    world, sha256 = given()
    m7(world, sha256)
    before = found(world)
    assert before.holds == ()
    letter = If("letter", world.seat("G").delegation)
    assert before.missing == ((letter,),)
    wants = [{"sort": "accepts", "who": name, "level": "referendum"} for name in ("Tarn", "Vell")]
    item = world.says("G", "pledge", words="We witness every return.", conditions=wants)
    after = found(world)
    assert names(world, after) == [("Tarn", ""), ("Vell", ""), ("G", "letter")]
    assert after.missing == ()
    assert {frozenset(world.view(world.seat("M1")).name_of(one) for one in ring) for ring in after.rings} == {
        frozenset({"Tarn", "G"}), frozenset({"Tarn", "Vell", "G"})}  # fmt: skip
    assert now(world).agreed
    world.says("G", "withdraw", item=item)
    assert found(world).missing == ((letter,),)
    assert not now(world).agreed


def test_a_condition_at_a_level_is_not_met_by_less():
    world, sha256 = given()
    wants = [{"sort": "accepts", "who": "Vell", "level": "principal"}]
    yes(world, "Tarn", sha256, conditions=wants)
    yes(world, "Vell", sha256)
    assert names(world, found(world)) == [("Vell", "")]
    yes(world, "Vell", sha256, level="principal", authority="The council")
    assert names(world, found(world)) == [("Tarn", ""), ("Vell", "")]


def test_facts_outside_and_clauses_that_read_so_are_found_or_written_down_at_the_desk():
    world, sha256 = given()
    yes(world, "Tarn", sha256, conditions=[{"sort": "clause", "clause": "2", "words": "by day 7"},
                                           {"sort": "fact", "words": "The tide has turned."}])  # fmt: skip
    yes(world, "Vell", sha256, conditions=[{"sort": "clause", "clause": "1", "words": "40"}])
    match = found(world)
    assert match.holds == ()
    assert [[(one.sort, one.words) for one in links] for links in match.missing] == [
        [("fact", "The tide has turned."), ("clause", "40")]
    ]
    world.asks("M1", "happen", world.lane(Kind.DESK), words="The tide has turned.")
    assert names(world, found(world)) == [("Tarn", "")]
    world.asks("M1", "happen", world.lane(Kind.DESK), words="The tide has turned.", **{"not": True})
    assert found(world).holds == ()


def test_initialled_clauses_are_never_agreed_and_can_be_taken_back_until_all_is():
    world, sha256 = given()
    both(world, sha256, "order", "lists")
    assert stands(world) == {"stop": "open", "lists": "provisional", "order": "provisional"}
    item = yes(world, "Tarn", sha256, "order")
    world.says("Tarn", "withdraw", item=item)
    assert stands(world)["order"] == "some"
    both(world, sha256, *CLAUSES)
    assert set(stands(world).values()) == {"provisional"}
    assert not now(world).agreed  # each clause, and still not the whole
    both(world, sha256)
    assert now(world).agreed
    assert now(world).level == "referendum"


def test_a_text_that_every_party_accepts_is_not_agreed_while_a_bracket_in_it_is_open():
    world, sha256 = given(TEXT)
    both(world, sha256)
    assert stands(world) == {"stop": "bracket", "lists": "provisional", "order": "provisional"}
    assert not now(world).agreed


def test_a_package_lapses_whole_when_one_of_its_clauses_is_refused():
    world, sha256 = given()
    world.asks("M1", "package", world.lane(Kind.DESK), name="Lists and order", clauses=["lists", "order"])
    both(world, sha256)
    assert now(world).agreed
    world.says("Vell", "decline", sha256=sha256, level="delegation", clause="lists")
    assert stands(world) == {"stop": "provisional", "lists": "refused", "order": "lapsed"}
    assert not now(world).agreed


def test_what_hangs_on_an_open_clause_waits_and_a_link_taken_away_opens_it_again():
    world, sha256 = given()
    desk = world.lane(Kind.DESK)
    link = world.asks("M1", "link", desk, clause="order", on=["lists"])[0]
    world.asks("M1", "link", desk, clause="lists", on=["stop"])
    both(world, sha256, "order", "lists")
    assert stands(world) == {"stop": "open", "lists": "waits", "order": "waits"}
    both(world, sha256)
    assert now(world).agreed
    world.asks("M1", "undo", desk, item=link)
    assert stands(world)["order"] == "reopened"
    assert not now(world).agreed
    world.wait(600)
    both(world, sha256)
    assert now(world).agreed


def test_a_vote_turns_ad_referendum_into_agreement_or_opens_everything_again():
    world, sha256 = given()
    both(world, sha256, *CLAUSES)
    both(world, sha256)
    for who in ("Tarn", "Vell"):
        yes(world, who, sha256, level="ratified", authority="By vote")
    assert (now(world).agreed, now(world).level) == (True, "ratified")
    world.says("Vell", "decline", sha256=sha256, level="ratified", words="Voted down.")
    assert set(stands(world).values()) == {"refused"}
    assert not now(world).agreed


def test_only_what_every_party_lets_go_early_is_early():
    world, sha256 = given()
    yes(world, "Tarn", sha256, "order", early=True)
    yes(world, "Vell", sha256, "order")
    assert stands(world)["order"] == "provisional"
    yes(world, "Vell", sha256, "order", early=True)
    assert stands(world)["order"] == "early"
    assert not now(world).agreed


@pytest.mark.parametrize(
    ("who", "kind", "fields", "says"),
    [
        ("Tarn", "pledge", {"words": "x"}, "Only a guarantor"),
        ("M1", "link", {"clause": "order", "on": ["3"]}, "hang on itself"),
        ("M1", "package", {"name": "P", "clauses": ["order", "3"]}, "two clauses"),
        ("M1", "undo", {"item": "0"}, "No link or package"),
    ],
)
def test_what_cannot_be_meant_is_refused(who: str, kind: str, fields: dict[str, Any], says: str):
    world, _ = given()
    lane = world.lane(Kind.DESK) if who == "M1" else world.lane(Kind.CHANNEL, who)
    with pytest.raises(Refused, match=says):
        world.asks(who, kind, lane, **fields)


def test_each_room_keeps_its_own_reading_of_a_vague_clause_and_tells_the_desk_or_nobody():
    world, _ = given()
    world.asks(
        "Tarn", "construe", world.lane(Kind.ROOM, "Tarn"), clause="3", words="Officers may wait a year."
    )
    world.says("Tarn", "construe", clause="3", words="Officers may wait.")
    world.says("Vell", "construe", clause="3", words="Officers come the same day.")
    read = {one.name: channel.readings["order"].words for one, channel in world.view(world.seat("M1")).channels()
            if channel.readings}  # fmt: skip
    assert read == {"Tarn": "Officers may wait.", "Vell": "Officers come the same day."}
    assert world.view(world.seat("Tarn")).room.readings["order"].words == "Officers may wait a year."
    assert world.view(world.seat("Vell")).room.readings == {}


def test_the_desk_sees_vague_clauses_with_each_rooms_reading_and_who_told_nothing():
    world, _ = given()
    world.asks("M1", "status", world.lane(Kind.DESK), clause="stop", status="deliberately vague")
    world.says("Tarn", "construe", clause="3", words="Officers may wait.")
    world.asks("Vell", "construe", world.lane(Kind.ROOM, "Vell"), clause="3", words="At once.")
    view = world.view(world.seat("M2"))
    stop, order = vague(view, ["stop", "lists", "order"])
    assert (stop.clause, stop.flagged, stop.readings) == ("stop", True, ())
    assert (order.flagged, [(one.name, words) for one, words in order.readings]) == (
        False,
        [("Tarn", "Officers may wait.")],
    )
    assert [one.name for one in order.untold] == ["Vell", "G"]


def test_a_guarantors_yes_to_the_text_is_no_partys():
    world, sha256 = given()
    yes(world, "G", sha256)
    assert set(stands(world).values()) == {"open"}
    both(world, sha256)
    assert now(world).agreed
