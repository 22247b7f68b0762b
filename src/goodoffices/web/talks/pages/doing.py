"""Doing: acting at once, putting into the tray, sending what is in it; and saying no without losing a word."""

from collections.abc import Mapping

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from goodoffices.core.entries import Act, Asked
from goodoffices.core.errors import Absent, BadInput, Refused
from goodoffices.web import refusals
from goodoffices.web.front import way
from goodoffices.web.parts import move
from goodoffices.web.talks import actions, forms, news, telling, tray
from goodoffices.web.talks.access import seat_page
from goodoffices.web.talks.here import Here


@require_POST
@seat_page
def act(here: Here) -> HttpResponse:
    """Do at once what a form asks."""
    return make(here, forms.asked(here.request.POST), here.url("act"))


def make(here: Here, asked: Asked, again: str) -> HttpResponse:
    """Make one move and go on, or say why not; `again` is where what was written may be sent again."""
    try:
        done = actions.make(here.now.sitting, Act(here.request.POST.get("move", ""), (asked,)), here.at)
    except Absent:
        raise
    except (Refused, BadInput) as no:
        return refused(here, asked, refusals.told(no), again)
    news.tell(done.changed)
    return _on(here)


@require_POST
@seat_page
def put(here: Here) -> HttpResponse:
    """Put into the tray what a form asks, to be read once more before it goes."""
    asked = forms.asked(here.request.POST)
    try:
        tray.put(here.now.sitting, here.request.POST.get("move", ""), asked, here.at)
    except BadInput as no:
        return refused(here, asked, refusals.told(no), here.url("put"))
    return here.go("tray")


@require_safe
@seat_page
def show(here: Here) -> HttpResponse:
    """Show the tray: what is not sent yet, exactly as they will read it."""
    slips = [(one.id, telling.slip(here.view, one.asked)) for one in tray.waiting(here.now.sitting)]
    return here.page("talks/tray.html", "notes", "tray", slips=slips, fresh=move())


@require_POST
@seat_page
def send(here: Here) -> HttpResponse:
    """Send what was chosen in the tray."""
    post = here.request.POST
    try:
        done = tray.send(here.now.sitting, post.getlist("item"), post.get("move", ""), here.at)
    except Absent:
        return here.go("tray")
    except (Refused, BadInput) as no:
        slips = [(one.id, telling.slip(here.view, one.asked)) for one in tray.waiting(here.now.sitting)]
        return here.page_with(
            409, "talks/tray.html", "notes", "tray", slips=slips, fresh=move(), no=refusals.told(no)
        )
    news.tell(done.changed)
    return _on(here)


@require_POST
@seat_page
def drop(here: Here) -> HttpResponse:
    """Put away something in the tray; the page that says so is the one place from which it can be put back."""
    name = here.request.POST.get("item", "")
    away = next((one.asked for one in tray.waiting(here.now.sitting) if one.id == name), None)
    tray.drop(here.now.sitting, name)
    if away is None or not _simple(away):
        return here.go("tray")
    slips = [(one.id, telling.slip(here.view, one.asked)) for one in tray.waiting(here.now.sitting)]
    back = [("kind", away.kind), ("lane", away.lane), ("head", away.head), *forms.carried(away.fields)]
    return here.page("talks/tray.html", "notes", "tray", slips=slips, fresh=move(), away=back)


def _simple(asked: Asked) -> bool:
    """Whether a form can ask a move anew as it was: its fields are words, or lists or names of words."""
    parts: list[object] = []
    for value in asked.fields.values():
        parts += (
            value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else [value]
        )
    return all(isinstance(one, str | int) for one in parts)


def refused(here: Here, asked: Asked, no: str, again: str) -> HttpResponse:
    """Say why not, and give back what was written, to be changed and sent again."""
    fields = forms.carried(asked.fields)
    return here.page_with(
        409,
        "talks/refused.html",
        "notes",
        "",
        no=no,
        asked=asked,
        kept=[pair for pair in fields if pair[0] != "words"],
        words=asked.fields.get("words", ""),
        again=again,
        fresh=move(),
        back=way(here.request, here.request.POST.get("next", ""), here.url("home")),
        title=_("Not sent"),
    )


def _on(here: Here) -> HttpResponse:
    return HttpResponseRedirect(way(here.request, here.request.POST.get("next", ""), here.url("home")))
