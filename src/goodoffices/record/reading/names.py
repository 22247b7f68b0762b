"""The names in a report: runs of capitalised words, as often as they occur."""

import re
from collections.abc import Iterator

from goodoffices.record.reading.lexicon import word_group
from goodoffices.record.reading.quotations import Span
from goodoffices.record.reading.sheet import Sentence

CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w’'&-]*"
_TIMES = word_group("months") | word_group("weekdays")
_TITLES = word_group("titles")


def names_in(s: Sentence) -> Iterator[Span]:
    """Yield the spans of the names in a sentence, outside its quotations; "Council of the Sarn" is one name."""
    i, n = 0, len(s.tags)
    while i < n:
        if s.tags[i] != "p" or s.words[i] in _TIMES:
            i += 1
            continue
        j = i + 1
        while j < n and _goes_on(s, j):
            j += 1
        end = s.ends[j - 1]
        yield s.starts[i], end - _possessive(s.raws[j - 1])
        i = j


def _goes_on(s: Sentence, j: int) -> bool:
    if s.words[j - 1].endswith("'s"):
        return False
    if s.tags[j] == "p":
        return s.words[j] not in _TIMES
    inner = s.tags[j] == "F" or (s.tags[j] == "D" and s.words[j] == "the" and s.tags[j - 1] == "F")
    after = s.tags[j + 1 : j + 3]
    return inner and bool(after) and (after[0] == "p" or (after[0] == "D" and after[1:] == ["p"]))


def _possessive(raw: str) -> int:
    return 2 if re.search(r"['’]s$", raw) else 0


def is_person(name: str) -> bool:
    """Say whether a name stands with a title: "Foreign Minister Petra Solm"."""
    return any(word.lower().rstrip(".") in _TITLES for word in name.split())
