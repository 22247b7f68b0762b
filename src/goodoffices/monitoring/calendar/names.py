"""What one table of a calendar file says of another: names that clash, and names of nothing."""

from collections import Counter
from collections.abc import Iterator

from goodoffices.core.errors import Fault, Phrase
from goodoffices.monitoring.calendar.fields import keyed
from goodoffices.monitoring.calendar.places import Places
from goodoffices.monitoring.obligations import Calendar, Daily, DaysAfter, Obligation

_TWICE = "{name} is named twice"
_TWICE_OWED = "{name} is named twice; give one of the obligations an `id` of its own"
_NO_TABLE = "no [[{table}]] is named {name}"
_NO_OBLIGATION = "no obligation of clause {name} stands in this file"


def check_names(calendar: Calendar, at: Places) -> list[Fault]:
    """Return a fault for every name used twice and every reference that must hold and does not.

    A name under `after`, `until`, `before`, `needs`, `any`, `all` or `days_after` that nothing brings
    about is no fault of the file: the calendar is played, and found to wait for ever.
    """
    undated = calendar.weeks and calendar.start is None
    start = [at.fault("working weeks need [start] date", "week")] if undated else []
    return [*start, *_twice(calendar, at), *_lost(calendar, at)]


def _twice(calendar: Calendar, at: Places) -> Iterator[Fault]:
    kinds = (
        ("obligation", [one.id for one in calendar.obligations]),
        ("event", [one.name for one in calendar.events]),
        ("phase", [one.name for one in calendar.phases]),
    )
    seen: Counter[str] = Counter()
    for table, names in kinds:
        for index, name in enumerate(names):
            seen[name] += 1
            if seen[name] == 2:
                what = Phrase(_TWICE_OWED if table == "obligation" else _TWICE, name=repr(name))
                yield at.fault(what, table, index)
    for table, names in (
        ("week", [one.name for one in calendar.weeks]),
        ("deadline", [one.name for one in calendar.deadlines]),
    ):
        for index, name in enumerate(names):
            if name in names[:index]:
                yield at.fault(Phrase(_TWICE, name=repr(name)), table, index)


def _lost(calendar: Calendar, at: Places) -> Iterator[Fault]:
    for index, one in enumerate(calendar.obligations):
        for key, names in _obligations_meant(one):
            yield from _no_obligation(calendar, at, names, ("obligation", index, key))
        for key, name in _others_meant(calendar, one):
            yield at.fault(
                keyed(key, Phrase(_NO_TABLE, table=key, name=repr(name))), "obligation", index, key
            )
    for index, event in enumerate(calendar.events):
        yield from _no_obligation(calendar, at, event.of, ("event", index, "of"))
    known = {week.name for week in calendar.weeks}
    for index, deadline in enumerate(calendar.deadlines):
        for name in set(deadline.weeks) - known:
            yield at.fault(
                keyed("week", Phrase(_NO_TABLE, table="week", name=repr(name))), "deadline", index, "week"
            )


def _no_obligation(
    calendar: Calendar, at: Places, names: tuple[str, ...], place: tuple[str, int, str]
) -> Iterator[Fault]:
    for name in names:
        if not calendar.named(name):
            yield at.fault(keyed(place[2], Phrase(_NO_OBLIGATION, name=repr(name))), *place)


def _obligations_meant(one: Obligation) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "suspends", one.suspends
    yield "within", (one.within,) if one.within else ()
    yield "against", (one.against,) if one.against else ()
    if isinstance(one.due, Daily) and one.due.exchange_of:
        yield "due", (one.due.exchange_of,)


def _others_meant(calendar: Calendar, one: Obligation) -> Iterator[tuple[str, str]]:
    weeks = {week.name for week in calendar.weeks}
    working = one.due.working if isinstance(one.due, DaysAfter) else ()
    for name in (*one.weeks, *working):
        if name not in weeks:
            yield "week", name
    if one.phase and one.phase not in {phase.name for phase in calendar.phases}:
        yield "phase", one.phase
