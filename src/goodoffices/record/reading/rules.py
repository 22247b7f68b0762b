"""The rules for cue verbs: words after the cue, words before it, and "…, said somebody"."""

from goodoffices.record.reading.extent import (
    after_parenthesis,
    before_cue,
    end_of_words,
    hearer,
    past_circumstances,
)
from goodoffices.record.reading.lexicon import word_group
from goodoffices.record.reading.passives import passive_rule
from goodoffices.record.reading.phrases import nominal, right_of
from goodoffices.record.reading.scan import Group, Scan, Speaker
from goodoffices.record.reading.speakers import after_apposition, speaker_of
from goodoffices.record.reading.taking import Claim, take
from goodoffices.record.reading.verbs import finite, group_at, passive, verb_form

_WITHHELD = word_group("withheld")
_MOODS = word_group("moods")


def announcing(r: Scan) -> tuple[Group, Speaker] | None:
    """Return the cue and speaker of "The minister said:", whose words are the next paragraph's."""
    if r.tag(r.n - 1) != ":":
        return None
    for k in range(r.n - 1, -1, -1):
        form = verb_form(r, k) if r.tag(k) == "Q" else ""
        group = group_at(r, k, form) if form else None
        if group is not None and "q" in group.frames and group.finite:
            end = past_circumstances(r, group.end)
            end = past_circumstances(r, hearer(r, end)) if "r" in group.frames else end
            speaker = speaker_of(r, group)
            return (group, speaker) if end >= r.n - 1 and speaker is not None else None
    return None


def verb_rule(r: Scan, k: int) -> bool:
    """Read the cue verb at `k`; say whether the word is a verb here, statement or not."""
    form = verb_form(r, k)
    if not form:
        return False
    group = group_at(r, k, form)
    if group is None or _idle(r, group):
        return True
    if form == "d" and (passive(r, k, form) or r.word(k + 1) == "by"):
        passive_rule(r, group)
        return True
    if _said_somebody(r, group):
        return True
    speaker = speaker_of(r, group)
    if speaker is None:
        return True
    if group.finite and not speaker.relative:
        r.subject = speaker.units
    if not (_ahead_of_cue(r, group, speaker) or _as_somebody_says(r, group, speaker)):
        _after_cue(r, group, speaker)
    return True


def _idle(r: Scan, group: Group) -> bool:
    """Say whether the cue brings no statement: "asked not to be named", "Signalling progress, Tarn said"."""
    lemma = group.cues[0].lemma
    if lemma in ("ask", "decline", "request", "refuse", "speak", "want", "wish"):
        return any(r.word(i) in _WITHHELD for i in range(group.end, min(r.n, group.end + 8)))
    if lemma in ("cite", "threaten") and not group.finite:
        return True
    return (
        group.start == 0 and not group.finite and group.cues[0].kind == "signals" and r.tag(group.end) != "t"
    )


# -- "…," said somebody


def _said_somebody(r: Scan, group: Group) -> bool:
    start, end = group.start, group.end
    if start != group.verb or not group.finite or "q" not in group.frames:
        return False
    if start == 0:
        return _said_first(r, group)
    stop = right_of(r.s, end, r.n)
    if not _inverts(r, group, stop):
        return False
    words = before_cue(r, start)
    if words is None:
        return False
    stop = after_apposition(r, stop)
    r.subject = (end, stop)
    speaker = Speaker((end, stop), "words, said somebody")
    return r.add([words, *after_parenthesis(r, stop)], speaker, (start, end), group.cues[0])


def _said_first(r: Scan, group: Group) -> bool:
    """Read "Said the envoy: “…”"."""
    stop = right_of(r.s, group.end, r.n) if nominal(r.s, group.end) else 0
    if not stop or r.tag(stop) not in ",:" or r.tag(stop + 1) != '"':
        return False
    r.subject = (group.end, stop)
    words = (stop + 1, end_of_words(r, stop + 1))
    return r.add([words], Speaker(r.subject, "words, said somebody"), (0, group.end), group.cues[0])


def _inverts(r: Scan, group: Group, stop: int) -> bool:
    """Say whether the speaker, whose name ends at `stop`, stands after the cue."""
    before, after = r.tag(group.start - 1), r.tag(group.end)
    if (
        before not in '",-'
        or after not in "npDKON#g"
        or (after == "N" and before == ",")
        or r.tag(stop) in "VAM"
    ):
        return False
    return r.quoted_before(group.start) or _clause_inverts(r, group, stop)


def _clause_inverts(r: Scan, group: Group, stop: int) -> bool:
    """Say whether a clause stands before the comma, and none after the speaker."""
    start = max((f.units[1] for f in r.found if f.direct), default=0)
    if r.tag(stop) not in ".,P-X:SW" or not finite(r, start, group.start - 1):
        return False
    return ("o" not in group.frames and "r" not in group.frames) or group.cues[0].lemma in ("say", "add")


# -- the words stand before: "…," she said; the bridge, he said, is closed


def _ahead_of_cue(r: Scan, group: Group, speaker: Speaker) -> bool:
    lead = speaker.units[0]
    if (
        "q" not in group.frames
        or not group.finite
        or speaker.relative
        or lead < 1
        or r.tag(lead - 1) not in '",-'
    ):
        return False
    after = past_circumstances(r, group.end)
    if "r" in group.frames and after == group.end:
        after = past_circumstances(r, hearer(r, group.end))
    if r.tag(after) == "P" and r.tag(lead - 1) == ",":
        after = _to_mark(r, after)
    quoted = r.quoted_before(lead) and not (r.tag(0) in "PX" and r.tag(after) not in '.,;:-"')
    ends = after >= r.n or r.tag(after) in '.,;:-"' or r.word(after) in ("citing", "quoting")
    if (quoted and r.tag(after) in "t") or (not quoted and not (ends and _parenthetic(r, lead, after))):
        return False
    words = before_cue(r, lead)
    if words is None:
        return False
    incomplete = not quoted and (r.tag(words[0]) in "SX" or not finite(r, words[0], words[1]))
    rest = after if ends else _to_mark(r, group.end)
    more = after_parenthesis(r, rest, incomplete=incomplete, bare=rest == group.end)
    to = (group.end, hearer(r, group.end)) if "r" in group.frames and after > group.end else None
    named = Speaker(speaker.units, "words, " + speaker.rule)
    return r.add([words, *more], named, (group.start, group.end), group.cues[0], to)


def _parenthetic(r: Scan, lead: int, after: int) -> bool:
    """Say whether "…, he said" may close or part a clause."""
    if r.tag(after) == ":" or r.tag(lead - 1) not in ",-":
        return False
    start = max((f.units[1] for f in r.found if f.direct), default=0)
    if finite(r, start, lead - 1) or '"' in r.s.tags[start : lead - 1]:
        return True
    if r.tag(after) != "," or r.claimed:
        return False
    return finite(r, after + 1, r.n) if r.tag(0) in "PXgR" else r.tag(after + 1) in "VAMQRt"


def _to_mark(r: Scan, i: int) -> int:
    while i < r.n and r.tag(i) not in ',.;:"-':
        i += 1
    return i


def _as_somebody_says(r: Scan, group: Group, speaker: Speaker) -> bool:
    """Read "…, as the minister put it"."""
    lead = speaker.units[0]
    if (
        r.word(lead - 1) != "as"
        or r.tag(lead - 2) != ","
        or ("q" not in group.frames and group.cues[0].lemma != "put")
    ):
        return False
    after = past_circumstances(r, group.end + (r.word(group.end) == "it"))
    words = before_cue(r, lead - 1)
    if words is None or r.tag(after) not in ".,;:-":
        return False
    return r.add([words], Speaker(speaker.units, "as somebody says"), (group.start, group.end), group.cues[0])


# -- the words follow


def _after_cue(r: Scan, group: Group, speaker: Speaker) -> bool:
    if _anaphor(r, group, speaker):
        return False
    e = group.end
    start = past_circumstances(r, e) if group.cues[0].lemma != "sound" else e
    if r.word(e) in group.preps and not (start > e and r.tag(start) in 't"'):
        return take(r, Claim(group, speaker, cue_end=e + 1), e + 1)
    if "@" in group.frames and _at_number(r, e):
        return take(r, Claim(group, speaker), e)
    if "r" in group.frames and start == e and hearer(r, e) > e:
        return _after_hearer(r, group, speaker)
    return _open_words(r, Claim(group, speaker), start)


def _after_hearer(r: Scan, group: Group, speaker: Speaker) -> bool:
    """Read "told Reuters that", "warned the council of", "urged both sides to"."""
    heard = hearer(r, group.end)
    after = past_circumstances(r, heard)
    claim = Claim(group, speaker, (group.end, heard))
    if not _turns_to(r, group, after):
        plain = "o" in group.frames or r.tag(group.end) == "N"
        return plain and _open_words(r, Claim(group, speaker), group.end)
    if r.word(after) in ("of", "against") or (r.word(after) in group.preps and "t" not in group.frames):
        return take(r, claim, after + 1)
    return _open_words(r, claim, after)


def _anaphor(r: Scan, group: Group, speaker: Speaker) -> bool:
    """Say whether the words stand elsewhere: "what he called", "a text that mediators hoped for"."""
    if group.cues[0].lemma == "sound":
        return not _mood(r, group.end)
    if r.word(speaker.units[0] - 1) in ("what", "if", "whether", "unless", "how", "why") or _names(r, group):
        return True
    return r.tag(speaker.units[0] - 1) in "Wt" and not speaker.relative


def _names(r: Scan, group: Group) -> bool:
    """Say whether the cue only names: "the militia called the Reed Guard"."""
    if "c" not in group.frames or group.start != group.verb or r.tag(group.end) not in "pD":
        return False
    after = r.tag(right_of(r.s, group.end, r.n))
    return after in "VAM" or (r.tag(group.end) == "p" and after in ".,FPXWC-S")


def _mood(r: Scan, i: int) -> bool:
    return r.word(r.ahead(i - 1)) in _MOODS


def _at_number(r: Scan, i: int) -> bool:
    """Say whether "put the toll at 540" follows."""
    j = i
    while j < min(r.n, i + 14) and r.tag(j) in "npDKFP#dgQV" and r.word(j) not in ("at", "as"):
        j += 1
    return j > i and r.word(j) in ("at", "as") and any(r.tag(m) == "#" for m in range(j + 1, min(r.n, j + 5)))


def _turns_to(r: Scan, group: Group, after: int) -> bool:
    """Say whether words follow the hearer, so that it is a hearer."""
    tag = r.tag(after)
    if r.word(after) in ("of", "against", "about") or r.word(after) in group.preps:
        return True
    if tag == "," and r.tag(after + 1) not in '"t':
        return False
    return tag in 'tSTNpDn"#,:'


def _open_words(r: Scan, claim: Claim, start: int) -> bool:
    tag, frames = r.tag(start), claim.group.frames
    speaks = "q" in frames or "t" in frames
    if tag == ":" or (tag in ",-" and r.tag(start + 1) == '"'):
        return (speaks or (tag == ":" and r.tag(start + 1) == '"')) and take(r, claim, start + 1)
    if tag == "," and r.tag(start + 1) in "PXSRg":
        start = _past_aside(r, start + 1)
        return start > 0 and take(r, claim, start)
    if start >= r.n or tag in ".,;:)-" or not _fits(r, claim, start):
        return False
    return take(r, claim, start)


def _past_aside(r: Scan, i: int) -> int:
    """Return where the words begin after "said, after the meeting, that"; 0 where they do not."""
    while i < r.n and r.tag(i) not in ",.":
        i += 1
    return i + 1 if r.tag(i) == "," and r.tag(i + 1) in 't"' else 0


_NEVER_OPENS = frozenset(("by", "of", "with", "as", "for", "to", "from", "between", "against", "into"))
_OPENED_BY = {
    "t": "thor", "S": "tw", "W": "two", "g": "got", "T": "i", '"': "qtwoicr",
    **dict.fromkeys("NOnpDK#dx(VQR", "toc"),
}  # fmt: skip


def _fits(r: Scan, claim: Claim, start: int) -> bool:
    frames, tag = claim.group.frames, "g" if r.word(start) in ("having", "being") else r.tag(start)
    if "=" in frames:
        return tag == '"'
    if claim.group.cues[0].lemma == "sound":
        return True
    if tag in "PFX":
        plain = r.word(start) not in _NEVER_OPENS
        return "t" in frames and "q" in frames and plain and finite(r, start, end_of_words(r, start))
    if claim.to is not None and tag in "STNOnpDK#":
        return True
    return any(frame in frames for frame in _OPENED_BY.get(tag, ""))
