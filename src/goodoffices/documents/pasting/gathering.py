"""Going through a paste from beginning to end, and gathering what may be offered."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from goodoffices.core.errors import BadInput
from goodoffices.documents.pasting import characters, options, structure, wording
from goodoffices.documents.pasting.sheet import Line
from goodoffices.documents.pasting.values import Edit, Offer, Reading, Sort, applied, standing

MOST_ALIKE = 150
MOST_CONTESTED = 3000
_ASKED_ALL: frozenset[Sort] = frozenset({"wording", "options", "head"})
_SIGN = re.compile(r"[\\\[\]{}|#]")


@dataclass(frozen=True)
class Head:
    """What may be put above a paste that lacks it: a title, a language, the parties' names."""

    title: str = ""
    language: str = ""
    parties: tuple[str, ...] = ()


def plainly(source: str, found: Sequence[Line]) -> Iterator[Edit]:
    """Return what makes every mark of ours plain, and sets lines that a bracket goes on over as one."""
    for sign in _SIGN.finditer(source):
        yield Edit(sign.start(), sign.end(), "\\" + sign.group())
    for line in found:
        yield from (Edit(at, at + 1, " ") for at in line.joins)
        glyph = line.bare[line.indent : line.indent + 1]
        if glyph and structure.own_glyph(glyph):
            place = line.at[line.indent]
            yield Edit(place, place + 1, characters.written_out(glyph))


def gathered(source: str, found: tuple[Line, ...], head: Head, *, ours: bool) -> tuple[Offer, ...]:
    """Return the offers in the order in which they stand, each with how its place stands now and would stand."""
    gathering = _Gathering(source, found, head, ours=ours)
    listed = sorted(gathering.all(), key=lambda one: (one.begin, one.end))
    if sum(one.sort == "wording" for one in listed) > MOST_CONTESTED:
        raise BadInput(
            "the text has more than {most} places in brackets; paste it in parts, or write it with “# ” "
            "and its title at the head, and it is read as it stands",
            most=MOST_CONTESTED,
        )
    return tuple(gathering.shown(one) for one in _few(listed))


@dataclass(frozen=True)
class _Gathering:
    source: str
    found: tuple[Line, ...]
    head: Head
    ours: bool

    def __init__(self, source: str, found: tuple[Line, ...], head: Head, *, ours: bool) -> None:
        for name, value in (("source", source), ("found", found), ("head", head), ("ours", ours)):
            object.__setattr__(self, name, value)

    def all(self) -> Iterator[Offer]:
        """Return the offers, characters first, then what is set against one another, then the lines."""
        yield from self._characters()
        words = [(line, about) for line, about in structure.paragraphs(self.found)]
        taken: set[int] = set()
        for offer, lines in self._options([line for line, _ in words]):
            taken |= lines
            yield offer
        for line in self.found:
            yield from wording.wording(self.source, line, self.near(line), self.head.parties, ours=self.ours)
        if not self.ours:
            yield from self._head(words[0][0])
            for line, about in words[1:]:
                made = None if line.begin in taken else structure.structure(line, about)
                if made is not None:
                    yield made

    def near(self, line: Line) -> tuple[Edit, ...]:
        """Return what makes the marks of ours in one line plain."""
        if self.ours:
            return ()
        signs = _SIGN.finditer(self.source, line.begin, line.end)
        escapes = tuple(Edit(one.start(), one.end(), "\\" + one.group()) for one in signs)
        return (*escapes, *(Edit(at, at + 1, " ") for at in line.joins))

    def shown(self, offer: Offer) -> Offer:
        """Return an offer with its words, as they stand now, as they would stand, and as they stay if left."""
        if offer.begin == offer.end:
            return offer
        begin, end = offer.begin, offer.end
        contested = offer.sort in ("wording", "options", "stray") and not self.ours
        plain = tuple(self._within(begin, end)) if contested else ()
        readings = tuple(
            replace(one, becomes=standing(applied(self.source, begin, end, plain, one.edits)))
            for one in offer.readings
        )
        stays = standing(applied(self.source, begin, end, plain, offer.left))
        return replace(offer, words=self.source[begin:end], readings=readings, stays=stays)

    def _within(self, begin: int, end: int) -> Iterator[Edit]:
        for sign in _SIGN.finditer(self.source, begin, end):
            yield Edit(sign.start(), sign.end(), "\\" + sign.group())

    def _characters(self) -> Iterator[Offer]:
        inside = frozenset(at for line in self.found for at in line.joins)
        yield from characters.ends(self.source, inside, characters.unusual_ends(self.source, self.found))
        for line in self.found:
            yield from characters.unseen(self.source, line)
            if not self.ours:
                yield from characters.blanks(self.source, line)
                yield from characters.quotes(self.source, line)

    def _options(self, words: Sequence[Line]) -> Iterator[tuple[Offer, set[int]]]:
        """Return what is labelled as options, with the lines it takes."""
        listed = [line for line in words[1:] if not (self.ours and line.words[0] in "#[|]{")]
        for above, run in options.runs(listed):
            plain = tuple(
                one for line in (above, *(one.line for one in run)) if line for one in self.near(line)
            )
            made = options.paragraphs(self.source, above, run, plain, ours=self.ours)
            if made is not None:
                yield made, {one.line.begin for one in run}
        for line in words:
            single = options.inline(self.source, line, self.near(line), ours=self.ours)
            if single is not None:
                yield single, set()

    def _head(self, first: Line) -> Iterator[Offer]:
        head = self.head
        if head.language:
            yield _above("language", f"Language: {head.language}", advised=1)
        if head.parties:
            labelled = any(re.search(rf"\[\s*{re.escape(name)}\s*:", self.source) for name in head.parties)
            yield _above("parties", f"Parties: {', '.join(head.parties)}", advised=int(labelled))
        yield structure.title(self.source, first, head.title)


def _above(why: str, words: str, advised: int) -> Offer:
    reading = Reading("language" if why == "language" else "parties", (), words)
    return Offer("head", 1, 0, 0, (reading,), advised=advised)


def _few(listed: Sequence[Offer]) -> Iterator[Offer]:
    """Return the offers, those of one sort beyond the first many as one with the last, where they are all alike."""
    counted: dict[Sort, int] = defaultdict(int)
    for one in listed:
        counted[one.sort] += 1
    seen: dict[Sort, int] = defaultdict(int)
    further: dict[Sort, list[Offer]] = defaultdict(list)
    for one in listed:
        seen[one.sort] += 1
        if one.sort in _ASKED_ALL or seen[one.sort] < MOST_ALIKE:
            yield one
        else:
            further[one.sort].append(one)
    for many in further.values():
        yield _as_one(many)


def _as_one(many: Sequence[Offer]) -> Offer:
    first = many[0]
    left = tuple(edit for one in many for edit in one.left)
    readings = tuple(
        replace(reading, edits=tuple(edit for one in many for edit in _same(one, reading)))
        for reading in first.readings
    )
    return replace(first, readings=readings, left=left, more=len(many) - 1)


def _same(offer: Offer, reading: Reading) -> tuple[Edit, ...]:
    """Return what is done in another place where this reading is chosen; what leaves it where it has none such."""
    return next((one.edits for one in offer.readings if one.why == reading.why), offer.left)
