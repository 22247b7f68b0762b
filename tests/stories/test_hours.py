"""Story M-5: a text set for 18:00 is in no room at 17:59, by id or by guess, and in every room at 18:00."""

import json
from http import HTTPStatus

import pytest

from tests.serving import Site
from tests.stories import hours
from tests.stories.harbour import Chair, Sits, still
from tests.stories.programs import Program, pages, programs, same
from tests.stories.texts import next_version

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site_settings() -> str:
    return hours.__name__


def everything(chair: Chair, program: Program) -> dict[str, tuple[int, object]]:
    """Return every page and every reply that this seat can read."""
    return {**pages(chair), **program.replies(), "as shown": (200, still(chair))}


def test_m5_what_is_set_for_18_is_nowhere_at_17_59_and_in_both_rooms_at_18(site: Site, sits: Sits) -> None:
    today = hours.strikes(site.data, "17:50").date()
    m1, tarn, vell = sits("M1"), sits("tarn-1"), sits("vell-1", 390)
    sha256 = next_version(m1)
    rooms = {"tarn": tarn, "vell": vell}
    asks = dict(zip(rooms, programs(site, tarn.address, vell.address), strict=True))
    hours.strikes(site.data, "17:59")
    before = {name: everything(rooms[name], asks[name]) for name in rooms}
    m1.go("with/1/deliver")
    m1.page.locator("#form").select_option("left")
    m1.page.locator("#at").fill(f"{today}T18:00")
    m1.page.get_by_label("Vell").check()
    m1.press("Read it once more as they will")
    assert m1.words().count(f"set for {today} 18:00 UTC") == 2
    m1.press("Send all of it")
    assert f"{today} 18:00 UTC" in m1.go("carried")
    for name, chair in rooms.items():
        same(before[name], everything(chair, asks[name]))
        channel = asks[name].lane("channel")
        head = json.loads(asks[name].ask(f"/lanes/{channel}?after=0")[1])["entries"][-1]["number"]
        assert chair.visitor.go(f"/seat/{chair.address}/given/{head + 1}").status == HTTPStatus.NOT_FOUND
        assert json.loads(asks[name].ask(f"/lanes/{channel}?after={head}")[1])["entries"] == []
        react = {"lane": channel, "kind": "react", "sha256": sha256, "clause": "lists", "reaction": "could"}
        status, told = asks[name].acts("react-by-guess", react)
        assert status == HTTPStatus.CONFLICT, told
        assert b"was not given that text" in told
    assert "version 7" in m1.glance()
    hours.strikes(site.data, "18:00")
    for chair in rooms.values():
        assert "version 8" in chair.go()
        chair.glance("answer")
        hold = chair.page.locator("form.band", has_text="It says that this is the text you have")
        hold.get_by_role("button").click()
        chair.send()
    held = m1.go()
    assert held.count("holds version 8") == 2
    assert "Set for a time" not in m1.glance("carried")
