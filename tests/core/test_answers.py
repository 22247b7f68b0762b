"""A yes says to which text, at whose word, on what condition and until when; and reads as that and nothing else."""

from typing import Any

import pytest

from goodoffices.core.errors import BadInput, Refused
from goodoffices.core.fold.answers import Answered
from goodoffices.core.lanes import Kind
from goodoffices.core.reading.standing import answers, common_text, sense
from goodoffices.core.rules.fields import LAST_SECOND
from tests.core.world import TEXT, World

OTHER = TEXT.replace("by day 7", "by day 9")


def given() -> tuple[World, str]:
    world = World()
    sha256 = world.registers()
    for party in ("Tarn", "Vell", "G"):
        world.delivers(party, sha256)
    return world, sha256


def yes(world: World, who: str, sha256: str, **terms: Any) -> str:
    return world.says(who, "accept", **{"sha256": sha256, "level": "referendum", **terms})


def senses(world: World) -> dict[str, str]:
    told = answers(world.view(world.seat("M1")), world.at)
    return {one.delegation.name: one.sense for one in told if not one.alone}


def test_an_acceptance_of_version_1_still_says_only_which_text():
    world, sha256 = given()
    world.says("Tarn", "accept", sha256=sha256)
    state = world.view(world.seat("M1")).channel(world.seat("Tarn").delegation)
    assert state.answers[sha256].level == ""
    assert senses(world) == {"Tarn": "yes", "Vell": "nothing"}


def test_a_yes_keeps_its_languages_level_conditions_end_and_who_may_be_told():
    world, sha256 = given()
    wants = [{"sort": "accepts", "who": "Vell", "clause": "3", "level": "referendum"},
             {"sort": "letter", "who": "G"}, {"sort": "fact", "words": "Rain.", "not": True}]  # fmt: skip
    yes(world, "Tarn", sha256, conditions=wants, until=world.at + 60, zone="Asia/Aden", tell=["Vell"])
    one = world.view(world.seat("Tarn")).channel(world.seat("Tarn").delegation).answers[sha256]
    assert (one.languages, one.level, one.zone) == (("en",), "referendum", "Asia/Aden")
    assert one.tell == (world.seat("Vell").delegation,)
    assert [(each.sort, each.clause, each.holds) for each in one.conditions] == [
        ("accepts", "order", True), ("letter", "", True), ("fact", "", False)]  # fmt: skip


def test_a_yes_if_an_own_view_and_a_yes_past_its_time_are_never_a_common_text():
    world, sha256 = given()
    yes(world, "Vell", sha256)
    view = lambda: world.view(world.seat("M1"))  # noqa: E731
    yes(world, "Tarn", sha256, conditions=[{"sort": "letter", "who": "G"}])
    assert senses(world) == {"Tarn": "yes if", "Vell": "yes"}
    assert common_text(view(), world.at) is None
    yes(world, "Tarn", sha256, level="personal")
    assert senses(world)["Tarn"] == "personal"
    assert common_text(view(), world.at) is None
    yes(world, "Tarn", sha256, until=world.at + 600)
    assert common_text(view(), world.at) is not None
    world.wait(601)
    assert senses(world)["Tarn"] == "lapsed"
    assert common_text(view(), world.at) is None


def test_a_yes_does_not_attach_where_the_text_moved():
    world, first = given()
    second = world.registers("version 2", OTHER)
    world.delivers("Tarn", second)
    with pytest.raises(Refused, match="another text since: version 2"):
        yes(world, "Tarn", first)
    with pytest.raises(Refused, match="was not given that text"):
        yes(world, "Tarn", "f" * 64)
    yes(world, "Vell", first)
    assert senses(world) == {"Tarn": "nothing", "Vell": "yes"}


def test_ink_is_keyed_in_with_its_way_and_its_witness_and_of_any_text_that_was_given():
    world, first = given()
    world.delivers("Tarn", world.registers("version 2", OTHER))
    heard = {"how": "on paper, in ink", "when": "Friday", "witness": "the pilot"}
    channel = world.lane(Kind.CHANNEL, "Tarn")
    world.asks("M2", "accept", channel, sha256=first, level="principal", authority="The council", heard=heard)
    one = world.view(world.seat("Tarn")).channel(world.seat("Tarn").delegation).answers[first]
    assert one.witnessed is not None
    assert (one.witnessed.by, one.witnessed.how, one.witnessed.witness) == (
        "M2",
        "on paper, in ink",
        "the pilot",
    )


def test_other_words_are_a_counter_proposal_only_where_the_party_changed_them():
    world, sha256 = given()
    with pytest.raises(Refused, match="desk redrafts"):
        yes(world, "Tarn", sha256, changes={"2": "Lists are handed over at once."})
    world.asks("M1", "accept", world.lane(Kind.CHANNEL, "Tarn"), sha256=sha256, level="delegation",
               changes={"2": "Lists are handed over at once."})  # fmt: skip
    one = next(one for one in answers(world.view(world.seat("M1"))) if one.delegation.name == "Tarn")
    assert one.sense == "counter"
    assert [(each.clause.rstrip("."), each.after) for each in one.differences] == [
        ("2", "Lists are handed over at once.")
    ]


def test_what_one_mediator_is_told_alone_is_no_part_of_the_desks_picture():
    world, sha256 = given()
    world.asks("Tarn", "accept", world.lane(Kind.PRIVATE, "Tarn", "M1"), sha256=sha256, level="delegation")
    theirs = {one.delegation.name: one for one in answers(world.view(world.seat("M1"))) if one.alone}
    assert theirs["Tarn"].sense == "yes"
    for name in ("M1", "M2"):
        told = [one for one in answers(world.view(world.seat(name))) if not one.alone]
        assert [one.sense for one in told] == ["nothing", "nothing"]
    assert not [one for one in answers(world.view(world.seat("M2"))) if one.alone]


def test_what_was_accepted_is_taken_back_once_and_stays_written():
    world, sha256 = given()
    item = yes(world, "Tarn", sha256, clause="order")
    world.says("Tarn", "withdraw", item=item)
    state = world.view(world.seat("M1")).channel(world.seat("Tarn").delegation)
    assert sense(state.parts["order"], world.at) == "withdrawn"
    with pytest.raises(Refused, match="taken back already"):
        world.says("Tarn", "withdraw", item=item)
    with pytest.raises(Refused, match="no acceptance"):
        world.says("Vell", "withdraw", item=item)


@pytest.mark.parametrize(
    ("terms", "says"),
    [
        ({"level": "king"}, "level: choose"),
        ({"conditions": [{"sort": "accepts", "who": "Vell", "why": "x"}]}, "not known here: why"),
        ({"conditions": "Vell"}, "conditions: give a list"),
        ({"changes": "x"}, "changes: give"),
    ],
)
def test_what_is_not_as_described_is_said(terms: dict[str, Any], says: str):
    world, sha256 = given()
    with pytest.raises(BadInput, match=says):
        yes(world, "Tarn", sha256, **terms)


@pytest.mark.parametrize(
    ("terms", "says"),
    [
        ({"until": 5}, "time has passed"),
        ({"level": "ratified"}, "Say who confirmed"),
        ({"conditions": [{"sort": "accepts", "who": "Tarn"}]}, "somebody else's"),
        ({"conditions": [{"sort": "accepts", "who": "Nobody"}]}, "Nothing by that name"),
        ({"clause": "99"}, "no such clause"),
    ],
)
def test_what_cannot_be_meant_is_refused(terms: dict[str, Any], says: str):
    world, sha256 = given()
    with pytest.raises(Refused, match=says):
        yes(world, "Tarn", sha256, **terms)


def test_the_control_a_yes_if_read_as_a_yes_would_be_seen():
    one = Answered("x", 0, accepts=True, level="delegation", until=10)
    assert sense(one, 10) == "yes"
    assert sense(one, 11) == "lapsed"


@pytest.mark.parametrize("until", [World().at * 1000, 10**18, -1])
def test_an_end_that_no_calendar_can_show_is_refused_before_it_stands_anywhere(until: int):
    world, sha256 = given()
    with pytest.raises(BadInput, match="whole seconds since 1970, not in thousandths"):
        yes(world, "Vell", sha256, until=until)
    yes(world, "Vell", sha256, until=LAST_SECOND)
    assert senses(world)["Vell"] == "yes"
