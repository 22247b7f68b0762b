"""Whether the keys at hand open what is kept: asked after a restore, with nothing said of what was opened."""

from dataclasses import dataclass

from goodoffices.journal.box import Unreadable
from goodoffices.journal.envelope import HOUSE, open_up
from goodoffices.web.talks.models import LaneKeyRow
from goodoffices.web.talks.store.chains import stored_links
from goodoffices.web.talks.store.keys import ring


@dataclass(frozen=True)
class Tried:
    """How many lanes of house talks hold an entry, and of how many the first one opens here."""

    lanes: int
    opened: int


def try_keys() -> Tried:
    """Try the first entry of each lane of house talks; closed talks open for their members alone."""
    keys = ring()
    tried = opened = 0
    house = LaneKeyRow.objects.filter(suite=HOUSE).order_by("lane_id")
    for lane in house.values_list("lane_id", flat=True).distinct():
        first = next(stored_links(lane), None)
        if first is None:
            continue
        tried += 1
        try:
            open_up(first.header, first.envelope, keys.lane_key(lane, first.header.epoch))
        except Unreadable:
            continue
        opened += 1
    return Tried(tried, opened)
