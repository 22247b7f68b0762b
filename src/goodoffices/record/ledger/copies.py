"""Which statements come from one source: the same speaker, or one story reprinted."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

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


def told(ledger: Ledger, name: str, statement: Statement) -> Told:
    """Return a statement ready to be compared."""
    entry = ledger.get(statement.report) if statement.report else None
    text = entry.body.text if entry is not None and isinstance(entry.body, Report) else ""
    return Told(name, statement, ledger.actor(statement), text)


def independent(statements: Sequence[Told]) -> tuple[tuple[str, ...], ...]:
    """Return the ids in groups of one source each, in the order given.

    Two statements are of one source if one named actor speaks in both; if both came by way of the same outlet nearest
    to the speaker and name the source alike; or if within four days the same description and nearly the same words, or
    nearly the same report, stand behind them. So one wire story counts once however often it is printed.
    """
    parent = list(range(len(statements)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, one in enumerate(statements):
        for j in range(i):
            if root(i) != root(j) and one_source(statements[j], one):
                parent[root(i)] = root(j)
    groups: dict[int, list[str]] = {}
    for i, one in enumerate(statements):
        groups.setdefault(root(i), []).append(one.id)
    return tuple(tuple(group) for group in groups.values())


def one_source(one: Told, other: Told) -> bool:
    """Say whether two statements come from one source."""
    a, b = one.statement, other.statement
    same_name = _plain(one.who) == _plain(other.who)
    if same_name and a.hidden == b.hidden == "named":
        return True
    if same_name and _origin(a) == _origin(b):
        return True
    return _near(a, b) and ((same_name and alike(a.words, b.words)) or _reprint(one, other))


def alike(one: str, other: str) -> bool:
    """Say whether two wordings are nearly the same."""
    a, b = _plain(one), _plain(other)
    if min(len(a.split()), len(b.split())) < SHORT:
        return fuzz.ratio(a, b) >= ALIKE_SHORT
    return fuzz.token_set_ratio(a, b) >= ALIKE


def _reprint(one: Told, other: Told) -> bool:
    return (
        bool(one.text and other.text)
        and alike(one.text, other.text)
        and alike(one.statement.words, other.statement.words)
    )


def _origin(statement: Statement) -> str:
    """Return the outlet nearest to the speaker."""
    return _plain(statement.chain[0] if statement.chain else statement.outlet)


def _near(a: Statement, b: Statement) -> bool:
    first, last = sorted((a, b), key=lambda s: first_day(s.when))
    return (first_day(last.when) - last_day(first.when)).days <= DAYS


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))
