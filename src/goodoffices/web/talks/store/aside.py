"""What is put aside outside every chain: remembered heads of lanes, and drafts of a seat."""

import secrets

from goodoffices.journal.box import Unreadable, open_box, padded, shut_box, unpadded
from goodoffices.journal.canonical import Plain, decode, encode
from goodoffices.journal.frames import framed
from goodoffices.journal.frames import number as as_number
from goodoffices.web import turns
from goodoffices.web.talks.models import DraftRow, EntryRow, HeadRow, LaneRow
from goodoffices.web.talks.store.keys import ring
from goodoffices.web.talks.store.values import Absent, Remembered


def remember(lane: str, number: int, seal: bytes, blob: bytes) -> None:
    """Keep what the lane folds to at this entry, in place of what was kept before, under the lane's key."""
    turns.mine()
    keys = ring()
    epoch = keys.newest_epoch(lane)
    body = shut_box(
        keys.lane_key(lane, epoch), padded(blob), _of_head(lane, number, seal), secrets.token_bytes
    )
    HeadRow.objects.update_or_create(
        lane_id=lane, defaults={"number": number, "seal": seal, "epoch": epoch, "body": body}
    )


def recall(lane: str) -> Remembered | None:
    """Return what is remembered of a lane, or nothing: also where it does not open, or its entry has another seal."""
    row = HeadRow.objects.filter(lane=lane).values_list("number", "seal", "epoch", "body").first()
    if row is None:
        return None
    number, seal, epoch, body = row[0], bytes(row[1]), row[2], bytes(row[3])
    stands = EntryRow.objects.filter(lane=lane, number=number).values_list("seal", flat=True).first()
    if stands is None or bytes(stands) != seal:
        return None
    try:
        key = ring().lane_key(lane, epoch)
        return Remembered(number, seal, unpadded(open_box(key, body, _of_head(lane, number, seal))))
    except Unreadable:
        return None


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
    DraftRow.objects.update_or_create(seat_id=seat, slot=slot, defaults={"epoch": epoch, "body": shut})


def draft(seat: str, slot: str) -> Plain:
    """Return what the slot holds, None if nothing."""
    return drafts(seat, slot).get(slot)


def drafts(seat: str, prefix: str = "") -> dict[str, Plain]:
    """Return what the seat has put aside in slots whose names open with `prefix`, by slot."""
    rows = DraftRow.objects.filter(seat=seat, slot__startswith=prefix).order_by("slot")
    kept = list(rows.values_list("slot", "epoch", "body"))
    if not kept:
        return {}
    keys, lane = ring(), _notes(seat)
    return {
        slot: decode(unpadded(open_box(keys.lane_key(lane, epoch), bytes(body), _of_draft(seat, slot))))
        for slot, epoch, body in kept
    }


def drop_draft(seat: str, slot: str) -> None:
    """Empty the slot; nothing changes where it is empty."""
    turns.mine()
    DraftRow.objects.filter(seat=seat, slot=slot).delete()


def _notes(seat: str) -> str:
    held = LaneRow.objects.filter(kind="notes", holdings__seat=seat, holdings__left_at=None)
    found = held.order_by("id").values_list("id", flat=True).first()
    if found is None:
        raise Absent
    return found


def _of_head(lane: str, number: int, seal: bytes) -> bytes:
    return framed("goodoffices-head/1", bytes.fromhex(lane), as_number(number), seal)


def _of_draft(seat: str, slot: str) -> bytes:
    return framed("goodoffices-draft/1", bytes.fromhex(seat), slot.encode("utf-8"))
