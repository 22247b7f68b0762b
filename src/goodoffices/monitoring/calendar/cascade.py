"""What one breach stops: suspension after suspension, day by day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from goodoffices.core.errors import Phrase
from goodoffices.monitoring.calendar.faults import CalendarFault, Happening, clauses_behind, length
from goodoffices.monitoring.calendar.network import Network, Step
from goodoffices.monitoring.calendar.standing import spans
from goodoffices.monitoring.calendar.times import Times, times
from goodoffices.monitoring.obligations import Daily, Obligation


@dataclass(frozen=True)
class Stop:
    """One obligation stopped: on which day, and by whose standing unperformed."""

    day: int
    stopped: str
    by: str


@dataclass(frozen=True)
class Breach:
    """One delivery is never made: the day its tolerance is over, and all that stops because of it.

    `back` is the last stop of a ring that comes back to the breach itself.
    """

    one: str
    label: str
    day: int
    stops: tuple[Stop, ...]
    back: Stop | None = None


def breaches(network: Network, plan: Times) -> Iterator[Breach]:
    """Yield, for every obligation that suspends others, what the breach of its first delivery stops.

    Everything else comes as planned. An obligation stands unperformed once its due day and its tolerance
    are over, for whatever reason; from that day whatever it suspends, and is not yet wholly done, stops.
    """
    for one in network.calendar.obligations:
        index = network.steps_of[one.id][0]
        if one.suspends and index in plan.first:
            yield _Run(network, plan, one, index).all()


def cascades(network: Network, plan: Times) -> Iterator[CalendarFault]:
    """Yield every breach that stops more than its clause names, and every ring of suspensions.

    A breach whose whole cascade is part of another's is not told twice, nor is a ring.
    """
    found = list(breaches(network, plan))
    wide = [one for one in found if _unnamed(network, one)]
    told: list[frozenset[str]] = []
    for one in sorted(wide, key=lambda one: (-len(one.stops), one.day)):
        stopped = frozenset([one.one, *(stop.stopped for stop in one.stops)])
        if not any(stopped <= other for other in told):
            told.append(stopped)
            yield _fault(network, one)
    rings: set[frozenset[str]] = set()
    for one in sorted(found, key=lambda one: one.day):
        ring = _ring(one)
        if ring and not network.calendar.tolerance.first_to_fail_cures and frozenset(ring) not in rings:
            rings.add(frozenset(ring))
            yield _ring_fault(network, one, ring)


def _unnamed(network: Network, breach: Breach) -> bool:
    named = {two.id for name in _by_id(network)[breach.one].suspends for two in network.calendar.named(name)}
    return any(stop.stopped not in named for stop in breach.stops)


def _by_id(network: Network) -> Mapping[str, Obligation]:
    return {one.id: one for one in network.calendar.obligations}


def _fault(network: Network, breach: Breach) -> CalendarFault:
    lines = [Happening(breach.day, Phrase("{name} is not done", name=breach.label))]
    lines += [Happening(stop.day, _suspended(stop)) for stop in breach.stops]
    owners = [breach.one, *(stop.stopped for stop in breach.stops)]
    return CalendarFault("cascade", clauses_behind(network.calendar, owners), tuple(lines))


def _suspended(stop: Stop) -> Phrase:
    return Phrase("{name} is suspended by {by}", name=stop.stopped, by=stop.by)


def _ring(breach: Breach) -> list[str]:
    """Return the obligations of a ring of suspensions, from the breach round to it; nothing without one."""
    if breach.back is None:
        return []
    by = {stop.stopped: stop.by for stop in breach.stops}
    ring = [breach.back.by]
    while ring[-1] != breach.one:
        ring.append(by[ring[-1]])
    return ring[::-1]


def _ring_fault(network: Network, breach: Breach, ring: list[str]) -> CalendarFault:
    assert breach.back is not None
    stops = [stop for stop in (*breach.stops, breach.back) if stop.stopped in ring]
    lines = [Happening(breach.day, Phrase("{name} is not done", name=breach.label))]
    lines += [Happening(stop.day, _suspended(stop)) for stop in stops]
    return CalendarFault("deadlock", clauses_behind(network.calendar, ring), tuple(lines))


@dataclass
class _Run:
    """The days after one breach: since when what stands unperformed, and what is stopped."""

    network: Network
    plan: Times
    one: Obligation
    index: int
    failed: dict[str, int] = field(default_factory=dict)
    stopped: dict[str, Stop] = field(default_factory=dict)
    dues: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    back: Stop | None = None

    def all(self) -> Breach:
        """Run from the day the breach stands until nothing more can stop."""
        step = self.network.nodes[self.index]
        assert isinstance(step, Step)
        begins = self.plan.first[self.index] + step.late + 1
        self.dues = self._dues(frozenset([self.index]))
        self.failed[self.one.id] = begins
        day, last = begins, begins
        while day <= last:
            self._fail(day)
            self._stop(day)
            last = max([due + late + 1 for id_ in self.stopped for due, late in self.dues[id_]], default=day)
            day += 1
        stops = tuple(sorted(self.stopped.values(), key=lambda stop: stop.day))
        return Breach(self.one.id, step.label, begins, stops, self.back)

    def _fail(self, day: int) -> None:
        """What is suspended, fell due since, and is past its tolerance, stands unperformed."""
        for id_, stop in self.stopped.items():
            if id_ not in self.failed and any(
                due >= stop.day and day > due + late for due, late in self.dues[id_]
            ):
                self.failed[id_] = day

    def _stop(self, day: int) -> None:
        """What an unperformed obligation suspends stops, if there is anything left of it to stop."""
        known = {one.id: one for one in self.network.calendar.obligations}
        for id_ in list(self.failed):
            for name in known[id_].suspends:
                for target in self.network.calendar.named(name):
                    self._suspend(target.id, id_, day)

    def _suspend(self, target: str, by: str, day: int) -> None:
        stop = Stop(day, target, by)
        if target == self.one.id:
            self.back = self.back or stop
        elif target not in self.stopped and any(due >= day for due, _ in self.dues[target]):
            self.stopped[target] = stop
            self.dues = self._dues(self._undone())

    def _undone(self) -> frozenset[int]:
        """Return the deliveries that are not made: the breach, and what fell due after its suspension."""
        found = {self.index}
        for id_, stop in self.stopped.items():
            found |= {
                index for index in self.network.steps_of[id_] if self.plan.first.get(index, 0) >= stop.day
            }
        return frozenset(found)

    def _dues(self, undone: frozenset[int]) -> dict[str, list[tuple[int, int]]]:
        """Return on which days each obligation has something to do, and its tolerance; every day of a window."""
        then = times(self.network, without=undone)
        last = length(self.network, self.plan.done.values())
        ends = {span.one.id: span.ends for span in spans(self.network, then, last=last)}
        found: dict[str, list[tuple[int, int]]] = {}
        for one in self.network.calendar.obligations:
            days = [then.first[index] for index in self.network.steps_of[one.id] if index in then.first]
            if isinstance(one.due, Daily) and days:
                days = list(range(days[0], ends[one.id] + 1))
            found[one.id] = [(day, self.network.calendar.late(one)) for day in days]
        return found
