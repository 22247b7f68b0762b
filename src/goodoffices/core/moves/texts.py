"""Moves about the one text: register, deliver, check, react, accept; each of a fingerprint."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from goodoffices.core.moves.words import Heard
from goodoffices.core.text import CheckWords

Form = Literal["orally", "read", "shown", "left"]
Reaction = Literal["unclear", "problem", "cannot", "could", "prefer", "question"]
REACTIONS: tuple[Reaction, ...] = ("unclear", "problem", "cannot", "could", "prefer", "question")
Word = Literal[
    "not discussed",
    "open",
    "narrowed",
    "agreed in principle",
    "agreed ad referendum",
    "closed",
    "deferred",
    "deliberately vague",
]
KEPT_AT_THE_DESK: frozenset[str] = frozenset({"deliberately vague"})


@dataclass(frozen=True)
class Difference:
    """One place where two texts differ: the clause by its displayed number, and both wordings."""

    clause: str
    before: str = field(repr=False)
    after: str = field(repr=False)


@dataclass(frozen=True)
class Register:
    """A version of the text as the desk stands behind it; `meant` is empty where it is for every room."""

    kind: ClassVar[str] = "register"
    version: ClassVar[int] = 1
    sha256: str
    name: str
    text: Mapping[str, str] = field(repr=False)
    check: CheckWords
    cover: str = field(default="", repr=False)
    meant: tuple[str, ...] = ()


@dataclass(frozen=True)
class Announce:
    """On the table: the check words of a text meant for every room."""

    kind: ClassVar[str] = "announce"
    version: ClassVar[int] = 1
    sha256: str
    name: str
    languages: tuple[str, ...]
    check: CheckWords


@dataclass(frozen=True)
class Countersign:
    """Another mediator stands behind a registered text."""

    kind: ClassVar[str] = "countersign"
    version: ClassVar[int] = 1
    sha256: str


@dataclass(frozen=True)
class Deliver:
    """A text came to a delegation: which, under what name, by whom, in what form.

    Whole in itself: it quotes the text. `status` holds the status words sent with it, by clause id.
    """

    kind: ClassVar[str] = "deliver"
    version: ClassVar[int] = 1
    sha256: str
    name: str
    text: Mapping[str, str] = field(repr=False)
    check: CheckWords
    form: Form
    carrier: str
    when: str = ""
    cover: str = field(default="", repr=False)
    authority: str = ""
    status: Mapping[str, Word] = field(default_factory=dict)


@dataclass(frozen=True)
class Acknowledge:
    """We hold this text: said of its fingerprint, after looking."""

    kind: ClassVar[str] = "acknowledge"
    version: ClassVar[int] = 1
    sha256: str
    heard: Heard | None = None


@dataclass(frozen=True)
class Check:
    """In a room's own lane: it compared the copy it was left with the registered text."""

    kind: ClassVar[str] = "check"
    version: ClassVar[int] = 1
    against: str
    same: bool
    sha256: str = ""
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True)
class Hold:
    """A room tells the desk what it found it holds: the registered text, or where its copy differs."""

    kind: ClassVar[str] = "hold"
    version: ClassVar[int] = 1
    against: str
    same: bool
    sha256: str = ""
    differences: tuple[Difference, ...] = ()
    words: str = field(default="", repr=False)
    heard: Heard | None = None


@dataclass(frozen=True)
class React:
    """One of the six reactions to a clause of a text; never a vote, never an acceptance."""

    kind: ClassVar[str] = "react"
    version: ClassVar[int] = 1
    sha256: str
    clause: str
    reaction: Reaction
    words: str = field(default="", repr=False)
    signed: str = ""
    heard: Heard | None = None


@dataclass(frozen=True)
class Redraft:
    """Other words a delegation proposes for a clause of a text it was given; the desk takes them up or does not."""

    kind: ClassVar[str] = "redraft"
    version: ClassVar[int] = 1
    sha256: str
    clause: str
    words: str = field(repr=False)
    signed: str = ""
    heard: Heard | None = None


@dataclass(frozen=True)
class Accept:
    """We accept the text with this fingerprint, whatever anybody calls it."""

    kind: ClassVar[str] = "accept"
    version: ClassVar[int] = 1
    sha256: str
    heard: Heard | None = None


@dataclass(frozen=True)
class Decline:
    """We do not accept the text with this fingerprint."""

    kind: ClassVar[str] = "decline"
    version: ClassVar[int] = 1
    sha256: str
    words: str = field(default="", repr=False)
    heard: Heard | None = None


@dataclass(frozen=True)
class Status:
    """The desk's word on a clause; a room reads it only where it came with a version."""

    kind: ClassVar[str] = "status"
    version: ClassVar[int] = 1
    clause: str
    status: Word


@dataclass(frozen=True)
class PassOn:
    """A delegate gives its principals the text the delegation was given."""

    kind: ClassVar[str] = "pass_on"
    version: ClassVar[int] = 1
    sha256: str
    name: str
    text: Mapping[str, str] = field(repr=False)
    check: CheckWords
    words: str = field(default="", repr=False)
