"""Lines of interests: the room's own until confided, one by one; exact; of options that the text has."""

import pytest

from goodoffices.core.errors import Absent, BadInput, Refused
from goodoffices.core.lanes import Kind
from tests.core.world import World

POINTS = {"measure": "points", "passage": "days", "points": {"1": "10", "2": "4.5", "3": "1/3"}}


@pytest.fixture
def world():
    made = World()
    for party in ("Tarn", "Vell"):
        made.delivers(
            party,
            made.registers() if party == "Tarn" else next(iter(made.view(made.seat("M1")).desk.versions)),
        )
    return made


def room(world):
    return world.view(world.seat("Tarn")).room.values


def writes(world, **fields):
    return world.asks("Tarn", "value", world.lane(Kind.ROOM, "Tarn"), **fields)[0]


def channel(world):
    return world.view(world.seat("M1")).channel(world.seat("Tarn").delegation)


def test_a_line_stays_in_the_room_until_it_is_confided_and_is_then_marked_there(world):
    line = writes(world, **POINTS)
    assert not channel(world).values
    assert not channel(world).items
    world.says("Tarn", "value", item=line, words="Clause 1: 30 days are worth most to us.")
    (told,) = channel(world).values.values()
    assert dict(told.points) == POINTS["points"]
    assert told.clause == "stop"
    (item,) = channel(world).items.values()
    assert item.words == "Clause 1: 30 days are worth most to us."
    assert [one.confided for one in room(world).values()] == [True]
    with pytest.raises(Refused, match="confided already"):
        world.says("Tarn", "value", item=line, words="Again.")


def test_a_later_line_of_the_same_subject_takes_the_place_of_the_first_and_may_take_it_back(world):
    first = writes(world, **POINTS)
    world.says("Tarn", "value", item=first, words="Thirty.")
    second = writes(world, **{**POINTS, "points": {"3": "7"}})
    assert list(room(world)) == [second]
    world.says("Tarn", "value", item=second, words="No: forty.")
    assert [dict(one.points) for one in channel(world).values.values()] == [{"3": "7"}]
    assert len(channel(world).items) == 2
    gone = writes(world, measure="points", passage="days", gone="on")
    assert not room(world)
    del gone


def test_a_line_that_was_taken_back_in_the_room_cannot_be_confided(world):
    line = writes(world, measure="never", terms={"days": 1})
    writes(world, measure="never", terms={"days": 1}, gone="on")
    with pytest.raises(Absent):
        world.says("Tarn", "value", item=line, words="Never thirty.")


def test_a_mediator_writes_down_what_he_was_told_and_it_waits_to_be_confirmed(world):
    lane = world.lane(Kind.CHANNEL, "Tarn")
    world.asks(
        "M1", "value", lane, measure="never", terms={"days": 3}, words="Never forty.", heard={"how": "orally"}
    )
    (line,) = channel(world).values.values()
    assert line.heard.by == "M1"
    assert list(channel(world).unconfirmed.values()) == ["Never forty."]


WRONG = {
    "an option the passage has not": {**POINTS, "points": {"4": "1"}},
    "a number that is none": {**POINTS, "points": {"1": "NaN"}},
    "a division by nothing": {**POINTS, "points": {"1": "1/0"}},
    "a passage by no such option": {"measure": "never", "terms": {"days": "none"}},
    "a weight beyond the whole": {**POINTS, "weight": "101"},
    "a measure nobody knows": {**POINTS, "measure": "feeling"},
    "a field nobody knows": {**POINTS, "louder": "yes"},
    "points that are no table": {**POINTS, "points": "10"},
    "points of an option that has no number": {**POINTS, "points": {"first": "10"}},
    "options that are no table": {"measure": "never", "terms": ["days"]},
    "an option number that never ends": {"measure": "never", "terms": {"days": "9" * 5000}},
    "a rank of an option that never ends": {**POINTS, "measure": "order", "ranks": {"9" * 5000: 1}},
    "a rank that never ends": {**POINTS, "measure": "order", "ranks": {"1": "9" * 5000, "2": "1"}},
    "a rank that is no number": {**POINTS, "measure": "order", "ranks": {"1": "best", "2": "1"}},
}


@pytest.mark.parametrize("fields", WRONG.values(), ids=WRONG)
def test_what_is_malformed_is_bad_input_that_repeats_no_number(world, fields):
    with pytest.raises(BadInput) as wrong:
        writes(world, **fields)
    assert "NaN" not in str(wrong.value)
    assert not room(world)


@pytest.mark.parametrize(
    "fields",
    [
        {"measure": "points", "passage": "days"},
        {"measure": "points", "passage": "nights", "points": {"1": "1"}},
        {"measure": "order", "passage": "days", "ranks": {"1": 1}},
        {"measure": "bonus", "terms": {"days": 1}, "worth": "3"},
        {"measure": "rather", "terms": {"days": 1}},
        {"measure": "never"},
        {"measure": "no_deal"},
        {"measure": "points", "passage": "days", "points": {"1": "1"}, "sha256": "a" * 64},
    ],
)
def test_what_says_nothing_or_is_of_another_text_is_refused(world, fields):
    with pytest.raises(Refused):
        writes(world, **fields)


def test_without_a_text_there_is_nothing_to_value():
    with pytest.raises(Refused, match="No text was given"):
        writes(World(), **POINTS)


def test_a_range_gives_both_ends_of_the_same_options(world):
    ends = {"measure": "range", "passage": "days", "points": {"1": "10"}}
    with pytest.raises(Refused, match="Nothing was said"):
        writes(world, **ends, upto={"2": "12"})
    writes(world, **ends, upto={"1": "12"})
    (line,) = room(world).values()
    assert dict(line.line.upto) == {"1": "12"}


def test_what_no_deal_is_worth_has_one_line_whatever_it_says(world):
    writes(world, measure="no_deal", worth="3")
    writes(world, measure="no_deal", terms={"days": 1})
    (line,) = room(world).values()
    assert (line.line.worth, dict(line.line.terms)) == ("", {"days": 1})
