"""Pages every seat has: notes to oneself, and who sees what."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from goodoffices.core.lanes import Kind
from goodoffices.core.reading.policy import Place, places
from goodoffices.web.talks import folding, store
from goodoffices.web.talks.access import seat_page
from goodoffices.web.talks.here import Here, when
from goodoffices.web.talks.places import place

LATEST = 40


@require_safe
@seat_page
def notes(here: Here) -> HttpResponse:
    """Show the latest notes to oneself, newest first."""
    lane = here.view.lane(Kind.NOTES)
    head = here.now.lanes[lane.id].number
    found = [folding.entry_of(one) for one in store.entries(lane.id, after=max(0, head - LATEST))]
    lines = [(when(one.stamp), getattr(one.move, "words", "")) for one in reversed(found)]
    return here.page("talks/notes.html", "notes", "seat-notes", lines=lines, lane=lane.id)


@require_safe
@seat_page
def who_sees_what(here: Here) -> HttpResponse:
    """Show every place of these talks and who reads it, made from what the rules do."""
    listed = [(_place(one), one.readers, one.yours, one.kind.value) for one in places(here.view)]
    table = here.view.table
    return here.page(
        "talks/who_sees_what.html",
        "table",
        "who-sees-what",
        listed=listed,
        settings=table.settings,
        table=table,
    )


def _place(one: Place) -> str:
    return place(one.kind, one.delegation, one.mediator, one.called)
