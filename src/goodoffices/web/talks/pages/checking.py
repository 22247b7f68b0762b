"""Checking what we hold: the copy we were left, or what was read out to us, against the text we were given."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from goodoffices.core import text as one_text
from goodoffices.core.entries import Act, Asked
from goodoffices.core.errors import BadInput, Refused
from goodoffices.core.fold.channel import Given
from goodoffices.core.lanes import Kind
from goodoffices.core.moves import Check
from goodoffices.documents.paste import in_notation
from goodoffices.web import refusals
from goodoffices.web.parts import move
from goodoffices.web.talks import actions, changed, copies, given, news, paper, pasting
from goodoffices.web.talks.access import seat_page
from goodoffices.web.talks.here import Here
from goodoffices.web.talks.pages.pasting import head_of, page
from goodoffices.web.talks.pages.room import channel
from goodoffices.web.talks.sending import sending


@dataclass(frozen=True)
class Found:
    """What the room found: the same text, or where not, in sentences; or nothing marked on the control list."""

    same: bool
    listed: bool
    places: tuple[tuple[str, SafeString], ...]


@require_safe
@seat_page
def check(here: Here) -> HttpResponse:
    """Show the ways to check, and what was found."""
    return _page(here)


def _page(here: Here, **more: Any) -> HttpResponse:
    state = channel(here)
    told: dict[str, Any] = {"newest": state.newest, "fresh": [move() for _number in range(3)]}
    if state.newest is not None:
        one = given.read(here, state.given, state.newest)
        found = here.view.room.checks.get(state.newest.sha256)
        told |= given.told(here, one)
        told |= {"found": _found(found, one.language), "channel": here.lane(Kind.CHANNEL)}
        told |= {"held": state.held, "limit": copies.MEGABYTES}
    status = 409 if "no" in more else 200
    return here.page_with(status, "talks/check.html", "room", "check", **told, **sending(here), **more)


def _found(check: Check | None, language: str) -> Found | None:
    if check is None:
        return None
    places = []
    for one in check.differences:
        words = changed.swaps(one.before, one.after, language) if one.before or one.after else SafeString()
        places.append((one.clause, words))
    return Found(check.same, check.same and not check.sha256, tuple(places))


@require_POST
@seat_page
def copy(here: Here) -> HttpResponse:
    """Compare a copy that was pasted or uploaded with the text given; the finding stays in the room."""
    newest = _newest(here)
    language, pasted = here.request.POST.get("language", ""), here.request.POST.get("words", "")
    try:
        written = copies.taken(here.request.FILES.get("file"), pasted)
        registered = here.view.text_of(newest.sha256)
        dressed = copies.dressed(registered, language, written)
        if here.request.POST.get("seen") is None and in_notation(dressed):
            return _checked(here, {"against": newest.sha256, "text": {language: dressed}})
        if pasting.meant_as_notation(written):
            one_text.read(written)
        one = pasting.asking(
            language,
            written,
            head_of(registered[language], language),
            here.request.POST,
            registered[language],
        )
        if not pasting.settled([one], here.request.POST):
            return _places(here, one)
        return _checked(here, {"against": newest.sha256, "text": {language: one.turned}})
    except (Refused, BadInput) as no:
        return _page(here, no=refusals.told(no), written=pasted, wanted=language)


def _places(here: Here, one: pasting.Asking) -> HttpResponse:
    return page(
        here,
        [one],
        place="room",
        current="check",
        band="room",
        heading=_("Read what was pasted"),
        reads=_("Only your delegation reads this."),
        field="words",
        action=here.url("check-copy"),
        ons=[("compare", _("Compare it"))],
        back=here.url("check"),
    )


@require_POST
@seat_page
def gone_down(here: Here) -> HttpResponse:
    """Take down what somebody found who went down the control list with the paper beside it."""
    newest = _newest(here)
    differ = list(dict.fromkeys(here.request.POST.getlist("differ")))
    fields: dict[str, Any] = {"against": newest.sha256}
    fields |= {"differ": differ} if differ else {"listed": True}
    try:
        return _checked(here, fields)
    except (Refused, BadInput) as no:
        return _page(here, no=refusals.told(no))


def _checked(here: Here, fields: Mapping[str, Any]) -> HttpResponse:
    asked = Asked(here.lane(Kind.ROOM), "check", fields)
    done = actions.make(here.now.sitting, Act(here.request.POST.get("move", ""), (asked,)), here.at)
    news.tell(done.changed)
    return here.go("check")


def _newest(here: Here) -> Given:
    newest = channel(here).newest
    if newest is None:
        raise Http404
    return newest


@require_safe
@seat_page
def control(here: Here) -> HttpResponse:
    """Show the control list: every number, date, name, bracket and “not”, in order, with its clause."""
    state = channel(here)
    one = given.read(here, state.given, _newest(here))
    refs = paper.references(one.text)
    listed = [(refs.get(item.clause, item.number), item) for item in one_text.control_list(one.text)]
    told = given.told(here, one)
    return here.page("talks/control.html", "room", "check", listed=listed, fresh=move(), **told)


@require_POST
@seat_page
def words(here: Here) -> HttpResponse:
    """Say whether check words that were read out are those of the text given; nothing is written down."""
    newest, spoken = _newest(here), here.request.POST.get("words", "")
    try:
        heard = one_text.heard(newest.check, spoken[:2000])
    except BadInput as no:
        return _page(here, no=refusals.told(no))
    said = {
        "same": _("These are the check words of the text you were given."),
        "another": _("These are the check words of another text."),
        "slip": _("Something was misheard or misread: have the words read out again."),
    }
    return _page(here, heard=said[heard], heard_same=heard == "same", spoken=spoken)
