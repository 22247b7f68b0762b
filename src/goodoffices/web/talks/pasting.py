"""A paste on its way to a text: what was said of each place, what is still to say, and how the text would read."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodoffices.core import text as one_text
from goodoffices.core.errors import BadInput
from goodoffices.documents.paste import Head, Offer, Pasted, in_notation, offered
from goodoffices.web.talks import paper

SORTS = {
    "wording": gettext_lazy("Wording in brackets"),
    "options": gettext_lazy("Options set against each other"),
    "stray": gettext_lazy("Brackets left as plain words"),
    "head": gettext_lazy("The title and what stands under it"),
    "heading": gettext_lazy("Headings"),
    "number": gettext_lazy("Numbers and bullets"),
    "clause": gettext_lazy("Clauses without a number"),
    "unseen": gettext_lazy("Characters that cannot be seen"),
    "blank": gettext_lazy("Blanks that do not break"),
    "quote": gettext_lazy("Curly quotation marks"),
}
WHY = {
    "title": gettext_lazy("the title of the text"),
    "language": gettext_lazy("put under the title"),
    "parties": gettext_lazy("put under the title, so that brackets can say who stands for what"),
    "heading": gettext_lazy("the heading of an article"),
    "annex": gettext_lazy("the heading of an annex"),
    "number": gettext_lazy("a clause with this number"),
    "plain number": gettext_lazy("a clause of its own, the number among its words"),
    "clause": gettext_lazy("a clause of its own"),
    "sub-clause": gettext_lazy("a sub-clause of the one above"),
    "alternatives": gettext_lazy("one place, its alternatives beside one another"),
    "slash": gettext_lazy("the stroke parts alternatives"),
    "not agreed": gettext_lazy("not agreed: to be kept or left out"),
    "whole clause": gettext_lazy("a whole clause that is not agreed"),
    "as written": gettext_lazy("each bracket as it is written"),
    "unfilled": gettext_lazy("a blank that nobody has filled"),
    "options": gettext_lazy("alternatives to one another"),
    "above too": gettext_lazy("alternatives to the clause above as well"),
    "taken out": gettext_lazy("taken out: it cannot be seen, and a text may not hold it"),
    "hyphen": gettext_lazy("a hyphen that is seen"),
    "line end": gettext_lazy("an ordinary line end"),
    "blank": gettext_lazy("an ordinary blank; it reads the same"),
    "straight": gettext_lazy("a straight quotation mark"),
}
FEW = 8
OURS_ASKED = frozenset({"wording", "options", "unseen"})


@dataclass(frozen=True)
class Asking:
    """A paste in one language with what was said of its places. `unsaid` are those only their readers can decide."""

    language: str
    pasted: Pasted
    chosen: Mapping[int, int]
    unsaid: frozenset[int]
    shown: tuple[int, ...]
    turned: str = field(repr=False)
    wrong: tuple[str, ...] = ()


def asking(language: str, words: str, head: Head, said: Mapping[str, str], registered: str = "") -> Asking:
    """Return a paste with what a form says of its places; of a text in our notation, less what stood so before.

    `registered` is the text that the paste follows or is a copy of: what reads as there is what is meant.
    """
    pasted = offered(words, head)
    lines = frozenset(line.strip() for line in registered.split("\n"))
    listed = tuple(
        at
        for at, one in enumerate(pasted.offers)
        if not (pasted.ours and one.sort != "unseen" and _line(pasted.source, one.line) in lines)
    )
    chosen, unsaid = {}, set()
    for at in listed:
        choice = _choice(said, language, at, pasted.offers[at], registered)
        chosen[at] = choice or 0
        if choice is None:
            unsaid.add(at)
    turned = pasted.turned(chosen)
    return Asking(language, pasted, chosen, frozenset(unsaid), listed, turned, _wrong(turned))


def meant_as_notation(words: str) -> bool:
    """Whether a paste opens as a text in our notation, and has a fault: that is told with its place, not read anew."""
    return words.lstrip().startswith("# ") and not in_notation(words)


def _line(source: str, number: int) -> str:
    return source.split("\n")[number - 1].strip() if number <= source.count("\n") + 1 else ""


def _choice(said: Mapping[str, str], language: str, at: int, offer: Offer, registered: str) -> int | None:
    """Return what was chosen; nothing where a place is still to be said."""
    most = len(offer.readings)
    for name in (f"all.{language}.{offer.sort}", f"at.{language}.{at}"):
        value = said.get(name, "")
        if value.isdecimal() and len(value) < 4:
            return min(int(value), most)
    if offer.advised is None and said.get("rest") == "turn":
        return 1
    if registered and most:
        known = next((n for n, way in enumerate(offer.readings, 1) if _stands(way.becomes, registered)), None)
        return known if known is not None else offer.advised
    return offer.advised if most else 0


def _stands(becomes: str, registered: str) -> bool:
    """Whether a reading stands so in the registered text."""
    return bool(becomes) and " ".join(becomes.split()) in " ".join(registered.split())


def _wrong(turned: str) -> tuple[str, ...]:
    try:
        one_text.read(turned)
    except BadInput as bad:
        return tuple(str(bad).splitlines())
    return ()


def digest(askings: Sequence[Asking]) -> str:
    """Return what tells whether the text shown is the text sent on."""
    parts = "\0".join(f"{one.language}\0{one.turned}" for one in askings)
    return hashlib.blake2b(parts.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def settled(askings: Sequence[Asking], said: Mapping[str, str]) -> bool:
    """Whether nothing is left to ask: every place was said, and the text was shown as it reads."""
    if any(one.unsaid or one.wrong for one in askings):
        return False
    return not any(one.shown for one in askings) or said.get("seen", "") == digest(askings)


def told(askings: Sequence[Asking], said: Mapping[str, str]) -> dict[str, Any]:
    """Return what the page shows: each place with what it would become, and the text as it would read."""
    began = "seen" in said
    return {
        "askings": [_told(one, began=began) for one in askings],
        "seen": digest(askings),
        "unsaid": began and any(one.unsaid for one in askings),
        "changed": began and not any(one.unsaid for one in askings),
    }


def _told(one: Asking, *, began: bool) -> Mapping[str, Any]:
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for at in one.shown:
        offer = one.pasted.offers[at]
        groups.setdefault(offer.sort, []).append(_place(one, at, offer))
    listed = [
        {
            "sort": sort,
            "title": title,
            "places": groups[sort],
            "open": len(groups[sort]) <= FEW or sort in ("wording", "options"),
            "many": len(groups[sort]) > 1 and sort not in ("head", "stray"),
        }
        for sort, title in SORTS.items()
        if sort in groups
    ]
    read = None if one.wrong else one_text.read(one.turned)
    return {
        "language": one.language,
        "groups": listed,
        "wrong": one.wrong,
        "words": one.pasted.source,
        "turned": one.turned,
        "title": paper.title(read) if read else "",
        "rows": [(row, None) for row in paper.rows(read)] if read else (),
        "dir": paper.direction(one.language),
        "began": began,
        "unsaid": bool(one.unsaid),
    }


def _place(one: Asking, at: int, offer: Offer) -> Mapping[str, Any]:
    said = None if at in one.unsaid else one.chosen[at]
    ways = [
        {"number": n, "becomes": way.becomes, "why": WHY[way.why], "chosen": said == n}
        for n, way in enumerate(offer.readings, 1)
    ]
    return {
        "name": f"at.{one.language}.{at}",
        "line": offer.line,
        "words": offer.words,
        "stays": offer.stays,
        "ways": ways,
        "left": said == 0,
        "more": offer.more,
        "unsaid": at in one.unsaid,
        "above": offer.begin == offer.end,
        "why": _("This bracket is never closed, so it stays plain words.") if offer.sort == "stray" else "",
    }
