"""A reply sheet keyed in, clause by clause: by a mediator as heard on paper, or by the room itself for its tray."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from goodoffices.core.entries import Act, Asked
from goodoffices.core.errors import Absent, BadInput, Refused
from goodoffices.core.fold.channel import Given
from goodoffices.core.lanes import Kind
from goodoffices.core.moves.texts import REACTIONS
from goodoffices.core.people import Delegation
from goodoffices.web import refusals
from goodoffices.web.parts import move
from goodoffices.web.talks import actions, given, news, paper, telling, tray
from goodoffices.web.talks.access import seat_page
from goodoffices.web.talks.here import Here
from goodoffices.web.talks.pages import room
from goodoffices.web.talks.pages.entering import delegation
from goodoffices.web.talks.pages.hearing import how
from goodoffices.web.talks.sending import sending


@require_safe
@seat_page
def sheet(here: Here, number: str) -> HttpResponse:
    """Show a mediator the sheet of one delegation, to key in what it wrote on paper."""
    return _at_desk(here, number)


def _at_desk(here: Here, number: str, **more: Any) -> HttpResponse:
    one = _delegation(here, number)
    told = {"who": one, "all_how": how().items(), "done": here.url("sheet-done", number), "back": here.url("with", number)}  # fmt: skip
    return _page(here, here.view.channel(one.id).given, "desk", {**told, **more})


def _delegation(here: Here, number: str) -> Delegation:
    one = delegation(here, number)
    if not one.standing.answers:
        raise Http404
    return one


@require_safe
@seat_page
def reply(here: Here) -> HttpResponse:
    """Show a room its own sheet; what it marks waits in its tray."""
    return _own(here)


def _own(here: Here, **more: Any) -> HttpResponse:
    state = room.channel(here)
    if not room.standing(here).answers:
        raise Http404
    told = {"who": None, "done": here.url("reply-put"), "back": here.url("home"), **sending(here, "react")}
    return _page(here, state.given, "room", {**told, **more})


def _page(here: Here, listed: Sequence[Given], place: str, told: Mapping[str, Any]) -> HttpResponse:
    of = _of(here, listed)
    one = given.read(here, listed, of)
    was: Mapping[str, str] = told.get("was", {})
    rows = [
        (row, was.get(f"r.{row.id}", ""), was.get(f"w.{row.id}", ""))
        for row in paper.rows(one.text)
        if row.sort in ("heading", "clause", "table")
    ]
    keys = [(str(key), word, telling.REACTIONS[word]) for key, word in enumerate(REACTIONS, 1)]
    shown = {
        "of": of,
        "one": one,
        "dir": paper.direction(one.language),
        "rows": rows,
        "keys": keys,
        "fresh": move(),
    }
    status = 409 if "no" in told else 200
    return here.page_with(status, "talks/reply.html", place, "", **{"was": {}, **shown, **told})


def _of(here: Here, listed: Sequence[Given]) -> Given:
    """Return the text a sheet is of: the one named, else the newest this delegation was given."""
    sha256 = here.request.POST.get("sha256") or here.request.GET.get("of", "")
    found = next((one for one in reversed(listed) if sha256 in ("", one.sha256)), None)
    if found is None:
        raise Http404
    return found


@require_POST
@seat_page
def key_in(here: Here, number: str) -> HttpResponse:
    """Write down at once all that a delegation wrote on its sheet, or none of it, with how it came and its witness."""
    one, post = _delegation(here, number), here.request.POST
    lane = here.lane(Kind.CHANNEL, one.id)
    heard = {"heard": {"how": _how(here), "when": post.get("when", "")}}
    try:
        asked = [Asked(lane, "react", {**fields, **heard}) for fields in _reactions(here)]
        if post.get("all", "").strip():
            asked.append(Asked(lane, "say", {"words": post["all"], **heard}))
        _some(asked)
        done = actions.make(here.now.sitting, Act(post.get("move", ""), tuple(asked)), here.at)
    except Absent:
        raise
    except (Refused, BadInput) as no:
        return _at_desk(here, number, no=refusals.told(no), was=post)
    news.tell(done.changed)
    return here.go("with", number)


def _how(here: Here) -> str:
    witness = here.request.POST.get("witness", "").strip()
    way = here.request.POST.get("how", "")
    return _("%(how)s; witness: %(who)s") % {"how": way, "who": witness} if witness else way


@require_POST
@seat_page
def put(here: Here) -> HttpResponse:
    """Put all that a room marked on its own sheet into its tray, or make it ready for a colleague to send."""
    if not room.standing(here).answers:
        raise Http404
    lane, post = here.lane(Kind.CHANNEL), here.request.POST
    try:
        asked = [Asked(lane, "react", fields) for fields in _reactions(here)]
        if post.get("all", "").strip():
            asked.append(Asked(lane, "say", {"words": post["all"]}))
        _some(asked)
        if sending(here, "react")["sends"]:
            tray.put_all(here.now.sitting, post.get("move", ""), asked, here.at)
            return here.go("tray")
        bodies = [{"to": "channel", "asked": one.kind, "body": one.fields} for one in asked]
        ready = tuple(Asked(here.lane(Kind.ROOM), "prepare", body) for body in bodies)
        done = actions.make(here.now.sitting, Act(post.get("move", ""), ready), here.at)
    except Absent:
        raise
    except (Refused, BadInput) as no:
        return _own(here, no=refusals.told(no), was=post)
    news.tell(done.changed)
    return here.go("room")


def _some(asked: Sequence[Asked]) -> None:
    if not asked:
        raise BadInput(_("Nothing was marked: mark what the sheet says of at least one clause."))


def _reactions(here: Here) -> list[dict[str, Any]]:
    """Return what was marked, in the order of the sheet; words without a mark say to which clause one is missing."""
    post, found = here.request.POST, []
    for name in post:
        clause = name.removeprefix("w.")
        if clause == name:
            continue
        key, words = post.get(f"r.{clause}", ""), post[name].strip()
        if key.isdecimal() and 1 <= int(key) <= len(REACTIONS):
            told = {"clause": clause, "reaction": REACTIONS[int(key) - 1], "words": words}
            found.append({"sha256": post.get("sha256", ""), **told})
        elif words:
            raise BadInput(_("Words stand beside a clause where no reaction is marked: “%(words)s”. Mark one of the six.") % {"words": words[:60]})  # fmt: skip
    return found
