"""What a report says of the talks themselves: who is a party, who mediates, who does not speak to whom, what is at stake."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from goodoffices.record.reading.names import CAPITAL, is_person, names_in
from goodoffices.record.reading.nearby import Nearby
from goodoffices.record.reading.paragraphs import paragraphs
from goodoffices.record.reading.quotations import Span
from goodoffices.record.reading.sheet import Sentence, sheet
from goodoffices.record.reading.sources import is_pronoun
from goodoffices.record.reading.values import DateSaid, Reading, Statement, Stretch

What = Literal["party", "mediator", "contact", "principal", "accord", "clock", "stake", "demand"]

_PARTY_KINDS = frozenset(("demands", "insists", "refuses", "agrees", "offers", "denies", "wants"))
_DEMANDS = frozenset(("demands", "insists", "refuses", "calls for", "wants", "offers"))
_NAME = rf"{CAPITAL}(?:(?: of(?: the)?)? {CAPITAL}){{0,5}}"
_TALKS = r"(?:talks|negotiations|truce|ceasefire|cease-fire|deal|accord|agreement|exchange|diplomacy|mediation|hostilities)"
_TEAM = re.compile(
    rf"(?!(?:A|An|The|Its|Their|Some|Both|Two|Three|Many|More|New)\b)(?P<a>{_NAME})(?:['’]s?)? (?:negotiators?|negotiating team|delegation|delegates|representatives)\b"
    rf"|\b(?:[Nn]egotiators|[Dd]elegates|[Dd]elegations?|[Rr]epresentatives) (?:from|of) (?:the )?(?P<b>{_NAME})"
    rf"|\b(?:truce|ceasefire|cease-fire|accord|negotiations|peace deal) with (?:the )?(?P<c>{_NAME}(?: government)?)"
)
_BETWEEN = re.compile(rf"\b{_TALKS}[^.;]{{0,40}} between (?:the )?(?P<a>{_NAME}) and (?:the )?(?P<b>{_NAME})")
_BOTH = re.compile(
    rf"(?P<a>{_NAME}) and (?:the )?(?P<b>{_NAME})(?: \w+){{0,4}}? (?:are close to|failed to (?:reach|agree)|have agreed|agreed to"
    r"|exchanged|trade|have reached|will resume|resumed)\b"
)
_MEDIATE = (
    r"(?:mediat(?:e[sd]?|ing)|broker(?:s|ed|ing)?|host(?:s|ed|ing) (?:the |indirect |a round of )*talks|facilitat(?:e[sd]?|ing)"
    rf"|(?:revive|restart|resume|hold|host) (?:the )?(?:\w+ )?{_TALKS}|carr(?:y|ies|ied) (?:messages|proposals))"
)
_SUBJECT_MEDIATES = re.compile(
    rf"(?P<a>{_NAME})(?:,? (?:which|who))?(?:,? (?:along|together|alongside|as well as)(?: with)? (?P<b>{_NAME}))?,?(?: [a-z’'-]+){{0,7}}? {_MEDIATE}\b(?! by\b)"
)
_MEDIATORS = re.compile(
    rf"(?:\bmediated by|\bbrokered by|\bmediators,?(?: from)?) (?P<a>{_NAME})(?:,? and (?P<b>{_NAME}))?"
    rf"|(?P<c>{_NAME}) and (?:the [a-z ]+ of )?(?P<d>{_NAME}), (?:the (?:two )?|both )mediators"
)
_PRESENT = re.compile(rf"(?P<a>{_NAME})(?: \([A-Z]+\))?(?: [a-z]+){{0,2}} present for (?:[a-z]+ )?{_TALKS}")
_SHUNS = re.compile(
    rf"(?P<a>{_NAME}),? (?:while |which |who |has |have |had )*(?:[a-z]+ly )?(?:(?P<verb>shun(?:s|ned|ning)?|boycott(?:s|ed|ing)?)"
    rf"|(?P<not>(?:refus(?:e[sd]?|ing) to (?:meet|speak (?:to|with)|talk (?:to|with)|deal with|negotiate with|recogni[sz]e))"
    rf"|(?:does|do|did) not (?:recogni[sz]e|speak to|talk to|meet))) (?:the )?(?P<b>{_NAME})"
)
_INDIRECT = re.compile(rf"\bindirect (?:{_TALKS}|contacts?)\b")
_SEAT = re.compile(
    rf"\b(?:[Tt]he |[Ii]ts |[Tt]heir |{CAPITAL} )(?:[\w’'-]+ ){{0,4}}?(?:headquarters|leadership|leaders|command|bureau) in (?P<where>{CAPITAL})"
    rf"|(?:based|in exile|headquartered) in (?P<where2>{CAPITAL})"
    r"|whose (?P<body>cabinet|council|leadership|parliament|assembly|government)\b"
)
_ACCORD = re.compile(
    r"\b(?:truce|ceasefire|cease-fire|accord|agreement|deal|pause|armistice|treaty|understandings?|peace plan)\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"\b(?:(?:by|at|of) )?(?:the )?(?P<a>(?:prospect|threat|risk|danger) of (?:an?|the) [^,.;”\"]{4,90})"
    r"|(?P<b>[^,.;”\"]{0,60}\b(?:deadline|ultimatum|expires?|runs out)\b[^,.;”\"]{0,60})"
)
_STAKES = re.compile(
    r"\b(?:killed|wounded|injured|lives|hostages|captives|prisoners|detainees|displaced|humanitarian|shelter|starv\w+|famine|aid)\b"
)


@dataclass(frozen=True)
class Hint:
    """Something a report says of the talks: the words that name it, where they stand, why it is suggested.

    `source` is who says so, where somebody does; `value` a date in ISO 8601 or a number as digits; `other` the second
    name of a contact. Nothing is begun from a hint that nobody confirmed.
    """

    what: What
    name: str
    where: tuple[Stretch, ...]
    why: str
    source: str | None = None
    value: str | None = None
    other: str | None = None


def hints(text: str, reading: Reading) -> tuple[Hint, ...]:
    """Return what the report suggests for a page that begins talks: parties first, then mediators and the rest."""
    sentences = sheet(text, paragraphs(text))
    mediators = _merged(_mediators(text, sentences))
    known = {hint.name for hint in mediators}
    parties = _merged(hint for hint in _parties(text, reading) if hint.name not in known)
    urging = _merged(_urging(reading, {hint.name for hint in parties}))
    others = [
        *_contacts(text),
        *_principals(text),
        *_accords(text, reading),
        *_clocks(text, reading),
        *_stakes(reading),
        *_demands(reading),
    ]
    return (*parties, *_merged([*mediators, *urging]), *others)


def _stretch(text: str, span: Span) -> Stretch:
    return Stretch(span[0], span[1], text[span[0] : span[1]])


def _merged(found: Iterable[Hint]) -> list[Hint]:
    """Join hints of one name: all the places, and the first reason."""
    kept: dict[str, Hint] = {}
    for hint in found:
        old = kept.get(hint.name)
        kept[hint.name] = (
            Hint(hint.what, hint.name, (*old.where, *hint.where), old.why, old.source) if old else hint
        )
    return list(kept.values())


def _groups(text: str, pattern: re.Pattern[str], names: str) -> Iterator[Stretch]:
    for match in pattern.finditer(text):
        for name in names:
            if match[name]:
                yield _stretch(text, match.span(name))


# -- parties and mediators


def _parties(text: str, reading: Reading) -> Iterator[Hint]:
    for words in _groups(text, _TEAM, "abc"):
        yield Hint("party", _bare(words.text), (words,), "sends negotiators, or is dealt with")
    for pattern, why in ((_BETWEEN, "talks are between them"), (_BOTH, "they act on the deal together")):
        for words in _groups(text, pattern, "ab"):
            yield Hint("party", _bare(words.text), (words,), why)
    for statement in reading.statements:
        if statement.kind in _PARTY_KINDS and _acts(statement):
            source = statement.source
            assert source is not None
            yield Hint(
                "party",
                _bare(source.words.text),
                (source.words,),
                f"{statement.kind}: takes a position on the terms",
            )


def _acts(statement: Statement) -> bool:
    """Say whether a named actor speaks, no person and no pronoun."""
    source = statement.source
    if (
        source is None
        or source.kind != "named"
        or is_pronoun(source.words.text)
        or is_person(source.words.text)
        or "," in source.words.text
    ):
        return False
    return re.fullmatch(rf"(?:[Tt]he )?{_NAME}", source.words.text) is not None


def _bare(name: str) -> str:
    return re.sub(r"^[Tt]he |['’]s?$", "", name)


def _mediators(text: str, sentences: list[Sentence]) -> Iterator[Hint]:
    known = {text[a:b] for s in sentences for a, b in names_in(s)}
    for pattern, why in (
        (_SUBJECT_MEDIATES, "is said to mediate or host"),
        (_MEDIATORS, "is called a mediator"),
        (_PRESENT, "is present for the talks"),
    ):
        for words in _groups(
            text, pattern, "abcd" if pattern is _MEDIATORS else "ab" if pattern is _SUBJECT_MEDIATES else "a"
        ):
            if _bare(words.text) in known or words.text in known:
                yield Hint("mediator", _bare(words.text), (words,), why)


def _urging(reading: Reading, parties: set[str]) -> Iterator[Hint]:
    for statement in reading.statements:
        source = statement.source
        if (
            statement.kind == "calls for"
            and source is not None
            and _acts(statement)
            and _bare(source.words.text) not in parties
        ):
            yield Hint("mediator", _bare(source.words.text), (source.words,), "urges a party to settle")


# -- the rest


def _contacts(text: str) -> Iterator[Hint]:
    for match in _SHUNS.finditer(text):
        where = (_stretch(text, match.span()),)
        yield Hint("contact", match["a"], where, "does not speak openly to the other", other=match["b"])
    for match in _INDIRECT.finditer(text):
        yield Hint("contact", match.group(), (_stretch(text, match.span()),), "the parties do not meet")
        return


def _principals(text: str) -> Iterator[Hint]:
    for match in _SEAT.finditer(text):
        words = " ".join(match.group().split())
        yield Hint(
            "principal",
            words,
            (_stretch(text, match.span()),),
            "those who decide are elsewhere",
            value=match["where"] or match["where2"],
        )


def _accords(text: str, reading: Reading) -> Iterator[Hint]:
    """Yield pacts named together with a day, month or year that has passed."""
    dates = Nearby(reading.dates, lambda d: d.words.start)
    for match in _ACCORD.finditer(text):
        for d in dates.between(match.start() - 60, match.end() + 41):
            span = (min(d.words.start, match.start()), max(d.words.end, match.end()))
            if _beside(text, d, match) and _past(d, reading.day):
                where = _stretch(text, span)
                yield Hint("accord", where.text, (where,), "an earlier pact with its date", value=d.value)
                break


def _beside(text: str, d: DateSaid, match: re.Match[str]) -> bool:
    """Say whether date and pact stand together: "December ceasefire", "the accord signed in 2029"."""
    if 0 <= match.start() - d.words.end <= 12:
        gap = text[d.words.end : match.start()]
    elif 0 <= d.words.start - match.end() <= 40:
        gap = text[match.end() : d.words.start]
    else:
        return False
    return not re.search(r"[.,;:”\"]", gap)


def _past(d: DateSaid, day: date | None) -> bool:
    if d.value is None or not d.value[:1].isdigit():
        return False
    return day is None or d.value[:10] <= day.isoformat()


def _clocks(text: str, reading: Reading) -> Iterator[Hint]:
    for match in _CLOCK.finditer(text):
        group = "a" if match["a"] else "b"
        yield Hint(
            "clock",
            match[group].strip(),
            (_stretch(text, match.span(group)),),
            "presses from outside the talks",
        )
    for d in reading.dates:
        if reading.day is not None and d.value and _after(d.value, reading.day):
            yield Hint("clock", d.words.text, (d.words,), "lies ahead", value=d.value)


def _after(value: str, day: date) -> bool:
    return value[:1].isdigit() and "W" not in value and value[:10] > day.isoformat()[: len(value[:10])]


def _stakes(reading: Reading) -> Iterator[Hint]:
    for figure in reading.figures:
        last = figure.counted.rpartition(" ")[2]
        name = " ".join(figure.words.text.split()) + ("" if figure.words.text.endswith(last) else f" {last}")
        value = None if figure.value is None else str(figure.value)
        yield Hint("stake", name, (figure.words,), "a figure of the report", figure.source, value)
    figures = Nearby(reading.figures, lambda f: f.words.start)
    for s in reading.statements:
        held = figures.between(s.words.start, s.words.end)
        if (
            not held
            and s.source is not None
            and _STAKES.search(s.words.text)
            and s.kind in ("says", "warns", "finds", "predicts")
        ):
            yield Hint("stake", s.words.text, (s.words,), "said to be at stake", s.source.words.text)


def _demands(reading: Reading) -> Iterator[Hint]:
    for s in reading.statements:
        if s.kind in _DEMANDS and s.source is not None:
            yield Hint("demand", s.words.text, (s.words, s.cue), f"{s.kind}", s.source.words.text)
