"""What will become of these talks: what is kept, what each takes away, what is shredded, and when."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from goodoffices.web import shreds
from goodoffices.web.talks.access import seat_page
from goodoffices.web.talks.here import Here


@require_safe
@seat_page
def end(here: Here) -> HttpResponse:
    """Say it, the same to every seat."""
    planned = shreds.planned(here.now.sitting.talks)
    return here.page("talks/end.html", "table", "", planned=planned, closed=here.now.sitting.closed)
