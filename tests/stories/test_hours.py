"""Story M-5: a text set for 18:00 is in no room at 17:59, by id or by guess, and in every room at 18:00."""

import json
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests.serving import Site
from tests.stories import hours
from tests.stories.harbour import Chair, Sits, sits, still
from tests.stories.texts import next_version

pytestmark = pytest.mark.browser
__all__ = ["sits"]

TOKEN = """
seat = store.sitting(told["address"])
with writer.turn(seat.seat):
    answer = {"talks": seat.talks, "token": store.give_token(seat.seat)}
"""
PAGES = ("", "room", "mediators", "mediators/1", "table", "check", "changed", "tray", "who-sees-what")


@pytest.fixture(scope="module")
def site_settings() -> str:
    return hours.__name__


class Program:
    """A seat's program: asks the interface, and takes down status and bytes."""

    def __init__(self, site: Site, chair: Chair) -> None:
        told = site.run(TOKEN, address=chair.address)
        self.at = f"{site.url}/api/talks/{told['talks']}"
        self.bearer = {"Authorization": f"Bearer {told['token']}"}

    def ask(self, way: str = "", **told: Any) -> tuple[int, bytes]:
        """Get what stands there, or post what is told."""
        body = json.dumps(told).encode() if told else None
        headers = self.bearer | {"Content-Type": "application/json"}
        try:
            with urlopen(Request(self.at + way, data=body, headers=headers)) as reply:
                return reply.status, reply.read()
        except HTTPError as no:
            with no:
                return no.code, no.read()

    def lanes(self) -> list[tuple[str, str]]:
        """Return the lanes held, each with what it is."""
        return [(one["name"], one["lane"]) for one in json.loads(self.ask()[1])["lanes"]]


def everything(chair: Chair, program: Program) -> list[object]:
    """Return every page and every reply that this seat can read."""
    lanes = [program.ask(f"/lanes/{lane}?after=0") for _name, lane in program.lanes()]
    return [*(still(chair, name) for name in PAGES), program.ask(), *lanes]


def test_m5_what_is_set_for_18_is_nowhere_at_17_59_and_in_both_rooms_at_18(site: Site, sits: Sits) -> None:
    today = datetime.now(UTC).date()
    clock = site.data.parent / hours.FILE

    def strikes(minute: str) -> None:
        clock.write_text(f"{today}T{minute}:00+00:00", encoding="ascii")

    strikes("17:50")
    m1, tarn, vell = sits("M1"), sits("tarn-1"), sits("vell-1", 390)
    sha256 = next_version(m1)
    programs = {"tarn": Program(site, tarn), "vell": Program(site, vell)}
    rooms = {"tarn": tarn, "vell": vell}
    strikes("17:55")
    before = {name: everything(rooms[name], programs[name]) for name in rooms}
    m1.go("with/1/deliver")
    m1.page.locator("#form").select_option("left")
    m1.page.locator("#at").fill(f"{today}T18:00")
    m1.page.get_by_label("Vell").check()
    m1.press("Read it once more as they will")
    assert m1.words().count(f"set for {today} 18:00 UTC") == 2
    m1.press("Send all of it")
    assert f"{today} 18:00 UTC" in m1.go("carried")
    strikes("17:59")
    for name, chair in rooms.items():
        assert everything(chair, programs[name]) == before[name]
        channel = dict(programs[name].lanes())["channel"]
        head = json.loads(programs[name].ask(f"/lanes/{channel}?after=0")[1])["entries"][-1]["number"]
        assert chair.visitor.go(f"/seat/{chair.address}/given/{head + 1}").status == HTTPStatus.NOT_FOUND
        assert json.loads(programs[name].ask(f"/lanes/{channel}?after={head}")[1])["entries"] == []
        react = {"lane": channel, "kind": "react", "sha256": sha256, "clause": "lists", "reaction": "could"}
        status, told = programs[name].ask("/acts", id="a" * 32 + name, moves=[react])
        assert status == HTTPStatus.CONFLICT, told
        assert b"was not given that text" in told
    assert "version 7" in m1.glance()
    strikes("18:00")
    for chair in rooms.values():
        assert "version 8" in chair.go()
        chair.glance("answer")
        hold = chair.page.locator("form.band", has_text="It says that this is the text you have")
        hold.get_by_role("button").click()
        chair.send()
    held = m1.go()
    assert held.count("holds version 8") == 2
    assert "Set for a time" not in m1.glance("carried")
