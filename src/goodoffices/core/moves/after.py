"""Moves after signature: what is in force, what is reported, verified, contested, alleged, found, understood and declared.

Each says who speaks (`by`, a name) and on which day of the calendar, so that it can be written anew in another lane and
be the same there. Where one refers to another it names its key (`core.fold.after`), which is made of what it says alone.
`to` names those to whom its author lets it be told; it is never told itself.
"""

from dataclasses import dataclass, field
from typing import ClassVar, Literal

from goodoffices.core.moves.words import Heard
from goodoffices.core.text import CheckWords

Result = Literal["verified", "not verified", "undetermined"]
Stage = Literal["received", "in review"]


@dataclass(frozen=True)
class Bind:
    """The obligations as they were signed, in TOML: from now on what is said here is said of them.

    `commission` are those who sit with the parties; `ended_by` are all who must say that the phase which continues has
    ended; `scale` are the words by which incidents are classed, as agreed.
    """

    kind: ClassVar[str] = "bind"
    version: ClassVar[int] = 1
    file: str = field(repr=False)
    parties: tuple[str, ...]
    commission: tuple[str, ...] = ()
    phase: str = ""
    ended_by: tuple[str, ...] = ()
    scale: tuple[str, ...] = ()


@dataclass(frozen=True)
class Report:
    """Whoever owes an obligation says that so many units were done on a day, and what shows it."""

    kind: ClassVar[str] = "report"
    version: ClassVar[int] = 1
    by: str
    obligation: str
    day: int
    units: int = 1
    evidence: tuple[str, ...] = field(default=(), repr=False)
    words: str = field(default="", repr=False)
    to: tuple[str, ...] = ()
    heard: Heard | None = None


@dataclass(frozen=True)
class Verify:
    """What the verifier found of a report; it says nothing of who is to blame."""

    kind: ClassVar[str] = "verify"
    version: ClassVar[int] = 1
    by: str
    report: str
    day: int
    result: Result
    words: str = field(default="", repr=False)
    to: tuple[str, ...] = ()
    heard: Heard | None = None


@dataclass(frozen=True)
class Contest:
    """A party does not accept a report, or, with `over`, no longer contests it."""

    kind: ClassVar[str] = "contest"
    version: ClassVar[int] = 1
    by: str
    report: str
    day: int
    over: bool = False
    words: str = field(default="", repr=False)
    to: tuple[str, ...] = ()
    heard: Heard | None = None


@dataclass(frozen=True)
class Allege:
    """Somebody says that something happened. Where it stands in a channel it is theirs alone."""

    kind: ClassVar[str] = "allege"
    version: ClassVar[int] = 1
    by: str
    obligation: str
    day: int
    words: str = field(repr=False)
    to: tuple[str, ...] = ()
    heard: Heard | None = None


@dataclass(frozen=True)
class Characterise:
    """What a party calls an incident, in its own words."""

    kind: ClassVar[str] = "characterise"
    version: ClassVar[int] = 1
    by: str
    incident: str
    day: int
    words: str = field(repr=False)
    to: tuple[str, ...] = ()
    heard: Heard | None = None


@dataclass(frozen=True)
class Review:
    """The commission has received an allegation, or has begun to review it together."""

    kind: ClassVar[str] = "review"
    version: ClassVar[int] = 1
    by: str
    incident: str
    day: int
    stage: Stage


@dataclass(frozen=True)
class Find:
    """What the joint review found, whoever did it."""

    kind: ClassVar[str] = "find"
    version: ClassVar[int] = 1
    by: str
    incident: str
    day: int
    finding: Result
    words: str = field(repr=False)


@dataclass(frozen=True)
class Attribute:
    """One party's part in saying whose an incident was, or how it is classed: it holds once all parties say the same."""

    kind: ClassVar[str] = "attribute"
    version: ClassVar[int] = 1
    by: str
    incident: str
    day: int
    whose: str = field(default="", repr=False)
    grade: str = ""


@dataclass(frozen=True)
class Close:
    """The commission has done with an incident: what was done about it, or the understanding that cures it."""

    kind: ClassVar[str] = "close"
    version: ClassVar[int] = 1
    by: str
    incident: str
    day: int
    words: str = field(default="", repr=False)
    understanding: str = ""


@dataclass(frozen=True)
class Understand:
    """An amendment as it is proposed: in words, and the whole file of obligations as it would read from then on.

    `bound` is the key of what it amends; `sha256` and the check words are of what it changes.
    """

    kind: ClassVar[str] = "understand"
    version: ClassVar[int] = 1
    bound: str
    number: int
    day: int
    words: str = field(repr=False)
    file: str = field(repr=False)
    sha256: str
    check: CheckWords
    cures: tuple[str, ...] = ()


@dataclass(frozen=True)
class Agree:
    """A party agrees to an understanding: to its fingerprint, never to its number."""

    kind: ClassVar[str] = "agree"
    version: ClassVar[int] = 1
    by: str
    sha256: str
    day: int
    to: tuple[str, ...] = ()
    heard: Heard | None = None


@dataclass(frozen=True)
class Cease:
    """One of those named says that the talks a phase hangs on have ended or, having said so, that they go on."""

    kind: ClassVar[str] = "cease"
    version: ClassVar[int] = 1
    by: str
    day: int
    ended: bool = True
    to: tuple[str, ...] = ()
    heard: Heard | None = None


@dataclass(frozen=True)
class Relay:
    """In its author's channel: what was said was told on, to whom; it cannot be unsaid."""

    kind: ClassVar[str] = "relay"
    version: ClassVar[int] = 1
    item: str
    to: str


@dataclass(frozen=True)
class Finding:
    """On the table: what was found, of which clause, on which day. Not who alleged it, nor what anybody calls it."""

    kind: ClassVar[str] = "finding"
    version: ClassVar[int] = 1
    clause: str
    day: int
    finding: Result
    words: str


Told = Report | Verify | Contest | Allege | Characterise | Agree | Cease
"""What its author may let be told on."""
Fact = Bind | Told | Review | Find | Attribute | Close | Understand
After = Fact | Relay | Finding
MOVES: tuple[type[After], ...] = (
    *(Bind, Report, Verify, Contest, Allege, Characterise, Review, Find, Attribute, Close, Understand, Agree),
    *(Cease, Relay, Finding),
)
