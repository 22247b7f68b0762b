"""On which day everything happens, when all comes as planned but for the slips given."""

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from goodoffices.monitoring.calendar.network import Gate, Network, Step
from goodoffices.monitoring.obligations import Daily

Facts = Mapping[int, Sequence[tuple[int, int]]]


@dataclass(frozen=True)
class Slip:
    """So many units of one delivery come so many days after it could have been made."""

    step: int
    days: int
    units: int


@dataclass(frozen=True)
class Times:
    """When each step falls due, when its first units come and its last; when each gate opens.

    What never happens stands in none of them.
    """

    due: dict[int, int] = field(default_factory=dict)
    first: dict[int, int] = field(default_factory=dict)
    done: dict[int, int] = field(default_factory=dict)


def times(
    network: Network,
    slips: Mapping[int, Slip] | None = None,
    without: frozenset[int] = frozenset(),
    among: frozenset[int] | None = None,
) -> Times:
    """Return the days on which everything happens, with these slips, and these nodes never done.

    `among` names the only nodes asked for; it must hold whatever stands behind them.

    A step is done on the later of its due day and the last of its waits: one that comes too late for its
    due day is done all the same, for what follows. Nodes settle in order of their day (Dijkstra's method,
    after Knuth 1977), so that a ring that cannot start never does.
    """
    return _Run(network, slips or {}, without).all(among)


def known(network: Network, facts: Facts) -> Times:
    """Return what is known from what has been done: for each delivery given, on which days how many units.

    A delivery not given is not done; it still falls due once what its day hangs on has happened. Windows open, phases
    begin and events outside happen as planned, from what has happened.
    """
    made = {index for steps in network.steps_of.values() for index in steps}
    undone = {index for index in made if not _opens_itself(network, index)}
    run = _Run(network, {}, frozenset(undone))
    run.facts = facts
    return run.all(None)


def _opens_itself(network: Network, index: int) -> bool:
    node = network.nodes[index]
    return isinstance(node, Step) and any(
        isinstance(one.due, Daily) for one in network.calendar.named(node.owner)
    )


class _Run:
    """One run through a network, in order of days."""

    def __init__(self, network: Network, slips: Mapping[int, Slip], without: frozenset[int]) -> None:
        self.network, self.slips, self.without = network, slips, without
        self.found = Times()
        self.outputs: dict[int, list[int]] = {}
        self.missing: dict[int, int] = {}
        self.ready: dict[int, int] = {}
        self.queue: list[tuple[int, int, int, int]] = []
        self.tick = count()
        self.facts: Facts = {}

    def all(self, among: frozenset[int] | None) -> Times:
        for index in range(len(self.network.nodes)) if among is None else sorted(among):
            self._await(index)
        for index, days in self.facts.items():
            for day, units in days:
                heapq.heappush(self.queue, (day, next(self.tick), index, units))
        while self.queue:
            day, _, index, units = heapq.heappop(self.queue)
            self._come(index, day, units)
        return self.found

    def _await(self, index: int) -> None:
        node = self.network.nodes[index]
        if isinstance(node, Gate) and node.lost:
            return
        inputs = self.network.inputs(index)
        for one in set(inputs):
            self.outputs.setdefault(one, []).append(index)
        self.missing[index] = node.need if isinstance(node, Gate) else len(set(inputs))
        if not self.missing[index]:
            self._open(index, days_first(node))

    def _open(self, index: int, day: int) -> None:
        node = self.network.nodes[index]
        if isinstance(node, Gate):
            self.found.first[index] = day
            self._push(day, index, 1)
            return
        base = None if node.base is None else self.found.done[node.base]
        due = self.network.due(node, base)
        waits = max((self.found.done[one] for one in node.waits), default=due)
        start = max(due, waits)
        self.found.due[index], self.found.first[index] = due, start
        slip = self.slips.get(index)
        if slip is None:
            self._push(start, index, node.units)
            return
        if slip.units < node.units:
            self._push(start, index, node.units - slip.units)
        self._push(start + slip.days, index, slip.units)

    def _push(self, day: int, index: int, units: int) -> None:
        if index in self.without:
            return
        heapq.heappush(self.queue, (day, next(self.tick), index, units))

    def _come(self, index: int, day: int, units: int) -> None:
        node = self.network.nodes[index]
        whole = isinstance(node, Gate) or self._whole(index, node, units)
        if whole:
            self.found.done[index] = day
        for output in self.outputs.get(index, ()):
            if output in self.found.first:
                continue
            gate = self.network.nodes[output]
            if isinstance(gate, Gate):
                self._count(
                    output, units if gate.counts_units and isinstance(node, Step) else int(whole), day
                )
            elif whole:
                self._arrive(output, day)

    def _whole(self, index: int, node: Step, units: int) -> bool:
        self.ready[index] = self.ready.get(index, 0) + units
        return self.ready[index] == node.units

    def _count(self, output: int, units: int, day: int) -> None:
        self.missing[output] -= units
        if self.missing[output] <= 0:
            self._open(output, day)

    def _arrive(self, output: int, day: int) -> None:
        self.missing[output] -= 1
        if not self.missing[output]:
            self._open(output, day)


def days_first(node: Step | Gate) -> int:
    """Return the day on which a node that waits for nothing may happen: the first, or its own."""
    return 1 if isinstance(node, Gate) or node.day is None else node.day
