"""Whether what is said after signature fits what is in force: the mover's own lanes are read, and nothing else."""

from collections.abc import Sequence
from datetime import UTC, datetime

from goodoffices.core.entries import Placed
from goodoffices.core.errors import BadInput, Refused
from goodoffices.core.fold.after import KINDS, key
from goodoffices.core.moves.after import (
    Agree,
    Allege,
    Bind,
    Cease,
    Fact,
    Understand,
)
from goodoffices.core.rules.plea import need
from goodoffices.core.view import View
from goodoffices.monitoring import continuation, reports
from goodoffices.monitoring.calendar.play import play
from goodoffices.monitoring.calendar.reading import read
from goodoffices.monitoring.continuation import Declared
from goodoffices.monitoring.obligations import Calendar
from goodoffices.monitoring.understandings import amended, fingerprint
from goodoffices.web.talks import following
from goodoffices.web.talks.following import Course
from goodoffices.web.talks.reviewing import further

NOTHING = "No obligations are in force here yet."
NOT_COME = "That day has not come."
THEIRS = "An understanding is agreed to by those who are bound."
PASSED = "The day has turned since this was written; say it anew, if it still holds."


def check(view: View, placed: Sequence[Placed], at: int) -> None:
    """Refuse what does not fit: a report by another than who owes it, a finding before a review, a day that has not come."""
    facts = [one.move for one in placed if isinstance(one.move, KINDS)]
    if not facts:
        return
    known = {one.key for one in following.happenings(view)}
    course = following.course(view, datetime.fromtimestamp(at, UTC))
    for fact in facts:
        if isinstance(fact, Bind):
            _binds(fact)
        elif key(fact) not in known:  # what stands elsewhere already was fitting when it was said
            _fits(course, fact)


def _binds(bind: Bind) -> None:
    calendar = read(bind.file)
    if calendar.start is None:
        raise BadInput("Say when day 1 is: [start] date = 2031-03-03. Without it nothing falls due.")
    play(calendar)
    going_on = [one.name for one in calendar.phases if one.continues]
    if bind.phase and bind.phase not in going_on:
        raise BadInput("{field}: name a phase of the file that has continues = true", field="phase")


def _fits(course: Course | None, fact: Fact) -> None:
    if course is None:
        raise Refused(NOTHING)
    if getattr(fact, "day", 0) > course.today:
        raise Refused(NOT_COME)
    said = following.said_of(key(fact), fact, course.record)
    if said:
        reports.admit(course.calendar, course.record, said)
    else:
        _other(course, fact)


def _other(course: Course, fact: Fact) -> None:
    match fact:
        case Allege(obligation=of):
            course.obligation(of)
        case Understand():
            _amends(course.signed, fact)
        case Agree(by=by):
            need(by in course.bind.parties, THEIRS)
        case Cease():
            _declares(course, fact)
        case _:
            _goes_further(course, fact)


def _amends(signed: Calendar, move: Understand) -> None:
    means = following.meaning(signed, move)
    if fingerprint(means) != move.sha256:
        raise BadInput("sha256: this is not the fingerprint of what the understanding says and changes")
    play(amended(signed, means))


def _declares(course: Course, move: Cease) -> None:
    if course.clause is None:
        raise Refused("No phase was agreed to continue until somebody declares that it has ended.")
    if move.day != course.today:
        raise Refused(PASSED)
    continuation.admit(course.clause, course.declared, Declared(move.by, move.day, ended=move.ended))


def _goes_further(course: Course, fact: Fact) -> None:
    of = course.cases.get(getattr(fact, "incident", ""))
    if of is None:
        raise Refused(NOTHING)
    further(course.commission, of, fact)
