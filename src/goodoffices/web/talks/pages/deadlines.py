"""The register of deadlines: those of the lanes a seat holds, with the form for another, moved or lifted."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponse
from django.utils.dates import WEEKDAYS
from django.views.decorators.http import require_POST, require_safe

from goodoffices.core.entries import Act
from goodoffices.core.errors import BadInput, Refused
from goodoffices.core.moves.deadlines import WEEK
from goodoffices.web import refusals
from goodoffices.web.parts import move
from goodoffices.web.talks import actions, deadlines, news, tray
from goodoffices.web.talks.access import seat_page
from goodoffices.web.talks.here import Here

WORK = "notes"


@require_safe
@seat_page
def register(here: Here) -> HttpResponse:
    """Show the deadlines this seat knows of, soonest first; those that passed stand below until they are lifted."""
    return _register(here, {}, ())


def _register(here: Here, said: Mapping[str, Any], wrong: Sequence[str], status: int = 200) -> HttpResponse:
    counted = deadlines.counts(here.now.sitting.seat)
    listed = deadlines.shown(here.view, here.at, counted=counted)
    moved = next(
        (one for one in listed if one.id == here.request.GET.get("of", said.get("instead", ""))), None
    )
    told = {
        "coming": [one for one in listed if not one.passed],
        "passed": [one for one in listed if one.passed],
        "moved": moved,
        "lanes": deadlines.lanes(here.view),
        "week": [(day, WEEKDAYS[number]) for number, day in enumerate(WEEK)],
        "said": said,
        "rest": said.getlist("rest") if hasattr(said, "getlist") else (),
        "counted": counted,
        "ended": here.view.table.ended,
        "desk_seat": here.view.seat.mediates,
        "wrong": wrong,
        "fresh": move(),
    }
    return here.page_with(status, "talks/deadlines.html", WORK, "deadlines", **told)


@require_POST
@seat_page
def put(here: Here) -> HttpResponse:
    """Write a deadline down: at once where no word leaves this seat's own places, else by way of the tray."""
    post = here.request.POST
    name = post.get("move", "")
    try:
        asked = deadlines.asked(here.view, post)
        if here.view.lanes[asked.lane].kind not in deadlines.OWN:
            tray.put(here.now.sitting, name, asked, here.at)
            return here.go("tray")
        done = actions.make(here.now.sitting, Act(name, (asked,)), here.at)
    except BadInput as no:
        return _register(here, post, refusals.lines(no), 400)
    except Refused as no:
        return _register(here, post, refusals.lines(no), 409)
    news.tell(done.changed)
    return here.go("deadlines")


@require_POST
@seat_page
def count(here: Here) -> HttpResponse:
    """Keep whether this seat wants the days counted."""
    deadlines.count(here.now.sitting.seat, wanted=here.request.POST.get("wanted") == "yes")
    return here.go("deadlines")
