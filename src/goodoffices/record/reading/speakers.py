"""Whose words they are: the subject of a cue, left of it, right of it, or at the head of the clause."""

from goodoffices.record.reading.lexicon import word_group
from goodoffices.record.reading.phrases import MEDIA, TIMES, WEEKDAYS, at_medium, left_of, nominal, right_of
from goodoffices.record.reading.scan import SOLO, Group, Scan, Speaker, Units
from goodoffices.record.reading.verbs import finite, verbal

_DAYTIMES = word_group("daytimes")
_REACHED = word_group("reached")


def speaker_of(r: Scan, group: Group) -> Speaker | None:
    """Return who speaks in this verb group, from what stands to its left."""
    if not group.finite:
        return _of_participle(r, group)
    j = _before_time(r, group.start)
    while j > 0 and r.tag(j) == "R" and j < group.start - 1:
        j -= 1
    return _before(r, j) if j >= 0 else None


def _before(r: Scan, j: int) -> Speaker | None:
    """Return the speaker whose words end at unit `j`."""
    tag = r.tag(j)
    if tag == "N" or (tag == "D" and r.word(j) in SOLO):
        return Speaker((j, j + 1), "pronoun")
    if tag == "W" or (tag == "t" and nominal(r.s, j - 1)):
        return _antecedent(r, j)
    if tag == "-":
        return _between_dashes(r, j) or _phrase(_apposed(r, j + 1), "apposition")
    if tag == ",":
        return _after_aside(r, j) or _phrase(_apposed(r, j + 1), "apposition")
    if tag == "C":
        return _phrase(r.subject or main_subject(r, 0), "coordination")
    return _named(r, j) if tag != "D" else None


def _between_dashes(r: Scan, j: int) -> Speaker | None:
    """Return who stands before the aside between dashes that ends at `j`."""
    m = j - 1
    while m > 0 and r.tag(m) != "-":
        m -= 1
    return _named(r, m - 1) if m > 0 else None


def _after_aside(r: Scan, j: int) -> Speaker | None:
    """Return the antecedent in "the radio, which, citing sources, said"; the aside ends at the comma `j`."""
    m = j - 1
    while m > 0 and r.tag(m) != ",":
        m -= 1
    aside = r.tag(m + 1) in "gP" or r.word(m + 1).endswith("ing")
    return _antecedent(r, m - 1) if m > 1 and aside and r.tag(m - 1) == "W" else None


def _phrase(units: Units | None, rule: str) -> Speaker | None:
    return Speaker(units, rule) if units else None


def _named(r: Scan, j: int) -> Speaker | None:
    if not nominal(r.s, j) and r.tag(j) != "x" and not (r.tag(j) == "O" and r.tag(j - 1) == "F"):
        return None
    i = _without_lead(r, left_of(r.s, j), j + 1)
    if r.tag(i - 1) == "P" and r.word(i - 2) in _REACHED and nominal(r.s, i - 3):
        j = i - 3  # "a doctor reached by telephone said"
        i = _without_lead(r, left_of(r.s, j), j + 1)
    return Speaker((i, j + 1), "name") if i <= j else None


def _without_lead(r: Scan, i: int, stop: int) -> int:
    while i < stop and (r.tag(i) in "RC" or (r.word(i) in WEEKDAYS | _DAYTIMES and i + 1 < stop)):
        i += 1
    return i


def _before_time(r: Scan, start: int) -> int:
    """Return the last unit before a verb group and before "on Sunday", "late Monday" between it and its subject."""
    j = start - 1
    i = j
    while i > 0 and (r.word(i) in TIMES or r.tag(i) == "#") and i > j - 4:
        i -= 1
    if i == j:
        return j
    if r.word(i) in ("on", "in", "late", "early", "last", "this", "earlier") and r.word(i - 1) not in (
        "on",
        "in",
    ):
        return i - 1
    if r.word(i) in ("late", "early", "last"):
        return i - 2
    return i if r.word(i + 1) in WEEKDAYS and nominal(r.s, i) else j


def _antecedent(r: Scan, j: int) -> Speaker | None:
    """Return the antecedent of the relative pronoun at `j`."""
    m = j - 1
    if r.tag(m) in ",-":
        m -= 1
    if r.tag(m) == "F" and m >= 1:
        m -= 1
        while m >= 0 and r.tag(m) in "D#n,":
            m -= 1
    if m < 0 or not (nominal(r.s, m) or r.tag(m) in "Ox"):
        return None
    i = _without_lead(r, left_of(r.s, m, tight=True), m + 1)
    return Speaker((i, m + 1), "relative", (j, j + 1)) if i <= m else None


def _of_participle(r: Scan, group: Group) -> Speaker | None:
    j = group.start - 1
    if j < 0:
        return _phrase(main_subject(r, group.verb), "participle in front")
    tag = r.tag(j)
    if tag in ',C-"PXS':
        return _phrase(r.subject or _nearest(r, j) or main_subject(r, 0), "participle")
    if tag not in "npK)":
        return None
    i = left_of(r.s, j)
    if {r.word(x) for x in range(i, j + 1)} & (MEDIA | TIMES):
        return _phrase(r.subject or main_subject(r, 0), "participle")
    return Speaker((i, j + 1), "participle after a noun") if i <= j else None


def _nearest(r: Scan, j: int) -> Units | None:
    """Return the subject of the last finite verb before unit `j`."""
    for i in range(j, 0, -1):
        past = r.tag(i) == "d" and nominal(r.s, i - 1) and r.word(i + 1) != "by" and r.tag(i - 1) not in "Dd"
        if (r.tag(i) not in "VAM" and not past) or r.tag(i - 1) in "AMTR":
            continue
        if r.tag(i - 1) == "W":
            speaker = _antecedent(r, i - 1)
            return speaker.units if speaker else None
        if r.tag(i - 1) == "N":
            return (i - 1, i)
        first = left_of(r.s, i - 1) if nominal(r.s, i - 1) and r.word(i - 1) not in TIMES else i
        return (_without_lead(r, first, i), i) if first < i else None
    return None


def main_subject(r: Scan, start: int) -> Units | None:
    """Return the first noun phrase with a finite verb after it, past what stands before the first comma if fronted."""
    i = start
    if start > 0 or r.tag(0) in "gPXSdQ":
        while i < r.n and r.tag(i) != ",":
            i += 1
        i += 1
    while i < r.n:
        if r.tag(i) == "N":
            return (i, i + 1)
        j = right_of(r.s, i, r.n) if nominal(r.s, i) and r.word(i) not in TIMES else i
        if j > i and (r.tag(j) in 'VAMQ,R"W(.' or (r.tag(j) == "P" and r.word(j + 1) in TIMES)):
            return (i, j)
        i = max(j, i + 1)
    return None


def _apposed(r: Scan, start: int) -> Units | None:
    """Return the noun phrase with its apposition or relative clause that ends in the comma before `start`."""
    candidate = -1
    i = _clause_start(r, start - 1)
    fronted, related = r.tag(i) in "gPX" or (r.tag(i) == "Q" and r.word(i).endswith("ing")), False
    while i < start:
        end = i
        while end < start and r.tag(end) != ",":
            end += 1
        if fronted and related and r.tag(i) in "DpN":
            candidate = -1  # what stood before belonged to the phrase in front
        related = r.tag(i) == "W"
        if candidate < 0 or (
            finite(r, candidate, i - 1) and r.tag(i) != "W" and not _owned(r, candidate, i - 1)
        ):
            candidate = _head(r, i, end)
        i = end + 1
    return (candidate, start) if 0 <= candidate < start - 1 else None


def _owned(r: Scan, start: int, stop: int) -> bool:
    """Say whether a relative pronoun owns the verbs of these units."""
    return any(r.tag(i) in "WS" for i in range(start, stop))


def _head(r: Scan, i: int, end: int) -> int:
    """Return where a subject may begin in the segment, or -1."""
    if r.tag(i) == "C" and i + 1 < end:
        i += 1
    if i >= end or r.tag(i) not in "npDK#N(" or _own_clause(r, i, end):
        return -1
    return i


def _own_clause(r: Scan, start: int, stop: int) -> bool:
    """Say whether the segment is a clause of its own: a finite verb that no relative pronoun owns."""
    for i in range(start, stop):
        tag = r.tag(i)
        if tag in "Wt":
            return False
        plain = tag == "V" and i > start and r.tag(i - 1) in "npNK" and not r.word(i).endswith("ed")
        if tag in "AM" or plain or (i > start and verbal(r, i)):
            return True
    return False


def _clause_start(r: Scan, j: int) -> int:
    i = j
    while i > 0:
        i -= 1
        if r.tag(i) in ';:-"':
            return i + 1
    return 0


def after_apposition(r: Scan, stop: int) -> int:
    """Return the unit after the apposition or relative clause that begins at the comma `stop`; `stop` if there is none."""
    if r.tag(stop) != ",":
        return stop
    lead = r.tag(stop + 1)
    if lead in '"gCRXSNQ.' or (lead == "P" and r.word(stop + 1) in ("in", "on", "at", "during", "by")):
        return stop
    end = stop + 1
    while end < r.n and r.tag(end) not in '.;:-"' and not _apposition_ends(r, end):
        end += 1
    return end


def _apposition_ends(r: Scan, i: int) -> bool:
    if r.tag(i) == ",":
        return r.tag(i + 1) in 'gC"RSX' or verbal(r, i + 1)
    if r.tag(i) == "P" and r.word(i) in ("in", "on", "during"):
        return at_medium(r.s, i + 1) or r.word(i + 1) in WEEKDAYS
    return False


def owner_of(r: Scan, k: int) -> Units | None:
    """Return whose the noun at `k` is: "Tarn's repeated demand", "its offer"."""
    i = k - 1
    while i >= 0 and r.tag(i) in "ngdQ#R" and not possessive(r, i):
        i -= 1
    if r.word(i) in ("his", "their", "its", "her", "our", "my"):
        return (i, i + 1)
    if i < 0 or not possessive(r, i):
        return None
    last = i - 1 if r.tag(i) == "x" else i
    first = _without_lead(r, left_of(r.s, last), i + 1)
    return (first, i + 1) if first <= i else None


def possessive(r: Scan, i: int) -> bool:
    """Say whether unit `i` ends a possessive."""
    if i < 0:
        return False
    if r.tag(i) == "x":
        return r.s.raws[i] in "'’" and i > 0 and r.word(i - 1).endswith("s")
    return r.tag(i) in "npKQ" and r.word(i).endswith("'s")
