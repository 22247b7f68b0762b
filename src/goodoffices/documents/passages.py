"""A bracketed text as issues: each open passage one, its wordings the options, nested passages ruled by their nest."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from goodoffices.core.errors import BadInput
from goodoffices.core.terms import Excludes, Issue, Requires, Rule, Space, Term
from goodoffices.core.text import Text, align, blanks_count, read, shown

ABSENT = "(does not arise)"
LEFT_OUT = "(left out)"


@dataclass(frozen=True)
class Open:
    """A passage that can be chosen in: its id, the clause it stands in, and its wordings in order."""

    id: str
    clause: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class Draft:
    """What a text leaves open, and the deals that would settle it."""

    title: str
    parties: tuple[str, ...]
    open: tuple[Open, ...]
    blanks: int
    space: Space


def draft(sources: Sequence[tuple[str, str]]) -> Draft:
    """Return what a text leaves open, given its files (name and words), one for each language.

    The words are those of the first language. A bracket tied to another is no issue of its own; a blank cannot be
    chosen and is only counted.
    """
    texts = [_read(name, words) for name, words in sources]
    align(texts, [name for name, _ in sources])
    told = shown(texts[0])
    listed = [one for one in told["passages"] if one["options"] and not one["tied_to"]]
    found = tuple(Open(one["id"], one["clause"], tuple(_names(one["options"]))) for one in listed)
    under = {one["id"]: one["under"][-1] for one in listed if one["under"]}
    return Draft(told["title"], texts[0].parties, found, blanks_count(texts[0]), _space(found, under))


def _read(name: str, words: str) -> Text:
    try:
        return read(words)
    except BadInput as bad:
        raise bad.within(name) from None


def _names(options: Sequence[dict[str, str]]) -> Iterator[str]:
    """The wordings on one line each; the empty one by its name, equal ones told apart."""
    met: set[str] = set()
    for option in options:
        name = " ".join(option["text"].split()) or LEFT_OUT
        while name in met or name == ABSENT:
            name += "′"
        met.add(name)
        yield name


def _space(found: tuple[Open, ...], under: dict[str, tuple[str, int]]) -> Space:
    names = {one.id: one.options for one in found}
    issues = []
    rules: list[Rule] = []
    for one in found:
        if one.id not in under:
            issues.append(Issue(one.id, one.options))
            continue
        passage, place = under[one.id]
        nest = Term(passage, names[passage][place - 1])
        issues.append(Issue(one.id, (*one.options, ABSENT)))
        rules += [Requires(frozenset({Term(one.id, option)}), frozenset({nest})) for option in one.options]
        rules.append(Excludes(frozenset({Term(one.id, ABSENT), nest})))
    return Space(tuple(issues), tuple(rules))
