"""An incident step by step, as what was said of it is read: each side's words, the finding, what all parties say together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from goodoffices.core.errors import Refused
from goodoffices.core.moves.after import Attribute, Characterise, Close, Fact, Find, Review
from goodoffices.monitoring import incidents
from goodoffices.monitoring.incidents import Commission, Incident


@dataclass(frozen=True)
class Case:
    """An incident under its key, with who has said whose it was or how it is classed while others have not."""

    key: str
    incident: Incident = field(repr=False)
    partly: Sequence[Attribute] = ()


def further(commission: Commission, case: Case, fact: Fact) -> Case:
    """Return an incident one step further; refuse what does not fit.

    What parties say of whose it was is kept apart until all of them have said the same.
    """
    incident, partly = case.incident, case.partly
    if isinstance(fact, Attribute):
        partly = _partly(commission, case, fact)
    for step in _steps(commission, fact, partly):
        incident = incidents.admit(commission, incident, step)
    return replace(case, incident=incident, partly=partly)


def _steps(commission: Commission, fact: Fact, partly: Sequence[Attribute]) -> Iterator[incidents.Step]:
    match fact:
        case Characterise(by=by, day=day, words=words):
            yield incidents.Characterised(by, day, words)
        case Review(by=by, day=day, stage=stage):
            yield (incidents.Received if stage == "received" else incidents.Reviewed)(by, day)
        case Find(by=by, day=day, finding=found, words=words):
            yield incidents.Found(by, day, found, words)
        case Close(by=by, day=day, words=words, understanding=cure):
            if words or cure:
                yield incidents.Remedied(by, day, words, cure)
            yield incidents.Closed(by, day)
        case Attribute():
            same = {one.by for one in partly if (one.whose, one.grade) == (fact.whose, fact.grade)}
            if same >= commission.parties:
                yield _said_together(commission, fact)
        case _:
            return


def _partly(commission: Commission, case: Case, fact: Attribute) -> tuple[Attribute, ...]:
    """Return what the parties said with one thing more, each one's last word; refuse what could not be said together either."""
    if fact.by not in commission.parties:
        raise Refused("this is said by all parties together, or not at all")
    incidents.admit(commission, case.incident, _said_together(commission, fact))
    others = (one for one in case.partly if one.by != fact.by or bool(one.whose) != bool(fact.whose))
    return (*others, fact)


def _said_together(commission: Commission, fact: Attribute) -> incidents.Step:
    if fact.whose:
        return incidents.Attributed(commission.parties, fact.day, fact.whose)
    return incidents.Classified(commission.parties, fact.day, fact.grade)
