"""From the draft on the table: what could be changed for the better, traded, or moved to win somebody over."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import islice

import numpy as np

from goodoffices.analysis.ahead import ahead
from goodoffices.analysis.dominance import descending, undominated
from goodoffices.analysis.effort import Effort
from goodoffices.analysis.paths import Paths
from goodoffices.analysis.problem import Problem, problem
from goodoffices.analysis.scaling import Ints, Mask, Scale
from goodoffices.analysis.seeker import Seeker
from goodoffices.analysis.sweep import States, Sweep
from goodoffices.analysis.weighing import Choices, chosen, weighed
from goodoffices.analysis.zone import zone
from goodoffices.core.errors import BadInput
from goodoffices.core.interests import Case
from goodoffices.core.terms import Term

LISTED = 20
PAIRS = 2_000_000


@dataclass(frozen=True)
class Change:
    """Terms that would replace the draft's on the same issues, and what that does to each party's worth.

    `gains` follow the parties of the case, each on its own scale. `accepting` are those who would accept the draft so
    changed, by what they stated.
    """

    terms: tuple[Term, ...]
    gains: tuple[Fraction, ...] = field(repr=False)
    accepting: tuple[str, ...]


@dataclass(frozen=True)
class Improvements:
    """The fewest changes that are worse for nobody and better for somebody; none means that the draft wastes nothing.

    Without `complete` the effort ended before it was sure.
    """

    changes: tuple[Change, ...]
    complete: bool


@dataclass(frozen=True)
class Unlocking:
    """A passage and the best single change in it.

    `held`: while it stays as drafted no deal is acceptable, though some deal is; `None` where that was not settled.
    """

    issue: str
    change: Change
    held: bool | None


@dataclass(frozen=True)
class _Table:
    """A problem, its draft by numbers, and what the draft is worth."""

    whole: Problem
    draft: Choices
    worths: Ints
    crossed: frozenset[int]

    @property
    def free(self) -> frozenset[int]:
        """Red lines the draft does not cross: crossing one would be worse for somebody."""
        return frozenset(range(len(self.whole.lines))) - self.crossed


def _table(case: Case) -> _Table:
    if case.draft is None:
        raise BadInput("there is no draft on the table; give one option for each issue under [draft]")
    whole = problem(case)
    choice = chosen(whole, [case.draft[name] for name in whole.issues])
    every = frozenset(range(len(whole.lines)))
    worths, _, legal = weighed(whole, choice, every)
    if not legal[0]:
        raise BadInput("the draft breaks a rule of the text")
    crossed = frozenset(line for line in every if weighed(whole, choice, frozenset({line}))[1][0])
    return _Table(whole, choice, worths[:, 0], crossed)


def improvements(case: Case, effort: Effort | None = None) -> Improvements:
    """Return the fewest changes to the draft that are worse for nobody and better for somebody.

    Searched with one change, then two, and so on: the deals that give every party at least the draft's worth, cross
    no red line the draft does not cross, and that no other with so few changes beats.
    """
    table = _table(case)
    work = effort or Effort()
    counted = _counting(table)
    for most in range(1, len(table.whole.layers) + 1):
        paths = _within(table, counted, most, work)
        if not paths.complete:
            return Improvements((), complete=False)
        read = table.whole.read(paths.worths[:-1])
        better = (read > table.whole.read(table.worths[:, None])).any(axis=0)
        if better.any():
            return Improvements(tuple(_changes(table, paths, np.flatnonzero(better))), complete=True)
    return Improvements((), complete=True)


def _counting(table: _Table) -> Problem:
    """The problem with one more row: less one for each issue that differs from the draft."""
    whole = table.whole
    layers = tuple(
        replace(layer, table=np.column_stack([layer.table, -_differs(table, layer.issue, len(layer.table))]))
        for layer in whole.layers
    )
    return replace(
        whole, parties=(*whole.parties, ""), scales=(*whole.scales, Scale(Fraction(1))), layers=layers,
        least=(*whole.least, 0), nothing=(*whole.nothing, 0), plan=None,
    )  # fmt: skip


def _differs(table: _Table, issue: int, options: int) -> Ints:
    return np.asarray(np.arange(options) != table.draft[0, issue], dtype=np.int64)


def _within(table: _Table, counted: Problem, most: int, effort: Effort) -> Paths:
    """Sweep the deals with at most so many changes that give nobody less."""
    within = ahead(counted, table.free)
    best = within.best(np.eye(len(counted.parties), dtype=np.int64)[:-1])
    floor = _floor(table)

    def alive(layer: int, states: States) -> Mask:
        reach = best[layer + 1][:, within.memory(layer, states.digits)]
        enough = (states.worths[:-1] + reach >= floor).all(axis=0)
        return np.asarray(enough & (states.worths[-1] >= -most))

    return Sweep(counted, never=table.free, prune=alive, effort=effort).run()


def _floor(table: _Table) -> Ints:
    """The smallest whole numbers that read as no less than the draft's worth."""
    read = table.whole.read(table.worths[:, None])[:, 0]
    steps = np.array([scale.step for scale in table.whole.scales], dtype=np.int64)
    return np.asarray(read * steps - np.where(steps > 1, steps // 2, 0))[:, None]


def _changes(table: _Table, paths: Paths, states: Ints) -> Iterator[Change]:
    """The changes behind states, those that no other beats, in the order of names."""
    read = table.whole.read(paths.worths[:-1, states])
    order = descending(read)
    fresh = np.ones(len(order), dtype=bool)
    fresh[1:] = (read[:, order][:, 1:] != read[:, order][:, :-1]).any(axis=0)
    points = read[:, order][:, fresh]
    best = {tuple(column) for column in points[:, undominated(points)].T.tolist()}
    kept = [
        state for state, column in zip(states.tolist(), read.T.tolist(), strict=True) if tuple(column) in best
    ]
    choices = sorted({choice for state in kept for choice in islice(paths.deals(state), LISTED)})
    yield from _told(table, np.array(choices[:LISTED]))


def _told(table: _Table, choices: Choices) -> Iterator[Change]:
    whole = table.whole
    here = zone(whole)
    worths, flags, _ = weighed(whole, choices, frozenset(range(len(whole.lines))))
    gains = whole.read(worths) - whole.read(table.worths[:, None])
    able = np.array(worths >= here.least)
    able &= (flags[None, :] >> np.arange(len(able))[:, None]) & 1 == 0
    for place, choice in enumerate(choices):
        terms = tuple(
            Term(name, whole.options[issue][choice[issue]])
            for issue, name in enumerate(whole.issues)
            if choice[issue] != table.draft[0, issue]
        )
        each = [int(gain) * scale.point for gain, scale in zip(gains[:, place], whole.scales, strict=True)]
        accepting = [party for party in whole.case.parties if able[whole.parties.index(party), place]]
        yield Change(terms, tuple(each[seat] for seat in whole.seats), tuple(accepting))


def trades(case: Case) -> tuple[Change, ...] | None:
    """Return the nearest trades of one passage against another; `None` where there are too many to weigh.

    A trade changes two issues: some party gains by one and loses by the other, and another party the reverse. Nearest
    are those whose sums of gains and losses no other trade beats; no rule is broken, no red line newly crossed.
    """
    table = _table(case)
    singles = _singles(table)
    if len(singles) ** 2 // 2 > PAIRS:
        return None
    rows, both = _pairs(table, singles)
    if not len(both):
        return ()
    worths, flags, legal = weighed(table.whole, both, table.free)
    allowed = legal & (flags == 0)
    gains = table.whole.read(worths) - table.whole.read(table.worths[:, None])
    alone = _gains(table, singles)
    one, two = alone[:, rows[0]], alone[:, rows[1]]
    crossed = ((one > 0) & (two < 0)).any(axis=0) & ((one < 0) & (two > 0)).any(axis=0)
    kept = np.flatnonzero(allowed & crossed)
    return tuple(_told(table, both[_best(gains, kept)][:LISTED]))


def _best(gains: Ints, kept: Ints) -> Ints:
    """Of these columns those that none beats, one of each, best first."""
    if not len(kept):
        return kept
    _, first = np.unique(gains[:, kept], axis=1, return_index=True)
    distinct = kept[first]
    distinct = distinct[descending(gains[:, distinct])]
    return distinct[undominated(gains[:, distinct])]


def _singles(table: _Table) -> Choices:
    """The draft with one term changed, each way there is."""
    rows = []
    for issue, names in enumerate(table.whole.options):
        for option in range(len(names)):
            if option != table.draft[0, issue]:
                row = table.draft[0].copy()
                row[issue] = option
                rows.append(row)
    return np.array(rows, dtype=np.intp).reshape(len(rows), len(table.whole.options))


def _pairs(table: _Table, singles: Choices) -> tuple[tuple[Ints, Ints], Choices]:
    """Every two of the single changes that are of different issues, made together."""
    issue = (singles != table.draft).argmax(axis=1)
    one, two = np.triu_indices(len(singles), 1)
    apart = issue[one] != issue[two]
    one, two = one[apart], two[apart]
    both = np.where(singles[one] != table.draft, singles[one], singles[two])
    return (one, two), both


def _gains(table: _Table, choices: Choices) -> Ints:
    worths, _, _ = weighed(table.whole, choices, frozenset())
    return table.whole.read(worths) - table.whole.read(table.worths[:, None])


def unlocking(case: Case, effort: Effort | None = None) -> tuple[Unlocking, ...]:
    """Return for each passage the single change with which most parties accept; what unlocks most comes first.

    Only changes that break no rule and cross no red line the draft does not cross are weighed.
    """
    table = _table(case)
    singles = _singles(table)
    _, flags, legal = weighed(table.whole, singles, table.free)
    told = list(_told(table, singles[legal & (flags == 0)]))
    best: dict[str, Change] = {}
    for change in told:
        known = best.get(change.terms[0].issue)
        if known is None or _rank(change) < _rank(known):
            best[change.terms[0].issue] = change
    ordered = sorted(best.items(), key=lambda one: (*_rank(one[1]), one[0]))
    work = effort or Effort()
    empty = Seeker(zone(table.whole), work.share(8)).empty
    return tuple(
        Unlocking(issue, change, False if empty else _held(case, issue, work)) for issue, change in ordered
    )


def _rank(change: Change) -> tuple[int, int, int]:
    """More who accept, then fewer who lose, then more who gain."""
    return (
        -len(change.accepting),
        sum(gain < 0 for gain in change.gains),
        -sum(gain > 0 for gain in change.gains),
    )


def _held(case: Case, issue: str, effort: Effort) -> bool | None:
    draft = case.draft or {}
    fixed = replace(case, agreed={**case.agreed, issue: draft[issue]})
    return Seeker(zone(problem(fixed)), effort.share(8)).empty


def settling(case: Case, parties: Sequence[str]) -> Case:
    """Return the case of some parties alone: what they could settle without the rest."""
    strangers = [party for party in parties if party not in case.interests]
    if strangers:
        raise BadInput(f"{strangers[0]!r} is no party here; the parties are {', '.join(case.parties)}")
    return replace(
        case,
        interests={party: case.interests[party] for party in case.parties if party in parties},
        enough=None,
    )
