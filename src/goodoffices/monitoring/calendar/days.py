"""Days counted from the first, dates, and the working weeks of places."""

from collections.abc import Sequence
from datetime import date, timedelta

from goodoffices.core.errors import BadInput
from goodoffices.monitoring.obligations import Calendar, Week

FIRST = 1
_FAR = 3_700


def date_of(calendar: Calendar, day: int) -> date:
    """Return the date of a day; day 1 is the start."""
    if calendar.start is None:
        raise BadInput("a date is needed: say [start] date = 2031-03-03")
    return calendar.start + timedelta(days=day - FIRST)


def day_of(start: date, when: date) -> int:
    """Return which day of the calendar a date is."""
    return (when - start).days + FIRST


def weeks_of(calendar: Calendar, names: Sequence[str]) -> tuple[Week, ...]:
    """Return the weeks of these names; `BadInput` where one is not declared."""
    known = {week.name: week for week in calendar.weeks}
    missing = [name for name in names if name not in known]
    if missing:
        raise BadInput("no [[week]] is named {name}", name=repr(missing[0]))
    return tuple(known[name] for name in names)


def works(calendar: Calendar, day: int, weeks: Sequence[Week]) -> bool:
    """Whether a day is a working day in every one of these weeks."""
    if not weeks:
        return True
    when = date_of(calendar, day)
    return not any(when.weekday() in week.rest or when in week.holidays for week in weeks)


def moved(calendar: Calendar, day: int, weeks: Sequence[Week], rest: str) -> int:
    """Return the day, or where it is a day of rest the working day before or after it."""
    step = {"after": 1, "before": -1}.get(rest, 0)
    found = day
    while step and not works(calendar, found, weeks):
        found += step
        if abs(found - day) > _FAR:
            raise BadInput("these weeks have no working day in common")
    return found


def later(calendar: Calendar, day: int, working: int, weeks: Sequence[Week]) -> int:
    """Return the day that lies so many working days after a day; 0 is that day itself."""
    found = day
    for _ in range(working):
        found += 1
        found = moved(calendar, found, weeks, "after")
    return found
