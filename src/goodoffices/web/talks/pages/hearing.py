"""What rooms without a seat said, on one page: in their words, how and when it was heard."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from goodoffices.core.entries import Act, Asked
from goodoffices.core.errors import Absent, BadInput, Refused
from goodoffices.core.lanes import Kind
from goodoffices.core.people import Standing
from goodoffices.web import refusals
from goodoffices.web.parts import move
from goodoffices.web.talks import actions, news, telling
from goodoffices.web.talks.access import seat_page
from goodoffices.web.talks.here import Here

KINDS = ("say", "confide", "ask")
HOW = ("orally", "telephone", "paper", "message")


def how() -> Mapping[str, str]:
    """Return the ways in which something is heard, in words."""
    return {
        "orally": _("face to face"),
        "telephone": _("by telephone"),
        "paper": _("on paper"),
        "message": _("by message"),
    }


@require_safe
@seat_page
def hearing(here: Here) -> HttpResponse:
    """Show a form for each room, to write down what it said."""
    if not here.view.seat.mediates:
        raise Http404
    return _page(here, {}, "")


def _page(here: Here, said: Mapping[str, str], no: str) -> HttpResponse:
    rooms = []
    for number, one in enumerate(here.view.table.delegations, 1):
        state = here.view.channel(one.id)
        rooms.append(
            {
                "number": number,
                "name": one.name,
                "party": one.standing is Standing.PARTY,
                "way": here.url("with", str(number)),
                "words": said.get(f"words.{number}", ""),
                "kind": said.get(f"kind.{number}", ""),
                "how": said.get(f"how.{number}", ""),
                "when": said.get(f"when.{number}", ""),
                "unconfirmed": list(state.unconfirmed.values()),
                "newest": state.newest,
            }
        )
    told: dict[str, Any] = {"rooms": rooms, "no": no, "fresh": move(), "all_how": how().items()}
    kinds = [(kind, telling.KINDS[kind]) for kind in KINDS]
    return here.page_with(409 if no else 200, "talks/hearing.html", "desk", "", kinds=kinds, **told)


@require_POST
@seat_page
def heard(here: Here) -> HttpResponse:
    """Write down what each room said: all of it, or none of it."""
    if not here.view.seat.mediates:
        raise Http404
    post = here.request.POST
    try:
        made = actions.make(here.now.sitting, Act(post.get("move", ""), tuple(_asked(here))), here.at)
    except Absent:
        raise
    except (Refused, BadInput) as no:
        return _page(here, {name: post.get(name, "") for name in post}, refusals.told(no))
    news.tell(made.changed)
    return here.go("draft") if post.get("on") == "draft" else here.go("home")


def _asked(here: Here) -> Sequence[Asked]:
    post, found = here.request.POST, []
    for number, one in enumerate(here.view.table.delegations, 1):
        words = post.get(f"words.{number}", "")
        if not words.strip():
            continue
        kind = post.get(f"kind.{number}", "say")
        if kind not in KINDS:
            raise BadInput(_("Choose as what it was said: words, a question, or in confidence."))
        told = {"how": post.get(f"how.{number}", ""), "when": post.get(f"when.{number}", "")}
        found.append(Asked(here.lane(Kind.CHANNEL, one.id), kind, {"words": words, "heard": told}))
    if not found:
        raise BadInput(_("Nothing was written down: put what a room said in its place."))
    return found


def heard_of(here: Here) -> list[tuple[str, list[str], str]]:
    """Return what was heard from each room and is not confirmed yet, and the way to it, to have beside a draft."""
    found = [
        (one.name, list(here.view.channel(one.id).unconfirmed.values())[-5:], here.url("with", str(number)))
        for number, one in enumerate(here.view.table.delegations, 1)
    ]
    return [one for one in found if one[1]]
