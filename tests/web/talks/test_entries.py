"""What is written into a lane stands there, once, in order, and opens to what it was."""

import pytest
from django.db import connection

from goodoffices.core.errors import BadInput, Refused
from goodoffices.journal.box import Unreadable
from goodoffices.journal.chain import BEGINNING, verify
from goodoffices.web import writer
from goodoffices.web.talks import store
from goodoffices.web.talks.models import EntryRow
from goodoffices.web.talks.store import chains
from tests.web.talks.cast import house, move, write

pytestmark = pytest.mark.django_db


def words(lane, **which):
    return [written.body["words"] for written in store.entries(lane, **which)]


def test_moves_read_back_in_the_order_they_were_made():
    lane = (talks := house()).lane(talks.tarn, "room")
    receipts = write(lane, move("one"), move("النص"))
    receipts += write(lane, move("", kind="note"))
    assert [receipt.number for receipt in receipts] == [1, 2, 3]
    assert words(lane) == ["one", "النص", ""]
    assert [written.kind for written in store.entries(lane)] == ["say", "say", "note"]
    assert store.head(lane).seal == receipts[-1].seal == talks.held(talks.tarn, "room").seal
    assert verify(lane, store.stored_links(lane)) is None


def test_a_part_of_a_lane_can_be_read():
    lane = (talks := house()).lane(talks.tarn, "room")
    write(lane, *(move(str(number)) for number in range(1, 8)))
    assert words(lane, after=5) == ["6", "7"]
    assert words(lane, after=2, upto=4) == ["3", "4"]
    assert words(lane, numbers=[7, 2, 2, 99]) == ["2", "7"]
    assert words(lane, numbers=[]) == []


def test_an_empty_lane_stands_at_its_beginning():
    talks = house()
    held = talks.held(talks.tarn, "room")
    assert (held.number, held.seal) == (BEGINNING.number, BEGINNING.seal)
    assert store.entries(held.id) == ()


def test_a_retry_gets_the_first_receipt_and_writes_nothing():
    lane = (talks := house()).lane(talks.tarn, "room")
    first, second = move("one"), move("two")
    receipts = write(lane, first, second)
    later = move("one", move_id=first.move_id, stamp=first.stamp + 300)
    assert write(lane, later) == receipts[:1]
    assert write(lane, second, move("three"), first)[::2] == (receipts[1], receipts[0])
    assert words(lane) == ["one", "two", "three"]
    assert store.sent_before(lane, [second, first]) == (receipts[1], receipts[0])
    assert store.sent_before(lane, [first, move()]) is None


@pytest.mark.parametrize("change", [{"words": "two"}, {"kind": "note"}, {"version": 2}])
def test_another_move_under_the_same_id_is_refused(change):
    lane = (talks := house()).lane(talks.tarn, "room")
    first = move("one")
    write(lane, first)
    other = move(**{"words": "one", "move_id": first.move_id, **change})
    with pytest.raises(Refused):
        write(lane, other)
    with pytest.raises(Refused):
        store.sent_before(lane, [other])
    twice = move("three")
    with pytest.raises(Refused):
        write(lane, twice, move("four", move_id=twice.move_id))
    assert words(lane) == ["one"]


def test_one_id_may_stand_in_two_lanes():
    """A refusal here would tell of a lane the mover does not hold."""
    talks = house()
    one = move("one")
    write(talks.lane(talks.tarn, "room"), one)
    write(talks.lane(talks.vell, "room"), move("other", move_id=one.move_id))
    assert words(talks.lane(talks.vell, "room")) == ["other"]


def test_an_act_stands_in_all_its_lanes_or_in_none():
    talks = house()
    room, channel = talks.lane(talks.tarn, "room"), talks.lane(talks.tarn, "channel")
    with pytest.raises(Refused), writer.turn(talks.tarn.seat, [room, channel]):
        _an_act_refused_at_its_end(room, channel)
    assert store.entries(room) == store.entries(channel) == ()


def _an_act_refused_at_its_end(room, channel):
    store.append(room, [move()])
    store.append(channel, [move()])
    raise Refused("not now")


def test_a_lane_the_turn_did_not_name_is_not_written_to():
    talks = house()
    room, channel = talks.lane(talks.tarn, "room"), talks.lane(talks.tarn, "channel")
    with pytest.raises(RuntimeError, match=r"writer\.turn"):
        store.append(room, [move()])
    with writer.turn("", [channel]), pytest.raises(RuntimeError, match="name every lane"):
        store.append(room, [move()])


@pytest.mark.parametrize("body", [{"share": 0.5}, {"words": "e\u0301"}])
def test_what_has_no_one_form_is_not_kept(body):
    lane = (talks := house()).lane(talks.tarn, "room")
    with pytest.raises(BadInput), writer.turn("", [lane]):
        store.append(lane, [store.Draft("ab" * 16, "say", 1, 1, body)])


def test_entries_shut_under_older_keys_still_open():
    lane = (talks := house()).lane(talks.tarn, "room")
    write(lane, move("one"))
    with writer.turn("", [lane]):
        before = EntryRow.objects.get(lane=lane, number=1).epoch
        assert store.turn_key(lane) != before
    write(lane, move("two"))
    assert words(lane) == ["one", "two"]
    assert EntryRow.objects.values_list("epoch").distinct().count() == 2


def test_a_lane_does_not_open_without_its_key():
    from goodoffices.web.talks.store.keys import _Rows

    with pytest.raises(Unreadable):
        _Rows().wrapped("ab" * 16, "cd" * 16)
    with pytest.raises(Unreadable):
        _Rows().newest_epoch("ab" * 16)


def test_what_does_not_read_back_as_written_is_never_acknowledged(monkeypatch):
    lane = (talks := house()).lane(talks.tarn, "room")
    whole = chains.link_of

    def flipped(row):
        return whole((*row[:-2], row[-2], bytes(32)))

    monkeypatch.setattr(chains, "link_of", flipped)
    with pytest.raises(store.Unsound):
        write(lane, move())
    monkeypatch.undo()
    assert store.entries(lane) == ()


def test_no_word_of_a_body_stands_in_the_database():
    lane = (talks := house()).lane(talks.tarn, "room")
    write(lane, move("the harbour opens at dawn"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM talks_entryrow WHERE lane = %s", [lane])
        assert b"harbour" not in b"".join(
            bytes(part) for part in cursor.fetchone() if isinstance(part, bytes)
        )


def test_a_long_body_is_kept_whole():
    lane = (talks := house()).lane(talks.tarn, "room")
    write(lane, move("x" * 1_000_000))
    assert words(lane) == ["x" * 1_000_000]


def test_reading_fifty_entries_asks_the_database_once(django_assert_num_queries):
    lane = (talks := house()).lane(talks.tarn, "room")
    write(lane, *(move(str(number)) for number in range(50)))
    with django_assert_num_queries(1):
        assert len(store.entries(lane)) == 50


def test_moves_are_found_by_id_in_the_lanes_asked_and_in_no_other():
    talks = house()
    room, channel = talks.lane(talks.tarn, "room"), talks.lane(talks.tarn, "channel")
    one, other = move("one"), move("other")
    (receipt,) = write(room, one)
    write(channel, other)
    found = store.find([room], [one.move_id, other.move_id])
    assert [(lane, written.body["words"]) for lane, written in found] == [(room, "one")]
    assert len(store.find([room, channel], [one.move_id, other.move_id, "0" * 32])) == 2
    assert store.find([], [one.move_id]) == store.find([room], []) == ()
    assert store.seal_of(room, 1) == receipt.seal
    with pytest.raises(store.Absent):
        store.seal_of(room, 2)
