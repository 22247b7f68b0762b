"""Playing a calendar: every fault it has within its tolerance, and what each breach would stop."""

from dataclasses import dataclass

from goodoffices.monitoring.calendar.build import network
from goodoffices.monitoring.calendar.cascade import Breach, breaches, cascades
from goodoffices.monitoring.calendar.clock import clock_faults
from goodoffices.monitoring.calendar.cuts import Cuts
from goodoffices.monitoring.calendar.faults import CalendarFault, in_order, length
from goodoffices.monitoring.calendar.network import Network
from goodoffices.monitoring.calendar.slipping import broken_hopes
from goodoffices.monitoring.calendar.stuck import deadlocks, lost, unanswered
from goodoffices.monitoring.calendar.times import Times, times
from goodoffices.monitoring.obligations import Calendar


@dataclass(frozen=True)
class Played:
    """What playing a calendar showed, with the plan it was played against."""

    network: Network
    plan: Times
    faults: tuple[CalendarFault, ...]
    days: int

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not self.faults

    def plain(self) -> dict[str, object]:
        """Return the answer as other programs read it."""
        return {"sound": self.sound, "faults": [one.plain() for one in self.faults], "days": self.days}

    def stops(self) -> tuple[Breach, ...]:
        """Return what the breach of each obligation that suspends others would stop."""
        return tuple(breaches(self.network, self.plan))


def play(calendar: Calendar) -> Played:
    """Play a calendar and return every fault; definitions in `docs/method/calendar.md`.

    Played are: the plan; every set of up to `slips` deliveries that come late by up to their tolerance; and
    the breach of each obligation that suspends others. Each fault comes with the fewest slips that show it.
    """
    built = network(calendar)
    plan = times(built)
    cuts = Cuts(built, plan)
    found = [
        *deadlocks(built, plan),
        *lost(built, plan),
        *unanswered(built, plan),
        *broken_hopes(built, plan, cuts),
        *cascades(built, plan),
        *clock_faults(built, plan, cuts),
    ]
    planned = [day for index, day in plan.done.items() if built.nodes[index].label]
    return Played(built, plan, in_order(found), length(built, planned))
