"""Papers without status: written, read once more, left with somebody or read aloud, withdrawn, made a proposal."""

import secrets
from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from goodoffices.core.entries import Act, Asked
from goodoffices.core.errors import Absent, BadInput, Refused
from goodoffices.core.lanes import Kind, Lane
from goodoffices.core.people import Role
from goodoffices.core.reading.saying import echoes
from goodoffices.web import refusals
from goodoffices.web.parts import move
from goodoffices.web.talks import actions, news, nonpapers, paper, tray
from goodoffices.web.talks.access import seat_page
from goodoffices.web.talks.here import Here
from goodoffices.web.talks.nonpapers import PLACES, Paper
from goodoffices.web.talks.sending import sending


@require_safe
@seat_page
def papers(here: Here) -> HttpResponse:
    """Show a seat's own papers without status, and those that lie with it."""
    return _papers(here)


def _papers(here: Here, **more: Any) -> HttpResponse:
    if not _places(here):
        raise Http404
    own = nonpapers.own(here.now.sitting)
    told: dict[str, Any] = {
        "own": [
            (one, [_place(here, here.view.lanes[lane]) for lane in one.laid if lane in here.view.lanes])
            for one in own
        ],
        "lying": [(one, _from(here, here.view.lanes[one.lane])) for one in nonpapers.lying(here.view, own)],
        "languages": here.view.table.settings.languages,
        "language": get_language(),
        "was": {},
    }
    return here.page_with(
        409 if "no" in more else 200, "talks/nonpapers.html", "notes", "", **{**told, **more}
    )


def _places(here: Here) -> list[Lane]:
    """Return the lanes in which this seat may leave something: those it shares with the other side."""
    if here.view.seat.role is Role.PRINCIPAL:
        return []
    return [lane for lane in here.view.lanes.values() if lane.kind in PLACES]


def _place(here: Here, lane: Lane) -> str:
    """Return with whom something in a lane lies, as the seat that asks would say it."""
    if lane.kind is Kind.PRIVATE:
        pair = {"name": here.view.name_of(lane.delegation), "mediator": here.view.name_of(lane.seat)}
        if here.view.seat.mediates:
            return _("%(name)s, with you alone") % pair
        return _("%(mediator)s alone") % pair
    return here.view.name_of(lane.delegation) if here.view.seat.mediates else _("all mediators")


def _from(here: Here, lane: Lane) -> str:
    """Return in which of several places something lies with this seat; nothing where there is one."""
    return _place(here, lane) if here.view.seat.mediates or lane.kind is Kind.PRIVATE else ""


@require_POST
@seat_page
def write(here: Here) -> HttpResponse:
    """Keep what was written for its owner alone, and show it as others would read it."""
    if not _places(here):
        raise Http404
    post = here.request.POST
    language = post.get("language") or get_language() or "en"
    try:
        words = nonpapers.written(post.get("title", ""), post.get("words", ""), language)
        nonpapers.keep(here.now.sitting, post.get("move", ""), words, language)
    except (BadInput, Refused) as no:
        return _papers(here, no=refusals.told(no), was=post)
    return here.go("non-paper", post["move"])


@require_safe
@seat_page
def one(here: Here, item: str) -> HttpResponse:
    """Show a paper: to its owner with what may be done with it, to whoever it lies with as it is."""
    return _one(here, nonpapers.readable(here.now.sitting, here.view, item))


def _one(here: Here, of: Paper, **more: Any) -> HttpResponse:
    ours = any(of.id == one.id for one in nonpapers.own(here.now.sitting))
    text = of.text
    told: dict[str, Any] = {
        "of": of,
        "ours": ours,
        "heading": paper.title(text),
        "dir": paper.direction(of.language),
        "rows": [(row, None) for row in paper.rows(text)],
        "mediates": here.view.seat.mediates,
        "fresh": move(),
    }
    if ours:
        told |= {"places": [(lane.id, _place(here, lane), lane.id in of.laid) for lane in _places(here)]}
        told |= {"echoes": _echoes(here, of), "laid": bool(of.laid)}
    return here.page_with(409 if "no" in more else 200, "talks/nonpaper.html", "notes", "", **told, **more)


def _echoes(here: Here, of: Paper) -> list[tuple[str, Any]]:
    """Return what of a paper stands in what another room confided and has not released, with who would read it."""
    if not here.view.seat.mediates:
        return []
    rooms = [
        one for one in here.view.table.delegations if any(lane.delegation == one.id for lane in _places(here))
    ]
    return [(room.name, echo) for room in rooms for echo in echoes(here.view, of.words, room.id)]


@require_POST
@seat_page
def leave(here: Here, item: str) -> HttpResponse:
    """Leave a copy with those chosen; its owner alone does."""
    of = nonpapers.mine(here.now.sitting, item)
    known = {lane.id: lane for lane in _places(here)}
    try:
        wanted = [known[one] for one in here.request.POST.getlist("to") if one in known]
        if not wanted:
            raise BadInput(_("Choose with whom it is to lie."))
        for lane in wanted:
            _may_leave(here, lane)
        nonpapers.leave(here.now.sitting, of, {lane.id: secrets.token_hex(16) for lane in wanted})
    except (BadInput, Refused) as no:
        return _one(here, of, no=refusals.told(no))
    news.tell(lane.id for lane in wanted)
    return here.go("non-paper", item)


def _may_leave(here: Here, lane: Lane) -> None:
    """Refuse what the rules of the talks or of the room keep back: an end, a second pair of eyes, a countersignature."""
    if here.view.table.ended:
        raise Refused(_("The talks have ended."))
    if not here.view.seat.mediates and not sending(here, "say")["sends"]:
        raise Refused(_("What leaves this room is sent by a colleague; show it to them."))
    if here.view.seat.mediates and lane.kind is Kind.CHANNEL and here.view.table.settings.countersign > 1:
        raise Refused(_("By the rules of these talks several mediators stand behind what a room is given. Register it, or read it aloud."))  # fmt: skip


@require_POST
@seat_page
def withdraw(here: Here, item: str) -> HttpResponse:
    """Take every copy back; a line without its words goes into the owner's own notes, if wished."""
    of = nonpapers.mine(here.now.sitting, item)
    lanes = [here.view.lanes[one] for one in of.laid if one in here.view.lanes]
    nonpapers.withdraw(here.now.sitting, of)
    if here.request.POST.get("trace"):
        _trace(here, [_place(here, lane) for lane in lanes])
    news.tell(lane.id for lane in lanes)
    return here.go("non-papers")


def _trace(here: Here, places: list[str]) -> None:
    told = {"who": ", ".join(places)}
    words = (
        _("A paper without status lay with %(who)s and was withdrawn. Nothing of its words is kept.") % told
    )
    if not places:
        words = _(
            "A paper without status was read aloud or kept, left with nobody, and put away. Nothing of its words is kept."
        )
    asked = Asked(here.lane(Kind.NOTES), "note", {"words": words})
    actions.make(here.now.sitting, Act(here.request.POST.get("move", ""), (asked,)), here.at)


@require_POST
@seat_page
def promote(here: Here, item: str) -> HttpResponse:
    """Make it a proposal, by its owner alone: a mediator goes on to register it, a room to send its words as its own."""
    of = nonpapers.mine(here.now.sitting, item)
    if here.view.seat.mediates:
        return _to_draft(here, of)
    asked = Asked(here.lane(Kind.CHANNEL), "say", {"words": of.words})
    try:
        tray.put(here.now.sitting, here.request.POST.get("move", ""), asked, here.at)
    except BadInput as no:
        return _one(here, of, no=refusals.told(no))
    return here.go("tray")


def _to_draft(here: Here, of: Paper) -> HttpResponse:
    answer = here.go("draft")
    answer["Location"] += f"?paper={of.id}"
    return answer


def drafted(here: Here, item: str) -> Mapping[str, str]:
    """Return the words of a seat's own paper, to begin a version from."""
    try:
        of = nonpapers.mine(here.now.sitting, item)
    except Absent:
        raise Http404 from None
    return {of.language: of.words}


__all__ = ["drafted", "leave", "one", "papers", "promote", "withdraw", "write"]
