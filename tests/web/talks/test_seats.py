"""Who sits where, and what a seat holds."""

import pytest

from goodoffices.web import writer
from goodoffices.web.people.models import Person
from goodoffices.web.talks import store
from tests.web.talks.cast import NOON, house, move, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def talks():
    return house()


def person(name):
    return Person.objects.create(name=name).pk


def test_a_seat_is_found_by_its_address_only(talks):
    assert store.sitting(talks.tarn.address) == talks.tarn == store.seat_of(talks.tarn.seat)
    for address in (
        talks.tarn.seat,
        talks.tarn.address.upper(),
        "",
        "0" * 32,
        "x" * 33,
        talks.tarn.address + "\n",
    ):
        with pytest.raises(store.Absent):
            store.sitting(address)


def test_talks_name_the_rules_they_run_under(talks):
    assert store.talks(talks.talks) == store.Talks(talks.talks, 1, demonstration=False)
    with pytest.raises(store.Absent):
        store.talks("0" * 32)


def test_a_seat_is_taken_once_and_taking_it_again_changes_nothing(talks):
    alice, bob = person("alice"), person("bob")
    with writer.turn(""):
        store.take_seat(talks.tarn.seat, alice)
        store.take_seat(talks.tarn.seat, alice)
        with pytest.raises(store.Absent):
            store.take_seat(talks.tarn.seat, bob)
        with pytest.raises(store.Absent):
            store.take_seat("0" * 32, bob)
    assert store.sitting(talks.tarn.address).person == alice
    assert [seat.seat for seat in store.seats_of(alice)] == [talks.tarn.seat]
    assert store.seats_of(bob) == ()


def test_lanes_stand_in_an_order_that_others_cannot_move(talks):
    before = [lane.id for lane in store.lanes_of(talks.tarn.seat)]
    assert [lane.kind for lane in store.lanes_of(talks.tarn.seat)] == ["table", "room", "channel", "notes"]
    write(talks.lane(talks.vell, "room"), move())
    write(talks.lane(talks.tarn, "channel"), move())
    assert [lane.id for lane in store.lanes_of(talks.tarn.seat)] == before
    assert [(lane.kind, lane.subject) for lane in store.lanes_of(talks.mediator.seat)] == [
        ("table", ""),
        ("channel", "tarn"),
        ("channel", "vell"),
        ("desk", ""),
        ("notes", ""),
    ]


def test_a_seats_lanes_and_heads_read_the_same_whatever_others_write(talks):
    before = store.lanes_of(talks.tarn.seat)
    write(talks.lane(talks.vell, "room"), move(), move())
    write(talks.lane(talks.mediator, "desk"), move())
    assert store.lanes_of(talks.tarn.seat) == before
    write(talks.lane(talks.tarn, "table"), move())
    assert store.lanes_of(talks.tarn.seat) != before


def test_lanes_are_read_in_one_statement(talks, django_assert_num_queries):
    with django_assert_num_queries(1):
        store.lanes_of(talks.mediator.seat)


def test_a_lane_left_is_not_held_and_can_be_held_again(talks):
    room = talks.lane(talks.tarn, "room")
    with writer.turn(""):
        store.hold(talks.tarn.seat, room, NOON)
        store.leave(talks.tarn.seat, room, NOON)
        store.leave(talks.tarn.seat, room, NOON)
    assert "room" not in [lane.kind for lane in store.lanes_of(talks.tarn.seat)]
    assert store.holders(room) == ()
    with writer.turn(""):
        store.hold(talks.tarn.seat, room, NOON)
    assert store.holders(room) == (talks.tarn.seat,)


def test_who_holds_what_is_told_by_seat(talks):
    told = store.held_by_all([talks.tarn.seat, "0" * 32])
    assert set(told[talks.tarn.seat]) == {lane.id for lane in store.lanes_of(talks.tarn.seat)}
    assert told["0" * 32] == ()


def test_a_vacated_seat_is_gone_with_all_it_held(talks):
    with writer.turn(talks.tarn.seat):
        token = store.give_token(talks.tarn.seat)
        store.put_draft(talks.tarn.seat, "tray", {"words": "not sent yet"})
        store.vacate(talks.tarn.seat, NOON)
    assert store.lanes_of(talks.tarn.seat) == ()
    for asked in (
        lambda: store.sitting(talks.tarn.address),
        lambda: store.seat_of(talks.tarn.seat),
        lambda: store.seat_of_token(token),
    ):
        with pytest.raises(store.Absent):
            asked()
    assert store.drafts(talks.tarn.seat) == {}
    with writer.turn(""), pytest.raises(store.Absent):
        store.take_seat(talks.tarn.seat, person("carol"))


def test_a_token_opens_its_seat_and_no_other_text_does(talks):
    with writer.turn(talks.tarn.seat):
        token, other = store.give_token(talks.tarn.seat), store.give_token(talks.tarn.seat)
    assert len(token) == 64
    assert token != other
    assert store.seat_of_token(token) == store.seat_of_token(other) == talks.tarn
    for wrong in ("", token.upper(), token[:-1], "ü", "\ud800"):
        with pytest.raises(store.Absent):
            store.seat_of_token(wrong)
