"""What a circle amounts to: what it is for, who was named when it was made, the questions asked in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from goodoffices.core.entries import Entry
from goodoffices.core.fold.kept import put
from goodoffices.core.fold.words import Question
from goodoffices.core.moves import Answer, Ask, Convene
from goodoffices.core.moves.circles import Purpose
from goodoffices.core.people import Role, Seat


@dataclass(frozen=True)
class CircleState:
    """A circle as those know it who were named when it was made, delegations and mediators by id."""

    name: str = ""
    purpose: Purpose = "other"
    rooms: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    words: str = field(default="", repr=False)
    questions: Mapping[str, Question] = field(default_factory=dict)

    @property
    def members(self) -> tuple[str, ...]:
        """All who were named: delegations first, then mediators."""
        return (*self.rooms, *self.seats)


def step(state: CircleState, entry: Entry) -> CircleState:
    """Return the circle after one more entry."""
    match entry.move:
        case Convene(name=name, purpose=purpose, rooms=rooms, seats=seats, words=words):
            return CircleState(name, purpose, rooms, seats, words)
        case Ask(words=words, clause=clause):
            asked = Question(entry.by, entry.stamp, words, clause)
            return replace(state, questions=put(state.questions, entry.id, asked, lambda one: one.answered))
        case Answer(item=item) if item in state.questions:
            answered = replace(state.questions[item], answered=True)
            return replace(state, questions=put(state.questions, item, answered))
        case _:
            return state


def within(seat: Seat, circle: Convene | CircleState) -> bool:
    """Return whether a seat is of a circle: named itself, or of a room that is named. Principals are of no room."""
    return seat.id in circle.seats or (seat.delegation in circle.rooms and seat.role is not Role.PRINCIPAL)
