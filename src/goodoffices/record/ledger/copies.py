"""Which statements come from one source: the same speaker, or one story reprinted."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rapidfuzz import fuzz

from goodoffices.record.ledger.book import Ledger
from goodoffices.record.ledger.entries import Report, Statement
from goodoffices.record.ledger.when import first_day, last_day

ALIKE = 90  # of 100, by rapidfuzz's token-set ratio: a reprint may be cut or have a new first line
ALIKE_SHORT = 95  # of 100, by plain ratio, for words too few for the other
SHORT = 6  # words
DAYS = 4  # a reprint follows within so many days


@dataclass(frozen=True)
class Told:
    """A statement to be counted: its id, itself, who speaks, and the text of its report where that is kept."""

    id: str
    statement: Statement
    who: str
    text: str = ""

    @cached_property
    def name(self) -> str:
        """The speaker, without marks or capitals."""
        return _plain(self.who)

    @cached_property
    def words(self) -> str:
        """The words, without marks or capitals."""
        return _plain(self.statement.words)

    @cached_property
    def origin(self) -> str:
        """The outlet nearest to the speaker."""
        chain = self.statement.chain
        return _plain(chain[0] if chain else self.statement.outlet)

    @cached_property
    def days(self) -> tuple[date, date]:
        """The first and last day it may have been said on."""
        return first_day(self.statement.when), last_day(self.statement.when)


def told(ledger: Ledger, name: str, statement: Statement) -> Told:
    """Return a statement ready to be compared."""
    entry = ledger.get(statement.report) if statement.report else None
    text = entry.body.text if entry is not None and isinstance(entry.body, Report) else ""
    return Told(name, statement, ledger.actor(statement), text)


def independent(statements: Sequence[Told]) -> tuple[tuple[str, ...], ...]:
    """Return the ids in groups of one source each, in the order given.

    Two statements are of one source if one named actor speaks in both; if both came by way of the same outlet nearest
    to the speaker and name the source alike; or if within four days the same description and nearly the same words, or
    nearly the same report, stand behind them. So one wire story counts once however often it is printed. The relation is
    closed: what is of one source with either of two that are, is too. Only statements of near days are compared by words.
    """
    joined = _Joined(len(statements))
    first: dict[tuple[str, str], int] = {}
    for i, one in enumerate(statements):
        keys = [("by way of " + one.origin, one.name)]
        keys += [("", one.name)] if one.statement.hidden == "named" else []
        for key in keys:
            joined.join(first.setdefault(key, i), i)
    order = sorted(range(len(statements)), key=lambda i: statements[i].days)
    for place, i in enumerate(order):
        for j in order[place + 1 :]:
            if (statements[j].days[0] - statements[i].days[1]).days > DAYS:
                break
            if joined.root(i) != joined.root(j) and reprinted(statements[i], statements[j]):
                joined.join(i, j)
    return tuple(tuple(statements[i].id for i in group) for group in joined.groups())


class _Joined:
    """Numbers joined into groups, each known by its smallest."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def root(self, i: int) -> int:
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def join(self, i: int, j: int) -> None:
        low, high = sorted((self.root(i), self.root(j)))
        self._parent[high] = low

    def groups(self) -> list[list[int]]:
        found: dict[int, list[int]] = {}
        for i in range(len(self._parent)):
            found.setdefault(self.root(i), []).append(i)
        return list(found.values())


def reprinted(one: Told, other: Told) -> bool:
    """Say whether, within a few days, the same description and nearly the same words or report stand behind both."""
    early, late = sorted((one.days, other.days))
    if (late[0] - early[1]).days > DAYS or not alike(one.words, other.words):
        return False
    return one.name == other.name or (
        bool(one.text and other.text) and alike(_plain(one.text), _plain(other.text))
    )


def alike(one: str, other: str) -> bool:
    """Say whether two wordings, without marks or capitals, are nearly the same."""
    if min(len(one.split()), len(other.split())) < SHORT:
        return fuzz.ratio(one, other) >= ALIKE_SHORT
    return fuzz.token_set_ratio(one, other) >= ALIKE


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))
