"""The calendar as a table: every delivery, window and phase with its day; the same data as the picture."""

from collections.abc import Iterator
from dataclasses import dataclass

from goodoffices.core.errors import Phrase
from goodoffices.monitoring.calendar import days
from goodoffices.monitoring.calendar.beside import beside
from goodoffices.monitoring.calendar.network import Step
from goodoffices.monitoring.calendar.play import Played
from goodoffices.monitoring.calendar.standing import Span, spans
from goodoffices.monitoring.obligations import Calendar, Daily, Obligation

HEADINGS = ("clause", "who", "what", "day", "date", "latest", "after", "stops")


@dataclass(frozen=True)
class Row:
    """One line: what it is, on which days as planned, by when at the latest, after what, stopping what.

    `begins` and `ends` are the same day but for windows and phases; `latest` is with the row's own tolerance;
    None where it never happens.
    """

    kind: str
    clause: str
    label: str
    who: str
    what: str
    begins: int | None
    ends: int | None
    latest: int | None
    after: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()

    def cells(self, calendar: Calendar) -> tuple[str, ...]:
        """Return the row as words, in the order of `HEADINGS`."""
        several = self.ends is not None and self.ends != self.begins
        day = (
            Phrase("never")
            if self.begins is None
            else str(self.begins) + (f"–{self.ends}" if several else "")
        )
        date = "" if self.begins is None else said_date(calendar, self.begins)
        if several and self.ends is not None and date:
            date = Phrase("{first} – {last}", first=date, last=said_date(calendar, self.ends))
        latest = "" if self.latest in {None, self.ends} else str(self.latest)
        first = self.label if self.clause in {"", self.label} else f"{self.label} ({self.clause})"
        return (first, self.who, self.what, day, date, latest, ", ".join(self.after), ", ".join(self.stops))


def said_date(calendar: Calendar, day: int) -> str:
    """Return a day's weekday and date, and the same in the calendars shown beside it."""
    if calendar.start is None:
        return ""
    when = days.date_of(calendar, day)
    weekday, date = Phrase(when.strftime("%a")), when.isoformat()
    if not calendar.beside:
        return Phrase("{weekday} {date}", weekday=weekday, date=date)
    others = " ".join(f"({beside(name, when)})" for name in calendar.beside)
    return Phrase("{weekday} {date} {others}", weekday=weekday, date=date, others=others)


def rows(played: Played) -> tuple[Row, ...]:
    """Return phases, then obligations as in the file, then events with a day of their own, then deadlines."""
    calendar = played.network.calendar
    return (
        *_phases(played),
        *(row for one in calendar.obligations for row in _obligation(played, one)),
        *_events(played),
        *(
            Row(
                "deadline",
                "",
                one.name,
                ", ".join(one.felt_by),
                one.source,
                one.day,
                one.day,
                one.day,
                one.needs,
            )
            for one in calendar.deadlines
        ),
    )


def _phases(played: Played) -> Iterator[Row]:
    for phase in played.network.calendar.phases:
        begins = played.plan.done.get(played.network.meaning[phase.name])
        ends = None if begins is None else begins + phase.days - 1
        what = Phrase("phase {name}, continues" if phase.continues else "phase {name}", name=phase.name)
        yield Row("phase", phase.clause, phase.name, "", what, begins, ends, ends, phase.after)


def _obligation(played: Played, one: Obligation) -> Iterator[Row]:
    if isinstance(one.due, Daily):
        span = next((span for span in spans(played.network, played.plan) if span.one == one), None)
        yield _window(one, one.due, span)
        return
    for index in played.network.steps_of[one.id]:
        step = played.network.nodes[index]
        assert isinstance(step, Step)
        day = played.plan.first.get(index)
        latest = None if day is None else day + step.late
        many = f" ({step.units})" if one.count or one.ratio else ""
        what = one.what + many + (f", {step.group}" if step.group else "")
        yield Row(
            "delivery", one.clause, step.label, one.who, what, day, day, latest, _after(one), one.suspends
        )


def _after(one: Obligation) -> tuple[str, ...]:
    event = getattr(one.due, "event", "")
    return tuple(dict.fromkeys([*([event] if event else []), *one.after]))


def _window(one: Obligation, daily: Daily, span: Span | None) -> Row:
    what = f"{one.what} {daily.window.words()} {daily.zone}".strip()
    if daily.exchange:
        what = Phrase(
            "{window}, {hours} on days of {name}",
            window=what,
            hours=daily.exchange.words(),
            name=daily.exchange_of,
        )
    begins, ends = (span.begins, span.ends) if span else (None, None)
    return Row("window", one.clause, one.id, one.who, what, begins, ends, ends, one.after, one.suspends)


def _events(played: Played) -> Iterator[Row]:
    for event in played.network.calendar.events:
        day = played.plan.done.get(played.network.meaning[event.name])
        late = None if day is None else day + event.late
        yield Row("event", "", event.name, "", "", day, day, late, (*event.of, *event.all_of, *event.any_of))
