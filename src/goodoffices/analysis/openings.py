"""The smallest moves that would open a zone: what each party would have to give up, by itself or with others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import combinations

import numpy as np

from goodoffices.analysis.dominance import descending, undominated
from goodoffices.analysis.effort import Effort
from goodoffices.analysis.problem import Problem
from goodoffices.analysis.seeker import Seeker
from goodoffices.analysis.zone import Demands, Zone, all_demands
from goodoffices.core.terms import Terms

MOST_LINES = 6
MOST_JOINT = 20
HELD = 20_000


@dataclass(frozen=True)
class Move:
    """What one party gives up: points of its reservation, on its own scale, and red lines."""

    party: str
    points: Fraction = field(repr=False)
    lines: tuple[Terms, ...] = field(repr=False)


@dataclass(frozen=True)
class Opening:
    """Moves that together open a zone, each as small as it can be given the others; `proven` says so for certain."""

    moves: tuple[Move, ...]
    proven: bool = True


def openings(problem: Problem, effort: Effort | None = None) -> tuple[Opening, ...]:
    """Return the smallest moves that would open an empty zone.

    For each party by itself: the least drop of its reservation that makes some deal acceptable, the others' demands
    as they stand, and less with red lines given up (every choice of lines with which a smaller drop is enough). Where
    no party can open it alone, the smallest groups that can, with every drop that no other drop of theirs undercuts.
    Drops are on each party's own scale: they are listed, never compared.
    """
    work = effort or Effort()
    alone = [opening for party in range(len(problem.parties)) for opening in _alone(problem, party, work)]
    if alone:
        return tuple(alone)
    for size in range(2, len(problem.parties) + 1):
        joint = [
            opening
            for group in combinations(range(len(problem.parties)), size)
            for opening in _joint(problem, group, work)
        ]
        if joint:
            return tuple(joint)
    return ()


def _alone(problem: Problem, party: int, effort: Effort) -> Iterator[Opening]:
    own = [line for line, (whose, _) in enumerate(problem.lines) if whose == party]
    found: list[tuple[frozenset[int], int]] = []
    for size in range(min(len(own), MOST_LINES) + 1):
        for given in combinations(own, size):
            lines = frozenset(given)
            drop, proven = _drop(problem, party, lines, effort)
            if drop is None or any(less < lines and cost <= drop for less, cost in found):
                continue
            found.append((lines, drop))
            yield Opening((_move(problem, party, drop, lines),), proven)


def _move(problem: Problem, party: int, drop: int, lines: frozenset[int]) -> Move:
    return Move(
        problem.parties[party],
        drop * problem.scales[party].point,
        tuple(problem.lines[line][1] for line in sorted(lines)),
    )


def _without(problem: Problem, group: Sequence[int], lines: frozenset[int]) -> Zone:
    """The zone if these parties drop their reservations and give up these red lines."""
    every = all_demands(problem)
    return Zone(problem, Demands(every.reservations - frozenset(group), every.lines - lines))


def _drop(problem: Problem, party: int, lines: frozenset[int], effort: Effort) -> tuple[int | None, bool]:
    """The least drop of a party's reservation, in readable steps, if it gives up these lines; and whether proven."""
    here = _without(problem, [party], lines)
    paths = here.frontier(replace(effort.share(8), states=HELD))
    if paths.complete:
        inside = problem.read(paths.worths[:, here.holds(paths.worths, paths.flags)])
        best = int(inside[party].max()) if inside.shape[1] else None
        return (None if best is None else max(0, problem.nothing[party] - best)), True
    seeker = Seeker(here, effort.share(8))
    if seeker.empty is not False:
        return None, seeker.empty is True
    gain, proven = seeker.ideals[party]
    return max(0, -gain), proven


def _joint(problem: Problem, group: Sequence[int], effort: Effort) -> Iterator[Opening]:
    """The drops of a group that no other drop undercuts; with as few red lines given up as open the zone."""
    own = [line for line, (whose, _) in enumerate(problem.lines) if whose in group]
    for size in range(min(len(own), MOST_LINES) + 1):
        found = [
            opening
            for given in combinations(own, size)
            for opening in _drops(problem, group, frozenset(given), effort)
        ]
        if found:
            yield from found
            return


def _drops(
    problem: Problem, group: Sequence[int], lines: frozenset[int], effort: Effort
) -> Iterator[Opening]:
    here = _without(problem, group, lines)
    paths = here.frontier(replace(effort.share(8), states=HELD))
    if not paths.complete:
        yield from _known(problem, group, here, effort)
        return
    inside = problem.read(paths.worths[:, here.holds(paths.worths, paths.flags)])[list(group)]
    if not inside.shape[1]:
        return
    short = np.minimum(inside - np.array(problem.nothing, dtype=np.int64)[list(group), None], 0)
    short = np.unique(short, axis=1)
    short = short[:, descending(short)]
    for column in short[:, undominated(short)].T[:MOST_JOINT].tolist():
        yield Opening(
            tuple(_own(problem, party, -gain, lines) for party, gain in zip(group, column, strict=True))
        )


def _own(problem: Problem, party: int, drop: int, lines: frozenset[int]) -> Move:
    return _move(problem, party, drop, frozenset(line for line in lines if problem.lines[line][0] == party))


def _known(problem: Problem, group: Sequence[int], here: Zone, effort: Effort) -> Iterator[Opening]:
    """Where there is too much to hold: one way for the group to open the zone, if a search finds one."""
    seeker = Seeker(here, effort.share(8))
    if seeker.empty is not False:
        return
    found = seeker.seek("sum", 1 / seeker.spans, here)
    if found.paths is None:
        return
    worths = problem.read(found.paths.worths)[:, 0]
    drops = [max(0, problem.nothing[party] - int(worths[party])) for party in group]
    moves = tuple(_own(problem, party, drop, frozenset()) for party, drop in zip(group, drops, strict=True))
    yield Opening(moves, proven=False)
