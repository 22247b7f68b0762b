"""One sentence being read: its units, the statements found so far, and what their words have claimed."""

from dataclasses import dataclass

from goodoffices.record.reading.lexicon import Cue, Lexicon, lexicon, word_group
from goodoffices.record.reading.sheet import Sentence

Span = tuple[int, int]
Units = tuple[int, int]

MARKS = '".,;:-'
SOLO = word_group("solo")


@dataclass
class Found:
    """A statement in the making; spans are offsets of the file, `units` those of the sentence.

    `relative` is the pronoun of "Tarn, which insists"; `source` then spans the antecedent.
    """

    pieces: list[Span]
    source: Span | None
    cue: Span
    kind: str
    rule: str
    to: Span | None = None
    relative: Span | None = None
    direct: bool = False
    speaks: bool = True
    sentence: int = -1
    units: Units = (0, 0)


@dataclass(frozen=True)
class Speaker:
    """Who speaks, in units, and the rule that found them."""

    units: Units
    rule: str
    relative: Units | None = None


@dataclass(frozen=True)
class Group:
    """A cue verb with its auxiliaries: units start to end, the verb's own unit, its form, the cues it may be."""

    start: int
    verb: int
    end: int
    form: str
    cues: tuple[Cue, ...]
    finite: bool

    @property
    def frames(self) -> str:
        """Return the frames of all readings together."""
        return "".join(cue.frames for cue in self.cues)

    @property
    def preps(self) -> frozenset[str]:
        """Return the prepositions after which the words may come."""
        return frozenset().union(*(cue.preps for cue in self.cues))


class Scan:
    """A sentence under the reader's finger; not frozen, and never handed out."""

    __slots__ = ("claimed", "found", "lex", "n", "s", "subject")

    def __init__(self, s: Sentence) -> None:
        self.s = s
        self.n = len(s.tags)
        self.claimed = 0
        self.subject: Units | None = None
        self.found: list[Found] = []
        self.lex: Lexicon = lexicon()
        self._nouns()

    def _nouns(self) -> None:
        """Retag verbs that can only be nouns where they stand: "the matter", "monitors have said"."""
        tags, words = self.s.tags, self.s.words
        for i, tag in enumerate(tags):
            before = tags[i - 1] if i else "."
            if tag == "g" and before == "D" and self.tag(i + 1) not in "npDdg#":
                tags[i] = "n"
            if tag != "V" or words[i].endswith("ed"):
                continue
            owned = before in "npK" and words[i - 1].endswith("'s")
            if (
                owned
                or (words[i] == "close" and self.word(i + 1) == "to")
                or (before in "DF" and words[i - 1] not in SOLO)
                or (words[i].endswith("s") and self.tag(i + 1) in "AMQV")
            ):
                tags[i] = "n"

    def tag(self, i: int) -> str:
        """Return the tag of a unit; a full stop beyond either end."""
        return self.s.tags[i] if 0 <= i < self.n else "."

    def word(self, i: int) -> str:
        """Return the word of a unit in lower case; nothing beyond either end."""
        return self.s.words[i] if 0 <= i < self.n else ""

    def span(self, units: Units) -> Span:
        """Return the offsets of a run of units."""
        return self.s.starts[units[0]], self.s.ends[units[1] - 1]

    def back(self, i: int) -> int:
        """Return the nearest unit left of `i` that is no adverb."""
        i -= 1
        while i >= 0 and self.s.tags[i] == "R":
            i -= 1
        return i

    def ahead(self, i: int) -> int:
        """Return the nearest unit right of `i` that is no adverb."""
        i += 1
        while i < self.n and self.s.tags[i] == "R":
            i += 1
        return i

    def quoted_before(self, i: int) -> bool:
        """Say whether a quotation, or one and a comma, stands before unit `i`."""
        return self.tag(i - 1) == '"' or (self.tag(i - 1) in ",-" and self.tag(i - 2) == '"')

    def add(
        self, pieces: list[Units], speaker: Speaker, cue: Units, what: Cue | None, to: Units | None = None
    ) -> bool:
        """Keep a statement; those inside its words go. Say that it was kept."""
        low, high = min(p[0] for p in pieces), max(p[1] for p in pieces)
        self.found = [
            f for f in self.found if not any(p[0] <= f.units[0] and f.units[1] <= p[1] for p in pieces)
        ]
        self.found.append(
            Found(
                [self._trimmed(piece) for piece in pieces],
                self.span(speaker.units) if speaker.units[1] > speaker.units[0] else None,
                self.span(self._said(cue)),
                what.kind if what else "says",
                speaker.rule,
                self.span(to) if to else None,
                self.span(speaker.relative) if speaker.relative else None,
                all(self._is_quotation(piece) for piece in pieces),
                what is None or "q" in what.frames,
                units=(low, high),
            )
        )
        self.claimed = max(self.claimed, high, cue[1])
        return True

    def _said(self, cue: Units) -> Units:
        """Leave out the adverbs in front of a cue."""
        start = cue[0]
        while start < cue[1] - 1 and self.s.tags[start] == "R":
            start += 1
        return start, cue[1]

    def _is_quotation(self, units: Units) -> bool:
        tags = self.s.tags[units[0] : units[1]]
        return '"' in tags and all(tag in MARKS for tag in tags)

    def _trimmed(self, units: Units) -> Span:
        start, end = units
        while end > start + 1 and self.s.tags[end - 1] in ",.;:-":
            end -= 1
        return self.s.starts[start], self.s.ends[end - 1]
