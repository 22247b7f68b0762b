"""Working weeks as places keep them: which days are of rest, and how many days of work lie between two days."""

from collections.abc import Collection
from datetime import date, timedelta

from goodoffices.core.moves.deadlines import WEEK


def rests(day: date, rest: Collection[str]) -> bool:
    """Return whether a day is one of the days of rest."""
    return WEEK[day.weekday()] in rest


def working_day(first: date, days: int, rest: Collection[str]) -> date:
    """Return the day that is so many working days after the first, which itself does not count.

    None of them is a day of rest. Cost: linear in the days.
    """
    day = first
    while days > 0:
        day += timedelta(days=1)
        days -= not rests(day, rest)
    return day


def working_days(first: date, last: date, rest: Collection[str]) -> int:
    """Return how many days of work lie after the first day up to the last; none where the last is not later."""
    return sum(not rests(first + timedelta(days=step), rest) for step in range(1, (last - first).days + 1))
