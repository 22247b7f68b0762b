"""From what the store keeps to what a seat knows, and back: entries, remembered states, views."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from goodoffices.core.entries import Entry
from goodoffices.core.fold import STATES, State, empty, step
from goodoffices.core.lanes import Kind, Lane
from goodoffices.core.moves import MOVES, Move
from goodoffices.core.people import Role, Seat
from goodoffices.core.view import View
from goodoffices.journal.canonical import Plain
from goodoffices.journal.shapes import from_plain, to_plain
from goodoffices.web.talks import store
from goodoffices.web.talks.store import HeldLane, Sitting, Written

FOLD = 2
"""The number of the fold; what another one remembered is thrown away."""
_DECODERS = {(move.kind, move.version): move for move in MOVES}


@dataclass(frozen=True)
class Seated:
    """A seat with what it knows, and how far each of its lanes had come when that was read."""

    sitting: Sitting
    view: View
    lanes: Mapping[str, HeldLane] = field(repr=False)


def seated(sitting: Sitting) -> Seated:
    """Return what a seat knows now, from the lanes it holds and nothing else.

    Every read ends before this returns. Cost: in the lanes held, not in how long they are.
    """
    held = {lane.id: lane for lane in store.lanes_of(sitting.seat)}
    lanes = {lane.id: lane_of(lane) for lane in held.values()}
    states = {lane.id: state_of(lane) for lane in held.values()}
    seat = Seat(sitting.seat, Role(sitting.role), sitting.delegation)
    return Seated(sitting, View(seat, lanes, states, fetch), held)


def fetch(lane: str, number: int) -> Entry:
    """Return one entry of a lane."""
    return entry_of(store.entries(lane, numbers=[number])[0])


def lane_of(lane: HeldLane) -> Lane:
    """Return a lane as the core knows it."""
    return Lane(lane.id, Kind(lane.kind), lane.subject, lane.mediator)


def state_of(lane: HeldLane) -> State:
    """Return what a lane amounts to: what was remembered, and the entries since."""
    number, state = remembered(lane)
    if number < lane.number:
        for written in store.entries(lane.id, after=number, upto=lane.number):
            state = step(state, entry_of(written))
    return state


def remembered(lane: HeldLane) -> tuple[int, State]:
    """Return what is remembered of a lane and up to which entry; its beginning where nothing is."""
    kind = Kind(lane.kind)
    known = store.recall(lane.id)
    if known is None or known.number > lane.number:
        return 0, empty(kind)
    kept = json.loads(known.blob)
    if kept["fold"] != FOLD:
        return 0, empty(kind)
    return known.number, from_plain(STATES[kind], kept["state"])


def remember(lane: HeldLane, state: State) -> None:
    """Keep what a lane amounts to at its head, under its key; disposable."""
    blob = json.dumps({"fold": FOLD, "state": to_plain(state)}, ensure_ascii=False, separators=(",", ":"))
    store.remember(lane.id, lane.number, lane.seal, blob.encode())


def entry_of(written: Written) -> Entry:
    """Return an entry as the core knows it; every version ever released can be read."""
    body = cast("Mapping[str, Any]", written.body)
    move = from_plain(_DECODERS[written.kind, written.version], body["move"])
    return Entry(written.number, written.move_id, written.stamp, str(body["by"]), move)


def body_of(move: Move, by: str, asked: str) -> Plain:
    """Return what is kept of a move: itself, who stands as its author, and a mark by which a retry is known."""
    return {"asked": asked, "by": by, "move": to_plain(move)}


def asked_of(written: Written) -> str:
    """Return the mark by which a retry of an entry's act is known."""
    return str(cast("Mapping[str, Any]", written.body)["asked"])
