"""What is put aside can be read by its seat, is overwritten, and leaves nothing in any chain."""

import pytest

from goodoffices.web import writer
from goodoffices.web.talks import store
from goodoffices.web.talks.models import DraftRow, EntryRow, HeadRow
from tests.web.talks.cast import NOON, house, move, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def talks():
    return house()


def test_a_draft_is_overwritten_dropped_and_in_no_lane(talks):
    seat = talks.tarn.seat
    with writer.turn(seat):
        store.put_draft(seat, "tray/a", {"words": "one"})
        store.put_draft(seat, "tray/a", {"words": "two"})
        store.put_draft(seat, "read", ["x", 3])
    assert store.draft(seat, "tray/a") == {"words": "two"}
    assert store.drafts(seat) == {"tray/a": {"words": "two"}, "read": ["x", 3]}
    assert store.drafts(seat, "tray/") == {"tray/a": {"words": "two"}}
    assert DraftRow.objects.count() == 2
    assert b"two" not in bytes(DraftRow.objects.get(slot="tray/a").body)
    with writer.turn(seat):
        store.drop_draft(seat, "tray/a")
        store.drop_draft(seat, "tray/a")
    assert store.draft(seat, "tray/a") is None
    assert not EntryRow.objects.exists()


def test_a_draft_is_of_its_seat_alone(talks):
    with writer.turn(talks.tarn.seat):
        store.put_draft(talks.tarn.seat, "tray", {"words": "one"})
    assert store.drafts(talks.vell.seat) == {}


def test_a_seat_without_notes_can_put_nothing_aside(talks):
    with writer.turn(""):
        bare = store.make_seat(talks.talks, "observer")
        with pytest.raises(store.Absent):
            store.put_draft(bare.seat, "tray", None)


def test_a_draft_opens_after_the_notes_lane_got_a_new_key(talks):
    seat, notes = talks.tarn.seat, talks.lane(talks.tarn, "notes")
    with writer.turn(seat, [notes]):
        store.put_draft(seat, "tray", 1)
        store.turn_key(notes)
    assert store.draft(seat, "tray") == 1


def test_a_remembered_head_is_recalled_until_it_is_not_of_this_lane_any_more(talks):
    room = talks.lane(talks.tarn, "room")
    first, second = write(room, move(), move())
    assert store.recall(room) is None
    with writer.turn(""):
        store.remember(room, first.number, first.seal, b"what it folds to")
    assert store.recall(room) == store.Remembered(1, first.seal, b"what it folds to")
    with writer.turn(""):
        store.remember(room, second.number, second.seal, b"later")
    assert store.recall(room).blob == b"later"
    both = store.lanes_and_heads(talks.tarn.seat)
    assert tuple(lane for lane, _ in both) == store.lanes_of(talks.tarn.seat)
    assert {lane.id: head for lane, head in both if head} == {room: store.recall(room)}
    assert b"later" not in bytes(HeadRow.objects.get().body)


@pytest.mark.parametrize(
    "change", [{"seal": bytes(32)}, {"number": 1}, {"number": 9}, {"body": b"x" * 300}, {"body": b""}]
)
def test_a_remembered_head_that_does_not_fit_is_as_if_it_were_not_there(talks, change):
    room = talks.lane(talks.tarn, "room")
    _, last = write(room, move(), move())
    with writer.turn(""):
        store.remember(room, last.number, last.seal, b"what it folds to")
    HeadRow.objects.update(**change)
    assert store.recall(room) is None
    assert dict(store.lanes_and_heads(talks.tarn.seat))[talks.held(talks.tarn, "room")] is None


def test_a_head_put_in_another_lanes_place_does_not_open(talks):
    one, other = talks.lane(talks.tarn, "room"), talks.lane(talks.tarn, "channel")
    receipts = {lane: write(lane, move())[0] for lane in (one, other)}
    with writer.turn(""):
        for lane, receipt in receipts.items():
            store.remember(lane, 1, receipt.seal, lane.encode())
    kept = HeadRow.objects.get(lane=one)
    HeadRow.objects.filter(lane=other).update(body=kept.body, epoch=kept.epoch)
    assert store.recall(other) is None
    assert store.recall(one).blob == one.encode()


def test_heads_can_be_thrown_away(talks):
    lanes = [talks.lane(talks.tarn, "room"), talks.lane(talks.tarn, "channel")]
    for lane in lanes:
        receipt = write(lane, move())[0]
        with writer.turn(""):
            store.remember(lane, 1, receipt.seal, b"x")
    assert store.heads_kept() == (2, 0)
    HeadRow.objects.filter(lane=lanes[0]).update(body=b"")
    assert store.heads_kept() == (2, 1)
    with writer.turn(""):
        store.forget(lanes[0])
    assert [store.recall(lane) is None for lane in lanes] == [True, False]
    with writer.turn(""):
        store.forget()
    assert store.recall(lanes[1]) is None


def test_a_left_lane_of_notes_keeps_its_drafts_shut(talks):
    seat, notes = talks.tarn.seat, talks.lane(talks.tarn, "notes")
    with writer.turn(seat):
        store.put_draft(seat, "tray", 1)
        store.leave(seat, notes, NOON)
    with pytest.raises(store.Absent):
        store.draft(seat, "tray")
