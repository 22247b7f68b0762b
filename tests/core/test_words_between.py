"""What is confided, released, carried and read back, as a delegation and the desk know it."""

import pytest

from goodoffices.core.errors import Absent, BadInput, Refused
from goodoffices.core.lanes import Kind
from goodoffices.core.moves import Brought
from goodoffices.core.reading.saying import echoes, may_not, may_say
from tests.core.world import World


def test_words_are_carried_only_in_the_form_their_owner_released():
    world = World()
    item = world.says(
        "Tarn", "confide", words="We could take day nine if the third group's names may follow."
    )
    world.says("Tarn", "release", item=item, to="Vell", words="Names may follow.", **{"as": "mediators"})
    world.asks("M1", "carry", world.lane(Kind.CHANNEL, "Tarn"), item=item)
    brought = world.rows[world.lane(Kind.CHANNEL, "Vell").id][-1].move
    assert brought == Brought("Names may follow.", "mediators", "")


def test_what_goes_as_ours_names_its_owner():
    world = World()
    item = world.says("Tarn", "confide", words="We need the list first.")
    world.says("Tarn", "release", item=item, to="Vell", **{"as": "ours"})
    world.asks("M1", "carry", world.lane(Kind.CHANNEL, "Tarn"), item=item)
    assert world.rows[world.lane(Kind.CHANNEL, "Vell").id][-1].move.from_ == "Tarn"


def test_what_was_not_released_may_not_be_carried():
    world = World()
    item = world.says("Tarn", "confide", words="Between us only.")
    with pytest.raises(Refused, match="not released"):
        world.asks("M1", "carry", world.lane(Kind.CHANNEL, "Tarn"), item=item)


def test_a_release_is_taken_back_before_it_is_carried_and_never_after():
    world = World()
    item = world.says("Tarn", "confide", words="Perhaps day nine.")
    first = world.says("Tarn", "release", item=item, to="Vell", **{"as": "hypothetical"})
    world.says("Tarn", "revoke", item=first)
    with pytest.raises(Refused, match="released"):
        world.asks("M1", "carry", world.lane(Kind.CHANNEL, "Tarn"), item=item)
    again = world.says("Tarn", "release", item=item, to="Vell", **{"as": "hypothetical"})
    world.asks("M1", "carry", world.lane(Kind.CHANNEL, "Tarn"), item=again)
    with pytest.raises(Refused, match="cannot be unsaid"):
        world.says("Tarn", "revoke", item=again)


def test_a_mediator_sees_what_may_and_may_not_be_said_in_the_room_ahead():
    world = World()
    kept = world.says("Tarn", "confide", words="Our council splits on this.")
    told = world.says("Tarn", "confide", words="Names may follow later.")
    world.says("Tarn", "release", item=told, to="Vell", words="Names may follow.", **{"as": "mediators"})
    view, vell = world.view(world.seat("M2")), world.seat("Vell").delegation
    assert [one.words for one in may_say(view, vell)] == ["Names may follow."]
    assert [one.item for one in may_not(view, vell)] == [kept]


def test_six_words_in_a_row_of_another_rooms_confidence_are_pointed_out():
    world = World()
    world.says("Tarn", "confide", words="The harbour master will not sign before the tide tables are fixed.")
    view, vell = world.view(world.seat("M1")), world.seat("Vell").delegation
    told = "We hear the Harbour Master will not sign before anything."
    assert [one.owner.name for one in echoes(view, told, vell)] == ["Tarn"]
    assert echoes(view, "The harbour master has a view.", vell) == ()


def test_words_released_in_that_form_are_no_echo():
    world = World()
    item = world.says("Tarn", "confide", words="The harbour master will not sign before the tide tables.")
    world.says("Tarn", "release", item=item, to="Vell", **{"as": "ours"})
    view, vell = world.view(world.seat("M1")), world.seat("Vell").delegation
    assert echoes(view, "The harbour master will not sign before the tide tables.", vell) == ()


def test_a_bracket_option_that_another_room_confided_is_pointed_out():
    world = World()
    world.delivers("Tarn", world.registers())
    world.says("Tarn", "confide", words="At the end of the day 36 would do.", clause="stop")
    view, vell = world.view(world.seat("M1")), world.seat("Vell").delegation
    assert [one.words for one in echoes(view, "Movements stop for 36 days.", vell)] == ["36"]
    assert echoes(view, "Movements stop for 40 days.", vell) == ()


def test_a_read_back_is_disputed_until_one_wording_is_confirmed():
    world = World()
    channel = world.lane(Kind.CHANNEL, "Vell")
    item = world.asks("M2", "read_back", channel, words="The freeze holds three months.")[0]
    correction = world.says("Vell", "correct", item=item, words="The freeze holds for the talks.")
    state = world.view(world.seat("M1")).channel(channel.delegation).understandings[item]
    assert (state.standing, state.words, state.corrected) == (
        "disputed",
        "The freeze holds three months.",
        "The freeze holds for the talks.",
    )
    world.asks("M2", "confirm", channel, item=correction)
    settled = world.view(world.seat("Vell")).channel(channel.delegation).understandings[item]
    assert (settled.standing, settled.words) == ("confirmed", "The freeze holds for the talks.")


def test_what_was_heard_stands_as_not_read_back_until_confirmed():
    world = World()
    channel = world.lane(Kind.CHANNEL, "Tarn")
    heard = {"how": "by telephone", "when": "Monday 18:00"}
    item = world.asks("M1", "confide", channel, words="We can wait a week.", heard=heard)[0]
    state = world.view(world.seat("Tarn")).channel(channel.delegation)
    assert state.items[item].heard is not None
    assert state.items[item].heard.by == "M1"
    assert item in state.unconfirmed
    world.says("Tarn", "confirm", item=item)
    state = world.view(world.seat("M1")).channel(channel.delegation)
    assert item not in state.unconfirmed
    assert state.items[item].confirmed


def test_something_heard_can_be_corrected_and_both_wordings_stay():
    world = World()
    channel = world.lane(Kind.CHANNEL, "Tarn")
    item = world.asks("M1", "say", channel, words="Three weeks.", heard={"how": "orally"})[0]
    world.says("Tarn", "correct", item=item, words="Three months.")
    one = world.view(world.seat("M1")).channel(channel.delegation).understandings[item]
    assert (one.words, one.corrected, one.standing) == ("Three weeks.", "Three months.", "disputed")


def test_what_a_mediator_writes_down_anew_is_no_dispute_of_the_delegation_and_waits_for_its_word():
    world = World()
    channel = world.lane(Kind.CHANNEL, "Tarn")
    item = world.asks("M1", "say", channel, words="A weak.", heard={"how": "orally"})[0]
    anew = world.asks(
        "M1", "correct", channel, item=item, words="A week.", heard={"how": "written down anew"}
    )[0]
    state = world.view(world.seat("Tarn")).channel(channel.delegation)
    assert state.understandings[item].corrected_by == world.seat("M1").id
    assert not state.unconfirmed
    again = world.says("Tarn", "correct", item=anew, words="Two weeks.")
    one = world.view(world.seat("M1")).channel(channel.delegation).understandings[item]
    assert (one.corrected, one.corrected_by) == ("Two weeks.", channel.delegation)
    with pytest.raises(Absent):
        world.says("Tarn", "confirm", item=again)
    with pytest.raises(Absent):
        world.says("Tarn", "correct", item=again, words="Three.")


@pytest.mark.parametrize("who", ["Tarn", "M1"])
def test_what_was_written_down_anew_is_confirmed_by_the_delegation_or_by_its_word_heard(who: str):
    world = World()
    channel = world.lane(Kind.CHANNEL, "Tarn")
    item = world.asks("M1", "read_back", channel, words="A weak.")[0]
    anew = world.asks("M1", "correct", channel, item=item, words="A week.")[0]
    world.asks(who, "confirm", channel, item=anew)
    one = world.view(world.seat("M1")).channel(channel.delegation).understandings[item]
    assert (one.standing, one.words) == ("confirmed", "A week.")


def test_a_line_of_what_matters_stays_in_the_room_until_it_is_confided():
    world = World()
    room = world.lane(Kind.ROOM, "Tarn")
    line = world.asks("Tarn", "matter", room, words="Our crews home before winter", why="families wait")[0]
    assert not world.view(world.seat("M1")).channel(room.delegation).items
    world.says("Tarn", "confide", item=line)
    assert world.view(world.seat("Tarn")).room.matters[line].confided
    words = [one.words for one in world.view(world.seat("M1")).channel(room.delegation).items.values()]
    assert words == ["Our crews home before winter\nfamilies wait"]
    with pytest.raises(Refused, match="already"):
        world.says("Tarn", "confide", item=line)


def test_an_unknown_item_and_another_rooms_item_get_one_answer():
    world = World()
    theirs = world.says("Vell", "confide", words="Ours alone.")
    answers = []
    for item in (theirs, "0" * 32):
        with pytest.raises(Absent) as answer:
            world.says("Tarn", "release", item=item, to="Vell", **{"as": "ours"})
        answers.append(str(answer.value))
    assert answers[0] == answers[1]


def test_a_lane_not_held_and_a_lane_that_is_not_there_get_one_answer():
    world = World()
    for lane in (world.lane(Kind.ROOM, "Vell"), world.lane(Kind.DESK)):
        with pytest.raises(Absent):
            world.asks("Tarn", "say", lane, words="Hello")


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u200f", "\x07"])
def test_characters_that_turn_or_hide_what_is_read_are_refused(mark: str):
    with pytest.raises(BadInput, match="take it out"):
        World().says("Tarn", "say", words=f"day{mark} 7")


def test_fields_nobody_reads_are_refused_not_passed_over():
    with pytest.raises(BadInput, match="not known here: colour"):
        World().says("Tarn", "say", words="Hello", colour="red")


def test_a_release_to_everybody_goes_on_the_table():
    world = World()
    item = world.says("Tarn", "confide", words="We wish for a quiet harbour.")
    world.says("Tarn", "release", item=item, **{"as": "public"})
    world.asks("M1", "carry", world.lane(Kind.CHANNEL, "Tarn"), item=item)
    assert world.rows[world.lane(Kind.TABLE).id][-1].move.from_ == "Tarn"


def test_a_question_stands_open_until_answered():
    world = World()
    channel = world.lane(Kind.CHANNEL, "Vell")
    item = world.says("Vell", "ask", words="Whose list first?", clause="lists")
    assert not world.view(world.seat("M1")).channel(channel.delegation).questions[item].answered
    world.asks("M1", "answer", channel, item=item, words="Both in one hour.")
    assert world.view(world.seat("Vell")).channel(channel.delegation).questions[item].answered
