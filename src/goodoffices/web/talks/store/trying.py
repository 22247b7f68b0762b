"""Whether the key at hand opens what is kept: asked after a restore, with nothing read but keys."""

from dataclasses import dataclass

from goodoffices.journal.box import Unreadable
from goodoffices.web.talks.models import LaneKeyRow
from goodoffices.web.talks.store.keys import ring


@dataclass(frozen=True)
class Tried:
    """How many lanes' keys are kept, and how many of them this site's own ring opens."""

    keys: int
    opened: int


def try_keys() -> Tried:
    """Try every key kept; those of closed talks open for their members alone."""
    keys = ring()
    tried = opened = 0
    for lane, epoch in LaneKeyRow.objects.order_by("lane_id", "turn").values_list("lane_id", "epoch"):
        tried += 1
        try:
            keys.lane_key(lane, epoch)
        except Unreadable:
            continue
        opened += 1
    return Tried(tried, opened)
