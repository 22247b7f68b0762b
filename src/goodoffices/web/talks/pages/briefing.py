"""The hand-over brief: what a mediator who takes over needs, room by room; and where mediators' texts part ways."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goodoffices.core.entries import Entry
from goodoffices.core.lanes import Kind, Lane
from goodoffices.core.moves import Answer, Ask, Brought, Confide, Deliver, ReadBack, Say
from goodoffices.core.reading.handover import RoomBrief, briefs
from goodoffices.web.talks import deadlines, folding, lines, parting, store
from goodoffices.web.talks.access import seat_page
from goodoffices.web.talks.here import Here
from goodoffices.web.talks.lines import Line
from goodoffices.web.talks.pages.desk import card

LATEST = 120  # entries of a channel looked through
MOST = 15  # of them shown
SAID = (Deliver, Brought, Say, Ask, ReadBack, Answer)


@require_http_methods(["GET", "HEAD", "POST"])
@seat_page
def brief(here: Here) -> HttpResponse:
    """Show the brief, to print; of what was said to this mediator alone only what is ticked now. Nothing is kept."""
    if not here.view.seat.mediates:
        raise Http404
    chosen = set(here.request.POST.getlist("alone"))
    told = {
        "rooms": [_room(here, one, chosen) for one in briefs(here.view)],
        "variants": parting.flagged(here.view),
        "due": [
            one
            for one in deadlines.shown(here.view, here.at)
            if one.kind in (Kind.TABLE.value, Kind.DESK.value) and not one.passed
        ],
        "coming": here.coming(),
        "chosen": chosen,
        "written": here.request.method == "POST",
    }
    return here.page("talks/brief.html", "desk", "brief", **told)


def _room(here: Here, one: RoomBrief, chosen: set[str]) -> dict[str, Any]:
    view, name = here.view, one.delegation.name
    channel = view.lane(Kind.CHANNEL, one.delegation.id)
    alone = view.lane(Kind.PRIVATE, one.delegation.id, view.seat.id)
    heard = _lines(here, alone, (Say, Confide, Ask, Answer))
    return {
        "name": name,
        "brief": one,
        "card": card(here, one.holding),
        "told": [line for line in _lines(here, channel, SAID) if line.who != name][:MOST],
        "due": [due for due in deadlines.shown(view, here.at) if due.lane == channel.id and not due.passed],
        "owed": [
            (released, [view.name_of(to) or _("everybody") for to in _left(released)])
            for released in one.owed
        ],
        "heard": heard,
        "passed_on": [line for line in heard if line.id in chosen],
    }


def _left(released: Any) -> Iterator[str]:
    return (to for to in released.to if to not in released.carried)


def _lines(here: Here, lane: Lane, kinds: tuple[type, ...]) -> list[Line]:
    """Return the latest entries of some kinds in a lane, newest first."""
    head = here.now.lanes[lane.id].number
    numbers = lines.numbers_of(here.view, lane)
    found: list[Entry] = [
        folding.entry_of(one) for one in reversed(store.entries(lane.id, after=max(0, head - LATEST)))
    ]
    return [lines.line(here.view, one, numbers) for one in found if isinstance(one.move, kinds)]
