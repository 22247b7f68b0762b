"""A calendar file (TOML) read into a calendar, or refused with every fault it has."""

import re
import tomllib
from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

from goodoffices.core.errors import BadInput, Fault, Phrase, bad
from goodoffices.monitoring.calendar import fields
from goodoffices.monitoring.calendar.days import day_of
from goodoffices.monitoring.calendar.dues import due
from goodoffices.monitoring.calendar.fields import Table
from goodoffices.monitoring.calendar.misread import not_toml
from goodoffices.monitoring.calendar.names import check_names
from goodoffices.monitoring.calendar.places import Places, places
from goodoffices.monitoring.calendar.windows import zone_of
from goodoffices.monitoring.obligations import (
    Calendar,
    Deadline,
    Event,
    Obligation,
    Phase,
    Tolerance,
    Week,
)

LARGEST = 2_000_000
MOST_OBLIGATIONS = 2_000
MOST_SLIPS = 6
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
T = TypeVar("T")
_TABLES = ("obligation", "event", "deadline", "phase", "week")


def read(source: bytes | str) -> Calendar:
    """Return the calendar a file describes; `BadInput` with one fault for everything wrong with it.

    The format is `docs/guide/obligations.md`.
    """
    words = _decoded(source)
    whole, at = _parsed(words), places(words)
    faults: list[Fault] = []
    top = Table(whole, at, faults)
    for name in _TABLES:
        found = top.take(name)
        if found is not None and len(fields.listed(found)) != (len(found) if isinstance(found, list) else -1):
            faults.append(at.fault(Phrase("write [[{name}]], in double brackets", name=name), name))
    start = _start(Table(_table(top, "start"), at, faults, "start"))
    read_one = _Each(whole, at, faults, start.start, start.zone)
    calendar = Calendar(
        obligations=tuple(read_one.all("obligation", _obligation)),
        events=tuple(read_one.all("event", _event)),
        deadlines=tuple(read_one.all("deadline", _deadline)),
        phases=tuple(read_one.all("phase", _phase)),
        weeks=tuple(read_one.all("week", _week)),
        start=start.start,
        zone=start.zone,
        days=start.days,
        tolerance=start.tolerance,
        beside=start.beside,
        name=top.words("name"),
        text=top.words("text"),
    )
    top.done()
    faults += check_names(calendar, at)
    bad(sorted(set(faults), key=lambda fault: (fault.line or 0, fault.column or 0, fault.what)))
    return calendar


def _decoded(source: bytes | str) -> str:
    if len(source) > LARGEST:
        raise BadInput("a calendar file is at most 2 MB")
    if isinstance(source, str):
        return source
    try:
        return source.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as fault:
        line = source[: fault.start].count(b"\n") + 1
        raise BadInput(Fault("this is not UTF-8", line, 1)) from None


def _parsed(words: str) -> dict[str, object]:
    try:
        return tomllib.loads(words)
    except tomllib.TOMLDecodeError as fault:
        said = str(fault)
        where = _PLACE.search(said)
        line = int(where[1]) if where and where[1] else words.count("\n") + 1
        column = int(where[2]) if where and where[2] else 1
        raise BadInput(Fault(not_toml(_PLACE.sub("", said)), line, column)) from None
    except RecursionError:
        raise BadInput("not TOML: nested too deeply") from None
    except ValueError:
        raise BadInput("not TOML: a number of more digits than can be meant") from None


def _table(top: Table, key: str) -> dict[str, object]:
    found = top.take(key)
    if found is None:
        return {}
    if not isinstance(found, dict):
        top.faults.append(top.places.fault(Phrase("write [{name}], in single brackets", name=key), key))
        return {}
    return found


class _Each:
    """The tables of one file, each read by its own reader with the file's start and zone at hand."""

    def __init__(
        self, whole: dict[str, object], at: Places, faults: list[Fault], start: date | None, zone: str
    ) -> None:
        self.whole, self.at, self.faults, self.start, self.zone = whole, at, faults, start, zone

    def all(self, name: str, reader: Callable[["_Each", Table], T]) -> Iterable[T]:
        tables = fields.listed(self.whole.get(name))
        if name == "obligation" and not tables:
            self.faults.append(Fault("no [[obligation]] stands in this file", 1, 1))
        if len(tables) > MOST_OBLIGATIONS:
            raise BadInput("at most {most} [[{name}]] are read", most=MOST_OBLIGATIONS, name=name)
        for index, values in enumerate(tables):
            table = Table(values, self.at, self.faults, name, index)
            try:
                yield reader(self, table)
            except BadInput as fault:
                self.faults += [self.at.fault(one.what, name, index) for one in fault.faults]
            table.done()

    def day(self, table: Table) -> int | None:
        """Return the day under `day` or `date`, or None where neither stands."""
        if table.has("date"):
            when = table.day("date")
            if when and not self.start:
                table.wrong("date", "[start] date is needed to count to a date")
            return day_of(self.start, when) if when and self.start else None
        table.taken.add("date")
        return table.maybe("day")


def _start(table: Table) -> Calendar:
    start = table.day("date") if table.has("date") else None
    table.taken.add("date")
    zone = table.words("zone")
    if zone:
        _known_zone(table, zone)
    cure = table.words("cure")
    if cure and cure != "first to fail":
        table.wrong("cure", 'the only rule known is "first to fail"')
    tolerance = Tolerance(
        slips=table.whole("slips", default=3, high=MOST_SLIPS),
        late=table.whole("late", default=3, high=366),
        first_to_fail_cures=bool(cure),
    )
    days = table.maybe("days", low=1)
    beside = table.names("beside")
    for name in set(beside) - {"islamic", "hebrew"}:
        table.wrong("beside", Phrase('{name} is not known; "islamic" and "hebrew" are', name=repr(name)))
    table.done()
    return Calendar((), start=start, zone=zone, days=days, tolerance=tolerance, beside=beside)


def _known_zone(table: Table, zone: str) -> None:
    try:
        zone_of(zone)
    except BadInput as fault:
        table.wrong("zone", fault.faults[0].what)


def _obligation(file: _Each, table: Table) -> Obligation:
    clause = table.words("clause", needed=True)
    rest = table.words("rest")
    if rest not in {"", "before", "after"}:
        table.wrong("rest", '"before" or "after" is needed')
    return Obligation(
        id=table.words("id") or clause,
        clause=clause,
        quotes=table.words("quotes"),
        who=table.words("who"),
        what=table.words("what"),
        to=table.words("to"),
        count=table.whole("count", low=1, high=fields.MOST),
        due=due(table, file.start, file.zone),
        after=table.names("after"),
        before=table.names("before"),
        until=table.words("until"),
        follows=table.flag("follows"),
        takes=table.whole("takes"),
        late=table.maybe("late"),
        group=table.words("class"),
        groups=fields.shares(table, "classes"),
        order=fields.orders(table, "order"),
        ratio=fields.ratio(table, "ratio"),
        against=table.words("against"),
        phase=table.words("phase"),
        weeks=table.names("week"),
        rest=rest,
        within=table.words("within"),
        suspends=table.names("suspends"),
        evidence=table.words("evidence"),
        verifier=table.words("verifier"),
        remedy=table.words("remedy"),
        line=table.places.line(table.name, table.index),
    )


def _event(file: _Each, table: Table) -> Event:
    found = Event(
        name=table.words("name", needed=True),
        day=file.day(table),
        late=table.whole("late", high=366),
        of=table.names("of"),
        count=table.whole("count", low=1, high=fields.MOST),
        all_of=table.names("all"),
        any_of=table.names("any"),
        line=table.places.line(table.name, table.index),
    )
    if sum(map(bool, (found.day is not None, found.of, found.all_of, found.any_of))) > 1:
        table.wrong("name", "an event has one cause: a day, `of`, `all` or `any`")
    if found.count and not found.of:
        table.wrong("count", "say `of` which obligations")
    return found


def _deadline(file: _Each, table: Table) -> Deadline:
    day = file.day(table)
    if day is None and not table.has("date"):
        table.wrong("name", "a deadline has a `day` or a `date`")
    return Deadline(
        name=table.words("name", needed=True),
        day=day or 0,
        needs=table.names("needs"),
        hard=table.flag("hard", default=True),
        weeks=table.names("week"),
        rest=table.words("rest"),
        source=table.words("source"),
        felt_by=table.names("felt_by"),
        line=table.places.line(table.name, table.index),
    )


def _phase(_: _Each, table: Table) -> Phase:
    return Phase(
        name=table.words("name", needed=True),
        days=table.whole("days", low=1) if table.has("days") else _needed(table, "days"),
        after=table.names("after"),
        continues=table.flag("continues"),
        clause=table.words("clause"),
        line=table.places.line(table.name, table.index),
    )


def _needed(table: Table, key: str) -> int:
    table.taken.add(key)
    table.wrong(key, "a whole number of days is needed")
    return 1


def _week(_: _Each, table: Table) -> Week:
    name = table.words("name", needed=True)
    rest = [day.lower() for day in table.names("rest")]
    for day in rest:
        if day not in _WEEKDAYS:
            table.wrong("rest", Phrase("{name} is no day of the week in English", name=repr(day)))
    if set(rest) >= set(_WEEKDAYS):
        table.wrong("rest", "a week needs a working day")
    return Week(name, frozenset(_WEEKDAYS.index(day) for day in rest if day in _WEEKDAYS), _holidays(table))


def _holidays(table: Table) -> frozenset[date]:
    found = table.take("holidays")
    listed = found if isinstance(found, list) else []
    days = [
        Table({"day": one}, table.places, table.faults, table.name, table.index).day("day") for one in listed
    ]
    if found is not None and not isinstance(found, list):
        table.wrong("holidays", "a list of dates is needed")
    return frozenset(day for day in days if day)
