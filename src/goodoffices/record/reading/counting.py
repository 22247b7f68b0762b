"""What stands around a number: the bound said, the range it belongs to, the noun it counts, what became of those counted."""

import re
from dataclasses import dataclass
from decimal import Decimal

from goodoffices.record.reading.lexicon import lexicon, word_group
from goodoffices.record.reading.numerals import NUMBER, value_of

_BOUNDS = {
    "over": "more than|over|at least|above|upwards of|no fewer than|no less than|not less than|in excess of|exceeding|topped|passed",
    "under": "fewer than|less than|under|up to|at most|as many as|below|no more than|not more than|a maximum of",
    "about": "about|around|some|roughly|approximately|an estimated|estimated|nearly|almost|close to|closer to|nearer to|circa"
    "|just over|just under|well over",
}
_BOUND = re.compile(
    r"\b(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _BOUNDS.items()) + r")(?: the)? $",
    re.IGNORECASE,
)
_BOUND_AFTER = re.compile(r" or (?P<which>more|so|fewer|less|thereabouts)\b")
_AFTER = {"more": "over", "so": "about", "thereabouts": "about", "fewer": "under", "less": "under"}
_AUX = "(?:have|has|had|who|that|to|are|is|were|was|be|been|being|still|also|reportedly)"
_OUTCOMES = (
    "killed|dead|wounded|injured|hurt|missing|displaced|taken|held|detained|arrested|freed|released|captured|kidnapped|abducted"
    "|executed|buried|rescued|evacuated|trapped|deported|jailed|imprisoned|impounded|destroyed|damaged|died|homeless"
)
_OUTCOME = re.compile(
    r"(?:(?: (?:in|from|at|near|on|across|of)(?: [\w’'-]+){1,4}?)??(?:, [^,.;]{1,60},)?)"
    rf"(?: (?P<aux>{_AUX}(?: {_AUX}){{0,3}}))? (?P<what>{_OUTCOMES})\b"
)
_OUTCOME_ALONE = re.compile(_OUTCOMES)
_OUTCOME_LAST = re.compile(rf" (?:{_OUTCOMES})$")
_WORD = re.compile(r" ([^\W\d_]+(?:[-’'][^\W\d_]+)*)")
_RANGE = re.compile(rf"(?: to | and | or |-|–)(?:{NUMBER})\b", re.IGNORECASE)
_RANGED = re.compile(rf"(?P<lead>between |from )?(?:{NUMBER})(?: to | and |-|–)$", re.IGNORECASE)
_MONEY = {"$": "dollars", "€": "euros", "£": "pounds"}
_ENDING_TAGS = frozenset("PFXSWCNAMTOt")
_TRAILING = word_group("trailing")
_LONGEST = 5  # words of a noun phrase
_LEFT = 32  # characters left of a number in which its bound stands
_REACH = 90  # characters right of a noun in which its outcome stands


@dataclass(frozen=True)
class Counted:
    """A number with what it counts: span, value (None where the words name none), bound, and the words counted."""

    start: int
    end: int
    value: int | Decimal | None
    bound: str
    counted: str


@dataclass(frozen=True)
class Number:
    """A number found in a text, with the words left of it and the end of its paragraph."""

    text: str
    match: re.Match[str]
    before: str
    end: int

    @property
    def vague(self) -> bool:
        """Say whether it names no number: "dozens of"."""
        return self.match["vague"] is not None

    @property
    def value(self) -> int | Decimal | None:
        """Return the number named, if one is."""
        return None if self.vague else value_of(self.match["number"])

    @property
    def bound(self) -> re.Match[str] | None:
        """Return the bound said before it, if any."""
        return _BOUND.search(self.before)

    @property
    def lead(self) -> str:
        """Return the words left of the number and its bound."""
        bound = self.bound
        return self.before[: bound.start()] if bound else self.before

    @property
    def after(self) -> str:
        """Return some words right of it."""
        return self.text[self.match.end() : min(self.end, self.match.end() + _REACH)]


def number_at(text: str, match: re.Match[str], floor: int, end: int) -> Number:
    """Return the number of a match, `floor` and `end` being its paragraph's."""
    return Number(text, match, text[max(floor, match.start() - _LEFT) : match.start()], end)


def counted(number: Number) -> Counted:
    """Return the number with its bound and what it counts."""
    match, bound = number.match, number.bound
    ranged, through = range_of(number)
    after = _BOUND_AFTER.match(number.after)
    through = match.end() + after.end() if after else through
    named, high = noun_of(number, through)
    how = ranged or (str(bound.lastgroup) if bound else "about" if number.vague else "exact")
    how = _AFTER[after["which"]] if after else how
    start = match.start() - (len(bound.group()) if bound else 0)
    end = match.end() if through != match.end() else high
    return Counted(start, end, number.value, how, _with_outcome(number, named, high))


def range_of(number: Number) -> tuple[str, int]:
    """Return the bound of "between 60 and 80 boats" at either number, and where the number before the noun ends."""
    end, low = number.match.end(), number.before.lower()
    if number.vague:
        return "", end
    second = _RANGED.search(number.before)
    if second is not None:
        return ("exact" if second["lead"] == "from " else "under"), end
    first = _RANGE.match(number.text, end, number.end)
    if first is None or not (first.group().startswith(" to ") or low.endswith(("between ", "from "))):
        return "", end
    return ("exact" if low.endswith("from ") else "over"), first.end()


def noun_of(number: Number, at: int) -> tuple[str, int]:
    """Return the words counted after offset `at` and where they end: "armoured vehicles", "percent", "dollars"."""
    match = number.match
    if match["percent"] or match["money"]:
        return ("percent" if match["percent"] else _MONEY[match["money"].strip()]), at
    if number.vague and number.after.startswith(" of "):
        at += len(" of")
    words: list[str] = []
    high = at
    while len(words) < _LONGEST:
        word = _WORD.match(number.text, high, number.end)
        if word is None or (_ends_a_noun(word[1]) if words else _is_no_noun(word[1])):
            break
        words.append(word[1])
        high = word.end()
    if number.vague and words in (["thousands"], ["millions"]):
        return "", high
    return " ".join(words), high if words else match.end()


def _ends_a_noun(word: str) -> bool:
    low, lex = word.lower(), lexicon()
    if low in lex.tags:
        return low not in ("more", "other")
    return low in lex.verbs or low in lex.cues or low.endswith(("ed", "ly")) or low in _TRAILING


def _is_no_noun(word: str) -> bool:
    low, lex = word.lower(), lexicon()
    if low in lex.tags:
        return lex.tags[low] in _ENDING_TAGS or (lex.tags[low] == "D" and low not in ("more", "other"))
    if low in lex.verbs or low in lex.cues:
        return low.endswith(("ed", "ing")) or not (low.endswith("s") or low in lex.nouns)
    return False


def outcome_follows(number: Number) -> bool:
    """Say whether what became of those counted stands right after the number: "over 77,000 have been wounded"."""
    return _OUTCOME.match(number.after) is not None


def _with_outcome(number: Number, named: str, high: int) -> str:
    outcome = _OUTCOME.match(number.text, high, min(number.end, high + _REACH))
    if outcome is None:
        return named
    taken_up = (outcome["aux"] or "").endswith(("have", "has", "had")) and outcome["what"] != "died"
    return named if taken_up else f"{named} {outcome['what']}".strip()


def taking_over(figure: Counted, last: Counted) -> Counted:
    """Let "over 77,000 have been wounded" count what the figure before it counts."""
    if not last.counted or not _OUTCOME_ALONE.fullmatch(figure.counted):
        return figure
    named = f"{_OUTCOME_LAST.sub('', last.counted)} {figure.counted}"
    return Counted(figure.start, figure.end, figure.value, figure.bound, named)
