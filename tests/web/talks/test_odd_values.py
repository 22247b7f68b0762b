"""What no form would send: it may be refused, but it never takes a page away from those who read it."""

from typing import Any

import pytest

from goodoffices.core.lanes import Kind
from goodoffices.web.talks import hours
from goodoffices.web.talks.telling import UNREADABLE
from tests.web.talks.site_world import SiteWorld
from tests.web.talks.test_room_pages import given, page, shown, sits

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
ODD: list[tuple[str, dict[str, Any]]] = [
    ("accept", {"level": "personal", "until": "soon"}),
    ("accept", {"level": "personal", "conditions": "rain"}),
    ("accept", {"level": "personal", "tell": 7}),
    ("release", {"item": "x", "to": 5, "as": "ours"}),
    ("react", {"clause": "9", "reaction": ["cannot"]}),
    ("deliver", {"at": "noon"}),
    ("appoint", {"at": "noon"}),
]
"""Moves made ready with fields that are not of their kind."""


@pytest.mark.parametrize("second", [1_950_000_000_000, 10**18, -(10**18)])
def test_a_time_of_no_calendar_that_stands_written_is_shown_as_its_last_day(second: int):
    assert hours.shown(second).year in (1970, 9998)
    assert "9998-12-31" in hours.moment(abs(second), "Asia/Riyadh") or "9999" in hours.moment(
        abs(second), "Asia/Riyadh"
    )


def test_what_was_made_ready_and_cannot_be_read_leaves_the_room_open_and_can_be_put_aside():
    world = SiteWorld()
    head, room = sits(world, "Tarn"), world.lane("Tarn", Kind.ROOM)
    given(world, "Tarn")
    for asked, body in ODD:
        world.act("Tarn", "prepare", room, asked=asked, body=body)
        assert str(UNREADABLE) in shown(head, world, "Tarn", "room"), asked
        item = list(world.seated("Tarn").view.room.prepared)[-1]
        world.act("Tarn", "approve", room, item=item, drop=True)
    assert str(UNREADABLE) not in shown(head, world, "Tarn", "room")


@pytest.mark.parametrize(
    "name", ["mediators?before={0}", "mediators?confided={0}", "room?before={0}", "table?before={0}"]
)
def test_a_number_longer_than_any_list_turns_no_page(name: str):
    world = SiteWorld()
    client = sits(world, "Tarn")
    given(world, "Tarn")
    assert client.get(page(world, "Tarn", name.format("9" * 5000))).status_code == 200
