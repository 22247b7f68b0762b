"""Circles: who is in one, what may be done there, and that nobody else is told."""

import pytest

from goodoffices.core.errors import Absent, BadInput, Refused
from goodoffices.core.lanes import Kind
from goodoffices.core.people import Role
from goodoffices.core.reading.policy import agrees, places
from tests.core.world import World


def test_a_circle_is_of_the_rooms_and_mediators_named_and_of_whoever_made_it():
    world = World()
    lane = world.circle("Tarn", "G", words="What G promises.")
    held = {(seat.role, seat.delegation) for seat in world.plan.seats if lane in world.held(seat)}
    ids = {one.name: one.id for one in world.plan.begin.delegations}
    wanted = {(Role.MEDIATOR, ""), (Role.DELEGATE, ids["Tarn"]), (Role.GUARANTOR, ids["G"])}
    assert held == wanted
    assert lane not in world.held(world.seat("M2"))
    assert lane not in world.held(world.seat("Tarn", Role.PRINCIPAL))


def test_its_first_entry_says_what_it_is_and_who_is_in_it():
    world = World()
    lane = world.circle("Tarn", seats=["M2", "M1"], purpose="commission", words="Joint commission.")
    ((_lane, state),) = world.view(world.seat("M2")).circles()
    assert (state.name, state.purpose, state.words) == ("Letter", "commission", "Joint commission.")
    assert [world.view(world.seat("M2")).name_of(one) for one in state.members] == ["Tarn", "M1", "M2"]
    assert len(world.rows[lane.id]) == 1
    assert world.rows[world.lane(Kind.DESK).id] == []


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"rooms": []}, Refused),
        ({"rooms": [], "seats": ["M1"]}, Refused),
        ({"rooms": ["Nobody"]}, Absent),
        ({"seats": ["M9"]}, Absent),
        ({"purpose": "cabal"}, BadInput),
        ({"name": " "}, BadInput),
    ],
)
def test_a_circle_that_cannot_be_is_refused(fields: dict[str, object], refusal: type[Exception]):
    with pytest.raises(refusal):
        World().circle("Tarn", **fields) if "rooms" not in fields else _named(World(), fields)


def _named(world: World, fields: dict[str, object]) -> None:
    asked = {"name": "Letter", "purpose": "other"} | fields
    world.asks("M1", "convene", world.lane(Kind.DESK), **asked)


def test_two_circles_of_one_name_only_where_nobody_is_in_both():
    world = World()
    world.circle("Tarn")
    with pytest.raises(Refused, match="already"):
        world.circle("Vell")
    world.circle("Vell", by="M2")
    assert len(world.circles) == 2


def test_one_act_makes_one_circle():
    from goodoffices.core.entries import Act, Asked
    from goodoffices.core.rules import admit

    world = World()
    asked = Asked(world.lane(Kind.DESK).id, "convene", {"name": "A", "purpose": "other", "rooms": ["Tarn"]})
    with pytest.raises(Refused, match="one circle at a time"):
        admit(world.view(world.seat("M1")), Act("a" * 16, (asked, asked)), world.context())


def test_no_delegation_makes_one_and_the_desk_does_no_other_thing_there():
    world = World()
    lane = world.circle("Tarn")
    with pytest.raises(Refused):
        world.asks("Tarn", "convene", world.lane(Kind.ROOM, "Tarn"), name="B", purpose="other", rooms=["G"])
    with pytest.raises(Refused):
        world.asks("M1", "confide", lane, words="names may follow")
    with pytest.raises(BadInput):
        world.asks("M1", "shout", lane, words="names may follow")


def test_what_is_asked_in_a_circle_stands_open_until_somebody_in_it_answers():
    world = World()
    lane = world.circle("Tarn", "G")
    item = world.asks("G", "ask", lane, words="By which day?", clause="order")[0]
    ((_lane, state),) = world.view(world.seat("Tarn")).circles()
    assert world.view(world.seat("Tarn")).name_of(state.questions[item].by) == "G"
    assert not state.questions[item].answered
    world.asks("Tarn", "answer", lane, item=item, words="Day 7.")
    ((_lane, state),) = world.view(world.seat("M1")).circles()
    assert state.questions[item].answered
    with pytest.raises(Absent):
        world.asks("Tarn", "answer", lane, item="0" * 32, words="Day 7.")


def test_whoever_is_not_named_is_told_what_is_told_where_there_is_none():
    world = World()
    lane = world.circle("Tarn")
    for who in ("Vell", "M2", "Watch"):
        with pytest.raises(Absent):
            world.asks(who, "say", lane, words="Here.")


def test_who_only_prepares_writes_in_no_circle():
    world = World()
    lane, own = world.circle("Tarn"), world.seat("Tarn")
    room = world.lane(Kind.ROOM, "Tarn")
    world.asks("Tarn", "join", room, name="Head")
    second = type(own)("b" * 32, own.role, own.delegation)
    from goodoffices.core.entries import Asked

    world.makes(second, Asked(room.id, "join", {"name": "Second"}))
    world.asks("Tarn", "permit", room, prepare_only=[second.id])
    with pytest.raises(Refused, match="prepare"):
        world.makes(second, Asked(lane.id, "say", {"words": "Here."}))
    world.asks("Tarn", "say", lane, words="Here.", signed=True)
    assert world.rows[lane.id][-1].move.signed == "Head"  # type: ignore[union-attr]


def test_who_sees_what_names_a_circle_to_those_in_it_and_to_nobody_else():
    world = World()
    before = {seat.id: places(world.view(seat)) for seat in world.plan.seats}
    lane = world.circle("Tarn")
    for seat in world.plan.seats:
        told = places(world.view(seat))
        circles = [(one.called, one.readers, one.yours) for one in told if one.kind is Kind.CIRCLE]
        assert circles == ([("Letter", ("Tarn", "M1"), True)] if lane in world.held(seat) else [])
        assert tuple(one for one in told if one.kind is not Kind.CIRCLE) == before[seat.id]
        assert agrees(world.view(seat), world.lanes, world.plan.seats)
