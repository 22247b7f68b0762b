"""Rules for sealed questions: who puts one, who takes part, what waits for its minute."""

from typing import get_args

from goodoffices.core.entries import Placed
from goodoffices.core.errors import Absent, BadInput
from goodoffices.core.moves import Outcome, Pose, TakePart
from goodoffices.core.moves.sealed import About, Word
from goodoffices.core.people import Role, Standing
from goodoffices.core.rules.plea import Plea, need, present
from goodoffices.core.rules.process import PREPARES, may_send

ABOUT: tuple[About, ...] = get_args(About)
WORDS: tuple[Word, ...] = get_args(Word)
SOONEST, LATEST = 60, 400 * 86_400  # seconds from now
ROUNDS = 3
BY_DELEGATES = "The delegates take part and answer; tell them what to answer."
SAME = "Do we all hold the same text?"


def pose(plea: Plea) -> tuple[Placed, ...]:
    """Put a sealed question to several; each of its possible outcomes is shut now, and all but one dropped at its minute."""
    about = plea.fields.one_of("about", ABOUT, "same text")
    words = plea.fields.words(needed=about == "yes") or SAME
    closes = plea.fields.second("closes")
    if not SOONEST <= closes - plea.context.at <= LATEST:
        raise BadInput("closes: set a minute to come, at least one minute and at most 400 days from now")
    asked = _asked(plea)
    need(
        _rounds(plea, words) < ROUNDS,
        "This was asked three times: every further round tells more of those who said no.",
    )
    public = plea.context.teller()
    need(public, "No sealed question can be opened here.")
    waiting = tuple(Placed(plea.lane.id, Outcome(public, word), due=closes) for word in WORDS)
    return (*plea.here(Pose(public, about, words, asked, closes)), *waiting)


def _asked(plea: Plea) -> tuple[str, ...]:
    parties = [one for one in plea.view.table.delegations if one.standing.answers]
    wanted = plea.fields.names("to")
    found = tuple(plea.view.delegation(one).id for one in wanted)
    asked = found or tuple(one.id for one in parties if one.standing is Standing.PARTY)
    need(len(asked) >= 2, "A sealed question is put to two or more.")
    need(set(asked) <= {one.id for one in parties}, "A sealed question is put to parties and guarantors.")
    return asked


def _rounds(plea: Plea, words: str) -> int:
    return sum(
        1 for one in plea.view.table.questions.values() if one.pose.words == words and one.word != "void"
    )


def take_part(plea: Plea) -> tuple[Placed, ...]:
    """Take part in a sealed question that was put to this delegation."""
    public = present(plea.fields.words("public"), plea.view.table.questions)
    found = plea.view.table.questions[public]
    mine = plea.view.seat.delegation
    if mine not in found.pose.asked:
        raise Absent
    need(plea.view.seat.role is not Role.PRINCIPAL, BY_DELEGATES)
    need(may_send(plea), PREPARES)
    need(not found.word and plea.context.at < found.pose.closes, "This question is closed.")
    need(mine not in found.part, "This delegation takes part already.")
    return plea.here(TakePart(public, mine))
