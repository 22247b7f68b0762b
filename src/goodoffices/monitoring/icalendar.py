"""Obligations for a diary program: iCalendar (RFC 5545), written here, time zones and all."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from goodoffices.core.errors import BadInput
from goodoffices.monitoring.calendar.days import date_of, weeks_of, works
from goodoffices.monitoring.calendar.network import Step
from goodoffices.monitoring.calendar.play import Played
from goodoffices.monitoring.calendar.standing import Span, spans
from goodoffices.monitoring.calendar.table import Row, rows
from goodoffices.monitoring.calendar.windows import ends, zone_of
from goodoffices.monitoring.obligations import Window
from goodoffices.monitoring.reports import owing

_FOLD = 75
_HEAD = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Good Offices//Monitoring//EN", "CALSCALE:GREGORIAN")
_MOST_DAYS = 3_660


@dataclass(frozen=True)
class Entry:
    """One entry of a diary: a property name and its value, already in the form of the standard."""

    name: str
    value: str


def diary(played: Played, stamp: datetime, who: str = "") -> str:
    """Return the planned days of a calendar as an iCalendar file; `who` leaves out what others owe.

    Deliveries, phases and deadlines are whole days; windows come day after day at the hours of their place, with
    the hours of exchange on days when one is planned. `stamp` is when the file is made. Entries keep their
    identity (UID) from one file of the same calendar to the next.
    """
    calendar = played.network.calendar
    if calendar.start is None:
        raise BadInput("a diary needs dates: say [start] date = 2031-03-03")
    entries = [entry for row in rows(played) for entry in _day(played, row, stamp, who)]
    zones: list[str] = []
    for span in spans(played.network, played.plan):
        if not who or not span.one.who or who in owing(span.one.who):
            zones.append(span.daily.zone)
            entries += _window(played, span, stamp)
    head = [Entry(*line.split(":", 1)) for line in _HEAD]
    clocks = [line for name in dict.fromkeys(zones) for line in _zone(played, name)]
    return "".join(
        folded(f"{one.name}:{one.value}") for one in (*head, *clocks, *entries, Entry("END", "VCALENDAR"))
    )


def folded(line: str) -> str:
    """Return one content line, folded after at most 75 octets and never inside a character."""
    parts: list[bytes] = [b""]
    for character in line:
        octets = character.encode("utf-8")
        if len(parts[-1]) + len(octets) > _FOLD:
            parts.append(b" ")
        parts[-1] += octets
    return b"\r\n".join(parts).decode("utf-8") + "\r\n"


def text(words: str) -> str:
    """Return words as a TEXT value: escaped, without control characters."""
    plain = "".join(one for one in words if one == "\n" or one.isprintable())
    for character in ("\\", ";", ","):
        plain = plain.replace(character, "\\" + character)
    return plain.replace("\n", "\\n")


def _day(played: Played, row: Row, stamp: datetime, who: str) -> Iterator[Entry]:
    foreign = who and row.kind == "delivery" and row.who and who not in owing(row.who)
    if row.begins is None or row.ends is None or row.kind == "window" or foreign:
        return
    calendar = played.network.calendar
    begins, over = date_of(calendar, row.begins), date_of(calendar, row.ends + 1)
    yield from _head(played, row.label, stamp)
    yield Entry("DTSTART;VALUE=DATE", begins.strftime("%Y%m%d"))
    yield Entry("DTEND;VALUE=DATE", over.strftime("%Y%m%d"))
    yield Entry("SUMMARY", text(" ".join(part for part in (row.who, row.what or row.label) if part)))
    yield from _more(row)
    yield Entry("TRANSP", "TRANSPARENT")
    yield Entry("END", "VEVENT")


def _more(row: Row) -> Iterator[Entry]:
    said = [f"Clause {row.clause}"] if row.clause else []
    said += [f"after {', '.join(row.after)}"] if row.after else []
    if row.latest is not None and row.latest != row.ends:
        said.append(f"day {row.latest} at the latest")
    if said:
        yield Entry("DESCRIPTION", text("; ".join(said)))


def _head(played: Played, label: str, stamp: datetime) -> Iterator[Entry]:
    calendar = played.network.calendar
    known = "\0".join(("goodoffices-diary/1", calendar.name, str(calendar.start), label))
    yield Entry("BEGIN", "VEVENT")
    yield Entry("UID", hashlib.sha256(known.encode("utf-8")).hexdigest()[:40] + "@goodoffices")
    yield Entry("DTSTAMP", _instant(stamp))


def _window(played: Played, span: Span, stamp: datetime) -> Iterator[Entry]:
    """The ordinary hours as one entry that repeats, and one entry for the hours of days of exchange."""
    if span.ends - span.begins > _MOST_DAYS:
        raise BadInput(
            "{name} stands for more than {most} days; say [start] days",
            name=repr(span.one.id),
            most=_MOST_DAYS,
        )
    calendar = played.network.calendar
    weeks = weeks_of(calendar, span.one.weeks)
    open_days = [day for day in range(span.begins, span.ends + 1) if works(calendar, day, weeks)]
    exchange = [day for day in open_days if _exchange(played, span, day)]
    ordinary = [day for day in open_days if day not in set(exchange)]
    if ordinary:
        yield from _repeated(played, span, stamp, (span.daily.window, span.one.id), ordinary)
    if exchange and span.daily.exchange:
        yield from _repeated(
            played, span, stamp, (span.daily.exchange, f"{span.one.id} on days of exchange"), exchange
        )


def _exchange(played: Played, span: Span, day: int) -> bool:
    """Whether an exchange is planned on a day."""
    of = played.network.calendar.named(span.daily.exchange_of) if span.daily.exchange else ()
    steps = [index for one in of for index in played.network.steps_of[one.id]]
    nodes = played.network.nodes
    return any(isinstance(nodes[index], Step) and played.plan.first.get(index) == day for index in steps)


def _repeated(
    played: Played, span: Span, stamp: datetime, hours: tuple[Window, str], open_days: Sequence[int]
) -> Iterator[Entry]:
    window, label = hours
    calendar, zone = played.network.calendar, span.daily.zone
    first, last = date_of(calendar, open_days[0]), date_of(calendar, open_days[-1])
    begins, closes = ends(window, first)
    yield from _head(played, label, stamp)
    yield Entry(f"DTSTART;TZID={zone}", _local(begins))
    yield Entry(f"DTEND;TZID={zone}", _local(closes))
    until = datetime.combine(last, window.opens).replace(tzinfo=zone_of(zone))
    yield Entry("RRULE", f"FREQ=DAILY;UNTIL={_instant(until)}")
    shut = [day for day in range(open_days[0], open_days[-1]) if day not in set(open_days)]
    for day in shut:
        moment = datetime.combine(date_of(calendar, day), window.opens)
        yield Entry(f"EXDATE;TZID={zone}", _local(moment))
    yield Entry("SUMMARY", text(" ".join(part for part in (span.one.who, span.one.what or label) if part)))
    yield Entry("DESCRIPTION", text(f"Clause {span.one.clause}; {window.words()}"))
    yield Entry("END", "VEVENT")


def _zone(played: Played, name: str) -> Iterator[Entry]:
    """The clock of a place over the days of a calendar: one part for how it begins, one for every change."""
    calendar = played.network.calendar
    zone = zone_of(name)
    first = date_of(calendar, 0)
    last = date_of(calendar, max([played.days, *played.plan.done.values()]) + 2)
    yield Entry("BEGIN", "VTIMEZONE")
    yield Entry("TZID", name)
    midnight = datetime.combine(first, datetime.min.time())
    begins = midnight.replace(tzinfo=zone)
    yield from _observance(begins, begins, midnight)
    for moment in _changes(zone, first, last):
        before, after = (moment - timedelta(seconds=1)).astimezone(zone), moment.astimezone(zone)
        offset = before.utcoffset() or timedelta()
        yield from _observance(before, after, (moment + offset).replace(tzinfo=None))
    yield Entry("END", "VTIMEZONE")


def _observance(before: datetime, after: datetime, local: datetime) -> Iterator[Entry]:
    part = "DAYLIGHT" if after.dst() else "STANDARD"
    yield Entry("BEGIN", part)
    yield Entry("DTSTART", _local(local))
    yield Entry("TZOFFSETFROM", _offset(before.utcoffset()))
    yield Entry("TZOFFSETTO", _offset(after.utcoffset()))
    yield Entry("TZNAME", text(after.tzname() or ""))
    yield Entry("END", part)


def _changes(zone: ZoneInfo, first: date, last: date) -> Iterator[datetime]:
    """Yield the instants at which the clock of a zone is changed, found by halving between two hours."""
    moment = datetime.combine(first, datetime.min.time(), UTC)
    over = datetime.combine(last, datetime.min.time(), UTC)
    while moment < over:
        following = moment + timedelta(hours=6)
        if _clock(zone, following) != _clock(zone, moment):
            low, high = moment, following
            while high - low > timedelta(seconds=1):
                middle = low + (high - low) // 2
                middle = middle.replace(microsecond=0)
                low, high = (middle, high) if _clock(zone, middle) == _clock(zone, low) else (low, middle)
            yield high
        moment = following


def _clock(zone: ZoneInfo, moment: datetime) -> tuple[timedelta | None, str | None]:
    here = moment.astimezone(zone)
    return here.utcoffset(), here.tzname()


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _local(moment: datetime) -> str:
    return moment.strftime("%Y%m%dT%H%M%S")


def _offset(offset: timedelta | None) -> str:
    seconds = int((offset or timedelta()).total_seconds())
    sign, seconds = ("-" if seconds < 0 else "+"), abs(seconds)
    tail = f"{seconds % 60:02d}" if seconds % 60 else ""
    return f"{sign}{seconds // 3600:02d}{seconds // 60 % 60:02d}{tail}"
