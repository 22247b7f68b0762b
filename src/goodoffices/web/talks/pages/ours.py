"""Our room: words among ourselves, what matters to us, what waits for a second person, who sits here."""

import hashlib
import json
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from goodoffices.core.entries import Asked
from goodoffices.core.errors import Absent
from goodoffices.core.fold import CircleState
from goodoffices.core.fold.room import Prepared
from goodoffices.core.lanes import Kind
from goodoffices.core.people import Role
from goodoffices.core.rules.process import TWO
from goodoffices.web.parts import move
from goodoffices.web.people import invitations
from goodoffices.web.talks import forms, lines, sharing, store, telling
from goodoffices.web.talks.access import seat_page
from goodoffices.web.talks.here import Here
from goodoffices.web.talks.pages import doing
from goodoffices.web.talks.sending import sending
from goodoffices.web.talks.store import Sitting
from goodoffices.web.talks.telling import Slip

MOST_WAITING = 12


@require_safe
@seat_page
def room(here: Here) -> HttpResponse:
    """Show our room."""
    lane, state, me = here.view.lane(Kind.ROOM), here.view.room, here.view.seat.id
    before = here.request.GET.get("before", "")
    return here.page(
        "talks/room.html",
        "room",
        "room",
        lane=lane.id,
        channel=here.lane(Kind.CHANNEL),
        lines=lines.lines(here.now, lane, forms.number(before)),
        matters=[(name, line, move()) for name, line in state.matters.items()],
        waiting=_waiting(here),
        seats=[(seat, name, move()) for seat, name in state.seats.items()],
        me=me,
        joined=me in state.seats,
        heads=state.head == me,
        head=state.head,
        permit=state.permit,
        two=[(kind, telling.KINDS[kind]) for kind in TWO if kind in telling.KINDS],
        invited=_invited(here),
        mark=me[:8],
        principals=_principals(here),
        alone=here.now.sitting.closed and len([one for one in _own_seats(here) if one.person]) == 1,
        fresh=[move() for _number in range(8)],
        **sending(here),
    )


def _waiting(here: Here) -> list[tuple[str, str, Slip, bool, tuple[str, str]]]:
    """Return what was made ready and waits: by whom, as it will be read, and whether this person may send it."""
    room, me, found = here.view.room, here.view.seat.id, []
    for item, one in room.prepared.items():
        if not one.settled:
            second = one.asked not in room.permit.two or one.by != me
            may = me not in room.permit.prepare_only and second
            found.append((item, here.view.name_of(one.by), _slip(here, one), may, (move(), move())))
    return found


def _slip(here: Here, one: Prepared) -> Slip:
    return telling.slip(here.view, Asked(_lane(here, one), one.asked, json.loads(one.body)))


def _lane(here: Here, one: Prepared) -> str:
    """Return the lane that something would go into; nothing where its circle is not there for this person."""
    if one.circle:
        return next((lane.id for lane, circle in here.view.circles() if circle.name == one.circle), "")
    return here.view.lane(Kind(one.to), here.view.seat.delegation, one.mediator).id


def _principals(here: Here) -> str:
    try:
        return here.lane(Kind.PRINCIPALS)
    except Absent:
        return ""


@require_POST
@seat_page
def ready(here: Here) -> HttpResponse:
    """Make a move ready in the room, for somebody who may send it."""
    asked = forms.asked(here.request.POST)
    lane = here.view.lanes.get(asked.lane)
    if lane is None or lane.kind not in (Kind.CHANNEL, Kind.PRIVATE, Kind.CIRCLE):
        raise Http404
    body = {"to": lane.kind.value, "asked": asked.kind, "body": dict(asked.fields)}
    body |= {"mediator": lane.seat} if lane.kind is Kind.PRIVATE else {}
    circle = here.view.states[lane.id]
    body |= {"circle": circle.name} if isinstance(circle, CircleState) else {}
    return doing.make(here, Asked(here.lane(Kind.ROOM), "prepare", body), here.url("act"))


def _own_seats(here: Here) -> list[Sitting]:
    """Return the seats beside one's own: of the same delegation and role."""
    mine = here.now.sitting
    listed = store.seats_in(mine.talks)
    return [one for one in listed if (one.delegation, one.role) == (mine.delegation, mine.role)]


def _invited(here: Here) -> list[dict[str, Any]]:
    """Return the seats beside one's own that nobody took yet."""
    free = [one for one in _own_seats(here) if one.person is None]
    return [{"mark": one.seat[:8], "until": invitations.open_until(one.seat, here.at)} for one in free]


def may_invite(here: Here) -> bool:
    """Whether this seat brings colleagues in: the head of a delegation, or any principal."""
    if here.view.seat.role is Role.PRINCIPAL:
        return True
    return not here.view.seat.mediates and here.view.room.head == here.view.seat.id


@require_POST
@seat_page
def invite(here: Here) -> HttpResponse:
    """Set one more seat and show its invitation, this once; the same form sent again renews the invitation."""
    if not may_invite(here):
        raise Http404
    wanted = here.request.POST.get("mark", "")
    seat = next((one for one in _own_seats(here) if wanted and one.seat[:8] == wanted), None)
    seat = seat or _set_seat(here)
    if seat.person is not None:
        raise Http404
    invitation = sharing.invite(here.now.sitting, seat.seat, here.at)
    name = here.view.name_of(here.view.seat.delegation)
    sheet = {"for": f"{here.view.table.name} · {name}", "code": invitation.code, "until": invitation.until}
    site = here.request.build_absolute_uri("/").rstrip("/")
    back = here.url("home" if here.view.seat.role is Role.PRINCIPAL else "room")
    return render(here.request, "invitation.html", {"sheets": [sheet], "site": site, "back": back})


def _set_seat(here: Here) -> Sitting:
    """Return the seat this form asks for; sent twice, it asks for one seat."""
    mine, form = here.view.seat.id, here.request.POST.get("move", "")
    if not form:
        raise Http404
    name = hashlib.blake2b(f"goodoffices-seat/1:{mine}:{form}".encode(), digest_size=16).hexdigest()
    known = next((one for one in _own_seats(here) if one.seat == name), None)
    if known is not None:
        return known
    names = iter([name])
    return sharing.add_seat(here.now.sitting, here.at, lambda: next(names, "") or move())
