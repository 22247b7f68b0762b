"""Harbour after signature, to day 60: the late list that shuts the fairway, the contested return, what cured them."""

from datetime import UTC, datetime, timedelta

import pytest

from goodoffices.web.demo.onward import Onward
from goodoffices.web.talks import folding, following
from goodoffices.web.talks.following import Course

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
NOW = datetime(2027, 3, 29, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(("hour", "minute"), [(0, 0), (23, 30)])
def test_whatever_the_hour_it_is_staged_at_its_last_day_is_today_at_the_place_of_its_calendar(
    hour: int, minute: int
):
    at = NOW.replace(hour=hour, minute=minute)
    onward = Onward(at, 1)
    seats = onward.stage()
    found = following.course(folding.seated(seats["tarn-1"]).view, at)
    assert found is not None
    assert found.today == 1
    assert onward.first <= at


@pytest.mark.slow
def test_harbour_runs_on_to_day_60_in_the_lanes_and_each_seat_reads_what_it_was_told():
    onward = Onward(NOW)
    seats = onward.stage()

    def course(who: str, day: int = 60) -> Course | None:
        return following.course(folding.seated(seats[who]).view, onward.first + timedelta(days=day - 1))

    def states(who: str, day: int) -> dict[str, str]:
        found = course(who, day)
        assert found is not None
        return {one.label: one.state for one in found.standings}

    told = states("vell-1", 60)
    assert told == states("tarn-1", 60) == states("g-1", 60) == states("M1", 60)
    assert (told["returns-crew#8"], told["returns-crew#9"], told["fairway"]) == ("verified", "ahead", "due")
    assert (told["stop-tarn"], told["commission"], told["laid-up-tarn"]) == (
        "over",
        "reported",
        "unperformed",
    )
    assert "suspended" not in told.values()
    found = course("tarn-1")
    assert found is not None
    assert [one.status() for one in (case.incident for case in found.cases.values())] == [
        "undetermined, resolved by understanding, no attribution"
    ] * 2
    assert [one.in_force for one in found.understandings] == [True, True]
    assert course("M2") is None, "he is in no circle; nothing of it stands at the desk"
    assert course("pilots-1") is None
    findings = folding.seated(seats["pilots-1"]).view.table.findings
    assert [(one.clause, one.day, one.finding) for one in findings] == [
        ("14", 12, "undetermined"),
        ("15", 25, "undetermined"),
    ]
    assert "Tarn holds" not in repr(findings)
