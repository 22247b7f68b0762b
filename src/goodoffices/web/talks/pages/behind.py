"""What principals were given by their delegates, what is said among them, and whom they let in."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from goodoffices.core.entries import Asked
from goodoffices.core.errors import Absent
from goodoffices.core.lanes import Kind
from goodoffices.core.people import Role
from goodoffices.web.parts import move
from goodoffices.web.talks import forms, lines, paper, store
from goodoffices.web.talks import given as giving
from goodoffices.web.talks.access import seat_page
from goodoffices.web.talks.here import Here
from goodoffices.web.talks.pages import doing, room


def given(here: Here) -> HttpResponse:
    """Show what was passed on to the principals."""
    return _page(here, 0)


@require_safe
@seat_page
def principals(here: Here) -> HttpResponse:
    """Show the principals' place to a delegate they let in."""
    return _page(here, 0)


@require_safe
@seat_page
def one_given(here: Here, number: int) -> HttpResponse:
    """Show a text that was passed on before."""
    return _page(here, number)


def _page(here: Here, number: int) -> HttpResponse:
    lane, listed = here.view.lane(Kind.PRINCIPALS), here.view.principals.given
    before = here.request.GET.get("before", "")
    own = here.view.seat.role is Role.PRINCIPAL
    told = {
        "lane": lane.id,
        "own": own,
        "lines": lines.lines(here.now, lane, forms.number(before)),
        "listed": list(reversed(listed)),
        "newest": None if own else room.channel(here).newest,
        "fresh": [move() for _number in range(3)],
    }
    if listed:
        one = giving.read(here, listed, room.one_of(listed, number) if number else listed[-1])
        rows = [(row, None) for row in paper.rows(one.text, one.changes.before)]
        told |= {**giving.told(here, one), "rows": rows}
    return here.page("talks/given.html", "principals", "home" if own else "principals", **told)


@require_POST
@seat_page
def let_in(here: Here) -> HttpResponse:
    """Let a delegate of one's own read and write here, by the mark of the seat that the delegate told."""
    if here.view.seat.role is not Role.PRINCIPAL:
        raise Absent
    mark = "".join(here.request.POST.get("mark", "").split()).lower()
    mine, lane = here.now.sitting, here.lane(Kind.PRINCIPALS)
    seats = [
        one.seat
        for one in store.seats_in(mine.talks)
        if one.delegation == mine.delegation and one.role == Role.DELEGATE and one.seat[:8] == mark
    ]
    if len(seats) != 1:
        asked = Asked(lane, "let_in", {"mark": mark})
        no = _(
            "No delegate of yours has a seat of this mark. Ask for it again; it stands in the delegates' room."
        )
        return doing.refused(here, asked, no, here.url("let-in"))
    return doing.make(here, Asked(lane, "let_in", {"seat": seats[0]}), here.url("act"))
