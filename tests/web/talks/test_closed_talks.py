"""Closed talks: whoever holds the keys opens the lanes, and nobody else, the operator and the thief included."""

import secrets
from datetime import timedelta

import pytest
from django.db import connection, connections

from goodoffices.core.lanes import Kind
from goodoffices.journal.box import Unreadable
from goodoffices.journal.pairs import new_pair, pair_of_token
from goodoffices.web import writer
from goodoffices.web.talks import actions, folding, sharing, store
from goodoffices.web.talks.models import BearerRow, EntryRow, LaneKeyRow, SealedKeyRow
from goodoffices.web.talks.store.bearers import TURNS_AT
from tests.web.talks.site_world import SiteWorld, fresh

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

CANARY = "Tarn would live with 36 days if pressed."


@pytest.fixture
def world() -> SiteWorld:
    return SiteWorld(closed=True)


def epochs(lane: str) -> list[str]:
    return list(LaneKeyRow.objects.filter(lane=lane).order_by("turn").values_list("epoch", flat=True))


def sealed_to(lane: str) -> set[str]:
    """The seats to whose bearers some key of the lane is sealed."""
    return set(SealedKeyRow.objects.filter(key__lane=lane).values_list("bearer__seat", flat=True))


def test_a_program_holds_its_seat_in_closed_talks_as_in_any(world):
    room = world.lane("Tarn", Kind.ROOM)
    said = world.post("Tarn", {"lane": room, "kind": "say", "words": CANARY}, act_id=(act := fresh()))
    assert said.status_code == 201
    again = world.post("Tarn", {"lane": room, "kind": "say", "words": CANARY}, act_id=act)
    assert again.json() == said.json()
    entries = world.client("Tarn").get(f"/api/talks/{world.talks}/lanes/{room}").json()["entries"]
    assert CANARY in str(entries)
    assert {row.suite for row in EntryRow.objects.filter(lane__in=store.all_lanes())} == {"closed"}


def test_the_key_of_a_room_is_sealed_to_its_own_people_and_the_desk_never_held_it(world):
    for delegation in ("Tarn", "Vell", "Watch"):
        assert sealed_to(world.lane(delegation, Kind.ROOM)) == {world.seats[delegation].seat}
    assert sealed_to(world.lane("M1", Kind.DESK)) == {world.seats[who].seat for who in ("M1", "M2")}
    channel = world.lane("Tarn", Kind.CHANNEL)
    assert sealed_to(channel) == {world.seats[who].seat for who in ("M1", "M2", "Tarn")}
    assert sealed_to(world.lane("Tarn", Kind.TABLE)) == {one.seat for one in world.seats.values()}
    private = world.seated("M1").view.lane(
        Kind.PRIVATE, world.seats["Tarn"].delegation, world.seats["M1"].seat
    )
    assert sealed_to(private.id) == {world.seats[who].seat for who in ("M1", "Tarn")}


def test_the_operators_key_opens_no_lane_of_closed_talks(world):
    world.act("Tarn", "say", world.lane("Tarn", Kind.ROOM), words=CANARY)
    for lane in store.all_lanes():
        for epoch in epochs(lane):
            assert bytes(LaneKeyRow.objects.get(lane=lane, epoch=epoch).wrapped) == b""
        if EntryRow.objects.filter(lane=lane).exists():
            with pytest.raises(Unreadable):
                store.entries(lane)


def test_another_seats_token_opens_nothing_of_a_room(world):
    world.act("Tarn", "say", world.lane("Tarn", Kind.ROOM), words=CANARY)
    for who in ("M1", "M2", "Vell", "Watch", "G", "Tarn's principal"):
        with world.bearing(who), pytest.raises(Unreadable):
            store.entries(world.lane("Tarn", Kind.ROOM))


def test_both_sides_of_a_channel_read_what_is_said_there(world):
    world.act("Tarn", "say", world.lane("Tarn", Kind.CHANNEL), words=CANARY)
    for who in ("M1", "M2"):
        with world.bearing(who):
            assert CANARY in str([one.body for one in store.entries(world.lane("M1", Kind.CHANNEL, "Tarn"))])


def test_all_keys_turn_with_the_first_act_after_the_hour_and_only_then(world):
    room, hour = world.lane("Tarn", Kind.ROOM), int(TURNS_AT.total_seconds()) // 3600
    world.at = world.at.replace(hour=hour, minute=0) + timedelta(days=1, minutes=-1)
    world.act("Tarn", "say", room, words="late at night")
    before = epochs(room)
    world.wait(minutes=1)
    world.act("Tarn", "say", room, words="early")
    world.act("Tarn", "say", room, words="a little later")
    assert len(epochs(room)) == len(before) + 1
    with world.bearing("Tarn"):
        assert len(store.entries(room)) == 3
    used = list(EntryRow.objects.filter(lane=room).order_by("number").values_list("epoch", flat=True))
    assert used == [before[-1], epochs(room)[-1], epochs(room)[-1]]


def test_whoever_leaves_is_cut_off_at_once_and_holds_no_later_key(world):
    room = world.lane("Tarn", Kind.ROOM)
    with world.bearing("Tarn"):
        colleague = sharing.add_seat(world.seats["Tarn"], world.at, fresh)
        with writer.turn(colleague.seat):
            token = store.give_token(colleague.seat)
        sharing.settle(world.seats["Tarn"], world.at)
    world.seats["T2"], world.tokens["T2"] = colleague, token
    world.act("T2", "join", room, name="T2")
    assert world.seated("T2").shut == ()
    world.act("T2", "leave", room)
    with world.bearing("T2"), pytest.raises(Unreadable):
        store.entries(room)
    with pytest.raises(store.Absent):
        store.seat_of_token(token)
    assert not BearerRow.objects.filter(seat=colleague.seat).exists()
    world.wait(days=1)
    world.act("Tarn", "say", room, words=CANARY)
    assert sealed_to(room) == {world.seats["Tarn"].seat}


def test_a_token_given_later_gets_its_keys_from_the_next_holder_who_comes(world):
    with writer.turn(world.seats["Vell"].seat):
        token = store.give_token(world.seats["Vell"].seat)
    room = world.lane("Vell", Kind.ROOM)
    world.act("Vell", "say", room, words=CANARY)
    with store.opening_with(pair_of_token(token)):
        assert {lane.kind for lane in folding.seated(world.seats["Vell"]).shut} >= {"room"}
    assert world.client("Vell").get(f"/api/talks/{world.talks}").status_code == 200
    with store.opening_with(pair_of_token(token)):
        assert folding.seated(world.seats["Vell"]).shut == ()
        assert CANARY in str([one.body for one in store.entries(room)])


def test_a_paper_is_given_what_its_inviter_holds_too_and_nothing_else(world):
    vacant = SiteWorld(closed=True)
    seat = vacant.seats["Vell"]
    with vacant.bearing("M1"):
        made = sharing.invite(vacant.seats["M1"], seat.seat, vacant.at)
    paper = BearerRow.objects.get(seat=seat.seat, kind="paper")
    kinds = set(SealedKeyRow.objects.filter(bearer=paper).values_list("key__lane__kind", flat=True))
    assert kinds == {"table", "channel", "private"}
    mine = {vacant.seats["M1"].seat, ""}
    assert (
        set(SealedKeyRow.objects.filter(bearer=paper).values_list("key__lane__mediator", flat=True)) == mine
    )
    vacant.wait(days=1)
    vacant.act("Vell", "say", vacant.lane("Vell", Kind.ROOM), words=CANARY)
    vacant.act("M2", "say", vacant.lane("M2", Kind.CHANNEL, "Vell"), words="to Vell")
    kinds = set(SealedKeyRow.objects.filter(bearer=paper).values_list("key__lane__kind", flat=True))
    assert kinds == {"table", "channel", "private"}
    assert made.code not in str(list(BearerRow.objects.values_list()))


def test_an_expired_paper_is_taken_away_and_a_newer_one_replaces_it(world):
    with world.bearing("M1"):
        first = sharing.invite(world.seats["M1"], world.seats["Vell"].seat, world.at)
        second = sharing.invite(world.seats["M1"], world.seats["Vell"].seat, world.at)
    assert first.code != second.code
    assert BearerRow.objects.filter(kind="paper").count() == 1
    sharing.drop_papers(second.until - timedelta(seconds=1))
    assert BearerRow.objects.filter(kind="paper").count() == 1
    sharing.drop_papers(second.until)
    assert not BearerRow.objects.filter(kind="paper").exists()


def test_what_is_set_for_a_time_comes_without_anybodys_key_and_opens_to_the_holders(world):
    room = world.lane("Tarn", Kind.ROOM)
    due = int(world.at.timestamp()) + 600
    draft = store.Draft(secrets.token_hex(16), "say", 1, 0, {"words": CANARY})
    with world.bearing("Tarn"), writer.turn(world.seats["Tarn"].seat, [room]):
        store.put_due(room, due, [draft])
    assert actions.ripen_all(world.at + timedelta(minutes=11)) == (room,)
    with world.bearing("Tarn"):
        assert CANARY in str([one.body for one in store.entries(room)])
    with pytest.raises(Unreadable):
        store.entries(room)


def test_what_is_put_aside_and_remembered_opens_to_its_seat_alone(world):
    seat, room = world.seats["Tarn"].seat, world.lane("Tarn", Kind.ROOM)
    world.act("Tarn", "say", room, words=CANARY)
    with world.bearing("Tarn"):
        with writer.turn(seat):
            store.put_draft(seat, "tray:1", {"words": CANARY})
        assert store.draft(seat, "tray:1") == {"words": CANARY}
        assert store.recall(room) is not None
    assert store.recall(room) is None
    assert store.heads_kept() == (0, 0)
    for nobody in (new_pair(secrets.token_bytes), pair_of_token(world.tokens["M1"])):
        with store.opening_with(nobody), pytest.raises(Unreadable):
            store.draft(seat, "tray:1")


def test_house_talks_beside_closed_ones_open_as_ever(world):
    house = SiteWorld()
    house.act("Tarn", "say", house.lane("Tarn", Kind.ROOM), words=CANARY)
    assert CANARY in str([one.body for one in store.entries(house.lane("Tarn", Kind.ROOM))])
    assert (
        house.post("Vell", {"lane": house.lane("Vell", Kind.ROOM), "kind": "say", "words": "x"}).status_code
        == 201
    )
    assert not BearerRow.objects.filter(seat__talks=house.talks).exists()


class _Cut(Exception):
    """The process was killed here."""


class _CutAt:
    """Lets so many writes through and then cuts off, as a killed process would be."""

    def __init__(self, at: int) -> None:
        self.at, self.seen = at, 0

    def __call__(self, execute, sql, params, many, context):
        if sql.lstrip().split(None, 1)[0].upper() in ("INSERT", "UPDATE", "DELETE"):
            self.seen += 1
            if self.seen > self.at:
                raise _Cut
        return execute(sql, params, many, context)


def interrupted_everywhere(do, check) -> int:
    """Cut an act off before each of its writes in turn, looking each time; at last let it through. Return the writes."""
    for at in range(200):
        cut = _CutAt(at)
        try:
            with connection.execute_wrapper(cut), connections["edge"].execute_wrapper(cut):
                do()
        except _Cut:
            check()
            continue
        check()
        return at
    raise AssertionError("it never came to an end")


def test_turning_keys_and_inviting_and_giving_a_token_may_be_cut_off_anywhere(world):
    """Nothing that was readable before is unreadable after, and another try goes through."""
    room = world.lane("Tarn", Kind.ROOM)
    world.act("Tarn", "say", room, words=CANARY)
    world.wait(days=1)

    def readable() -> None:
        with world.bearing("Tarn"):
            assert CANARY in str([one.body for one in store.entries(room)])
            assert folding.seated(world.seats["Tarn"]).shut == ()

    def turn() -> None:
        world.act("Tarn", "say", room, act_id="the same act every time", words="after the turn")

    def invite() -> None:
        with world.bearing("Tarn"):
            sharing.invite(world.seats["Tarn"], colleague.seat, world.at)

    def give() -> None:
        with writer.turn(world.seats["Tarn"].seat):
            store.give_token(world.seats["Tarn"].seat)

    def settle() -> None:
        with world.bearing("Tarn"):
            sharing.settle(world.seats["Tarn"], world.at)

    with world.bearing("Tarn"):
        colleague = sharing.add_seat(world.seats["Tarn"], world.at, fresh)
    assert [interrupted_everywhere(each, readable) > 1 for each in (turn, invite, give, settle)] == [True] * 4
    assert len(epochs(room)) == 2
    assert sum("after the turn" in str(one.body) for one in in_room(world, room)) == 1
    assert not BearerRow.objects.filter(seat=world.seats["Tarn"].seat, wants=True).exists()


def in_room(world: SiteWorld, room: str):
    with world.bearing("Tarn"):
        return store.entries(room)


def test_the_check_of_interruption_would_see_what_is_left_half_done(world):
    """The control: keys taken away before new ones are written, each kept at once."""
    room = world.lane("Tarn", Kind.ROOM)
    world.act("Tarn", "say", room, words=CANARY)

    def half() -> None:
        BearerRow.objects.filter(seat=world.seats["Tarn"].seat).delete()
        with writer.turn(world.seats["Tarn"].seat):
            store.give_token(world.seats["Tarn"].seat)

    def readable() -> None:
        assert CANARY in str([one.body for one in in_room(world, room)])

    with pytest.raises(Unreadable):
        interrupted_everywhere(half, readable)
