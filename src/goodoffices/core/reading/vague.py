"""Clauses left vague on purpose, for the desk: how each room said it reads them, before day 16 tells it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from goodoffices.core.people import Delegation
from goodoffices.core.view import View

FLAG = "deliberately vague"


@dataclass(frozen=True)
class Vague:
    """A clause the desk marked vague on purpose, or of which a room told how it reads it.

    `untold` are the parties and guarantors that told the desk nothing of it; what a room keeps to itself is not here.
    """

    clause: str
    flagged: bool
    readings: tuple[tuple[Delegation, str], ...] = field(default=(), repr=False)
    untold: tuple[Delegation, ...] = ()


def vague(view: View, clauses: Sequence[str]) -> tuple[Vague, ...]:
    """Return the vague clauses among these, in their order; made from the desk's own lanes."""
    found = []
    rooms = [pair for pair in view.channels() if pair[0].standing.answers]
    for clause in clauses:
        flagged = view.desk.statuses.get(clause) == FLAG
        told = tuple((one, state.readings[clause].words) for one, state in rooms if clause in state.readings)
        if flagged or told:
            untold = tuple(one for one, state in rooms if clause not in state.readings)
            found.append(Vague(clause, flagged, told, untold))
    return tuple(found)
