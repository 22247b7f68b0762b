"""What the desk amounts to: registered versions, who stands behind them, status words, what is set for a time."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from goodoffices.core.entries import Entry
from goodoffices.core.fold.deadlines import Deadlines
from goodoffices.core.fold.kept import last, put
from goodoffices.core.fold.wordings import Worded, worded
from goodoffices.core.moves import (
    CallOff,
    Countersign,
    Enter,
    Join,
    Leave,
    Oblige,
    Publish,
    Register,
    Schedule,
    Status,
    Wording,
)
from goodoffices.core.moves.linking import Happen, Link, Package, Undo
from goodoffices.core.moves.signing import Vouch
from goodoffices.core.moves.texts import Word
from goodoffices.core.text import CheckWords


@dataclass(frozen=True)
class Version:
    """A registered text, less its words: those stand in the desk's entry `number`."""

    sha256: str
    name: str
    number: int
    languages: tuple[str, ...]
    check: CheckWords
    cover: str
    meant: tuple[str, ...]
    signed: tuple[str, ...]
    stamp: int


@dataclass(frozen=True)
class DeskState(Deadlines):
    """The desk as the mediators know it. `record` and `obligations` number entries whose words stand there."""

    seats: Mapping[str, str] = field(default_factory=dict)
    versions: Mapping[str, Version] = field(default_factory=dict)
    statuses: Mapping[str, Word] = field(default_factory=dict)
    scheduled: Mapping[str, Schedule] = field(default_factory=dict)
    facts: Mapping[str, bool] = field(default_factory=dict)
    links: Mapping[str, Link] = field(default_factory=dict)
    packages: Mapping[str, Package] = field(default_factory=dict)
    undone: Mapping[str, int] = field(default_factory=dict)
    record: tuple[int, ...] = ()
    wordings: Mapping[str, Worded] = field(default_factory=dict)
    obligations: int = 0
    vouched: tuple[str, ...] = ()


def step(state: DeskState, entry: Entry) -> DeskState:
    """Return the desk after one more entry."""
    match entry.move:
        case Register() as register:
            return replace(state, versions=put(state.versions, register.sha256, _version(register, entry)))
        case Countersign(sha256=sha256) if sha256 in state.versions:
            version = state.versions[sha256]
            signed = replace(version, signed=(*version.signed, entry.by))
            return replace(state, versions=put(state.versions, sha256, signed))
        case Status(clause=clause, status=status):
            return replace(state, statuses={**state.statuses, clause: status})
        case Schedule() as schedule:
            return replace(state, scheduled=put(state.scheduled, entry.id, schedule))
        case CallOff(item=item):
            left = {name: one for name, one in state.scheduled.items() if name != item}
            return replace(state, scheduled=left)
        case _:
            return _tied(_chairs(state, entry), entry)


def _tied(state: DeskState, entry: Entry) -> DeskState:
    match entry.move:
        case Happen(words=words, holds=holds):
            return replace(state, facts=put(state.facts, words, holds))
        case Link() as link:
            return replace(state, links=put(state.links, entry.id, link))
        case Package() as package:
            return replace(state, packages=put(state.packages, entry.id, package))
        case Vouch(sha256=sha256):
            return replace(state, vouched=last(state.vouched, sha256))
        case Undo(item=item):
            return _undone(state, item, entry.stamp)
        case _:
            return state


def _undone(state: DeskState, item: str, stamp: int) -> DeskState:
    """Return the desk less a link or a package; since when what hung on it is open again is remembered."""
    gone: set[str] = {state.links[item].clause} if item in state.links else set()
    gone |= set(state.packages[item].clauses) if item in state.packages else set()
    return replace(
        state,
        links={name: one for name, one in state.links.items() if name != item},
        packages={name: one for name, one in state.packages.items() if name != item},
        undone={**state.undone, **dict.fromkeys(sorted(gone), stamp)},
    )


def _chairs(state: DeskState, entry: Entry) -> DeskState:
    match entry.move:
        case Join(seat=seat, name=name):
            return replace(state, seats={**state.seats, seat: name})
        case Enter():
            return replace(state, record=(*state.record, entry.number))
        case Wording() | Publish():
            return replace(state, wordings=worded(state.wordings, entry))
        case Oblige():
            return replace(state, obligations=entry.number)
        case Leave(seat=seat):
            return replace(state, seats={one: name for one, name in state.seats.items() if one != seat})
        case _:
            return state


def _version(register: Register, entry: Entry) -> Version:
    return Version(
        sha256=register.sha256,
        name=register.name,
        number=entry.number,
        languages=tuple(register.text),
        check=register.check,
        cover=register.cover,
        meant=register.meant,
        signed=(entry.by,),
        stamp=entry.stamp,
    )
