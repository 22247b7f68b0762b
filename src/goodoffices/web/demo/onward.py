"""Harbour after signature: what was said from day 1 to day 60, by the same actions as any other, in the commission's circle."""

import secrets
import tomllib
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from goodoffices.core.fold.after import key
from goodoffices.core.lanes import Kind
from goodoffices.monitoring.calendar.reading import read
from goodoffices.web.demo.scene import HARBOUR, Scene
from goodoffices.web.talks import actions, folding, following, hours
from goodoffices.web.talks.following import Course
from goodoffices.web.talks.store import Sitting

START = "date = 2031-01-08"
OF = ("report", "incident", "item")


class Onward:
    """Harbour staged so that today is a day after signature, the last one told of where none is named."""

    def __init__(self, now: datetime, today: int = 0) -> None:
        self.told: Mapping[str, Any] = tomllib.loads((HARBOUR / "onward.toml").read_text(encoding="utf-8"))
        self.today = today or int(self.told["today"])
        scene = Scene(now - timedelta(days=self.today))
        self.seats: Mapping[str, Sitting] = scene.stage()
        self.file = (HARBOUR / "obligations.toml").read_text(encoding="utf-8")
        here = now.astimezone(hours.zone_of(read(self.file).zone) or UTC)
        morning = here.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=self.today - 1)
        self.file = self.file.replace(START, f"date = {morning.date().isoformat()}")
        self.first = morning.astimezone(UTC)
        self.keys: dict[str, str] = {}
        self.at = self.first
        self.circle = ""

    def stage(self) -> Mapping[str, Sitting]:
        """Put the obligations in force and say everything that was said; return the seats."""
        made = self._act(
            "M1", self._lane("M1", Kind.DESK), "convene", purpose="commission", **self._named("name", "rooms")
        )
        self.circle = made.receipts[0].lane
        self._act("M1", self._lane("M1", Kind.DESK), "oblige", file=self.file)
        bound = {
            "file": self.file,
            "parties": ["Tarn", "Vell"],
            "commission": ["G"],
            **self._named("phase", "ended_by", "scale"),
        }
        self._act("M1", self.circle, "bind", **bound)
        for said in (one for one in self.told["said"] if one["day"] <= self.today):
            self.at = self.first + timedelta(days=said["day"] - 1)
            self._say(said)
        return self.seats

    def _named(self, *names: str) -> dict[str, Any]:
        return {name: self.told[name] for name in names}

    def _lane(self, who: str, kind: Kind) -> str:
        return folding.seated(self.seats[who]).view.lane(kind).id

    def _act(self, who: str, lane: str, kind: str, **fields: Any) -> actions.Done:
        act = actions.act_of(secrets.token_hex(16), [{"lane": lane, "kind": kind, **fields}])
        return actions.make(self.seats[who], act, self.at)

    def _say(self, said: Mapping[str, Any]) -> None:
        who, kind = said["seat"], said["kind"]
        fields = {
            name: value for name, value in said.items() if name not in ("seat", "kind", "id", "lane", "day")
        }
        fields |= {name: self.keys[fields[name]] for name in OF if name in fields}
        if kind not in ("relay", "finding"):
            fields["day"] = said["day"]
        lane = self._lane(who, Kind.CHANNEL) if said.get("lane") == "channel" else self.circle
        if kind == "finding":
            lane, fields["item"] = self._lane(who, Kind.TABLE), self._found(fields["item"])
        if kind == "understand":
            fields |= self._understanding(said, fields)
        elif "understanding" in fields:
            sha256 = self.keys[fields.pop("understanding")]
            fields["understanding" if kind == "close" else "sha256"] = sha256
        done = self._act(who, lane, kind, **fields)
        if "id" in said:
            written = folding.fetch(lane, done.receipts[0].number).move
            self.keys[said["id"]] = fields["sha256"] if kind == "understand" else key(written)  # type: ignore[arg-type]

    def _course(self) -> Course:
        found = following.course(folding.seated(self.seats["M1"]).view, self.at)
        assert found is not None, "the obligations are in force by now"
        return found

    def _found(self, incident: str) -> str:
        """Return the key of what was found of an incident."""
        return next(
            one.key
            for one in self._course().said
            if one.fact.kind == "find" and getattr(one.fact, "incident", "") == incident
        )

    def _understanding(self, said: Mapping[str, Any], fields: Mapping[str, Any]) -> Mapping[str, Any]:
        course, told = self._course(), self.told["understandings"][said["id"]]
        last = next((one for one in reversed(course.understandings) if one.in_force), None)
        file = (last.move.file if last else course.bind.file) + told["more"]
        for place, instead in told["change"]:
            after, words = place.split("|")
            head, tail = file.split(after, 1)
            file = head + after + tail.replace(words, instead, 1)
        cures = [self.keys[one] for one in fields.get("cures", ())]
        return following.proposal(course, said["number"], said["words"], file, cures)
