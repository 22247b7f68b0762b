"""A circle's text beside the main text: where the two do not go together, as far as that can be told from the words.

What is found is pointed out and decided by nobody here; what was not looked at is said as well.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from goodoffices.core import text as one_text
from goodoffices.core.reading.quantities import Quantity, quantities
from goodoffices.core.reading.references import Reference, Sort, named, places, references

Kind = Literal["missing", "changed", "open", "differs", "defined"]
Why = Literal["either", "several", "crowded here", "crowded there"]
SHARED = 2
"""Words that two clauses must share before a quantity of both is taken for the same."""
_DEFINED = re.compile(
    r"[“\"«„]\s*([^”\"»“]{1,80}?)\s*[”\"»“]\s+(?:means?|shall mean|désigne|signifie|يعني|تعني|يُقصد به)\s+(.+)"
)


@dataclass(frozen=True)
class Found:
    """One place where two texts do not go together.

    `missing`: a clause that the main text has not. `changed`: a clause that read otherwise when this text was laid.
    `open`: what this text takes as settled stands in a bracket there. `differs`: the same is counted otherwise.
    `defined`: a term is given another meaning. `here` and `there` are ids of clauses, `there` empty where there is none.
    """

    kind: Kind
    here: str
    there: str
    ours: str = field(repr=False)
    theirs: str = field(repr=False)


@dataclass(frozen=True)
class Unsure:
    """What was not checked and why: a reference that may be to either text, or to several clauses; too many wordings."""

    why: Why
    clause: str
    said: str = ""


@dataclass(frozen=True)
class Compared:
    """What was found, in the order of the circle's text, and what was not checked."""

    found: tuple[Found, ...]
    unsure: tuple[Unsure, ...]


@dataclass(frozen=True)
class _Side:
    """A text with what it names and counts."""

    text: one_text.Text
    known: Mapping[tuple[Sort, str], tuple[str, ...]]
    counted: tuple[Quantity, ...]
    crowded: tuple[str, ...]
    words: Mapping[str, str]


def compared(ours: one_text.Text, main: one_text.Text, before: one_text.Text | None = None) -> Compared:
    """Return where a circle's text and the main text, in one language, do not go together.

    `before` is the main text as it stood when ours was laid. Quantities are the same where their unit is and the
    clauses share two words or one names the other; one that agrees anywhere is no fault. Cost: clauses of one
    times clauses of the other.
    """
    a, b = _side(ours), _side(main)
    title = one_text.notation(main.title)
    found: list[Found] = []
    unsure = [
        *(Unsure("crowded here", one) for one in a.crowded),
        *(Unsure("crowded there", one) for one in b.crowded),
    ]
    then = _side(before) if before is not None else None
    for clause in one_text.clauses(ours):
        targets: set[str] = set()
        for one in dict.fromkeys(references(a.words[clause.id], title)):
            at = _target(one, a, b)
            if isinstance(at, str):
                unsure.append(Unsure(at, clause.id, one.said))
            elif at is not None:
                targets |= set(at)
                found += _referred((clause.id, one), at, b, then)
                found += _settled(clause.id, at, a, b)
        mine = [one for one in a.counted if one.clause == clause.id]
        found += [made for one in mine for made in _counted(one, b, targets)]
        found += _defined(clause.id, a, b)
    return Compared(tuple(dict.fromkeys(found)), tuple(dict.fromkeys(unsure)))


def _side(text: one_text.Text) -> _Side:
    counted, crowded = quantities(text)
    words = {
        clause.id: " ".join(one_text.notation(pieces) for pieces in one_text.contents(clause))
        for clause in one_text.clauses(text)
    }
    return _Side(text, places(text), counted, crowded, words)


def _target(
    one: Reference, ours: _Side, main: _Side
) -> tuple[str, ...] | Literal["either", "several"] | None:
    """Return what a reference names in the main text, nothing there, why that cannot be told; None for our own."""
    at = named(main.known, one)
    if one.whose == "own":
        return None
    if one.whose == "either" and named(ours.known, one):
        return "either" if at else None
    return "several" if len(at) > 1 else at


def _referred(
    of: tuple[str, Reference], at: tuple[str, ...], main: _Side, then: _Side | None
) -> Iterator[Found]:
    here, one = of
    if not at:
        yield Found("missing", here, "", one.said, "")
        return
    was = named(then.known, one) if then else ()
    if then and len(was) == 1 and (was != at or _reads(then, was[0]) != _reads(main, at[0])):
        yield Found("changed", here, at[0], _reads(then, was[0]), _reads(main, at[0]))


def _reads(side: _Side, name: str) -> str:
    """Return how a clause reads; of an article, its heading."""
    headings = {one.id: one_text.notation(one.heading) for one in side.text.articles}
    return side.words.get(name, headings.get(name, ""))


def _counted(one: Quantity, main: _Side, targets: set[str]) -> Iterator[Found]:
    alike = [other for other in main.counted if other.unit == one.unit]
    fellows = [other for other in alike if other.clause in targets and _only(other, alike)]
    fellows = fellows or [other for other in alike if len(other.around & one.around) >= SHARED]
    agreed = [other for other in fellows if one.values <= other.values]
    if agreed:
        if not one.open and all(other.open for other in agreed):
            yield _found("open", one, agreed[0])
    elif fellows:
        yield _found("differs", one, max(fellows, key=lambda other: len(other.around & one.around)))


def _settled(clause: str, at: tuple[str, ...], ours: _Side, main: _Side) -> Iterator[Found]:
    """Yield brackets of a clause that is named, of which ours uses one option's words as if the others were gone."""
    spoken = " ".join(_bare(ours.words[clause]))
    for passage in one_text.passages(main.text):
        if passage.clause not in at or not isinstance(passage.bracket, one_text.Bracket):
            continue
        options = [one_text.notation(option.pieces) for option in passage.bracket.options]
        said = [one for one in options if _words(one) and f" {_words(one)} " in f" {spoken} "]
        if len(said) == 1 and len(options) > 1:
            yield Found("open", clause, passage.clause, said[0], " | ".join(options))


def _words(option: str) -> str:
    """Return an option's words; nothing of a bare number, which is looked at with what it counts."""
    return " ".join(_bare(option)) if any(one.isalpha() for one in option) else ""


def _only(one: Quantity, alike: Sequence[Quantity]) -> bool:
    return sum(other.clause == one.clause for other in alike) == 1


def _found(kind: Kind, one: Quantity, other: Quantity) -> Found:
    return Found(kind, one.clause, other.clause, " | ".join(one.said), " | ".join(other.said))


def _defined(clause: str, ours: _Side, main: _Side) -> Iterator[Found]:
    """Yield terms of a clause that the main text, or an earlier clause of ours, gives another meaning."""
    known = [(name, term, said) for name in main.words for term, said in _meanings(main, name)]
    order = list(ours.words)
    for name in order[: order.index(clause)]:
        known += [("", term, said) for term, said in _meanings(ours, name)]
    for term, said in _meanings(ours, clause):
        for there, other, theirs in known:
            if other == term and _bare(theirs) != _bare(said):
                yield Found("defined", clause, there, f"{term}: {said}", f"{term}: {theirs}")


def _meanings(side: _Side, clause: str) -> list[tuple[str, str]]:
    return [(term.casefold(), said) for term, said in _DEFINED.findall(side.words[clause])]


def _bare(words: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", words.casefold()))
