"""Since last time: what others wrote in all the places a seat reads, since it last said it had seen everything."""

from dataclasses import dataclass, field

from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from goodoffices.core.lanes import Kind, Lane
from goodoffices.web.talks import lines, since
from goodoffices.web.talks.access import seat_page
from goodoffices.web.talks.here import Here, when
from goodoffices.web.talks.lines import Line
from goodoffices.web.talks.places import place_of
from goodoffices.web.talks.since import Came


@dataclass(frozen=True)
class Place:
    """One place with what came there, newest first, and the page that has the rest."""

    name: str
    kind: str
    way: str
    lines: tuple[Line, ...] = field(repr=False)
    more: bool


@require_safe
@seat_page
def latest(here: Here) -> HttpResponse:
    """Show what came since the mark, place by place, with a form that moves the mark as far as this page shows."""
    mark = since.mark(here.now.sitting)
    came = list(since.came(here.now, mark))
    news = {one.lane.id for one in came}
    quiet = [one for one in here.view.lanes.values() if one.id not in news and one.kind is not Kind.NOTES]
    return here.page(
        "talks/since.html",
        "table",
        "since",
        places=[_place(here, one) for one in came],
        as_one=not here.view.seat.mediates,
        quiet=[place_of(here.view, one) for one in quiet],
        shown=[f"{one.id}:{one.number}" for one in here.now.lanes.values() if one.number],
        marked=when(mark.at) if mark.at else None,
        behind=since.behind(here.now, mark) or not mark.at,
        more=any(one.more for one in came),
        shut=bool(here.now.shut),
        back=mark.before is not None,
    )


def _place(here: Here, came: Came) -> Place:
    numbers = lines.numbers_of(here.view, came.lane) if came.entries else {}
    shown = tuple(lines.line(here.view, one, numbers) for one in came.entries)
    return Place(
        place_of(here.view, came.lane), came.lane.kind.value, _way(here, came.lane), shown, came.more
    )


def _way(here: Here, lane: Lane) -> str:
    """Return the page on which a lane is read and answered."""
    if lane.kind is Kind.CIRCLE:
        return here.url("circle", lane.id)
    if here.view.seat.mediates:
        return _way_of_desk(here, lane)
    chairs = [one.seat for one in here.view.table.mediators]
    if lane.kind is Kind.PRIVATE and lane.seat in chairs:
        return here.url("alone", str(chairs.index(lane.seat) + 1))
    inside = any(one.kind is Kind.ROOM for one in here.view.lanes.values())
    ways = {Kind.TABLE: "table", Kind.ROOM: "room", Kind.CHANNEL: "mediators", Kind.PRIVATE: "mediators"}
    return here.url("principals" if lane.kind is Kind.PRINCIPALS and inside else ways.get(lane.kind, "home"))


def _way_of_desk(here: Here, lane: Lane) -> str:
    if lane.delegation:
        delegations = [one.id for one in here.view.table.delegations]
        return here.url("with", str(delegations.index(lane.delegation) + 1))
    return here.url("table" if lane.kind is Kind.TABLE else "process")


@require_POST
@seat_page
def seen(here: Here) -> HttpResponse:
    """Move the mark as far as the page that was read."""
    since.seen(here.now.sitting, since.told(here.now, here.request.POST.getlist("shown")), here.at)
    return here.go("since")


@require_POST
@seat_page
def again(here: Here) -> HttpResponse:
    """Take the last mark back."""
    since.again(here.now.sitting)
    return here.go("since")
