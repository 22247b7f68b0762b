"""Quantities and days in a text, clause by clause: so many of what, and which words stand around them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from goodoffices.core import text as one_text
from goodoffices.core.reading.references import plain, without

MOST = 64
_TOKEN = re.compile(r"\d{4}-\d\d-\d\d|\d+(?:[.,٫٬\u00a0\u202f]\d+)*|%|٪|[^\W\d_]+(?:['’][^\W\d_]+)*")
_GROUPS = re.compile(r"[,٬\u00a0\u202f](?=\d{3}(?!\d))")
_MONTHS = {
    name: number
    for names in (
        "january february march april may june july august september october november december",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    )
    for number, name in enumerate(names.split(), 1)
}


@dataclass(frozen=True)
class Quantity:
    """One quantity of a clause: what is counted, every value its brackets leave it, as said, and the words around it.

    `open` marks one that a bracket leaves open, or that stands in a clause offered as an alternative.
    """

    clause: str
    unit: str
    values: frozenset[str]
    said: tuple[str, ...] = field(repr=False)
    around: frozenset[str] = field(repr=False)
    open: bool = False


@dataclass(frozen=True)
class _Found:
    unit: str
    value: str
    said: str


def quantities(text: one_text.Text) -> tuple[tuple[Quantity, ...], tuple[str, ...]]:
    """Return the quantities of a text in order, and the ids of clauses whose brackets allow more than 64 wordings.

    Of those the quantities are not read. Footnotes are not read. Cost: linear in the text, times 64.
    """
    found: list[Quantity] = []
    crowded: list[str] = []
    for clause, under in one_text.placed(text):
        for pieces in one_text.contents(clause):
            worded = wordings(pieces)
            if worded is None:
                crowded.append(clause.id)
            else:
                found += _of_clause(clause.id, worded, offered=bool(under))
    return tuple(found), tuple(dict.fromkeys(crowded))


def wordings(pieces: Sequence[one_text.Piece]) -> tuple[str, ...] | None:
    """Return every way some words read once their brackets are settled; nothing where there are more than 64."""
    made = [""]
    for piece in pieces:
        if isinstance(piece, one_text.Words):
            made = [one + piece.text for one in made]
        elif isinstance(piece, one_text.Bracket):
            options = [wordings(option.pieces) for option in piece.options] or [(" … ",)]
            ways = [way for option in options for way in option or ()]
            if None in options or len(ways) * len(made) > MOST:
                return None
            made = [one + way for one in made for way in ways]
    return tuple(dict.fromkeys(made))


def _of_clause(clause: str, worded: Sequence[str], *, offered: bool) -> Iterator[Quantity]:
    """Yield what the wordings of a clause count, the first of each unit in one with the first in the others."""
    kept: dict[tuple[str, int], list[_Found]] = {}
    around: set[str] = set()
    for words in worded:
        tokens = _tokens(words)
        around |= set(_stems(tokens))
        seen: dict[str, int] = {}
        for one in _counts(tokens):
            seen[one.unit] = seen.get(one.unit, 0) + 1
            kept.setdefault((one.unit, seen[one.unit]), []).append(one)
    for (unit, _place), listed in kept.items():
        values = frozenset(one.value for one in listed)
        said = tuple(dict.fromkeys(one.said for one in listed))
        own = {stem(word) for one in listed for word in one.said.split()}
        absent = len(listed) < len(worded)
        yield Quantity(
            clause, unit, values, said, frozenset(around - own), offered or len(values) > 1 or absent
        )


def _tokens(words: str) -> list[str]:
    """Return words and numbers; numbers that name clauses are no quantities, and are left out."""
    return _TOKEN.findall(without(words))


def _counts(tokens: Sequence[str]) -> Iterator[_Found]:
    """Yield what is counted: a date, a share, a thing named by its number, or so many of a thing."""
    for at, token in enumerate(tokens):
        if token[0].isdecimal():
            near = ["", *tokens, "", ""][at : at + 4]
            found = _date(near) or _thing(near)
            if found is not None:
                yield found


def _date(near: Sequence[str]) -> _Found | None:
    """Return the date a number stands in: 3 May, 3 May 2031, May 3, 2031-05-03."""
    before, token, after, next_one = near
    if re.fullmatch(r"\d{4}-\d\d-\d\d", token):
        return _Found("date", token, token)
    day, following = _MONTHS.get(before.casefold()), _MONTHS.get(after.casefold())
    month, year = (following, next_one) if following else (day, after)
    if not month or not re.fullmatch(r"\d\d?", token):
        return None
    years = f"{plain(year)}-" if re.fullmatch(r"\d{4}", year) else ""
    said = f"{token} {after}" if following else f"{before} {token}"
    return _Found("date", f"{years}{month:02}-{int(token):02}", f"{said} {year}" if years else said)


def _thing(near: Sequence[str]) -> _Found | None:
    before, token, after, _next = near
    value = plain(_GROUPS.sub("", token))
    if before.casefold() in _MONTHS:
        return None
    if stem(before) in _COUNTED and stem(after) not in _COUNTED:
        return _Found(f"{stem(before)} no.", value, f"{before} {token}")
    if after in ("%", "٪"):
        return _Found("%", value, f"{token}%")
    if len(after) > len("of") and not after[0].isdecimal():
        return _Found(stem(after), value, f"{token} {after}")
    return None


def _stems(tokens: Sequence[str]) -> list[str]:
    return [stem(one) for one in tokens if len(one) > 3 and one.isalpha() and one.casefold() not in _SMALL]


def stem(word: str) -> str:
    """Return a word less the endings and articles by which its forms differ; roughly, in three languages at once."""
    folded = word.casefold()
    for prefix in ("وال", "بال", "لل", "ال"):
        if folded.startswith(prefix) and len(folded) > len(prefix) + 2:
            folded = folded.removeprefix(prefix)
            break
    for ending in ("ings", "ing", "ments", "ment", "ed", "s", "e"):
        if folded.endswith(ending) and len(folded) > len(ending) + 2:
            folded = folded.removesuffix(ending)
    return folded


_SMALL = frozenset(
    [
        "that",
        "this",
        "with",
        "from",
        "they",
        "their",
        "them",
        "there",
        "which",
        "after",
        "before",
        "until",
        "each",
        "every",
        "shall",
        "will",
        "than",
        "then",
        "into",
        "over",
        "upon",
        "when",
        "where",
        "while",
        "have",
        "been",
        "being",
        "were",
        "does",
        "only",
        "also",
        "such",
        "these",
        "those",
        "pour",
        "dans",
        "avec",
        "sans",
        "sous",
        "cette",
        "leur",
        "leurs",
        "elle",
        "elles",
        "sont",
        "sera",
        "après",
        "avant",
        "chaque",
        "entre",
        "plus",
        "moins",
        "على",
        "إلى",
        "عند",
        "ذلك",
        "هذا",
        "هذه",
        "التي",
        "الذي",
        "بعد",
        "قبل",
        "حتى",
    ]
)
_COUNTED = frozenset(
    stem(one)
    for one in [
        "day",
        "week",
        "month",
        "year",
        "hour",
        "phase",
        "stage",
        "round",
        "jour",
        "semaine",
        "mois",
        "étape",
        "tour",
        "يوم",
        "أسبوع",
        "شهر",
        "مرحلة",
    ]
)
"""What is named by its number: day 7 is not 7 days."""
