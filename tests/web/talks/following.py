"""Talks after signature: Harbour's heart in small, with a commission, on the days one likes."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from goodoffices.core.lanes import Kind
from goodoffices.web import clock
from goodoffices.web.people.models import Person
from goodoffices.web.talks import following, store
from goodoffices.web.talks.following import Course
from tests.web.talks.site_world import SiteWorld, fresh
from tests.web.talks.test_record_pages import client
from tests.web.talks.test_seat_pages import BACKEND, page

FILE = """name = "Strait"
[start]
date = 2027-03-01
zone = "Europe/Malta"
days = 90

[[phase]]
name = "first"
days = 42
continues = true

[[phase]]
name = "second"
days = 42
after = ["returns-officers"]

[[obligation]]
id = "lists-vell"
clause = "lists"
who = "Vell"
to = "Tarn"
what = "hands over its list"
due = { day = 7 }
suspends = ["fairway"]
evidence = "the receipt of G"
verifier = "G"

[[obligation]]
clause = "fairway"
who = "Tarn and Vell"
what = "keep the fairway open"
phase = "first"
due = { daily = ["07:00", "16:00"] }

[[obligation]]
id = "quiet"
clause = "stop"
who = "Tarn"
to = "Vell"
what = "keeps its boats behind the buoys"
due = { daily = ["00:00", "24:00"] }
phase = "first"

[[obligation]]
id = "returns-crew"
clause = "order"
who = "Vell"
to = "Tarn"
what = "brings the crew home"
count = 4
due = { day = 8, every = 7, each = 2 }
late = 3
class = "crew"
suspends = ["fairway"]

[[obligation]]
id = "returns-officers"
clause = "order"
who = "Vell"
to = "Tarn"
what = "brings the officers home"
count = 4
after = ["returns-crew"]
due = { day = 22 }
class = "officers"
order = "crew before officers"
"""


class Signed(SiteWorld):
    """Talks whose obligations are in force in the commission, from 1 March 2027."""

    def __init__(self, patch: pytest.MonkeyPatch, **more: Any) -> None:
        super().__init__(**more)
        patch.setattr(clock, "now", lambda: self.at)
        self.on(1)
        asked = {"name": "Commission", "purpose": "commission", "rooms": ["Tarn", "Vell", "G"]}
        made = self.act("M1", "convene", self.lane("M1", Kind.DESK), **asked)
        self.circle = made.receipts[0].lane
        told = {"file": FILE, "parties": ["Tarn", "Vell"], "commission": ["G"], "scale": ["slight", "grave"]}
        told |= {"phase": "first", "ended_by": ["Tarn", "Vell", "G"]}
        for lane in (self.circle, *(self.lane("M1", Kind.CHANNEL, one) for one in ("Tarn", "Vell", "G"))):
            self.act("M1", "bind", lane, **told)

    def on(self, day: int) -> None:
        """Let it be noon of a day of the calendar."""
        self.at = datetime(2027, 3, 1, 11, 0, tzinfo=UTC) + timedelta(days=day - 1)

    def says(self, who: str, kind: str, **fields: Any) -> str:
        """Say something in one's own channel; return its key."""
        return self.told(who, kind, self.lane(who, Kind.CHANNEL), **fields)

    def meets(self, who: str, kind: str, **fields: Any) -> str:
        """Say something in the commission; return its key."""
        return self.told(who, kind, self.circle, **fields)

    def told(self, who: str, kind: str, lane: str, **fields: Any) -> str:
        known = set(self.keys(lane))
        self.act(who, kind, lane, **fields)
        return next(iter(set(self.keys(lane)) - known), "")

    def keys(self, lane: str) -> list[str]:
        return [one.key for one in following.happenings(self.seated("M1").view) if one.lane == lane]

    def course(self, who: str) -> Course:
        found = following.course(self.seated(who).view, self.at)
        assert found is not None
        return found

    def states(self, who: str) -> dict[str, str]:
        return {one.label: one.state for one in self.course(who).standings}

    def shown(self, who: str, name: str = "after") -> str:
        browser = client(self, who)
        answer = browser.get(page(self, who, name))
        if answer.status_code == 302:  # days have passed; who sits there signs in again
            person = Person.objects.get(pk=store.seat_of(self.seats[who].seat).person)
            browser.force_login(person, backend=BACKEND)
            answer = browser.get(page(self, who, name))
        assert answer.status_code == 200, name
        return answer.content.decode().replace("\u2066", "").replace("\u2069", "")

    def post_form(self, who: str, name: str, **fields: Any) -> Any:
        return client(self, who).post(page(self, who, name), {"move": fresh(), **fields})
