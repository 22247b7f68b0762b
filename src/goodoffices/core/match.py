"""Acceptances with conditions ("yes, if"): which hold together, what is missing, and who waits for whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from goodoffices.core.errors import Refused
from goodoffices.core.rings import Unfinished, elementary

MOST_RINGS = 20_000
MOST_TRIALS = 100_000


@dataclass(frozen=True)
class Accepts:
    """That a party accepts a text: what an acceptance gives, and what another may wait for."""

    party: str
    of: str


@dataclass(frozen=True)
class Fact:
    """That an outside fact holds, or, if not `holds`, that it does not."""

    name: str
    holds: bool = True


Condition = Accepts | Fact


@dataclass(frozen=True)
class Acceptance:
    """A party's yes to a text, in force when all its conditions hold; with none, it holds at once."""

    by: str
    of: str
    conditions: tuple[Condition, ...] = field(default=(), repr=False)

    @property
    def gives(self) -> Accepts:
        """Return what others may wait for."""
        return Accepts(self.by, self.of)


@dataclass(frozen=True)
class Match:
    """What a set of acceptances amounts to.

    `in_force`: what holds, in the order given. `missing`: every set of fewest further conditions that would
    put all of them in force; empty if nothing is missing, and if nothing could (opposite facts are asked
    for). `rings`: acceptances each of which waits for the next and the last for the first, in force or not,
    longest first; not `complete` if there were too many to list.
    """

    in_force: tuple[Accepts, ...]
    missing: tuple[tuple[Condition, ...], ...]
    rings: tuple[tuple[Accepts, ...], ...]
    complete: bool


def match(acceptances: Sequence[Acceptance], facts: Mapping[str, bool]) -> Match:
    """Return what holds, what is missing and who waits for whom.

    An acceptance is in force if all its conditions hold; any one of several by the same party of the same
    text is enough. A fact not listed is false.
    """
    found, complete = rings(acceptances)
    return Match(in_force(acceptances, facts), missing(acceptances, facts), found, complete)


def in_force(acceptances: Sequence[Acceptance], facts: Mapping[str, bool]) -> tuple[Accepts, ...]:
    """Return the largest set of acceptances whose conditions hold within it: the greatest fixed point.

    A ring of "yes, if you" holds. Begins with all and lets fall what cannot stand; linear in conditions.
    """
    standing: dict[Accepts, int] = {}
    waiting: dict[Accepts, list[int]] = {}
    for place, entry in enumerate(acceptances):
        standing[entry.gives] = standing.get(entry.gives, 0) + 1
        for wanted in set(entry.conditions):
            if isinstance(wanted, Accepts):
                waiting.setdefault(wanted, []).append(place)
    absent = {place for wanted in waiting if wanted not in standing for place in waiting[wanted]}
    fallen = absent | {place for place, entry in enumerate(acceptances) if not _facts_hold(entry, facts)}
    falling = sorted(fallen)
    while falling:
        gone = acceptances[falling.pop()].gives
        standing[gone] -= 1
        if not standing[gone]:
            following = [place for place in waiting.get(gone, ()) if place not in fallen]
            fallen.update(following)
            falling.extend(following)
    return tuple(given for given, left in standing.items() if left)


def _facts_hold(entry: Acceptance, facts: Mapping[str, bool]) -> bool:
    return all(facts.get(c.name, False) == c.holds for c in entry.conditions if isinstance(c, Fact))


def missing(
    acceptances: Sequence[Acceptance], facts: Mapping[str, bool]
) -> tuple[tuple[Condition, ...], ...]:
    """Return every smallest set of conditions that, once met, would put every acceptance in force.

    What can be missing is an acceptance that nobody has given in any form, a fact that is not so, or one
    that is. Of several acceptances by one party of one text, one in force is enough. A search over these
    alternatives, bounded: `Refused` where they multiply beyond it.
    """
    given = {entry.gives for entry in acceptances}
    needs: dict[Accepts, list[frozenset[Condition]]] = {}
    for entry in acceptances:
        asked = frozenset(wanted for wanted in entry.conditions if wanted not in given)
        if not any(isinstance(c, Fact) and Fact(c.name, not c.holds) in asked for c in asked):
            needs.setdefault(entry.gives, []).append(asked)
    if len(needs) < len(given):
        return ()
    asked_for = dict.fromkeys(wanted for entry in acceptances for wanted in entry.conditions)
    order = {wanted: place for place, wanted in enumerate(asked_for)}
    found = _Search(sorted(needs.values(), key=len), facts).smallest()
    named = [sorted(links, key=order.__getitem__) for links in found if links]
    return tuple(tuple(links) for links in sorted(named, key=lambda links: [order[c] for c in links]))


class _Search:
    """Chooses one alternative for each party and text, so that the fewest conditions remain to be met."""

    def __init__(self, groups: Sequence[Sequence[frozenset[Condition]]], facts: Mapping[str, bool]) -> None:
        self._groups = [sorted(set(group), key=len) for group in groups]
        self._facts = facts
        self._trials = 0
        self._fewest: int | None = None
        self._found: set[frozenset[Condition]] = set()

    def smallest(self) -> set[frozenset[Condition]]:
        """Return all sets of the least size; one empty set where nothing is missing."""
        work: list[tuple[int, frozenset[Condition]]] = [(0, frozenset())]
        while work:
            place, chosen = work.pop()
            self._trials += 1
            if self._trials > MOST_TRIALS:
                raise Refused("there are too many ways to complete these acceptances to weigh them all")
            left = self._unmet(chosen)
            if self._fewest is not None and len(left) > self._fewest:
                continue
            while place < len(self._groups) and any(asked <= chosen for asked in self._groups[place]):
                place += 1
            if place == len(self._groups):
                self._keep(left)
            else:
                work += [
                    (place + 1, chosen | asked)
                    for asked in reversed(self._groups[place])
                    if _fit(chosen, asked)
                ]
        return self._found

    def _unmet(self, chosen: frozenset[Condition]) -> frozenset[Condition]:
        """Return what of the chosen does not hold now; the rest only has to stay as it is."""
        return frozenset(
            c for c in chosen if isinstance(c, Accepts) or self._facts.get(c.name, False) != c.holds
        )

    def _keep(self, left: frozenset[Condition]) -> None:
        if self._fewest is None or len(left) < self._fewest:
            self._fewest, self._found = len(left), set()
        self._found.add(left)


def _fit(chosen: frozenset[Condition], asked: frozenset[Condition]) -> bool:
    return not any(isinstance(c, Fact) and Fact(c.name, not c.holds) in chosen for c in asked)


def rings(acceptances: Sequence[Acceptance]) -> tuple[tuple[tuple[Accepts, ...], ...], bool]:
    """Return the rings of acceptances that each wait for the next, longest first, and whether these are all.

    Each begins with the acceptance given first in the file; rings of equal length stand in that order.
    Stops after `MOST_RINGS` or too many steps: among many who all wait for one another there are more rings than anybody reads.
    """
    places = {given: place for place, given in enumerate(dict.fromkeys(e.gives for e in acceptances))}
    waits: list[set[int]] = [set() for _ in places]
    for entry in acceptances:
        waits[places[entry.gives]].update(
            places[c] for c in entry.conditions if isinstance(c, Accepts) and c in places
        )
    found: list[tuple[int, ...]] = []
    try:
        for ring in elementary([sorted(ends) for ends in waits]):
            if len(found) == MOST_RINGS:
                raise Unfinished
            found.append(ring)
    except Unfinished:
        return _named(found, list(places)), False
    return _named(found, list(places)), True


def _named(found: Sequence[tuple[int, ...]], given: Sequence[Accepts]) -> tuple[tuple[Accepts, ...], ...]:
    return tuple(tuple(given[place] for place in ring) for ring in sorted(found, key=lambda r: (-len(r), r)))
