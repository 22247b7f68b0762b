"""The seats of one person, as they are shown to that person."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from goodoffices.core.lanes import Kind
from goodoffices.core.people import Role
from goodoffices.core.view import View
from goodoffices.web.people.models import Person
from goodoffices.web.talks import folding, store


@dataclass(frozen=True)
class Chair:
    """A seat of somebody: its pages' address, the talks, the place in them, and the name the others know."""

    address: str
    talks: str
    place: str
    name: str


def chairs(person: Person) -> Sequence[Chair]:
    """Return the seats a person sits in, by the talks' names, each made from what that seat itself knows."""
    found = [_chair(sitting) for sitting in store.seats_of(str(person.pk))]
    return sorted(found, key=lambda one: (one.talks, one.place, one.name, one.address))


def place_name(view: View) -> str:
    """Return what a seat's place is called."""
    if view.seat.mediates:
        return _("Mediators' desk")
    told = {"name": view.name_of(view.seat.delegation)}
    return (
        _("Principals of %(name)s") % told
        if view.seat.role is Role.PRINCIPAL
        else _("Room of %(name)s") % told
    )


def _chair(sitting: store.Sitting) -> Chair:
    now = folding.seated(sitting)
    if any(lane.kind == Kind.TABLE for lane in now.shut):
        return Chair(
            reverse("home", args=[sitting.address]), _("Closed talks"), _("your keys are needed"), ""
        )
    view = now.view
    name = view.name_of(view.seat.id) if view.seat.mediates else ""
    return Chair(reverse("home", args=[sitting.address]), view.table.name, place_name(view), name)
