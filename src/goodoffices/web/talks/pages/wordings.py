"""Words for the public: lines to take and joint statements, drafted as texts, under embargo, said to everybody by the desk."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from goodoffices.core.entries import Asked
from goodoffices.core.errors import BadInput
from goodoffices.core.fold.wordings import Worded
from goodoffices.web import refusals
from goodoffices.web.parts import move
from goodoffices.web.talks import forms
from goodoffices.web.talks.access import seat_page
from goodoffices.web.talks.here import Here, when
from goodoffices.web.talks.pages import doing


@require_safe
@seat_page
def wordings(here: Here) -> HttpResponse:
    """Show what was drafted for the public, each with its embargo; and the form for another, or a later wording."""
    lane = here.work.id
    kept = (here.view.desk if here.view.seat.mediates else here.view.room).wordings
    begun = kept.get(here.request.GET.get("title", ""))
    told = {
        "listed": [_shown(here, one) for one in reversed(tuple(kept.values()))],
        "begun": begun.wording if begun else None,
        "begun_at": when(begun.wording.not_before) if begun and begun.wording.not_before else None,
        "lane": lane,
        "now": here.at,
        "mediates": here.view.seat.mediates,
    }
    return here.page("talks/wordings.html", here.work.kind.value, "record", **told)


def _shown(here: Here, one: Worded) -> dict[str, object]:
    minute = one.wording.not_before
    waits = next(
        (s.at for s in here.view.desk.scheduled.values() if s.name == one.wording.title and not s.sha256), 0
    )
    return {
        "wording": one.wording,
        "at": when(minute) if minute else None,
        "held_back": minute > here.at.timestamp(),
        "set": when(waits) if waits else None,
        "said": one.said or 0 < waits <= here.at.timestamp(),
        "move": move(),
    }


@require_POST
@seat_page
def draft(here: Here) -> HttpResponse:
    """Keep a wording, in place of an earlier one of its title."""
    post = here.request.POST
    fields: dict[str, object] = {name: post[name] for name in ("title", "words", "use") if post.get(name)}
    lane, again = here.work.id, here.url("wording-draft")
    try:
        if post.get("not_before"):
            fields["not_before"] = int(forms.minute(post["not_before"]).timestamp())
    except BadInput as no:
        return doing.refused(here, Asked(lane, "wording", fields), refusals.told(no), again)
    return doing.make(here, Asked(lane, "wording", fields), again)
