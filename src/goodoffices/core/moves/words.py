"""Moves of words: what is said, asked, confided, released, carried and read back."""

from dataclasses import dataclass, field
from typing import ClassVar, Literal

Guise = Literal["ours", "mediators", "hypothetical", "public"]


@dataclass(frozen=True)
class Heard:
    """How a mediator came to write down what a party said: by whom, when and how it was heard."""

    by: str
    how: str
    when: str


@dataclass(frozen=True)
class Note:
    """A note to oneself; in the lane of one's own notes only."""

    kind: ClassVar[str] = "note"
    version: ClassVar[int] = 1
    words: str = field(repr=False)


@dataclass(frozen=True)
class Say:
    """Words to everybody who holds the lane."""

    kind: ClassVar[str] = "say"
    version: ClassVar[int] = 1
    words: str = field(repr=False)
    signed: str = ""
    heard: Heard | None = None


@dataclass(frozen=True)
class Ask:
    """A question; it stands open until somebody answers it."""

    kind: ClassVar[str] = "ask"
    version: ClassVar[int] = 1
    words: str = field(repr=False)
    clause: str = ""
    signed: str = ""
    heard: Heard | None = None


@dataclass(frozen=True)
class Answer:
    """The answer to a question of the same lane."""

    kind: ClassVar[str] = "answer"
    version: ClassVar[int] = 1
    item: str
    words: str = field(repr=False)
    signed: str = ""
    heard: Heard | None = None


@dataclass(frozen=True)
class Matter:
    """What matters to a delegation and why, in words; its own until it confides the line."""

    kind: ClassVar[str] = "matter"
    version: ClassVar[int] = 1
    words: str = field(repr=False)
    why: str = field(default="", repr=False)


@dataclass(frozen=True)
class Confided:
    """The room's own mark that a line of what matters was confided."""

    kind: ClassVar[str] = "confided"
    version: ClassVar[int] = 1
    item: str


@dataclass(frozen=True)
class Confide:
    """Words told to the mediators in confidence: closed to all others until their owner releases them."""

    kind: ClassVar[str] = "confide"
    version: ClassVar[int] = 1
    words: str = field(repr=False)
    clause: str = ""
    signed: str = ""
    heard: Heard | None = None


@dataclass(frozen=True)
class Concern:
    """Somebody is not safe, or may not be: told to one mediator alone."""

    kind: ClassVar[str] = "concern"
    version: ClassVar[int] = 1
    words: str = field(repr=False)


@dataclass(frozen=True)
class Release:
    """The owner's leave to carry something: to whom, in exactly which words, and as whose."""

    kind: ClassVar[str] = "release"
    version: ClassVar[int] = 1
    item: str
    to: tuple[str, ...]
    words: str = field(repr=False)
    as_: Guise
    heard: Heard | None = None


@dataclass(frozen=True)
class Revoke:
    """The owner takes a release back; possible until it was carried."""

    kind: ClassVar[str] = "revoke"
    version: ClassVar[int] = 1
    item: str
    heard: Heard | None = None


@dataclass(frozen=True)
class Carry:
    """In the owner's channel: a release was carried, and cannot be unsaid."""

    kind: ClassVar[str] = "carry"
    version: ClassVar[int] = 1
    item: str
    to: str


@dataclass(frozen=True)
class Brought:
    """In the recipient's lane: words carried to it. `from_` names their owner only where they go as ours."""

    kind: ClassVar[str] = "brought"
    version: ClassVar[int] = 1
    words: str = field(repr=False)
    as_: Guise
    from_: str = ""


@dataclass(frozen=True)
class ReadBack:
    """We understood you to say: open until the party confirms or corrects it."""

    kind: ClassVar[str] = "read_back"
    version: ClassVar[int] = 1
    words: str = field(repr=False)
    item: str = ""


@dataclass(frozen=True)
class Confirm:
    """The wording named is right: of a read-back, of something heard, or of a correction."""

    kind: ClassVar[str] = "confirm"
    version: ClassVar[int] = 1
    item: str
    heard: Heard | None = None


@dataclass(frozen=True)
class Correct:
    """The wording named is not what was said; both wordings stay, disputed until one is confirmed."""

    kind: ClassVar[str] = "correct"
    version: ClassVar[int] = 1
    item: str
    words: str = field(repr=False)
    heard: Heard | None = None
