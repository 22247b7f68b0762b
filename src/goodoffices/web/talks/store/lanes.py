"""Lanes, and who holds them."""

import secrets
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Case, IntegerField, OuterRef, QuerySet, Subquery, Value, When

from goodoffices.journal.chain import BEGINNING, Head
from goodoffices.web import turns
from goodoffices.web.talks.models import EntryRow, HoldingRow, LaneRow
from goodoffices.web.talks.store.keys import turn_key
from goodoffices.web.talks.store.values import LANE_KINDS, HeldLane

_ORDER = Case(
    *(When(kind=kind, then=Value(place)) for place, kind in enumerate(LANE_KINDS)),
    default=Value(len(LANE_KINDS)),
    output_field=IntegerField(),
)


def make_lane(talks: str, kind: str, subject: str = "", mediator: str = "", lane_id: str = "") -> HeldLane:
    """Make a lane with its first key, under this id or a new one; the turn may write to it at once."""
    lane = HeldLane(lane_id or secrets.token_hex(16), kind, subject, mediator)
    turns.mine().lanes.add(lane.id)
    LaneRow.objects.create(id=lane.id, talks_id=talks, kind=kind, subject=subject, mediator=mediator)
    turn_key(lane.id)
    return lane


def lock(lanes: Iterable[str]) -> None:
    """Hold these lanes, in order of id, to the end of the transaction; on SQLite it holds everything anyhow."""
    asked = sorted(set(lanes))
    if asked:
        list(LaneRow.objects.select_for_update().filter(id__in=asked).order_by("id").values_list("id"))


def hold(seat: str, lane: str, since: datetime) -> None:
    """Let a seat hold a lane; nothing changes where it does already."""
    turns.mine()
    held = HoldingRow.objects.filter(seat=seat, lane=lane, left_at=None)
    if not held.exists():
        HoldingRow.objects.create(seat_id=seat, lane_id=lane, since=since)


def leave(seat: str, lane: str, at: datetime) -> None:
    """End a seat's holding of a lane; nothing changes where it holds it no more."""
    turns.mine()
    HoldingRow.objects.filter(seat=seat, lane=lane, left_at=None).update(left_at=at)


def lanes_of(seat: str) -> tuple[HeldLane, ...]:
    """Return the lanes a seat holds and their heads, all of one moment.

    In an order fixed when the lanes were made: by kind, then delegation, then the lane's random id.
    """
    held = LaneRow.objects.filter(holdings__seat=seat, holdings__left_at=None)
    return tuple(HeldLane(*row[:4], row[4] or 0, _seal(row[5])) for row in _with_heads(held))


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
    last = EntryRow.objects.filter(lane=lane).order_by("-number").values_list("number", "seal").first()
    return Head(last[0], bytes(last[1])) if last else BEGINNING


def _with_heads(
    lanes: QuerySet[LaneRow],
) -> QuerySet[LaneRow, tuple[str, str, str, str, int | None, bytes | None]]:
    """One statement, so that the heads are of one moment: an act in several lanes is in all of them or in none."""
    last = EntryRow.objects.filter(lane=OuterRef("id")).order_by("-number")
    return (
        lanes.annotate(
            number=Subquery(last.values("number")[:1]), seal=Subquery(last.values("seal")[:1]), place=_ORDER
        )
        .order_by("place", "subject", "id")
        .values_list("id", "kind", "subject", "mediator", "number", "seal")
    )


def _seal(kept: bytes | memoryview | None) -> bytes:
    return BEGINNING.seal if kept is None else bytes(kept)
