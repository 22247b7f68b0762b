"""Where it stands: which text each room holds, what each said of each clause, what is common."""

from django.http import HttpResponse

from goodoffices.core.reading.standing import holdings
from goodoffices.web.talks.here import Here


def standing(here: Here) -> HttpResponse:
    """Show the desk where it stands."""
    return here.page("talks/standing.html", "desk", "home", holdings=holdings(here.view))
