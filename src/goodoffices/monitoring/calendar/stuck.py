"""What never starts even when everything comes as planned: rings that wait, and names of nothing."""

from collections.abc import Iterator, Sequence

from goodoffices.core.errors import Phrase
from goodoffices.monitoring.calendar.faults import CalendarFault, Happening, clauses_behind
from goodoffices.monitoring.calendar.network import Gate, Network, Step
from goodoffices.monitoring.calendar.portions import partners, portions, total
from goodoffices.monitoring.calendar.rings import rings, shortest_ring
from goodoffices.monitoring.calendar.times import Times
from goodoffices.monitoring.obligations import Calendar


def deadlocks(network: Network, plan: Times) -> Iterator[CalendarFault]:
    """Yield the shortest ring of every knot of nodes that wait for one another.

    What merely stands behind a ring is not named: it is freed with it.
    """
    stuck = {index for index in range(len(network.nodes)) if index not in plan.done}
    edges = {index: [one for one in network.inputs(index) if one in stuck] for index in stuck}
    for knot in rings(edges):
        ring = shortest_ring(edges, knot)
        steps = [index for index in ring if isinstance(network.nodes[index], Step)]
        if not steps:
            continue
        waits = [(step, _next_name(network, ring, step)) for step in steps]
        schedule = tuple(
            Happening(_since(network, plan, step), _waits(network.nodes[step].label, name))
            for step, name in waits
        )
        owners = [node.owner for node in map(network.nodes.__getitem__, steps) if isinstance(node, Step)]
        yield CalendarFault(
            "deadlock",
            clauses_behind(network.calendar, owners),
            tuple(sorted(schedule, key=lambda one: one.day)),
        )


def lost(network: Network, plan: Times) -> Iterator[CalendarFault]:
    """Yield every name that nothing brings about, with the clauses that wait for it first."""
    for index, node in enumerate(network.nodes):
        if isinstance(node, Gate) and node.lost:
            waiting = [network.nodes[step] for step in _first_waiting(network, index)]
            parts = [network.nodes[part] for part in node.parts]
            owners = [one.owner for one in (*waiting, *parts) if isinstance(one, Step)]
            owners += _else_waiting(network.calendar, node.label)
            first = next(iter(_first_waiting(network, index)), None)
            day = 1 if first is None else _since(network, plan, first)
            who = network.nodes[first].label if first is not None else Phrase("the calendar")
            schedule = (Happening(day, _waits(who, node.label)),)
            yield CalendarFault("never", clauses_behind(network.calendar, owners), schedule)


def unanswered(network: Network, plan: Times) -> Iterator[CalendarFault]:
    """Yield every ratio whose count runs out before the other side's does."""
    calendar = network.calendar
    made = portions(calendar)
    for one in calendar.obligations:
        others = partners(calendar, one)
        if one.ratio is None or not others:
            continue
        owed = int(one.ratio * sum(total(calendar, two) for two in others))
        given = sum(portion.units for portion in made[one.id])
        days = [plan.done[step] for two in others for step in network.steps_of[two.id] if step in plan.done]
        if given < owed:
            event = Phrase("{name} ends at {given} of {owed}", name=one.id, given=given, owed=owed)
            owners = [one.id, *(two.id for two in others)]
            yield CalendarFault(
                "never", clauses_behind(calendar, owners), (Happening(max(days, default=1), event),)
            )


def _waits(who: str, name: str) -> Phrase:
    return Phrase("{who} waits for {name}", who=who, name=name)


def _next_name(network: Network, ring: Sequence[int], step: int) -> str:
    """Return what a step of a ring waits for, by the name that stands in the file."""
    place = ring.index(step)
    for offset in range(1, len(ring) + 1):
        label = network.nodes[ring[(place + offset) % len(ring)]].label
        if label:
            return label
    return ""


def _since(network: Network, plan: Times, step: int) -> int:
    """Return the day since which a step only waits: its own day, or the last of what did come."""
    node = network.nodes[step]
    own = node.day if isinstance(node, Step) and node.day is not None else 1
    return max([own, *(plan.done[one] for one in network.inputs(step) if one in plan.done)])


def _else_waiting(calendar: Calendar, name: str) -> list[str]:
    return [one.id for one in calendar.obligations if name == one.until or name in one.before]


def _first_waiting(network: Network, index: int) -> list[int]:
    """Return the steps that look at a node directly, or through gates alone."""
    found: list[int] = []
    seen = {index}
    layer = [index]
    while layer:
        following: list[int] = []
        for user, node in enumerate(network.nodes):
            if user not in seen and any(one in layer for one in network.inputs(user)):
                seen.add(user)
                (found if isinstance(node, Step) else following).append(user)
        layer = following
    return found
