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
from goodoffices.journal.box import Unreadable
from goodoffices.journal.canonical import Plain
from goodoffices.journal.shapes import from_plain, to_plain
from goodoffices.web.talks import store
from goodoffices.web.talks.store import HeldLane, Remembered, Sitting, Written

FOLD = 16
"""The number of the fold; what another one remembered is thrown away."""
_DECODERS = {(move.kind, move.version): move for move in MOVES}


@dataclass(frozen=True)
class Seated:
    """A seat with what it knows, and how far each of its lanes had come when that was read.

    `shut` are lanes of closed talks whose keys did not reach it yet; the view has nothing of them.
    """

    sitting: Sitting
    view: View
    lanes: Mapping[str, HeldLane] = field(repr=False)
    shut: tuple[HeldLane, ...] = ()


def seated(sitting: Sitting) -> Seated:
    """Return what a seat knows now, from the lanes it holds and nothing else.

    Every read ends before this returns. Cost: in the lanes held, not in how long they are.
    """
    found = store.lanes_and_heads(sitting.seat)
    return _seated(sitting, {lane.id: (lane, *remembered(lane, head)) for lane, head in found})


def again(before: Seated) -> Seated:
    """Return what the seat knows now, made from what it knew before and the entries since.

    Cost: in the lanes held and the entries since.
    """
    known = {lane.id: (lane.number, before.view.states[lane.id]) for lane in before.lanes.values()}
    found = store.lanes_of(before.sitting.seat)
    begun = {lane.id: (0, empty(Kind(lane.kind))) for lane in found if lane.id not in known}
    return _seated(before.sitting, {lane.id: (lane, *(known | begun)[lane.id]) for lane in found})


def _seated(sitting: Sitting, held: Mapping[str, tuple[HeldLane, int, State]]) -> Seated:
    """Return the seat with what it knows; each lane comes with a number and what it amounted to then."""
    states: dict[str, State] = {}
    shut: list[HeldLane] = []
    for name, one in held.items():
        try:
            states[name] = _onwards(*one)
        except Unreadable:
            if not sitting.closed:
                raise
            shut.append(one[0])
    lanes = {name: lane_of(held[name][0]) for name in states}
    seat = Seat(sitting.seat, Role(sitting.role), sitting.delegation)
    return Seated(
        sitting, View(seat, lanes, states, fetch), {name: held[name][0] for name in states}, tuple(shut)
    )


def fetch(lane: str, number: int) -> Entry:
    """Return one entry of a lane."""
    return entry_of(store.entries(lane, numbers=[number])[0])


def workplace(view: View) -> Lane:
    """Return the lane a seat works in with its own: the desk, or its delegation's room; absent where it has neither."""
    return view.lane(Kind.DESK if view.seat.mediates else Kind.ROOM)


def lane_of(lane: HeldLane) -> Lane:
    """Return a lane as the core knows it."""
    return Lane(lane.id, Kind(lane.kind), lane.subject, lane.mediator)


def state_of(lane: HeldLane) -> State:
    """Return what a lane amounts to: what was remembered, and the entries since."""
    return _onwards(lane, *remembered(lane, store.recall(lane.id)))


def _onwards(lane: HeldLane, number: int, state: State) -> State:
    if number < lane.number:
        for written in store.entries(lane.id, after=number, upto=lane.number):
            state = step(state, entry_of(written))
    return state


def remembered(lane: HeldLane, known: Remembered | None) -> tuple[int, State]:
    """Return up to which entry a lane is remembered, and what it amounted to; its beginning where nothing is."""
    kind = Kind(lane.kind)
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
