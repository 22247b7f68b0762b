"""Questions to the ledger: timelines, what was publicly known on a day, figures over time by source."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from goodoffices.record.ledger.book import Ledger
from goodoffices.record.ledger.entries import Coding
from goodoffices.record.ledger.tallies import Line, in_order, lines_of, tally
from goodoffices.record.ledger.when import first_day, last_day, order


@dataclass(frozen=True)
class Wanted:
    """What a timeline is to hold; an empty field asks for nothing. `on` leaves out what was not public by that day."""

    actor: str = ""
    issue: str = ""
    what: str = ""
    since: date | None = None
    until: date | None = None
    on: date | None = None


def timeline(ledger: Ledger, wanted: Wanted) -> tuple[Line, ...]:
    """Return the statements wanted, in the order they were said."""
    return tuple(in_order(line for line in lines_of(ledger, wanted.on) if _is_wanted(ledger, line, wanted)))


def _is_wanted(ledger: Ledger, line: Line, wanted: Wanted) -> bool:
    said = line.statement
    return (
        (not wanted.actor or _same(wanted.actor, line.who) or _same(_actor(ledger, wanted.actor), line.who))
        and (not wanted.issue or any(_same(wanted.issue, issue) for issue in said.about))
        and (not wanted.what or any(_same(wanted.what, claim.what) for claim in said.claims))
        and (wanted.since is None or last_day(said.when) >= wanted.since)
        and (wanted.until is None or first_day(said.when) <= wanted.until)
    )


def _actor(ledger: Ledger, name: str) -> str:
    alias = ledger.aliases.get(name.casefold())
    return alias.actor if alias else name


def known_on(ledger: Ledger, day: date) -> tuple[Line, ...]:
    """Return what had been published by a day, each with the corrections and denials published by then."""
    return tuple(in_order(lines_of(ledger, day)))


@dataclass(frozen=True)
class Point:
    """A number claimed on a day by one source."""

    when: str
    value: Decimal
    bound: str
    who: str
    id: str


@dataclass(frozen=True)
class Series:
    """The numbers one source gave over time."""

    who: str
    points: tuple[Point, ...]


def figures(ledger: Ledger, what: str, on: date | None = None) -> tuple[Series, ...]:
    """Return the numbers claimed of `what`, one series a source, each in the order said; words and dates are left out."""
    found: dict[str, list[Point]] = {}
    for row in tally(ledger, what, on).rows:
        number = row.claim.number
        for line in row.lines if number is not None else ():
            point = Point(line.statement.when, number or Decimal(0), row.claim.bound, line.who, line.id)
            found.setdefault(line.who, []).append(point)
    made = (Series(who, tuple(sorted(points, key=lambda p: order(p.when)))) for who, points in found.items())
    return tuple(sorted(made, key=lambda series: (order(series.points[0].when), series.who)))


def codings(ledger: Ledger, clause: str = "") -> tuple[tuple[str, Coding], ...]:
    """Return codings by clause and day; the last score of a clause is how it stands."""
    wanted = (pair for pair in ledger.codings() if not clause or _same(pair[1].clause, clause))
    return tuple(sorted(wanted, key=lambda pair: (pair[1].clause, pair[1].scheme, order(pair[1].as_of))))


def _same(one: str, other: str) -> bool:
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())
