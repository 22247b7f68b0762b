"""What the store hands out and takes in: values, never rows."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from goodoffices.core.errors import Absent
from goodoffices.journal.canonical import Plain
from goodoffices.journal.chain import BEGINNING
from goodoffices.journal.closed import CLOSED
from goodoffices.journal.envelope import HOUSE

LANE_KINDS: Sequence[str] = (
    "table", "room", "principals", "channel", "private", "desk", "circle", "notes",
)  # fmt: skip


class Unsound(Exception):
    """What was read back from the database is not what was written: nothing may be acknowledged."""


@dataclass(frozen=True)
class Talks:
    """One set of talks, and the number of the rules it runs under."""

    id: str
    rules: int
    demonstration: bool
    suite: str = HOUSE


@dataclass(frozen=True)
class Sitting:
    """A seat as its holder sits in it; `person` is empty until somebody has taken the seat.

    `suite` tells how the keys of these talks are held.
    """

    seat: str
    address: str
    talks: str
    role: str
    delegation: str
    person: str | None
    suite: str = HOUSE

    @property
    def closed(self) -> bool:
        """Whether the members of these talks alone hold its keys."""
        return self.suite == CLOSED


@dataclass(frozen=True)
class HeldLane:
    """A lane somebody holds, and how far it has come; number 0 while nothing is in it."""

    id: str
    kind: str
    subject: str
    mediator: str
    number: int = BEGINNING.number
    seal: bytes = BEGINNING.seal


@dataclass(frozen=True)
class Draft:
    """A move about to be written; `body` must be in normal form and have a canonical one."""

    move_id: str
    kind: str
    version: int
    stamp: int
    body: Plain = field(repr=False)


@dataclass(frozen=True)
class Written:
    """A move as it stands in its lane, opened."""

    number: int
    move_id: str
    kind: str
    version: int
    stamp: int
    body: Plain = field(repr=False)


@dataclass(frozen=True)
class Receipt:
    """That an entry stands in its lane, where, and under which seal."""

    lane: str
    number: int
    seal: bytes


@dataclass(frozen=True)
class Remembered:
    """What a lane folded to at one of its entries."""

    number: int
    seal: bytes
    blob: bytes = field(repr=False)


__all__ = [
    "LANE_KINDS",
    "Absent",
    "Draft",
    "HeldLane",
    "Receipt",
    "Remembered",
    "Sitting",
    "Talks",
    "Unsound",
    "Written",
]
