"""The calendar as what waits for what: deliveries, and the gates that open when enough has been done."""

from collections.abc import Sequence
from dataclasses import dataclass

from goodoffices.monitoring.calendar import days
from goodoffices.monitoring.obligations import Calendar, Week


@dataclass(frozen=True)
class Step:
    """A delivery, a phase's beginning, or an event outside every clause.

    It falls due on `day`, or `plus` days after the node `base` (working days where `working` names
    weeks), moved off days of rest by the rule `rest`; it is done when due and no wait is left.
    """

    label: str
    owner: str
    units: int = 1
    day: int | None = None
    base: int | None = None
    plus: int = 0
    working: tuple[Week, ...] = ()
    weeks: tuple[Week, ...] = ()
    rest: str = ""
    waits: tuple[int, ...] = ()
    late: int = 0
    takes: int = 0
    follows: bool = False
    group: str = ""


@dataclass(frozen=True)
class Gate:
    """Opens on the day `need` units of its parts are done. A part that is itself a gate is one unit.

    `lost`: nothing brings it about, whatever its parts do.
    """

    label: str
    parts: tuple[int, ...]
    need: int
    counts_units: bool = False
    lost: bool = False


Node = Step | Gate


@dataclass(frozen=True)
class Network:
    """All nodes of a calendar, and which of them stand for an obligation, a phase, a name."""

    calendar: Calendar
    nodes: tuple[Node, ...]
    steps_of: dict[str, tuple[int, ...]]
    meaning: dict[str, int]

    def units(self, gate: Gate, part: int) -> int:
        """Return how much of a gate one part is worth when wholly done."""
        node = self.nodes[part]
        return node.units if gate.counts_units and isinstance(node, Step) else 1

    def due(self, step: Step, base_day: int | None) -> int:
        """Return the day a step falls due, given the day of its base."""
        found = step.day if step.day is not None else base_day
        assert found is not None
        if step.base is not None and base_day is not None:
            found = (
                days.later(self.calendar, base_day, step.plus, step.working)
                if step.working
                else base_day + step.plus
            )
        if step.weeks and step.rest:
            found = days.moved(self.calendar, found, step.weeks, step.rest)
        return found if base_day is None else max(found, base_day)

    def inputs(self, index: int) -> Sequence[int]:
        """Return the nodes a node looks at."""
        node = self.nodes[index]
        if isinstance(node, Gate):
            return node.parts
        return (*node.waits, *(() if node.base is None else (node.base,)))

    def certain(self, index: int) -> frozenset[int]:
        """Return the nodes that must have been done for a node to be, as far as no choice lies between."""
        seen: set[int] = set()
        open_ends = [index]
        while open_ends:
            found = open_ends.pop()
            node = self.nodes[found]
            if found not in seen:
                seen.add(found)
                open_ends += self.inputs(found) if isinstance(node, Step) or self.whole(node) else ()
        return frozenset(seen)

    def whole(self, gate: Gate) -> bool:
        """Whether a gate needs every one of its parts."""
        return gate.need == sum(self.units(gate, part) for part in gate.parts)

    def behind(self, index: int) -> frozenset[int]:
        """Return every node that stands behind a node, itself included."""
        seen: set[int] = set()
        open_ends = [index]
        while open_ends:
            found = open_ends.pop()
            if found not in seen:
                seen.add(found)
                open_ends += self.inputs(found)
        return frozenset(seen)
