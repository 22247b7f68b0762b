"""The ledger as a value: entries in the order they were entered, and what later ones did to earlier ones."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from goodoffices.core.errors import BadInput, Fault, Phrase
from goodoffices.record.ledger.entries import Alias, Body, Coding, Entry, Report, Statement
from goodoffices.record.ledger.when import first_day

LINKS = ("corrects", "supersedes", "denies")
_NO_REPORT = "{one} names {other}, which is no report before it"
_NO_STATEMENT = "{one} names {other}, which is no statement before it"


@dataclass(frozen=True)
class Standing:
    """What later statements did to one: the ids of those that correct, supersede or deny it. It stays all the same."""

    corrected_by: tuple[str, ...] = ()
    superseded_by: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ledger:
    """Entries in order; `add` makes a longer one, and there is no way to make a shorter one."""

    entries: tuple[Entry, ...] = ()
    _ids: dict[str, Entry] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not self._ids:
            self._ids.update({entry.id: entry for entry in self.entries})

    def get(self, name: str) -> Entry | None:
        """Return the entry of this id."""
        return self._ids.get(name)

    def statements(self) -> Iterator[tuple[str, Statement]]:
        """Yield statements with their ids, in the order entered."""
        return ((entry.id, entry.body) for entry in self.entries if isinstance(entry.body, Statement))

    def reports(self) -> Iterator[tuple[str, Report]]:
        """Yield reports with their ids."""
        return ((entry.id, entry.body) for entry in self.entries if isinstance(entry.body, Report))

    def codings(self) -> Iterator[tuple[str, Coding]]:
        """Yield codings with their ids."""
        return ((entry.id, entry.body) for entry in self.entries if isinstance(entry.body, Coding))

    @cached_property
    def aliases(self) -> dict[str, Alias]:
        """The names of actors, each by its name in lower case; the last word on a name counts."""
        return {e.body.name.casefold(): e.body for e in self.entries if isinstance(e.body, Alias)}

    def actor(self, statement: Statement) -> str:
        """Return who speaks in the talks' own names: the actor entered, or the alias of the source, or the source."""
        if statement.actor:
            return statement.actor
        alias = self.aliases.get(statement.source.casefold())
        return alias.actor if alias else statement.source


def add(ledger: Ledger, new: Iterable[Entry]) -> Ledger:
    """Return the ledger with these entries after its own; `BadInput` names every one that cannot stand."""
    ids, kept, faults = dict(ledger._ids), list(ledger.entries), []  # noqa: SLF001
    for number, entry in enumerate(new, start=1):
        wrong = [*_wrong(entry, ids)]
        faults += [Fault(what, line=number) for what in wrong]
        if not wrong:
            ids[entry.id] = entry
            kept.append(entry)
    if faults:
        raise BadInput(*faults)
    return Ledger(tuple(kept), ids)


def _wrong(entry: Entry, ids: dict[str, Entry]) -> Iterator[Phrase]:
    if entry.id in ids:
        yield Phrase(
            "{name} is in the ledger already; a correction is a new entry that names it", name=entry.id
        )
    for name, kind in _named(entry.body):
        held = ids.get(name)
        if held is None or not isinstance(held.body, kind):
            yield Phrase(_NO_REPORT if kind is Report else _NO_STATEMENT, one=entry.id, other=name)


def _named(body: Body) -> Iterator[tuple[str, type]]:
    if isinstance(body, Statement):
        yield from ((getattr(body, link), Statement) for link in LINKS if getattr(body, link))
        if body.report:
            yield body.report, Report
    if isinstance(body, Coding):
        yield from ((name, Statement) for name in body.evidence)


def known(body: Statement) -> date:
    """Return the day from which the public could know a statement: published, or else said."""
    return first_day(body.published or body.said or "")


def standings(ledger: Ledger, on: date | None = None) -> dict[str, Standing]:
    """Return what became of each statement that another one names, by what was known on a day."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for name, body in ledger.statements():
        if on is not None and known(body) > on:
            continue
        for link in LINKS:
            target = getattr(body, link)
            if target:
                marks = found.setdefault(target, dict.fromkeys(LINKS, ()))
                marks[link] = (*marks[link], name)
    return {
        name: Standing(marks["corrects"], marks["supersedes"], marks["denies"])
        for name, marks in found.items()
    }


def next_id(ledger: Ledger, letter: str) -> str:
    """Return the next free id of a letter: s1, s2, …"""
    used = [
        int(e.id[1:])
        for e in ledger.entries
        if e.id[:1] == letter and e.id[1:].isascii() and e.id[1:].isdigit()
    ]
    return f"{letter}{max(used, default=0) + 1}"
