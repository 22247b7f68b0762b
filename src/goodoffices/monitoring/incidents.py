"""Incidents, from an allegation to their end: what each side calls it stands beside what was found."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from goodoffices.core.errors import Refused

Finding = Literal["verified", "not verified", "undetermined"]
Stage = Literal["alleged", "received", "in review", "found", "closed"]


@dataclass(frozen=True)
class Commission:
    """Who decides together: the parties, whoever else sits with them, and the scale they agreed on."""

    parties: frozenset[str]
    seats: frozenset[str]
    scale: tuple[str, ...] = ()


@dataclass(frozen=True)
class Alleged:
    """Somebody says that something happened. Until the commission receives it, it is theirs alone."""

    by: str
    day: int
    obligation: str
    words: str = field(repr=False)


@dataclass(frozen=True)
class Characterised:
    """What a party calls it, in its own words; later words stand beside earlier ones."""

    by: str
    day: int
    words: str = field(repr=False)


@dataclass(frozen=True)
class Received:
    """The commission has it."""

    by: str
    day: int


@dataclass(frozen=True)
class Reviewed:
    """The joint review has begun."""

    by: str
    day: int


@dataclass(frozen=True)
class Found:
    """What the review found, whoever did it."""

    by: str
    day: int
    finding: Finding
    words: str = field(repr=False)


@dataclass(frozen=True)
class Attributed:
    """Who did it, said by all parties together, or by nobody."""

    agreed_by: frozenset[str]
    day: int
    to: str


@dataclass(frozen=True)
class Classified:
    """Where it stands on the agreed scale."""

    agreed_by: frozenset[str]
    day: int
    word: str


@dataclass(frozen=True)
class Remedied:
    """What was done about it, or the understanding that cures it."""

    by: str
    day: int
    words: str = field(repr=False)
    understanding: str = ""


@dataclass(frozen=True)
class Closed:
    """The commission has done with it."""

    by: str
    day: int


Step = Alleged | Characterised | Received | Reviewed | Found | Attributed | Classified | Remedied | Closed


@dataclass(frozen=True)
class Incident:
    """One incident as far as it has come."""

    alleged: Alleged
    stage: Stage = "alleged"
    own_words: tuple[Characterised, ...] = ()
    found: Found | None = None
    attributed: Attributed | None = None
    classified: Classified | None = None
    remedies: tuple[Remedied, ...] = ()
    last_day: int = 0

    def characterisations(self) -> Mapping[str, tuple[str, ...]]:
        """Return what each party calls it, in the order said; the allegation is its author's first word."""
        found: dict[str, tuple[str, ...]] = {self.alleged.by: (self.alleged.words,)}
        for one in self.own_words:
            found[one.by] = (*found.get(one.by, ()), one.words)
        return found

    def status(self) -> str:
        """Return where it stands, in words for the commission; an allegation is never more than that."""
        if self.found is None:
            return f"alleged by {self.alleged.by}" + (", in review" if self.stage == "in review" else "")
        parts: list[str] = [self.found.finding]
        if self.stage == "closed":
            cured = any(remedy.understanding for remedy in self.remedies)
            parts.append("resolved by understanding" if cured else "closed")
        parts.append(f"attributed to {self.attributed.to}" if self.attributed else "no attribution")
        return ", ".join(parts)


@dataclass(frozen=True)
class PublicFinding:
    """All that the public page shows of an incident: that something was found, of which clause, on which day."""

    obligation: str
    day: int
    finding: Finding
    words: str


def begin(alleged: Alleged) -> Incident:
    """Return an incident that somebody alleges."""
    return Incident(alleged, last_day=alleged.day)


def admit(commission: Commission, incident: Incident, step: Step) -> Incident:
    """Return the incident one step further; `Refused` where the step comes too early, or from the wrong hands."""
    if isinstance(step, Alleged):
        raise Refused("this incident has been alleged; another is another incident")
    if incident.stage == "closed":
        raise Refused("this incident is closed; allege it anew if there is something new")
    if step.day < incident.last_day:
        raise Refused("this comes before what stands in the record")
    return replace(_one_step(commission, incident, step), last_day=step.day)


def _one_step(commission: Commission, incident: Incident, step: Step) -> Incident:
    match step:
        case Characterised():
            if step.by not in commission.parties:
                raise Refused("only a party says what it calls an incident")
            return replace(incident, own_words=(*incident.own_words, step))
        case Received() | Reviewed():
            return _taken_up(commission, incident, step)
        case Found():
            _sits(commission, step.by)
            _after(incident, {"in review"}, "the joint review comes before a finding")
            return replace(incident, stage="found", found=step)
        case Attributed() | Classified():
            return _together(commission, incident, step)
        case Remedied():
            _sits(commission, step.by)
            return replace(incident, remedies=(*incident.remedies, step))
        case Closed():
            _sits(commission, step.by)
            _after(incident, {"found"}, "an incident closes on a finding, if only that it stays undetermined")
            return replace(incident, stage="closed")
        case _:
            raise Refused("this incident has been alleged; another is another incident")


def _taken_up(commission: Commission, incident: Incident, step: Received | Reviewed) -> Incident:
    _sits(commission, step.by)
    if isinstance(step, Received):
        _after(incident, {"alleged"}, "the commission has received it")
        return replace(incident, stage="received")
    _after(incident, {"received"}, "the commission receives an allegation before it reviews it")
    return replace(incident, stage="in review")


def _together(commission: Commission, incident: Incident, step: Attributed | Classified) -> Incident:
    """Attribution and class are said by all parties or not at all, and only of what was found."""
    if not step.agreed_by >= commission.parties:
        raise Refused("this is said by all parties together, or not at all")
    if incident.found is None:
        raise Refused("first what happened, then whose it is: there is no finding yet")
    if isinstance(step, Classified):
        if step.word not in commission.scale:
            raise Refused("this word stands on no scale that was agreed")
        return replace(incident, classified=step)
    if incident.found.finding != "verified":
        raise Refused("only what was verified can be attributed")
    return replace(incident, attributed=step)


def _sits(commission: Commission, by: str) -> None:
    if by not in commission.seats | commission.parties:
        raise Refused("this is for the commission")


def _after(incident: Incident, stages: set[Stage], why: str) -> None:
    if incident.stage not in stages:
        raise Refused(why)


def public(incident: Incident) -> PublicFinding | None:
    """Return what the public page shows: a finding, and nothing before there is one.

    Neither the allegation, nor what anybody calls it, nor whose it is held to be.
    """
    if incident.found is None:
        return None
    return PublicFinding(
        incident.alleged.obligation, incident.found.day, incident.found.finding, incident.found.words
    )
