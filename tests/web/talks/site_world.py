"""Talks in a real database, and what is needed to act in them again and again."""

import secrets
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime, timedelta
from typing import Any

from django.test import Client

from goodoffices.core.beginning import Wish
from goodoffices.core.lanes import Kind
from goodoffices.core.people import Seat, Settings
from goodoffices.journal.pairs import pair_of_token
from goodoffices.web import writer
from goodoffices.web.talks import actions, folding, sharing, store
from goodoffices.web.talks.actions import Done
from goodoffices.web.talks.store import Sitting

START = datetime(2027, 3, 1, 18, 2, tzinfo=UTC)


def fresh() -> str:
    return secrets.token_hex(16)


class SiteWorld:
    """Talks between Tarn and Vell, two mediators, an observer and a guarantor, in the database of the test.

    In closed talks each seat has a token from the beginning, and what it does here it does as the token's bearer.
    """

    def __init__(self, *, closed: bool = False, **more: Any) -> None:
        parts: dict[str, Any] = {
            "name": "Strait",
            "parties": ("Tarn", "Vell"),
            "mediators": ("M1", "M2"),
            "observers": ("Watch",),
            "guarantors": ("G",),
            "principals": ("Tarn", "Vell"),
            "settings": Settings(languages=("en",), mode="closed" if closed else "house"),
        } | more
        self.at = START
        wish = Wish(**parts)
        given: dict[str, str] = {}

        def bearer(seat: Seat) -> None:
            if closed:
                given[seat.id] = store.give_token(seat.id)

        begun = actions.begin(wish, fresh, self.at, bearer)
        self.talks = begun.talks
        names = [*wish.mediators, *wish.parties, *wish.guarantors, *wish.observers, *wish.monitors]
        self.seats: dict[str, Sitting] = dict(zip(names, begun.seats, strict=False))
        for sitting in begun.seats[len(names) :]:
            name = next(one for one, seat in self.seats.items() if seat.delegation == sitting.delegation)
            self.seats[f"{name}'s principal"] = sitting
        self.tokens = {who: given[seat.seat] for who, seat in self.seats.items() if seat.seat in given}
        for who in self.tokens:
            with self.bearing(who):
                sharing.settle(self.seats[who], self.at)

    def bearing(self, who: str) -> AbstractContextManager[object]:
        """Hold this seat's keys meanwhile; in house talks there are none to hold."""
        if not self.seats[who].closed:
            return nullcontext()
        return store.opening_with(pair_of_token(self.tokens[who]))

    def seated(self, who: str) -> folding.Seated:
        with self.bearing(who):
            return folding.seated(self.seats[who])

    def lane(self, who: str, kind: Kind, delegation: str = "") -> str:
        """A lane this seat holds."""
        now = self.seated(who)
        wanted = self.seats[delegation].delegation if delegation else ""
        return now.view.lane(kind, wanted).id

    def act(self, who: str, kind: str, lane: str, act_id: str = "", **fields: Any) -> Done:
        asked = [{"lane": lane, "kind": kind, **fields}]
        with self.bearing(who):
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
