"""The first page of a seat: where it stands for the desk, the text for a room, what was given for all others."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from goodoffices.core.people import Role
from goodoffices.web.talks.access import seat_page
from goodoffices.web.talks.here import Here
from goodoffices.web.talks.pages import behind, desk, room


@require_safe
@seat_page
def home(here: Here) -> HttpResponse:
    """Show the page a seat comes in by."""
    if here.view.seat.mediates:
        return desk.standing(here)
    if here.view.seat.role is Role.PRINCIPAL:
        return behind.given(here)
    return room.text(here)
