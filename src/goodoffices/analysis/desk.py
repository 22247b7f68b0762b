"""What an analysis adds when a draft is on the table: changes for the better, trades, what would win somebody over."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from goodoffices.analysis.blocks import Demand, Possible
from goodoffices.analysis.drafts import Change, Improvements, Unlocking, improvements, trades, unlocking
from goodoffices.analysis.effort import Effort
from goodoffices.analysis.page import points
from goodoffices.analysis.problem import problem
from goodoffices.analysis.telling import exact
from goodoffices.core.interests import Case

SHOWN = 5
MOST_PARTIES = 10


@dataclass(frozen=True)
class FromDraft:
    """What could be done from the draft. `trades` are looked for where no change helps all, else empty."""

    accepting: tuple[str, ...]
    improvements: Improvements
    trades: tuple[Change, ...] | None
    unlocking: tuple[Unlocking, ...]


def from_draft(case: Case, effort: Effort | None = None) -> FromDraft:
    """Return what could be done from the draft on the table."""
    better = improvements(case, effort)
    traded = () if better.changes else trades(case)
    draft = case.draft or {}
    accepting = tuple(party for party, interest in case.interests.items() if interest.accepts(draft))
    return FromDraft(accepting, better, traded, unlocking(case, effort))


def coalitions(case: Case, effort: Effort | None = None) -> tuple[tuple[str, ...], ...] | None:
    """Return the largest groups of parties that could settle without the rest; `None` for more than ten parties.

    A group could settle if some deal meets the reservations and red lines of all its members.
    """
    if len(case.parties) > MOST_PARTIES:
        return None
    whole = problem(case)
    possible = Possible(whole, effort or Effort(), everybody=True)
    found: list[frozenset[int]] = []
    for size in range(len(whole.parties), 0, -1):
        for group in combinations(range(len(whole.parties)), size):
            members = frozenset(group)
            if not any(members <= other for other in found) and possible(_demands(whole.lines, members)):
                found.append(members)
    return tuple(
        tuple(party for party in case.parties if whole.parties.index(party) in group) for group in found
    )


def _demands(lines: tuple[tuple[int, Any], ...], members: frozenset[int]) -> frozenset[Demand]:
    own = {("line", line) for line, (party, _) in enumerate(lines) if party in members}
    return frozenset({("reservation", party) for party in members} | own)


def shape(told: FromDraft) -> dict[str, Any]:
    """Return what `--json` adds under `draft`."""
    return {
        "accepting": list(told.accepting),
        "improvements": [_change(one) for one in told.improvements.changes],
        "trades": None if told.trades is None else [_change(one) for one in told.trades],
        "unlocking": [
            {"issue": one.issue, "held": one.held, **_change(one.change)} for one in told.unlocking
        ],
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "terms": {term.issue: term.option for term in change.terms},
        "gains": [exact(gain) for gain in change.gains],
        "accepting": list(change.accepting),
    }


def page(case: Case, told: FromDraft) -> Iterator[str]:
    """Yield the lines a page adds."""
    yield ""
    yield "From the draft on the table"
    yield "  accepted as it stands by " + (", ".join(told.accepting) or "nobody")
    if told.improvements.changes:
        many = len(told.improvements.changes[0].terms)
        yield f"  worse for nobody and better for somebody, with {many} change{'s' * (many > 1)}, the fewest there are:"
        yield from _changes(case, told.improvements.changes)
    elif told.improvements.complete:
        yield "  the draft wastes nothing: no change is better for somebody and worse for nobody"
    if told.trades:
        yield "  the nearest trades of one passage against another:"
        yield from _changes(case, told.trades)
    held = [one.issue for one in told.unlocking if one.held]
    if held:
        yield "  while these stay as drafted, no deal is acceptable: " + ", ".join(held)
    best = [one for one in told.unlocking if len(one.change.accepting) > len(told.accepting)]
    if best:
        yield "  a single change that wins more over:"
        yield from _changes(case, tuple(one.change for one in best))


def _changes(case: Case, changes: tuple[Change, ...]) -> Iterator[str]:
    for change in changes[:SHOWN]:
        terms = "; ".join(f"{term.issue}: {term.option}" for term in change.terms)
        gains = (
            f"{party} {'+' if gain > 0 else ''}{points(gain)}"
            for party, gain in zip(case.parties, change.gains, strict=True)
            if gain
        )
        yield f"    {terms} ({', '.join(gains) or 'the same to all'}; then accepted by {', '.join(change.accepting) or 'nobody'})"
    if len(changes) > SHOWN:
        yield f"    and {len(changes) - SHOWN} more"
