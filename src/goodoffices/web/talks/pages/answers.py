"""Answering the text: the form in plain words, keying in what a room said or signed, and asking again where it moved."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from goodoffices.core import text as one_text
from goodoffices.core.covering import beyond
from goodoffices.core.entries import Asked
from goodoffices.core.errors import BadInput
from goodoffices.core.fold import ChannelState
from goodoffices.core.fold.channel import Given
from goodoffices.core.lanes import Kind
from goodoffices.core.people import Delegation, Standing
from goodoffices.web import refusals
from goodoffices.web.parts import move
from goodoffices.web.talks import answered, answering, forms, given, mandating, tray
from goodoffices.web.talks.access import seat_page
from goodoffices.web.talks.here import Here
from goodoffices.web.talks.pages import doing
from goodoffices.web.talks.pages.entering import delegation
from goodoffices.web.talks.pages.room import channel, standing
from goodoffices.web.talks.sending import sending


@require_safe
@seat_page
def answer(here: Here) -> HttpResponse:
    """Say what it means to accept, or not to accept, before anything is put into the tray."""
    return _page(here)


def _page(here: Here, status: int = 200, **more: Any) -> HttpResponse:
    state, newest = _answerable(here)
    since = here.request.GET.get("since", "") or more.pop("since", "")
    shown = given.read(here, state.given, newest, since)
    told = {**given.told(here, shown), **sending(here), "accepting": sending(here, "accept")}
    told |= {"moved": bool(since) and since != newest.sha256, "held": state.held, "fresh": move()}
    told |= {**answered.told(here, newest), **form(here, _own(here)), "lane": here.lane(Kind.CHANNEL)}
    told["guarantees"] = standing(here) is Standing.GUARANTOR
    told["copy"] = _copy(here, newest)
    told["mandates"] = mandating.told(here, answered.numbers_in(here, newest))
    chairs = enumerate(here.view.table.mediators, 1)
    told["chairs"] = [(str(number), chair.name) for number, chair in chairs]
    return here.page_with(status, "talks/answer.html", "room", "", **{**told, **more})


def _copy(here: Here, given: Given) -> Mapping[str, Any] | None:
    """Return the copy that the room's own check found to be another text, where its words are known."""
    found = here.view.room.checks.get(given.sha256)
    if found is None or found.same or not found.sha256:
        return None
    check = one_text.check_words(found.sha256)
    words = check.words(get_language() or "en")
    return {"sha256": found.sha256, "words": words, "digits": check.digits}


def _own(here: Here) -> Delegation:
    return here.view.delegation(here.view.seat.delegation)


def _answerable(here: Here) -> tuple[ChannelState, Given]:
    state = channel(here)
    if state.newest is None or not standing(here).answers:
        raise Http404
    return state, state.newest


def form(here: Here, own: Delegation) -> dict[str, Any]:
    """Return what the form of an acceptance offers: levels, what a yes may wait for, who may be told."""
    others = [one for one in here.view.table.delegations if one != own]
    choices = [(f"accepts:{one.id}", _("%(name)s accepts") % {"name": one.name}) for one in others
               if one.standing is Standing.PARTY]  # fmt: skip
    choices += [(f"letter:{one.id}", _("%(name)s gives its letter") % {"name": one.name}) for one in others
                if one.standing is Standing.GUARANTOR]  # fmt: skip
    choices += [
        ("clause", _("a clause reads…")),
        ("fact", _("this is so, outside the talks…")),
        ("not", _("this is not so, outside the talks…")),
    ]
    rows = [str(number) for number in range(1, answering.ROWS + 1)]
    told = {"levels": answering.CHOICES.items(), "ifs": choices, "if_rows": rows, "others": others}
    told["if_levels"] = answering.LEVELS.items()
    return told | {"how": answering.HOW.items(), "redrafts": here.view.table.settings.redraft == "anybody"}


@require_POST
@seat_page
def put(here: Here) -> HttpResponse:
    """Put an acceptance into the tray, or make it ready for a colleague; where the text moved, ask again."""
    _state, newest = _answerable(here)
    post = here.request.POST
    if post.get("sha256") != newest.sha256:
        return _page(here, 409, since=post.get("sha256", ""))
    try:
        fields = answering.fields_of(post)
        stopped = _beyond(here, newest, fields)
        if stopped:
            return here.page("talks/stopped.html", "room", "", stops=stopped)
        asked = Asked(_lane(here, post.get("to", "")), "accept", fields, post.get("head", ""))
        if not sending(here, "accept")["sends"]:
            body = {"to": "channel", "asked": asked.kind, "body": fields}
            return doing.make(here, Asked(here.lane(Kind.ROOM), "prepare", body), here.url("act"))
        tray.put(here.now.sitting, post.get("move", ""), asked, here.at)
    except BadInput as no:
        return _page(here, 409, no=refusals.told(no), was=post)
    return here.go("tray")


@require_POST
@seat_page
def letter(here: Here) -> HttpResponse:
    """Put a guarantor's letter into the tray."""
    _answerable(here)
    post = here.request.POST
    try:
        asked = Asked(here.lane(Kind.CHANNEL), "pledge", answering.letter_of(post), "")
        if not sending(here, "accept")["sends"]:
            body = {"to": "channel", "asked": asked.kind, "body": asked.fields}
            return doing.make(here, Asked(here.lane(Kind.ROOM), "prepare", body), here.url("act"))
        tray.put(here.now.sitting, post.get("move", ""), asked, here.at)
    except BadInput as no:
        return _page(here, 409, no=refusals.told(no), was=post)
    return here.go("tray")


def _beyond(here: Here, newest: Given, fields: Mapping[str, Any]) -> list[str]:
    """Return why an acceptance goes beyond the mandate; this seat alone is told, and nothing is kept of it."""
    numbers = answered.numbers_in(here, newest)
    wanted = str(fields.get("clause", "")).rstrip(". ")
    clause = next((name for name, number in numbers.items() if wanted in (name, number.rstrip("."))), wanted)
    at = int(here.at.timestamp())
    return mandating.stops(beyond(here.view, (newest.sha256, clause), fields["level"], at), numbers)


def _lane(here: Here, chair: str) -> str:
    """Return the lane an answer goes into: the channel to the desk, or to one mediator alone."""
    if not chair:
        return here.lane(Kind.CHANNEL)
    chairs = here.view.table.mediators
    if not 1 <= forms.number(chair) <= len(chairs):
        raise Http404
    return here.view.lane(Kind.PRIVATE, here.view.seat.delegation, chairs[forms.number(chair) - 1].seat).id


@require_safe
@seat_page
def keyed(here: Here, number: str) -> HttpResponse:
    """Show a mediator the form by which an answer given by word of mouth or in ink is keyed in."""
    return _keyed(here, number)


def _keyed(here: Here, number: str, status: int = 200, **more: Any) -> HttpResponse:
    one = delegation(here, number)
    state = here.view.channel(one.id)
    if not state.given or not one.standing.answers:
        raise Http404
    told = {"who": one, "number": number, "given": list(reversed(state.given)), **form(here, one)}
    told |= {"back": here.url("with", number)}
    return here.page_with(
        status, "talks/keyed.html", "desk", "", **{**told, "redrafts": True, "fresh": move(), **more}
    )


@require_POST
@seat_page
def key_in(here: Here, number: str) -> HttpResponse:
    """Write down at once what a delegation answered, with how it came and who witnessed it."""
    one, post = delegation(here, number), here.request.POST
    try:
        fields = answering.fields_of(post)
    except BadInput as no:
        return _keyed(here, number, 409, no=refusals.told(no), was=post)
    kind = "decline" if post.get("answer") == "no" else "accept"
    if kind == "decline":
        fields = {name: fields[name] for name in ("sha256", "level", "clause", "heard") if name in fields}
    asked = Asked(here.lane(Kind.CHANNEL, one.id), kind, fields)
    return doing.make(here, asked, here.url("act"))
