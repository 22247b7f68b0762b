"""What paper amounts to in a channel: initials, a signature and what became of it, scans, corrections proposed."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, TypeVar

from goodoffices.core.entries import Entry
from goodoffices.core.fold.answers import Answered, Answers
from goodoffices.core.fold.kept import last, put
from goodoffices.core.moves import Initial, Object, Ratify, Rectify, Scan, Sign, Vouch, Withdraw
from goodoffices.core.moves.answers import Witnessed
from goodoffices.core.moves.signing import How, Ink
from goodoffices.core.moves.texts import Difference
from goodoffices.core.text import CheckWords

LEVEL_SIGNED: Mapping[How, str] = {
    "full": "delegation",
    "referendum": "referendum",
    "ratification": "referendum",
}
LEVEL_PASSED: Mapping[How, str] = {
    "full": "delegation",
    "referendum": "principal",
    "ratification": "ratified",
}


@dataclass(frozen=True)
class Initialled:
    """Initials under a text or a clause; `turn` is that of the freeze, 0 where the text was not frozen."""

    id: str
    stamp: int
    sha256: str
    clause: str
    turn: int
    name: str
    ink: Ink | None = None
    witnessed: Witnessed | None = None
    withdrawn: bool = False


@dataclass(frozen=True)
class Signature:
    """A delegation's signature. `decided` is what those behind it said, where it waited for them."""

    id: str
    stamp: int
    number: int
    sha256: str
    turn: int
    how: How
    name: str = field(repr=False)
    capacity: str = field(default="", repr=False)
    powers: str = field(default="", repr=False)
    place: str = ""
    ink: Ink | None = None
    witnessed: Witnessed | None = None
    withdrawn: bool = False
    decided: Literal["", "passed", "refused"] = ""
    word: str = field(default="", repr=False)

    @property
    def binds(self) -> bool:
        """Whether it waits for nobody any more."""
        return not self.withdrawn and (self.how == "full" or self.decided == "passed")


@dataclass(frozen=True)
class Scanned:
    """A scan, less its bytes: those stand in entry `number` of the same lane."""

    number: int
    stamp: int
    sha256: str
    size: int


@dataclass(frozen=True)
class Correction:
    """A correction proposed to this delegation, less its text: that stands in entry `number` of the same lane."""

    number: int
    stamp: int
    sha256: str
    name: str
    check: CheckWords
    changes: tuple[Difference, ...] = field(repr=False)
    until: int
    by: str
    words: str = field(repr=False)
    objected: bool = False
    objection: str = field(default="", repr=False)


@dataclass(frozen=True)
class Papers(Answers):
    """Initials by clause ("" for the whole text), the signature given last, scans by digest, corrections by fingerprint."""

    initials: Mapping[str, Initialled] = field(default_factory=dict)
    signature: Signature | None = None
    scans: Mapping[str, Scanned] = field(default_factory=dict)
    corrections: Mapping[str, Correction] = field(default_factory=dict)
    vouched: tuple[str, ...] = ()


S = TypeVar("S", bound=Papers)


def papered(state: S, entry: Entry) -> S:
    """Return the papers after one more entry."""
    match entry.move:
        case Initial() as initial:
            return replace(state, initials=put(state.initials, initial.clause, _initialled(initial, entry)))
        case Sign() as sign:
            return _signed(state, sign, entry)
        case Ratify() as ratify:
            return _decided(state, ratify)
        case Withdraw(item=item):
            return _taken_back(state, item)
        case _:
            return _kept(state, entry)


def _kept(state: S, entry: Entry) -> S:
    match entry.move:
        case Scan(sha256=sha256, digest=digest, size=size):
            found = Scanned(entry.number, entry.stamp, sha256, size)
            return replace(state, scans=put(state.scans, digest, found))
        case Rectify() as rectify:
            found_one = _correction(rectify, entry)
            return replace(state, corrections=put(state.corrections, rectify.corrected, found_one))
        case Object(corrected=corrected, words=words) if corrected in state.corrections:
            objected = replace(state.corrections[corrected], objected=True, objection=words)
            return replace(state, corrections=put(state.corrections, corrected, objected))
        case Vouch(sha256=sha256):
            return replace(state, vouched=last(state.vouched, sha256))
        case _:
            return state


def _initialled(move: Initial, entry: Entry) -> Initialled:
    return Initialled(
        id=entry.id,
        stamp=entry.stamp,
        sha256=move.sha256,
        clause=move.clause,
        turn=move.turn,
        name=move.name,
        ink=move.ink,
        witnessed=move.heard,
    )


def _signed(state: S, move: Sign, entry: Entry) -> S:
    made = Signature(
        id=entry.id,
        stamp=entry.stamp,
        number=entry.number,
        sha256=move.sha256,
        turn=move.turn,
        how=move.how,
        name=move.name,
        capacity=move.capacity,
        powers=move.powers,
        place=move.place,
        ink=move.ink,
        witnessed=move.heard,
    )
    return replace(state, signature=made, answers=_answers(state, made, LEVEL_SIGNED[move.how], accepts=True))


def _decided(state: S, move: Ratify) -> S:
    signature = state.signature
    if signature is None:
        return state
    decided = replace(signature, decided="passed" if move.passed else "refused", word=move.words)
    level = (LEVEL_PASSED if move.passed else LEVEL_SIGNED)[signature.how]
    return replace(state, signature=decided, answers=_answers(state, decided, level, accepts=move.passed))


def _answers(state: Papers, of: Signature, level: str, *, accepts: bool) -> Mapping[str, Answered]:
    """Return the answers with what the signature says among them, last: to sign is to accept."""
    made = Answered(
        of.id,
        of.stamp,
        accepts=accepts,
        number=of.number,
        sha256=of.sha256,
        level=level,
        authority=of.word,
        witnessed=of.witnessed,
    )
    return put({name: one for name, one in state.answers.items() if name != of.sha256}, of.sha256, made)


def _taken_back(state: S, item: str) -> S:
    initials = {
        name: replace(one, withdrawn=True) if one.id == item else one for name, one in state.initials.items()
    }
    signature = state.signature
    if signature is not None and signature.id == item:
        signature = replace(signature, withdrawn=True)
    return replace(state, initials=initials, signature=signature)


def _correction(move: Rectify, entry: Entry) -> Correction:
    return Correction(
        number=entry.number,
        stamp=entry.stamp,
        sha256=move.sha256,
        name=move.name,
        check=move.check,
        changes=move.changes,
        until=move.until,
        by=move.by,
        words=move.words,
    )
