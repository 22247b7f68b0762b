"""What something said after signature is of, line by line, as it stands on the slip of paper before it is sent."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from goodoffices.core.entries import Asked
from goodoffices.core.moves.after import Allege, Find, Report
from goodoffices.core.people import COMMISSION
from goodoffices.core.view import View
from goodoffices.web.talks import following
from goodoffices.web.talks import owing as owed
from goodoffices.web.talks.following import Course

KINDS = (
    *("report", "verify", "contest", "allege", "characterise", "find"),
    *("attribute", "close", "agree", "cease", "finding"),
)


def quoted(view: View, asked: Asked) -> tuple[str, ...]:
    """Return the obligation, the day, how many, what shows it, what was found, the check words, and to whom it may be told on."""
    course = following.course(view, datetime.fromtimestamp(0, UTC))
    return tuple(_lines(course, asked.kind, asked.fields)) if course else ()


def _lines(course: Course, kind: str, fields: Any) -> Iterator[str]:
    if kind == "finding":
        yield from _found(course, str(fields.get("item", "")))
        return
    of = _obligation(course, fields)
    if of:
        yield next((one.what or one.id for one in course.calendar.obligations if one.id == of), of)
    if kind in ("report", "allege") and str(fields.get("day", "")).isdecimal():
        yield owed.day(course.calendar, int(fields["day"]))
    if fields.get("units"):
        yield _("number: %(n)s") % {"n": fields["units"]}
    if fields.get("evidence"):
        yield _("What shows it: %(what)s") % {"what": ", ".join(fields["evidence"])}
    yield from _said(course, kind, fields)
    if fields.get("to"):
        names = (_("the commission") if one == COMMISSION else one for one in fields["to"])
        yield _("May be told on, in exactly these words, to: %(names)s") % {"names": ", ".join(names)}


def _obligation(course: Course, fields: Any) -> str:
    """Return the obligation that something is of: named itself, or by the report or the incident it is of."""
    known = {one.key: one.fact for one in course.said}
    fact = known.get(str(fields.get("report") or fields.get("incident") or ""))
    return fact.obligation if isinstance(fact, Report | Allege) else str(fields.get("obligation", ""))


def _found(course: Course, item: str) -> Iterator[str]:
    """Yield what everybody would read of a finding: not of whose obligation it is."""
    for one in course.said:
        if one.key == item and isinstance(one.fact, Find):
            yield f"{owed.RESULTS[one.fact.finding]}: {one.fact.words}"


def _said(course: Course, kind: str, fields: Any) -> Iterator[str]:
    result = str(fields.get("result") or fields.get("finding") or "")
    if result in owed.RESULTS:
        yield str(owed.RESULTS[result])
    if kind == "contest" and fields.get("over"):
        yield _("We no longer contest it")
    if kind == "cease":
        yield _("The talks go on after all.") if fields.get("goes_on") else _("The talks have ended.")
    if kind == "attribute":
        yield str(fields.get("whose") or fields.get("grade") or "")
    sha256 = fields.get("sha256") or fields.get("understanding")
    for one in course.understandings:
        if one.move.sha256 == sha256:
            yield _("Understanding %(n)s") % {"n": one.move.number}
            yield " · ".join(one.move.check.words(get_language() or "en"))
            yield one.move.check.digits
