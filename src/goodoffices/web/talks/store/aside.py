"""What is put aside outside every chain: remembered heads of lanes, and drafts of a seat."""

import secrets
from collections.abc import Sequence
from typing import Any

from goodoffices.journal.box import Unreadable, open_box, padded, shut_box, unpadded
from goodoffices.journal.canonical import Plain, decode, encode
from goodoffices.journal.frames import framed
from goodoffices.journal.frames import number as as_number
from goodoffices.journal.keyring import Keyring
from goodoffices.web import turns
from goodoffices.web.talks.models import DraftRow, HeadRow
from goodoffices.web.talks.store import sql
from goodoffices.web.talks.store.keys import ring
from goodoffices.web.talks.store.lanes import held_of, place_of
from goodoffices.web.talks.store.values import Absent, HeldLane, Remembered

_REMEMBER = """
INSERT INTO talks_headrow (lane_id, number, seal, epoch, body) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (lane_id) DO UPDATE
SET number = excluded.number, seal = excluded.seal, epoch = excluded.epoch, body = excluded.body RETURNING number"""
_RECALL = """
SELECT h.number, h.seal, h.epoch, h.body FROM talks_headrow h
JOIN talks_entryrow e ON e.lane = h.lane_id AND e.number = h.number AND e.seal = h.seal WHERE h.lane_id = %s"""
_BOTH = """
SELECT l.id, l.kind, l.subject, l.mediator, e.number, e.seal, r.number, r.seal, r.epoch, r.body
FROM talks_holdingrow h JOIN talks_lanerow l ON l.id = h.lane_id
LEFT JOIN talks_entryrow e ON e.lane = l.id AND e.number = (SELECT max(number) FROM talks_entryrow WHERE lane = l.id)
LEFT JOIN talks_headrow r ON r.lane_id = l.id
AND EXISTS (SELECT 1 FROM talks_entryrow WHERE lane = r.lane_id AND number = r.number AND seal = r.seal)
WHERE h.seat_id = %s AND h.left_at IS NULL"""
_PUT = """
INSERT INTO talks_draftrow (seat_id, slot, epoch, body) VALUES (%s, %s, %s, %s)
ON CONFLICT (seat_id, slot) DO UPDATE SET epoch = excluded.epoch, body = excluded.body RETURNING slot"""
_SLOT = "SELECT slot, epoch, body FROM talks_draftrow WHERE seat_id = %s AND slot = %s"
_OF_THE_HOUSE = """
SELECT h.lane_id FROM talks_headrow h JOIN talks_lanekeyrow k ON k.lane_id = h.lane_id AND k.epoch = h.epoch
WHERE k.suite = 'house' ORDER BY h.lane_id"""
_NOTES = """
SELECT l.id FROM talks_holdingrow h JOIN talks_lanerow l ON l.id = h.lane_id
WHERE h.seat_id = %s AND h.left_at IS NULL AND l.kind = 'notes' ORDER BY l.id"""


def remember(lane: str, number: int, seal: bytes, blob: bytes) -> None:
    """Keep what the lane folds to at this entry, in place of what was kept before, under the lane's key."""
    turns.mine()
    keys = ring()
    epoch = keys.newest_epoch(lane)
    body = shut_box(
        keys.lane_key(lane, epoch), padded(blob), _of_head(lane, number, seal), secrets.token_bytes
    )
    sql.rows(_REMEMBER, lane, number, seal, epoch, body)


def recall(lane: str) -> Remembered | None:
    """Return what is remembered of a lane, or nothing: also where it does not open, or its entry has another seal."""
    kept = sql.rows(_RECALL, lane)
    return _opened(lane, kept[0], ring()) if kept else None


def lanes_and_heads(seat: str) -> tuple[tuple[HeldLane, Remembered | None], ...]:
    """Return the lanes a seat holds, in the order of `lanes_of`, each with what is remembered of it; one moment."""
    keys = ring()
    found = [(held_of(row[:6]), row[6:]) for row in sql.rows(_BOTH, seat)]
    return tuple(
        (lane, _opened(lane.id, kept, keys) if kept[0] is not None else None)
        for lane, kept in sorted(found, key=lambda pair: place_of(pair[0]))
    )


def heads_kept() -> tuple[int, int]:
    """Return how many lanes have something remembered, and of how many it does not fit any more.

    Those of closed talks are left out: only their holders can tell.
    """
    lanes = [lane for (lane,) in sql.rows(_OF_THE_HOUSE)]
    return len(lanes), sum(recall(lane) is None for lane in lanes)


def forget(lane: str | None = None) -> None:
    """Throw away what is remembered of a lane, or of all; it is made again from the entries."""
    turns.mine()
    heads = HeadRow.objects.all() if lane is None else HeadRow.objects.filter(lane=lane)
    heads.delete()


def put_draft(seat: str, slot: str, body: Plain) -> None:
    """Put a value aside for this seat alone, in place of what the slot held."""
    turns.mine()
    keys, lane = ring(), _notes(seat)
    epoch = keys.newest_epoch(lane)
    key = keys.lane_key(lane, epoch)
    shut = shut_box(key, padded(encode(body)), _of_draft(seat, slot), secrets.token_bytes)
    sql.rows(_PUT, seat, slot, epoch, shut)


def draft(seat: str, slot: str) -> Plain:
    """Return what the slot holds, None if nothing."""
    return _plain(seat, sql.rows(_SLOT, seat, slot)).get(slot)


def drafts(seat: str, prefix: str = "") -> dict[str, Plain]:
    """Return what the seat has put aside in slots whose names open with `prefix`, by slot."""
    rows = DraftRow.objects.filter(seat=seat, slot__startswith=prefix).order_by("slot")
    return _plain(seat, list(rows.values_list("slot", "epoch", "body")))


def _plain(seat: str, kept: Sequence[Sequence[Any]]) -> dict[str, Plain]:
    if not kept:
        return {}
    keys, lane = ring(), _notes(seat)
    return {
        slot: decode(unpadded(open_box(keys.lane_key(lane, epoch), bytes(body), _of_draft(seat, slot))))
        for slot, epoch, body in kept
    }


def drop_draft(seat: str, slot: str) -> bool:
    """Empty the slot, and return whether anything was in it."""
    turns.mine()
    return DraftRow.objects.filter(seat=seat, slot=slot).delete()[0] > 0


def _opened(lane: str, kept: Sequence[Any], keys: Keyring) -> Remembered | None:
    number, seal, epoch, body = kept[0], bytes(kept[1]), kept[2], bytes(kept[3])
    try:
        key = keys.lane_key(lane, epoch)
        return Remembered(number, seal, unpadded(open_box(key, body, _of_head(lane, number, seal))))
    except Unreadable:
        return None


def _notes(seat: str) -> str:
    found = sql.rows(_NOTES, seat)
    if not found:
        raise Absent
    return str(found[0][0])


def _of_head(lane: str, number: int, seal: bytes) -> bytes:
    return framed("goodoffices-head/1", bytes.fromhex(lane), as_number(number), seal)


def _of_draft(seat: str, slot: str) -> bytes:
    return framed("goodoffices-draft/1", bytes.fromhex(seat), slot.encode("utf-8"))
