"""The rules for the passive: "was rejected by Tarn", "was quoted as saying", "it was reported by the Gazette that"."""

from goodoffices.record.reading.extent import end_of_words, past_circumstances
from goodoffices.record.reading.phrases import right_of
from goodoffices.record.reading.scan import Group, Scan, Speaker, Units
from goodoffices.record.reading.speakers import speaker_of
from goodoffices.record.reading.taking import Claim, take
from goodoffices.record.reading.verbs import passive


def passive_rule(r: Scan, group: Group) -> bool:
    """Read "was rejected by Tarn" and "was quoted as saying"."""
    e = group.end
    speaker = speaker_of(r, Group(group.start, group.verb, e, "d", group.cues, finite=True))
    if speaker is None or not passive(r, group.verb, "d"):
        return False
    if r.word(e) == "as" and r.word(e + 1) in ("saying", "telling"):
        return _as_saying(r, group, speaker, e)
    by = _by(r, e)
    stop = right_of(r.s, by + 1, r.n) if by else 0
    if stop > by + 1 and r.word(stop) == "as" and r.word(stop + 1) in ("saying", "telling"):
        return _as_saying(r, group, speaker, stop)
    return stop > by + 1 and _by_whom(r, group, speaker, (by + 1, stop))


def _by_whom(r: Scan, group: Group, speaker: Speaker, source: Units) -> bool:
    """Read "the text was rejected by Tarn", "it was reported by the Gazette that"."""
    stop = source[1]
    end = end_of_words(r, stop)
    pieces = [speaker.units] if r.word(speaker.units[0]) != "it" else []
    first = stop + 1 if r.tag(stop) == "t" and not pieces else stop
    if end > first and (first > stop or r.word(stop) in ("of", "for", "to", "as", "that")):
        pieces.append((first, end))
    return bool(pieces) and r.add(pieces, Speaker(source, "passive"), (group.start, source[0]), group.cues[0])


def _as_saying(r: Scan, group: Group, speaker: Speaker, at: int) -> bool:
    """Read "quoted by the Gazette as saying"; `at` is the unit of "as"."""
    say = r.lex.cues["say"][0][0]
    saying = Group(group.start, group.verb, at + 2, "d", (say,), finite=True)
    quoted = Speaker(speaker.units, "quoted as saying", speaker.relative)
    return take(r, Claim(saying, quoted), past_circumstances(r, at + 2))


def _by(r: Scan, start: int) -> int:
    """Return the "by" that names who did it, 0 where there is none."""
    for i in range(start, min(r.n, start + 10)):
        if r.tag(i) in ",.;V":
            return 0
        if r.word(i) == "by":
            return i if r.tag(i + 1) in "npDKO#" else 0
    return 0
