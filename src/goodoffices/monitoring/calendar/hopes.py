"""What a calendar hopes for: that something is done by the day on which something else needs it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from goodoffices.core.errors import Phrase
from goodoffices.monitoring.calendar.faults import Kind
from goodoffices.monitoring.calendar.network import Network, Step
from goodoffices.monitoring.calendar.times import Times, times
from goodoffices.monitoring.obligations import DaysAfter, Deadline, Obligation, Order

Mark = Literal["due", "first", "done", "day"]


@dataclass(frozen=True)
class Hope:
    """The hope that `node` is done by a day: a day written down, or the day of another node, less `less`.

    `said` ends the schedule of a broken hope; `lapses` says that it leaves the step itself without a day.
    """

    kind: Kind
    owner: str
    node: int
    said: str
    mark: Mark
    other: int = -1
    less: int = 0
    lapses: bool = False

    def limit(self, found: Times) -> int | None:
        """Return the last day on which the hope is met, or None where what sets it never happens."""
        if self.mark == "day":
            return -self.less
        days = {"due": found.due, "first": found.first, "done": found.done}[self.mark]
        return days[self.other] - self.less if self.other in days else None

    def broken(self, found: Times) -> bool:
        """Whether the day passes and what was hoped for is not done."""
        limit = self.limit(found)
        return limit is not None and found.done.get(self.node, limit + 1) > limit


def hopes(network: Network) -> tuple[Hope, ...]:
    """Return all hopes of a calendar, in the order of its file."""
    calendar = network.calendar
    found: list[Hope] = []
    for phase in calendar.phases:
        index = network.meaning[phase.name]
        found += _waits(network, Waiting(phase.name, index, "never"), phase.after)
    for one in calendar.obligations:
        relative = isinstance(one.due, DaysAfter)
        for index in network.steps_of[one.id]:
            found += _waits(network, Waiting(one.id, index, "race" if relative else "never"), one.after)
        found += _befores(network, one)
    for order in dict.fromkeys((one.who, rule) for one in calendar.obligations for rule in one.order):
        found += _orders(network, *order)
    for deadline in calendar.deadlines:
        found += _deadline(network, deadline)
    return tuple(found)


@dataclass(frozen=True)
class Waiting:
    """A step that has a day of its own, whose it is, and what it is called if that day passes."""

    owner: str
    index: int
    kind: Kind


def _waits(network: Network, waiting: Waiting, names: Sequence[str]) -> Iterator[Hope]:
    """A step with a day of its own hopes that what it waits for has happened by then."""
    step = network.nodes[waiting.index]
    assert isinstance(step, Step)
    for name in names:
        node = network.meaning[name]
        if node not in step.waits or (not step.takes and _surely_by(network, step, node)):
            continue
        if step.takes:
            said = Phrase("{name} takes {n} days and does not fit", name=step.label, n=step.takes)
            yield Hope("clock", waiting.owner, node, said, "due", waiting.index, step.takes)
        elif not step.follows:
            said = Phrase("{one} lapses, waiting for {other}", one=step.label, other=name)
            yield Hope(waiting.kind, waiting.owner, node, said, "due", waiting.index, lapses=True)


def _surely_by(network: Network, step: Step, node: int) -> bool:
    """Whether a step's clock cannot start before the node is done."""
    return step.base is not None and (node == step.base or node in network.certain(step.base))


def _befores(network: Network, one: Obligation) -> Iterator[Hope]:
    node = network.meaning[one.id]
    for name in one.before:
        other = network.meaning[name]
        if not needed(network, node, other):
            yield Hope(
                "race",
                one.id,
                node,
                Phrase("{one} comes before {other}", one=name, other=one.id),
                "done",
                other,
                1,
            )


def needed(network: Network, node: int, other: int) -> bool:
    """Whether the other can only happen when this node has."""
    return other not in times(network, without=frozenset([node])).done


def _orders(network: Network, who: str, order: Order) -> Iterator[Hope]:
    """Every delivery of the later class hopes that the earlier class is through on its day."""
    scope = [one for one in network.calendar.obligations if one.who == who]
    first = [index for one in scope for index in _of_class(network, one, order.first)]
    then = [index for one in scope for index in _of_class(network, one, order.then)]
    for earlier in first:
        held = times(network, without=frozenset([earlier])).done
        before = network.nodes[earlier]
        for index in then:
            step = network.nodes[index]
            if index in held and isinstance(step, Step):
                said = Phrase(
                    "{one} is made before {other}: {first} before {then}",
                    one=step.label,
                    other=before.label,
                    first=order.first,
                    then=order.then,
                )
                yield Hope("order", step.owner, earlier, said, "first", index)


def _of_class(network: Network, one: Obligation, name: str) -> list[int]:
    """Return the deliveries of an obligation that are of a class."""
    nodes = [(index, network.nodes[index]) for index in network.steps_of[one.id]]
    return [index for index, node in nodes if isinstance(node, Step) and node.group == name]


def _deadline(network: Network, deadline: Deadline) -> Iterator[Hope]:
    """Something outside sets a day; what it needs should have happened."""
    for name in deadline.needs if deadline.hard else ():
        said = Phrase("{one} passes, waiting for {other}", one=deadline.name, other=name)
        yield Hope("clock", deadline.name, network.meaning[name], said, "day", less=-deadline.day)
