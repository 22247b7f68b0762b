"""The rules without a verb: "according to", a demand or offer of somebody's, a colon before a quotation."""

from goodoffices.record.reading.extent import end_of_words
from goodoffices.record.reading.lexicon import word_group
from goodoffices.record.reading.phrases import MONTHS, right_of
from goodoffices.record.reading.scan import Scan, Speaker, Units
from goodoffices.record.reading.speakers import main_subject, owner_of
from goodoffices.record.reading.verbs import finite


def according_rule(r: Scan, k: int) -> bool:
    """Read "according to" at `k`."""
    if all(tag in "C" for tag in r.s.tags[:k]):
        return _according_first(r, k)
    start, stop = k + 2, _source_end(r, k + 2)
    end = k
    while end > 0 and r.tag(end - 1) in ",-(":
        end -= 1
    words = _clause_of_figures(r, _words_before(r, end))
    if stop <= start or words[1] <= words[0] or any(f.direct and f.units[0] >= words[0] for f in r.found):
        return False
    return r.add([words], Speaker((start, stop), "according to"), (k, k + 2), None)


def _according_first(r: Scan, k: int) -> bool:
    stop = k + 2
    while stop < r.n and r.tag(stop) != ",":
        stop += 1
    more = stop + 1
    while more < r.n and r.tag(more) != ",":
        more += 1
    if r.word(stop + 1) in ("a", "an") and more < r.n and not finite(r, stop + 1, more):
        stop = more  # "the radio, an outlet of the council, …"
    end = end_of_words(r, stop + 1) if stop < r.n else 0
    if end <= stop + 1:
        return False
    return r.add([(stop + 1, end)], Speaker((k + 2, stop), "according to, in front"), (k, k + 2), None)


def _source_end(r: Scan, start: int) -> int:
    i = max(right_of(r.s, start, r.n), start + 1)
    while i < r.n and r.tag(i) not in ",.;:-SX" and r.tag(i) not in "VAMC":
        i += 1
    if r.tag(i) in "VAM":
        return right_of(r.s, start, r.n)
    return min(i, r.n)


def _words_before(r: Scan, end: int) -> Units:
    first = end
    while first > 0 and r.tag(first - 1) != ";":
        first -= 1
    while first < end and r.tag(first) in "C,":
        first += 1
    return first, end


def _clause_of_figures(r: Scan, words: Units) -> Units:
    """Return the clause that holds the figures, where all of them stand in a relative or participle clause."""
    figures = [
        i
        for i in range(*words)
        if r.tag(i) == "#" and r.word(i - 1) not in MONTHS and r.word(i + 1) not in MONTHS
    ]
    for i in range(figures[0] - 1 if figures else 0, words[0], -1):
        tag = r.tag(i)
        if tag in "WS":
            return i + 1, words[1]
        if (tag == "g" or (tag == "Q" and r.word(i).endswith("ing"))) and r.tag(i - 1) == ",":
            return i, words[1]
        if tag in "VAM,":
            break
    return words


def colon_rule(r: Scan, k: int) -> bool:
    """Read a quotation after a colon that no cue verb opens."""
    subject = r.subject or main_subject(r, 0)
    if subject is None or subject[0] > k:
        return False
    return r.add([(k + 1, end_of_words(r, k + 1))], Speaker(subject, "colon"), (k, k + 1), None)


def noun_rule(r: Scan, k: int) -> bool:
    """Read a noun of speech at `k`: "Tarn's demand for", "a warning from the ministry that"."""
    after, word = r.tag(k + 1), r.word(k + 1)
    if word in ("from", "by"):
        return _noun_from(r, k)
    start = k + 2 if word == "for" or (after == "F" and r.word(k) in _OF) else k + 1
    if start == k + 1 and after != "t" and not (after == "T" and r.tag(k + 2) in "VQAn"):
        return False
    owner = owner_of(r, k)
    return owner is not None and _take_phrase(r, k, start, Speaker(owner, "noun of speech"))


_OF = word_group("of")


def _noun_from(r: Scan, k: int) -> bool:
    stop = right_of(r.s, k + 2, r.n)
    if stop <= k + 2 or (r.tag(stop) not in "tT" and r.word(stop) != "for"):
        return False
    if r.tag(stop) == "t" and r.tag(stop + 1) in "AMV":
        return False
    start = stop + 1 if r.word(stop) == "for" else stop
    return _take_phrase(r, k, start, Speaker((k + 2, stop), "noun of speech"), cue_end=k + 2)


def _take_phrase(r: Scan, k: int, start: int, speaker: Speaker, cue_end: int = 0) -> bool:
    end = _phrase_end(r, start)
    if r.tag(start) == "t" and end > start + 1:
        start += 1
    if end <= start:
        return False
    r.add([(start, end)], speaker, (k, cue_end or start), None)
    r.found[-1].kind = r.lex.nouns[r.word(k)]
    return True


def _phrase_end(r: Scan, start: int) -> int:
    """Return the unit after the words a noun of speech brings."""
    clause = r.tag(start) == "t"
    i, relative = start, False
    while i < r.n and r.tag(i) not in ".;:,-":
        relative = relative or r.tag(i) == "W"
        verb = r.tag(i) in "AM" or (r.tag(i) == "V" and r.tag(i - 1) not in "TdDM" and i > start + 1)
        if not clause and i > start and verb and not relative:
            break
        relative = relative and not (verb and r.tag(i) == "V")
        i += 1
    return i
