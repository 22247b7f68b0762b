"""What a mandate covers: where an acceptance would go beyond it, read from the delegation's own lanes alone."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from goodoffices.core import text as one_text
from goodoffices.core.fold.mandates import Mandated, Mandates
from goodoffices.core.moves.mandates import Bound, Refer
from goodoffices.core.view import View

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Beyond:
    """One place where an acceptance goes beyond a mandate; no clause where it is the mandate as a whole."""

    why: Literal["range", "refer", "forbidden", "lapsed"]
    by: str
    clause: str = ""
    within: tuple[str, ...] = field(default=(), repr=False)


def mandates(view: View) -> tuple[Mandated, ...]:
    """Return the mandates a seat knows of: its room's, and its principals' where it was let in."""
    return tuple(one.mandate for one in kept(view) if one.mandate is not None)


def kept(view: View) -> tuple[Mandates, ...]:
    """Return what stands between a delegation and headquarters, in each lane a seat holds."""
    return tuple(one for one in view.states.values() if isinstance(one, Mandates))


def beyond(view: View, of: tuple[str, str], level: str, at: int) -> tuple[Beyond, ...]:
    """Return where accepting goes beyond the mandate: `of` is a fingerprint and a clause, empty for all of them.

    One's own view binds nobody, and the principals' own word needs no mandate; ad referendum is what "refer back"
    asks for. Each mandate the seat knows of counts; none is no bound.
    """
    if level in ("personal", "principal", "ratified"):
        return ()
    sha256, clause = of
    texts = tuple(one_text.read(file) for file in view.text_of(sha256).values())
    found: list[Beyond] = []
    for mandate in mandates(view):
        if mandate.until and at > mandate.until:
            found += [Beyond("lapsed", mandate.by)] if level != "referendum" else []
        else:
            found += [
                one for one in _beyond(mandate, texts, clause) if level != "referendum" or one.why != "refer"
            ]
    return tuple(found)


def beyond_the_rest(view: View, level: str, at: int) -> tuple[Beyond, ...]:
    """Return where accepting a text of its own, an annex, goes beyond the mandate: in what that leaves of all the rest.

    What a mandate says of clauses it says of the main text's; whether it has lapsed, and of the rest, of any text.
    """
    if level in ("personal", "principal", "ratified"):
        return ()
    found: list[Beyond] = []
    for mandate in mandates(view):
        if mandate.until and at > mandate.until:
            found.append(Beyond("lapsed", mandate.by))
        elif mandate.rest in ("refer", "forbidden"):
            found.append(Beyond(mandate.rest, mandate.by))
    return tuple(one for one in found if level != "referendum" or one.why == "forbidden")


def _beyond(mandate: Mandated, texts: Sequence[one_text.Text], only: str) -> Iterator[Beyond]:
    touched = {one.id for one in one_text.clauses(texts[0]) if not only or one.id == only}
    for bound in mandate.bounds:
        if bound.clause not in touched or bound.leave == "free":
            continue
        if bound.leave != "range" or not _inside(bound, texts):
            yield Beyond(bound.leave, mandate.by, bound.clause, bound.within)
    if mandate.rest in ("refer", "forbidden") and touched - {one.clause for one in mandate.bounds}:
        yield Beyond(mandate.rest, mandate.by)


def _inside(bound: Bound, texts: Sequence[one_text.Text]) -> bool:
    """Whether a clause stays within a range: settled on one of its wordings, or with one of them open still."""
    wanted = [_spoken(one) for one in bound.within]
    return any(_holds(stands, wanted) for text in texts for stands in _stands(text, bound.clause))


def _stands(text: one_text.Text, clause: str) -> list[tuple[str, ...]]:
    options = [
        one_text.notation(option.pieces)
        for passage in one_text.passages(text)
        if passage.clause == clause and isinstance(passage.bracket, one_text.Bracket)
        for option in passage.bracket.options
    ]
    whole = [one_text.notation(one.pieces) for one in one_text.clauses(text) if one.id == clause]
    return [_spoken(one) for one in (options or whole)]


def _spoken(words: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in _WORD.findall(words))


def _holds(many: tuple[str, ...], wanted: Sequence[tuple[str, ...]]) -> bool:
    return any(
        few and many[at : at + len(few)] == few for few in wanted for at in range(len(many) - len(few) + 1)
    )


def answer_words(digest: str, count: int) -> tuple[tuple[int, int], ...]:
    """Return, for each answer of a digest by number, the two places in the word lists that are read out with it.

    Made of digest and number; no word stands twice among the answers of one digest, so that one word misheard
    is never another answer.
    """
    found: list[tuple[int, int]] = []
    used: set[int] = set()
    for number in range(1, count + 1):
        drawn = _drawn(digest, number)
        first, second = next(drawn), next(drawn)
        while first in used:
            first = next(drawn)
        while second in used or second == first:
            second = next(drawn)
        used |= {first, second}
        found.append((first, second))
    return tuple(found)


def _drawn(digest: str, number: int) -> Iterator[int]:
    turn = 0
    while True:
        made = hashlib.sha256(f"goodoffices-answer/1:{digest}:{number}:{turn}".encode()).digest()
        yield int.from_bytes(made[:4], "big") % 1024
        turn += 1


def spoken(asked: Refer, number: int, language: str) -> tuple[str, ...]:
    """Return the two words of an answer in a shipped language, in English for others."""
    listed = one_text.LISTS.get(language, one_text.LISTS["en"])
    return tuple(listed[place] for place in answer_words(asked.digest, len(asked.courses))[number - 1])


def number_heard(asked: Refer, words: str) -> int:
    """Return the number of the answer these two words belong to, in any shipped language; 0 for none."""
    listed: Mapping[tuple[int, ...], int] = {
        places: number for number, places in enumerate(answer_words(asked.digest, len(asked.courses)), 1)
    }
    return next((listed[told] for told in one_text.places_heard(words) if told in listed), 0)
