"""A view: what one seat knows, made from the lanes it holds. The only state there is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from goodoffices.core.entries import Entry
from goodoffices.core.errors import Absent
from goodoffices.core.fold import (
    ChannelState,
    CircleState,
    DeskState,
    PrincipalsState,
    QuietState,
    RoomState,
    State,
    TableState,
    empty,
    fold_lane,
    step,
)
from goodoffices.core.fold.channel import Given
from goodoffices.core.lanes import Kind, Lane
from goodoffices.core.moves import Deliver, PassOn, Rectify, Register
from goodoffices.core.people import Delegation, Seat

S = TypeVar("S", TableState, RoomState, DeskState, PrincipalsState)
Fetch = Callable[[str, int], Entry]


@dataclass(frozen=True)
class View:
    """What one seat knows.

    `fetch` reads one entry of a lane this seat holds, by its number: for the words of texts, which the states
    leave where they stand.
    """

    seat: Seat
    lanes: Mapping[str, Lane]
    states: Mapping[str, State]
    fetch: Fetch = field(repr=False, compare=False)

    @property
    def table(self) -> TableState:
        """What everybody may know."""
        return self._one(TableState)

    @property
    def room(self) -> RoomState:
        """The seat's own room; an empty one for a seat that has none."""
        return self._one(RoomState)

    @property
    def desk(self) -> DeskState:
        """The desk; an empty one for a seat that is not at it."""
        return self._one(DeskState)

    @property
    def principals(self) -> PrincipalsState:
        """The principals' lane this seat holds, or an empty one."""
        return self._one(PrincipalsState)

    def _one(self, wanted: type[S]) -> S:
        return next((state for state in self.states.values() if isinstance(state, wanted)), wanted())

    def lane(self, kind: Kind, delegation: str = "", seat: str = "") -> Lane:
        """Return the lane of this kind that the seat holds; refuse as if it were not there at all."""
        for lane in self.lanes.values():
            fits = not delegation or lane.delegation == delegation
            if lane.kind is kind and fits and (not seat or lane.seat == seat):
                return lane
        raise Absent

    def channel(self, delegation: str) -> ChannelState:
        """Return the channel between a delegation and the desk."""
        state = self.states[self.lane(Kind.CHANNEL, delegation).id]
        return state if isinstance(state, ChannelState) else ChannelState()

    def channels(self) -> Sequence[tuple[Delegation, ChannelState]]:
        """Return the channels this seat holds, in the order of the delegations."""
        held = {lane.delegation for lane in self.lanes.values() if lane.kind is Kind.CHANNEL}
        return [(one, self.channel(one.id)) for one in self.table.delegations if one.id in held]

    def circles(self) -> Sequence[tuple[Lane, CircleState]]:
        """Return the circles this seat is in, in the order of the lanes it holds."""
        held = ((lane, self.states[lane.id]) for lane in self.lanes.values())
        return [(lane, state) for lane, state in held if isinstance(state, CircleState)]

    def delegation(self, wanted: str) -> Delegation:
        """Return the delegation of this id or this name."""
        for one in self.table.delegations:
            if wanted in (one.id, one.name):
                return one
        raise Absent

    def name_of(self, by: str) -> str:
        """Return the name under which this seat knows an author: a mediator, a delegation, a colleague."""
        for one in self.table.delegations:
            if one.id == by:
                return one.name
        for chair in self.table.mediators:
            if chair.seat == by:
                return chair.name
        return self.room.seats.get(by) or self.desk.seats.get(by) or ""

    def files(self, lane: str, number: int) -> Mapping[str, str]:
        """Return the words of a text that an entry of a held lane quotes, by language."""
        move = self.fetch(lane, number).move
        return move.text if isinstance(move, Register | Deliver | PassOn | Rectify) else {}

    def text_of(self, sha256: str) -> Mapping[str, str]:
        """Return the words of a text this seat was given or registered, by language; refuse if none.

        A registered text as it was registered, also where rooms were given it without who stands for what; of what
        was given more than once, the last. Also one laid in a circle this seat is in.
        """
        desk = next((name for name, one in self.states.items() if isinstance(one, DeskState)), "")
        if sha256 in self.desk.versions:
            return self.files(desk, self.desk.versions[sha256].number)
        for lane_id, state in self.states.items():
            for one in reversed(_texts(state)):
                if one.sha256 == sha256:
                    return self.files(lane_id, one.number)
            if isinstance(state, ChannelState) and sha256 in state.corrections:
                return self.files(lane_id, state.corrections[sha256].number)
        raise Absent

    def begun(self, lane: Lane) -> "View":
        """Return the view with one lane more, of which nothing is known yet."""
        states = {**self.states, lane.id: empty(lane.kind)}
        return replace(self, lanes={**self.lanes, lane.id: lane}, states=states)

    def after(self, lane: str, entry: Entry) -> "View":
        """Return the view after one more entry of a held lane."""

        def fetch(wanted: str, number: int) -> Entry:
            return entry if (wanted, number) == (lane, entry.number) else self.fetch(wanted, number)

        states = {**self.states, lane: step(self.states[lane], entry)}
        return replace(self, states=states, fetch=fetch)


def _texts(state: State) -> tuple[Given, ...]:
    if isinstance(state, CircleState):
        return state.laid
    return state.given if isinstance(state, ChannelState | PrincipalsState) else ()


def fold(seat: Seat, held: Mapping[Lane, Sequence[Entry]]) -> View:
    """Return what one seat knows, from the lanes it holds and nothing else."""
    lanes = {lane.id: lane for lane in held}
    states = {lane.id: fold_lane(lane.kind, entries) for lane, entries in held.items()}
    rows = {lane.id: entries for lane, entries in held.items()}
    return View(seat, lanes, states, lambda lane, number: rows[lane][number - 1])


__all__ = ["QuietState", "View", "fold"]
