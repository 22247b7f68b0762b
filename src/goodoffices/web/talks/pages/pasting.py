"""The page between a paste and what is done with it: each place with what it would become, and the text as it reads."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _

from goodoffices.core import text as one_text
from goodoffices.documents.paste import Head
from goodoffices.web.talks import pasting
from goodoffices.web.talks.here import Here
from goodoffices.web.talks.pasting import Asking

_OWN = ("csrfmiddlewaretoken", "seen", "look", "rest", "on", "as")
_PASTED = ("text.", "at.", "all.")


def page(here: Here, askings: Sequence[Asking], **told: Any) -> HttpResponse:
    """Show what was pasted; `told` says what it is for: heading, readers, ways on, and why it was refused."""
    said = here.request.POST
    taken = {told["field"], *(("name",) if told.get("naming") else ())}
    contested = any(one.pasted.offers[at].advised is None for one in askings for at in one.shown)
    return here.page_with(
        409 if told.get("wrong") else 200,
        "talks/paste.html",
        told.pop("place"),
        told.pop("current"),
        carried=[*_carried(said, taken), *told.pop("fresh", ())],
        contested=contested,
        **pasting.told(askings, said),
        **told,
    )


def _carried(said: QueryDict, taken: set[str]) -> list[tuple[str, str]]:
    """Return what else the form said, to be sent again with it."""
    return [
        (name, value)
        for name in said
        if name not in _OWN and name not in taken and not name.startswith(_PASTED)
        for value in said.getlist(name)
    ]


def head_of(file: str, language: str) -> Head:
    """Return what stands at the head of a text, for a paste that follows it or is a copy of it."""
    text = one_text.read(file)
    return Head(one_text.notation(text.title), text.language or language, text.parties)


def readers_at_the_desk() -> str:
    """Return who reads what is drafted."""
    return _("All mediators read this, and nobody else.")
