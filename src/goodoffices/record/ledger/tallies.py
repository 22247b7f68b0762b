"""Tallies: every value claimed of one thing, side by side, with who claimed it and how many sources that makes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from goodoffices.record.ledger.book import Ledger, Standing, known, standings
from goodoffices.record.ledger.copies import independent, told
from goodoffices.record.ledger.entries import Claim, Statement
from goodoffices.record.ledger.when import order

NONE = Standing()


@dataclass(frozen=True)
class Line:
    """One statement of a tally or timeline, with who speaks and what later ones did to it."""

    id: str
    who: str
    statement: Statement
    standing: Standing = NONE

    @property
    def way(self) -> str:
        """Return how it came here: "Kan, via Al-Monitor"."""
        chain = [*self.statement.chain]
        if not chain or chain[-1] != self.statement.outlet:
            chain.append(self.statement.outlet)
        return chain[0] if len(chain) == 1 else f"{chain[0]}, via {', '.join(chain[1:])}"


@dataclass(frozen=True)
class Row:
    """One value, its lines in the order said, and its independent sources, each a group of ids."""

    claim: Claim
    lines: tuple[Line, ...]
    sources: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Tally:
    """All values claimed of one thing; the order is that of their first line, and no value is said to be right."""

    what: str
    rows: tuple[Row, ...]


def things(ledger: Ledger) -> tuple[str, ...]:
    """Return what claims are about, in the order first claimed."""
    found: dict[str, str] = {}
    for _, statement in ledger.statements():
        for claim in statement.claims:
            found.setdefault(_key(claim.what), claim.what)
    return tuple(found.values())


def tally(ledger: Ledger, what: str, on: date | None = None) -> Tally:
    """Return what was claimed of `what`, by whom and when, as known on a day.

    A claim that was corrected stands with its correction beside it; a value claimed by one wire story in five papers
    has five lines and one source.
    """
    rows: dict[tuple[str, str, str], list[tuple[Claim, Line]]] = {}
    for line in lines_of(ledger, on):
        for claim in line.statement.claims:
            if _key(claim.what) == _key(what):
                rows.setdefault(claim.same, []).append((claim, line))
    made = [_row(ledger, found) for found in rows.values()]
    return Tally(
        what, tuple(sorted(made, key=lambda row: (order(row.lines[0].statement.when), row.claim.value)))
    )


def _row(ledger: Ledger, found: list[tuple[Claim, Line]]) -> Row:
    lines = tuple(in_order(line for _, line in found))
    return Row(found[0][0], lines, independent([told(ledger, line.id, line.statement) for line in lines]))


def lines_of(ledger: Ledger, on: date | None = None) -> Iterable[Line]:
    """Yield a line for each statement that was public on a day; all of them without one."""
    after = standings(ledger, on)
    for name, statement in ledger.statements():
        if on is None or known(statement) <= on:
            yield Line(name, ledger.actor(statement), statement, after.get(name, NONE))


def in_order(lines: Iterable[Line]) -> list[Line]:
    """Return lines by when they were said, then published, then entered."""
    return sorted(lines, key=lambda line: (order(line.statement.when), order(line.statement.published)))


def _key(what: str) -> str:
    return " ".join(what.casefold().split())
