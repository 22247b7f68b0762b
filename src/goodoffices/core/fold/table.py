"""What the table amounts to: who takes part, the settings, where the process stands, announced check words."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from goodoffices.core.entries import Entry
from goodoffices.core.fold.closing import Closing, closed
from goodoffices.core.fold.deadlines import Deadlines
from goodoffices.core.fold.kept import last, put
from goodoffices.core.fold.sealed import Question, questioned
from goodoffices.core.moves import (
    Amend,
    Announce,
    Appoint,
    Arrange,
    Begin,
    CloseRound,
    End,
    OpenRound,
    Outcome,
    Pose,
    Resume,
    Suspend,
    TakePart,
)
from goodoffices.core.moves.after import Finding
from goodoffices.core.people import Chair, Delegation, Settings


@dataclass(frozen=True)
class Coming:
    """What was said to come, at which second, and by whose clock that was said."""

    at: int
    words: str
    zone: str = ""


@dataclass(frozen=True)
class TableState(Deadlines):
    """The process as everybody may know it."""

    name: str = ""
    delegations: tuple[Delegation, ...] = ()
    mediators: tuple[Chair, ...] = ()
    settings: Settings = field(default_factory=Settings)
    announced: tuple[Announce, ...] = ()
    round: int = 0
    round_open: bool = False
    suspended: bool = False
    ended: bool = False
    amended: bool = False
    questions: Mapping[str, Question] = field(default_factory=dict)
    coming: Mapping[str, Coming] = field(default_factory=dict)
    closing: Closing = field(default_factory=Closing)
    findings: tuple[Finding, ...] = ()


def step(state: TableState, entry: Entry) -> TableState:
    """Return the table after one more entry."""
    match entry.move:
        case Begin(name=name, delegations=delegations, mediators=mediators, settings=settings):
            return TableState(name, delegations, mediators, settings)
        case Arrange(settings=settings):
            return replace(state, settings=settings)
        case Amend(settings=settings):
            return replace(state, settings=settings, amended=True)
        case Announce() as announced:
            return replace(state, announced=last(state.announced, announced))
        case Pose() | TakePart() | Outcome():
            return replace(state, questions=questioned(state.questions, entry))
        case _:
            return _course(state, entry)


def _course(state: TableState, entry: Entry) -> TableState:
    match entry.move:
        case OpenRound(number=number):
            return replace(state, round=number, round_open=True)
        case CloseRound():
            return replace(state, round_open=False)
        case Suspend():
            return replace(state, suspended=True)
        case Resume():
            return replace(state, suspended=False)
        case End():
            return replace(state, ended=True)
        case _:
            return _coming(state, entry)


def _coming(state: TableState, entry: Entry) -> TableState:
    match entry.move:
        case Appoint(at=at, words=words, zone=zone, instead=instead):
            others = {name: one for name, one in state.coming.items() if name != instead}
            coming = put(others, entry.id, Coming(at, words, zone)) if at else others
            return replace(state, coming=coming)
        case Finding() as finding:
            return replace(state, findings=(*state.findings, finding))
        case _:
            return replace(state, closing=closed(state.closing, entry))
