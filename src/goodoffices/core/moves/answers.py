"""Moves that answer a text: yes to what, at which authority, on which conditions, until when; and taking it back."""

from dataclasses import dataclass, field
from typing import ClassVar, Literal, get_args

from goodoffices.core.moves.texts import Difference

Level = Literal["personal", "delegation", "referendum", "principal", "ratified"]
LEVELS: tuple[Level, ...] = get_args(Level)
"""From the least authority to the most."""
Sort = Literal["accepts", "letter", "clause", "fact"]
SORTS: tuple[Sort, ...] = get_args(Sort)


@dataclass(frozen=True)
class Witnessed:
    """How an answer came that somebody else keyed in: by whom, over what, when, and who can say so."""

    by: str
    how: str
    when: str = ""
    witness: str = ""


@dataclass(frozen=True)
class If:
    """One thing a yes waits for.

    `accepts`: that `who` accepts the text, or its `clause`, at `level` or above (any level where it is empty).
    `letter`: that the guarantor `who` gives its letter. `clause`: that `clause` reads `words`. `fact`: that
    `words` are so, or are not so where it does not hold.
    """

    sort: Sort
    who: str = ""
    clause: str = ""
    level: str = ""
    words: str = field(default="", repr=False)
    holds: bool = True


@dataclass(frozen=True)
class Assent:
    """We accept the text with this fingerprint, or one clause of it, in all these languages: how far, and until when.

    `until` is UTC seconds, 0 for no end; `zone` is where it was said. `tell` names the delegations that may be
    told of it ("table" for everybody); nobody but those who hold the lane where it is empty. `changes` are words
    the party itself put in place of the text's: with any, it is a counter-proposal.
    """

    kind: ClassVar[str] = "accept"
    version: ClassVar[int] = 2
    sha256: str
    languages: tuple[str, ...]
    level: Level
    clause: str = ""
    conditions: tuple[If, ...] = field(default=(), repr=False)
    until: int = 0
    zone: str = ""
    tell: tuple[str, ...] = ()
    changes: tuple[Difference, ...] = field(default=(), repr=False)
    authority: str = field(default="", repr=False)
    early: bool = False
    signed: str = ""
    heard: Witnessed | None = None


@dataclass(frozen=True)
class Dissent:
    """We do not accept the text with this fingerprint, or one clause of it; `level` is whose word that is."""

    kind: ClassVar[str] = "decline"
    version: ClassVar[int] = 2
    sha256: str
    level: Level
    clause: str = ""
    words: str = field(default="", repr=False)
    signed: str = ""
    heard: Witnessed | None = None


@dataclass(frozen=True)
class Withdraw:
    """We take back what we accepted; it stays written that we had."""

    kind: ClassVar[str] = "withdraw"
    version: ClassVar[int] = 1
    item: str
    words: str = field(default="", repr=False)
    heard: Witnessed | None = None
