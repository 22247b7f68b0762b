"""What stands between a delegation and headquarters: the mandate in force, open questions, what was confirmed."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from goodoffices.core.entries import Entry
from goodoffices.core.fold.kept import put
from goodoffices.core.moves import Endorse, Instruct, Mandate, Refer
from goodoffices.core.moves.answers import Witnessed
from goodoffices.core.moves.mandates import Bound, Leave


@dataclass(frozen=True)
class Mandated:
    """The mandate in force: who gave it, what it leaves free, until when (UTC seconds, 0 for no end)."""

    id: str
    stamp: int
    by: str
    rest: Leave
    bounds: tuple[Bound, ...] = field(default=(), repr=False)
    until: int = 0
    zone: str = ""
    words: str = field(default="", repr=False)
    witnessed: Witnessed | None = None


@dataclass(frozen=True)
class Referred:
    """A question to headquarters, and the number it answered with; 0 while it has not."""

    id: str
    stamp: int
    asked: Refer
    answer: int = 0


@dataclass(frozen=True)
class Mandates:
    """The mandate, questions in the order asked, and what was confirmed by fingerprint.

    `instructed` is the fingerprint of the text that the last instruction was about.
    """

    mandate: Mandated | None = None
    referred: Mapping[str, Referred] = field(default_factory=dict)
    endorsed: Mapping[str, Endorse] = field(default_factory=dict)
    instructed: str = ""


S = TypeVar("S", bound=Mandates)


def mandated(state: S, entry: Entry) -> S:
    """Return the state after one more entry."""
    match entry.move:
        case Mandate() as given:
            return replace(state, mandate=_mandate(given, entry))
        case Refer() as asked:
            return replace(
                state, referred=put(state.referred, entry.id, Referred(entry.id, entry.stamp, asked))
            )
        case Instruct() as told:
            known = state.referred.get(told.item)
            if known is not None:
                answered = put(state.referred, told.item, replace(known, answer=told.number))
                state = replace(state, referred=answered)
            return replace(state, mandate=_mandate(told, entry), instructed=told.sha256)
        case Endorse() as endorsed:
            return replace(state, endorsed=put(state.endorsed, endorsed.sha256, endorsed))
        case _:
            return state


def _mandate(given: Mandate | Instruct, entry: Entry) -> Mandated:
    return Mandated(
        entry.id,
        entry.stamp,
        given.by,
        given.rest,
        given.bounds,
        given.until,
        given.zone,
        given.words,
        given.heard,
    )
