"""Moves of process: beginning, settings, rounds, who sits where, who may send, what is set for a time."""

from dataclasses import dataclass, field
from typing import ClassVar, Literal

from goodoffices.core.people import Chair, Delegation, Settings


@dataclass(frozen=True)
class Begin:
    """The first entry of the table: name, delegations in the order agreed, mediators, settings."""

    kind: ClassVar[str] = "begin"
    version: ClassVar[int] = 1
    name: str
    delegations: tuple[Delegation, ...]
    mediators: tuple[Chair, ...]
    settings: Settings


@dataclass(frozen=True)
class Arrange:
    """Settings changed before the first delivery."""

    kind: ClassVar[str] = "arrange"
    version: ClassVar[int] = 1
    settings: Settings


@dataclass(frozen=True)
class Amend:
    """Settings changed after a delivery: an amendment given to every room, with its words."""

    kind: ClassVar[str] = "amend"
    version: ClassVar[int] = 1
    settings: Settings
    words: str


@dataclass(frozen=True)
class OpenRound:
    """A round of talks opens."""

    kind: ClassVar[str] = "open_round"
    version: ClassVar[int] = 1
    number: int
    words: str = ""


@dataclass(frozen=True)
class CloseRound:
    """The open round closes."""

    kind: ClassVar[str] = "close_round"
    version: ClassVar[int] = 1
    words: str = ""


@dataclass(frozen=True)
class Appoint:
    """What comes next, told to everybody: at which second (UTC) and by whose clock it was said.

    `instead` names an earlier one that this takes the place of; with `at` 0 it only strikes that out.
    """

    kind: ClassVar[str] = "appoint"
    version: ClassVar[int] = 1
    at: int
    words: str = field(default="", repr=False)
    zone: str = ""
    instead: str = ""


@dataclass(frozen=True)
class Suspend:
    """The talks rest: nothing is delivered or accepted until they are resumed."""

    kind: ClassVar[str] = "suspend"
    version: ClassVar[int] = 1
    words: str = ""


@dataclass(frozen=True)
class Resume:
    """The talks go on."""

    kind: ClassVar[str] = "resume"
    version: ClassVar[int] = 1
    words: str = ""


@dataclass(frozen=True)
class End:
    """The talks are over: what was written can be read, nothing more is written but notes."""

    kind: ClassVar[str] = "end"
    version: ClassVar[int] = 1
    words: str = ""


@dataclass(frozen=True)
class Join:
    """Somebody took a seat; written where that seat works (its room, or the desk)."""

    kind: ClassVar[str] = "join"
    version: ClassVar[int] = 1
    seat: str
    name: str


@dataclass(frozen=True)
class Leave:
    """Somebody gave up a seat."""

    kind: ClassVar[str] = "leave"
    version: ClassVar[int] = 1
    seat: str


@dataclass(frozen=True)
class Permit:
    """The head of a delegation says who may send, and which moves need a second person."""

    kind: ClassVar[str] = "permit"
    version: ClassVar[int] = 1
    prepare_only: tuple[str, ...] = ()
    two: tuple[str, ...] = ()


@dataclass(frozen=True)
class Prepare:
    """A move made ready in the room for somebody who may send; nothing of it has left the room.

    `body` is the asked fields as JSON; `to` says only which of the delegation's own lanes it would go to.
    """

    kind: ClassVar[str] = "prepare"
    version: ClassVar[int] = 1
    to: Literal["channel", "private"]
    asked: str
    body: str = field(repr=False)


@dataclass(frozen=True)
class PrepareAlone:
    """As `Prepare`, for the private channel with one mediator, by seat: there may be several."""

    kind: ClassVar[str] = "prepare"
    version: ClassVar[int] = 2
    mediator: str
    asked: str
    body: str = field(repr=False)


@dataclass(frozen=True)
class PrepareWithin:
    """As `Prepare`, for a circle this room is in, by its name."""

    kind: ClassVar[str] = "prepare"
    version: ClassVar[int] = 3
    circle: str
    asked: str
    body: str = field(repr=False)


@dataclass(frozen=True)
class Approve:
    """A second person of the room sent what was prepared; in the room's own lane."""

    kind: ClassVar[str] = "approve"
    version: ClassVar[int] = 1
    item: str
    sent: bool = True


@dataclass(frozen=True)
class LetIn:
    """Principals let a delegate of theirs read and write in their lane."""

    kind: ClassVar[str] = "let_in"
    version: ClassVar[int] = 1
    seat: str


@dataclass(frozen=True)
class Schedule:
    """At the desk: a text is set to reach these delegations at one minute."""

    kind: ClassVar[str] = "schedule"
    version: ClassVar[int] = 1
    sha256: str
    name: str
    to: tuple[str, ...]
    at: int


@dataclass(frozen=True)
class CallOff:
    """At the desk: what was set for a time will not go out."""

    kind: ClassVar[str] = "call_off"
    version: ClassVar[int] = 1
    item: str
