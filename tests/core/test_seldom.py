"""What seldom happens and must still be right: nothing registered yet, lists that are none, moves about what was forgotten."""

import pytest

from goodoffices.core.entries import Asked, Entry
from goodoffices.core.errors import Absent, BadInput
from goodoffices.core.fold import fold_lane
from goodoffices.core.fold.mandates import Mandates
from goodoffices.core.fold.sealed import questioned
from goodoffices.core.lanes import Kind
from goodoffices.core.moves import Instruct, Outcome, Pose, TakePart
from goodoffices.core.moves.answers import If
from goodoffices.core.people import Role
from goodoffices.core.reading import deal, matching
from goodoffices.core.reading.saying import may_say
from goodoffices.core.rules import Fields, Plea, mandates
from goodoffices.core.text import read
from goodoffices.core.text.characters import hidden
from tests.core.world import TEXT, World

COURSES = {"words": "May we?", "courses": 7}


def given() -> tuple[World, str]:
    world = World()
    sha256 = world.registers()
    for party in ("Tarn", "Vell"):
        world.delivers(party, sha256)
    return world, sha256


def test_an_instruction_on_a_question_that_was_let_go_of_still_makes_the_mandate():
    told = Instruct("forgotten", 1, "ab" * 32, "The council", "free")
    state = fold_lane(Kind.ROOM, [Entry(1, "a", 7, "x", told)])
    assert isinstance(state, Mandates)
    assert state.referred == {}
    assert state.mandate is not None


def test_before_a_text_is_registered_nobody_refused_a_clause_and_no_clause_reads_anything():
    view = World().view(World().seat("M1"))
    world = World()
    view = world.view(world.seat("M1"))
    assert deal._refused(view, view.table.delegations[0], ("stop",)) == frozenset()
    assert matching._read_so(view, [If("clause", clause="stop", words="days")]) == {}


def test_a_clause_that_is_not_there_reads_nothing():
    text = read(TEXT)
    assert not matching._reads(text, If("clause", clause="nowhere", words="days"))
    assert matching._reads(text, If("clause", clause="order", words="BEFORE"))


def test_what_waits_for_an_outside_fact_is_a_fact_that_holds_or_does_not():
    assert not matching._condition(If("fact", words="the thaw", holds=False)).holds


def test_what_was_carried_or_released_to_another_is_not_among_what_may_be_said():
    world, _ = given()
    world.says("Tarn", "confide", words="We could live with 36.")
    m1 = world.seat("M1")
    tarn = world.lane(Kind.CHANNEL, "Tarn")
    item = next(iter(world.view(m1).channel(tarn.delegation).items))
    world.says("Tarn", "release", item=item, to="Vell", words="36?", **{"as": "ours"})
    vell, guarantor = world.lane(Kind.CHANNEL, "Vell").delegation, world.lane(Kind.CHANNEL, "G").delegation
    assert [one.words for one in may_say(world.view(m1), vell)] == ["36?"]
    assert may_say(world.view(m1), guarantor) == ()


def test_a_list_gone_down_and_found_the_same_is_a_check_that_found_the_same():
    world, sha256 = given()
    world.asks("Tarn", "check", world.lane(Kind.ROOM, "Tarn"), listed=True)
    assert world.view(world.seat("Tarn")).room.checks[sha256].same


@pytest.mark.parametrize("asked", [("mandate", {"rest": "free", "bounds": 7}), ("refer", COURSES)])
def test_a_mandate_or_a_question_whose_lists_are_none_is_refused_by_name(asked):
    world, _ = given()
    kind, fields = asked
    heard = {"how": "by courier", "when": "Friday", "witness": "the clerk"}
    more = {"by": "The council", "heard": heard} if kind == "mandate" else {}
    with pytest.raises(BadInput, match="give a list"):
        world.asks("Tarn", kind, world.lane(Kind.ROOM, "Tarn"), **fields, **more)


def test_a_lane_that_holds_no_mandate_is_absent_for_questions_of_one():
    world, _ = given()
    tarn = world.seat("Tarn")
    plea = Plea(world.view(tarn), world.lane(Kind.TABLE), Fields({}), world.context())
    with pytest.raises(Absent):
        mandates._state(plea)


def test_a_lane_that_is_no_channel_and_no_circle_is_absent_for_what_is_asked_in_one():
    world, _ = given()
    plea = Plea(world.view(world.seat("Tarn")), world.lane(Kind.TABLE), Fields({}), world.context())
    with pytest.raises(Absent):
        _ = plea.channel
    with pytest.raises(Absent):
        _ = plea.circle


def test_a_file_of_obligations_is_words_and_not_without_end():
    world, _ = given()
    room = world.lane(Kind.ROOM, "Tarn")
    with pytest.raises(BadInput, match="one text"):
        world.makes(world.seat("Tarn"), Asked(room.id, "oblige", {"file": "  "}))
    with pytest.raises(BadInput, match="longer than"):
        world.makes(world.seat("Tarn"), Asked(room.id, "oblige", {"file": "x" * 500_001}))


def test_a_sealed_question_closes_in_a_minute_to_come():
    world, _ = given()
    for closes in (0, world.at + 1, world.at + 10**9):
        with pytest.raises(BadInput, match="closes"):
            world.asks("M1", "pose", world.lane(Kind.TABLE), closes=closes)


def test_a_sealed_question_is_known_by_who_takes_part_and_by_the_word_that_came():
    moves = (
        Pose("ab", "yes", "36?", ("t", "v"), 9),
        TakePart("ab", "t"),
        Outcome("ab", "all"),
        Outcome("cd", "all"),
    )
    kept = {}
    for number, move in enumerate(moves, start=1):
        kept = questioned(kept, Entry(number, f"{number}", 7, "x", move))
    assert kept["ab"].part == ("t",)
    assert kept["ab"].word == "all"
    assert list(kept) == ["ab"]


def test_hidden_characters_of_a_line_are_told_by_their_places():
    assert list(hidden("plain")) == []
    assert list(hidden("a\u202eb\u200bc")) == [1, 3]
    assert list(hidden("é")) == []


def test_principals_who_were_given_nothing_yet_say_so():
    world, _ = given()
    assert world.view(world.seat("Tarn", Role.PRINCIPAL)).principals.newest is None
