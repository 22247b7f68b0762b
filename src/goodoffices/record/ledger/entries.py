"""What the ledger holds: reports, statements with their claims, names of actors, and codings; wrong ones cannot be made."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal, get_args

from goodoffices.core.errors import BadInput, Fault, Phrase, bad
from goodoffices.record.ledger.when import checked, first_day, last_day

Grade = Literal["on record", "background", "deep background", "off the record"]
Hidden = Literal["named", "described", "anonymous"]
Part = Literal["party", "mediator", "source", "other"]
Bound = Literal["exact", "over", "under", "about"]
ValueKind = Literal["number", "text", "date", "yes-no"]
Scheme = Literal["PA-X", "PAM"]
_LATER = "said {said} comes after published {published}"


@dataclass(frozen=True)
class Claim:
    """What a statement says is so: the length of phase one is 42 days. Never a word on whether it is.

    `what` names the question in the talks' own words; claims of one `what` are tallied together. `value` is as said:
    a number, a date, yes or no, or words such as a range.
    """

    what: str
    value: str
    kind: ValueKind = "text"
    unit: str = ""
    bound: Bound = "exact"

    def __post_init__(self) -> None:
        bad(self._faults())

    def _faults(self) -> Iterator[Fault]:
        if not self.what.strip() or not self.value.strip():
            yield Fault("a claim needs what it is about, and a value")
        yield from _among(self.kind, ValueKind, "kind of value {value} is none of: {known}")
        yield from _among(self.bound, Bound, "bound {value} is none of: {known}")
        if self.kind == "number" and self.number is None:
            yield Fault(Phrase("value {value} is no number", value=repr(self.value)))
        if self.kind == "yes-no" and self.value not in ("yes", "no"):
            yield Fault(Phrase("value {value} is neither yes nor no", value=repr(self.value)))
        if self.kind == "date":
            checked(self.value, "value")

    @property
    def number(self) -> Decimal | None:
        """Return the value as a number; None where it is none."""
        try:
            found = Decimal(self.value.replace(",", ""))
        except InvalidOperation:
            return None
        return found if found.is_finite() else None

    @property
    def same(self) -> tuple[str, str, str]:
        """Return what makes two values the same: 40 and 40.0 days are, over 40 and 40 are not."""
        number = self.number if self.kind == "number" else None
        value = format(number.normalize(), "f") if number is not None else self.value.strip().casefold()
        return value, self.unit.strip().casefold(), self.bound


@dataclass(frozen=True)
class Report:
    """A report as published; `text` is kept only where its keeper may keep it, to find reprints."""

    outlet: str
    published: str
    title: str = ""
    url: str = ""
    language: str = "en"
    place: str = ""
    sha256: str = ""
    text: str = ""

    def __post_init__(self) -> None:
        if not self.outlet.strip():
            raise BadInput("a report needs its outlet")
        checked(self.published, "published")


@dataclass(frozen=True)
class Statement:
    """What somebody is reported to have said.

    `source` is the words that name or describe the speaker, `actor` the name the talks use for them. `said` and
    `published` are apart; one of them must be known. `chain` names through whom it came, nearest to the speaker first:
    ("Kan", "Al-Monitor") is Kan's, seen in Al-Monitor. `words` are in `language`, `translation` in the reader's.
    `corrects`, `supersedes` and `denies` name earlier statements, which stay.
    """

    source: str
    outlet: str
    words: str
    said: str | None = None
    published: str | None = None
    hidden: Hidden = "named"
    grade: Grade = "on record"
    actor: str = ""
    kind: str = "says"
    quotation: str = ""
    to: str = ""
    chain: tuple[str, ...] = ()
    language: str = "en"
    translation: str = ""
    claims: tuple[Claim, ...] = ()
    about: tuple[str, ...] = ()
    clause: str = ""
    report: str = ""
    start: int | None = None
    end: int | None = None
    corrects: str = ""
    supersedes: str = ""
    denies: str = ""

    def __post_init__(self) -> None:
        bad(self._faults())

    def _faults(self) -> Iterator[Fault]:
        if not self.source.strip():
            yield Fault("a statement needs its source; nothing without a source gets in")
        if not self.outlet.strip():
            yield Fault("a statement needs its outlet; nothing without a source gets in")
        if not self.words.strip():
            yield Fault("a statement needs its words; nothing without a source gets in")
        if self.said is None and self.published is None:
            yield Fault("a statement needs a date: when it was said, or when it was published")
        yield from _among(self.hidden, Hidden, "how the source is named {value} is none of: {known}")
        yield from _among(self.grade, Grade, "grade {value} is none of: {known}")
        if self.said is not None:
            checked(self.said, "said")
        if self.published is not None:
            checked(self.published, "published")
        if self.said and self.published and first_day(self.said) > last_day(self.published):
            yield Fault(Phrase(_LATER, said=self.said, published=self.published))

    @property
    def when(self) -> str:
        """Return when it was said, or else published."""
        return self.said or self.published or ""

    @property
    def who(self) -> str:
        """Return the actor the talks know, or else the words that name the source."""
        return self.actor or self.source


@dataclass(frozen=True)
class Alias:
    """A name reports use for an actor of these talks, and the part that actor has in them."""

    name: str
    actor: str
    part: Part = "other"

    def __post_init__(self) -> None:
        if not self.name.strip() or not self.actor.strip():
            raise BadInput("an alias needs the name and the actor")
        bad(_among(self.part, Part, "part {value} is none of: {known}"))


@dataclass(frozen=True)
class Coding:
    """A clause put under a scheme's category (PA-X), or given a score of 0 to 3 for what was done of it (PAM).

    `evidence` names the statements it rests on; a score without evidence is refused.
    """

    clause: str
    scheme: Scheme
    code: str
    as_of: str
    evidence: tuple[str, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        bad(self._faults())

    def _faults(self) -> Iterator[Fault]:
        if not self.clause.strip() or not self.code.strip():
            yield Fault("a coding needs its clause and its code")
        yield from _among(self.scheme, Scheme, "scheme {value} is none of: {known}")
        checked(self.as_of, "as_of")
        if self.scheme == "PAM" and self.code not in ("0", "1", "2", "3"):
            yield Fault(Phrase("a score is 0, 1, 2 or 3, not {code}", code=repr(self.code)))
        if self.scheme == "PAM" and not self.evidence:
            yield Fault("a score needs the statements it rests on")


Body = Report | Statement | Alias | Coding


@dataclass(frozen=True)
class Entry:
    """A line of the ledger: its id, who entered it and when, and what it holds."""

    id: str
    body: Body
    entered: str = ""
    by: str = ""

    def __post_init__(self) -> None:
        if not self.id or not self.id.isprintable() or " " in self.id:
            raise BadInput("{name} is no id; use letters and digits without blanks", name=repr(self.id))
        if self.entered:
            checked(self.entered, "entered")


def _among(value: str, allowed: object, template: str) -> Iterator[Fault]:
    if value not in get_args(allowed):
        yield Fault(Phrase(template, value=repr(value), known=", ".join(get_args(allowed))))
