"""After signature: what is in force and where it stands, one obligation with its reports, the diary, findings for everybody."""

from collections.abc import Mapping, Sequence
from datetime import UTC
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from goodoffices.core.entries import Act, Asked
from goodoffices.core.errors import BadInput, Refused
from goodoffices.core.fold.after import After
from goodoffices.core.lanes import Kind, Lane
from goodoffices.core.moves.after import Told
from goodoffices.core.people import COMMISSION, Standing
from goodoffices.monitoring.calendar.play import play
from goodoffices.monitoring.calendar.reading import read
from goodoffices.monitoring.icalendar import diary
from goodoffices.monitoring.obligations import Obligation
from goodoffices.monitoring.reports import Disputed, Reported, Settled, Verified, owing
from goodoffices.web import refusals
from goodoffices.web.parts import move
from goodoffices.web.talks import actions, following, news, obliging, telling
from goodoffices.web.talks import owing as owed
from goodoffices.web.talks.access import seat_page
from goodoffices.web.talks.following import Course, Happening
from goodoffices.web.talks.here import Here


def course_of(here: Here) -> Course:
    """Return what follows signature as this seat knows it; 404 where nothing is in force that it may know."""
    found = following.course(here.view, here.at)
    if found is None:
        raise Http404
    return found


def mine(here: Here) -> str:
    """Return the name under which this seat speaks of what follows signature."""
    seat = here.view.seat
    return here.view.name_of(seat.id if seat.mediates else seat.delegation)


def numbers(here: Here) -> Mapping[str, str]:
    """Return the numbers that the clauses of the newest text show, by id."""
    told = obliging.text_of(here.view, get_language() or "en")
    return {name: number or name for name, (number, _words) in told.items()}


def places(here: Here) -> list[tuple[str, str, str, str]]:
    """Return where this seat may speak: lane, kind, what it is called, who reads it; the commission first."""
    found = [_place(here, lane) for lane in commissions(here)]
    if not here.view.seat.mediates:
        found.append(_place(here, here.view.lane(Kind.CHANNEL, here.view.seat.delegation)))
    return found


def commissions(here: Here) -> list[Lane]:
    """Return the circles this seat is in that were made for the commission."""
    return [lane for lane, circle in here.view.circles() if circle.purpose == "commission"]


def _place(here: Here, lane: Lane) -> tuple[str, str, str, str]:
    words = _("in the commission") if lane.kind is Kind.CIRCLE else _("with the mediators")
    return lane.id, lane.kind.value, words, telling.readers(here.view, lane.id)


def spoken(here: Here, course: Course) -> dict[str, Any]:
    """Return what every form needs with which this seat says something: where, to whom it may be told on, which day it is."""
    me = mine(here)
    others = [one.name for one in here.view.table.delegations if one.standing is not Standing.OBSERVER]
    return {
        "places": places(here),
        "may": [(COMMISSION, _("the commission")), *((one, one) for one in others if one != me)],
        "me": me,
        "today": course.today,
        "course": course,
    }


@require_safe
@seat_page
def after(here: Here) -> HttpResponse:
    """Show what is in force and where it stands, as far as this seat was told."""
    kind, course = here.work.kind.value, following.course(here.view, here.at)
    if course is None:
        return here.page("talks/after.html", kind, "after")
    told = spoken(here, course) | {
        "lines": owed.lines(course.calendar, course.standings, numbers(here)),
        "day": owed.day(course.calendar, course.today) if course.today > 0 else "",
        "going": course.going,
        "ended_by": course.bind.ended_by,
        "declares": mine(here) in course.bind.ended_by,
        "telling_on": _telling_on(here, course) if here.view.seat.mediates else (),
        "findings": len(here.view.table.findings),
    }
    return here.page("talks/after.html", kind, "after", **told)


def _telling_on(here: Here, course: Course) -> list[dict[str, str]]:
    """Return what delegations let be told on and was not yet: what it is, whose, to whom, in which lane."""
    found = []
    for one in course.said:
        if not isinstance(one.fact, Told) or one.kind is not Kind.CHANNEL:
            continue
        for lane, name in _onto(here, one):
            state = here.view.states[lane]
            if isinstance(state, After) and one.key not in state.followed:
                found.append(
                    {
                        "item": one.key,
                        "lane": lane,
                        "to": name,
                        "move": move(),
                        **words_of(course, one),
                    }
                )
    return found


def _onto(here: Here, one: Happening) -> list[tuple[str, str]]:
    """Return the lanes its author lets a thing be told in, each with its name; a commission's only where the author sits."""
    to, author = getattr(one.fact, "to", ()), here.view.lanes[one.lane].delegation
    rooms = ((lane.id, here.view.name_of(lane.delegation)) for lane in here.view.lanes.values() if lane.kind is Kind.CHANNEL)  # fmt: skip
    found = [(lane, name) for lane, name in rooms if name in to and name != COMMISSION]
    if COMMISSION not in to:
        return found
    sits = [(lane.id, circle.name) for lane, circle in here.view.circles() if circle.purpose == COMMISSION and author in circle.rooms]  # fmt: skip
    return found + (sits if len(sits) > 1 else [(lane, _("the commission")) for lane, _name in sits])


def words_of(course: Course, one: Happening) -> dict[str, str]:
    """Return who said what, in a few words, and the words themselves."""
    fact = one.fact
    names = {each.id: each.what or each.id for each in course.calendar.obligations}
    about = names.get(getattr(fact, "obligation", ""), "")
    return {
        "by": getattr(fact, "by", ""),
        "title": str(telling.KINDS[fact.kind]),
        "about": about,
        "words": getattr(fact, "words", ""),
    }


@require_safe
@seat_page
def obligation(here: Here, obligation: str) -> HttpResponse:
    """Show one obligation: what was agreed, what was reported, found and contested, and what this seat may say."""
    kind, course = here.work.kind.value, course_of(here)
    try:
        one = course.obligation(obligation)
    except Refused:
        raise Http404 from None
    me = mine(here)
    party = me in course.bind.parties
    told = spoken(here, course) | {
        "one": one,
        "facts": owed.facts(course.calendar, one),
        "lines": [each for each in owed.lines(course.calendar, course.standings, numbers(here)) if each.obligation == one.id],
        "reports": [_reported(course, one, each, me) for each in course.record if isinstance(each, Reported) and each.obligation == one.id],
        "reports_it": bool(places(here)) and me in owing(one.who) and not here.view.seat.mediates,
        "alleges": bool(places(here)) and party,
        "order": _order(course, one),
        "number": numbers(here).get(one.clause, one.clause),
    }  # fmt: skip
    return here.page("talks/after_obligation.html", kind, "after", **told)


def _reported(course: Course, one: Obligation, report: Reported, me: str) -> dict[str, Any]:
    record = course.record
    found = [each for each in record if isinstance(each, Verified) and each.report == report.id]
    ended = {each.dispute for each in record if isinstance(each, Settled)}
    contested = [each for each in record if isinstance(each, Disputed) and each.report == report.id]
    own = [each for each in contested if each.by == me and each.id not in ended]
    concerned = owing(one.who) | owing(one.to)
    verifies = me == one.verifier if one.verifier else me not in concerned
    settled = any(each.result != "undetermined" for each in found)
    return {
        "report": report,
        "found": [(each, owed.RESULTS[each.result]) for each in found],
        "contested": [(each, each.id in ended) for each in contested],
        "verifies": verifies and not settled,
        "contests": me in course.bind.parties and me != report.by and not own,
        "ends": bool(own),
        "id": report.id[:8],
    }


def _order(course: Course, one: Obligation) -> list[str]:
    """Return what stands before an obligation by its order and is not wholly done, while something of it was reported."""
    reported = any(isinstance(each, Reported) and each.obligation == one.id for each in course.record)
    if not reported or not one.order:
        return []
    waits = [name for each in course.standings if each.obligation == one.id for name in each.waits_for]
    return [owed.named(course.calendar, (name,)) for name in dict.fromkeys(waits)]


@require_http_methods(["GET", "HEAD", "POST"])
@seat_page
def bind(here: Here) -> HttpResponse:
    """Put the desk's obligations in force, as they were signed, in the lanes chosen."""
    if not here.view.seat.mediates:
        raise Http404
    file = obliging.file_of(here.now)
    wrong: Sequence[str] = ()
    if here.request.method == "POST":
        try:
            return _bound(here, file)
        except (BadInput, Refused) as no:
            wrong = refusals.lines(no)
    post = here.request.POST
    parties = [one.name for one in here.view.table.delegations if one.standing is Standing.PARTY]
    others = [
        one.name
        for one in here.view.table.delegations
        if one.standing in (Standing.GUARANTOR, Standing.MONITOR)
    ]
    told = {
        "wrong": wrong,
        "file": file,
        "parties": parties,
        "others": others,
        "lanes": lanes(here),
        "phases": [one.name for one in read(file).phases if one.continues] if file else [],
        "said": {name: post.get(name, "") for name in ("phase", "scale")},
        "chosen": {name: post.getlist(f"{name}[]") for name in ("lane", "parties", "commission", "ended_by")},
        "fresh": move(),
        "again": here.request.method == "POST",
    }
    return here.page_with(400 if wrong else 200, "talks/after_bind.html", "desk", "days", **told)


def lanes(here: Here) -> list[tuple[str, str]]:
    """Return the lanes in which obligations may be put in force: the commission's circles, the parties' channels."""
    found = [(lane.id, _("in the commission")) for lane in commissions(here)]
    for one, _channel in here.view.channels():
        if one.standing is not Standing.OBSERVER:
            found.append((here.lane(Kind.CHANNEL, one.id), _("with %(name)s") % {"name": one.name}))
    return found


def _bound(here: Here, file: str) -> HttpResponse:
    post = here.request.POST
    fields = {name: post.getlist(f"{name}[]") for name in ("parties", "commission", "ended_by")}
    more = {"file": file, "phase": post.get("phase", "").strip(), **fields}
    more["scale"] = [one.strip() for one in post.get("scale", "").split(",") if one.strip()]
    held = {lane for lane, _words in lanes(here)}
    chosen = [lane for lane in post.getlist("lane[]") if lane in held]
    if not chosen:
        raise BadInput(_("Choose where they are put in force: with whom, or in the commission."))
    asked = tuple(Asked(lane, "bind", more) for lane in chosen)
    news.tell(actions.make(here.now.sitting, Act(post.get("move", ""), asked), here.at).changed)
    return here.go("after")


@require_safe
@seat_page
def calendar(here: Here) -> HttpResponse:
    """Give the days in force out as an iCalendar file: what this seat's own delegation owes; everything to the desk."""
    _kind, course = here.work.kind.value, course_of(here)
    who = "" if here.view.seat.mediates or here.request.GET.get("all") else mine(here)
    words = diary(play(course.calendar), here.at.astimezone(UTC), who)
    answer = HttpResponse(words, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="days.ics"'
    return answer


@require_safe
@seat_page
def findings(here: Here) -> HttpResponse:
    """Show what was found, to every seat alike: no allegation, nobody's words for it, nobody named as having done it."""
    told = [(one, owed.RESULTS[one.finding]) for one in reversed(here.view.table.findings)]
    return here.page("talks/findings.html", "table", "findings", findings=told)
