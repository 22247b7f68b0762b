"""What waits for its hour shows nothing before, and stands in its lane once after."""

import pytest

from goodoffices.core.errors import Refused
from goodoffices.journal.chain import verify
from goodoffices.web import writer
from goodoffices.web.talks import store
from tests.web.talks.cast import house, move, write

pytestmark = pytest.mark.django_db
HOUR = 1_950_000_000


@pytest.fixture
def talks():
    return house()


@pytest.fixture
def lane(talks):
    return talks.lane(talks.tarn, "channel")


def put(lane, at, *drafts):
    with writer.turn("", [lane]):
        store.put_due(lane, at, drafts)


def take(lane, now):
    with writer.turn("", [lane]):
        return store.take_due(lane, now)


def test_nothing_shows_before_the_hour(talks, lane):
    before = store.lanes_of(talks.vell.seat), store.lanes_of(talks.tarn.seat)
    put(lane, HOUR, move("at noon"))
    assert (store.lanes_of(talks.vell.seat), store.lanes_of(talks.tarn.seat)) == before
    assert store.entries(lane) == ()
    assert store.due_lanes(HOUR - 1) == ()
    assert take(lane, HOUR - 1) == ()


def test_what_is_due_is_appended_once_stamped_with_its_hour(talks, lane):
    put(lane, HOUR + 60, late := move("later"))
    put(lane, HOUR, first := move("first"), move("second"))
    write(lane, move("meanwhile"))
    assert store.due_lanes(HOUR + 60) == store.due_lanes(HOUR + 60, talks.tarn.seat) == (lane,)
    assert store.due_lanes(HOUR + 60, talks.vell.seat) == store.due_lanes(HOUR - 1, talks.tarn.seat) == ()
    assert [receipt.number for receipt in take(lane, HOUR)] == [2, 3]
    assert [receipt.number for receipt in take(lane, HOUR + 600)] == [4]
    assert take(lane, HOUR + 600) == ()
    told = [(written.body["words"], written.stamp) for written in store.entries(lane, after=1)]
    assert told == [("first", HOUR), ("second", HOUR), ("later", HOUR + 60)]
    assert [written.move_id for written in store.entries(lane, numbers=[2, 4])] == [
        first.move_id,
        late.move_id,
    ]
    assert verify(lane, store.stored_links(lane)) is None


def test_a_retry_waits_once_and_is_known_after_its_hour(lane):
    one = move("one")
    put(lane, HOUR, one)
    put(lane, HOUR, one)
    assert [(written.number, written.body["words"], written.stamp) for written in store.waiting(lane)] == [
        (0, "one", HOUR)
    ]
    take(lane, HOUR)
    put(lane, HOUR, one)
    assert store.waiting(lane) == ()
    for before in ((), (take,)):
        with pytest.raises(Refused):
            put(lane, HOUR, move("other", move_id=one.move_id))
        assert not before or not take(lane, HOUR)


def test_what_waits_can_be_taken_back_until_its_hour(lane):
    put(lane, HOUR, one := move("one"), other := move("other"))
    with writer.turn("", [lane]):
        assert store.withdraw_due(lane, [one.move_id, "0" * 32]) == 1
    take(lane, HOUR)
    assert [written.move_id for written in store.entries(lane)] == [other.move_id]
    with writer.turn("", [lane]):
        assert store.withdraw_due(lane, [other.move_id]) == 0


def test_taking_opens_nothing(lane, monkeypatch):
    from goodoffices.web.talks.store import chains

    put(lane, HOUR, move("one"))
    monkeypatch.setattr(chains, "ring", lambda: pytest.fail("a key was asked for"))
    assert len(take(lane, HOUR)) == 1
