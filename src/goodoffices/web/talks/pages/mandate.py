"""Our mandate: what we may accept, what was referred to headquarters, the digest it reads, and its answer keyed in."""

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_POST, require_safe

from goodoffices.core import text as one_text
from goodoffices.core.entries import Act, Asked
from goodoffices.core.errors import Absent, BadInput, Refused
from goodoffices.core.fold.channel import Given
from goodoffices.core.fold.mandates import Mandates, Referred
from goodoffices.core.lanes import Kind, Lane
from goodoffices.core.people import Role
from goodoffices.web import refusals
from goodoffices.web.parts import move
from goodoffices.web.talks import actions, answered, answering, clauses, mandating, news, telling
from goodoffices.web.talks.access import seat_page
from goodoffices.web.talks.here import Here
from goodoffices.web.talks.pages import room
from goodoffices.web.talks.paper import direction


def where(here: Here) -> Lane:
    """Return where a seat's mandate stands: with its principals if it holds their lane, else in its room."""
    if here.view.seat.mediates:
        raise Http404
    try:
        return here.view.lane(Kind.PRINCIPALS)
    except Absent:
        return here.view.lane(Kind.ROOM)


@require_safe
@seat_page
def mandate(here: Here) -> HttpResponse:
    """Show the mandate in force, and what was referred to headquarters."""
    return _page(here)


def _page(here: Here, status: int = 200, **more: Any) -> HttpResponse:
    lane, newest = where(here), _newest(here)
    own = here.view.seat.role is Role.PRINCIPAL
    numbers = answered.numbers_in(here, newest) if newest else {}
    referred = list(_state(here, lane).referred.values())[::-1]
    told = {
        "own": own,
        "reads": telling.readers(here.view, lane.id) if lane.kind is not Kind.ROOM else "",
        "audience": lane.kind.value,
        "mandates": mandating.told(here, numbers),
        "newest": newest,
        "rows": _rows(here, newest) if newest else [],
        "leaves": mandating.LEAVES.items(),
        "leaves_of_one": mandating.LEAVES_OF_ONE.items(),
        "courses": [str(row) for row in range(1, mandating.COURSES + 1)],
        "referred": referred,
        "open": referred[0] if referred and not referred[0].answer else None,
        "how": answering.HOW.items(),
        "tongues": settings.LANGUAGES,
        "endorsed": newest and _state(here, lane).endorsed.get(newest.sha256),
        "fresh": [move() for _number in range(4)],
    }
    return here.page_with(status, "talks/mandate.html", lane.kind.value, "mandate", **{**told, **more})


def _state(here: Here, lane: Lane) -> Mandates:
    state = here.view.states[lane.id]
    if not isinstance(state, Mandates):
        raise Http404
    return state


def _newest(here: Here) -> Given | None:
    if here.view.seat.role is Role.PRINCIPAL:
        return here.view.principals.newest
    return room.channel(here).newest


def _rows(here: Here, given: Given) -> list[Mapping[str, Any]]:
    """Return the clauses a mandate may be about: number, and the wordings its brackets leave open."""
    file = clauses.files_in(here.view.text_of(given.sha256), translation.get_language() or "en")[1]
    text = one_text.read(file)
    numbers = answered.numbers_in(here, given)
    options: dict[str, list[str]] = {}
    for passage in one_text.passages(text):
        if isinstance(passage.bracket, one_text.Bracket):
            found = [one_text.notation(option.pieces) for option in passage.bracket.options]
            options.setdefault(passage.clause, []).extend(one for one in found if one)
    return [
        {"id": one.id, "number": numbers.get(one.id, one.id), "options": options.get(one.id, [])}
        for one in one_text.clauses(text)
    ]


def _make(here: Here, kind: str, read: Callable[[], dict[str, Any]]) -> HttpResponse:
    """Write one thing down at once in the lane of the mandate, or say why not with what was written."""
    try:
        asked = Asked(where(here).id, kind, read())
        done = actions.make(here.now.sitting, Act(here.request.POST.get("move", ""), (asked,)), here.at)
    except Absent:
        raise
    except (Refused, BadInput) as no:
        return _page(here, 409, no=refusals.told(no), was=here.request.POST)
    news.tell(done.changed)
    return here.go("mandate")


@require_POST
@seat_page
def give(here: Here) -> HttpResponse:
    """Write down a mandate: the principals' own, or keyed in with how it came."""
    return _make(here, "mandate", lambda: mandating.mandate_of(here.request.POST))


@require_POST
@seat_page
def refer(here: Here) -> HttpResponse:
    """Refer the newest text to headquarters, with numbered answers."""
    return _make(here, "refer", lambda: mandating.referral_of(here.request.POST))


@require_POST
@seat_page
def instruct(here: Here) -> HttpResponse:
    """Key in the answer of headquarters: its number, its two words, until when, and what it leaves out."""
    post = here.request.POST
    told = {name: post.get(name, "") for name in ("item", "number", "said")}
    but = [one.strip() for one in post.get("but", "").replace("،", ",").split(",") if one.strip()]
    return _make(here, "instruct", lambda: {**told, "but": but, **mandating.heard(post)})


@require_POST
@seat_page
def endorse(here: Here) -> HttpResponse:
    """Confirm or ratify the text before one, by its fingerprint."""
    post = here.request.POST
    told = {name: post[name] for name in ("sha256", "level") if post.get(name)}
    return _make(here, "endorse", lambda: told | mandating.heard(post))


@require_safe
@seat_page
def digest(here: Here, item: str) -> HttpResponse:
    """Show one page for headquarters, in its language; it prints, and asks for nothing."""
    return _digest(here, item, "talks/digest.html", "text/html")


@require_safe
@seat_page
def script(here: Here, item: str) -> HttpResponse:
    """Show what is read out to headquarters, as plain words."""
    return _digest(here, item, "talks/script.txt", "text/plain")


def _digest(here: Here, item: str, template: str, kind: str) -> HttpResponse:
    one: Referred | None = _state(here, where(here)).referred.get(item)
    if one is None:
        raise Http404
    wanted = here.request.GET.get("lang", "") or one.asked.language
    language = wanted if wanted in dict(settings.LANGUAGES) else "en"
    with translation.override(language):
        told = mandating.digest(one, language, here.view.table.name)
        shown = {"digest": told, "lang": language, "dir": direction(language), "here": here.url("mandate")}
        shown |= {"words": one.asked.check.words(language), "print": here.url("print", "digest", item)}
        return render(here.request, template, shown, content_type=f"{kind}; charset=utf-8")
