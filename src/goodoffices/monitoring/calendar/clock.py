"""Days and hours that do not work out: clock changes, days of rest, time that is too short."""

from collections.abc import Iterator
from functools import partial

from goodoffices.core.errors import Phrase
from goodoffices.monitoring.calendar import days
from goodoffices.monitoring.calendar.cuts import Cuts
from goodoffices.monitoring.calendar.faults import CalendarFault, Happening, clauses_behind, length
from goodoffices.monitoring.calendar.network import Network, Step
from goodoffices.monitoring.calendar.slipping import behind_it, least, schedule
from goodoffices.monitoring.calendar.standing import Span, spans
from goodoffices.monitoring.calendar.times import Times
from goodoffices.monitoring.calendar.windows import inside, opening, trouble, zone_of
from goodoffices.monitoring.obligations import Daily, Obligation


def clock_faults(network: Network, plan: Times, cuts: Cuts) -> Iterator[CalendarFault]:
    """Yield every window a clock change harms, every day of rest nobody provided for, all that does not fit."""
    if network.calendar.start is not None:
        for span in spans(network, plan, cuts):
            yield from _window(network, plan, cuts, span)
            yield from _within(network, span)
        yield from _rest(network, plan, cuts)
        yield from _deadlines(network)
    yield from _misfits(network, plan)


def _window(network: Network, plan: Times, cuts: Cuts, span: Span) -> Iterator[CalendarFault]:
    """The first day, of those on which the window may stand, on which the clock harms it."""
    for day in range(span.begins, span.longest + 1):
        for window in span.windows(network, plan, day):
            wrong = trouble(span.daily, window, days.date_of(network.calendar, day))
            lines = _reaching(network, plan, cuts, span, day) if wrong else None
            if lines is not None:
                said = Phrase("{name} {hours}: {why}", name=span.one.id, hours=window.words(), why=wrong)
                yield _fault(network, span.one, lines, Happening(day, said))
                return


def _reaching(
    network: Network, plan: Times, cuts: Cuts, span: Span, day: int
) -> tuple[tuple[Happening, ...], list[str]] | None:
    """Return what must slip for the window to stand on a day, or None where that is too much."""
    if day <= span.ends:
        return (), []
    assert span.end is not None
    end, kept = span.end
    found = cuts.later_than(end, day - 1 - kept)
    if not found:
        return None
    slips, then = least(network, lambda one: one.done.get(end, day) + kept >= day, found[0], (end,))
    until = (end, day)
    return schedule(network, plan, then, slips, until), behind_it(network, plan, then, slips, until)


def _fault(
    network: Network, one: Obligation, before: tuple[tuple[Happening, ...], list[str]], last: Happening
) -> CalendarFault:
    lines, owners = before
    return CalendarFault("clock", clauses_behind(network.calendar, [one.id, *owners]), (*lines, last))


def _within(network: Network, span: Span) -> Iterator[CalendarFault]:
    """The first day on which a window does not lie within the one it should lie within."""
    for outer in network.calendar.named(span.one.within) if span.one.within else ():
        if not isinstance(outer.due, Daily):
            continue
        for day in range(span.begins, span.ends + 1):
            when = days.date_of(network.calendar, day)
            mine = opening(span.daily.window, when, zone_of(span.daily.zone))
            theirs = opening(outer.due.window, when, zone_of(outer.due.zone))
            if not inside(mine, theirs):
                said = Phrase(
                    "{one} {hours} is not within {other} {outer}",
                    one=span.one.id,
                    hours=span.daily.window.words(),
                    other=outer.id,
                    outer=outer.due.window.words(),
                )
                owners = [span.one.id, outer.id]
                clauses = clauses_behind(network.calendar, owners)
                yield CalendarFault("clock", clauses, (Happening(day, said),))
                break


def _rest(network: Network, plan: Times, cuts: Cuts) -> Iterator[CalendarFault]:
    """The shortest way in which something falls due on a day of rest, where no rule says what then."""
    for one in network.calendar.obligations:
        if not one.weeks or one.rest or isinstance(one.due, Daily):
            continue
        for index in network.steps_of[one.id]:
            found = _resting(network, plan, cuts, index)
            if found:
                yield _fault(network, one, (found[0], found[1]), found[2])
                break


def _resting(
    network: Network, plan: Times, cuts: Cuts, index: int
) -> tuple[tuple[Happening, ...], list[str], Happening] | None:
    step = network.nodes[index]
    if index not in plan.due or not isinstance(step, Step):
        return None
    planned = plan.due[index]
    for day in range(planned, planned + (cuts.reach if step.base is not None else 0) + 1):
        if days.works(network.calendar, day, step.weeks):
            continue
        last = Happening(day, Phrase("{name} falls due on a day of rest", name=step.label))
        if day == planned:
            return (), [], last
        assert step.base is not None
        sets = () if step.working else cuts.later_than(step.base, day - 1 - step.plus)
        for slips in sets[:1]:
            worst, then = least(network, partial(_due_by, index, day), slips, (index,))
            if then.due[index] == day:
                until = (step.base, day)
                lines = schedule(network, plan, then, worst, until)
                return lines, behind_it(network, plan, then, worst, until), last
    return None


def _due_by(index: int, day: int, found: Times) -> bool:
    return found.due.get(index, 0) >= day


def _deadlines(network: Network) -> Iterator[CalendarFault]:
    for deadline in network.calendar.deadlines:
        weeks = days.weeks_of(network.calendar, deadline.weeks)
        if weeks and not deadline.rest and not days.works(network.calendar, deadline.day, weeks):
            last = Happening(deadline.day, Phrase("{name} falls on a day of rest", name=deadline.name))
            yield CalendarFault("clock", clauses_behind(network.calendar, deadline.needs), (last,))


def _misfits(network: Network, plan: Times) -> Iterator[CalendarFault]:
    """What is planned past the end of its phase or of the calendar, and phases too long for it."""
    calendar = network.calendar
    days_there = length(network, ())
    phases = sum(phase.days for phase in calendar.phases)
    if calendar.days and phases > calendar.days:
        clauses = clauses_behind(calendar, [phase.name for phase in calendar.phases])
        said = Phrase("the phases take {n} days, the calendar has {all}", n=phases, all=calendar.days)
        yield CalendarFault("clock", clauses, (Happening(calendar.days, said),))
    for one in calendar.obligations:
        first, last, where = _room(network, plan, one, days_there)
        for index in network.steps_of[one.id]:
            day = plan.first.get(index)
            if day is not None and ((last and day > last) or day < first):
                clauses = clauses_behind(calendar, [one.id])
                said = Phrase(
                    "{name} does not fit into {where}", name=network.nodes[index].label, where=where
                )
                yield CalendarFault("clock", clauses, (Happening(day, said),))
                break


def _room(network: Network, plan: Times, one: Obligation, days_there: int) -> tuple[int, int, Phrase]:
    """Return the first and last day an obligation has, and what gives them."""
    for phase in network.calendar.phases:
        begins = plan.done.get(network.meaning[phase.name])
        if phase.name == one.phase and begins is not None:
            return begins, begins + phase.days - 1, Phrase("phase {name}", name=phase.name)
    return 0, days_there, Phrase("{n} days", n=days_there)
