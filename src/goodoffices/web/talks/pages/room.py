"""The text as a delegation was given it, with its own reactions beside it."""

from django.http import HttpResponse

from goodoffices.web.talks.here import Here


def text(here: Here) -> HttpResponse:
    """Show the text a delegation was given last."""
    channel = here.view.channel(here.view.seat.delegation)
    return here.page("talks/text.html", "room", "home", given=channel.newest)
