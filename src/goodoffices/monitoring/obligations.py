"""What a text obliges its parties to do: who, what, when, after what, and what a breach stops."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from fractions import Fraction
from functools import cached_property

from goodoffices.core.errors import BadInput


@dataclass(frozen=True)
class Series:
    """How a count is handed over: `each` at a time, every `every` days.

    `every` 0 means all at once.
    """

    every: int = 0
    each: int = 0


@dataclass(frozen=True)
class OnDay:
    """Due on a day of the calendar, day 1 being the first; the first delivery of a series."""

    day: int
    series: Series = Series()


@dataclass(frozen=True)
class DaysAfter:
    """Due so many days after an event; `working` names the weeks whose working days are counted."""

    event: str
    days: int
    working: tuple[str, ...] = ()
    series: Series = Series()


@dataclass(frozen=True)
class Window:
    """Hours of a day, in local time; a closing at or before the opening is of the next day."""

    opens: time
    closes: time | None
    """None is midnight at the end of the day."""

    def words(self) -> str:
        """Return the hours as people write them."""
        closes = "24:00" if self.closes is None else self.closes.strftime("%H:%M")
        return f"{self.opens.strftime('%H:%M')}–{closes}"


@dataclass(frozen=True)
class Daily:
    """Owed every day of its time, within a window.

    `hours` is what was promised, where that is less than the window; on days when something of
    `exchange_of` is delivered the window is `exchange`.
    """

    window: Window
    zone: str
    hours: Fraction | None = None
    exchange: Window | None = None
    exchange_of: str = ""


@dataclass(frozen=True)
class WhenFree:
    """Due on the day its preconditions are met; on the first day where there are none."""

    series: Series = Series()


Due = OnDay | DaysAfter | Daily | WhenFree


@dataclass(frozen=True)
class Order:
    """All of one class before any of another."""

    first: str
    then: str


@dataclass(frozen=True)
class Obligation:
    """What one clause obliges somebody to do. `id` is the clause's, unless a clause holds several.

    `count` 0 means "one thing, not counted". `late` None takes the calendar's tolerance.
    """

    id: str
    clause: str
    quotes: str = ""
    who: str = ""
    what: str = ""
    to: str = ""
    count: int = 0
    due: Due = WhenFree()
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    until: str = ""
    follows: bool = False
    takes: int = 0
    late: int | None = None
    group: str = ""
    groups: tuple[tuple[str, int], ...] = ()
    order: tuple[Order, ...] = ()
    ratio: Fraction | None = None
    against: str = ""
    phase: str = ""
    weeks: tuple[str, ...] = ()
    rest: str = ""
    within: str = ""
    suspends: tuple[str, ...] = ()
    evidence: str = ""
    verifier: str = ""
    remedy: str = ""
    line: int | None = None

    @property
    def units(self) -> int:
        """How many things are owed."""
        return max(self.count, 1)

    def __post_init__(self) -> None:
        if self.id in self.suspends:
            raise BadInput("{name} cannot suspend itself", name=repr(self.id))
        if self.groups and sum(many for _, many in self.groups) != self.units:
            raise BadInput(
                "the classes of {name} do not add up to its count of {count}",
                name=repr(self.id),
                count=self.units,
            )


@dataclass(frozen=True)
class Event:
    """Something that happens: outside every clause (`day`), or made of others.

    Of others: `count` units of the obligations `of`, all of `all_of`, or any of `any_of`.
    """

    name: str
    day: int | None = None
    late: int = 0
    of: tuple[str, ...] = ()
    count: int = 0
    all_of: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    line: int | None = None


@dataclass(frozen=True)
class Phase:
    """A stretch of days. It begins when the one before has run out and its `after` have happened.

    With `continues` it goes on until the next one can begin; else that next one's moment passes.
    """

    name: str
    days: int
    after: tuple[str, ...] = ()
    continues: bool = False
    clause: str = ""
    line: int | None = None


@dataclass(frozen=True)
class Deadline:
    """A day set by the world outside: who set it, who feels it, what must have happened by then."""

    name: str
    day: int
    needs: tuple[str, ...] = ()
    hard: bool = True
    weeks: tuple[str, ...] = ()
    rest: str = ""
    source: str = ""
    felt_by: tuple[str, ...] = ()
    line: int | None = None


@dataclass(frozen=True)
class Week:
    """A place's working week: its days of rest (0 is Monday) and its holidays."""

    name: str
    rest: frozenset[int]
    holidays: frozenset[date] = frozenset()


@dataclass(frozen=True)
class Tolerance:
    """What is played: how many deliveries come late at most, and by how many days at most.

    `first_to_fail_cures`: whoever failed first performs first, even where a suspension would excuse it.
    """

    slips: int = 3
    late: int = 3
    first_to_fail_cures: bool = False


@dataclass(frozen=True)
class Calendar:
    """All obligations of a text, what happens outside it, and the days they fall on."""

    obligations: tuple[Obligation, ...]
    events: tuple[Event, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    phases: tuple[Phase, ...] = ()
    weeks: tuple[Week, ...] = ()
    start: date | None = None
    zone: str = ""
    days: int | None = None
    tolerance: Tolerance = Tolerance()
    beside: tuple[str, ...] = ()
    name: str = ""
    text: str = ""

    def named(self, reference: str) -> tuple[Obligation, ...]:
        """Return the obligations an id or a clause names, in the order of the file."""
        return self._named.get(reference, ())

    @cached_property
    def _named(self) -> Mapping[str, tuple[Obligation, ...]]:
        found: dict[str, tuple[Obligation, ...]] = {}
        for one in self.obligations:
            found[one.clause] = (*found.get(one.clause, ()), one)
        return {**found, **{one.id: (one,) for one in self.obligations}}

    def late(self, obligation: Obligation) -> int:
        """Return the tolerance in days: its own, else the longer of the calendar's and its rhythm."""
        if obligation.late is not None:
            return obligation.late
        if isinstance(obligation.due, Daily):
            return 0
        every = obligation.due.series.every
        return max(self.tolerance.late, every)


def clauses_of(obligations: Sequence[Obligation]) -> tuple[str, ...]:
    """Return the clauses of these obligations, each once, in the order given."""
    return tuple(dict.fromkeys(one.clause for one in obligations))
