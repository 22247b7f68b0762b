"""What follows from lines of interests: computed within a request, in a few seconds, and kept nowhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from goodoffices.analysis.answers import Analysis, analyse
from goodoffices.analysis.effort import Effort
from goodoffices.analysis.openings import Opening
from goodoffices.core.errors import Absent
from goodoffices.core.interests import Case
from goodoffices.core.terms import Allows, Deal, Excludes, Requires, Rule, Space, Together
from goodoffices.web import clock
from goodoffices.web.talks.ground import Ground
from goodoffices.web.talks.interests import Stated, interest

SECONDS = 4.0
"""How long an answer may take before it is given as far as it has come."""
WAYS = {"together": "nash", "even": "kalai_smorodinsky", "points": "egalitarian", "sum": "utilitarian"}


@dataclass(frozen=True)
class Weighed:
    """A case made of what was stated, its answers, and whether the zone may be spoken of.

    Only passages that somebody said something of are in it, and what the text binds to them; the others stay open.
    """

    case: Case
    analysis: Analysis = field(repr=False)
    sure: bool
    in_time: bool


def case_of(said: Sequence[Stated], ground: Ground) -> Case:
    """Return what was stated as a case of the passages it speaks of."""
    wanted = frozenset().union(*(one.passages for one in said))
    return Case(part(ground.space, wanted), {one.party: interest(one, ground) for one in said})


def part(space: Space, wanted: frozenset[str]) -> Space:
    """Return the issues wanted, all that rules bind to them, and those rules."""
    scopes = [(rule, _scope(rule)) for rule in space.rules]
    while True:
        more = frozenset().union(*(scope for _, scope in scopes if scope & wanted)) | wanted
        if more == wanted:
            break
        wanted = more
    rules = tuple(rule for rule, scope in scopes if scope <= wanted)
    return Space(tuple(issue for issue in space.issues if issue.name in wanted), rules)


def _scope(rule: Rule) -> frozenset[str]:
    match rule:
        case Requires(when, then):
            return frozenset(term.issue for term in when | then)
        case Allows(by, what):
            return frozenset({by.issue, what.issue})
        case Excludes(terms) | Together(terms):
            return frozenset(term.issue for term in terms)


def weigh(case: Case, said: Sequence[Stated], seconds: float = SECONDS) -> Weighed:
    """Return all answers to what was stated that can be had in a few seconds.

    Where a party gave points and not what no deal is worth to it, or points for wording that stands no longer, nothing
    is sure about what it would accept.
    """
    passed = clock.share(seconds)
    answers = analyse(case, Effort(passed=passed))
    sure = all(one.sure for one in said)
    return Weighed(case, answers, sure, passed() < 1)


def deal(weighed: Weighed, way: str, place: int) -> Deal:
    """Return a deal of an analysis: of a standard, or what the smallest move of this place would make possible."""
    answers = weighed.analysis
    if way == "opening":
        if not 0 <= place < len(answers.openings):
            raise Absent
        return _opened(weighed.case, answers.openings[place])
    found = answers.solutions.get(WAYS.get(way, ""))
    if found is None or not 0 <= place < len(found.deals) or not weighed.sure:
        raise Absent
    return found.deals[place]


def _opened(case: Case, opening: Opening) -> Deal:
    """Return a deal that all could accept if these moves were made."""
    interests = dict(case.interests)
    for move in opening.moves:
        own = interests[move.party]
        lines = tuple(line for line in own.red_lines if line not in move.lines)
        interests[move.party] = replace(own, reservation=own.reservation - move.points, red_lines=lines)
    answers = analyse(replace(case, interests=interests), Effort(passed=clock.share(SECONDS)))
    for found in answers.solutions.values():
        return found.deals[0]
    raise Absent


def choices(deal: Deal, ground: Ground) -> Mapping[str, int]:
    """Return a deal as the number of the option chosen in each passage; passages that do not arise are left out."""
    named = {one.id: one.options for one in ground.draft.open}
    return {
        passage: named[passage].index(option) + 1
        for passage, option in deal.items()
        if option in named[passage]
    }
