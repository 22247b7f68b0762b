"""References to clauses as texts word them: “clauses 2 and 14(a) of the accord”, and what they name in a text."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from goodoffices.core import text as one_text

Sort = Literal["clause", "article", "annex"]
Whose = Literal["own", "other", "either"]
_SORTS: Mapping[str, Sort] = {
    **dict.fromkeys(("clause", "clauses", "paragraph", "paragraphs", "section", "sections"), "clause"),
    **dict.fromkeys(
        ("paragraphe", "paragraphes", "بند", "البند", "البنود", "فقرة", "الفقرة", "الفقرات"), "clause"
    ),
    **dict.fromkeys(("article", "articles", "مادة", "المادة", "المواد"), "article"),
    **dict.fromkeys(("annex", "annexes", "annexe", "ملحق", "الملحق", "الملاحق"), "annex"),
}
_ONE = {
    **{
        one: one.removesuffix("s") for one in ("clauses", "paragraphs", "sections", "paragraphes", "articles")
    },
    "annexes": "annex",
    "البنود": "البند",
    "الفقرات": "الفقرة",
    "المواد": "المادة",
    "الملاحق": "الملحق",
}
_NUMBER = r"(?:\d+(?:\.\d+)*|[A-Z](?!\w))(?:\s?(?:bis|ter))?(?:\s?\(\w{1,4}\))*"
_WORDS = "|".join(sorted(_SORTS, key=len, reverse=True))
_REFERENCE = re.compile(
    rf"(?<!\w)[وبلف]?(?P<word>{_WORDS})\s+(?P<numbers>{_NUMBER}(?:\s*(?:,|،|and|or|to|et|ou|à|و|أو|إلى)\s*{_NUMBER})*)",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\s*(?:hereof\b|of (?:this|the present)\b|(?:de la présente|de ce(?:tte|t)?)\b|من هذ[اه])", re.IGNORECASE
)
_OTHER = re.compile(
    r"\s*(?:thereof\b|of the (?:main )?(?:agreement|accord|text|treaty|deal)\b"
    r"|(?:de l['’]|du )(?:accord|texte|traité)\b|من (?:الاتفاق|الاتفاقية|النص))",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Reference:
    """A clause, article or annex that words name; `whose` it is as far as the words tell."""

    sort: Sort
    number: str
    said: str
    whose: Whose = "either"


def references(words: str, title: str = "") -> tuple[Reference, ...]:
    """Return what words refer to, in order. `title` is the other text's, by which it may be named."""
    found: list[Reference] = []
    for one in _REFERENCE.finditer(words):
        sort, whose = _SORTS[one["word"].casefold()], _whose(words[one.end() :], title)
        for number in re.findall(_NUMBER, one["numbers"]):
            word = _ONE.get(one["word"].casefold(), one["word"])
            found.append(Reference(sort, plain(number), f"{word} {number}", whose))
    return tuple(found)


def without(words: str) -> str:
    """Return words less what they refer to: the number of a clause counts nothing."""
    return _REFERENCE.sub(" ", words)


def _whose(rest: str, title: str) -> Whose:
    if _OWN.match(rest):
        return "own"
    named = re.match(rf"\W*(?:of|de|du|من)\s+(?:the |la |le |l['’])?{re.escape(title)}", rest, re.IGNORECASE)
    return "other" if _OTHER.match(rest) or (title and named) else "either"


def plain(number: str) -> str:
    """Return a number as it is compared: in the digits 0 to 9, small letters, no blank, no final dot."""
    digits = "".join(str(int(one)) if one.isdecimal() else one for one in number)
    return re.sub(r"\s", "", digits).strip(".:،,").casefold()


def places(text: one_text.Text) -> Mapping[tuple[Sort, str], tuple[str, ...]]:
    """Return the ids of all clauses, articles and annexes by sort and number; 14(a) is named so and, where alone, (a)."""
    found: dict[tuple[Sort, str], tuple[str, ...]] = {}
    for sort, number, name in _numbered(text):
        found[sort, number] = (*found.get((sort, number), ()), name)
    return found


def named(known: Mapping[tuple[Sort, str], tuple[str, ...]], one: Reference) -> tuple[str, ...]:
    """Return the ids a reference names; what one text calls an article another calls a clause."""
    other: Sort = "clause" if one.sort == "article" else "article"
    return known.get((one.sort, one.number)) or (
        known.get((other, one.number), ()) if one.sort != "annex" else ()
    )


def _numbered(text: one_text.Text) -> Iterator[tuple[Sort, str, str]]:
    for article in text.articles:
        number = article.number or one_text.notation(article.heading)
        found = re.search(rf"(?<!\w)({_NUMBER})(?!\w)", number)
        if found:
            yield ("annex" if article.kind == "annex" else "article"), plain(found[1]), article.id
    for items in (text.preamble, *(one.items for one in text.articles)):
        above: list[str] = []
        for clause in _clauses(items):
            del above[clause.depth :]
            above += [""] * (clause.depth - len(above)) + [plain(clause.number)]
            if above[-1]:
                yield "clause", "".join(above), clause.id


def _clauses(items: tuple[one_text.Item, ...]) -> Iterator[one_text.Clause]:
    for item in items:
        if isinstance(item, one_text.Clause):
            yield item
            continue
        for option in item.options:
            yield from _clauses(option.items)
