"""What a seat takes away: the signed bundle of all it may see, and the card to print beside it."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from goodoffices.journal import card
from goodoffices.web.talks import bundling
from goodoffices.web.talks.access import seat_page
from goodoffices.web.talks.here import Here


@require_safe
@seat_page
def bundle(here: Here) -> HttpResponse:
    """Show what is in a bundle, and the card of keys to print."""
    lines = card.write_card(bundling.signers(here.now.sitting))
    return here.page("talks/bundle.html", "notes", "", card=lines, take=here.url("take-bundle"))


@require_POST
@seat_page
def take(here: Here) -> HttpResponse:
    """Give the bundle as a file."""
    made = bundling.taken(here.now, here.at, bundling.signers(here.now.sitting))
    answer = HttpResponse(made, content_type="application/zip")
    answer["Content-Disposition"] = 'attachment; filename="talks.zip"'
    return answer
