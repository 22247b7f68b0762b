"""Incidents: what somebody alleges, what each side calls it, what the commission found; never more than was said."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from goodoffices.core.fold.after import After
from goodoffices.core.lanes import Kind
from goodoffices.core.moves.after import Find
from goodoffices.monitoring.incidents import Incident
from goodoffices.web.talks import owing as owed
from goodoffices.web.talks.access import seat_page
from goodoffices.web.talks.following import Course
from goodoffices.web.talks.here import Here
from goodoffices.web.talks.pages.after import commissions, course_of, mine, numbers, spoken
from goodoffices.web.talks.reviewing import Case

STAGES = {
    "alleged": gettext_lazy("alleged by %(by)s"),
    "received": gettext_lazy("alleged by %(by)s, received by the commission"),
    "in review": gettext_lazy("alleged by %(by)s, in review"),
}


@require_safe
@seat_page
def incidents(here: Here) -> HttpResponse:
    """Show every incident this seat knows of, and how far each has come."""
    kind, course = here.work.kind.value, course_of(here)
    told = spoken(here, course) | {
        "cases": [_line(course, one) for one in reversed([*course.cases.values()])],
        "obligations": [(one.id, one.what or one.id) for one in course.calendar.obligations],
        "of": here.request.GET.get("of", ""),
        "alleges": mine(here) in course.bind.parties,
    }
    return here.page("talks/incidents.html", kind, "after", **told)


def _line(course: Course, case: Case) -> dict[str, Any]:
    alleged = case.incident.alleged
    return {
        "key": case.key,
        "about": _about(course, alleged.obligation),
        "day": alleged.day,
        "stands": status(case.incident),
        "closed": case.incident.stage == "closed",
    }


def _about(course: Course, name: str) -> str:
    return next((one.what or one.id for one in course.calendar.obligations if one.id == name), name)


def status(incident: Incident) -> str:
    """Return where an incident stands, in the words of the screens; an allegation is never more than that."""
    if incident.found is None:
        return str(STAGES[incident.stage]) % {"by": incident.alleged.by}
    parts = [str(owed.RESULTS[incident.found.finding])]
    if incident.stage == "closed":
        cured = any(one.understanding for one in incident.remedies)
        parts.append(_("resolved by understanding") if cured else _("closed"))
    whose = incident.attributed
    parts.append(
        _("attributed to %(name)s by all parties") % {"name": whose.to} if whose else _("no attribution")
    )
    return ", ".join(parts)


@require_safe
@seat_page
def incident(here: Here, item: str) -> HttpResponse:
    """Show one incident: each side's words beside the finding, and what this seat may say of it."""
    kind, course = here.work.kind.value, course_of(here)
    case = course.cases.get(item)
    if case is None:
        raise Http404
    told = spoken(here, course) | _case(course, case) | _may(here, course, case)
    told["number"] = numbers(here).get(_clause(course, case), "")
    return here.page("talks/incident.html", kind, "after", **told)


def _clause(course: Course, case: Case) -> str:
    wanted = case.incident.alleged.obligation
    return next((one.clause for one in course.calendar.obligations if one.id == wanted), "")


def _case(course: Course, case: Case) -> dict[str, Any]:
    incident = case.incident
    cures = {one.move.sha256: one.move for one in course.understandings}
    return {
        "case": case,
        "item": case.key,
        "incident": incident,
        "about": _about(course, incident.alleged.obligation),
        "of": incident.alleged.obligation,
        "stands": status(incident),
        "sides": list(incident.characterisations().items()),
        "result": owed.RESULTS[incident.found.finding] if incident.found else "",
        "remedies": [(one, cures.get(one.understanding)) for one in incident.remedies],
        "partly": [(one.by, one.whose or one.grade) for one in case.partly]
        if not incident.attributed
        else [],
    }


def _may(here: Here, course: Course, case: Case) -> dict[str, Any]:
    """Return what this seat may say of an incident now; steps of the commission only where it sits in its circle."""
    incident, me = case.incident, mine(here)
    circle = next(iter(commissions(here)), None)
    sits = circle is not None and incident.stage != "closed"
    party = me in course.bind.parties
    in_circle = circle is not None and _stands(here, circle.id, case.key)
    return {
        "circle": circle.id if circle else "",
        "calls": party and incident.stage != "closed",
        "receives": sits and in_circle and incident.stage == "alleged",
        "reviews": sits and in_circle and incident.stage == "received",
        "finds": sits and in_circle and incident.stage == "in review",
        "closes": sits and in_circle and incident.stage == "found",
        "attributes": sits and party and incident.found is not None,
        "publishes": _publishes(here, course, case),
        "table": here.lane(Kind.TABLE),
        "understandings": [
            (one.move.number, one.move.sha256) for one in course.understandings if one.in_force
        ],
        "results": owed.RESULTS.items(),
    }


def _stands(here: Here, lane: str, item: str) -> bool:
    state = here.view.states[lane]
    return isinstance(state, After) and item in state.followed


def _publishes(here: Here, course: Course, case: Case) -> str:
    """Return the key of a finding that this mediator may tell everybody of, and nobody has yet."""
    if not here.view.seat.mediates or case.incident.found is None:
        return ""
    told = {(one.day, one.words) for one in here.view.table.findings}
    for one in course.said:
        found = one.fact
        if isinstance(found, Find) and found.incident == case.key:
            return "" if (found.day, found.words) in told else one.key
    return ""
