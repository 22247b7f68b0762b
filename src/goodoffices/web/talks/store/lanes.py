"""Lanes, and who holds them."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from goodoffices.journal.chain import BEGINNING, Head
from goodoffices.journal.envelope import HOUSE
from goodoffices.web import shreds, turns
from goodoffices.web.talks.models import DraftRow, HoldingRow, LaneRow, SealedKeyRow, TalksRow
from goodoffices.web.talks.store import sql
from goodoffices.web.talks.store.bearers import want_again
from goodoffices.web.talks.store.keys import turn_key
from goodoffices.web.talks.store.values import LANE_KINDS, HeldLane

# One statement, so that the heads are of one moment: an act in several lanes is in all of them or in none.
_HELD = """
SELECT l.id, l.kind, l.subject, l.mediator, e.number, e.seal
FROM talks_holdingrow h JOIN talks_lanerow l ON l.id = h.lane_id
LEFT JOIN talks_entryrow e ON e.lane = l.id AND e.number = (SELECT max(number) FROM talks_entryrow WHERE lane = l.id)
WHERE h.seat_id = %s AND h.left_at IS NULL"""
_LOST = """
SELECT l.id, l.talks_id, l.kind, l.subject, l.mediator FROM talks_holdingrow h JOIN talks_lanerow l ON l.id = h.lane_id
JOIN talks_lanekeyrow k ON k.lane_id = l.id AND k.turn = (SELECT max(turn) FROM talks_lanekeyrow WHERE lane_id = l.id)
WHERE h.seat_id = %s AND h.left_at IS NULL AND l.kind <> 'circle' AND NOT EXISTS (SELECT 1 FROM talks_sealedkeyrow w WHERE w.key_id = k.id)
ORDER BY l.id"""
_HEAD = "SELECT number, seal FROM talks_entryrow WHERE lane = %s ORDER BY number DESC LIMIT 1"


def make_lane(talks: str, kind: str, subject: str = "", mediator: str = "", lane_id: str = "") -> HeldLane:
    """Make a lane, under this id or a new one; the turn may write to it at once.

    In house talks it has its first key from the beginning; in closed talks a holder makes it.
    """
    lane = HeldLane(lane_id or secrets.token_hex(16), kind, subject, mediator)
    turns.mine().lanes.add(lane.id)
    shreds.make(lane.id)
    LaneRow.objects.create(id=lane.id, talks_id=talks, kind=kind, subject=subject, mediator=mediator)
    if TalksRow.objects.filter(id=talks, suite=HOUSE).exists():
        turn_key(lane.id)
    return lane


def begin_lost_anew(seat: str, at: datetime) -> None:
    """Put an empty lane in the place of each that this seat holds and whose newest key nobody has any more.

    The old entries stay where they are, and open to nobody; a circle is not begun anew, for nobody could say who was named
    in it; drafts went under the key of the notes, and go.
    """
    turns.mine()
    for lane, talks, kind, subject, mediator in sql.rows(_LOST, seat):
        sharers = holders(lane)
        fresh = make_lane(talks, kind, subject, mediator)
        for one in sharers:
            leave(one, lane, at)
            hold(one, fresh.id, at)
        if kind == "notes":
            DraftRow.objects.filter(seat=seat).delete()


def lock(lanes: Iterable[str]) -> None:
    """Hold these lanes, in order of id, to the end of the transaction; on SQLite it holds everything anyhow."""
    asked = sorted(set(lanes))
    if asked and connection.vendor != "sqlite":
        some = sql.marks(asked)
        sql.rows(f"SELECT id FROM talks_lanerow WHERE id IN ({some}) ORDER BY id FOR UPDATE", *asked)  # noqa: S608


def hold(seat: str, lane: str, since: datetime) -> None:
    """Let a seat hold a lane; nothing changes where it does already."""
    turns.mine()
    held = HoldingRow.objects.filter(seat=seat, lane=lane, left_at=None)
    if not held.exists():
        HoldingRow.objects.create(seat_id=seat, lane_id=lane, since=since)
        want_again(seat)


def leave(seat: str, lane: str, at: datetime) -> None:
    """End a seat's holding of a lane, and take away its keys; nothing changes where it holds it no more."""
    turns.mine()
    SealedKeyRow.objects.filter(bearer__seat=seat, key__lane=lane).delete()
    HoldingRow.objects.filter(seat=seat, lane=lane, left_at=None).update(left_at=at)


def lanes_of(seat: str) -> tuple[HeldLane, ...]:
    """Return the lanes a seat holds and their heads, all of one moment.

    In an order fixed when the lanes were made: by kind, then delegation, then the lane's random id.
    """
    return tuple(sorted(map(held_of, sql.rows(_HELD, seat)), key=place_of))


def place_of(lane: HeldLane) -> tuple[int, str, str]:
    """Return what a seat's lanes are sorted by."""
    return LANE_KINDS.index(lane.kind), lane.subject, lane.id


def holders(lane: str) -> tuple[str, ...]:
    """Return the seats that hold a lane, by id."""
    return tuple(
        HoldingRow.objects.filter(lane=lane, left_at=None)
        .order_by("seat_id")
        .values_list("seat_id", flat=True)
    )


def held_by_all(seats: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return for each of these seats the ids of its lanes."""
    asked = sorted(set(seats))
    found: dict[str, list[str]] = {seat: [] for seat in asked}
    rows = HoldingRow.objects.filter(seat__in=asked, left_at=None).order_by("lane_id")
    for seat, lane in rows.values_list("seat_id", "lane_id"):
        found[seat].append(lane)
    return {seat: tuple(lanes) for seat, lanes in found.items()}


def all_lanes() -> tuple[str, ...]:
    """Return every lane's id: for checks of chains and for backups, which need no content."""
    return tuple(LaneRow.objects.order_by("id").values_list("id", flat=True))


def head(lane: str) -> Head:
    """Return a lane's head."""
    last = sql.rows(_HEAD, lane)
    return Head(last[0][0], bytes(last[0][1])) if last else BEGINNING


def held_of(row: Sequence[Any]) -> HeldLane:
    """Return a lane and its head as selected."""
    lane, kind, subject, mediator, number, seal = row
    return HeldLane(lane, kind, subject, mediator, number or BEGINNING.number, bytes(seal or BEGINNING.seal))
