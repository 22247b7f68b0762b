"""The ways on from a page: a seat's pages in groups, each named by its first."""

from django.utils.translation import gettext as _

from goodoffices.core.fold.after import After
from goodoffices.core.lanes import Kind
from goodoffices.core.people import Role
from goodoffices.core.view import View

Groups = tuple[tuple[str, ...], ...]

DESK: Groups = (
    ("home", "since", "carried", "table", "brief"),
    ("text", "analysis", "deal", "signing", "questions", "circles"),
    ("days", "after", "deadlines"),
    ("record",),
    ("process", "seats", "who-sees-what"),
    ("seat-notes",),
    ("tray",),
)
ROOM: Groups = (
    ("home", "since", "check", "signing", "questions"),
    ("room", "mandate", "principals"),
    ("mediators", "table"),
    ("circles",),
    ("days", "after", "deadlines"),
    ("record",),
    ("seat-notes",),
    ("tray",),
    ("who-sees-what",),
)
BEHIND: Groups = (
    ("home", "since"),
    ("mandate",),
    ("table", "deadlines", "signing"),
    ("seat-notes",),
    ("tray",),
    ("who-sees-what",),
)


def groups(view: View) -> Groups:
    """Return the ways of a seat, less those it has nothing to do with."""
    listed = ROOM
    if view.seat.mediates:
        listed = DESK
    elif view.seat.role is Role.PRINCIPAL:
        listed = BEHIND
    held = any(lane.kind is Kind.PRINCIPALS for lane in view.lanes.values())
    left_out = {*(() if held else ("principals",)), *(() if _answers(view) else ("mandate",))}
    if not view.seat.mediates and not view.circles():
        left_out.add("circles")
    if not any(isinstance(one, After) and one.followed for one in view.states.values()):
        left_out.add("after")
    left = tuple(tuple(way for way in group if way not in left_out) for group in listed)
    return tuple(group for group in left if group)


def words(way: str, view: View) -> str:
    """Return what a way is called, in the reader's language."""
    called = {
        "home": _("Where it stands") if view.seat.mediates else _("Text"),
        "since": _("Since last time"),
        "text": _("Text"),
        "analysis": _("What is possible"),
        "carried": _("Carried"),
        "room": _("Our room"),
        "mediators": _("With the mediators"),
        "check": _("Check what we hold"),
        "mandate": _("Our mandate"),
        "deal": _("The deal"),
        "signing": _("Signing"),
        "principals": _("Our principals"),
        "table": _("What everybody was told"),
        "seat-notes": _("My notes"),
        "tray": _("Not sent yet"),
        "process": _("Process"),
        "circles": _("Circles"),
        "days": _("Days"),
        "brief": _("Hand-over brief"),
        "deadlines": _("Deadlines"),
        "after": _("In force"),
        "questions": _("Sealed questions"),
        "record": _("Public record"),
        "seats": _("Seats"),
        "who-sees-what": _("Who sees what"),
    }
    return called[way]


def _answers(view: View) -> bool:
    """Whether this seat's delegation is asked to accept, and so may have a mandate."""
    own = [one for one in view.table.delegations if one.id == view.seat.delegation]
    return any(one.standing.answers for one in own)
