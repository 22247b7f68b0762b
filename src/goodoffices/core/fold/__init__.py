"""Folding one lane: entries in, what they amount to out. Each lane is folded alone, and never refuses."""

from collections.abc import Iterable
from typing import assert_never

from goodoffices.core.entries import Entry
from goodoffices.core.fold import channel, circle, desk, principals, room, table
from goodoffices.core.fold.channel import ChannelState
from goodoffices.core.fold.circle import CircleState
from goodoffices.core.fold.deadlines import standing
from goodoffices.core.fold.desk import DeskState
from goodoffices.core.fold.principals import PrincipalsState
from goodoffices.core.fold.quiet import QuietState
from goodoffices.core.fold.room import RoomState
from goodoffices.core.fold.table import TableState
from goodoffices.core.lanes import Kind
from goodoffices.core.moves import Deadline

State = TableState | RoomState | ChannelState | DeskState | PrincipalsState | CircleState | QuietState

STATES: dict[Kind, type[State]] = {
    Kind.TABLE: TableState,
    Kind.ROOM: RoomState,
    Kind.PRINCIPALS: PrincipalsState,
    Kind.CHANNEL: ChannelState,
    Kind.PRIVATE: ChannelState,
    Kind.DESK: DeskState,
    Kind.CIRCLE: CircleState,
    Kind.NOTES: QuietState,
}


def empty(kind: Kind) -> State:
    """Return what a lane of this kind amounts to before its first entry."""
    return STATES[kind]()


def step(state: State, entry: Entry) -> State:
    """Return what a lane amounts to after one more entry, already admitted."""
    if isinstance(entry.move, Deadline):
        return standing(state, entry.id, entry.move)
    return _of_its_kind(state, entry)


def _of_its_kind(state: State, entry: Entry) -> State:
    match state:
        case TableState():
            return table.step(state, entry)
        case RoomState():
            return room.step(state, entry)
        case ChannelState():
            return channel.step(state, entry)
        case DeskState():
            return desk.step(state, entry)
        case PrincipalsState():
            return principals.step(state, entry)
        case CircleState() | QuietState():
            return circle.step(state, entry) if isinstance(state, CircleState) else state
        case _:
            assert_never(state)


def fold_lane(kind: Kind, entries: Iterable[Entry]) -> State:
    """Return what a lane's entries amount to."""
    state = empty(kind)
    for entry in entries:
        state = step(state, entry)
    return state


__all__ = [
    "STATES",
    "ChannelState",
    "CircleState",
    "DeskState",
    "PrincipalsState",
    "QuietState",
    "RoomState",
    "State",
    "TableState",
    "empty",
    "fold_lane",
    "step",
]
