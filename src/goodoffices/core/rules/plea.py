"""One asked move as the rules see it: the mover's own view, the lane, the fields, and what time it is."""

from collections.abc import Callable
from dataclasses import dataclass, field

from goodoffices.core.entries import Placed
from goodoffices.core.errors import Absent, Refused
from goodoffices.core.fold import ChannelState, CircleState
from goodoffices.core.fold.words import Released
from goodoffices.core.lanes import Kind, Lane
from goodoffices.core.moves import Move
from goodoffices.core.moves.words import Heard
from goodoffices.core.rules.fields import Fields
from goodoffices.core.text import CheckWords
from goodoffices.core.view import View

NO_TEXT_YET = "No text was given to this delegation yet."
NOT_REDRAFTED = (
    "By the rules of these talks the mediators' desk redrafts. React to the clause instead: "
    "say what you cannot live with and why, or what you would prefer."
)
CheckOf = Callable[[str], CheckWords]


@dataclass(frozen=True)
class Context:
    """What a rule may know beside the view: the time in UTC seconds, how check words are made, the teller's public key.

    `fresh` gives the id of a lane that an act makes, the same whenever it is asked.

    Check words cost a third of a second by design, so whoever calls may have made them beforehand.
    """

    at: int
    check: CheckOf = field(repr=False)
    teller: Callable[[], str] = field(default=lambda: "", repr=False)
    fresh: Callable[[], str] = field(default=lambda: "", repr=False)


@dataclass(frozen=True)
class Plea:
    """A move asked for. A rule answers with moves in full, or refuses."""

    view: View
    lane: Lane
    fields: Fields = field(repr=False)
    context: Context

    @property
    def mediates(self) -> bool:
        """Whether the mover sits at the desk."""
        return self.view.seat.mediates

    @property
    def channel(self) -> ChannelState:
        """The channel the move is asked in."""
        state = self.view.states[self.lane.id]
        if not isinstance(state, ChannelState):
            raise Absent
        return state

    @property
    def circle(self) -> CircleState:
        """The circle the move is asked in."""
        state = self.view.states[self.lane.id]
        if not isinstance(state, CircleState):
            raise Absent
        return state

    def heard(self) -> Heard | None:
        """Return how it was heard, where a mediator writes down what a delegation said."""
        if not self.mediates or self.lane.kind not in (Kind.CHANNEL, Kind.PRIVATE):
            return None
        return self.fields.heard(self.view.name_of(self.view.seat.id))

    def signed(self) -> str:
        """Return the name of a delegate who signs by name; nothing where the delegation speaks as one."""
        wanted = self.fields.flag("signed")
        return self.view.name_of(self.view.seat.id) if wanted and not self.mediates else ""

    def release(self, item: str) -> Released:
        """Return the release of this id in this channel."""
        return self.channel.releases[present(item, self.channel.releases)]

    def here(self, move: Move) -> tuple[Placed, ...]:
        """Return the move placed in the lane it was asked in."""
        return (Placed(self.lane.id, move),)

    def into(self, kind: Kind, move: Move, delegation: str = "") -> tuple[Placed, ...]:
        """Return the move placed in another lane that the mover holds."""
        return (Placed(self.view.lane(kind, delegation).id, move),)


def present(item: str, kept: object) -> str:
    """Return an id that names something of this kind here; one answer for all others."""
    if not isinstance(kept, dict) or item not in kept:
        raise Absent
    return item


def need(true: object, reason: str, /, **values: object) -> None:
    """Refuse with a reason, its places filled, unless something holds."""
    if not true:
        raise Refused(reason, **values)
