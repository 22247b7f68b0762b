"""What is reported, verified and disputed after signature, each by those whose it is to say."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from goodoffices.core.errors import BadInput, Refused
from goodoffices.monitoring.obligations import Calendar, Obligation

_AND = re.compile(r"\s*[,;،]\s*(?:and\s+|et\s+)?|\s+(?:and|et|و)\s+")
Result = Literal["verified", "not verified", "undetermined"]


@dataclass(frozen=True)
class Reported:
    """Whoever owes it says that so many units were done on a day, and what shows it."""

    id: str
    obligation: str
    by: str
    day: int
    units: int = 1
    evidence: tuple[str, ...] = ()
    words: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        if self.units < 1:
            raise BadInput("a report is of at least one unit")


@dataclass(frozen=True)
class Verified:
    """The verifier says what it found of a report. It says nothing of who is to blame: that is attribution."""

    id: str
    report: str
    by: str
    day: int
    result: Result
    words: str = field(default="", repr=False)


@dataclass(frozen=True)
class Disputed:
    """A party does not accept a report; its words are kept beside it."""

    id: str
    report: str
    by: str
    day: int
    words: str = field(default="", repr=False)


@dataclass(frozen=True)
class Settled:
    """Whoever disputed a report no longer does."""

    id: str
    dispute: str
    by: str
    day: int


Said = Reported | Verified | Disputed | Settled


def admit(calendar: Calendar, record: Sequence[Said], said: Said) -> tuple[Said, ...]:
    """Return the record with one thing more; `Refused` where it is not theirs to say, or there is nothing to say it of."""
    if any(one.id == said.id for one in record):
        raise Refused("this stands in the record already")
    match said:
        case Reported():
            _reported(calendar, record, said)
        case Verified():
            _verified(calendar, record, said)
        case Disputed():
            if _report(record, said.report).by == said.by:
                raise Refused("a report is not disputed by whoever made it; correct it with another report")
        case Settled():
            _settled(record, said)
    return (*record, said)


def _reported(calendar: Calendar, record: Sequence[Said], said: Reported) -> None:
    one = obligation(calendar, said.obligation)
    if one.who and said.by not in owing(one.who):
        raise Refused("a performance is reported by whoever owes it; what others saw is an incident")
    if one.evidence and not said.evidence:
        raise Refused("name the evidence the text asks for: {evidence}", evidence=one.evidence)
    standing = sum(each.units for each in record if isinstance(each, Reported) and each.obligation == one.id)
    refused = sum(
        _report(record, each.report).units
        for each in record
        if isinstance(each, Verified) and _lost(record, each, one.id)
    )
    if one.count and standing - refused + said.units > one.count:
        raise Refused(
            "{owed} are owed, and {done} are reported already", owed=one.count, done=standing - refused
        )


def owing(who: str) -> frozenset[str]:
    """Return the names of those who owe an obligation: one, or several written as in "Tarn, Vell and G"."""
    return frozenset({who, *(name for name in _AND.split(who) if name)})


def _lost(record: Sequence[Said], said: Verified, obligation_: str) -> bool:
    return said.result == "not verified" and _report(record, said.report).obligation == obligation_


def _verified(calendar: Calendar, record: Sequence[Said], said: Verified) -> None:
    one = obligation(calendar, _report(record, said.report).obligation)
    if one.verifier and said.by != one.verifier:
        raise Refused("this is verified by {name}", name=one.verifier)
    if not one.verifier and said.by in owing(one.who) | owing(one.to):
        raise Refused("a party does not verify its own obligation, nor one owed to it")
    if any(
        isinstance(each, Verified) and each.report == said.report and each.result != "undetermined"
        for each in record
    ):
        raise Refused("this report has been verified; a new finding needs a new report or an incident")


def _settled(record: Sequence[Said], said: Settled) -> None:
    disputes = [one for one in record if isinstance(one, Disputed) and one.id == said.dispute]
    if not disputes or disputes[0].by != said.by:
        raise Refused("a dispute is ended by whoever raised it")


def _report(record: Sequence[Said], id_: str) -> Reported:
    for one in record:
        if isinstance(one, Reported) and one.id == id_:
            return one
    raise Refused("there is no such report")


def obligation(calendar: Calendar, id_: str) -> Obligation:
    """Return the obligation of this id; `Refused` where there is none."""
    found = [one for one in calendar.obligations if one.id == id_]
    if not found:
        raise Refused("there is no such obligation")
    return found[0]
