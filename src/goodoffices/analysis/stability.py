"""Where a conflict comes to rest: the graph model's Nash, GMR, SMR, SEQ and symmetric sequential stability."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from goodoffices.analysis.conflict import Conflict
from goodoffices.analysis.reaching import Willing, answers, as_set

CONCEPTS = ("nash", "gmr", "smr", "seq", "sseq")


@dataclass(frozen=True)
class Stability:
    """For each party and state (by place in `conflict.states`), the concepts under which it would not move."""

    conflict: Conflict
    by_party: Mapping[str, tuple[frozenset[str], ...]]

    def equilibria(self, concept: str) -> tuple[int, ...]:
        """Return the states from which no party would move, in the order of the states."""
        everyone = self.by_party.values()
        count = len(self.conflict.states)
        return tuple(state for state in range(count) if all(concept in held[state] for held in everyone))


def stability(conflict: Conflict, *, doubting: bool = True) -> Stability:
    """Return under which concepts each party would stay at each state.

    A party may leave a state for a better one; the others may answer by any legal sequence of their
    own moves, in which a mover may return but not twice in a row. A state *s* is, for a party,
    - `nash`: stable if it can move to nothing better;
    - `gmr`: if every such move can be answered so that it ends no better than at *s*;
    - `smr`: if, besides, it cannot leave that end for anything better than *s* by a move of its own;
    - `seq`: as `gmr`, where each answering move is better for its mover;
    - `sseq`: as `smr`, with answers as in `seq`.

    Where preferences are not known, the answer is what holds however each gap is filled (`doubting`),
    or else what some filling allows. For nash, gmr and smr both are exact; for seq and sseq they are
    bounds, because an answerer's gap may be read one way at one step and another way at the next.

    After Fang, Hipel and Kilgour (1993), Interactive Decision Making; for `sseq` Rêgo and Vieira (2017),
    Group Decision and Negotiation 26; for gaps Li, Hipel, Kilgour and Fang (2004), IEEE Trans. SMC C 34.
    """
    tempting = conflict.maybe_better if doubting else conflict.surely_better
    countering = conflict.surely_better if doubting else conflict.maybe_better
    parties = range(len(conflict.parties))
    return Stability(
        conflict,
        {conflict.parties[party]: _of_party(conflict, party, tempting, countering) for party in parties},
    )


def _of_party(
    conflict: Conflict, party: int, tempting: Willing, countering: Willing
) -> tuple[frozenset[str], ...]:
    others = [other for other in range(len(conflict.parties)) if other != party]
    free = answers(conflict, others)
    wise = answers(conflict, others, countering)
    # What the party can make of a state alone, staying included.
    alone = [as_set([state, *ends]) for state, ends in enumerate(conflict.moves[party])]
    deterring = _deterring(conflict, party, tempting)
    held = []
    for state, no_better in enumerate(deterring):
        leaves = [end for end in conflict.moves[party][state] if not no_better >> end & 1]
        stuck = as_set(end for end, ends in enumerate(alone) if not ends & ~no_better) if leaves else 0
        held.append(_concepts(leaves, (free, wise), (no_better, stuck)))
    return tuple(held)


def _deterring(conflict: Conflict, party: int, tempting: Willing) -> tuple[int, ...]:
    """Return for each state the set of those that are, as read, no better for the party."""
    by_rank = [0] * (max(conflict.ranks[party]) + 1)
    for state, rank in enumerate(conflict.ranks[party]):
        by_rank[rank] |= 1 << state
    worse = 0
    for rank in reversed(range(len(by_rank))):
        worse = by_rank[rank] = by_rank[rank] | worse
    deterring = [by_rank[rank] for rank in conflict.ranks[party]]
    for state, other in conflict.gaps[party]:
        deterring[state] &= ~(1 << other)
        deterring[state] |= 0 if tempting(party, state, other) else 1 << other
    return tuple(deterring)


def _concepts(
    leaves: Sequence[int], replies: tuple[Sequence[int], Sequence[int]], ends: tuple[int, int]
) -> frozenset[str]:
    """Return what holds, given the ways out, the replies to each (any, better), and the ends that deter."""
    (free, wise), (no_better, stuck) = replies, ends
    found = {
        "nash": not leaves,
        "gmr": all(free[way] & no_better for way in leaves),
        "smr": all(free[way] & stuck for way in leaves),
        "seq": all(wise[way] & no_better for way in leaves),
        "sseq": all(wise[way] & stuck for way in leaves),
    }
    return frozenset(concept for concept, holds in found.items() if holds)
