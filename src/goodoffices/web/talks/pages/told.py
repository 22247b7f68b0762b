"""What everybody was told: the course of the talks, and the check words of the texts meant for every room."""

from django.http import HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from goodoffices.core.lanes import Kind
from goodoffices.web.talks import forms, lines
from goodoffices.web.talks.access import seat_page
from goodoffices.web.talks.given import name_of_language
from goodoffices.web.talks.here import Here


@require_safe
@seat_page
def table(here: Here) -> HttpResponse:
    """Show what every seat was told."""
    language, before = get_language() or "en", here.request.GET.get("before", "")
    announced = [
        (one, one.check.words(language), ", ".join(name_of_language(code) for code in one.languages))
        for one in reversed(here.view.table.announced)
    ]
    lane = here.view.lane(Kind.TABLE)
    listed = lines.lines(here.now, lane, forms.number(before))
    return here.page(
        "talks/table.html",
        "table",
        "table",
        announced=announced,
        lines=listed,
        coming=here.coming(),
        due=here.due(),
    )
