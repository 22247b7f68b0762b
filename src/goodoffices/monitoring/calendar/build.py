"""Building the network of a calendar: every name as a node, every obligation as its deliveries."""

import re
from collections.abc import Sequence

from goodoffices.core.errors import BadInput
from goodoffices.monitoring.calendar.days import weeks_of
from goodoffices.monitoring.calendar.network import Gate, Network, Node, Step
from goodoffices.monitoring.calendar.portions import Portion, partners, portions, total
from goodoffices.monitoring.obligations import Calendar, Daily, DaysAfter, Event, Obligation, OnDay

MOST_STEPS = 5_000
_PART = re.compile(r"(\d{1,9}|half) of (.+)")
_END = "end of "


def network(calendar: Calendar) -> Network:
    """Return what waits for what in a calendar."""
    return _Build(calendar).all()


class _Build:
    """A network being built: nodes are numbered before what stands behind them is known."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self.nodes: dict[int, Node] = {}
        self.free = 0
        self.portions = portions(calendar)
        if sum(map(len, self.portions.values())) > MOST_STEPS:
            raise BadInput("more than {most} deliveries; let `each` be larger", most=MOST_STEPS)
        self.steps = {id_: tuple(self._number() for _ in found) for id_, found in self.portions.items()}
        self.meaning = {id_: found[0] for id_, found in self.steps.items() if len(found) == 1}
        names = [id_ for id_ in self.steps if id_ not in self.meaning]
        names += [*(event.name for event in calendar.events), *(phase.name for phase in calendar.phases)]
        self.meaning |= {name: self._number() for name in names}

    def _number(self) -> int:
        self.free += 1
        return self.free - 1

    def _add(self, node: Node) -> int:
        index = self._number()
        self.nodes[index] = node
        return index

    def all(self) -> Network:
        self._phases()
        for one in self.calendar.obligations:
            self._obligation(one)
        for event in self.calendar.events:
            self.nodes[self.meaning[event.name]] = self._event(event)
        for name in _named_elsewhere(self.calendar):
            self._named(name)
        nodes = tuple(self.nodes[index] for index in range(self.free))
        return Network(self.calendar, nodes, self.steps, self.meaning)

    def _named(self, reference: str) -> int:
        """Return the node a name means; a gate that never opens where nothing brings it about."""
        if reference not in self.meaning:
            self.meaning[reference] = self._number()
            self.nodes[self.meaning[reference]] = self._meant(reference)
        return self.meaning[reference]

    def _meant(self, reference: str) -> Node:
        several = self.calendar.named(reference)
        if several:
            return Gate(reference, tuple(self.meaning[one.id] for one in several), len(several))
        part = _PART.fullmatch(reference)
        if part and self.calendar.named(part[2]):
            of = self.calendar.named(part[2])
            whole = sum(total(self.calendar, one) for one in of)
            return self._some(reference, of, -(-whole // 2) if part[1] == "half" else int(part[1]))
        for phase in self.calendar.phases:
            if reference == _END + phase.name:
                return Step(
                    reference, reference, base=self.meaning[phase.name], plus=phase.days, follows=True
                )
        return Gate(reference, (), 1, lost=True)

    def _some(self, label: str, of: Sequence[Obligation], need: int) -> Gate:
        """Return the gate that opens when so many units of these obligations are done."""
        parts = tuple(step for one in of for step in self.steps[one.id])
        there = sum(portion.units for one in of for portion in self.portions[one.id])
        return Gate(label, parts, need, counts_units=True, lost=need > there)

    def _event(self, event: Event) -> Node:
        if event.of:
            of = [one for name in event.of for one in self.calendar.named(name)]
            whole = sum(total(self.calendar, one) for one in of)
            return self._some(event.name, of, event.count or whole)
        parts = tuple(dict.fromkeys(self._named(name) for name in event.all_of or event.any_of))
        if parts:
            return Gate(event.name, parts, len(parts) if event.all_of else 1)
        return Step(event.name, event.name, day=1 if event.day is None else event.day, late=event.late)

    def _phases(self) -> None:
        before = None
        for phase in self.calendar.phases:
            self.nodes[self.meaning[phase.name]] = Step(
                phase.name,
                phase.name,
                day=None if before else 1,
                base=self.meaning[before.name] if before else None,
                plus=before.days if before else 0,
                waits=tuple(self._named(name) for name in phase.after),
                follows=before.continues if before else False,
            )
            before = phase

    def _obligation(self, one: Obligation) -> None:
        waits = [self._named(name) for name in one.after]
        made = self.portions[one.id]
        for number, (index, portion) in enumerate(zip(self.steps[one.id], made, strict=True), start=1):
            label = one.id if len(made) == 1 else f"{one.id}#{number}"
            self.nodes[index] = self._delivery(one, portion, label, waits)
        if len(made) > 1:
            whole = sum(portion.units for portion in made)
            self.nodes[self.meaning[one.id]] = self._some(one.id, [one], whole)

    def _delivery(self, one: Obligation, portion: Portion, label: str, waits: Sequence[int]) -> Step:
        share = self._share(one, portion)
        begins = [self.meaning[one.phase]] if one.phase else []
        day, base, plus, after = None, None, portion.offset, list(waits)
        match one.due:
            case OnDay(day=first):
                day, plus = first + portion.offset, 0
            case DaysAfter(event=event, days=days):
                base = share if share is not None and self._partner(one, event) else self._named(event)
                plus = days + portion.offset
            case _ if isinstance(one.due, Daily) or waits or begins or share is not None:
                base = self._all([*waits, *begins, *([] if share is None else [share])])
                after = []
            case _:
                base = None
        if base is None and day is None:
            day, plus = 1 + portion.offset, 0
        if share is not None and base != share:
            after.append(share)
        return Step(
            label,
            one.id,
            units=portion.units,
            day=day,
            base=base,
            plus=plus,
            working=weeks_of(self.calendar, one.due.working) if isinstance(one.due, DaysAfter) else (),
            weeks=weeks_of(self.calendar, one.weeks),
            rest=one.rest,
            waits=tuple(after),
            late=self.calendar.late(one),
            takes=one.takes,
            follows=one.follows,
            group=portion.group,
        )

    def _partner(self, one: Obligation, event: str) -> bool:
        return any(event in (two.id, two.clause) for two in partners(self.calendar, one))

    def _share(self, one: Obligation, portion: Portion) -> int | None:
        """Return the gate that opens when enough has come from the other side of a ratio."""
        if not portion.answers:
            return None
        of = partners(self.calendar, one)
        label = f"{portion.answers} of {of[0].id}"
        if label not in self.meaning:
            self.meaning[label] = self._add(self._some(label, of, portion.answers))
        return self.meaning[label]

    def _all(self, parts: Sequence[int]) -> int | None:
        unique = tuple(dict.fromkeys(parts))
        if len(unique) < 2:
            return unique[0] if unique else None
        return self._add(Gate("", unique, len(unique)))


def _named_elsewhere(calendar: Calendar) -> list[str]:
    """Return the names nothing waits for, but which end a window, close a race or meet a deadline."""
    found = [name for one in calendar.obligations for name in (*one.before, one.until) if name]
    return found + [name for deadline in calendar.deadlines for name in deadline.needs]
