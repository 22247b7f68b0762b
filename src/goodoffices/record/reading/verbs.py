"""Whether a known form is a verb where it stands, and where its group of auxiliaries begins."""

from goodoffices.record.reading.lexicon import Cue, word_group
from goodoffices.record.reading.phrases import left_of
from goodoffices.record.reading.scan import SOLO, Group, Scan

RAISING = word_group("raising")
BE = word_group("be")
DO = word_group("do")
NOUNISH = word_group("nounish")
_PAST = frozenset(
    ("did", "didn't", "would", "wouldn't", "could", "couldn't")
)  # "did not dispute it but said"
_OBJECTS = 'DtTNOS"p#'


def verb_form(r: Scan, k: int) -> str:
    """Return the form the cue at `k` has as a verb here (b, s, d, g), or nothing where it is another word."""
    entries = r.lex.cues.get(r.s.words[k])
    if not entries:
        return ""
    how, p = entries[0][1], r.back(k)
    before = r.tag(p)
    if (r.word(p).endswith("'s") and before in "npK") or r.word(p) == "whose" or before == "x":
        return ""
    if how == "g":
        bare = before == "P" and r.tag(k + 1) not in 't"'
        return "" if bare or before in "D#F" or r.word(p) in ("without", "for") else "g"
    if "d" in how or "n" in how:
        return _past(r, k, how, before)
    return how if _present(r, k, how, p) else ""


def _past(r: Scan, k: int, how: str, before: str) -> str:
    if before == "A":
        return "d"
    if before in "DF" and r.word(r.back(k)) not in SOLO:
        return ""
    if "d" not in how or (before in "P#" and r.tag(k + 1) in "npKdg"):
        return ""
    return "d"


def _present(r: Scan, k: int, how: str, p: int) -> bool:
    before, solo = r.tag(p), r.word(p) in SOLO
    if before in "DF#" and not solo:
        return False
    nounish = r.s.words[k] in NOUNISH or r.s.words[k] in r.lex.nouns
    return _base(r, k, p, nounish=nounish) if how == "b" else _third(r, k, p, nounish=nounish)


def _base(r: Scan, k: int, p: int, *, nounish: bool) -> bool:
    before, after, word = r.tag(p), r.tag(r.ahead(k)), r.word(p)
    if before in "TMNW" or (before == "A" and word in DO) or word in SOLO:
        return True
    if before == "C":
        return r.subject is not None and after in 'DtTNOS"p'
    if before == "n" and word.endswith("s") and not word.endswith("ss"):
        return not nounish or after in _OBJECTS or _before_its_preposition(r, k)
    if before == "p" and p == 0 and word.endswith("s"):
        return not nounish or after in _OBJECTS
    if before in "p)nO":
        return (not nounish and _several(r, p)) or after in 'tTN"'
    return False


def _several(r: Scan, p: int) -> bool:
    """Say whether the phrase that ends at `p` may be a plural: "Tarn and Vell agree", "the rebels say"."""
    word = r.word(p)
    if r.tag(p) != "p" or (word.endswith("s") and not word.endswith(("ss", "'s"))):
        return True
    return any(r.tag(i) == "C" for i in range(left_of(r.s, p), p))


def _third(r: Scan, k: int, p: int, *, nounish: bool) -> bool:
    before, after = r.tag(p), r.tag(r.ahead(k))
    if before in ',"':
        return True
    if before == "C":
        return r.subject is not None and after in 'DtTNOS"pn'
    if before in "npNWO)tK" or r.word(p) in SOLO:
        if not nounish or after in _OBJECTS or _before_its_preposition(r, k):
            return True
        return (before in "NWp" and after not in "FVAM,.C") or (
            after in ".," and r.tag(left_of(r.s, p) - 1) == ","
        )
    return False


def _before_its_preposition(r: Scan, k: int) -> bool:
    after = r.word(k + 1)
    return after in ("for", "on", "upon", "against") and any(
        after in cue.preps for cue, _ in r.lex.cues[r.s.words[k]]
    )


def settle_nouns(r: Scan) -> None:
    """Retag the cues that are nouns where they stand, so that noun phrases may hold them: "the talks", "truce talks"."""
    for k, tag in enumerate(r.s.tags):
        if (
            tag == "Q"
            and r.tag(r.back(k)) != "C"
            and (r.s.words[k] in NOUNISH or r.s.words[k] in r.lex.nouns)
            and not verb_form(r, k)
        ):
            r.s.tags[k] = "K"


def verbal(r: Scan, k: int) -> bool:
    """Say whether unit `k` is a cue used as a verb."""
    return r.tag(k) == "Q" and bool(verb_form(r, k))


def finite(r: Scan, start: int, stop: int) -> bool:
    """Say whether a finite verb stands in these units."""
    return any(_finite_at(r, i) for i in range(max(start, 0), min(stop, r.n)))


def _finite_at(r: Scan, i: int) -> bool:
    tag = r.s.tags[i]
    if tag in "VAM":
        return r.word(i + 1) != "by"
    if tag == "d":  # an unknown form: past tense where an object follows, else perhaps a participle
        return r.tag(i - 1) in "npKN" and r.tag(i + 1) in "DnpKN#O"
    return tag == "Q" and bool(verb_form(r, i))


def cues_at(r: Scan, k: int) -> tuple[tuple[Cue, ...], int]:
    """Return what the word may be as a cue, and the unit after it with its particles."""
    entries = r.lex.cues[r.s.words[k]]
    for cue, _ in entries:
        if cue.rest and tuple(r.s.words[k + 1 : k + 1 + len(cue.rest)]) == cue.rest:
            return (cue,), k + 1 + len(cue.rest)
    return tuple(cue for cue, _ in entries if not cue.rest), k + 1


def passive(r: Scan, k: int, form: str) -> bool:
    """Say whether a form of "be" makes the participle at `k` passive."""
    p = r.back(k)
    return form == "d" and r.tag(p) == "A" and r.word(p) in BE


def group_at(r: Scan, k: int, form: str) -> Group | None:
    """Return the verb group of the cue at `k`; None where it is an infinitive of its own ("a plan to announce")."""
    cues, end = cues_at(r, k)
    start, plain, auxiliary = k, form, False
    while start > 0:
        tag = r.s.tags[start - 1]
        if tag == "R" or (tag == "D" and r.s.words[start - 1] in SOLO and r.tag(start - 2) in "AN"):
            start -= 1
        elif tag in "AM":
            start, auxiliary = start - 1, True
        elif tag == "T" and plain == "b":
            start = _raised(r, start)
            if start < 0:
                return None
            plain = "d"
        else:
            break
    past = plain == "d" or any(word in _PAST for word in r.s.words[start:k])
    return Group(start, k, end, "d" if past else form, cues, form != "g" or auxiliary) if cues else None


def _raised(r: Scan, to: int) -> int:
    """Return where "continues to", "went on to" begins; -1 where "to" hangs on something else."""
    i = r.back(to - 1)
    if r.word(i) == "on" and r.word(i - 1) in ("went", "go", "goes", "gone"):
        return i - 1
    return i if r.word(i) in RAISING else -1
