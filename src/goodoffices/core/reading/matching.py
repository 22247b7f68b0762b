"""Which "yes, if" hold together, for the desk: the largest set, the smallest missing links, who waits for whom."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from goodoffices.core import text as one_text
from goodoffices.core.fold.answers import Answered
from goodoffices.core.match import Acceptance, Accepts, Condition, Fact, match
from goodoffices.core.moves.answers import LEVELS, If
from goodoffices.core.people import Delegation
from goodoffices.core.reading.standing import newest_version, sense
from goodoffices.core.view import View

LETTER = "letter"
WHOLE = ""


@dataclass(frozen=True)
class Position:
    """A standing yes to the newest text, to a clause of it (`of`), or a guarantor's letter."""

    delegation: Delegation
    of: str
    answer: Answered


@dataclass(frozen=True)
class Matched:
    """Positions with their conditions: those that hold together, what is missing for all, rings of who waits.

    `complete` is false where there were more rings than could be listed.
    """

    positions: tuple[Position, ...]
    holds: tuple[Position, ...]
    missing: tuple[tuple[If, ...], ...]
    rings: tuple[tuple[str, ...], ...]
    complete: bool


def matched(view: View, at: int) -> Matched:
    """Return what the answers the desk knows of amount to together; nothing of it is told to anybody.

    Answers to another text, one's own views, and those whose time has passed are no part of it.
    """
    stand = positions(view, at)
    asked = list(dict.fromkeys(one for each in stand for one in each.answer.conditions))
    named = {_condition(one): one for one in asked}
    made = list(_acceptances(stand, asked))
    facts = dict(view.desk.facts) | _read_so(view, asked)
    found = match([one for _position, one in made], facts)
    force = set(found.in_force)
    holding = {place for place, one in made if one.gives in force}
    missing = tuple(tuple(named[link] for link in links if link in named) for links in found.missing)
    rings = tuple(dict.fromkeys(tuple(one.party for one in ring) for ring in found.rings))
    return Matched(
        stand,
        tuple(one for place, one in enumerate(stand) if place in holding),
        tuple(dict.fromkeys(links for links in missing if links)),
        tuple(ring for ring in rings if len(set(ring)) > 1),
        found.complete,
    )


def positions(view: View, at: int) -> tuple[Position, ...]:
    """Return every standing yes to the newest registered text, and every letter."""
    newest, found = newest_version(view), []
    for delegation, channel in view.channels():
        given = [(WHOLE, one) for one in channel.answers.values()]
        given += [*channel.parts.items(), *((LETTER, one) for one in channel.letters.values())]
        found += [
            Position(delegation, of, one)
            for of, one in given
            if sense(one, at) in ("yes", "yes if")
            and (of == LETTER or (newest is not None and one.sha256 == newest.sha256))
        ]
    return tuple(found)


def _key(one: If) -> str:
    return f"{one.clause}@{one.level}"


def _condition(one: If) -> Condition:
    match one.sort:
        case "accepts":
            return Accepts(one.who, _key(one))
        case "letter":
            return Accepts(one.who, LETTER)
        case "clause":
            return Fact(f"{one.clause}={one.words}")
        case _:
            return Fact(one.words, one.holds)


def _acceptances(stand: Sequence[Position], asked: Sequence[If]) -> Iterator[tuple[int, Acceptance]]:
    """Yield each position under its own name, and under each name by which others wait for it."""
    for place, one in enumerate(stand):
        wants = tuple(_condition(each) for each in one.answer.conditions)
        own = LETTER if one.of == LETTER else f"{place}"
        yield place, Acceptance(one.delegation.id, own, wants)
        for each in asked:
            if each.sort == "accepts" and each.who == one.delegation.id and covers(one, each):
                yield place, Acceptance(one.delegation.id, _key(each), wants)


def covers(one: Position, asked: If) -> bool:
    """Whether a position is what somebody waits for: of that clause or of all, at that level or above."""
    of = one.of in (WHOLE, asked.clause) if asked.clause else one.of == WHOLE
    return one.of != LETTER and of and _rank(one.answer.level) >= _rank(asked.level)


def _rank(level: str) -> int:
    return next((place for place, one in enumerate(LEVELS) if one == level), 0)


def _read_so(view: View, asked: Sequence[If]) -> dict[str, bool]:
    """Return which clauses read what is asked of them, in the newest text with no bracket left open there."""
    newest = newest_version(view)
    if newest is None:
        return {}
    texts = [one_text.read(file) for file in view.text_of(newest.sha256).values()]
    return {
        f"{one.clause}={one.words}": any(_reads(text, one) for text in texts)
        for one in asked
        if one.sort == "clause"
    }


def _reads(text: one_text.Text, asked: If) -> bool:
    for clause in one_text.clauses(text):
        if clause.id == asked.clause:
            words = one_text.notation(clause.pieces)
            return "[" not in words and asked.words.casefold() in words.casefold()
    return False
