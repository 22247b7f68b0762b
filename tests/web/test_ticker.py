"""What runs by itself: due entries are written at their minute, what is over is forgotten, and a fault stops nothing."""

import asyncio
from datetime import timedelta

import pytest

from goodoffices.web import ticker, writer
from goodoffices.web.gate.models import SessionRow, TryRow
from goodoffices.web.gate.throttle import buckets, take
from goodoffices.web.talks import news, store
from tests.web.people import Clock, sign_in, somebody
from tests.web.talks.cast import house, move

pytestmark = pytest.mark.django_db(databases=["default", "edge"], transaction=True)


@pytest.fixture(autouse=True)
def _open_connections(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ticker.connections, "close_all", lambda: None)  # tests keep theirs


def test_what_was_set_for_a_time_is_written_at_it_and_told(
    time: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    talks, told = house(), []
    lane = talks.lane(talks.tarn, "room")
    due = int(time.now().timestamp()) + 60
    with writer.turn(talks.tarn.seat, [lane]):
        store.put_due(lane, due, [move()])
    monkeypatch.setattr(news, "tell", told.append)
    ticker.tick(time.now())
    assert not store.entries(lane)
    ticker.tick(time.now() + timedelta(minutes=1))
    assert [one.stamp for one in store.entries(lane)] == [due]
    assert told == [(), (lane,)]


def test_what_is_over_is_forgotten_at_the_full_hour(client, time: Clock) -> None:
    sign_in(client, somebody())
    take(buckets("a", "10.0.0.1", ""), time.now())
    time.pass_(days=3, minutes=30)
    ticker.tick(time.now())
    assert SessionRow.objects.exists()
    time.pass_(minutes=30)
    ticker.tick(time.now())
    assert not SessionRow.objects.exists()
    assert not TryRow.objects.exists()


def test_a_minute_that_fails_does_not_keep_the_next_from_coming(
    time: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticks = []

    def fail(at: object) -> None:
        ticks.append(at)
        raise RuntimeError("disk")

    async def no_wait(seconds: float) -> None:
        assert 0 < seconds <= 60
        if len(ticks) == 3:
            raise asyncio.CancelledError

    monkeypatch.setattr(ticker, "tick", fail)
    monkeypatch.setattr(ticker.asyncio, "sleep", no_wait)
    with pytest.raises(asyncio.CancelledError):
        asyncio.run(ticker.run())
    assert len(ticks) == 3
