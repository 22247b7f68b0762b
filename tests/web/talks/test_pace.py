"""A seat that asks without end is told to wait; nobody else notices."""

import pytest

from goodoffices.core.lanes import Kind
from goodoffices.web.talks import pace
from goodoffices.web.talks.pace import Count, Pace
from tests.web.talks.site_world import SiteWorld, fresh
from tests.web.talks.test_seat_pages import page, sits


def test_a_burst_passes_then_so_many_a_second():
    count = Count(Pace(3, 2))
    assert [count.take("a", 10.0) for _ in range(4)] == [True, True, True, False]
    assert [count.take("a", 10.5), count.take("a", 10.5)] == [True, False]
    assert [count.take("a", 100.0) for _ in range(4)] == [True, True, True, False]
    assert [count.take("a", 99.0), count.take("a", 100.5)] == [False, True]


def test_seats_do_not_count_for_one_another_and_old_ones_are_forgotten():
    count = Count(Pace(1, 1))
    assert count.take("a", 0.0)
    assert all(count.take(f"seat-{number}", 0.0) for number in range(10_000))
    assert len(count._left) == 10_000
    assert count.take("a", 0.0)


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_who_is_too_fast_keeps_the_words_and_the_others_go_on(monkeypatch):
    world = SiteWorld()
    tarn, vell = sits(world, "Tarn"), sits(world, "Vell")
    monkeypatch.setattr(pace, "_writing", Count(Pace(1, 0)))
    monkeypatch.setattr(pace, "_reading", Count(Pace(2, 0)))
    form = {"kind": "note", "lane": world.lane("Tarn", Kind.NOTES), "words": "Ask about the tide."}
    assert tarn.post(page(world, "Tarn", "act"), {**form, "move": fresh()}).status_code == 302
    again = tarn.post(page(world, "Tarn", "act"), {**form, "move": fresh()})
    assert (again.status_code, b"Ask about the tide." in again.content) == (429, True)
    assert [tarn.get(page(world, "Tarn", "notes")).status_code for _ in range(3)] == [200, 200, 429]
    assert vell.get(page(world, "Vell", "notes")).status_code == 200
    asked = world.client("Tarn").get(f"/api/talks/{world.talks}")
    assert (asked.status_code, "Wait a little" in asked.json()["refused"]) == (429, True)
    assert world.client("Vell").get(f"/api/talks/{world.talks}").status_code == 200
