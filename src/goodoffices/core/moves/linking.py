"""Moves that tie one thing to another: a guarantor's letter, facts outside the talks, links and packages of clauses."""

from dataclasses import dataclass, field
from typing import ClassVar

from goodoffices.core.moves.answers import If, Witnessed


@dataclass(frozen=True)
class Pledge:
    """A guarantor gives its letter: what it will write, on what, and until when (UTC seconds, 0 for no end)."""

    kind: ClassVar[str] = "pledge"
    version: ClassVar[int] = 1
    words: str = field(repr=False)
    conditions: tuple[If, ...] = field(default=(), repr=False)
    until: int = 0
    zone: str = ""
    heard: Witnessed | None = None


@dataclass(frozen=True)
class Happen:
    """At the desk: something outside the talks is so, or is not so any more."""

    kind: ClassVar[str] = "happen"
    version: ClassVar[int] = 1
    words: str = field(repr=False)
    holds: bool = True


@dataclass(frozen=True)
class Link:
    """At the desk: a clause hangs on others; where one of them is open, it is open too."""

    kind: ClassVar[str] = "link"
    version: ClassVar[int] = 1
    clause: str
    on: tuple[str, ...]
    words: str = field(default="", repr=False)


@dataclass(frozen=True)
class Package:
    """At the desk: clauses that stand or fall together; it lapses whole where a party refuses one of them."""

    kind: ClassVar[str] = "package"
    version: ClassVar[int] = 1
    name: str
    clauses: tuple[str, ...]


@dataclass(frozen=True)
class Construe:
    """How a delegation reads a clause, in its own words: kept in its room, or told to the desk; never to others."""

    kind: ClassVar[str] = "construe"
    version: ClassVar[int] = 1
    clause: str
    words: str = field(repr=False)
    heard: Witnessed | None = None


@dataclass(frozen=True)
class Undo:
    """At the desk: a link or a package is taken away; what hung on it is open again."""

    kind: ClassVar[str] = "undo"
    version: ClassVar[int] = 1
    item: str
