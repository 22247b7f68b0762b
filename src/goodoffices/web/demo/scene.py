"""Putting Harbour's past in place: the scene's moves, made one after the other by the same actions as any other."""

import secrets
import tomllib
from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from goodoffices.core.beginning import Wish
from goodoffices.core.lanes import Kind
from goodoffices.core.people import Settings
from goodoffices.journal.shapes import from_plain
from goodoffices.web import writer
from goodoffices.web.people.models import Person
from goodoffices.web.talks import actions, folding, naming, sharing, store
from goodoffices.web.talks.store import Sitting

HARBOUR = Path(__file__).parents[1] / "harbour"
VISITOR = "harbour-visitor-00"


class Scene:
    """One staging of the scene, so that its last day is today; `seats` are by the names the scene gives them."""

    def __init__(self, now: datetime) -> None:
        self.told: Mapping[str, Any] = tomllib.loads((HARBOUR / "scene.toml").read_text(encoding="utf-8"))
        morning = datetime.combine(now.astimezone(UTC).date(), time(), tzinfo=UTC)
        self.first = morning - timedelta(days=self.told["today"]["day"])
        self.seats: dict[str, Sitting] = {}
        self.items: dict[str, str] = {}
        self.at = self.first

    @cached_property
    def delegations(self) -> Mapping[str, str]:
        """The delegations' ids by the names the scene gives them."""
        named = {one["name"]: one["id"] for one in self.told["delegation"]}
        table = folding.seated(self.seats["M1"]).view.table
        return {named[one.name]: one.id for one in table.delegations}

    def stage(self) -> Mapping[str, Sitting]:
        """Begin the talks, seat everybody, and make every move of the past; return the seats."""
        self._begin()
        for move in self.told["move"]:
            hour, minute = (int(part) for part in move["time"].split(":"))
            self.at = self.first + timedelta(days=move["day"] - 1, hours=hour, minutes=minute)
            self._make(move)
        for name in self.told["status"]["desk"]:
            self._act("M2", Kind.DESK, "status", clause=name, status=self.told["status"]["desk"][name])
        printed = (HARBOUR / "reports" / "ledger.jsonl").read_text(encoding="utf-8").splitlines()
        self._act("M2", Kind.DESK, "enter", lines=printed)
        obliged = (HARBOUR / "obligations.toml").read_text(encoding="utf-8")
        self._act("M1", Kind.DESK, "oblige", file=obliged)
        return self.seats

    def _names(self, standing: str) -> tuple[str, ...]:
        return tuple(one["name"] for one in self.told["delegation"] if one["standing"] == standing)

    def _begin(self) -> None:
        mediators = [one for one in self.told["seat"] if one["role"] == "mediator"]
        wish = Wish(
            name=self.told["name"],
            parties=self._names("party"),
            mediators=tuple(one["name"] for one in mediators),
            guarantors=self._names("guarantor"),
            observers=self._names("observer"),
            principals=self._names("party"),
            settings=from_plain(Settings, dict(self.told["settings"]), fill=True),
        )
        begun = actions.begin(wish, _fresh, self.at, demonstration=True)
        visitor = Person.objects.get_or_create(name=VISITOR)[0]
        places = [*begun.seats]
        for one, sitting in zip(mediators, places, strict=False):
            self.seats[one["id"]] = sitting
        del places[: len(mediators)]
        by_id = {one["name"]: one["id"] for one in self.told["delegation"]}
        table = folding.seated(self.seats["M1"]).view.table
        scene_id = {one.id: by_id[one.name] for one in table.delegations}
        for one in self.told["seat"]:
            if one["role"] != "mediator":
                self._sit(one, places, scene_id)
        for sitting in self.seats.values():
            with writer.turn(sitting.seat):
                store.take_seat(sitting.seat, str(visitor.pk))

    def _sit(self, one: Mapping[str, Any], places: list[Sitting], scene_id: Mapping[str, str]) -> None:
        free = [place for place in places if scene_id[place.delegation] == one["delegation"]]
        place = next((place for place in free if place.role == one["role"]), None)
        if place is None:
            head = next(
                seat for seat in self.seats.values() if scene_id.get(seat.delegation) == one["delegation"]
            )
            self.seats[one["id"]] = sharing.add_seat(head, self.at, _fresh)
        else:
            places.remove(place)
            self.seats[one["id"]] = place
        if one["role"] == "principal":
            first = next(
                seat for seat in self.seats.values() if scene_id.get(seat.delegation) == one["delegation"]
            )
            self._act(one["id"], Kind.PRINCIPALS, "let_in", seat=first.seat)
        else:
            self._act(one["id"], Kind.ROOM, "join", name=one["name"])

    def _act(self, who: str, kind: Kind, asked: str, /, **fields: Any) -> None:
        lane = folding.seated(self.seats[who]).view.lane(kind).id
        act = actions.act_of(_fresh(), [{"lane": lane, "kind": asked, **fields}])
        actions.make(self.seats[who], act, self.at)

    def _make(self, move: Mapping[str, Any]) -> None:
        seat, kind = self.seats[move["seat"]], move["kind"]
        now = folding.seated(seat)
        wanted = self.seats[move["with"]].seat if "with" in move else ""
        lane = now.view.lane(Kind(move["lane"]), self._delegation(move), wanted)
        if kind == "deliver" and "status" in move:
            self._statuses(move["status"])
        fields = self._fields(move)
        act_id = _fresh()
        actions.make(seat, actions.act_of(act_id, [{"lane": lane.id, "kind": kind, **fields}]), self.at)
        if "id" in move:
            self.items[move["id"]] = naming.move_id(act_id, 0)

    def _delegation(self, move: Mapping[str, Any]) -> str:
        return self.delegations[move["of"]] if "of" in move else ""

    def _statuses(self, name: str) -> None:
        known = folding.seated(self.seats["M2"]).view.desk.statuses
        for clause, status in self.told["status"][name].items():
            if known.get(clause) != status:
                self._act("M2", Kind.DESK, "status", clause=clause, status=status)

    def _fields(self, move: Mapping[str, Any]) -> dict[str, Any]:
        skipped = {"day", "time", "seat", "lane", "of", "with", "kind", "id", "text", "status"}
        fields = {name: value for name, value in move.items() if name not in skipped}
        if "item" in fields:
            fields["item"] = self.items[fields["item"]]
        if "to" in fields:
            to = [fields["to"]] if isinstance(fields["to"], str) else fields["to"]
            fields["to"] = [self.delegations.get(one, one) for one in to]
        if move["kind"] == "status":
            fields["status"] = move["status"]
        if move["kind"] == "deliver" and "status" in move:
            fields["with_status"] = True
        return fields | (self._text(move) if "text" in move else {})

    def _text(self, move: Mapping[str, Any]) -> dict[str, Any]:
        told = self.told["texts"][move["text"]]
        if move["kind"] == "register":
            return {"text": files(told), "name": told["name"]}
        if move["kind"] == "check":
            return {"text": {"en": files(told)["en"]}}
        versions = folding.seated(self.seats["M1"]).view.desk.versions
        return {"sha256": next(one.sha256 for one in versions.values() if one.name == told["name"])}


def files(told: Mapping[str, str]) -> dict[str, str]:
    """Return the files of a text of the scene, by language."""
    return {
        language: (HARBOUR / told[language]).read_text(encoding="utf-8")
        for language in ("en", "ar", "fr")
        if language in told
    }


def _fresh() -> str:
    return secrets.token_hex(16)
