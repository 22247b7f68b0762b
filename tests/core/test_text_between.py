"""The one text between rooms: who holds which, what the desk reads of it, and what a room reads."""

from dataclasses import replace

import pytest

from goodoffices.core.errors import BadInput, Refused
from goodoffices.core.lanes import Kind
from goodoffices.core.reading.standing import alarms, answers, board, common_text, holdings
from tests.core.world import TEXT, World

ALTERED = TEXT.replace("by day 7", "by day 9")


def standing(world: World) -> dict[str, str]:
    return {one.delegation.name: one.how for one in holdings(world.view(world.seat("M2")))}


def test_a_registered_text_puts_its_check_words_on_the_table():
    world = World()
    sha256 = world.registers()
    announced = world.view(world.seat("Watch")).table.announced
    assert [(one.sha256, one.name) for one in announced] == [(sha256, "version 1")]


def test_a_text_meant_for_one_room_is_not_announced():
    world = World()
    world.asks("M1", "register", world.lane(Kind.DESK), text={"en": TEXT}, name="for Vell", meant=["Vell"])
    assert not world.view(world.seat("Tarn")).table.announced
    sha256 = list(world.view(world.seat("M1")).desk.versions)[-1]
    with pytest.raises(Refused, match="other delegations"):
        world.delivers("Tarn", sha256)


def test_a_room_was_told_until_it_looked_and_then_holds():
    world = World()
    sha256 = world.registers()
    assert standing(world)["Vell"] == "nothing"
    world.delivers("Vell", sha256)
    assert standing(world)["Vell"] == "told"
    world.says("Vell", "acknowledge", sha256=sha256)
    assert standing(world)["Vell"] == "holds"


def test_an_altered_text_delivered_under_the_same_name_alarms_the_desk_and_names_the_clause():
    world = World()
    world.delivers("Tarn", world.registers())
    world.asks(
        "M2", "deliver", world.lane(Kind.CHANNEL, "Vell"), text={"en": ALTERED}, name="version 1", form="left"
    )
    (alarm,) = alarms(world.view(world.seat("M1")))
    assert (alarm.delegation.name, alarm.found) == ("Vell", "delivered")
    assert [one.clause.rstrip(".") for one in alarm.differences] == ["2"]
    assert standing(world)["Tarn"] == "told"


def test_altered_paper_is_found_by_the_rooms_own_check_and_the_desk_knows_only_when_told():
    world = World()
    world.delivers("Vell", world.registers(), by="M2", form="left")
    world.asks("Vell", "check", world.lane(Kind.ROOM, "Vell"), text={"en": ALTERED})
    assert standing(world)["Vell"] == "told"
    world.says("Vell", "hold")
    (alarm,) = alarms(world.view(world.seat("M1")))
    assert alarm.found == "checked"
    assert [one.clause.rstrip(".") for one in alarm.differences] == ["2"]


def test_a_copy_that_is_the_same_is_held_after_the_check():
    world = World()
    world.delivers("Vell", world.registers())
    world.asks("Vell", "check", world.lane(Kind.ROOM, "Vell"), text={"en": TEXT.replace("\n\n", "\n\n\n")})
    world.says("Vell", "hold")
    assert standing(world)["Vell"] == "holds"


def test_telling_what_one_holds_needs_a_check_first():
    world = World()
    world.delivers("Vell", world.registers())
    with pytest.raises(Refused, match="Check the copy"):
        world.says("Vell", "hold")


def test_an_acceptance_of_another_text_is_never_a_common_text():
    world = World()
    sha256 = world.registers()
    world.delivers("Tarn", sha256)
    world.asks(
        "M2", "deliver", world.lane(Kind.CHANNEL, "Vell"), text={"en": ALTERED}, name="version 1", form="left"
    )
    other = world.view(world.seat("Vell")).channel(world.seat("Vell").delegation).newest
    assert other is not None
    world.says("Tarn", "accept", sha256=sha256)
    world.says("Vell", "accept", sha256=other.sha256)
    desk = world.view(world.seat("M1"))
    assert common_text(desk) is None
    told = {one.delegation.name: one for one in answers(desk)}
    assert told["Vell"].of is None
    assert len(told["Vell"].differences) == 1
    assert told["Tarn"].of is not None


def test_a_party_that_says_it_holds_another_text_gives_no_common_text_until_that_is_settled():
    world = World()
    sha256 = world.registers()
    for party in ("Tarn", "Vell"):
        world.delivers(party, sha256, form="left")
    world.asks("Vell", "check", world.lane(Kind.ROOM, "Vell"), text={"en": ALTERED})
    world.says("Vell", "hold")
    for party in ("Tarn", "Vell"):
        world.says(party, "accept", sha256=sha256)
    desk = world.view(world.seat("M1"))
    told = {one.delegation.name: one for one in answers(desk)}
    assert told["Vell"].holds_another
    assert [one.clause.rstrip(".") for one in told["Vell"].differences] == ["2"]
    assert not told["Tarn"].holds_another
    assert common_text(desk) is None
    world.says("Vell", "acknowledge", sha256=sha256)
    assert common_text(world.view(world.seat("M1"))) is not None


def test_a_party_may_accept_the_copy_it_holds_and_the_desk_reads_where_it_differs():
    world = World()
    sha256 = world.registers()
    world.delivers("Vell", sha256, form="left")
    world.asks("Vell", "check", world.lane(Kind.ROOM, "Vell"), text={"en": ALTERED})
    world.says("Vell", "hold")
    world.says("Vell", "accept", sha256=sha256)
    held = world.view(world.seat("Vell")).room.checks[sha256]
    world.says("Vell", "accept", sha256=held.sha256)
    told = {one.delegation.name: one for one in answers(world.view(world.seat("M1")))}
    assert told["Vell"].of is None
    assert told["Vell"].against is not None
    assert told["Vell"].against.sha256 == sha256
    assert len(told["Vell"].differences) == 1
    world.says("Vell", "accept", sha256=sha256)
    told = {one.delegation.name: one for one in answers(world.view(world.seat("M1")))}
    assert told["Vell"].sha256 == sha256  # the latest counts, whatever minutes are shown


def test_the_text_is_common_when_every_party_accepts_the_registered_one():
    world = World()
    sha256 = world.registers()
    for party in ("Tarn", "Vell"):
        world.delivers(party, sha256)
        world.says(party, "accept", sha256=sha256)
    found = common_text(world.view(world.seat("M2")))
    assert found is not None
    assert found.sha256 == sha256


def test_a_later_no_takes_the_common_text_away():
    world = World()
    sha256 = world.registers()
    for party in ("Tarn", "Vell"):
        world.delivers(party, sha256)
        world.says(party, "accept", sha256=sha256)
    world.wait(600)
    world.says("Vell", "decline", sha256=sha256)
    assert common_text(world.view(world.seat("M2"))) is None


def test_reactions_stand_side_by_side_and_make_no_status():
    world = World()
    sha256 = world.registers()
    for party in ("Tarn", "Vell"):
        world.delivers(party, sha256)
        world.says(party, "react", clause="order", reaction="could")
    (row,) = board(world.view(world.seat("M1")), ["order"])
    said = {delegation.name: reacted.reaction for delegation, reacted in row.reactions if reacted}
    assert said == {"Tarn": "could", "Vell": "could"}
    assert row.status == "not discussed"


def test_a_clause_is_meant_by_its_id_or_by_the_number_it_shows():
    world = World()
    world.delivers("Tarn", world.registers())
    world.says("Tarn", "react", clause="3", reaction="unclear")
    assert "order" in world.view(world.seat("M1")).channel(world.seat("Tarn").delegation).reactions
    with pytest.raises(Refused, match="no such clause"):
        world.says("Tarn", "react", clause="99", reaction="unclear")


def test_a_room_reads_only_the_status_that_came_with_its_text():
    world = World()
    sha256 = world.registers()
    desk = world.lane(Kind.DESK)
    world.asks("M1", "status", desk, clause="order", status="agreed in principle")
    world.asks("M1", "status", desk, clause="lists", status="deliberately vague")
    world.delivers("Tarn", sha256, with_status=True)
    world.asks("M1", "status", desk, clause="stop", status="narrowed")
    given = world.view(world.seat("Tarn")).channel(world.seat("Tarn").delegation).newest
    assert given is not None
    assert given.status == {"order": "agreed in principle"}


def test_a_party_that_redrafts_is_told_to_react_instead():
    world = World()
    world.delivers("Vell", world.registers())
    with pytest.raises(Refused, match="React to the clause instead"):
        world.says("Vell", "register", text={"en": ALTERED}, name="ours")


def test_where_anybody_may_redraft_a_party_proposes_words_for_a_clause_and_the_desk_registers():
    world = World()
    with pytest.raises(Refused, match="React to the clause instead"):
        world.says("Vell", "redraft", clause="lists", words="Lists come when they come.")
    world.asks("M1", "arrange", world.lane(Kind.TABLE), redraft="anybody")
    with pytest.raises(Refused, match="No text"):
        world.says("Vell", "redraft", clause="lists", words="Lists come when they come.")
    sha256 = world.registers()
    for party in ("Tarn", "Vell"):
        world.delivers(party, sha256)
    with pytest.raises(Refused, match="one clause at a time"):
        world.says("Vell", "register", text={"en": ALTERED}, name="ours")
    with pytest.raises(Refused, match="another text since"):
        world.says("Vell", "redraft", clause="lists", words="Soon.", sha256="0" * 64)
    with pytest.raises(BadInput, match="turn round"):
        world.says("Vell", "redraft", clause="lists", words="Soon\u202e.")
    world.says("Vell", "redraft", clause="lists", words="Lists come when they come.")
    world.says("Vell", "redraft", clause="lists", words="Lists come by day 10.")
    desk = world.view(world.seat("M2")).channel(world.seat("Vell").delegation)
    assert [(one, said.words) for one, said in desk.redrafts.items()] == [("lists", "Lists come by day 10.")]
    assert not world.view(world.seat("M2")).desk.statuses
    tarn = world.view(world.seat("Tarn"))
    assert not tarn.channel(world.seat("Tarn").delegation).redrafts


def test_two_mediators_stand_behind_a_text_before_it_goes_where_that_was_agreed():
    world = World()
    world.asks("M1", "arrange", world.lane(Kind.TABLE), countersign=2)
    sha256 = world.registers()
    with pytest.raises(Refused, match="countersign"):
        world.delivers("Vell", sha256)
    with pytest.raises(Refused, match="already"):
        world.asks("M1", "countersign", world.lane(Kind.DESK), sha256=sha256)
    world.asks("M2", "countersign", world.lane(Kind.DESK), sha256=sha256)
    world.delivers("Vell", sha256)


def test_a_text_set_for_a_time_is_in_no_room_before_and_in_all_after():
    world = World()
    sha256 = world.registers()
    at = world.at + 3600
    for party in ("Tarn", "Vell"):
        world.delivers(party, sha256, at=at)
    before = world.view(world.seat("Vell"))
    world.wait(3599)
    assert world.view(world.seat("Vell")) == before
    world.wait(1)
    for party in ("Tarn", "Vell"):
        given = world.view(world.seat(party)).channel(world.seat(party).delegation).newest
        assert given is not None
        assert (given.sha256, given.stamp) == (sha256, at)


def test_who_stands_for_a_bracket_is_shown_only_where_that_was_agreed():
    labelled = TEXT.replace("[30 | 36 | 40]", "[Tarn: 30 | 36 | Vell: 40]")
    for agreed in (False, True):
        world = World()
        world.asks("M1", "arrange", world.lane(Kind.TABLE), attributed=agreed)
        sha256 = world.registers(text=labelled)
        world.delivers("Vell", sha256)
        seen = world.view(world.seat("Vell")).text_of(sha256)["en"]
        assert ("Tarn: 30" in seen) is agreed


def test_the_desk_keeps_who_stands_for_what_however_a_room_was_given_it():
    labelled = TEXT.replace("[30 | 36 | 40]", "[Tarn: 30 | 36 | Vell: 40]")
    world = World()
    sha256 = world.registers(text=labelled)
    world.delivers("Vell", sha256)
    desk = world.view(world.seat("M1"))
    turned = replace(desk, states=dict(reversed(desk.states.items())))
    assert "Tarn: 30" in desk.text_of(sha256)["en"]
    assert "Tarn: 30" in turned.text_of(sha256)["en"]
    world.asks("M1", "amend", world.lane(Kind.TABLE), attributed=True, words="As agreed.")
    world.delivers("Vell", sha256)
    assert "Tarn: 30" in world.view(world.seat("Vell")).text_of(sha256)["en"]


def test_the_same_text_or_the_same_name_is_registered_once():
    world = World()
    world.registers()
    with pytest.raises(Refused, match="registered already"):
        world.registers("version 2")
    with pytest.raises(Refused, match="name of its own"):
        world.registers("version 1", ALTERED)


def test_a_malformed_text_is_refused_with_its_language_and_line():
    with pytest.raises(BadInput) as fault:
        World().registers(text="# Accord\n\n1. Broken [bracket.\n")
    assert fault.value.faults[0].line == 3
    assert fault.value.faults[0].file == "en"


def test_principals_read_what_a_delegate_they_let_in_passes_on():
    from dataclasses import replace

    world = World()
    sha256 = world.registers()
    world.delivers("Tarn", sha256)
    delegate = world.seat("Tarn")
    lane = world.lane(Kind.PRINCIPALS, "Tarn")
    view = world.view(delegate)
    let_in = replace(
        view, lanes={**view.lanes, lane.id: lane}, states={**view.states, lane.id: view.principals}
    )
    from goodoffices.core.entries import Act, Asked
    from goodoffices.core.rules import admit

    (placed,) = admit(let_in, Act("a", (Asked(lane.id, "pass_on", {}),)), world.context())
    assert placed.lane == lane.id
    assert "Movements stop" in placed.move.text["en"]
