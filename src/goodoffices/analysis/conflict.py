"""The graph model of a conflict: its states, each party's moves between them, and its order of preference."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from goodoffices.core.errors import BadInput

MOST_STATES = 2048
MOST_MOVES = 400_000


@dataclass(frozen=True)
class Party:
    """A party's moves and what it prefers.

    `moves`: from a state to the states it can bring about alone. `order`: every state, in groups liked
    alike, best first. `unknown`: groups of states among which nothing is known of its preference,
    whatever `order` says of them.
    """

    name: str
    moves: Mapping[str, Sequence[str]]
    order: Sequence[Sequence[str]] = field(repr=False)
    unknown: Sequence[Sequence[str]] = field(default=(), repr=False)


@dataclass(frozen=True)
class Conflict:
    """States by name, and for each party by its place: moves by place, rank (0 is best), gaps."""

    states: tuple[str, ...]
    parties: tuple[str, ...]
    moves: tuple[tuple[tuple[int, ...], ...], ...]
    ranks: tuple[tuple[int, ...], ...] = field(repr=False)
    gaps: tuple[frozenset[tuple[int, int]], ...] = field(repr=False)

    def surely_better(self, party: int, here: int, there: int) -> bool:
        """Say whether the party is known to prefer the second state."""
        ranks = self.ranks[party]
        return ranks[there] < ranks[here] and (here, there) not in self.gaps[party]

    def maybe_better(self, party: int, here: int, there: int) -> bool:
        """Say whether the party may prefer the second state, for all that is known."""
        ranks = self.ranks[party]
        return ranks[there] < ranks[here] or (here, there) in self.gaps[party]


def conflict(states: Sequence[str], parties: Sequence[Party]) -> Conflict:
    """Return the conflict, or refuse what does not fit: a name given twice, a state unknown or unranked."""
    _bound(states, parties)
    places = {state: place for place, state in enumerate(states)}
    if len(places) < len(states):
        raise BadInput("a state is named twice")
    if len({party.name for party in parties}) < len(parties):
        raise BadInput("a party is named twice")
    return Conflict(
        tuple(states),
        tuple(party.name for party in parties),
        tuple(_moves(party, places) for party in parties),
        tuple(_ranks(party, places) for party in parties),
        tuple(_gaps(party, places) for party in parties),
    )


def _bound(states: Sequence[str], parties: Sequence[Party]) -> None:
    if not states or not parties:
        raise BadInput("a conflict has at least one state and one party")
    if len(states) > MOST_STATES:
        raise BadInput(
            f"{len(states)} states are too many: at most {MOST_STATES}; leave out what cannot come about"
        )
    if sum(len(ends) for party in parties for ends in party.moves.values()) > MOST_MOVES:
        raise BadInput(f"more than {MOST_MOVES} moves; leave out what cannot come about")


def _place(party: Party, places: Mapping[str, int], state: str) -> int:
    if state not in places:
        raise BadInput(f"{party.name} speaks of {state!r}, which is not one of the states")
    return places[state]


def _moves(party: Party, places: Mapping[str, int]) -> tuple[tuple[int, ...], ...]:
    moves: list[tuple[int, ...]] = [()] * len(places)
    for start, ends in party.moves.items():
        here = _place(party, places, start)
        found = tuple(_place(party, places, end) for end in ends)
        if here in found:
            raise BadInput(f"{party.name} moves from {start!r} to itself; staying is no move")
        if len(set(found)) < len(found):
            raise BadInput(f"{party.name} moves from {start!r} to the same state twice")
        moves[here] = found
    return tuple(moves)


def _ranks(party: Party, places: Mapping[str, int]) -> tuple[int, ...]:
    ranks: dict[int, int] = {}
    for rank, group in enumerate(party.order):
        for state in group:
            if _place(party, places, state) in ranks:
                raise BadInput(f"{party.name} places {state!r} twice in its order")
            ranks[places[state]] = rank
    left = next((state for state, place in places.items() if place not in ranks), None)
    if left is not None:
        raise BadInput(f"{party.name} does not place {left!r} in its order")
    return tuple(ranks[place] for place in range(len(places)))


def _gaps(party: Party, places: Mapping[str, int]) -> frozenset[tuple[int, int]]:
    groups = [[_place(party, places, state) for state in group] for group in party.unknown]
    return frozenset((a, b) for group in groups for a in group for b in group if a != b)
