"""Moves between a delegation and those it answers to: the mandate, what is referred to them, their answer."""

from dataclasses import dataclass, field
from typing import ClassVar, Literal, get_args

from goodoffices.core.moves.answers import Witnessed
from goodoffices.core.moves.texts import Difference
from goodoffices.core.text import CheckWords

Leave = Literal["free", "range", "refer", "forbidden"]
LEAVES: tuple[Leave, ...] = get_args(Leave)


@dataclass(frozen=True)
class Bound:
    """What the delegation may do about one clause; `within` are the wordings of a range."""

    clause: str
    leave: Leave
    within: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Mandate:
    """What the delegation may accept: clause by clause, and `rest` for all others; `until` is UTC seconds or 0."""

    kind: ClassVar[str] = "mandate"
    version: ClassVar[int] = 1
    by: str
    rest: Leave
    bounds: tuple[Bound, ...] = field(default=(), repr=False)
    until: int = 0
    zone: str = ""
    words: str = field(default="", repr=False)
    heard: Witnessed | None = None


@dataclass(frozen=True)
class Course:
    """One numbered answer that headquarters may give, and the mandate it means."""

    words: str = field(repr=False)
    rest: Leave
    bounds: tuple[Bound, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Refer:
    """A question to headquarters about one text, with numbered answers and what changed since its last word.

    `digest` is made of all of it and of the digest before, so that no two questions share the words of an answer.
    """

    kind: ClassVar[str] = "refer"
    version: ClassVar[int] = 1
    sha256: str
    name: str
    check: CheckWords
    words: str = field(repr=False)
    courses: tuple[Course, ...] = field(repr=False)
    digest: str
    language: str = "en"
    since: str = ""
    changed: tuple[Difference, ...] = field(default=(), repr=False)
    until: int = 0
    zone: str = ""


@dataclass(frozen=True)
class Instruct:
    """The answer of headquarters: which number of which question; the mandate that follows, in full."""

    kind: ClassVar[str] = "instruct"
    version: ClassVar[int] = 1
    item: str
    number: int
    sha256: str
    by: str
    rest: Leave
    bounds: tuple[Bound, ...] = field(default=(), repr=False)
    until: int = 0
    zone: str = ""
    words: str = field(default="", repr=False)
    heard: Witnessed | None = None


@dataclass(frozen=True)
class Endorse:
    """The principals confirm or ratify a text that their delegation accepted, by its fingerprint."""

    kind: ClassVar[str] = "endorse"
    version: ClassVar[int] = 1
    sha256: str
    level: Literal["principal", "ratified"]
    by: str = ""
    words: str = field(default="", repr=False)
    heard: Witnessed | None = None
