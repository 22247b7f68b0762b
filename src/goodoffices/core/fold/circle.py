"""What a circle amounts to: what it is for, who was named when it was made, its text, what each said of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from goodoffices.core.entries import Entry
from goodoffices.core.fold.after import After, followed
from goodoffices.core.fold.answers import Answered, answer_of
from goodoffices.core.fold.channel import Given, Reacted
from goodoffices.core.fold.deadlines import Deadlines
from goodoffices.core.fold.kept import last, put
from goodoffices.core.fold.words import Question
from goodoffices.core.moves import Answer, Ask, Assent, Convene, Dissent, React, Register, Withdraw
from goodoffices.core.moves.circles import Purpose
from goodoffices.core.people import Role, Seat


@dataclass(frozen=True)
class Laid(Given):
    """A text laid in a circle, less its words; `by` is the delegation or the mediator who laid it."""

    by: str = ""
    withdrawn: bool = False


Key = str
"""Who, and of what: a delegation's id and a clause or a fingerprint, with a colon between them."""


def key(by: str, of: str) -> Key:
    """Return under what a circle keeps what one of it said of something."""
    return f"{by}:{of}"


@dataclass(frozen=True)
class CircleState(Deadlines, After):
    """A circle as those know it who were named when it was made, delegations and mediators by id.

    `reactions` and `parts` are kept by who and clause, `answers` by who and fingerprint, the latest of each.
    """

    name: str = field(default="", repr=False)
    purpose: Purpose = "other"
    rooms: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    words: str = field(default="", repr=False)
    questions: Mapping[str, Question] = field(default_factory=dict)
    laid: tuple[Laid, ...] = ()
    reactions: Mapping[Key, Reacted] = field(default_factory=dict)
    answers: Mapping[Key, Answered] = field(default_factory=dict)
    parts: Mapping[Key, Answered] = field(default_factory=dict)

    @property
    def members(self) -> tuple[str, ...]:
        """All who were named: delegations first, then mediators."""
        return (*self.rooms, *self.seats)

    @property
    def newest(self) -> Laid | None:
        """The text laid last and not withdrawn, or none."""
        return next((one for one in reversed(self.laid) if not one.withdrawn), None)


def step(state: CircleState, entry: Entry) -> CircleState:
    """Return the circle after one more entry."""
    state = replace(state, followed=followed(state.followed, entry))
    match entry.move:
        case Convene(name=name, purpose=purpose, rooms=rooms, seats=seats, words=words):
            return CircleState(name=name, purpose=purpose, rooms=rooms, seats=seats, words=words)
        case Ask(words=words, clause=clause):
            asked = Question(entry.by, entry.stamp, words, clause)
            return replace(state, questions=put(state.questions, entry.id, asked, lambda one: one.answered))
        case Answer(item=item) if item in state.questions:
            answered = replace(state.questions[item], answered=True)
            return replace(state, questions=put(state.questions, item, answered))
        case _:
            return _of_text(state, entry)


def _of_text(state: CircleState, entry: Entry) -> CircleState:
    match entry.move:
        case Register() as register:
            return replace(state, laid=last(state.laid, _laid(register, entry)))
        case React(sha256=sha256, clause=clause, reaction=reaction, words=words):
            said = Reacted(entry.id, entry.stamp, sha256, reaction, words)
            return replace(state, reactions=put(state.reactions, key(entry.by, clause), said))
        case Assent() | Dissent() as move:
            answer = answer_of(move, entry)
            if answer.clause:
                return replace(state, parts=put(state.parts, key(entry.by, answer.clause), answer))
            return replace(state, answers=put(state.answers, key(entry.by, answer.sha256), answer))
        case Withdraw(item=item):
            return _withdrawn(state, item)
        case _:
            return state


def _laid(register: Register, entry: Entry) -> Laid:
    return Laid(
        id=entry.id,
        number=entry.number,
        stamp=entry.stamp,
        sha256=register.sha256,
        name=register.name,
        languages=tuple(register.text),
        check=register.check,
        cover=register.cover,
        by=entry.by,
    )


def _withdrawn(state: CircleState, item: str) -> CircleState:
    def less(kept: Mapping[Key, Answered]) -> Mapping[Key, Answered]:
        return {name: replace(one, withdrawn=True) if one.id == item else one for name, one in kept.items()}

    laid = tuple(replace(one, withdrawn=True) if one.id == item else one for one in state.laid)
    return replace(state, laid=laid, answers=less(state.answers), parts=less(state.parts))


def within(seat: Seat, circle: Convene | CircleState) -> bool:
    """Return whether a seat is of a circle: named itself, or of a room that is named. Principals are of no room."""
    return seat.id in circle.seats or (seat.delegation in circle.rooms and seat.role is not Role.PRINCIPAL)
