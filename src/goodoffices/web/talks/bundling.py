"""What a seat takes away: the bundle of all it may see, and the card of keys by which it is checked."""

from collections.abc import Sequence
from datetime import datetime
from typing import cast

from goodoffices.core.errors import Absent
from goodoffices.journal import bundle, card
from goodoffices.journal.bundle import Bundle, LaneShown, Shown
from goodoffices.journal.canonical import Plain, decode
from goodoffices.journal.card import Signer
from goodoffices.web import keys
from goodoffices.web.talks import store
from goodoffices.web.talks.folding import Seated
from goodoffices.web.talks.store import HeldLane, Sitting


def taken(now: Seated, at: datetime, signers: Sequence[Signer]) -> bytes:
    """Return the signed bundle of all this seat may see, up to the heads it saw.

    Its time is rounded as the times of entries are. Cost: in all the entries of the lanes held.
    """
    lanes = tuple(_lane(lane) for lane in now.lanes.values())
    moves = (_move(one) for lane in lanes for one in lane.entries)
    step = now.view.table.settings.step * 60
    stamp = int(at.timestamp())
    sitting = now.sitting
    made = Bundle(
        sitting.talks, sitting.seat, str(sitting.role), stamp - stamp % step, lanes, bundle.texts_of(moves)
    )
    return bundle.write(made, signers)


def signers(sitting: Sitting, token: str = "") -> tuple[Signer, ...]:
    """Return who signs a seat's bundle: the talks' key of this site, and with the seat's secret the seat's own.

    `Absent` where the secret is not this seat's.
    """
    ours = keys.signer(sitting.talks)
    if not token:
        return (ours,)
    if store.seat_of_token(token).seat != sitting.seat:
        raise Absent
    return (ours, card.signer("seat", sitting.seat, bytes.fromhex(token)))


def _lane(lane: HeldLane) -> LaneShown:
    entries = tuple(Shown(*one) for one in store.openings(lane.id, lane.number))
    return LaneShown(lane.id, str(lane.kind), lane.subject, entries)


def _move(one: Shown) -> dict[str, Plain]:
    body = cast("dict[str, Plain]", decode(one.plain or b"{}"))
    return cast("dict[str, Plain]", body.get("move", body))
