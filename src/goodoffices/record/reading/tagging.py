"""The tag of a word by itself, from the lists and its ending; rules of context come later.

Tags: p name, n noun or adjective, K noun of speech, D determiner, # number, N subject pronoun, O object pronoun, W
relative pronoun, t "that", T "to", A auxiliary, M modal, V verb, Q verb of speech, d participle, g gerund, R adverb,
P preposition, F "of", X preposition or conjunction, S subordinator, C conjunction, and marks as they are.
"""

from functools import lru_cache

from goodoffices.record.reading.lexicon import lexicon, word_group

DASHES = frozenset(("-", "--", "---", "–", "—", "―"))
_MARKS = {",": ",", ";": ";", ":": ":", "(": "(", ")": ")", "[": "(", "]": ")", "&": "C"}
_NUMBERS = word_group("numbers")
_NOT_ADVERBS = word_group("not_adverbs")


@lru_cache(maxsize=1 << 16)
def tagged(raw: str, first: bool) -> tuple[str, str]:  # noqa: FBT001 - a cache is quicker by position
    """Return the tag and lower case of a word or mark; `first` where it opens its sentence, so that its capital says nothing."""
    return _tag(raw, first=first), raw.lower().replace("’", "'")


def _tag(raw: str, *, first: bool) -> str:
    char = raw[0]
    if not char.isalnum():
        return "-" if raw in DASHES else _MARKS.get(raw, "x")
    if char.isdigit():
        return "#"
    low = raw.lower().replace("’", "'")
    capital = char.isupper() and not first
    known = lexicon().tags.get(low)
    if known is not None:
        return "p" if capital and _is_name(raw, known) else known
    if low in _NUMBERS:
        return "#"
    return "p" if capital else _open_class(low, capital=char.isupper())


def _is_name(raw: str, known: str) -> bool:
    """Say whether a capital makes a name of a small word: "Will", "May", "US"."""
    return known == "M" or raw == "US" or (known in "SXRP" and len(raw) > 2 and not raw.isupper())


def _open_class(low: str, *, capital: bool) -> str:
    lex = lexicon()
    if low in lex.cues:
        return "Q"
    if low in lex.verbs:
        return {"g": "g", "n": "d"}.get(lex.verbs[low], "V")
    return "p" if capital else _by_ending(low)


def _by_ending(low: str) -> str:
    if low.endswith("ly") and low not in _NOT_ADVERBS:
        return "R"
    if low.endswith("ing") and len(low) > 5:
        return "g"
    return "d" if low.endswith("ed") and len(low) > 4 else "n"
