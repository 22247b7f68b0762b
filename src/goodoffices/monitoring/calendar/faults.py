"""What is found wrong with a calendar: the kind of fault, its clauses, the schedule that shows it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from goodoffices.monitoring.calendar.network import Network
from goodoffices.monitoring.obligations import Calendar

Kind = Literal["deadlock", "never", "race", "cascade", "order", "clock"]
KINDS: tuple[Kind, ...] = ("deadlock", "never", "race", "cascade", "order", "clock")


@dataclass(frozen=True)
class Happening:
    """One line of a schedule: on this day, this. The words follow `docs/method/calendar.md`."""

    day: int
    event: str


@dataclass(frozen=True)
class CalendarFault:
    """One fault: what kind, between which clauses, and the shortest schedule that shows it."""

    kind: Kind
    clauses: tuple[str, ...]
    schedule: tuple[Happening, ...]

    def plain(self) -> dict[str, object]:
        """Return the fault as other programs read it."""
        schedule = [{"day": one.day, "event": one.event} for one in self.schedule]
        return {"kind": self.kind, "clauses": list(self.clauses), "schedule": schedule}


def in_order(faults: Iterable[CalendarFault]) -> tuple[CalendarFault, ...]:
    """Return the faults by the day on which they show, then by kind."""
    return tuple(
        sorted(
            dict.fromkeys(faults),
            key=lambda one: (one.schedule[-1].day, KINDS.index(one.kind), one.clauses),
        )
    )


def clauses_behind(calendar: Calendar, owners: Sequence[str]) -> tuple[str, ...]:
    """Return the clauses of obligations and phases by their ids, each once; what has none is left out."""
    known: Mapping[str, str] = {
        **{phase.name: phase.clause for phase in calendar.phases},
        **{one.id: one.clause for one in calendar.obligations},
    }
    return tuple(dict.fromkeys(known[owner] for owner in owners if known.get(owner)))


def length(network: Network, planned: Iterable[int]) -> int:
    """Return how many days the calendar runs: as declared, as its phases add up, else as planned."""
    calendar = network.calendar
    phases = sum(phase.days for phase in calendar.phases)
    return calendar.days or phases or max(planned, default=0)
