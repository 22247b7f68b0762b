"""Stories M-2 and R-5: whatever one room says, every byte of the other is the same; and who sees what, as is told."""

import json
from http import HTTPStatus
from typing import Any

import pytest

from tests.serving import Site
from tests.stories import hours
from tests.stories.harbour import Chair, Sits, still
from tests.stories.programs import Program, Reply, pages, programs, same

pytestmark = pytest.mark.browser

REACTIONS = {"lists": "cannot", "stop": "could", "hand-overs": "unclear"}
SECRETS = 50
HINT = b"the mediators' desk redrafts"


@pytest.fixture(scope="module")
def site_settings() -> str:
    return hours.__name__


@pytest.fixture
def noon(site: Site) -> None:
    """Have the clock of the site stand still, so that nothing differs but for what is said."""
    hours.strikes(site.data, "12:00")


def refusals(program: Program, item: str) -> list[Reply]:
    """Return the answers to what may not be done: own words for a clause, another's item, a lane not held."""
    channel, absent = program.lane("channel"), "0" * 32
    asked: tuple[dict[str, Any], ...] = (
        {"lane": channel, "kind": "register", "clause": "lists", "words": "Lists come when they come."},
        {"lane": channel, "kind": "release", "item": item, "to": "Tarn", "as": "ours"},
        {"lane": channel, "kind": "react", "clause": "no-such-clause", "reaction": "could"},
        {"lane": absent, "kind": "say", "words": "Is anybody here?"},
        {"lane": channel, "kind": "deliver", "form": "left"},
    )
    return [program.acts(f"refused-{number}", one) for number, one in enumerate(asked)]


def test_m2_whatever_is_said_in_one_room_every_byte_of_the_other_stays(
    site: Site, noon: None, sits: Sits
) -> None:
    del noon
    tarn, vell, m1 = sits("tarn-1"), sits("vell-1"), sits("M1")
    north, south, desk = programs(site, tarn.address, vell.address, m1.address)
    items = json.loads(north.ask(f"/lanes/{north.lane('channel')}?after=0")[1])["entries"]
    item = next(one["id"] for one in items if one["kind"] == "confide")
    shown = still(vell), still(vell, "mediators")
    before, refused = {**pages(vell), **south.replies()}, refusals(south, item)
    assert HINT in refused[0][1]
    assert [status for status, _told in refused] == [409, 404, 409, 404, 409]
    _a_long_day(tarn, north, desk)
    same(before, {**pages(vell), **south.replies()})
    assert refusals(south, item) == refused
    assert (still(vell), still(vell, "mediators")) == shown
    assert "Between us, 49" in m1.glance("with/1/")
    lane = next(one["lane"] for one in desk.lanes() if (one["name"], one["with"]) == ("channel", "Vell"))
    desk.acts("a-word-to-vell-itself", {"lane": lane, "kind": "say", "words": "We are on the pier at six."})
    assert still(vell, "mediators") != shown[1]  # a control: what is said to it is seen


def _a_long_day(tarn: Chair, north: Program, desk: Program) -> None:
    """Have Tarn react on its pages, and say much in confidence; and the desk answer it."""
    for clause, reaction in REACTIONS.items():
        tarn.glance(f"react/{clause}")
        tarn.page.locator(f"input[name=reaction][value={reaction}]").check()
        tarn.press("Read once more, then send")
        tarn.send()
    room, channel = north.lane("room"), north.lane("channel")
    secrets = [{"lane": channel, "kind": "confide", "words": f"Between us, {n}."} for n in range(SECRETS)]
    assert north.acts("fifty-secrets-one", *secrets)[0] == HTTPStatus.CREATED
    never = {"lane": room, "kind": "value", "measure": "never", "terms": {"list-day": 2}, "words": "No week."}
    worth = {
        "lane": room,
        "kind": "value",
        "measure": "points",
        "passage": "list-day",
        "points": {"1": "9", "2": "1"},
    }
    mandate = {"lane": room, "kind": "matter", "words": "We may go to 40.", "why": "The council said so."}
    private = {"lane": north.lane("private"), "kind": "confide", "words": "For one of you alone."}
    assert north.acts("what-it-is-worth-to-us", never, worth, mandate, private)[0] == HTTPStatus.CREATED
    lane = next(one["lane"] for one in desk.lanes() if one["name"] == "channel" and one["with"] == "Tarn")
    back = {"lane": lane, "kind": "read_back", "words": "You may go to 40."}
    status = {"lane": desk.lane("desk"), "kind": "status", "clause": "lists", "status": "narrowed"}
    note = {"lane": desk.lane("notes"), "kind": "note", "words": "They tire."}
    assert desk.acts("what-the-desk-makes-of-it", back, status, note)[0] == HTTPStatus.CREATED
