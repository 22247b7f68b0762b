"""The deadlines a seat knows of, from the lanes it holds."""

from dataclasses import dataclass

from goodoffices.core.lanes import Lane
from goodoffices.core.moves import Deadline
from goodoffices.core.view import View


@dataclass(frozen=True)
class Due:
    """A deadline, the id it is moved or lifted by, and the lane whose audience sees it."""

    id: str
    lane: Lane
    deadline: Deadline


def deadlines(view: View) -> tuple[Due, ...]:
    """Return the deadlines a seat knows of, soonest first; of one minute, in the order of lane and id."""
    found = [
        Due(name, view.lanes[lane], one)
        for lane, state in view.states.items()
        for name, one in state.deadlines.items()
    ]
    return tuple(sorted(found, key=lambda due: (due.deadline.at, due.lane.id, due.id)))


def coming(view: View, at: int) -> tuple[Due, ...]:
    """Return those that have not passed."""
    return tuple(due for due in deadlines(view) if due.deadline.at >= at)
