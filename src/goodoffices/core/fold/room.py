"""What a delegation's room amounts to: who sits in it, what matters to it, what is made ready to send."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, assert_never

from goodoffices.core.entries import Entry
from goodoffices.core.fold.deadlines import Deadlines
from goodoffices.core.fold.kept import put
from goodoffices.core.fold.mandates import Mandates, mandated
from goodoffices.core.fold.wordings import Worded, worded
from goodoffices.core.moves import (
    Approve,
    Check,
    Confided,
    Construe,
    Enter,
    Join,
    Leave,
    Matter,
    Oblige,
    Permit,
    Prepare,
    PrepareAlone,
    PrepareWithin,
    Value,
    Wording,
)


@dataclass(frozen=True)
class Line:
    """A line of what matters to a delegation; confided or its own still."""

    words: str = field(repr=False)
    why: str = field(repr=False)
    confided: bool = False


@dataclass(frozen=True)
class Valued:
    """A line of interests; confided or the room's own still."""

    line: Value = field(repr=False)
    confided: bool = False


@dataclass(frozen=True)
class Prepared:
    """A move made ready by one person, waiting for another."""

    by: str
    to: Literal["channel", "private", "circle"]
    asked: str
    body: str = field(repr=False)
    mediator: str = ""
    settled: bool = False
    circle: str = ""


@dataclass(frozen=True)
class RoomState(Deadlines, Mandates):
    """A room as those who sit in it know it.

    `seats` maps seats to names; the first is the head. `record` numbers the entries that hold lines of the public record.
    """

    seats: Mapping[str, str] = field(default_factory=dict)
    head: str = ""
    permit: Permit = field(default_factory=Permit)
    matters: Mapping[str, Line] = field(default_factory=dict)
    values: Mapping[str, Valued] = field(default_factory=dict)
    prepared: Mapping[str, Prepared] = field(default_factory=dict)
    checks: Mapping[str, Check] = field(default_factory=dict)
    record: tuple[int, ...] = ()
    wordings: Mapping[str, Worded] = field(default_factory=dict)
    readings: Mapping[str, Construe] = field(default_factory=dict)
    obligations: int = 0


def step(state: RoomState, entry: Entry) -> RoomState:
    """Return the room after one more entry."""
    match entry.move:
        case Join(seat=seat, name=name):
            return replace(state, seats={**state.seats, seat: name}, head=state.head or seat)
        case Leave(seat=seat):
            staying = {one: name for one, name in state.seats.items() if one != seat}
            head = state.head if state.head in staying else next(iter(staying), "")
            return replace(state, seats=staying, head=head)
        case Permit() as permit:
            return replace(state, permit=permit)
        case Check() as check:
            return replace(state, checks=put(state.checks, check.against, check))
        case Enter():
            return replace(state, record=(*state.record, entry.number))
        case _:
            return _lines(state, entry)


def _lines(state: RoomState, entry: Entry) -> RoomState:
    match entry.move:
        case Matter(words=words, why=why):
            return replace(state, matters=put(state.matters, entry.id, Line(words, why)))
        case Confided(item=item) if item in state.matters:
            line = replace(state.matters[item], confided=True)
            return replace(state, matters=put(state.matters, item, line))
        case Prepare() | PrepareAlone() | PrepareWithin() as prepare:
            made = _prepared(entry.by, prepare)
            return replace(state, prepared=put(state.prepared, entry.id, made, lambda one: one.settled))
        case Approve(item=item) if item in state.prepared:
            settled = replace(state.prepared[item], settled=True)
            return replace(state, prepared=put(state.prepared, item, settled))
        case _:
            return _values(state, entry)


def _prepared(by: str, move: Prepare | PrepareAlone | PrepareWithin) -> Prepared:
    match move:
        case Prepare(to=to):
            return Prepared(by, to, move.asked, move.body)
        case PrepareAlone(mediator=mediator):
            return Prepared(by, "private", move.asked, move.body, mediator)
        case PrepareWithin(circle=circle):
            return Prepared(by, "circle", move.asked, move.body, circle=circle)
        case _:
            assert_never(move)


def _values(state: RoomState, entry: Entry) -> RoomState:
    match entry.move:
        case Confided(item=item) if item in state.values:
            valued = replace(state.values[item], confided=True)
            return replace(state, values=put(state.values, item, valued))
        case Value() as line:
            others = {name: one for name, one in state.values.items() if one.line.subject != line.subject}
            return replace(state, values=others if line.gone else put(others, entry.id, Valued(line)))
        case Construe() as reading:
            return replace(state, readings=put(state.readings, reading.clause, reading))
        case Wording():
            return replace(state, wordings=worded(state.wordings, entry))
        case Oblige():
            return replace(state, obligations=entry.number)
        case _:
            return mandated(state, entry)
