"""Making a circle: its lane, whom it lets in, and in closed talks its key, in the one transaction of the act."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache

from goodoffices.core.entries import Placed
from goodoffices.core.fold.circle import within
from goodoffices.core.lanes import Kind
from goodoffices.core.moves import Convene
from goodoffices.core.people import Role, Seat
from goodoffices.web.talks import folding, sharing, store
from goodoffices.web.talks.folding import Seated


def once() -> Callable[[], str]:
    """Return what names the lane that an act makes: at random, and the same however often it is asked."""

    @cache
    def fresh() -> str:
        return secrets.token_hex(16)

    return fresh


def begun(now: Seated, placed: Sequence[Placed], at: datetime) -> Seated:
    """Make the circles that an act makes, and return the mover as one who holds them; nothing where it makes none.

    Every seat of the rooms named holds it from the beginning, also one that nobody has taken yet.
    """
    for one in placed:
        if not isinstance(one.move, Convene):
            continue
        lane = store.make_lane(now.sitting.talks, Kind.CIRCLE, "", "", one.lane)
        for sitting in store.seats_in(now.sitting.talks):
            if within(Seat(sitting.seat, Role(sitting.role), sitting.delegation), one.move):
                store.hold(sitting.seat, lane.id, at)
        sharing.settle_within(now.sitting, at)
        view = now.view.begun(folding.lane_of(lane))
        now = replace(now, view=view, lanes={**now.lanes, lane.id: lane})
    return now
