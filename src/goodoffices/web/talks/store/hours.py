"""Entries that wait for their hour: shut now, outside every chain, and appended once it has come."""

from collections.abc import Collection, Sequence

from goodoffices.journal.canonical import decode
from goodoffices.journal.envelope import Envelope, Header
from goodoffices.web import turns
from goodoffices.web.talks.models import DueRow, EntryRow
from goodoffices.web.talks.store import sql
from goodoffices.web.talks.store.chains import join, opened, same_or_refused, shut_drafts
from goodoffices.web.talks.store.keys import ring
from goodoffices.web.talks.store.values import Draft, Receipt, Written

_HEADER = ("format", "suite", "lane_id", "epoch", "move_id", "kind", "version", "due_at")
_DUE = "SELECT DISTINCT lane_id FROM talks_duerow WHERE due_at <= %s ORDER BY lane_id"
_DUE_OF = """
SELECT DISTINCT d.lane_id FROM talks_holdingrow h JOIN talks_duerow d ON d.lane_id = h.lane_id
WHERE h.seat_id = %s AND h.left_at IS NULL AND d.due_at <= %s ORDER BY d.lane_id"""
_ENVELOPE = ("body", "wrap", "commitment")


def put_due(lane: str, due_at: int, drafts: Sequence[Draft]) -> None:
    """Shut these moves now, to be appended at `due_at` (seconds since 1970, UTC) and stamped with it.

    Nothing of the lane shows them before. A move that waits or stands in the lane already is not put again;
    `Refused` if it does so with another body. A draft's own stamp is not used.
    """
    turns.may_write(lane)
    known = _kept(lane, drafts)
    new = [draft for draft in drafts if draft.move_id not in known]
    DueRow.objects.bulk_create(
        [
            DueRow(
                lane_id=lane,
                due_at=due_at,
                **{name: getattr(header, name) for name in _HEADER if name not in {"lane_id", "due_at"}},
                **{name: getattr(envelope, name) for name in _ENVELOPE},
            )
            for header, envelope in shut_drafts(lane, new)
        ]
    )


def due_lanes(now: int, seat: str = "") -> tuple[str, ...]:
    """Return the lanes where an entry's hour has come: all, or those this seat holds."""
    found = sql.rows(_DUE_OF, seat, now) if seat else sql.rows(_DUE, now)
    return tuple(lane for (lane,) in found)


def take_due(lane: str, now: int) -> tuple[Receipt, ...]:
    """Append what is due in the lane, by hour and then as it was put; needs no key and opens nothing."""
    turns.may_write(lane)
    rows = DueRow.objects.filter(lane=lane, due_at__lte=now)
    shut_ones = [_shut(row) for row in list(rows.order_by("due_at", "id").values_list(*_HEADER, *_ENVELOPE))]
    if not shut_ones:
        return ()
    receipts = join(lane, shut_ones)
    rows.delete()
    return tuple(receipts)


def waiting(lane: str) -> tuple[Written, ...]:
    """Return what waits in a lane, opened, for those who put it there; number 0, stamped with its hour."""
    rows = DueRow.objects.filter(lane=lane).order_by("due_at", "id").values_list(*_HEADER, *_ENVELOPE)
    found = []
    for header, envelope in map(_shut, list(rows)):
        body = decode(opened(header, envelope, ring()))
        found.append(Written(0, header.move_id, header.kind, header.version, header.stamp, body))
    return tuple(found)


def withdraw_due(lane: str, move_ids: Collection[str]) -> int:
    """Take back moves before their hour; return how many were still waiting."""
    turns.may_write(lane)
    gone, _ = DueRow.objects.filter(lane=lane, move_id__in=sorted(set(move_ids))).delete()
    return gone


def _kept(lane: str, drafts: Sequence[Draft]) -> set[str]:
    asked = {draft.move_id: draft for draft in drafts}
    waiting_rows = DueRow.objects.filter(lane=lane, move_id__in=asked).values_list(*_HEADER, *_ENVELOPE)
    kept = [_shut(row) for row in list(waiting_rows)]
    entry_rows = EntryRow.objects.filter(lane=lane, move_id__in=asked)
    in_lane = ("format", "suite", "lane", "epoch", "move_id", "kind", "version", "stamp", *_ENVELOPE)
    kept += [_shut(row) for row in list(entry_rows.values_list(*in_lane))]
    for header, envelope in kept:
        same_or_refused(asked[header.move_id], header, envelope)
    return {header.move_id for header, _ in kept}


def _shut(row: Sequence[object]) -> tuple[Header, Envelope]:
    format_, suite, lane, epoch, move_id, kind, version, stamp, *kept = row
    header = Header(format_, suite, lane, 0, epoch, move_id, kind, version, stamp)  # type: ignore[arg-type]
    return header, Envelope(*map(bytes, kept))  # type: ignore[arg-type]
