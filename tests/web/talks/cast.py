"""A small set of talks for the store's tests: Tarn and Vell, one mediator, and the lanes between them."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

from goodoffices.web import writer
from goodoffices.web.talks import store
from goodoffices.web.talks.store import Draft, HeldLane, Sitting

NOON = datetime(2031, 5, 4, 12, tzinfo=UTC)


@dataclass(frozen=True)
class House:
    """Talks with a seat for each delegation and the mediator, each holding its own lanes."""

    talks: str
    tarn: Sitting
    vell: Sitting
    mediator: Sitting

    def lane(self, seat: Sitting, kind: str) -> str:
        return self.held(seat, kind).id

    def held(self, seat: Sitting, kind: str) -> HeldLane:
        return next(lane for lane in store.lanes_of(seat.seat) if lane.kind == kind)


def house() -> House:
    """Begin talks and return them."""
    with writer.turn(""):
        talks = store.make_talks(rules=1).id
        tarn = store.make_seat(talks, "delegate", "tarn")
        vell = store.make_seat(talks, "delegate", "vell")
        mediator = store.make_seat(talks, "mediator")
        everybody = (tarn, vell, mediator)
        _lane(talks, "table", "", everybody)
        _lane(talks, "desk", "", (mediator,))
        for seat in (tarn, vell):
            _lane(talks, "room", seat.delegation, (seat,))
            _lane(talks, "channel", seat.delegation, (seat, mediator))
        for seat in everybody:
            _lane(talks, "notes", "", (seat,), seat.seat)
    return House(talks, tarn, vell, mediator)


def _lane(talks: str, kind: str, subject: str, holders: tuple[Sitting, ...], mediator: str = "") -> None:
    lane = store.make_lane(talks, kind, subject, mediator)
    for seat in holders:
        store.hold(seat.seat, lane.id, NOON)


def move(words: str = "Tarn could live with 36.", kind: str = "say", **other: object) -> Draft:
    """Return a move about to be written."""
    stands = {"move_id": secrets.token_hex(16), "version": 1, "stamp": 1_900_000_000, **other}
    return Draft(kind=kind, body={"words": words}, **stands)  # type: ignore[arg-type]


def write(lane: str, *drafts: Draft, seat: str = "") -> tuple[store.Receipt, ...]:
    """Append these moves in a turn of their own."""
    with writer.turn(seat, [lane]):
        return store.append(lane, drafts)
