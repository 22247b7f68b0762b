"""What others could deduce: the bounds on a party's points and its no-deal that a move would shift."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from goodoffices.analysis.known import Range
from goodoffices.analysis.listing import every_deal
from goodoffices.analysis.seen import Belief, Fitting, Seen
from goodoffices.core.terms import Deal, Space, Term


@dataclass(frozen=True)
class Moved:
    """Bounds that a move shifts: of a term's points, or (`what` is None) of no deal. Ends are included."""

    what: Term | None
    before: Range
    after: Range


@dataclass(frozen=True)
class Inference:
    """What a recipient who believes so could deduce from a move, and could not before.

    `accepted` and `refused`: deals whose acceptance is now known; `ruled_out`: terms that no acceptable deal
    holds any more; `ordered`: pairs of options of one issue, the first now known to be at least as good.
    Not `consistent`: nothing fits what he saw and believes, so that he would have to drop a belief.
    """

    consistent: bool
    moved: tuple[Moved, ...] = ()
    accepted: tuple[Deal, ...] = ()
    refused: tuple[Deal, ...] = ()
    ruled_out: tuple[Term, ...] = ()
    ordered: tuple[tuple[Term, Term], ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether the move tells him nothing he could not deduce before."""
        return self.consistent and not (
            self.moved or self.accepted or self.refused or self.ruled_out or self.ordered
        )


def guard(
    space: Space, belief: Belief, seen: Sequence[Seen], move: Seen, deals: Sequence[Deal] | None = None
) -> Inference:
    """Return what a move would let a recipient deduce beyond what he has seen.

    All points and no-deals that fit his belief and what he saw form a region; the answer is how its bounds,
    and what is so throughout it, change with the move. Exact, by linear programming in fractions; bounds are
    those of the closure (a refusal says "less", so that an end may be approached and not reached). `deals` are
    those whose acceptance is asked about: all that the rules allow if none are given, at most 2,000; only
    then are terms ruled out. Never a probability: nobody stated one.
    """
    named = list(deals) if deals is not None else every_deal(space)
    before, after = Fitting(space, belief, seen), Fitting(space, belief, [*seen, move])
    if not before.consistent or not after.consistent:
        return Inference(consistent=False)
    refused = (before.refused(named), after.refused(named))
    return Inference(
        consistent=True,
        moved=_moved(space, before, after),
        accepted=_newly(named, before.accepted(named), after.accepted(named)),
        refused=_newly(named, *refused),
        ruled_out=_ruled_out(space, named, refused) if deals is None else (),
        ordered=tuple(pair for pair in _pairs(space) if after.ordered(*pair) and not before.ordered(*pair)),
    )


def _newly(deals: Sequence[Deal], before: Sequence[bool], after: Sequence[bool]) -> tuple[Deal, ...]:
    return tuple(deal for deal, was, now in zip(deals, before, after, strict=True) if now and not was)


def _moved(space: Space, before: Fitting, after: Fitting) -> tuple[Moved, ...]:
    found = (Moved(what, before.bounds(what), after.bounds(what)) for what in (None, *_terms(space)))
    return tuple(one for one in found if one.before != one.after)


def _ruled_out(
    space: Space, deals: Sequence[Deal], refused: tuple[Sequence[bool], Sequence[bool]]
) -> tuple[Term, ...]:
    before, after = (
        {Term(issue, deal[issue]) for deal, out in zip(deals, view, strict=True) if not out for issue in deal}
        for view in refused
    )
    return tuple(term for term in _terms(space) if term in before and term not in after)


def _terms(space: Space) -> list[Term]:
    return [Term(issue.name, option) for issue in space.issues for option in issue.options]


def _pairs(space: Space) -> Iterator[tuple[Term, Term]]:
    terms = _terms(space)
    return ((a, b) for a in terms for b in terms if a.issue == b.issue and a != b)
