"""What principals were given by their delegates."""

from django.http import HttpResponse

from goodoffices.web.talks.here import Here


def given(here: Here) -> HttpResponse:
    """Show what was passed on to the principals."""
    return here.page("talks/given.html", "principals", "home", given=here.view.principals.given)
