"""Take the words that follow a cue as a statement."""

from dataclasses import dataclass

from goodoffices.record.reading.extent import end_of_words
from goodoffices.record.reading.lexicon import Cue
from goodoffices.record.reading.scan import Group, Scan, Speaker, Units


@dataclass(frozen=True)
class Claim:
    """A cue with its speaker, before its words are known; `cue_end` where a preposition belongs to the cue."""

    group: Group
    speaker: Speaker
    to: Units | None = None
    cue_end: int = 0


def take(r: Scan, claim: Claim, start: int) -> bool:
    """Keep the words from unit `start` on; say whether there were any."""
    group, speaker = claim.group, claim.speaker
    inner = speaker.relative is not None and r.tag(speaker.relative[0] - 1) == ","
    end = end_of_words(r, start, group, to_comma=inner)
    if (
        r.tag(start) == "t"
        and end > start + 1
        and ("t" in group.frames or "h" in group.frames or r.tag(start + 1) == ",")
    ):
        start += 1 + (r.tag(start + 1) == ",")
    named = r.word(start + 1) == "as"  # "described it as a window"
    if (
        r.word(start) in ("this", "that", "it")
        and r.tag(start + 1) in "PX"
        and "o" in group.frames
        and not named
    ):
        end = start + 1
    while end > start and r.tag(end - 1) in ",-.;":
        end -= 1
    if end <= start or r.tag(start) in ",-":
        return False
    cue = (group.start, claim.cue_end or group.end)
    return r.add([(start, end)], speaker, cue, _reading(group, r.word(cue[1] - 1)), claim.to)


def _reading(group: Group, last: str) -> Cue:
    """Return the cue that is meant: "called for" asks, "called" names."""
    return next((cue for cue in group.cues if last in cue.preps), group.cues[0])
