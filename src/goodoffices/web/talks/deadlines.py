"""Deadlines as people read and write them: by whose clock, in whose working week; days are counted for whoever asks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.http import QueryDict
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from goodoffices.core.entries import Asked
from goodoffices.core.errors import Absent, BadInput
from goodoffices.core.lanes import Kind, Lane
from goodoffices.core.moves import Deadline
from goodoffices.core.moves.deadlines import WEEK
from goodoffices.core.reading.deadlines import Due, deadlines
from goodoffices.core.reading.weeks import rests, working_day, working_days
from goodoffices.core.rules.fields import LAST_SECOND
from goodoffices.core.view import View
from goodoffices.web import writer
from goodoffices.web.talks import hours, store
from goodoffices.web.talks.places import place_of

COUNTS = "countdown"  # where a seat keeps that it wants the days counted
MOST_COUNTED = 4_000  # days
OWN = frozenset({Kind.ROOM, Kind.DESK, Kind.NOTES, Kind.PRINCIPALS})
"""Lanes that no word leaves: what is written there is written at once, and not by way of the tray."""


@dataclass(frozen=True)
class Shown:
    """One deadline for a reader. `left` is empty unless this seat asked for days to be counted."""

    id: str
    lane: str
    kind: str
    where: str
    when: str
    utc: str
    words: str
    source: str
    felt: str
    hard: bool
    rest: str
    resting: bool
    passed: bool
    left: str
    own: bool


def shown(view: View, at: datetime, *, counted: bool = False) -> tuple[Shown, ...]:
    """Return the deadlines a seat knows of for a reader, soonest first."""
    return tuple(_shown(view, due, at, counted=counted) for due in deadlines(view))


def _shown(view: View, due: Due, at: datetime, *, counted: bool) -> Shown:
    one, passed = due.deadline, due.deadline.at < at.timestamp()
    return Shown(
        id=due.id,
        lane=due.lane.id,
        kind=due.lane.kind.value,
        where=place_of(view, due.lane),
        when=hours.moment(one.at, one.zone),
        utc=hours.moment(one.at) if _day(one.at, one.zone, "%z") != "+0000" else "",
        words=one.words,
        source=one.source,
        felt=one.felt,
        hard=one.hard,
        rest=days_of(one.rest),
        resting=rests(_date(one), one.rest),
        passed=passed,
        left=_left(one, at) if counted and not passed else "",
        own=due.lane.kind in OWN,
    )


def _day(at: int, zone: str, form: str) -> str:
    return hours.shown(at, hours.zone_of(zone) or UTC).strftime(form)


def _date(one: Deadline) -> date:
    return hours.shown(one.at, hours.zone_of(one.zone) or UTC).date()


def days_of(rest: tuple[str, ...]) -> str:
    """Return days of the week by name, in the reader's language."""
    return _(", ").join(str(WEEKDAYS[WEEK.index(day)]) for day in WEEK if day in rest)


def _left(one: Deadline, at: datetime) -> str:
    today, last = at.astimezone(hours.zone_of(one.zone) or UTC).date(), _date(one)
    days = (last - today).days
    if one.rest and days <= MOST_COUNTED:
        told = {"days": days, "working": working_days(today, last, one.rest)}
        return _("Days left: %(days)s; days of work there: %(working)s") % told
    return _("Days left: %(days)s") % {"days": days}


def sentences(one: Deadline, before: Deadline | None = None) -> Iterator[str]:
    """Yield a deadline as those read it who hold its lane, less its words; `before` is the one it takes the place of."""
    if one.at:
        yield hours.moment(one.at, one.zone)
        yield _("hard: nobody in the talks can move it") if one.hard else _("soft: it can be moved")
        yield _("Source: %(source)s") % {"source": one.source}
        if one.felt:
            yield _("Felt by: %(felt)s") % {"felt": one.felt}
        if one.rest:
            yield _("Days of rest there: %(days)s") % {"days": days_of(one.rest)}
    if before is not None:
        told = {"when": hours.moment(before.at, before.zone), "words": before.words}
        yield _("Lifted: %(when)s, %(words)s") % told


def of_fields(fields: Mapping[str, Any]) -> Deadline:
    """Return a deadline as far as asked fields say it, to be read once more before it is sent."""
    told = {name: str(fields.get(name, "")) for name in ("zone", "words", "source", "felt", "instead")}
    rest = tuple(day for day in WEEK if day in (fields.get("rest") or ()))
    at = str(fields.get("at") or 0)
    return Deadline(
        at=int(at) if at.isdecimal() and len(at) <= len(str(LAST_SECOND)) else 0,
        hard=bool(fields.get("hard")),
        rest=rest,
        **told,
    )


def lanes(view: View) -> list[tuple[str, str]]:
    """Return the lanes a seat may write a deadline in, by id and name."""
    able = [lane for lane in view.lanes.values() if lane.kind is not Kind.TABLE or view.seat.mediates]
    return [(lane.id, place_of(view, lane)) for lane in sorted(able, key=_rank)]


def _rank(lane: Lane) -> tuple[int, str]:
    return (list(Kind).index(lane.kind), lane.id)


def asked(view: View, post: QueryDict) -> Asked:
    """Return the deadline a form means; a day that is in no calendar, or of a place nobody knows, is refused in words."""
    lane = str(post.get("lane", ""))
    if lane not in view.lanes:
        raise Absent
    zone = post.get("zone", "").strip()
    if not zone:
        raise BadInput(_("Name the place whose clock it is, as Europe/Malta or Asia/Riyadh, or UTC."))
    rest = [day for day in WEEK if day in post.getlist("rest")]
    at = hours.seconds(_local(post, rest), zone)
    if not at:
        raise BadInput(_("Write the day and the hour, or count working days from a day."))
    fields: dict[str, Any] = {"at": at, "zone": zone, "rest": rest}
    fields |= {name: post[name] for name in ("words", "source", "felt", "hard", "instead") if post.get(name)}
    return Asked(lane, "deadline", {name: value for name, value in fields.items() if value})


def _local(post: Mapping[str, str], rest: Sequence[str]) -> str:
    """Return the day and hour a form names: outright, or so many working days after a day."""
    days = post.get("days", "").strip()
    if not days:
        return post.get("at", "").strip()
    if not rest:
        raise BadInput(_("Tick the days of rest of the place: without them no working days can be counted."))
    if not days.isdecimal() or not 0 < int(days[:9]) <= MOST_COUNTED:
        raise BadInput(
            _("Working days are counted in a whole number up to %(most)s.") % {"most": MOST_COUNTED}
        )
    try:
        day = working_day(date.fromisoformat(post.get("since", "").strip()), int(days), rest)
    except (ValueError, OverflowError):
        raise BadInput(_("There is no such day in the calendar; write it as 2027-03-05.")) from None
    return f"{day.isoformat()}T{post.get('hour', '').strip() or '23:59'}"


def counts(seat: str) -> bool:
    """Say whether a seat asked for days to be counted; nobody is unless they ask."""
    return store.draft(seat, COUNTS) is not None


def count(seat: str, *, wanted: bool) -> None:
    """Keep whether a seat wants the days counted: a setting of its own, that nobody else reads."""
    with writer.turn(seat):
        if wanted:
            store.put_draft(seat, COUNTS, True)  # noqa: FBT003 - a plain value that is kept
        else:
            store.drop_draft(seat, COUNTS)
