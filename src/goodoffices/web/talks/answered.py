"""What a delegation answered to a text, for a page: in its own words, with its terms, and whether its time has passed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from goodoffices.core import text as one_text
from goodoffices.core.fold.answers import Answered
from goodoffices.core.fold.channel import Given
from goodoffices.core.lanes import Kind
from goodoffices.core.reading.standing import sense
from goodoffices.web.parts import move
from goodoffices.web.talks import answering, clauses, paper
from goodoffices.web.talks.here import Here


@dataclass(frozen=True)
class Said:
    """An answer as its delegation reads it; `who` is the mediator who alone was told, if one was."""

    words: str
    terms: tuple[str, ...] = field(repr=False)
    lane: str
    item: str
    who: str
    stands: bool
    move: str


def told(here: Here, given: Given) -> dict[str, Any]:
    """Return what this delegation answered to a text it was given: to all of it, and clause by clause."""
    return {"answers": listed(here, given)}


def listed(here: Here, given: Given) -> list[Said]:
    """Return the answers of a seat's own delegation to a text, to the desk first, then to one mediator alone."""
    found: list[tuple[Answered, tuple[str, str]]] = []
    for lane in here.view.lanes.values():
        if lane.kind not in (Kind.CHANNEL, Kind.PRIVATE) or lane.delegation != here.view.seat.delegation:
            continue
        state = here.view.states[lane.id]
        every = [*getattr(state, "answers", {}).values(), *getattr(state, "parts", {}).values()]
        every = [one for one in every if one.sha256 == given.sha256]
        who = here.view.name_of(lane.seat) if lane.kind is Kind.PRIVATE else ""
        found += [(one, (lane.id, who)) for one in (*every, *getattr(state, "letters", {}).values())]
    numbers = numbers_in(here, given) if found else {}  # the text is read only where there is an answer to it
    return [_said(here, one, numbers, lane) for one, lane in found]


def numbers_in(here: Here, given: Given) -> Mapping[str, str]:
    """Return the numbers that clauses show in a given text, by id."""
    file = clauses.files_in(here.view.text_of(given.sha256), get_language() or "en")[1]
    return paper.references(one_text.read(file))


def _said(here: Here, one: Answered, numbers: Mapping[str, str], lane: tuple[str, str]) -> Said:
    meant = sense(one, int(here.at.timestamp()))
    terms = answering.sentences(here.view, one, numbers) if one.accepts and one.level else ()
    words = _words(one, numbers)
    if meant == "counter":
        words = _("Your counter-proposal is recorded.")
    if meant == "lapsed":
        words += " " + _("Its time has passed: it no longer stands.")
    if meant == "withdrawn":
        words += " " + _("You took it back.")
    if one.heard or one.witnessed:
        words += " " + _("A mediator wrote it down.")
    stands = one.accepts and meant not in ("withdrawn", "lapsed")
    return Said(words, terms, lane[0], one.id, lane[1], stands, move())


def _words(one: Answered, numbers: Mapping[str, str]) -> str:
    clause = {"clause": numbers.get(one.clause, one.clause)}
    if not one.sha256:
        return _("You said: we give our letter. %(words)s") % {"words": one.words}
    if one.accepts:
        return (
            _("You said: we accept clause %(clause)s of the text with these check words.") % clause
            if one.clause
            else _("You said: we accept the text with these check words.")
        )
    return (
        _("You said: we do not accept clause %(clause)s.") % clause
        if one.clause
        else _("You said: we do not accept the text with these check words.")
    )
