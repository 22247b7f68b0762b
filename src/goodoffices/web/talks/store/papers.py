"""Non-papers as they lie in lanes: one encrypted row each, in no chain and no bundle, and gone when withdrawn."""

import secrets
from collections.abc import Iterable

from goodoffices.journal.box import Unreadable, open_box, padded, shut_box, unpadded
from goodoffices.journal.canonical import Plain, decode, encode
from goodoffices.journal.frames import framed
from goodoffices.web import turns
from goodoffices.web.talks.models import NonPaperRow
from goodoffices.web.talks.store.keys import ring


def lay(lane: str, name: str, body: Plain) -> None:
    """Lay a non-paper in a lane under a name of chance; whoever holds the lane may read it while it lies there."""
    turns.may_write(lane)
    keys = ring()
    epoch = keys.newest_epoch(lane)
    shut = shut_box(keys.lane_key(lane, epoch), padded(encode(body)), _bound(lane, name), secrets.token_bytes)
    NonPaperRow.objects.create(id=name, lane_id=lane, epoch=epoch, body=shut)


def lying(lanes: Iterable[str]) -> dict[str, tuple[str, Plain]]:
    """Return what lies in these lanes, by name: the lane and the words; what does not open any more is not there."""
    keys, found = ring(), {}
    rows = NonPaperRow.objects.filter(lane__in=list(lanes)).order_by("id")
    for name, lane, epoch, body in rows.values_list("id", "lane_id", "epoch", "body"):
        try:
            opened = open_box(keys.lane_key(lane, epoch), bytes(body), _bound(lane, name))
        except Unreadable:
            continue
        found[name] = (lane, decode(unpadded(opened)))
    return found


def take_up(lane: str, name: str) -> None:
    """Take a non-paper out of a lane; nothing of it is left there, and nothing changes where it is gone already."""
    turns.may_write(lane)
    NonPaperRow.objects.filter(id=name, lane=lane).delete()


def _bound(lane: str, name: str) -> bytes:
    return framed("goodoffices-non-paper/1", bytes.fromhex(lane), bytes.fromhex(name))
