"""When an obligation falls due, read from the `due` of its table."""

from datetime import date, time
from fractions import Fraction

from goodoffices.core.errors import BadInput, Phrase
from goodoffices.monitoring.calendar import fields
from goodoffices.monitoring.calendar.days import day_of
from goodoffices.monitoring.calendar.fields import Table
from goodoffices.monitoring.calendar.windows import zone_of
from goodoffices.monitoring.obligations import Daily, DaysAfter, Due, OnDay, Series, WhenFree, Window

_FORMS = ("day", "date", "days_after", "daily")
_ALL_DAY = Window(opens=time(0), closes=None)


def due(table: Table, start: date | None, zone: str) -> Due:
    """Return when the obligation of this table falls due; "when free" where it does not say."""
    if not table.has("due"):
        table.taken.add("due")
        return WhenFree()
    inner = table.inner("due")
    stands = [form for form in _FORMS if inner.has(form)]
    inner.taken.update(_FORMS)
    series = Series(inner.whole("every", low=1), inner.whole("each", low=1, high=fields.MOST))
    if series.each and not series.every:
        inner.wrong("each", "say `every` how many days")
    if len(stands) > 1:
        there = Phrase("`{name}` stands there already; one of them is enough", name=stands[0])
        inner.wrong(stands[1], there)
    found = _form(inner, stands[0] if stands else "", series, (start, zone))
    inner.done()
    return found


def _form(inner: Table, form: str, series: Series, known: tuple[date | None, str]) -> Due:
    start, zone = known
    match form:
        case "day":
            return OnDay(inner.whole("day"), series)
        case "date":
            when = inner.day("date")
            if when and not start:
                inner.wrong("date", "[start] date is needed to count to a date")
            return OnDay(day_of(start, when) if when and start else 0, series)
        case "days_after":
            days, event = inner.whole("days"), inner.words("days_after", needed=True)
            return DaysAfter(event, days, inner.names("working"), series)
        case "daily":
            return _daily(inner, zone)
        case _:
            return WhenFree(series)


def _daily(inner: Table, zone: str) -> Due:
    window = fields.window(inner, "daily") or _ALL_DAY
    named = inner.words("zone") or zone
    if not named:
        inner.wrong("daily", 'name its time zone: zone = "Europe/Malta", here or under [start]')
    else:
        try:
            zone_of(named)
        except BadInput as fault:
            inner.wrong("zone" if inner.has("zone") else "daily", fault.faults[0].what)
    hours = inner.whole("hours", low=1, high=24)
    exchange = fields.window(inner, "exchange") if inner.has("exchange") else None
    return Daily(window, named, Fraction(hours) if hours else None, exchange, inner.words("exchange_of"))
