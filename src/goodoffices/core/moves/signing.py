"""Moves that end in ink: a text frozen, initialled, signed, ratified, deposited, corrected, and attested as mediated."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal, get_args

from goodoffices.core.moves.answers import Witnessed
from goodoffices.core.moves.texts import Difference
from goodoffices.core.text import CheckWords

How = Literal["full", "referendum", "ratification"]
HOW: tuple[How, ...] = get_args(How)
Stage = Literal["initialled", "signed", "concluded", "reopened"]
STAGES: tuple[Stage, ...] = get_args(Stage)
Deposited = Literal["original", "instrument", "copy"]
DEPOSITED: tuple[Deposited, ...] = get_args(Deposited)
Manner = Literal["signature", "document", "institution", "other"]
MANNERS: tuple[Manner, ...] = get_args(Manner)


@dataclass(frozen=True)
class Ink:
    """What came on paper: the check words somebody typed from it, and the digest of its scan, or none."""

    typed: str
    scan: str = ""


@dataclass(frozen=True)
class Signed:
    """One signature as everybody reads it once all have signed: the signer's own words, and how far it binds."""

    delegation: str
    how: How
    name: str
    capacity: str = ""
    powers: str = ""
    place: str = ""
    confirmed: bool = False


@dataclass(frozen=True)
class Freeze:
    """On the table: a version stands still for signature, by these delegations in the order agreed.

    `turn` counts how often a text was frozen in these talks: what was initialled or signed at one turn is not at the
    next. `depositary` is who will hold the original, in the words agreed.
    """

    kind: ClassVar[str] = "freeze"
    version: ClassVar[int] = 1
    sha256: str
    name: str
    languages: tuple[str, ...]
    check: CheckWords
    order: tuple[str, ...]
    turn: int
    depositary: str = ""
    words: str = ""


@dataclass(frozen=True)
class Unfreeze:
    """On the table: the version may be changed again; nobody had signed it."""

    kind: ClassVar[str] = "unfreeze"
    version: ClassVar[int] = 1
    sha256: str
    words: str = ""


@dataclass(frozen=True)
class Initial:
    """We initial this text, or one clause of it: these are its words. It authenticates, and agrees to nothing."""

    kind: ClassVar[str] = "initial"
    version: ClassVar[int] = 1
    sha256: str
    clause: str = ""
    turn: int = 0
    name: str = ""
    ink: Ink | None = None
    heard: Witnessed | None = None


@dataclass(frozen=True)
class Sign:
    """We sign the frozen text, in full or so that it waits for those behind us; who signs, in the signer's own words."""

    kind: ClassVar[str] = "sign"
    version: ClassVar[int] = 1
    sha256: str
    turn: int
    how: How
    name: str = field(repr=False)
    capacity: str = field(default="", repr=False)
    powers: str = field(default="", repr=False)
    place: str = ""
    ink: Ink | None = None
    heard: Witnessed | None = None


@dataclass(frozen=True)
class Ratify:
    """What became of a signature that waited: confirmed or ratified, or refused; by whose word."""

    kind: ClassVar[str] = "ratify"
    version: ClassVar[int] = 1
    sha256: str
    turn: int
    passed: bool
    words: str = field(repr=False)
    heard: Witnessed | None = None


@dataclass(frozen=True)
class Scan:
    """Paper as a camera saw it, in base 64: kept and handed back as it came, never opened or shown."""

    kind: ClassVar[str] = "scan"
    version: ClassVar[int] = 1
    sha256: str
    digest: str
    size: int
    data: str = field(repr=False)


@dataclass(frozen=True)
class Declare:
    """On the table: what all together have done with a text; before all have, nothing is said of anybody.

    `clauses` names those initialled, and is empty for the whole text.
    """

    kind: ClassVar[str] = "declare"
    version: ClassVar[int] = 1
    sha256: str
    stage: Stage
    clauses: tuple[str, ...] = ()
    signatures: tuple[Signed, ...] = ()
    words: str = ""


@dataclass(frozen=True)
class Deposit:
    """On the table: where the original lies, what was deposited with it, or who was given a certified copy."""

    kind: ClassVar[str] = "deposit"
    version: ClassVar[int] = 1
    sha256: str
    sort: Deposited
    holder: str
    words: str = ""
    when: str = ""


@dataclass(frozen=True)
class Attest:
    """On the table: that the signed text came of mediation, in one of the manners of the Singapore Convention, art. 4(1)(b)."""

    kind: ClassVar[str] = "attest"
    version: ClassVar[int] = 1
    sha256: str
    manner: Manner
    mediator: str
    institution: str = ""
    place: str = ""
    when: str = ""
    words: str = ""


@dataclass(frozen=True)
class Rectify:
    """To each that signed: an error in the signed text, how it would read, and until when (UTC seconds) they may object.

    Whole in itself: it quotes the corrected text, which has a fingerprint of its own; the signed one stays.
    """

    kind: ClassVar[str] = "rectify"
    version: ClassVar[int] = 1
    sha256: str
    corrected: str
    name: str
    text: Mapping[str, str] = field(repr=False)
    check: CheckWords
    changes: tuple[Difference, ...] = field(repr=False)
    until: int
    by: str = ""
    words: str = field(default="", repr=False)


@dataclass(frozen=True)
class Object:
    """We object to a correction of the signed text."""

    kind: ClassVar[str] = "object"
    version: ClassVar[int] = 1
    corrected: str
    words: str = field(default="", repr=False)
    heard: Witnessed | None = None


@dataclass(frozen=True)
class Rectified:
    """On the table: a correction is made, for nobody objected in time; or it is not."""

    kind: ClassVar[str] = "rectified"
    version: ClassVar[int] = 1
    sha256: str
    corrected: str
    check: CheckWords
    made: bool
    words: str = ""


@dataclass(frozen=True)
class Vouch:
    """The languages of a text were read against one another and say the same, by these words."""

    kind: ClassVar[str] = "vouch"
    version: ClassVar[int] = 1
    sha256: str
    words: str
