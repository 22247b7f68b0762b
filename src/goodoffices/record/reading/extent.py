"""Where the words of a statement begin after its cue, and where they end."""

from goodoffices.record.reading.lexicon import word_group
from goodoffices.record.reading.phrases import MONTHS, TIMES, WEEKDAYS, at_medium, nominal, right_of
from goodoffices.record.reading.scan import Group, Scan, Units
from goodoffices.record.reading.verbs import finite, verb_form, verbal

_HEARERS = word_group("hearers")
_LEADS = word_group("leads")


def past_circumstances(r: Scan, start: int) -> int:
    """Return the unit after the times, media and hearers that follow a cue."""
    i = start
    while i < r.n:
        step = _circumstance(r, i)
        if step <= i:
            return i
        i = step
    return i


def _circumstance(r: Scan, i: int) -> int:
    """Return the unit after the one circumstance at `i`, or `i`."""
    tag, word = r.tag(i), r.word(i)
    if tag == "R" or word in WEEKDAYS:
        return i + 2 if r.word(i + 1) in ("morning", "afternoon", "evening", "night") else i + 1
    if word in ("last", "this", "next", "late", "early", "the", "a", "that") and r.word(i + 1) in TIMES:
        return i + 3 if r.word(i + 2) in ("before", "after", "earlier", "ago") else i + 2
    if word in ("earlier", "late"):
        return i + 1
    if tag in "PXT" and word in _LEADS:
        return _adverbial(r, i)
    if tag == "," and r.tag(i + 1) in "PX" and (at_medium(r.s, i + 2) or r.word(i + 2) in TIMES):
        j = _adverbial(r, i + 1)
        return i if j == i + 1 else j + 1 if r.tag(j) == "," else j
    return i


def _adverbial(r: Scan, i: int) -> int:
    word, nxt = r.word(i), r.word(i + 1)
    if word == "to":
        return right_of(r.s, i + 1, r.n) if _hears(r, i + 1) else i
    if word == "on" and nxt in WEEKDAYS | MONTHS:
        j = i + 2
        while r.tag(j) == "#" or (r.tag(j) == "," and r.tag(j + 1) == "#"):
            j += 1
        return j
    if word in ("in", "on", "at", "during", "via", "through", "by", "from") and at_medium(r.s, i + 1):
        return max(right_of(r.s, i + 1, r.n), i)
    if nxt in TIMES or r.word(i + 2) in TIMES:
        return right_of(r.s, i + 1, r.n)
    return _long_adverbial(r, i)


def _hears(r: Scan, i: int) -> bool:
    return r.tag(i) == "p" or r.word(i) in _HEARERS or (r.tag(i) == "D" and r.word(i + 1) in _HEARERS)


def _long_adverbial(r: Scan, i: int) -> int:
    """Return the unit after a longer adverbial, where "that" or a quotation follows before any verb."""
    j = i + 1
    while j < min(r.n, i + 14) and r.tag(j) in "npDKF#PRgdx)(T":
        j += 1
    if r.tag(j) == "t" and r.tag(j + 1) in 'npDNR#"PX':
        return j
    return j if r.tag(j) in ",:" and r.tag(j + 1) == '"' else i


def hearer(r: Scan, start: int) -> int:
    """Return the unit after the hearer that begins at `start`."""
    if r.tag(start) in "NO":
        return start + 1
    return right_of(r.s, start, r.n) if nominal(r.s, start) else start


def end_of_words(r: Scan, start: int, group: Group | None = None, *, to_comma: bool = False) -> int:
    """Return the unit after the words that begin at `start`.

    They end with the sentence, at a semicolon, where another statement is joined by a comma or "and", and at the
    first comma where the cue stands in a clause in front of the main one, or in a relative clause (`to_comma`).
    """
    form = group.form if group else "d"
    short = to_comma or (group is not None and _in_front(r, group.start))
    i = start
    while i < r.n:
        tag = r.tag(i)
        if tag == '"' and (
            _quotation_ends(r, i) if i == start else _cut_after_quotation(r, (start, i), form)
        ):
            return i + 1
        if tag in ".;" or (
            tag in ",-" and i > start and ((short and tag == ",") or _cut(r, (start, i), form))
        ):
            return i
        if tag == "C" and i > start and joins_statement(r, (start, i), form):
            return i
        i += 1
    return i


def _quotation_ends(r: Scan, i: int) -> bool:
    return r.s.quotes[i].closed and r.tag(i + 1) in ".,-"


def _cut_after_quotation(r: Scan, words: Units, form: str) -> bool:
    """Say whether the comma inside a quotation's last mark ends the words."""
    return r.s.comma_inside(words[1]) and _cut(r, words, form)


def _in_front(r: Scan, start: int) -> bool:
    """Say whether a cue stands in a subordinate clause or participle in front of the main clause."""
    lead = r.tag(0)
    participle = lead == "Q" and r.word(0).endswith("ing")
    return (lead in "SXg" or participle) and "," not in r.s.tags[:start]


def _cut(r: Scan, words: Units, form: str) -> bool:
    """Say whether the words, so far from a unit to a comma or dash, end there."""
    i = words[1]
    if _closing_attribution(r, i):
        return True
    m = r.ahead(i)
    if r.word(m) == "according" or (r.word(m).endswith("ing") and r.tag(m) == "Q" and has_words(r, m)):
        return True
    if r.tag(i) == "-":
        return False
    if r.tag(i + 1) == "C":
        return joins_statement(r, (words[0], i + 1), form)
    return r.word(i + 1) in ("while", "though", "although", "whereas") and _cue_follows(r, i + 2)


def _closing_attribution(r: Scan, i: int) -> bool:
    """Say whether ", the office said." or ", said the office" follows, which takes the whole sentence for its words."""
    if r.word(i + 1) in ("said", "says") and nominal(r.s, i + 2):
        return r.tag(right_of(r.s, i + 2, r.n)) not in "VAMQt"
    j = i + 1
    while j < min(r.n, i + 14) and r.tag(j) in "npDKN#FPCdgxAR":
        j += 1
    if j <= i + 1 or r.tag(j) != "Q" or not any("q" in cue.frames for cue, _ in r.lex.cues[r.word(j)]):
        return False
    if r.tag(i + 1) not in "npDKN#" or verb_form(r, j) not in ("d", "s", "b"):
        return False
    end = past_circumstances(
        r, hearer(r, j + 1) if any("r" in cue.frames for cue, _ in r.lex.cues[r.word(j)]) else j + 1
    )
    return r.tag(end) in ".," or r.word(end) in ("citing", "quoting")


def _cue_follows(r: Scan, start: int) -> bool:
    for i in range(start, min(r.n, start + 12)):
        tag = r.tag(i)
        if tag == "Q" and verb_form(r, i) in ("d", "s") and has_words(r, i):
            return True
        if tag in ",VM":
            return False
    return False


def has_words(r: Scan, k: int) -> bool:
    """Say whether words of a statement can follow the cue at `k`."""
    after = r.tag(past_circumstances(r, k + 1))
    return after in 'tDTNOnpS"#WKg' or any(r.word(k + 1) in cue.preps for cue, _ in r.lex.cues[r.s.words[k]])


def joins_statement(r: Scan, words: Units, form: str) -> bool:
    """Say whether "and" or "but" joins another statement, rather than two parts of these words; it stands after them."""
    c = words[1]
    i = r.ahead(c)
    if r.word(i) in ("has", "have", "had"):
        i = r.ahead(i)
    if r.tag(i) == "Q":
        return form in "ds" and verb_form(r, i) == form and has_words(r, i)
    if r.word(c) not in ("but", "and", "while") or (r.tag(i) == "N" and r.word(i) in r.s.words[words[0] : c]):
        return False
    j = _past_subject(r, i)
    while j > i and r.tag(j) in "AR" and j < r.n:
        j += 1
    said = r.tag(c - 1) == "," and r.word(j) in ("said", "says") and form in "bds"
    return j > i and verbal(r, j) and (said or (form in "ds" and verb_form(r, j) == form)) and has_words(r, j)


def _past_subject(r: Scan, i: int) -> int:
    if r.tag(i) == "N" and r.word(i) != "it":
        return i + 1
    j = right_of(r.s, i, r.n) if r.tag(i) in "npDK" else i
    if j > i and r.tag(j) in "Vd" and r.tag(j + 1) == "P":  # "a doctor reached by telephone said"
        after = right_of(r.s, j + 2, r.n)
        return after if r.tag(after) == "Q" else j
    return j


def before_cue(r: Scan, cue: int) -> Units | None:
    """Return the words that stand before a cue: the quotation, or the clause up to the comma."""
    end = cue - 1 if r.tag(cue - 1) in ",-" else cue
    floor = max((f.units[1] for f in r.found if f.units[1] <= end and f.direct), default=0)
    start = end - 1
    while start > floor and r.tag(start - 1) not in ";:":
        start -= 1
    while start < end and (r.tag(start) in "C,x" or (r.word(start) in _OPENERS and r.tag(start + 1) == ",")):
        start += 1
    return (start, end) if 0 <= start < end else None


_OPENERS = word_group("openers")


def after_parenthesis(r: Scan, i: int, *, incomplete: bool = False, bare: bool = False) -> list[Units]:
    """Return the words that go on after "…", somebody said, "…".

    `incomplete` where what stood before was no clause; `bare` where the comma follows the cue itself, so that a phrase
    without a verb goes on too: "24 are held, it said, five of them here".
    """
    if r.tag(i) in "PX":
        while i < r.n and r.tag(i) not in ',.;:"-':
            i += 1
    start = i + 1 if r.tag(i) in ",:-" else i
    if r.tag(start) == '"':
        return [(start, end_of_words(r, start))]
    if r.tag(i) == "," and r.tag(start) not in ".":
        end = end_of_words(r, start)
        fragment = bare and r.tag(start) in "#np" and not finite(r, start, end)
        return [(start, end)] if end > start and (incomplete or fragment or r.tag(start) == "t") else []
    return []
