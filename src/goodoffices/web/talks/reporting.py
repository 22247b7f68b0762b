"""A pasted report on its way into the record: what was read in it, as things to confirm, correct or leave out."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast, get_args

from django.http import QueryDict
from django.utils.translation import gettext_lazy

from goodoffices.core.errors import BadInput, Fault, Phrase
from goodoffices.record.ledger.book import Ledger, next_id
from goodoffices.record.ledger.confirm import claims_of
from goodoffices.record.ledger.entries import Body, Bound, Claim, Grade, Hidden, Report, Statement
from goodoffices.record.reading.reading import read
from goodoffices.record.reading.values import Reading
from goodoffices.record.reading.values import Statement as Suggested

GRADES: tuple[Grade, ...] = get_args(Grade)
HIDDEN: tuple[Hidden, ...] = get_args(Hidden)
BOUNDS: tuple[Bound, ...] = get_args(Bound)
WORDS = (  # what the codes of the ledger read like; the pages translate the codes
    *(gettext_lazy("on record"), gettext_lazy("background"), gettext_lazy("deep background")),
    *(
        gettext_lazy("off the record"),
        gettext_lazy("named"),
        gettext_lazy("described"),
        gettext_lazy("anonymous"),
    ),
    *(gettext_lazy("exact"), gettext_lazy("over"), gettext_lazy("under"), gettext_lazy("about")),
    *(gettext_lazy("party"), gettext_lazy("mediator"), gettext_lazy("source"), gettext_lazy("other")),
)


@dataclass(frozen=True)
class Offer:
    """One suggestion as it is shown: its number, where its words stand, and what would be entered unless corrected."""

    number: int
    start: int
    end: int
    words: str
    source: str
    actor: str
    hidden: str
    grade: str
    kind: str
    said: str
    to: str
    rule: str
    claims: tuple[Claim, ...]
    chain: str = ""
    about: str = ""


def reading_of(report: Report) -> Reading:
    """Return what the rules read in a report; its own day is the one given for it."""
    return read(report.text, date.fromisoformat(report.published[:10]) if len(report.published) > 7 else None)


def offers(ledger: Ledger, reading: Reading) -> tuple[Offer, ...]:
    """Return a report's statements as suggestions, in the order of the text; nothing of them is entered."""
    return tuple(
        _offer(ledger, reading, number, one) for number, one in enumerate(reading.statements, start=1)
    )


def _offer(ledger: Ledger, reading: Reading, number: int, one: Suggested) -> Offer:
    source = " ".join(one.source.words.text.split()) if one.source else ""
    alias = ledger.aliases.get(source.casefold())
    hidden = one.source.kind if one.source else "anonymous"
    return Offer(
        number=number,
        start=one.words.start,
        end=one.words.end,
        words=" ".join(one.words.text.split()),
        source=source,
        actor=alias.actor if alias else "",
        hidden=hidden,
        grade="on record" if hidden == "named" else "background",
        kind=one.kind,
        said=one.said_on.isoformat() if one.said_on else "",
        to=one.to or "",
        rule=one.rule,
        claims=tuple(claims_of(reading.figures, one)),
    )


CORRECTED = ("words", "source", "actor", "hidden", "grade", "kind", "said", "chain", "about")


def as_corrected(offer: Offer, post: Mapping[str, str]) -> Offer:
    """Return a suggestion as its form came back, so that nothing somebody corrected is lost when the whole is refused.

    Claims that could not be made stand as they were suggested.
    """
    mark = f".{offer.number}"
    told: dict[str, Any] = {name: post[name + mark] for name in CORRECTED if name + mark in post}
    try:
        claims = tuple(_claims(post, mark))
    except BadInput:
        claims = offer.claims
    return replace(offer, claims=claims or offer.claims, **told)


def confirmed(ledger: Ledger, report: Report, found: Sequence[Offer], post: QueryDict) -> list[Body]:
    """Return the report and the statements that were ticked, as corrected; `BadInput` names each that cannot stand."""
    taken = set(post.getlist("take"))
    name = next_id(ledger, "r")
    made: list[Body] = [report]
    faults = []
    for offer in found:
        if str(offer.number) in taken:
            try:
                told = _told(post, f".{offer.number}")
                made.append(statement(told | _of_report(report, name, offer)))
            except BadInput as bad:
                whys = [Phrase(one.what) for one in bad.faults]
                faults += [Fault(Phrase("Suggestion {n}: {why}", n=offer.number, why=why)) for why in whys]
    if faults:
        raise BadInput(*faults)
    return made


def _of_report(report: Report, name: str, offer: Offer) -> dict[str, Any]:
    own = {
        "outlet": report.outlet,
        "published": report.published,
        "language": report.language,
        "report": name,
    }
    return own | {"start": offer.start, "end": offer.end, "to": offer.to}


PLAIN = (
    *("source", "actor", "words", "kind", "to", "outlet", "language", "translation", "clause", "quotation"),
    *("corrects", "supersedes", "denies"),
)


def _told(post: Mapping[str, str], mark: str = "") -> dict[str, Any]:
    """Return what a form says of one statement; the fields of a suggestion carry its number as a mark."""
    told: dict[str, Any] = {
        name: post.get(name + mark, "").strip() for name in PLAIN if post.get(name + mark, "").strip()
    }
    told |= {name: post.get(name + mark, "").strip() or None for name in ("said", "published")}
    told |= {name: post[name + mark] for name in ("hidden", "grade") if post.get(name + mark)}
    told["chain"] = _listed(post.get(f"chain{mark}", ""), ">")
    told["about"] = _listed(post.get(f"about{mark}", ""), ",")
    told["claims"] = tuple(_claims(post, mark))
    return told


def _listed(words: str, between: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in words.split(between) if one.strip())


def _claims(post: Mapping[str, str], mark: str) -> Iterator[Claim]:
    for place in range(1, 100):
        name = f"{mark}.{place}"
        if f"what{name}" not in post:
            return
        what, value = post[f"what{name}"].strip(), post.get(f"value{name}", "").strip()
        if what or value:
            bound = cast("Bound", post.get(f"bound{name}", "exact") or "exact")
            number = value.replace(",", "").replace(".", "", 1).isdecimal()
            yield Claim(
                what, value, "number" if number else "text", post.get(f"unit{name}", "").strip(), bound
            )


def statement(told: Mapping[str, Any]) -> Statement:
    """Return a statement from what a form says; what is missing is named, and nothing without source and date gets in."""
    return Statement(**({"source": "", "outlet": "", "words": ""} | dict(told)))


def by_hand(post: Mapping[str, str]) -> Statement:
    """Return the statement that a form entered by hand says."""
    return statement(_told(post))


def kept_as(report: Report, *, keep: bool) -> Report:
    """Return the report as it is entered: with its words only where its keeper may keep them; always with its hash."""
    digest = hashlib.sha256(report.text.encode()).hexdigest()
    return replace(report, sha256=digest, text=report.text if keep else "")


def marked(report: Report, found: Sequence[Offer]) -> list[tuple[str, int]]:
    """Return the report in stretches: words, and the number of the suggestion that covers them, 0 for none.

    Where suggestions overlap, the one that begins first is marked; every character of the report is in one stretch.
    """
    stretches: list[tuple[str, int]] = []
    at = 0
    for offer in sorted(found, key=lambda one: (one.start, one.number)):
        if offer.start >= at:
            stretches.append((report.text[at : offer.start], 0))
            stretches.append((report.text[offer.start : offer.end], offer.number))
            at = offer.end
    stretches.append((report.text[at:], 0))
    return [one for one in stretches if one[0]]
