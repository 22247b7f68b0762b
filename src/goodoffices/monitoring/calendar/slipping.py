"""The fewest slips that break a hope, and the shortest schedule that shows it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from goodoffices.core.errors import Phrase
from goodoffices.monitoring.calendar.cuts import Cuts, Slips
from goodoffices.monitoring.calendar.faults import CalendarFault, Happening, clauses_behind
from goodoffices.monitoring.calendar.hopes import Hope, hopes
from goodoffices.monitoring.calendar.network import Gate, Network, Step
from goodoffices.monitoring.calendar.times import Slip, Times, times

_TRIED, _TRIED_IF_LARGE, _LARGE = 12, 2, 400
Worst = Mapping[int, Slip]
Ends = tuple[int, ...]


@dataclass(frozen=True)
class Broken:
    """A hope and the slips that break it; none of them can be left out or be shorter."""

    hope: Hope
    slips: Worst
    found: Times

    def weight(self) -> tuple[int, int, int, int]:
        """Return what makes one showing shorter than another: slips, days, units, the day it shows."""
        slips = self.slips.values()
        return (
            len(slips),
            sum(slip.days for slip in slips),
            sum(slip.units for slip in slips),
            self.hope.limit(self.found) or 0,
        )


def broken_hopes(network: Network, plan: Times, cuts: Cuts) -> Iterator[CalendarFault]:
    """Yield, for every obligation and kind, the shortest way its hopes break within the tolerance.

    A break that only follows from another obligation's lapse is left to that one.
    """
    every = hopes(network)
    lapses = [hope for hope in every if hope.lapses]
    groups: dict[tuple[str, str], list[Hope]] = defaultdict(list)
    for hope in every:
        groups[hope.kind, hope.owner].append(hope)
    for group in groups.values():
        showing = [one for hope in group for one in _ways(network, plan, cuts, hope)]
        own = [one for one in showing if not _follows(network, plan, lapses, one)]
        if own:
            yield _fault(network, plan, min(own, key=Broken.weight))


def least(network: Network, holds: Callable[[Times], bool], slips: Slips, ends: Ends) -> tuple[Worst, Times]:
    """Return these slips with as few days and units as still make it so, and what then happens.

    Looked at is only what stands behind `ends`.
    """
    among = frozenset().union(*(network.behind(end) for end in ends if end >= 0))
    worst = {index: _longest(network, index) for index in sorted(slips)}
    for index in worst:
        worst = _least_of(lambda one: holds(times(network, one, among=among)), worst, index, "days")
    for index in worst:
        worst = _least_of(lambda one: holds(times(network, one, among=among)), worst, index, "units")
    return worst, times(network, worst, among=among)


def _least_of(
    holds: Callable[[Worst], bool], worst: dict[int, Slip], index: int, what: Literal["days", "units"]
) -> dict[int, Slip]:
    slip = worst[index]

    def with_(number: int) -> dict[int, Slip]:
        fewer = replace(slip, days=number) if what == "days" else replace(slip, units=number)
        return {**worst, index: fewer}

    return with_(_fewest(slip.days if what == "days" else slip.units, lambda number: holds(with_(number))))


def _longest(network: Network, index: int) -> Slip:
    node = network.nodes[index]
    assert isinstance(node, Step)
    return Slip(index, node.late, node.units)


def _fewest(most: int, enough: Callable[[int], bool]) -> int:
    """Return the smallest number from 1 that is enough, given that `most` is and that more never hurts."""
    low, high = 1, most
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle + 1, high)
    return low


def _ways(network: Network, plan: Times, cuts: Cuts, hope: Hope) -> Iterator[Broken]:
    """Yield the ways with the fewest slips in which a hope breaks.

    Where slips move the limit too, it is asked for every day the limit may reach.
    """
    limit = hope.limit(plan)
    if limit is None or hope.node not in plan.done:
        return
    fewest = cuts.most
    tried: set[Slips] = set()
    ends = (hope.node, hope.other)
    for day in range(limit, limit + (cuts.reach if _moves(network, hope) else 0) + 1):
        sets = [one for one in cuts.later_than(hope.node, day) if len(one) <= fewest and one not in tried]
        for one in sets[: _TRIED if len(network.nodes) < _LARGE else _TRIED_IF_LARGE]:
            tried.add(one)
            slips, found = _breaking(network, hope, one, ends)
            if len(one) <= fewest and slips:
                fewest = len(one)
                yield Broken(hope, slips[0], found)
        if not fewest:
            return


def _breaking(network: Network, hope: Hope, slips: Slips, ends: Ends) -> tuple[list[Worst], Times]:
    """Return the least slips of a set that break a hope, if they do, and what then happens."""
    among = frozenset().union(*(network.behind(end) for end in ends if end >= 0))
    found = times(network, {index: _longest(network, index) for index in slips}, among=among)
    if not hope.broken(found):
        return [], found
    worst, found = least(network, hope.broken, slips, ends)
    return [worst], found


def _moves(network: Network, hope: Hope) -> bool:
    """Whether the limit of a hope hangs on anything that may slip."""
    if hope.mark == "day":
        return False
    node = network.nodes[hope.other]
    fixed = isinstance(node, Step) and node.base is None
    return not fixed or (hope.mark != "due" and any(True for _ in network.inputs(hope.other)))


def _follows(network: Network, plan: Times, lapses: Sequence[Hope], one: Broken) -> bool:
    """Whether a break only follows from the lapse of something that stands behind what was hoped for."""
    behind = network.behind(one.hope.node)
    for other in lapses:
        elsewhere = other.other in behind and other.other != one.hope.other
        if elsewhere and other.broken(one.found) and (not one.slips or not other.broken(plan)):
            return True
    return False


def _fault(network: Network, plan: Times, one: Broken) -> CalendarFault:
    limit = one.hope.limit(one.found) or 0
    until = (one.hope.node, limit)
    lines = schedule(network, plan, one.found, one.slips, until)
    last = limit + 1 if one.hope.mark == "done" else limit
    late = nearest(network, one.found, one.hope.node, limit)
    owners = [one.hope.owner, *late, *behind_it(network, plan, one.found, one.slips, until)]
    clauses = clauses_behind(network.calendar, owners)
    return CalendarFault(one.hope.kind, clauses, (*lines, Happening(last, one.hope.said)))


def behind_it(network: Network, plan: Times, found: Times, slips: Worst, until: tuple[int, int]) -> list[str]:
    """Return whose deliveries a schedule names, the latest first."""
    told = _told(network, plan, found, slips, until)
    return [node.owner for _, index in reversed(told) if isinstance(node := network.nodes[index], Step)]


def nearest(network: Network, found: Times, node: int, limit: int) -> list[str]:
    """Return whose deliveries are still open at the limit, looking through gates alone."""
    here = network.nodes[node]
    if isinstance(here, Step):
        return [here.owner]
    late = [part for part in here.parts if found.done.get(part, limit + 1) > limit]
    return list(dict.fromkeys(owner for part in late for owner in nearest(network, found, part, limit)))


def schedule(
    network: Network, plan: Times, found: Times, slips: Worst, until: tuple[int, int]
) -> tuple[Happening, ...]:
    """Return what differs from the plan up to a day, among all that brings a node late."""
    lines = []
    for day, index in _told(network, plan, found, slips, until):
        node, slip = network.nodes[index], slips.get(index)
        said = Phrase("{name} comes on this day", name=node.label)
        if slip and isinstance(node, Step):
            said = _late(node, slip, day)
        lines.append(Happening(day, said))
    return tuple(lines)


def _late(node: Step, slip: Slip, day: int) -> Phrase:
    then = day + slip.days
    if slip.units < node.units:
        return Phrase(
            "{name} comes late, on day {day}, {many} of {all}",
            name=node.label,
            day=then,
            many=slip.units,
            all=node.units,
        )
    return Phrase("{name} comes late, on day {day}", name=node.label, day=then)


def _told(
    network: Network, plan: Times, found: Times, slips: Worst, until: tuple[int, int]
) -> list[tuple[int, int]]:
    """Return the steps a schedule names, each with its day: what slips, and what that moves in time."""
    node, last = until
    told = []
    for index in _changed(network, plan, found, node):
        if isinstance(network.nodes[index], Step):
            day = found.first[index] if index in slips else found.done[index]
            if index in slips or day <= last:
                told.append((day, index))
    return sorted(told)


def _changed(network: Network, plan: Times, found: Times, node: int) -> Iterable[int]:
    """Return the nodes that come later than planned and so bring the node late, back to the slips."""
    seen: set[int] = set()
    open_ends = [node]
    while open_ends:
        index = open_ends.pop()
        if index in seen or found.done.get(index) == plan.done.get(index):
            continue
        seen.add(index)
        open_ends += _binding(network, found, index)
    return seen


def _binding(network: Network, found: Times, index: int) -> list[int]:
    """Return the inputs that decide on which day a node happens."""
    node = network.nodes[index]
    if isinstance(node, Gate):
        return [
            p for p in node.parts if not network.whole(node) or found.done.get(p) == found.done.get(index)
        ]
    last = [one for one in node.waits if found.done[one] == found.first[index]]
    by_base = node.base is not None and found.due[index] == found.first[index]
    return last[:1] if last and not by_base else [node.base] if node.base is not None else []
