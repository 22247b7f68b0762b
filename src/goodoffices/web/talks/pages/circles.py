"""Circles: those this seat is in, what is said in one; and, for mediators, making another."""

from django.http import HttpResponse
from django.utils.translation import get_language, gettext_lazy
from django.views.decorators.http import require_safe

from goodoffices.core.errors import Absent
from goodoffices.core.fold import CircleState
from goodoffices.core.lanes import Kind, Lane
from goodoffices.web.parts import move
from goodoffices.web.talks import forms, lines, telling
from goodoffices.web.talks.access import seat_page
from goodoffices.web.talks.here import Here
from goodoffices.web.talks.sending import sending

PURPOSES = {
    "annex": gettext_lazy("an annex"),
    "side letter": gettext_lazy("a side letter"),
    "commission": gettext_lazy("a commission"),
    "other": gettext_lazy("something else"),
}


@require_safe
@seat_page
def circles(here: Here) -> HttpResponse:
    """Show the circles this seat is in; absent where it is in none and may make none."""
    mine = [(lane.id, one, PURPOSES[one.purpose], named(here, one)) for lane, one in here.view.circles()]
    if not mine and not here.view.seat.mediates:
        raise Absent
    table = here.view.table
    chairs = [one for one in table.mediators if one.seat != here.view.seat.id]
    making = {"desk": here.lane(Kind.DESK), "chairs": chairs} if here.view.seat.mediates else {}
    return here.page(
        "talks/circles.html",
        "circle",
        "circles",
        circles=mine,
        rooms=table.delegations,
        purposes=PURPOSES,
        **making,
    )


@require_safe
@seat_page
def circle(here: Here, lane: str) -> HttpResponse:
    """Show one circle: who is in it, what stands open, what was said."""
    place, state = circle_of(here, lane)
    before = here.request.GET.get("before", "")
    return here.page(
        "talks/circle.html",
        "circle",
        "circles",
        lane=place.id,
        circle=state,
        purpose=PURPOSES[state.purpose],
        members=named(here, state),
        reads=telling.readers(here.view, place.id),
        questions=[(item, one, move()) for item, one in state.questions.items() if not one.answered],
        lines=lines.lines(here.now, place, forms.number(before)),
        newest=state.newest,
        check=state.newest.check.words(get_language() or "en") if state.newest else (),
        **sending(here),
    )


def circle_of(here: Here, lane: str) -> tuple[Lane, CircleState]:
    """Return a circle this seat is in; absent alike where it is in none of that id and where there is none."""
    for place, state in here.view.circles():
        if place.id == lane:
            return place, state
    raise Absent


def named(here: Here, circle: CircleState) -> list[str]:
    """Return the names of all who are in a circle."""
    return [here.view.name_of(one) for one in circle.members]
