"""How an obligation's count comes: its deliveries, by rhythm, by ratio, by class."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from goodoffices.monitoring.obligations import Calendar, Daily, DaysAfter, Obligation, OnDay, Series, WhenFree


@dataclass(frozen=True)
class Portion:
    """One delivery: how many units, how many days after the first, of which class.

    `answers`: so many units of the obligation this one is in ratio to must be done before.
    """

    units: int
    offset: int = 0
    group: str = ""
    answers: int = 0


def portions(calendar: Calendar) -> dict[str, tuple[Portion, ...]]:
    """Return the deliveries of every obligation, by id, in the order in which they are made."""
    found: dict[str, tuple[Portion, ...]] = {}
    waiting = list(calendar.obligations)
    while waiting:
        able = [one for one in waiting if all(p.id in found for p in partners(calendar, one))]
        for one in able or waiting:
            found[one.id] = _classed(calendar, one, tuple(_of(calendar, one, found)))
        waiting = [one for one in waiting if one.id not in found]
    return found


def partners(calendar: Calendar, one: Obligation) -> tuple[Obligation, ...]:
    """Return the obligations this one is in ratio to.

    Named by `against`; else by `days_after` or the only counted obligation under `after`; else the only
    counted obligation owed the other way.
    """
    if one.ratio is None:
        return ()
    if one.against:
        return calendar.named(one.against)
    if isinstance(one.due, DaysAfter) and calendar.named(one.due.event):
        return calendar.named(one.due.event)
    named = [found for name in one.after for found in calendar.named(name) if found.count]
    if len(named) == 1:
        return tuple(named)
    back = [two for two in calendar.obligations if two.count and (two.who, two.to) == (one.to, one.who)]
    return tuple(back) if len(back) == 1 and one.to and one.who else ()


def total(calendar: Calendar, one: Obligation) -> int:
    """Return how many units are owed: the count, or what a ratio makes of the other side's count."""
    if one.count or one.ratio is None:
        return one.units
    return _answer(one.ratio, sum(total(calendar, two) for two in partners(calendar, one))) or 1


def class_of(calendar: Calendar, one: Obligation) -> str:
    """Return the class of an obligation: its own word, else the only class its `what` names."""
    if one.group or one.groups:
        return one.group
    known = {name for two in calendar.obligations for rule in two.order for name in (rule.first, rule.then)}
    said = [name for name in known if re.search(rf"\b{re.escape(name)}\b", one.what, re.IGNORECASE)]
    return said[0] if len(said) == 1 else ""


def _answer(ratio: Fraction, units: int) -> int:
    return int(ratio * units)


def _of(calendar: Calendar, one: Obligation, found: Mapping[str, tuple[Portion, ...]]) -> Iterator[Portion]:
    against = [portion for two in partners(calendar, one) for portion in found.get(two.id, ())]
    if one.ratio is None or not against or isinstance(one.due, Daily):
        yield from _rhythm(calendar, one)
        return
    own = isinstance(one.due, OnDay) or (one.due.series != Series())
    follows = isinstance(one.due, WhenFree) or (
        isinstance(one.due, DaysAfter) and one.due.event in _names(partners(calendar, one))
    )
    if follows and not own:
        yield from _matched(one, one.ratio, [portion.units for portion in against])
        return
    come = 0
    for portion in _rhythm(calendar, one):
        come += portion.units
        yield replace(portion, answers=-(-come // one.ratio))


def _names(obligations: Sequence[Obligation]) -> frozenset[str]:
    return frozenset(name for one in obligations for name in (one.id, one.clause))


def _matched(one: Obligation, ratio: Fraction, against: Sequence[int]) -> Iterator[Portion]:
    """One share for every delivery of the other side; what is owed beyond answers nothing there is."""
    come = answered = 0
    limit = one.count or _answer(ratio, sum(against))
    for units in against:
        come += units
        share = min(_answer(ratio, come), limit) - answered
        answered += share
        if share:
            yield Portion(share, answers=come)
    if answered < limit:
        yield Portion(limit - answered, answers=-(-limit // ratio))


def _rhythm(calendar: Calendar, one: Obligation) -> Iterator[Portion]:
    series = Series() if isinstance(one.due, Daily) else one.due.series
    if not series.every:
        yield Portion(total(calendar, one))
        return
    left = total(calendar, one) if one.count or one.ratio else _times(calendar, one, series)
    offset = 0
    while left > 0:
        units = min(series.each or 1, left)
        yield Portion(units, offset)
        left, offset = left - units, offset + series.every


def _times(calendar: Calendar, one: Obligation, series: Series) -> int:
    """How often something uncounted comes round: until its phase ends, or the calendar."""
    phase = next((found for found in calendar.phases if found.name == one.phase), None)
    length = phase.days if phase else calendar.days or sum(found.days for found in calendar.phases)
    first = one.due.day if isinstance(one.due, OnDay) and not phase else 1
    return max((length - first) // series.every + 1, 1)


def _classed(calendar: Calendar, one: Obligation, made: tuple[Portion, ...]) -> tuple[Portion, ...]:
    if not one.groups:
        group = class_of(calendar, one)
        return tuple(replace(portion, group=group) for portion in made)
    found: list[Portion] = []
    names, left = [name for name, _ in one.groups], [many for _, many in one.groups]
    place = 0
    for portion in made:
        units = portion.units
        while units and place < len(left):
            took = min(units, left[place])
            found.append(replace(portion, units=took, group=names[place]))
            units -= took
            left[place] -= took
            place += not left[place]
    return tuple(found)
