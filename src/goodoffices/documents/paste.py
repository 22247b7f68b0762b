"""What drafters paste: each place that may be read in our notation is offered, and nothing is turned unasked."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from unicodedata import normalize

from goodoffices.core.errors import BadInput
from goodoffices.core.text import read
from goodoffices.core.text.characters import BLANK
from goodoffices.core.text.lines import lines as told_apart
from goodoffices.core.text.marks import of_clause
from goodoffices.core.text.reader import LARGEST
from goodoffices.documents.pasting import characters, sheet
from goodoffices.documents.pasting.gathering import Head, gathered, plainly
from goodoffices.documents.pasting.values import PLAIN, Edit, Offer, Reading, Sort, Why, annexed, applied

__all__ = ["Head", "Offer", "Pasted", "Reading", "Sort", "Why", "in_notation", "offered"]


@dataclass(frozen=True)
class Pasted:
    """A paste and the places in it that may be read in our notation, in the order in which they stand.

    `ours` says that it is in our notation already: then what is left stays as it stands. Else what is left is plain
    words: every mark of ours in it gets a backslash, and what no text may hold is written out by its number.
    """

    source: str = field(repr=False)
    ours: bool
    offers: tuple[Offer, ...]
    plain: tuple[Edit, ...] = field(default=(), repr=False)

    def turned(self, chosen: Mapping[int, int]) -> str:
        """Return the text after the choices: the place of an offer in the list to the number of a reading, 0 to leave it.

        What nobody chose is left. Words stay as they are but for the places where a reading was chosen.
        """
        edits: list[Edit] = []
        above: list[str] = []
        for at, one in enumerate(self.offers):
            choice = chosen.get(at, 0)
            if not 0 <= choice <= len(one.readings):
                raise BadInput("A place was given a reading that it does not have; look at the page again.")
            edits += one.chosen(choice)
            if choice and one.begin == one.end:
                above.append(one.readings[choice - 1].becomes)
        words = applied(self.source, 0, len(self.source), self.plain, edits)
        return words if self.ours else _sound(words, above)

    def advised(self) -> dict[int, int]:
        """Return what most would choose; where only who knows the talks can say, the place is left."""
        return {at: one.advised or 0 for at, one in enumerate(self.offers)}


def offered(pasted: str, head: Head | None = None) -> Pasted:
    """Return a paste with an offer for each place that may be read in our notation.

    A paste that opens with “# ” and reads as a text, once what cannot be seen is taken out, is in our notation.
    Cost: linear in the paste, and a reading of each place that is offered.
    """
    if len(pasted) > LARGEST or len(pasted.encode("utf-8", "surrogatepass")) > LARGEST:
        raise BadInput("the text is larger than 5 MB; a text of one language is smaller: part it")
    source = sheet.composed(pasted)
    ours = in_notation(source)
    found = sheet.lines(source, joined=not ours)
    if not any(line.words for line in found):
        raise BadInput("nothing was pasted; paste the words of the text")
    offers = gathered(source, found, head or Head(), ours=ours)
    return Pasted(source, ours, offers, () if ours else tuple(plainly(source, found)))


def in_notation(pasted: str) -> bool:
    """Whether a paste is in our notation already, with what cannot be seen taken out, and with it written out."""
    source = sheet.composed(pasted)
    if not source.lstrip("\n").startswith("# "):
        return False
    found = sheet.lines(source, joined=False)
    offers = [one for line in found for one in characters.unseen(source, line)]
    offers += characters.ends(source, frozenset(), characters.unusual_ends(source, found))
    try:
        for choice in (1, 0) if offers else (0,):
            edits = [edit for one in offers for edit in one.chosen(choice)]
            read(applied(source, 0, len(source), edits))
    except BadInput:
        return False
    return True


def _sound(words: str, above: Sequence[str]) -> str:
    """Return a text with a backslash where no number may be read, and what stands directly under the title."""
    lines = [annexed(line) for line in words.split("\n")]
    first = next(at for at, line in enumerate(lines) if line.strip(BLANK))
    rest = [line.replace(PLAIN, "") for line in lines[first + 1 :]]
    plain = [_headed(line) for line in lines[first + 1 :]]
    whole = "\n".join((lines[first].replace(PLAIN, ""), *above, "", *_marked(rest, plain)))
    return re.sub("\n{3,}", "\n\n", whole)


def _headed(line: str) -> bool:
    """Whether a line says that no number may be read at its head."""
    return PLAIN in line and not line.partition(PLAIN)[0].strip(BLANK)


def _marked(lines: Sequence[str], plain: Sequence[bool]) -> Iterator[str]:
    """Return lines with a backslash before what would be read as a number and may not: of later lines of a clause, any."""
    told = list(told_apart("\n".join(lines), frozenset()))
    for at, one in enumerate(told):
        indent = "" if "\t" in one.indent else one.indent
        line = lines[at] if indent == one.indent else one.words
        goes_on = at > 0 and told[at - 1].sort == "words"
        if one.sort != "words" or not (goes_on or plain[at]):
            yield line
            continue
        after = told[at + 1].words if at + 1 < len(told) and told[at + 1].sort == "words" else ""
        number = of_clause(normalize("NFC", f"{one.words} {after}".strip(BLANK)))
        yield f"{indent}\\{one.words}" if number else line
