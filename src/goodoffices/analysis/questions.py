"""Which question to ask next, so that the fewest deals stay in question whatever the answer is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb, prod

from goodoffices.analysis.known import Known, settled
from goodoffices.analysis.linear import Vector
from goodoffices.analysis.partial import Judgement, Verdict, Weighing
from goodoffices.analysis.ranking import rank
from goodoffices.core.errors import BadInput
from goodoffices.core.terms import Deal, Issue, Space, Term, Terms

MOST_CANDIDATES = 20_000
OPEN = (Verdict.EFFICIENT, Verdict.POSSIBLE, Verdict.UNDECIDED)


@dataclass(frozen=True)
class Question:
    """Asked of a party: all else equal, would you rather have the first or the second?"""

    party: str
    first: Terms
    second: Terms


@dataclass(frozen=True)
class Weighed:
    """A question, and how many deals could still be efficient after either answer."""

    question: Question
    if_first: int
    if_second: int

    @property
    def at_worst(self) -> int:
        """How many deals stay in question if the answer is the less telling one."""
        return max(self.if_first, self.if_second)


def next_questions(
    space: Space, known: Mapping[str, Known], deals: Sequence[Deal] | None = None, most: int = 6
) -> tuple[Weighed, ...]:
    """Return questions whose answer is not yet known, the most telling first.

    Candidates: two options of one issue; a step on one issue against a step on another (a trade-off); two
    whole deals that may both still be efficient. All are ranked by the deals that are efficient at points
    inside what is known, on either side of the answer; the `most` first are then weighed exactly, by judging
    what is left after either answer. So the figures are exact, and "best" means best of those weighed.
    Told by the less telling answer: no probability is made up.
    """
    weighing = Weighing(space, known, deals)
    judged = weighing.judgements()
    places = [place for place, one in enumerate(judged) if one.verdict in OPEN]
    left = [judged[place].deal for place in places]
    candidates = _candidates(space, known, left)
    ranked = rank(weighing.samples, places, [(party, gap) for _, party, gap in candidates])
    weighed = [_weigh(space, known, left, candidates[place][0]) for place in ranked[:most]]
    return tuple(sorted(weighed, key=lambda one: (one.at_worst, one.if_first + one.if_second)))


def _candidates(
    space: Space, known: Mapping[str, Known], left: Sequence[Deal]
) -> list[tuple[Question, int, Vector]]:
    """Return questions with the place of the party and the difference asked about, each difference once."""
    packages = [*_steps(space), *((settled(a), settled(b)) for a, b in combinations(left, 2))]
    found: dict[tuple[int, Vector], tuple[Question, int, Vector]] = {}
    for place, (party, one) in enumerate(known.items()):
        worth = {terms: one.worth(terms) for pair in packages[:MOST_CANDIDATES] for terms in pair}
        for first, second in packages[:MOST_CANDIDATES]:
            gap = tuple(a - b for a, b in zip(worth[first], worth[second], strict=True))
            question = Question(party, first - second, second - first)
            if any(gap):
                found.setdefault((place, _direction(gap)), (question, place, gap))
    return list(found.values())


def _direction(gap: Vector) -> Vector:
    """Return what is the same for differences that ask the same in other words."""
    size = max(map(abs, gap))
    return max(tuple(a / size for a in gap), tuple(-a / size for a in gap))


def _steps(space: Space) -> Iterator[tuple[Terms, Terms]]:
    """Yield two options of one issue, then steps on two issues in opposite directions."""
    for issue in space.issues:
        for a, b in _pairs(issue):
            yield frozenset({a}), frozenset({b})
    for one, other in combinations(space.issues, 2):
        for a, b in _pairs(one):
            for c, d in _pairs(other):
                yield frozenset({a, d}), frozenset({b, c})
                yield frozenset({a, c}), frozenset({b, d})


def _pairs(issue: Issue) -> Iterator[tuple[Term, Term]]:
    for a, b in combinations(issue.options, 2):
        yield Term(issue.name, a), Term(issue.name, b)


def _weigh(space: Space, known: Mapping[str, Known], left: Sequence[Deal], question: Question) -> Weighed:
    one = known[question.party]
    counts = []
    for better, worse in ((question.first, question.second), (question.second, question.first)):
        told = {**known, question.party: one.preferring(better, worse)}
        counts.append(_open(Weighing(space, told, left).judgements()))
    return Weighed(question, *counts)


def _open(judgements: Sequence[Judgement]) -> int:
    return sum(one.verdict in OPEN for one in judgements)


@dataclass(frozen=True)
class Comparisons:
    """How many pairs of packages there are to ask about, if every issue's options are in a known order.

    `dominated` pairs answer themselves; `unique` counts, of the others, those that differ only in what issues
    both have alike as one question.
    """

    alternatives: int
    pairs: int
    dominated: int
    undominated: int
    unique: int


def comparisons(levels: Sequence[int]) -> Comparisons:
    """Return the number of questions for issues with so many options each: why asking all is no plan.

    Of two packages one is nowhere worse exactly if both can be put in order issue by issue: Π L(L+1)/2 pairs,
    equal ones included. Of packages that differ in every issue of a set, two answer themselves only if all
    differences point one way.
    """
    if any(level < 1 for level in levels):
        raise BadInput("every issue has at least one option")
    alternatives = prod(levels)
    dominated = prod(level * (level + 1) // 2 for level in levels) - alternatives
    pairs = comb(alternatives, 2)
    # Sum over sets of at least two issues of (ways to differ in all − 2 × ways to differ one way) / 2.
    differ = prod(1 + level * (level - 1) for level in levels) - 1 - sum(n * (n - 1) for n in levels)
    one_way = prod(1 + comb(level, 2) for level in levels) - 1 - sum(comb(level, 2) for level in levels)
    return Comparisons(alternatives, pairs, dominated, pairs - dominated, differ // 2 - one_way)
