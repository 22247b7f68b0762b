"""From which day to which a daily window stands, as planned and at the longest."""

from collections.abc import Iterator
from dataclasses import dataclass

from goodoffices.monitoring.calendar import days
from goodoffices.monitoring.calendar.cuts import Cuts
from goodoffices.monitoring.calendar.faults import length
from goodoffices.monitoring.calendar.network import Network, Step
from goodoffices.monitoring.calendar.times import Times
from goodoffices.monitoring.obligations import Daily, Obligation, Window


@dataclass(frozen=True)
class Span:
    """The days of a daily window: from `begins` to `ends` as planned, to `longest` if all that may slips.

    `end` is the node that ends it and how many days more it stands after that node's day.
    """

    one: Obligation
    daily: Daily
    begins: int
    ends: int
    longest: int
    end: tuple[int, int] | None

    def windows(self, network: Network, plan: Times, day: int) -> Iterator[Window]:
        """Yield the hours that may hold on a day: none on a day of rest, both where an exchange may fall."""
        weeks = days.weeks_of(network.calendar, self.one.weeks)
        if weeks and not days.works(network.calendar, day, weeks):
            return
        yield self.daily.window
        if self.daily.exchange and exchange_may_fall(network, plan, self.daily.exchange_of, day):
            yield self.daily.exchange


def exchange_may_fall(network: Network, plan: Times, of: str, day: int) -> bool:
    """Whether a delivery of an obligation may be made on a day, in time or late."""
    for one in network.calendar.named(of):
        for index in network.steps_of[one.id]:
            step = network.nodes[index]
            first = plan.first.get(index)
            if first is not None and isinstance(step, Step) and first <= day <= first + step.late:
                return True
    return False


def spans(network: Network, plan: Times, cuts: Cuts | None = None, last: int = 0) -> Iterator[Span]:
    """Yield the span of every daily window that begins at all; without `cuts`, as planned only.

    `last` is the calendar's last day, where the plan given is not the whole of it.
    """
    last = last or length(network, plan.done.values())
    for one in network.calendar.obligations:
        begins = plan.first.get(network.steps_of[one.id][0])
        if not isinstance(one.due, Daily) or begins is None:
            continue
        end = _end(network, one)
        planned = plan.done.get(end[0]) if end else None
        ends = last if end is None or planned is None else planned + end[1]
        reach = cuts.reach if cuts and end else 0
        yield Span(one, one.due, begins, ends, ends + reach, end)


def _end(network: Network, one: Obligation) -> tuple[int, int] | None:
    """Return what ends a window: its `until`, that day included; else the day before the next phase."""
    if one.until:
        return network.meaning[one.until], 0
    names = [phase.name for phase in network.calendar.phases]
    if one.phase and one.phase != names[-1]:
        return network.meaning[names[names.index(one.phase) + 1]], -1
    return None
