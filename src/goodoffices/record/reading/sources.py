"""Who a source is: the words that name them without their relative clauses, and whether they are named at all."""

import re

from goodoffices.record.reading.lexicon import word_group
from goodoffices.record.reading.values import SourceKind

_CLAUSE = re.compile(
    r"(?:\s*[,–—-]+\s*|\s+)(?:who|which|whose|whom|where|while|speaking|talking|quoting|citing|responding|briefing|asked|declining)\b"
    r"|,\s+(?:for|in|on|at|during|after|before|without|under|via|as|by)\b|,\s+(?:on condition|under condition|in remarks|in an? (?:statement|interview|speech|letter))\b"
)
_PRONOUN = re.compile(
    r"(?:he|she|they|it|i|we|you|who|which|his|her|their|its|our|my)(?:['’]\w+)?", re.IGNORECASE
)
_WITHHELD = re.compile(
    r"condition(?:s)? of anonymity|not (?:to )?be (?:named|identified|quoted)|anonym|name (?:to )?be withheld|withh(?:eld|olding) (?:his|her|their) name"
    r"|declined to be (?:named|identified)|did not want to be|not authori[sz]ed to (?:speak|comment|discuss)|requesting anonymity"
    r"|refused to be (?:named|identified)",
    re.IGNORECASE,
)
_HIDDEN = re.compile(
    r"\b(?:sources?|insiders?|people familiar|persons? familiar|those familiar|people briefed|people close|person close|person briefed)\b",
    re.IGNORECASE,
)
_ROLE = (
    r"(?:officials?|diplomats?|persons?|people|aides?|advisers?|advisors?|delegates?|negotiators?|mediators?|officers?|members?|envoys?"
    r"|commanders?|representatives?|figures?|lawmakers?|ministers?|spokes(?:man|woman|person)|participants?|interlocutors?)"
)
_INDEFINITE = re.compile(
    rf"(?:an?|one|another|two|three|four|five|six|several|some)\b(?:\s+[^\s,]+){{0,5}}?\s+{_ROLE}\b",
    re.IGNORECASE,
)
_DEFINITE = re.compile(
    rf"(?:the|that|this|one of the|another of the|the second|the first|both)\s+(?:[^\s,]+\s+){{0,3}}?(?P<role>{_ROLE}|source|doctor|resident|witness)s?\b",
    re.IGNORECASE,
)
_PROPER = re.compile(
    r"(?:^|[\s“\"'(])(?!(?:The|A|An|One|Two|Three|Several|Some|Many|Its|His|Her|Their|Both|Senior|Former|Local)\b)[^\W\d_a-z][\w’'.-]+"
)
_INSTITUTION = re.compile(
    r"\b(?:ministry|government|army|military|office|council|secretariat|agency|authority|police|union|front|movement|presidency|embassy"
    r"|committee|commission|court|party|board|mission|group|faction|cabinet|parliament|state media|observatory|organi[sz]ation)\b",
    re.IGNORECASE,
)
_PEOPLE = word_group("people")
_ROLES_PLURAL = re.compile(
    rf"\b(?:{_ROLE}|residents|experts|analysts|critics|witnesses|tallies|statistics|figures|data|medics|doctors|authorities)$",
    re.IGNORECASE,
)


def bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the words that name the source: no relative clause, no possessive mark, no closing comma."""
    clause = _CLAUSE.search(text, start, end)
    if clause is not None and clause.start() > start:
        end = clause.start()
    words = text[start:end].rstrip(" ,;:-–—\n\r\t")
    words = re.sub(r"(?<=\w)['’]s$|(?<=s)['’]$", "", words)
    return start, start + len(words)


def is_pronoun(words: str) -> bool:
    """Say whether the words are a pronoun, which names nobody itself."""
    return _PRONOUN.fullmatch(words) is not None


class Cast:
    """Who has spoken so far in a report; the official who asked not to be named stays unnamed when met again."""

    def __init__(self) -> None:
        self._hidden: set[str] = set()
        self._last: SourceKind = "described"

    def kind(self, words: str, whole: str) -> SourceKind:
        """Return whether these words name, describe or hide the source; `whole` is the phrase with its clauses."""
        again = is_pronoun(words) or (words.endswith(" them") and not _WITHHELD.search(whole))
        kind = self._last if again else self._of(words, whole)
        self._last = kind
        return kind

    def _of(self, words: str, whole: str) -> SourceKind:
        if _WITHHELD.search(whole) or _HIDDEN.search(words):
            return self._hide(words)
        named = _proper(words)
        if _INDEFINITE.match(words) and not _person(words):
            return self._hide(words)
        again = _DEFINITE.match(words)
        if again is not None and again["role"].lower().rstrip("s") in self._hidden and not _person(words):
            return "anonymous"
        if named and not (_ROLES_PLURAL.search(words) and not _person(words)):
            return "named"
        return "named" if _INSTITUTION.search(words) else "described"

    def _hide(self, words: str) -> SourceKind:
        roles = re.findall(rf"\b(?:{_ROLE}|sources?|doctors?|residents?)\b", words, re.IGNORECASE)
        self._hidden.update(role.lower().rstrip("s") for role in roles)
        self._hidden.update(("person", "official", "source") if roles else ())
        return "anonymous"


def _proper(words: str) -> bool:
    first, _, rest = words.partition(" ")
    return _PROPER.search(rest if first.lower() in _PEOPLE else words) is not None


def _person(words: str) -> bool:
    """Say whether a name stands after the role or in an apposition: "an official, Ann Lee"."""
    if re.search(r", [A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'.-]+)*$", words):
        return True
    return re.search(rf"(?:{_ROLE}|doctor),?\s+(?!in\b|of\b|for\b|from\b)[A-ZÀ-Þ][\w’'-]+", words) is not None
