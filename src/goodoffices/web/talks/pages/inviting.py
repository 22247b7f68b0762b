"""Inviting people into the seats: a sheet to print and hand over, once."""

from collections.abc import Mapping

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from goodoffices.core.people import Role
from goodoffices.web.people import invitations
from goodoffices.web.talks import sharing, store, telling
from goodoffices.web.talks.access import seat_page
from goodoffices.web.talks.here import Here
from goodoffices.web.talks.store import Sitting


@require_safe
@seat_page
def seats(here: Here) -> HttpResponse:
    """Show the seats of the talks that nobody of one's own invites into: the desk's and the first of each room."""
    return here.page("talks/seats.html", "desk", "seats", listed=[_listed(here, one) for one in _ours(here)])


def _ours(here: Here) -> list[Sitting]:
    """Return the seats this seat may invite into; absent for all that may into none."""
    if not here.view.seat.mediates:
        raise Http404
    found: list[Sitting] = []
    rooms: set[tuple[str, str]] = set()
    for one in store.seats_in(here.now.sitting.talks):
        place = (one.delegation, one.role)
        if one.role == Role.MEDIATOR or place not in rooms:
            found.append(one)
        rooms.add(place)
    table = here.view.table
    agreed = [*(chair.seat for chair in table.mediators), *(one.id for one in table.delegations)]
    order = {name: at for at, name in enumerate(agreed)}
    return sorted(
        found, key=lambda one: (order.get(one.delegation or one.seat, len(order)), one.role, one.seat)
    )


def _listed(here: Here, one: Sitting) -> Mapping[str, object]:
    return {
        "seat": one.seat,
        "name": here.view.name_of(one.delegation) or here.view.name_of(one.seat),
        "role": telling.ROLES[Role(one.role)],
        "taken": one.person is not None,
        "open": invitations.open_until(one.seat, here.at),
    }


@require_POST
@seat_page
def invite(here: Here) -> HttpResponse:
    """Make an invitation and show its sheet, this once."""
    wanted = here.request.POST.get("seat", "")
    one = next((one for one in _ours(here) if one.seat == wanted and one.person is None), None)
    if one is None:
        raise Http404
    invitation = sharing.invite(here.now.sitting, one.seat, here.at)
    name = here.view.name_of(one.delegation) or here.view.name_of(one.seat)
    sheet = {"for": f"{here.view.table.name} · {name}", "code": invitation.code, "until": invitation.until}
    site = here.request.build_absolute_uri("/").rstrip("/")
    return render(
        here.request, "invitation.html", {"sheets": [sheet], "site": site, "back": here.url("seats")}
    )
