"""Who sees what: generated from the settings and the lanes a seat holds, in sentences a page can translate."""

from collections.abc import Sequence
from dataclasses import dataclass

from goodoffices.core.lanes import Kind, Lane, belongs
from goodoffices.core.people import Role, Seat, Standing
from goodoffices.core.view import View

_ROLES = {
    Standing.PARTY: Role.DELEGATE,
    Standing.GUARANTOR: Role.GUARANTOR,
    Standing.OBSERVER: Role.OBSERVER,
    Standing.MONITOR: Role.MONITOR,
}


@dataclass(frozen=True)
class Place:
    """A place of the talks and who reads it. `readers` are names everybody at the table knows.

    `called` is the name of a circle, which only those read who are in it.
    """

    kind: Kind
    delegation: str
    mediator: str
    readers: tuple[str, ...]
    yours: bool
    called: str = ""


def places(view: View) -> tuple[Place, ...]:
    """Return every kind of place these talks have, who reads it, and whether this seat does.

    Made from what stands on the table, so that every seat reads the same list but for `yours`; a circle
    stands in it only for those who are in it.
    """
    table, mine = view.table, view.seat
    mediators = tuple(chair.name for chair in table.mediators)
    found = [Place(Kind.TABLE, "", "", _everybody(view), yours=True)]
    found.append(Place(Kind.DESK, "", "", mediators, mine.mediates))
    for one in table.delegations:
        own = mine.delegation == one.id and mine.role is not Role.PRINCIPAL
        found.append(Place(Kind.ROOM, one.name, "", (one.name,), own))
        found.append(Place(Kind.CHANNEL, one.name, "", (one.name, *mediators), own or mine.mediates))
        for chair in table.mediators:
            whose = own or mine.id == chair.seat
            found.append(Place(Kind.PRIVATE, one.name, chair.name, (one.name, chair.name), whose))
        if one.standing is Standing.PARTY:
            behind = mine.delegation == one.id and _holds(view, Kind.PRINCIPALS)
            found.append(Place(Kind.PRINCIPALS, one.name, "", (one.name,), behind))
    for _lane, circle in view.circles():
        names = tuple(view.name_of(one) for one in circle.members)
        found.append(Place(Kind.CIRCLE, "", "", names, yours=True, called=circle.name))
    found.append(Place(Kind.NOTES, "", "", (), yours=True))
    return tuple(found)


def _everybody(view: View) -> tuple[str, ...]:
    table = view.table
    return (*(one.name for one in table.delegations), *(chair.name for chair in table.mediators))


def _holds(view: View, kind: Kind) -> bool:
    return any(lane.kind is kind for lane in view.lanes.values())


def agrees(view: View, lanes: Sequence[Lane], seats: Sequence[Seat]) -> bool:
    """Return whether the list is what the rule of audiences does, for these lanes and seats; for tests."""
    told = {(place.kind, place.delegation, place.mediator): place.yours for place in places(view)}
    names = {one.id: one.name for one in view.table.delegations}
    chairs = {chair.seat: chair.name for chair in view.table.mediators}
    seat = next(one for one in seats if one.id == view.seat.id)
    return all(
        told[lane.kind, names.get(lane.delegation, ""), chairs.get(lane.seat, "")] == belongs(seat, lane)
        for lane in lanes
        if lane.kind not in (Kind.NOTES, Kind.CIRCLE)
    )
