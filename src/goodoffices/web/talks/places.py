"""What lanes are called on pages."""

from django.utils.translation import gettext as _

from goodoffices.core.fold import CircleState
from goodoffices.core.lanes import Kind, Lane
from goodoffices.core.view import View


def place(kind: Kind, name: str, mediator: str = "", called: str = "") -> str:
    """Return what a lane is called: of which delegation, with which mediator alone, or the name of a circle."""
    told = {"name": name, "mediator": mediator}
    words = {
        Kind.TABLE: _("What is said to everybody"),
        Kind.DESK: _("The mediators' desk"),
        Kind.ROOM: _("The room of %(name)s") % told,
        Kind.CHANNEL: _("Between %(name)s and the mediators") % told,
        Kind.PRIVATE: _("Between %(name)s and %(mediator)s alone") % told,
        Kind.PRINCIPALS: _("The principals of %(name)s, and whom they let in") % told,
        Kind.NOTES: _("One's own notes"),
        Kind.CIRCLE: _("The circle “%(name)s”") % {"name": called},
    }
    return words[kind]


def place_of(view: View, lane: Lane) -> str:
    """Return what a lane that a seat holds is called."""
    state = view.states[lane.id]
    called = state.name if isinstance(state, CircleState) else ""
    mediator = view.name_of(lane.seat) if lane.seat else ""
    return place(lane.kind, view.name_of(lane.delegation) if lane.delegation else "", mediator, called)
