"""Bearers of closed talks, and which keys are sealed to whom: brought to what it should be by whoever holds them.

Every function here may run twice, or be cut off and run again: it adds what is missing, and nothing else.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from goodoffices.journal.box import Unreadable
from goodoffices.journal.closed import CLOSED, Holding, open_lane_key, seal_lane_key
from goodoffices.journal.pairs import Pair
from goodoffices.web import turns
from goodoffices.web.talks.models import BearerRow, LaneKeyRow, SealedKeyRow
from goodoffices.web.talks.store import sql
from goodoffices.web.talks.store.keys import mine, newest, turn_key

TURNS_AT = timedelta(hours=3)
"""The hour of the day (UTC) from which the next holder who writes into a lane turns its key."""

# A paper is given what its inviter holds too; everybody else what the seat holds.
_MAY = """
(b.inviter = '' OR EXISTS (SELECT 1 FROM talks_holdingrow i
 WHERE i.lane_id = h.lane_id AND i.seat_id = b.inviter AND i.left_at IS NULL))"""
_BEARERS = f"""
SELECT b.id, b.public FROM talks_bearerrow b JOIN talks_holdingrow h ON h.seat_id = b.seat_id AND h.left_at IS NULL
WHERE h.lane_id = %s AND {_MAY} ORDER BY b.id"""  # noqa: S608
_MISSING = f"""
SELECT k.lane_id, k.epoch, k.id, b.id, b.public FROM talks_bearerrow b
JOIN talks_holdingrow h ON h.seat_id = b.seat_id AND h.left_at IS NULL
JOIN talks_lanekeyrow k ON k.lane_id = h.lane_id AND k.suite = 'closed'
LEFT JOIN talks_sealedkeyrow w ON w.key_id = k.id AND w.bearer_id = b.id
WHERE b.wants AND w.id IS NULL AND {_MAY}"""  # noqa: S608
_MINE = """
EXISTS (SELECT 1 FROM talks_bearerrow x JOIN talks_sealedkeyrow y ON y.bearer_id = x.id
 WHERE x.seat_id = %s AND x.public = %s AND y.key_id = k.id)"""
_I_CAN_GIVE = f"{_MISSING} AND {_MINE} ORDER BY k.id, b.id"
_STILL = f"{_MISSING} AND b.id = %s LIMIT 1"
_WANTING = """
SELECT b.id FROM talks_bearerrow b JOIN talks_seatrow s ON s.id = b.seat_id
WHERE b.wants AND s.talks_id = (SELECT talks_id FROM talks_seatrow WHERE id = %s) ORDER BY b.id"""
_WITHOUT = """
SELECT l.id, l.kind, l.subject, l.mediator FROM talks_holdingrow h JOIN talks_lanerow l ON l.id = h.lane_id
WHERE h.seat_id = %s AND h.left_at IS NULL AND NOT EXISTS (SELECT 1 FROM talks_lanekeyrow k WHERE k.lane_id = l.id)
ORDER BY l.id"""
_THERE = """
SELECT b.seat_id FROM talks_bearerrow b JOIN talks_holdingrow h ON h.seat_id = b.seat_id AND h.left_at IS NULL
WHERE h.lane_id = %s AND b.inviter = ''"""
_OF_PAPER = """
SELECT k.lane_id, k.epoch, k.id, w.sealed FROM talks_sealedkeyrow w JOIN talks_lanekeyrow k ON k.id = w.key_id
JOIN talks_bearerrow b ON b.id = w.bearer_id WHERE b.seat_id = %s AND b.public = %s ORDER BY k.id"""


def day_of(at: datetime) -> int:
    """Return the day that keys count by: it begins at the hour they turn."""
    return int((at - TURNS_AT).timestamp()) // (24 * 3600)


def add_bearer(seat: str, public: bytes, kind: str, inviter: str = "", until: int = 0) -> None:
    """Let the keys of a seat's lanes be sealed to this pair from now on; nothing changes where they are."""
    turns.mine()
    BearerRow.objects.get_or_create(
        seat_id=seat, public=public.hex(), defaults={"kind": kind, "inviter": inviter, "until": until}
    )


def drop_bearers(seat: str, kind: str) -> None:
    """Take away a seat's bearers of one kind, and what was sealed to them."""
    turns.mine()
    BearerRow.objects.filter(seat=seat, kind=kind).delete()


def drop_papers(now: int) -> None:
    """Take away the papers that expired, and what was sealed to them."""
    turns.mine()
    BearerRow.objects.filter(until__gt=0, until__lte=now).delete()


def want_again(seat: str) -> None:
    """Note that a seat holds a lane more, whose keys are still to be sealed to it."""
    turns.mine()
    BearerRow.objects.filter(seat=seat).update(wants=True)


def take_over(seat: str, paper: Pair, public: bytes) -> None:
    """Seal to a person what was sealed to the paper they bear, and take the paper away: all of it, or nothing."""
    turns.mine()
    add_bearer(seat, public, "person")
    bearer = BearerRow.objects.get(seat=seat, public=public.hex())
    for lane, epoch, key, sealed in sql.rows(_OF_PAPER, seat, paper.public.hex()):
        _seal(key, bearer.pk, public, (lane, epoch), open_lane_key(paper, (lane, epoch), bytes(sealed)))
    drop_bearers(seat, "paper")


def replace_person(old: bytes, new: bytes) -> None:
    """Let a person's new pair stand where the old one stood; its keys are still to be sealed to it."""
    turns.mine()
    for seat in BearerRow.objects.filter(public=old.hex(), kind="person").values_list("seat_id", flat=True):
        add_bearer(seat, new, "person")
    BearerRow.objects.filter(public=old.hex(), kind="person").delete()


def bears(public: bytes) -> bool:
    """Return whether any key of closed talks is sealed, or to be sealed, to this pair."""
    return BearerRow.objects.filter(public=public.hex()).exists()


def restless(seat: str, public: bytes) -> tuple[str, ...]:
    """Return the lanes for which this holder should do something now: make the first key, or seal one to others."""
    give = sql.rows(_I_CAN_GIVE, seat, public.hex())
    return tuple(sorted({row[0] for row in give} | set(_openable(seat))))


def settle(seat: str, day: int) -> None:
    """Make the first keys of lanes that can be opened now, and seal to all others what they lack and this one holds.

    Only in the lanes that the turn names; what stands in others is left to another visit.
    """
    holding, lanes = mine(), turns.mine().lanes
    for lane in _openable(seat):
        if lane in lanes:
            make_key(lane, day)
    for lane, epoch, key, bearer, public in sql.rows(_I_CAN_GIVE, seat, holding.public.hex()):
        if lane in lanes:
            _seal(key, bearer, bytes.fromhex(public), (lane, epoch), holding.lane_key(lane, epoch))
    for (bearer,) in sql.rows(_WANTING, seat):
        if not sql.rows(_STILL, bearer):
            BearerRow.objects.filter(pk=bearer).update(wants=False)


def make_key(lane: str, day: int) -> None:
    """Give a lane of closed talks a new key, and seal it to everybody who may have it."""
    epoch = turn_key(lane, CLOSED, day)
    key, place = mine().lane_key(lane, epoch), (lane, epoch)
    row = LaneKeyRow.objects.get(lane=lane, epoch=epoch)
    for bearer, public in sql.rows(_BEARERS, lane):
        _seal(row.pk, bearer, bytes.fromhex(public), place, key)


def turn_old(lanes: Iterable[str], day: int) -> None:
    """Turn the keys of those closed lanes whose newest was made before this day."""
    for lane in sorted(set(lanes)):
        _, suite, made = newest(lane)
        if suite == CLOSED and made < day:
            make_key(lane, day)


def open_all(holding: Holding) -> None:
    """Open every key that is sealed to a holder, as their session begins; one that does not open is passed by."""
    keys = LaneKeyRow.objects.filter(sealed__bearer__public=holding.public.hex())
    for lane, epoch in keys.order_by("id").values_list("lane_id", "epoch"):
        try:
            holding.lane_key(lane, epoch)
        except Unreadable:
            continue


def _openable(seat: str) -> list[str]:
    """Return the seat's lanes without a key that have somebody to share it: a private channel waits for both sides."""
    found = []
    for lane, kind, _, mediator in sql.rows(_WITHOUT, seat):
        there = {row[0] for row in sql.rows(_THERE, lane)}
        if kind != "private" or (mediator in there and there - {mediator}):
            found.append(lane)
    return found


def _seal(key: int, bearer: int, public: bytes, place: tuple[str, str], plain: bytes) -> None:
    sealed = seal_lane_key(public, place, plain)
    SealedKeyRow.objects.get_or_create(key_id=key, bearer_id=bearer, defaults={"sealed": sealed})
