"""The control list: what to go down, one by one, to know by ear whether a paper copy is the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from goodoffices.core.text.pairing import laid_out
from goodoffices.core.text.tree import Text

Sort = Literal["number", "bracket", "not", "name"]

_NUMBER = re.compile(r"\d+(?:[.,:/ ]\d+)*")
_BRACKET = re.compile(r"\[[^\[\]]*\]")
_NOT = re.compile(
    r"\b(?:not|no|never|none|neither|nor|without|ne|n’|n'|pas|non|jamais|aucun|aucune|sans|ni)\b"
    r"|(?<!\w)(?:لا|لم|لن|ليس|ليست|غير|بدون|دون|عدم)(?!\w)",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<![.!?:;]\s)(?<!^)(?<!\w)[^\W\d_a-zà-ÿ][\w’'-]+", re.MULTILINE)


@dataclass(frozen=True)
class Item:
    """One thing to check: where it stands (the clause's displayed number), what sort it is, what it says."""

    number: str
    clause: str
    sort: Sort
    words: str


def control_list(text: Text) -> tuple[Item, ...]:
    """Return every number, bracket, negation and name of the text, in order, with its clause.

    Names are declared parties and words with a capital inside a sentence; scripts without capitals give only
    the parties. A date is its numbers and the name of its month.
    """
    found: list[Item] = []
    for clause in laid_out(text):
        shown = clause.number.rstrip(". ") or clause.id
        found += [
            Item(shown, clause.id, sort, words) for _, sort, words in sorted(_in(clause.words, text.parties))
        ]
    return tuple(found)


def _in(words: str, parties: tuple[str, ...]) -> Iterator[tuple[int, Sort, str]]:
    for bracket in _BRACKET.finditer(words):
        yield bracket.start(), "bracket", bracket.group()
    for number in _NUMBER.finditer(words):
        yield number.start(), "number", number.group()
    for negation in _NOT.finditer(words):
        yield negation.start(), "not", negation.group()
    named: set[int] = set()
    for party in parties:
        for name in re.finditer(rf"(?<!\w){re.escape(party)}(?!\w)", words):
            named.add(name.start())
            yield name.start(), "name", party
    for name in _NAME.finditer(words):
        if name.group()[0].isupper() and name.start() not in named and not _NOT.fullmatch(name.group()):
            yield name.start(), "name", name.group()
