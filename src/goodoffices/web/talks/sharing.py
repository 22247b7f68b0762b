"""Bringing people into talks: seats, invitations; and in closed talks their keys, handed on by whoever comes."""

from collections.abc import Callable
from datetime import datetime

from goodoffices.core.errors import Refused
from goodoffices.core.lanes import Kind, belongs
from goodoffices.core.people import Seat
from goodoffices.web import writer
from goodoffices.web.people import invitations
from goodoffices.web.people.invitations import Invitation
from goodoffices.web.talks import folding, store
from goodoffices.web.talks.store import Sitting


def settle(sitting: Sitting, at: datetime) -> None:
    """Make the first keys that can be made now, and hand on those that others still lack; takes a turn if there are any."""
    if not sitting.closed or store.locked():
        return
    lanes = store.restless(sitting.seat, store.mine().public)
    if lanes:
        with writer.turn(sitting.seat, lanes):
            store.settle(sitting.seat, store.day_of(at))


def settle_within(sitting: Sitting, at: datetime) -> None:
    """As `settle`, in a turn that is taken already and for its lanes."""
    if sitting.closed:
        store.settle(sitting.seat, store.day_of(at))


def invite(sitting: Sitting, seat: str, at: datetime) -> Invitation:
    """Return a new invitation to a seat; older ones to it work no longer.

    In closed talks its paper is given the keys of those lanes that the inviting seat holds too, and no others.
    """
    with writer.turn(sitting.seat, [lane.id for lane in store.lanes_of(sitting.seat)]):
        made = invitations.invite(sitting.talks, seat, at)
        if sitting.closed:
            store.drop_bearers(seat, "paper")
            until = int(made.until.timestamp())
            store.add_bearer(seat, invitations.pair(made.code).public, "paper", sitting.seat, until)
            store.settle(sitting.seat, store.day_of(at))
    return made


def add_seat(sitting: Sitting, at: datetime, fresh: Callable[[], str]) -> Sitting:
    """Set one more seat in the mover's own delegation, for somebody it invites; nobody sits in it yet.

    It holds what the mover's seat holds of the delegation's, also where a key has not reached the mover yet. Circles
    name whole delegations, so that whoever is of the mover's and of its role is in the same ones.
    """
    now = folding.seated(sitting)
    own = Seat(fresh(), now.view.seat.role, sitting.delegation)
    if now.view.seat.mediates:
        raise Refused("A mediator is added by an amendment of the talks' settings.")
    with writer.turn(sitting.seat):
        made = store.make_seat(sitting.talks, own.role, own.delegation, own.id)
        for lane in store.lanes_of(sitting.seat):
            if belongs(own, folding.lane_of(lane)) or lane.kind == Kind.CIRCLE:
                store.hold(own.id, lane.id, at)
        notes = store.make_lane(sitting.talks, Kind.NOTES, "", own.id)
        store.hold(own.id, notes.id, at)
    return made


def drop_papers(at: datetime) -> None:
    """Take away what was sealed to invitations that expired."""
    with writer.turn(""):
        store.drop_papers(int(at.timestamp()))
