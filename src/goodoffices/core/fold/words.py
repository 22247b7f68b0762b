"""What words between a delegation and mediators amount to: confidences, releases, questions, read-backs."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, TypeVar

from goodoffices.core.entries import Entry
from goodoffices.core.fold.kept import put
from goodoffices.core.moves import (
    Answer,
    Ask,
    Carry,
    Concern,
    Confide,
    Confirm,
    Correct,
    ReadBack,
    Release,
    Revoke,
    Say,
    Value,
)
from goodoffices.core.moves.words import Guise, Heard


@dataclass(frozen=True)
class Item:
    """Something a delegation told the mediators in confidence; `line`: a line of interests."""

    number: int
    stamp: int
    words: str = field(repr=False)
    clause: str = ""
    heard: Heard | None = None
    confirmed: bool = False
    line: bool = False


@dataclass(frozen=True)
class Released:
    """Leave to carry: until revoked, or carried and so beyond unsaying."""

    item: str
    to: tuple[str, ...]
    words: str = field(repr=False)
    as_: Guise
    stamp: int
    revoked: bool = False
    carried: tuple[str, ...] = ()

    @property
    def done(self) -> bool:
        """Whether nothing more can come of it."""
        return self.revoked or set(self.carried) >= set(self.to)


@dataclass(frozen=True)
class Question:
    """A question, who asked it, and the latest answer."""

    by: str
    stamp: int
    words: str = field(repr=False)
    clause: str = ""
    answered: bool = False


@dataclass(frozen=True)
class Understanding:
    """We understood you to say: open, confirmed, or disputed with both wordings kept.

    `corrected_by` is the delegation that says otherwise, or the seat of a mediator who wrote it down anew.
    """

    words: str = field(repr=False)
    stamp: int
    standing: Literal["open", "confirmed", "disputed"] = "open"
    corrected: str = field(default="", repr=False)
    correction: str = ""
    corrected_by: str = ""


@dataclass(frozen=True)
class Words:
    """The words of a channel. All mappings are by the id of the entry that began the thing."""

    items: Mapping[str, Item] = field(default_factory=dict)
    releases: Mapping[str, Released] = field(default_factory=dict)
    values: Mapping[str, Value] = field(default_factory=dict)
    questions: Mapping[str, Question] = field(default_factory=dict)
    understandings: Mapping[str, Understanding] = field(default_factory=dict)
    unconfirmed: Mapping[str, str] = field(default_factory=dict)
    concerns: Mapping[str, str] = field(default_factory=dict)
    """About somebody's safety: who told of it, until another writes back."""


S = TypeVar("S", bound=Words)


def said(state: S, entry: Entry) -> S:
    """Return the channel with what one more entry of words does to it."""
    match entry.move:
        case Confide(words=words, clause=clause, heard=heard):
            item = Item(entry.number, entry.stamp, words, clause, heard)
            state = replace(state, items=put(state.items, entry.id, item))
        case Value() as line:
            state = _valued(state, line, entry)
        case Release() as release:
            leave = Released(release.item, release.to, release.words, release.as_, entry.stamp)
            state = replace(state, releases=put(state.releases, entry.id, leave, lambda one: one.done))
        case Ask(words=words, clause=clause):
            asked = Question(entry.by, entry.stamp, words, clause)
            state = replace(state, questions=put(state.questions, entry.id, asked, lambda one: one.answered))
        case Answer(item=item_id) if item_id in state.questions:
            answered = replace(state.questions[item_id], answered=True)
            state = replace(state, questions=put(state.questions, item_id, answered))
        case _:
            state = _released(_understood(state, entry), entry)
    return _heard(state, entry)


def _valued(state: S, line: Value, entry: Entry) -> S:
    """A line of interests is a confidence like any other; the last of its subject is what counts."""
    item = Item(entry.number, entry.stamp, line.words, line.clause, line.heard, line=True)
    others = {name: one for name, one in state.values.items() if one.subject != line.subject}
    values = others if line.gone else put(others, entry.id, line)
    return replace(state, items=put(state.items, entry.id, item), values=values)


def _released(state: S, entry: Entry) -> S:
    match entry.move:
        case Revoke(item=item) if item in state.releases:
            gone = replace(state.releases[item], revoked=True)
            return replace(state, releases=put(state.releases, item, gone))
        case Carry(item=item, to=to) if item in state.releases:
            leave = state.releases[item]
            carried = replace(leave, carried=(*leave.carried, to))
            return replace(state, releases=put(state.releases, item, carried))
        case Concern():
            return replace(state, concerns=put(state.concerns, entry.id, entry.by))
        case Say():
            open_ = {name: by for name, by in state.concerns.items() if by == entry.by}
            return replace(state, concerns=open_)
        case _:
            return state


def _understood(state: S, entry: Entry) -> S:
    match entry.move:
        case ReadBack(words=words):
            opened = Understanding(words, entry.stamp)
            done = put(state.understandings, entry.id, opened, lambda one: one.standing == "confirmed")
            return replace(state, understandings=done)
        case Confirm(item=item):
            return _confirmed(state, item)
        case Correct() as correct:
            return _disputed(state, correct, entry)
        case _:
            return state


def _disputed(state: S, correct: Correct, entry: Entry) -> S:
    anew = (name for name, one in state.understandings.items() if one.correction == correct.item)
    item = next(anew, correct.item)
    heard = state.unconfirmed.get(item)
    if heard is not None:
        left = {one: words for one, words in state.unconfirmed.items() if one != item}
        state = replace(state, unconfirmed=left)
    elif item not in state.understandings:
        return state
    known = state.understandings.get(item) or Understanding(heard or "", entry.stamp)
    disputed = Understanding(known.words, known.stamp, "disputed", correct.words, entry.id, entry.by)
    return replace(state, understandings=put(state.understandings, item, disputed))


def _confirmed(state: S, item: str) -> S:
    if item in state.unconfirmed:
        left = {one: kind for one, kind in state.unconfirmed.items() if one != item}
        state = replace(state, unconfirmed=left)
        if item in state.items:
            known = replace(state.items[item], confirmed=True)
            state = replace(state, items=put(state.items, item, known))
    for name, one in state.understandings.items():
        if item in (name, one.correction):
            settled = replace(one, standing="confirmed")
            if item == one.correction:
                settled = replace(settled, words=one.corrected, corrected=one.words)
            return replace(state, understandings=put(state.understandings, name, settled))
    return state


def _heard(state: S, entry: Entry) -> S:
    move = entry.move
    heard = getattr(move, "heard", None)
    if heard is None or isinstance(move, Confirm | Correct):
        return state
    words = move.words if isinstance(move, Say | Ask | Answer | Confide | Value) else ""
    return replace(state, unconfirmed=put(state.unconfirmed, entry.id, words or move.kind))
