"""Lanes: append-only chains with one audience each, and who belongs to that audience."""

from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from goodoffices.core.people import Role, Seat


class Kind(StrEnum):
    """What a lane is, by its audience."""

    TABLE = "table"
    ROOM = "room"
    PRINCIPALS = "principals"
    CHANNEL = "channel"
    PRIVATE = "private"
    DESK = "desk"
    CIRCLE = "circle"
    NOTES = "notes"


@dataclass(frozen=True)
class Lane:
    """One chain with one audience.

    `delegation` is whose room, principals' lane or channel it is; `seat` is the mediator of a private channel
    or the owner of notes.
    """

    id: str
    kind: Kind
    delegation: str = ""
    seat: str = ""


def belongs(seat: Seat, lane: Lane) -> bool:
    """Return whether a seat is of a lane's audience by its role alone.

    Circles (`fold.circle.within`), and delegates let in by their principals, are held by name.
    """
    own = seat.delegation == lane.delegation and seat.role is not Role.PRINCIPAL
    match lane.kind:
        case Kind.TABLE:
            return True
        case Kind.DESK:
            return seat.mediates
        case Kind.CHANNEL | Kind.ROOM:
            return own or (seat.mediates and lane.kind is Kind.CHANNEL)
        case Kind.PRIVATE | Kind.NOTES:
            return seat.id == lane.seat or (own and lane.kind is Kind.PRIVATE)
        case Kind.PRINCIPALS:
            return seat.role is Role.PRINCIPAL and seat.delegation == lane.delegation
        case Kind.CIRCLE:
            return False
        case _:
            assert_never(lane.kind)
