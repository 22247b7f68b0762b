"""Where a noun phrase begins and ends among the units of a sentence, and which words name times and media."""

from collections.abc import Callable

from goodoffices.record.reading.lexicon import word_group
from goodoffices.record.reading.sheet import Sentence

WEEKDAYS = word_group("weekdays")
MONTHS = word_group("months")
TIMES = WEEKDAYS | MONTHS | word_group("times")
MEDIA = word_group("media")
_INNER = word_group("inner")
_OWN = word_group("own")
_AFTER_NOUN = "npK#)DO"


def nominal(s: Sentence, i: int) -> bool:
    """Say whether unit `i` may be part of a noun phrase."""
    return 0 <= i < len(s.tags) and s.tags[i] in "npdKg#)D"


def at_medium(s: Sentence, i: int) -> bool:
    """Say whether the phrase that begins at `i` names where or how something was said."""
    return any(s.words[k] in MEDIA for k in range(i, min(len(s.tags), i + 5)) if s.tags[k] in "npKgdQ")


# -- leftwards: does the unit at i belong to the phrase already begun to its right?

_Left = Callable[[Sentence, int, int, bool], bool]


def _always(_s: Sentence, _i: int, _floor: int, _begun: bool) -> bool:  # noqa: FBT001
    return True


def _modifier(s: Sentence, i: int, floor: int, begun: bool) -> bool:  # noqa: FBT001
    return begun and not (i > floor and s.tags[i - 1] in "AN")


def _adverb(s: Sentence, i: int, floor: int, begun: bool) -> bool:  # noqa: FBT001
    return begun and i > floor and (s.tags[i - 1] == "D" or s.words[i - 1].endswith("'s"))


def _noun_like_verb(s: Sentence, i: int, floor: int, begun: bool) -> bool:  # noqa: FBT001
    return begun and i > floor and s.tags[i - 1] in "Dd#"


def _link(s: Sentence, i: int, floor: int, begun: bool) -> bool:  # noqa: FBT001
    after_participle = i > floor + 1 and s.tags[i - 1] in "dg" and s.tags[i - 2] in "np"
    if (
        not begun
        or i <= floor
        or not (s.tags[i - 1] in _AFTER_NOUN or after_participle)
        or s.words[i - 1] in TIMES
    ):
        return False
    return s.tags[i] in "FT" or s.words[i] in _INNER


def _and(s: Sentence, i: int, floor: int, begun: bool) -> bool:  # noqa: FBT001
    return begun and i > floor and s.tags[i - 1] in "np)K#" and s.words[i] in ("and", "or", "&")


def _them(s: Sentence, i: int, floor: int, begun: bool) -> bool:  # noqa: FBT001
    return not begun and i > floor and s.tags[i - 1] == "F"


_LEFT: dict[str, _Left] = dict.fromkeys("npKx#D", _always) | {
    "O": _them,
    "d": _modifier, "g": _modifier, "R": _adverb, "V": _noun_like_verb, "Q": _noun_like_verb,
    "F": _link, "P": _link, "T": _link, "C": _and,
}  # fmt: skip


def left_of(s: Sentence, j: int, floor: int = 0, *, tight: bool = False) -> int:
    """Return the first unit of the noun phrase that ends at `j`; `j + 1` where there is none.

    `tight` keeps to phrases joined by "of", "for" and "from", as an antecedent is.
    """
    i, first = j, j + 1
    while i >= floor:
        tag = s.tags[i]
        if tag == ")":
            while i > floor and s.tags[i] != "(":
                i -= 1
        elif tight and tag == "P" and s.words[i] not in _OWN:
            break
        elif tag in _LEFT and _LEFT[tag](s, i, floor, first <= j):
            if tag not in "FPTC":
                first = i
            if tag == "D" and i > floor and s.tags[i - 1] not in "FPTCD#":
                break
        else:
            break
        i -= 1
    return first


# -- rightwards


def right_of(s: Sentence, i: int, stop: int) -> int:
    """Return the unit after the noun phrase that begins at `i`, appositions left out."""
    if i < stop and s.tags[i] in "NO":
        return i + 1
    j = i
    while j < stop and _takes_right(s, j, i, stop):
        if s.tags[j] == "(":
            while j < stop - 1 and s.tags[j] != ")":
                j += 1
        j += 1
    return min(j, stop)


def _takes_right(s: Sentence, j: int, first: int, stop: int) -> bool:
    tag = s.tags[j]
    if tag in "npKx#dg":
        return not (s.words[j] in WEEKDAYS and j > first)
    if tag == "D":
        return j == first or s.tags[j - 1] in "FPCD#"
    if tag in "F(":
        return True
    if tag == "P":
        return j > first and (_right_link(s, j, first, stop) or _before_number(s, j))
    if tag == "C":
        return j > first and j + 1 < stop and s.tags[j + 1] in "npD" and s.words[j] == "and"
    return tag in "QVR" and j > first and s.tags[j - 1] == "D"


def _before_number(s: Sentence, j: int) -> bool:
    return s.words[j] in ("about", "around", "over", "nearly") and s.tags[j + 1 : j + 2] == ["#"]


def _right_link(s: Sentence, j: int, first: int, stop: int) -> bool:
    if s.words[j] not in ("for", "from", "with", "in", "at", "to") or j + 1 >= stop or not nominal(s, j + 1):
        return False
    named = any(s.tags[k] == "p" for k in range(first, j))
    if named and s.words[j] not in ("for", "from"):
        return False
    return not at_medium(s, j + 1) and s.words[j + 1] not in TIMES
