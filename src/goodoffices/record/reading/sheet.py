"""A report cut into sentences of tagged units; a quotation is one unit, and offsets stay those of the file."""

import re
from collections.abc import Iterator

from goodoffices.record.reading.lexicon import lexicon, word_group
from goodoffices.record.reading.paragraphs import paragraphs
from goodoffices.record.reading.quotations import DOUBLE, Quotation, Span, quotations
from goodoffices.record.reading.tagging import tagged

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}|''|``|\d+(?:[.,]\d+)*(?:%|[^\W\d_]+)?(?:-[^\W_]+)*|[^\W_]+(?:[-'’&][^\W_]+)*"
    r"|\.{2,}|-{2,}|[^\w\s]|_+"
)
_ABBREVIATED = word_group("abbreviated")
_ENDS = frozenset(".?!…")
_MARKS = "\"'“”‘’»«`"
_LONGEST = 400  # units; a longer sentence is cut, so that no rule runs over a page
_LOOK = 9  # tokens after "…?" in which the speaker's verb is looked for


class Sentence:
    """The units of one sentence, side by side; a quotation is a unit tagged with its mark.

    Not frozen, for speed; nothing outside the reader sees one.
    """

    __slots__ = ("ends", "paragraph", "quotes", "raws", "starts", "tags", "text", "words")

    def __init__(self, text: str, paragraph: int) -> None:
        self.text = text
        self.paragraph = paragraph
        self.tags: list[str] = []
        self.words: list[str] = []
        self.raws: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.quotes: dict[int, Quotation] = {}

    def add(self, both: tuple[str, str], raw: str, span: Span) -> None:
        """Append one unit, by its tag and lower case."""
        self.tags.append(both[0])
        self.words.append(both[1])
        self.raws.append(raw)
        self.starts.append(span[0])
        self.ends.append(span[1])

    def comma_inside(self, i: int) -> bool:
        """Say whether the quotation at unit `i` ends in a comma inside its last mark."""
        return self.text[self.starts[i] : self.ends[i]].rstrip(_MARKS).endswith(",")


def sheet(text: str, spans: list[Span] | None = None) -> list[Sentence]:
    """Return the sentences of a report; `spans` are the paragraphs to read, all of them if not given."""
    spans = paragraphs(text) if spans is None else spans
    tokens = [[m.span() for m in _TOKEN.finditer(text, a, b)] for a, b in spans]
    quotes = quotations(text, tokens, [end for _, end in spans])
    found: list[Sentence] = []
    for number, words in enumerate(tokens):
        found.extend(_Cutter(text, number, words, quotes[number]).sentences())
    return found


class _Cutter:
    """Cuts one paragraph into sentences."""

    def __init__(self, text: str, number: int, words: list[Span], quotes: list[Quotation]) -> None:
        self.text = text
        self.number = number
        self.words = words
        self.quotes = quotes
        self.at = 0
        self.current = Sentence(text, number)

    def sentences(self) -> Iterator[Sentence]:
        """Yield the sentences of the paragraph."""
        pending = 0
        while self.at < len(self.words):
            start, end = self.words[self.at]
            if pending < len(self.quotes) and start >= self.quotes[pending].start:
                ended = self._quotation(self.quotes[pending])
                pending += 1
            else:
                self.at += 1
                ended = self._word(self.text[start:end], (start, end))
            if ended or len(self.current.tags) >= _LONGEST:
                yield self.current
                self.current = Sentence(self.text, self.number)
        if self.current.tags:
            yield self.current

    def _quotation(self, quote: Quotation) -> bool:
        """Take a quotation as one unit; say whether the sentence ends with it."""
        while self.at < len(self.words) and self.words[self.at][0] < quote.end:
            self.at += 1
        self.current.quotes[len(self.current.tags)] = quote
        self.current.add(('"', '"'), '"', (quote.start, quote.end))
        return self.at < len(self.words) and self._breaks_after(quote)

    def _word(self, raw: str, span: Span) -> bool:
        """Take a word or mark; say whether the sentence ends with it."""
        units = self.current
        if raw[0] not in _ENDS:
            units.add(tagged(raw, not units.tags), raw, span)
            return False
        if raw == "." and units.raws and _abbreviates(units.raws[-1]):
            units.ends[-1] = span[1]
            return False
        if raw not in ".?!":
            units.add(("-", raw), raw, span)
            return False
        units.add((".", raw), raw, span)
        return self.at < len(self.words) and self._opens_sentence()

    def _opens_sentence(self) -> bool:
        start = self.words[self.at][0]
        char = self.text[start]
        if char.isalnum() and start == self.current.ends[-1]:
            return False  # "(R-S.C.)"
        return not char.islower() and char not in ",;:)"

    def _breaks_after(self, quote: Quotation) -> bool:
        inside = self.text[quote.start + 1 : quote.end].rstrip(_MARKS + " ")[-1:] if quote.closed else ""
        char = self.text[self.words[self.at][0]]
        if inside not in ("?", "!", ".", "…") or char.islower() or char in ",;:.)":
            return False
        return inside == "." or not self._speaker_follows()

    def _speaker_follows(self) -> bool:
        """Say whether "…?" goes on with its speaker: "Why now?" Ann Lee asked."""
        cues = lexicon().cues
        for start, end in self.words[self.at : self.at + _LOOK]:
            raw = self.text[start:end]
            if raw in _ENDS or raw in DOUBLE:
                return False
            if any("q" in cue.frames for cue, _ in cues.get(raw, ())):
                return True
        return False


def _abbreviates(raw: str) -> bool:
    return raw.lower() in _ABBREVIATED or (len(raw) == 1 and raw.isupper() and raw != "I")
