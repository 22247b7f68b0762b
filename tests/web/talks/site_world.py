"""Talks in a real database, and what is needed to act in them again and again."""

import secrets
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from django.test import Client

from goodoffices.core.beginning import Wish
from goodoffices.core.lanes import Kind
from goodoffices.core.people import Settings
from goodoffices.web import writer
from goodoffices.web.talks import actions, folding, store
from goodoffices.web.talks.actions import Done
from goodoffices.web.talks.store import Sitting

START = datetime(2027, 3, 1, 18, 2, tzinfo=UTC)


def fresh() -> str:
    return secrets.token_hex(16)


class SiteWorld:
    """Talks between Tarn and Vell, two mediators, an observer and a guarantor, in the database of the test."""

    def __init__(self, **more: Any) -> None:
        parts: dict[str, Any] = {
            "name": "Strait",
            "parties": ("Tarn", "Vell"),
            "mediators": ("M1", "M2"),
            "observers": ("Watch",),
            "guarantors": ("G",),
            "principals": ("Tarn", "Vell"),
            "settings": Settings(languages=("en",)),
        } | more
        self.at = START
        wish = Wish(**parts)
        begun = actions.begin(wish, fresh, self.at)
        self.talks = begun.talks
        names = [*wish.mediators, *wish.parties, *wish.guarantors, *wish.observers, *wish.monitors]
        self.seats: dict[str, Sitting] = dict(zip(names, begun.seats, strict=False))
        for sitting in begun.seats[len(names) :]:
            name = next(one for one, seat in self.seats.items() if seat.delegation == sitting.delegation)
            self.seats[f"{name}'s principal"] = sitting
        self.tokens: dict[str, str] = {}

    def seated(self, who: str) -> folding.Seated:
        return folding.seated(self.seats[who])

    def lane(self, who: str, kind: Kind, delegation: str = "") -> str:
        """A lane this seat holds."""
        now = self.seated(who)
        wanted = self.seats[delegation].delegation if delegation else ""
        return now.view.lane(kind, wanted).id

    def act(self, who: str, kind: str, lane: str, act_id: str = "", **fields: Any) -> Done:
        asked = [{"lane": lane, "kind": kind, **fields}]
        return actions.make(self.seats[who], actions.act_of(act_id or fresh(), asked), self.at)

    def wait(self, **time: float) -> None:
        self.at += timedelta(**time)

    def token(self, who: str) -> str:
        if who not in self.tokens:
            with writer.turn(self.seats[who].seat):
                self.tokens[who] = store.give_token(self.seats[who].seat)
        return self.tokens[who]

    def client(self, who: str) -> Client:
        return Client(headers={"Authorization": f"Bearer {self.token(who)}"})

    def post(self, who: str, *moves: Mapping[str, Any], act_id: str = "") -> Any:
        return self.client(who).post(
            f"/api/talks/{self.talks}/acts",
            {"id": act_id or fresh(), "moves": list(moves)},
            content_type="application/json",
        )

    def api_view(self, who: str) -> Any:
        return self.client(who).get(f"/api/talks/{self.talks}").json()
