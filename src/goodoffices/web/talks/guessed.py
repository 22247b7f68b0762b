"""What can be said where points are known only in part: packages that may waste nothing, and what to ask next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodoffices.analysis.effort import Effort
from goodoffices.analysis.known import Known
from goodoffices.analysis.partial import Verdict, judge
from goodoffices.analysis.questions import Question, next_questions
from goodoffices.analysis.wide import possible_at_least
from goodoffices.core.terms import Space
from goodoffices.web import clock
from goodoffices.web.talks.ground import Ground
from goodoffices.web.talks.interests import Stated, known
from goodoffices.web.talks.packages import deal_in_words, package
from goodoffices.web.talks.possible import SECONDS, part

FEW = 200
ASKED = 40
"""Up to so many packages each is judged, and questions are weighed; both grow fast with their number."""
SHOWN = 12
OPEN = (Verdict.EFFICIENT, Verdict.POSSIBLE, Verdict.UNDECIDED)


@dataclass(frozen=True)
class Guessed:
    """How many packages may waste nothing, those that do whatever the points are, and questions that would tell most."""

    says: str
    packages: tuple[tuple[str, ...], ...] = field(repr=False)
    questions: tuple[str, ...] = field(default=(), repr=False)


def guessed(said: Sequence[Stated], ground: Ground) -> Guessed:
    """Return what orders, ranges and examples leave open; exact for few packages, else packages that were found."""
    space = part(ground.space, frozenset().union(*(one.passages for one in said)))
    points = {one.party: known(one, ground) for one in said if one.numbers}
    for one in points.values():
        one.check(space)
    if space.combinations <= FEW:
        return _few(space, points, ground)
    found = possible_at_least(space, points, Effort(passed=clock.share(SECONDS)))
    words = _("%(count)s packages, and perhaps more, may waste nothing; more points would tell them apart.")
    return Guessed(
        words % {"count": len(found)}, tuple(tuple(deal_in_words(one, ground)) for one in found[:SHOWN])
    )


def _few(space: Space, points: Mapping[str, Known], ground: Ground) -> Guessed:
    judged = judge(space, points)
    sure = [one.deal for one in judged if one.verdict is Verdict.EFFICIENT]
    left = sum(one.verdict in OPEN for one in judged)
    words = ngettext(
        "%(count)s package of %(all)s may waste nothing; every other is beaten whatever the points turn out to be.",
        "%(count)s packages of %(all)s may waste nothing; every other is beaten whatever the points turn out to be.",
        left,
    )
    asked = next_questions(space, points, most=3) if len(judged) <= ASKED else ()
    return Guessed(
        words % {"count": left, "all": len(judged)},
        tuple(tuple(deal_in_words(one, ground)) for one in sure[:SHOWN]),
        tuple(_asked(one.question, ground) for one in asked),
    )


def _asked(question: Question, ground: Ground) -> str:
    told = {
        "name": question.party,
        "first": package(question.first, ground),
        "second": package(question.second, ground),
    }
    return _("Ask %(name)s: all else equal, rather “%(first)s” or “%(second)s”?") % told
