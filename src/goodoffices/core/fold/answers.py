"""What answers to a text amount to: the latest of each text and each clause, what it waits for, until when."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar, assert_never

from goodoffices.core.entries import Entry
from goodoffices.core.fold.kept import put
from goodoffices.core.moves import Accept, Assent, Construe, Decline, Dissent, Pledge, Withdraw
from goodoffices.core.moves.answers import If, Witnessed
from goodoffices.core.moves.texts import Difference
from goodoffices.core.moves.words import Heard


@dataclass(frozen=True)
class Answered:
    """We accept, or we do not: of one fingerprint, or of one clause of it.

    `level` is empty where none was said: in answers of before there were levels. `until` is UTC seconds, 0 for
    no end; whether it has passed is for the reader, who knows the time.
    """

    id: str
    stamp: int
    accepts: bool
    words: str = field(default="", repr=False)
    heard: Heard | None = None
    number: int = 0
    sha256: str = ""
    clause: str = ""
    level: str = ""
    languages: tuple[str, ...] = ()
    conditions: tuple[If, ...] = field(default=(), repr=False)
    until: int = 0
    zone: str = ""
    tell: tuple[str, ...] = ()
    changes: tuple[Difference, ...] = field(default=(), repr=False)
    authority: str = field(default="", repr=False)
    early: bool = False
    witnessed: Witnessed | None = None
    withdrawn: bool = False


@dataclass(frozen=True)
class Answers:
    """Answers by fingerprint and by clause, the latest of each; a guarantor's letter; how clauses are read."""

    answers: Mapping[str, Answered] = field(default_factory=dict)
    parts: Mapping[str, Answered] = field(default_factory=dict)
    letters: Mapping[str, Answered] = field(default_factory=dict)
    readings: Mapping[str, Construe] = field(default_factory=dict)


S = TypeVar("S", bound=Answers)


def answered(state: S, entry: Entry) -> S:
    """Return the answers after one more entry."""
    move = entry.move
    if isinstance(move, Withdraw):
        return _withdrawn(state, move.item)
    if isinstance(move, Construe):
        return replace(state, readings=put(state.readings, move.clause, move))
    if isinstance(move, Pledge):
        return replace(state, letters={"letter": _letter(move, entry)})
    if not isinstance(move, Accept | Assent | Decline | Dissent):
        return state
    answer = answer_of(move, entry)
    if answer.clause:
        return replace(state, parts=_latest(state.parts, answer.clause, answer))
    return replace(state, answers=_latest(state.answers, answer.sha256, answer))


def _letter(move: Pledge, entry: Entry) -> Answered:
    return Answered(
        entry.id,
        entry.stamp,
        accepts=True,
        number=entry.number,
        words=move.words,
        conditions=move.conditions,
        until=move.until,
        zone=move.zone,
        witnessed=move.heard,
    )


def _latest(kept: Mapping[str, Answered], key: str, answer: Answered) -> Mapping[str, Answered]:
    """Put an answer last, also where one to the same stood before: stamps of one step tell no order."""
    return put({name: one for name, one in kept.items() if name != key}, key, answer)


def answer_of(move: Accept | Assent | Decline | Dissent, entry: Entry) -> Answered:
    """Return what one entry answers."""
    plain = Answered(entry.id, entry.stamp, accepts=True, number=entry.number, sha256=move.sha256)
    match move:
        case Accept(heard=heard):
            return replace(plain, heard=heard)
        case Decline(words=words, heard=heard):
            return replace(plain, accepts=False, words=words, heard=heard)
        case Dissent(clause=clause, level=level, words=words, heard=witness):
            of = replace(plain, clause=clause, level=level, words=words)
            return replace(of, accepts=False, witnessed=witness)
        case Assent():
            return replace(
                plain,
                clause=move.clause,
                level=move.level,
                languages=move.languages,
                conditions=move.conditions,
                until=move.until,
                zone=move.zone,
                tell=move.tell,
                changes=move.changes,
                authority=move.authority,
                early=move.early,
                witnessed=move.heard,
            )
        case _:
            assert_never(move)


def _withdrawn(state: S, item: str) -> S:
    def less(kept: Mapping[str, Answered]) -> Mapping[str, Answered]:
        return {name: replace(one, withdrawn=True) if one.id == item else one for name, one in kept.items()}

    return replace(state, answers=less(state.answers), parts=less(state.parts), letters=less(state.letters))
