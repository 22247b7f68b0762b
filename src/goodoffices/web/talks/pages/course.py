"""The course of the talks: what was carried, the process, the settings."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from goodoffices.core.entries import Asked, Entry
from goodoffices.core.errors import BadInput
from goodoffices.core.lanes import Kind
from goodoffices.core.moves import Brought, Carry, Deliver
from goodoffices.web import refusals
from goodoffices.web.talks import folding, hours, lines, store, tray
from goodoffices.web.talks.access import seat_page
from goodoffices.web.talks.here import Here, when

LATEST = 200


@require_safe
@seat_page
def carried(here: Here) -> HttpResponse:
    """Show what was carried: every text and every word brought to a room, by whom and in what form."""
    if not here.view.seat.mediates:
        raise Http404
    found: list[tuple[str, Entry]] = []
    for one, _channel in here.view.channels():
        lane = here.view.lane(Kind.CHANNEL, one.id)
        head = here.now.lanes[lane.id].number
        for written in store.entries(lane.id, after=max(0, head - LATEST)):
            entry = folding.entry_of(written)
            if isinstance(entry.move, Deliver | Brought | Carry):
                found.append((one.name, entry))
    found.sort(key=lambda pair: (pair[1].stamp, pair[1].number), reverse=True)
    listed = [(name, lines.line(here.view, entry, {})) for name, entry in found]
    scheduled = [
        (name, one, when(one.at), [here.view.name_of(to) or _("everybody") for to in one.to])
        for name, one in here.view.desk.scheduled.items()
        if one.at > int(here.at.timestamp())
    ]
    return here.page(
        "talks/carried.html",
        "desk",
        "carried",
        listed=listed,
        scheduled=scheduled,
        desk_lane=here.lane(Kind.DESK),
    )


@require_safe
@seat_page
def process(here: Here) -> HttpResponse:
    """Show the course of the talks and the settings, with what a mediator may do about them."""
    if not here.view.seat.mediates:
        raise Http404
    return _process(here)


@require_POST
@seat_page
def appoint(here: Here) -> HttpResponse:
    """Put into the tray what everybody is to be told of a time to come."""
    if not here.view.seat.mediates:
        raise Http404
    post = here.request.POST
    said = {name: post.get(name, "") for name in ("words", "at", "zone")}
    try:
        at = hours.seconds(said["at"], said["zone"])
        asked = Asked(here.lane(Kind.TABLE), "appoint", {**said, "at": at})
        tray.put(here.now.sitting, post.get("move", ""), asked, here.at)
    except BadInput as no:
        return _process(here, no=refusals.told(no), said=said)
    return here.go("tray")


def _process(here: Here, **more: Any) -> HttpResponse:
    table = here.view.lane(Kind.TABLE)
    return here.page_with(
        400 if "no" in more else 200,
        "talks/process.html",
        "table",
        "process",
        lane=table.id,
        table=here.view.table,
        settings=here.view.table.settings,
        delivered=any(channel.given for _one, channel in here.view.channels()),
        lines=lines.lines(here.now, table),
        coming=here.coming(),
        **more,
        desk_lines=lines.lines(here.now, here.view.lane(Kind.DESK)),
        desk_lane=here.lane(Kind.DESK),
    )
