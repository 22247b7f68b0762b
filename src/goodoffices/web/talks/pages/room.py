"""The text as a delegation was given it, with its own reactions beside it; reacting, and answering."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from goodoffices.core.entries import Act, Asked
from goodoffices.core.errors import BadInput, Refused
from goodoffices.core.fold import ChannelState
from goodoffices.core.fold.channel import Given
from goodoffices.core.lanes import Kind
from goodoffices.core.people import Standing
from goodoffices.web import refusals
from goodoffices.web.parts import move
from goodoffices.web.talks import actions, answered, changed, given, lines, paper, telling
from goodoffices.web.talks.access import seat_page
from goodoffices.web.talks.given import Read
from goodoffices.web.talks.here import Here
from goodoffices.web.talks.paper import Row
from goodoffices.web.talks.sending import sending
from goodoffices.web.talks.sheet import Said

TONES = {
    "open": "open",
    "narrowed": "open",
    "agreed in principle": "agreed",
    "agreed ad referendum": "agreed",
    "closed": "agreed",
    "deferred": "set-aside",
}


def text(here: Here) -> HttpResponse:
    """Show the text a delegation was given last."""
    state = channel(here)
    if state.newest is None:
        latest = lines.lines(here.now, here.view.lane(Kind.TABLE))
        return here.page(
            "talks/no_text.html", "room", "home", lines=replace(latest, lines=latest.lines[:5], older=0)
        )
    return _page(here, state, state.newest)


@require_safe
@seat_page
def one_given(here: Here, number: int) -> HttpResponse:
    """Show a text a delegation was given before."""
    state = channel(here)
    return _page(here, state, one_of(state.given, number))


def _page(here: Here, state: ChannelState, one: Given) -> HttpResponse:
    shown = given.read(here, state.given, one)
    latest = one == state.newest
    laid = paper.rows(shown.text, shown.changes.before)
    said = _said(here, state, shown, laid) if latest else {}
    rows = [(row, said.get(row.id)) for row in laid]
    return here.page(
        "talks/text.html",
        "room",
        "home",
        **given.told(here, shown),
        rows=rows,
        latest=latest,
        earlier=[other for other in reversed(state.given) if other != one],
        held=state.held,
        **answered.told(here, one),
        asked=standing(here).answers,
        party_named=here.view.name_of(here.view.seat.id),
        room_lane=here.lane(Kind.ROOM),
        **sending(here),
    )


def _said(here: Here, state: ChannelState, shown: Read, laid: Sequence[Row]) -> Mapping[str, Said]:
    names = {one.sha256: one.name for one in state.given}
    found = {}
    asked = standing(here).answers
    way = here.url("react", "-").removesuffix("-")  # finding the way anew for each clause takes its time
    for clause in laid:
        if clause.sort not in ("clause", "table"):
            continue
        one, status = state.reactions.get(clause.id), shown.given.status.get(clause.id)
        told = {"status": str(telling.STATUSES[status]), "tone": TONES.get(status, "plain")} if status else {}
        if one is not None:
            other = one.sha256 != shown.given.sha256
            told |= {"reaction": str(telling.REACTIONS[one.reaction]), "words": one.words}
            told |= {"of": names.get(one.sha256, "") or _("an earlier text")} if other else {}
        address = f"{way}{quote(clause.id)}" if asked else ""
        heard = bool(one and one.heard)
        found[clause.id] = Said(**told, heard=heard, address=address)
    return found


def channel(here: Here) -> ChannelState:
    """Return the channel of the seat's own delegation; absent for a seat that has no room."""
    here.view.lane(Kind.ROOM)
    return here.view.channel(here.view.seat.delegation)


def standing(here: Here) -> Standing:
    """Return what the seat's delegation is in the talks."""
    return here.view.delegation(here.view.seat.delegation).standing


def one_of(listed: tuple[Given, ...], number: int) -> Given:
    """Return the given text that stands in this entry."""
    found = next((one for one in listed if one.number == number), None)
    if found is None:
        raise Http404
    return found


@require_safe
@seat_page
def changes(here: Here) -> HttpResponse:
    """Show what changed since this person last read the text, or since an earlier text, as one page to print."""
    state = channel(here)
    if state.newest is None:
        raise Http404
    since = here.request.GET.get("since", "")
    from_ = next((one.sha256 for one in state.given if str(one.number) == since), "")
    shown = given.read(here, state.given, state.newest, from_)
    before = shown.changes.before
    rows = [(row, None) for row in paper.rows(shown.text, before) if row.id in before]
    told = given.told(here, shown)
    return here.page("talks/changes.html", "room", "", **told, rows=rows, since=since)


@require_POST
@seat_page
def read(here: Here) -> HttpResponse:
    """Remember that this person read a text they were given; nobody else learns of it."""
    sha256 = here.request.POST.get("sha256", "")
    here.view.text_of(sha256)
    changed.mark_read(here.now.sitting, sha256)
    return here.go("home")


@require_safe
@seat_page
def react(here: Here, clause: str) -> HttpResponse:
    """Offer the six reactions to a clause."""
    return _react(here, clause)


def _react(here: Here, clause: str, **more: Any) -> HttpResponse:
    state = channel(here)
    if state.newest is None:
        raise Http404
    shown = given.read(here, state.given, state.newest)
    row: Row | None = next((one for one in paper.rows(shown.text) if one.id == clause and one.ref), None)
    if row is None:
        raise Http404
    told: dict[str, Any] = {"row": row, "now": state.reactions.get(clause), "chosen": "", "written": ""}
    told |= {
        "redrafts": here.view.table.settings.redraft == "anybody",
        "proposed": state.redrafts.get(clause),
        "ours": here.view.room.readings.get(clause),
        "theirs": state.readings.get(clause),
        "room_lane": here.lane(Kind.ROOM),
    }
    told |= {"reactions": telling.REACTIONS.items(), "lane": here.lane(Kind.CHANNEL), "fresh": move()}
    told |= {**given.told(here, shown), **sending(here), **more}
    status = 409 if "no" in more else 200
    return here.page_with(status, "talks/react.html", "room", "", **told)


@require_POST
@seat_page
def propose(here: Here, clause: str) -> HttpResponse:
    """Propose other words for a clause: the rules of the talks say whether a delegation may; most say how else."""
    words = here.request.POST.get("words", "")
    asked = Asked(here.lane(Kind.CHANNEL), "redraft", {"clause": clause, "words": words})
    try:
        actions.make(here.now.sitting, Act(here.request.POST.get("move", ""), (asked,)), here.at)
    except (Refused, BadInput) as no:
        return _react(here, clause, no=refusals.told(no), chosen="prefer", written=words)
    return here.go("home")
