"""Understandings: amendments made on the way, each with check words of its own, in force once every party agreed to them."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from goodoffices.core.entries import Act, Asked
from goodoffices.core.errors import BadInput, Refused
from goodoffices.web import refusals
from goodoffices.web.parts import move
from goodoffices.web.talks import actions, following, news
from goodoffices.web.talks import owing as owed
from goodoffices.web.talks.access import seat_page
from goodoffices.web.talks.following import Course, Proposed
from goodoffices.web.talks.here import Here
from goodoffices.web.talks.pages.after import course_of, lanes, mine, spoken


@require_safe
@seat_page
def understandings(here: Here) -> HttpResponse:
    """Show every understanding, what it changes, its check words, and who has agreed."""
    return _page(here, course_of(here), 200, ())


def _page(here: Here, course: Course, status: int, wrong: Sequence[str]) -> HttpResponse:
    post, mediates = here.request.POST, here.view.seat.mediates
    told = spoken(here, course) | {
        "listed": [_shown(here, course, one) for one in reversed(course.understandings)],
        "wrong": wrong,
        "lanes": lanes(here) if mediates else (),
        "number": post.get("number") or str(len(course.understandings) + 1),
        "words": post.get("words", ""),
        "file": post.get("file") or _file(course),
        "cases": [(one.key, one.incident.alleged) for one in course.cases.values()],
        "fresh": move(),
    }
    return here.page_with(status, "talks/understandings.html", here.work.kind.value, "after", **told)


def _file(course: Course) -> str:
    """Return the obligations as they read now, to be written as they would read."""
    last = next((one for one in reversed(course.understandings) if one.in_force), None)
    return last.move.file if last else course.bind.file


def _shown(here: Here, course: Course, one: Proposed) -> dict[str, Any]:
    me = mine(here)
    return {
        "move": one.move,
        "check": one.move.check.words(get_language() or "en"),
        "changes": owed.differences(course.signed, one.means.obligations),
        "withdrawn": one.means.withdrawn,
        "agreed": one.agreed,
        "in_force": one.in_force,
        "agrees": me in course.bind.parties and me not in one.agreed,
        "fresh": move(),
    }


@require_POST
@seat_page
def propose(here: Here) -> HttpResponse:
    """Propose an understanding in the lanes chosen: its words, and the obligations as they would read."""
    course = course_of(here)
    if not here.view.seat.mediates:
        raise Http404
    try:
        return _proposed(here, course)
    except (BadInput, Refused) as no:
        return _page(here, course, 400, refusals.lines(no))


def _proposed(here: Here, course: Course) -> HttpResponse:
    post = here.request.POST
    held = {lane for lane, _words in lanes(here)}
    chosen = [lane for lane in post.getlist("lane[]") if lane in held]
    if not chosen:
        raise BadInput(_("Choose to whom it is proposed."))
    file, cures = post.get("file", "").replace("\r\n", "\n"), tuple(post.getlist("cures[]"))
    words, number = post.get("words", "").replace("\r\n", "\n").strip(), post.get("number", "")
    if not number.isdecimal():
        raise BadInput(_("A whole number is needed: understandings are numbered from 1."))
    fields = following.proposal(course, int(number), words, file, cures)
    asked = tuple(Asked(lane, "understand", fields) for lane in chosen)
    news.tell(actions.make(here.now.sitting, Act(post.get("move", ""), asked), here.at).changed)
    return here.go("understandings")
