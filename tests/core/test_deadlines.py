"""Deadlines: who sees which, when one may be set, moved and lifted, and the working weeks they are counted in."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.core.errors import Absent, BadInput, Refused
from goodoffices.core.lanes import Kind
from goodoffices.core.moves.deadlines import WEEK
from goodoffices.core.people import Role
from goodoffices.core.reading.deadlines import coming, deadlines
from goodoffices.core.reading.weeks import rests, working_day, working_days
from tests.core.world import World

FULL = {"zone": "Europe/Malta", "words": "The truce lapses.", "source": "The March accord, article 4"}
FRIDAY = date(2031, 3, 7)


def known(world: World, who: str, role: Role | None = None) -> list[str]:
    """The words of the deadlines a seat knows of, soonest first."""
    return [due.deadline.words for due in deadlines(world.view(world.seat(who, role)))]


def test_a_deadline_is_seen_by_those_who_hold_the_lane_it_stands_in_and_by_nobody_else():
    world = World()
    circle = world.circle("Tarn", "G")
    lanes = {
        "table": world.lane(Kind.TABLE), "desk": world.lane(Kind.DESK), "notes": world.lane(Kind.NOTES, seat="M1"),
        "to Tarn": world.lane(Kind.CHANNEL, "Tarn"), "alone": world.lane(Kind.PRIVATE, "Tarn", "M1"), "circle": circle,
    }  # fmt: skip
    for step, (words, lane) in enumerate(lanes.items(), start=1):
        world.asks("M1", "deadline", lane, **FULL | {"words": words}, at=world.at + 60 * step)
    room = world.lane(Kind.ROOM, "Tarn")
    world.asks(
        "Tarn",
        "deadline",
        room,
        **FULL | {"words": "ours"},
        at=world.at + 3600,
        hard="on",
        rest=["sat", "fri"],
    )
    assert known(world, "M1") == list(lanes)
    assert known(world, "M2") == ["table", "desk", "to Tarn"]
    assert known(world, "Tarn") == ["table", "to Tarn", "alone", "circle", "ours"]
    assert known(world, "G") == ["table", "circle"]
    assert known(world, "Vell") == known(world, "Watch") == known(world, "Vell", Role.PRINCIPAL) == ["table"]
    ours = deadlines(world.view(world.seat("Tarn")))[-1]
    assert (ours.lane, ours.deadline.hard, ours.deadline.rest) == (room, True, ("fri", "sat"))
    assert [due.deadline.words for due in coming(world.view(world.seat("G")), world.at + 120)] == ["circle"]


def test_a_deadline_is_moved_and_lifted_where_it_stands():
    world = World()
    table = world.lane(Kind.TABLE)
    first = world.asks("M1", "deadline", table, **FULL, at=world.at + 60)[0]
    second = world.asks(
        "M2", "deadline", table, **FULL | {"words": "Later."}, at=world.at + 600, instead=first
    )[0]
    assert known(world, "Watch") == ["Later."]
    with pytest.raises(Absent):
        world.asks("M1", "deadline", table, instead=first)
    with pytest.raises(Absent):
        world.asks("M1", "deadline", world.lane(Kind.DESK), instead=second)
    world.wait(700)
    assert known(world, "Watch") == ["Later."]
    assert coming(world.view(world.seat("Watch")), world.at) == ()
    world.asks("M1", "deadline", table, instead=second)
    assert known(world, "Watch") == []


@pytest.mark.parametrize(
    ("fields", "refusal", "says"),
    [
        ({}, Refused, "Say at which minute"),
        ({"at": 1}, Refused, "has passed"),
        ({"at": 10**15}, BadInput, "9999"),
        ({"at": -5}, BadInput, "9999"),
        ({"at": "soon"}, BadInput, "whole number"),
        ({"at": 0, "words": "x"}, Refused, "Say at which minute"),
        ({"zone": ""}, BadInput, "zone"),
        ({"zone": "../etc/localtime"}, BadInput, "Europe/Malta"),
        ({"words": ""}, BadInput, "words"),
        ({"source": ""}, BadInput, "source"),
        ({"rest": ["friday"]}, BadInput, "days of rest"),
        ({"rest": list(WEEK)}, BadInput, "not all"),
        ({"urgent": "yes"}, BadInput, "urgent"),
    ],
)
def test_a_deadline_without_its_minute_its_clock_or_its_source_is_refused(fields, refusal, says):
    world = World()
    whole = FULL | {"at": world.at + 60} if fields and "at" not in fields else FULL if fields else {}
    with pytest.raises(refusal, match=says):
        world.asks("M1", "deadline", world.lane(Kind.DESK), **whole | fields)


def test_only_mediators_tell_everybody_of_a_deadline():
    world = World()
    for who in ("Tarn", "Watch", "G"):
        with pytest.raises(Refused, match="not yours"):
            world.asks(who, "deadline", world.lane(Kind.TABLE), **FULL, at=world.at + 60)
    world.asks("Tarn", "deadline", world.lane(Kind.CHANNEL, "Tarn"), **FULL, at=world.at + 60)
    assert known(world, "M2") == ["The truce lapses."]


def test_working_days_are_those_of_the_place():
    assert rests(FRIDAY, ("fri", "sat"))
    assert not rests(FRIDAY, ("sat", "sun"))
    # From Friday the 7th: where Saturday and Sunday are of rest, five working days end on Friday the 14th;
    # where Friday and Saturday are, on Thursday the 13th.
    assert working_day(FRIDAY, 5, ("sat", "sun")) == date(2031, 3, 14)
    assert working_day(FRIDAY, 5, ("fri", "sat")) == date(2031, 3, 13)
    assert working_day(FRIDAY, 3, ()) == date(2031, 3, 10)
    assert working_day(FRIDAY, 0, ("fri",)) == FRIDAY
    assert working_days(FRIDAY, date(2031, 3, 14), ("sat", "sun")) == 5
    assert working_days(FRIDAY, date(2031, 3, 1), ()) == 0


@given(
    st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    st.integers(0, 60),
    st.sets(st.sampled_from(WEEK), max_size=6),
)
def test_so_many_working_days_on_there_lie_so_many_between(first, days, rest):
    last = working_day(first, days, rest)
    assert working_days(first, last, rest) == days
    assert not days or not rests(last, rest)
    if days:  # control: a day of rest that counts is noticed
        assert working_days(first, last - timedelta(days=1), rest) != days
