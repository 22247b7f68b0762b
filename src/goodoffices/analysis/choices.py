"""A conflict told in options: who can do what, what cannot be together, and what each party wishes most."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from goodoffices.analysis.conflict import MOST_MOVES, MOST_STATES
from goodoffices.core.errors import BadInput

MOST_CHOICES = 16
NOTHING = "nothing"
CHANGES = ("both", "take", "drop")

Pattern = Mapping[str, bool]
"""Some options, each taken or not; the rest are left open."""


@dataclass(frozen=True)
class Choice:
    """Something a party may do or leave.

    `change`: whether it can be taken up and dropped again (`both`), or only taken up, or only dropped.
    """

    name: str
    party: str
    change: str = "both"

    def __post_init__(self) -> None:
        if self.change not in CHANGES:
            raise BadInput(
                f"{self.name!r} changes by {self.change!r}; it must be one of {', '.join(CHANGES)}"
            )


@dataclass(frozen=True)
class Same:
    """States that come to one and the same, whatever else is chosen in them, under one name."""

    name: str
    where: Pattern


@dataclass(frozen=True)
class Wish:
    """What a party would see come about; it counts as met, too, where `given` does not hold."""

    want: Pattern
    given: Pattern = field(default_factory=dict)


@dataclass(frozen=True)
class Board:
    """The states that can come about, in the order of the options, and what each is made of.

    A state holds several ways of choosing only where `Same` makes one of them.
    """

    choices: tuple[Choice, ...]
    ways: Mapping[str, tuple[tuple[bool, ...], ...]]

    def moves(self, party: str) -> dict[str, list[str]]:
        """Return from each state those the party brings about by changing its own options alone."""
        named = {way: state for state, ways in self.ways.items() for way in ways}
        found: dict[str, list[str]] = {}
        for way, state in named.items():
            for end in self._changes(way, party):
                reached = named.get(end, state)
                if reached != state and reached not in found.setdefault(state, []):
                    found[state].append(reached)
        places = {state: place for place, state in enumerate(self.ways)}
        return {state: sorted(ends, key=places.__getitem__) for state, ends in found.items()}

    def order(self, wishes: Sequence[Wish]) -> list[list[str]]:
        """Return the states in groups, best first: an earlier wish outweighs all later ones together.

        Of several ways that are one state, a wish is met only if all meet it. This is option
        prioritizing: Hipel, Kilgour, Fang and Peng (1997), as Mota, Silva and Rêgo (2024) put it.
        """
        groups: dict[tuple[bool, ...], list[str]] = {}
        for state, ways in self.ways.items():
            met = tuple(all(self._meets(way, wish) for way in ways) for wish in wishes)
            groups.setdefault(met, []).append(state)
        return [groups[met] for met in sorted(groups, reverse=True)]

    def _meets(self, way: tuple[bool, ...], wish: Wish) -> bool:
        return not _fits(self.choices, way, wish.given) or _fits(self.choices, way, wish.want)

    def _changes(self, way: tuple[bool, ...], party: str) -> Iterator[tuple[bool, ...]]:
        ranges = []
        for choice, taken in zip(self.choices, way, strict=True):
            movable = choice.change == "both" or (choice.change == "drop") == taken
            ranges.append((taken, not taken) if choice.party == party and movable else (taken,))
        return product(*ranges)


def board(choices: Sequence[Choice], infeasible: Sequence[Pattern], same: Sequence[Same]) -> Board:
    """Return the states that the options allow; refuse options that are too many or not told apart."""
    if not choices or len(choices) > MOST_CHOICES:
        raise BadInput(f"a conflict has between 1 and {MOST_CHOICES} options")
    if len({choice.name for choice in choices}) < len(choices):
        raise BadInput("an option is named twice")
    _known(choices, [*infeasible, *(one.where for one in same)])
    ways: dict[str, list[tuple[bool, ...]]] = {}
    for way in product((False, True), repeat=len(choices)):
        if not any(_fits(choices, way, pattern) for pattern in infeasible):
            ways.setdefault(_name(choices, same, way), []).append(way)
    _bound(choices, same, ways)
    return Board(tuple(choices), {state: tuple(found) for state, found in ways.items()})


def check_wishes(choices: Sequence[Choice], wishes: Sequence[Wish]) -> None:
    """Refuse wishes that speak of options nobody has."""
    _known(choices, [pattern for wish in wishes for pattern in (wish.want, wish.given)])


def _known(choices: Sequence[Choice], patterns: Sequence[Pattern]) -> None:
    names = {choice.name for choice in choices}
    unknown = next((name for pattern in patterns for name in pattern if name not in names), None)
    if unknown is not None:
        raise BadInput(f"{unknown!r} is not one of the options")


def _bound(
    choices: Sequence[Choice], same: Sequence[Same], ways: Mapping[str, list[tuple[bool, ...]]]
) -> None:
    if not ways:
        raise BadInput("nothing can come about: every way of choosing is called infeasible")
    if len(ways) > MOST_STATES:
        raise BadInput(
            f"{len(ways)} states are too many: at most {MOST_STATES}; say what is infeasible or the same"
        )
    double = next((state for state, found in ways.items() if _mixed(choices, same, state, found)), None)
    if double is not None:
        raise BadInput(f"two different states would both be called {double!r}; rename one")
    parties = {choice.party for choice in choices}
    owned = [sum(1 for choice in choices if choice.party == party) for party in parties]
    if sum(len(found) for found in ways.values()) * sum(2**own for own in owned) > 4 * MOST_MOVES:
        raise BadInput("the options allow too many moves; say what is infeasible or the same")


def _mixed(
    choices: Sequence[Choice], same: Sequence[Same], state: str, found: Sequence[tuple[bool, ...]]
) -> bool:
    """Say whether one name covers ways of choosing that nobody called the same."""
    covering = [one for one in same if one.name == state]
    covered = [way for way in found if any(_fits(choices, way, one.where) for one in covering)]
    return len(found) > 1 and (len(covering) != 1 or len(covered) < len(found))


def _fits(choices: Sequence[Choice], way: tuple[bool, ...], pattern: Pattern) -> bool:
    return all(pattern.get(choice.name, taken) == taken for choice, taken in zip(choices, way, strict=True))


def _name(choices: Sequence[Choice], same: Sequence[Same], way: tuple[bool, ...]) -> str:
    for one in same:
        if _fits(choices, way, one.where):
            return one.name
    return ", ".join(c.name for c, taken in zip(choices, way, strict=True) if taken) or NOTHING
