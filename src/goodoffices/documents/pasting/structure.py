"""What a line of a paste is: title, heading, numbered clause, clause of its own, or words that go on."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from goodoffices.core.text.characters import BLANK
from goodoffices.core.text.marks import of_clause
from goodoffices.documents.pasting.characters import written_out
from goodoffices.documents.pasting.sheet import Line
from goodoffices.documents.pasting.values import ANNEX, PLAIN, Edit, Offer, Reading

_B = f"[{BLANK}]"
_HEADED = re.compile(
    rf"(?:article|section|chapter|part|title|titre|chapitre|partie|annex|annexe|appendix|protocol|schedule"
    rf"|المادة|الباب|الفصل|القسم|الملحق|البروتوكول)\b(?=[{BLANK}.:]|$)",
    re.IGNORECASE,
)
_ANNEX = re.compile(r"annexe?\b|appendix|protocol|schedule|الملحق|البروتوكول", re.IGNORECASE)
_LONGEST_HEADING = 120
_LONGEST_TITLE = 300
_WRAPPED = 50
# A number as a word processor writes it, and what is put in or taken out to make it one of ours.
_AGAIN = rf"(?:{_B}+(?:bis|ter|quater))?"
_NEAR = (
    (re.compile(rf"(?P<n>\d+(?:\.\d+)*[a-z]?)(?P<end>{_B}+(?:bis|ter|quater))(?P<cut>[.)]?){_B}"), "dotted"),
    (re.compile(rf"(?P<n>\d{{1,3}}|[A-Za-z]|[ivxlcIVXLC]{{1,6}})(?P<cut>\)){_B}"), "round"),
    (re.compile(rf"(?P<n>[A-Za-z]|[ivxlc]{{1,6}}|[IVXLC]{{1,6}})(?P<cut>\.){_B}"), "round"),
    (re.compile(r"(?P<n>\d{1,3})(?P<cut>)\t"), "dot"),
    (re.compile(rf"(?P<cut>[\u25a0-\u25ff\u2023\u2043\u2219\u00b7\u2756\u27a2\u27a4\u2714\u2713*—\ue000-\uf8ff]){_B}"), "bullet"),
    (re.compile(r"(?P<cut>o)\t"), "bullet"),
)  # fmt: skip


@dataclass(frozen=True)
class About:
    """Where a line stands: whether words come directly above it, and the line above."""

    goes_on: bool
    above: Line | None = None


def title(source: str, line: Line, words: str) -> Offer:
    """Return the offer to read the first line as the title; else one is put above it, or a title left to be filled."""
    hashed = _hashed(line, "# ")
    put = Edit(line.at[0], line.at[0] + 1, "#") if hashed else Edit(0, 0, "# ")
    before = (Edit(at, at + 1, " ") for at in range(line.begin) if source[at] == "\n")
    turned = (put, *before, *margin(line), Edit(line.end, line.end, "\n"))
    left = (Edit(0, 0, f"# {words or '[…]'}\n\n", 0), *_plain(line))
    advised = 1 if len(line.words) <= _LONGEST_TITLE else 0
    return Offer("head", line.number, line.begin, line.end, (Reading("title", turned),), left, advised)


def structure(line: Line, about: About) -> Offer | None:
    """Return what a line may be, where there is something to ask."""
    if _hashed(line, "## "):
        return _heading(line, about, advised=True)
    if _HEADED.match(line.words) and len(line.words) <= _LONGEST_HEADING:
        return _heading(line, about, advised=not line.words.endswith((".", ";", ",")))
    if of_clause(line.bare, line.indent) or _near(line):
        return _numbered(line, about)
    if _shouted(line.words):
        return _heading(line, about, advised=False)
    return _clause(line, about) if about.goes_on or line.indent else None


def _hashed(line: Line, mark: str) -> bool:
    """Whether a line opens with the mark of a heading, with nothing unseen in it."""
    return line.bare.startswith(mark) and line.at[len(mark) - 1] == line.begin + len(mark) - 1


def headed(line: Line) -> bool:
    """Whether a line may be a heading."""
    return bool(_HEADED.match(line.words)) or line.bare.startswith("#") or _shouted(line.words)


def _shouted(words: str) -> bool:
    return words.isupper() and sum(one.isalpha() for one in words) > 3 and len(words) <= _LONGEST_HEADING


def _heading(line: Line, about: About, *, advised: bool) -> Offer:
    hashed = _hashed(line, "## ")
    put = Edit(line.begin, line.begin, "\n" if hashed else "\n## ")
    hashes = tuple(Edit(at, at + 1, "#") for at in line.at[:2]) if hashed else ()
    readings = [Reading("heading", (put, *hashes, *margin(line)))]
    if _ANNEX.match(line.words):
        annex = Edit(line.begin, line.begin, ANNEX, 2)
        readings.insert(0, Reading("annex", (put, annex, *hashes, *margin(line))))
    readings += _readings(line, about)
    left = _plain(line)
    return Offer("heading", line.number, line.begin, line.end, tuple(readings), left, int(advised))


def _readings(line: Line, about: About) -> list[Reading]:
    """Return the readings as a clause of its own, where it is not one as it stands."""
    parted = Edit(line.begin, line.begin, "\n")
    marked = mark(line)
    found = []
    if about.goes_on:
        found.append(Reading("clause", (parted, *margin(line), *marked)))
    if line.indent:
        found.append(
            Reading("sub-clause", (Edit(line.begin, line.begin, "\n" + _step(line)), *margin(line), *marked))
        )
    return found


def _clause(line: Line, about: About) -> Offer:
    readings = tuple(_readings(line, about))
    advised = int(about.goes_on and not (about.above and _wrapped(about.above, line)))
    return Offer("clause", line.number, line.begin, line.end, readings, _plain(line), advised)


def _numbered(line: Line, about: About) -> Offer:
    step = _step(line)
    own = Edit(line.begin, line.begin, "\n" + step)
    readings = [Reading("number", (own, *margin(line), *_near(line), *_tab(line)))]
    if about.goes_on:
        put = Edit(line.begin, line.begin, "\n")
        readings.append(Reading("plain number", (put, *margin(line), *_plain_glyph(line), *mark(line))))
    return Offer("number", line.number, line.begin, line.end, tuple(readings), _plain(line))


def _wrapped(above: Line, line: Line) -> bool:
    """Whether words look as if they only went on in the next line: a long line, no stop, no capital after it."""
    stops = above.words.endswith((".", ";", ":", "!", "?", "…", "؟", "؛"))
    return len(above.words) >= _WRAPPED and not stops and not line.words[:1].isupper()


def _near(line: Line) -> tuple[Edit, ...]:
    """Return what makes a word processor's number or bullet at the head of a line one of ours."""
    if of_clause(line.bare, line.indent):
        return ()
    for pattern, how in _NEAR:
        found = pattern.match(line.bare, line.indent)
        if found and (how != "round" or _single(found["n"])):
            return _made(line, found, how)
    return ()


def _tab(line: Line) -> tuple[Edit, ...]:
    """Return what makes a blank of the tab after a number."""
    at = line.bare.find("\t", line.indent)
    alone = at >= 0 and not re.search(rf"{_B}", line.bare[line.indent : at].removesuffix(" "))
    return (Edit(line.at[at], line.at[at] + 1, " "),) if alone else ()


def _single(number: str) -> bool:
    return bool(of_clause(f"({number}) "))


def _made(line: Line, found: re.Match[str], how: str) -> tuple[Edit, ...]:
    at = [line.at[place] for place in range(found.start("cut"), found.end("cut"))]
    if how == "bullet":
        return (Edit(at[0], at[0] + 1, "•"),)
    first = line.at[found.start("n")]
    if how == "round":
        return (Edit(first, first, "(", 2), Edit(at[0], at[0] + 1, ")"))
    after = line.at[found.end("n") - 1] + 1
    point = "" if "." in found["n"] else "."
    return (Edit(after, after, point, 2), *(Edit(one, one + 1) for one in at))


def margin(line: Line) -> tuple[Edit, ...]:
    """Return what takes the blanks before a line away."""
    if not line.indent:
        return ()
    first = line.at[line.indent]
    parts = " " if line.unseen and line.unseen[0] < first else ""
    *before, last = line.at[: line.indent]
    return (*(Edit(at, at + 1) for at in before), Edit(last, last + 1, parts))


def _step(line: Line) -> str:
    """Return the indent of a line in blanks, two for a tab."""
    indent = line.bare[: line.indent]
    return "  " * (indent.count("\t") + (len(indent) - indent.count("\t")) // 2)


def _plain(line: Line) -> tuple[Edit, ...]:
    """Return what leaves a line as plain words that go on: at the margin, no number read."""
    return (*margin(line), *_plain_glyph(line), *mark(line))


def mark(line: Line) -> tuple[Edit, ...]:
    """Return what says that no number is read at the head of a line."""
    first = line.at[line.indent]
    return (Edit(first, first, PLAIN, 1),)


def own_glyph(character: str) -> bool:
    """Whether a character is one of a word processor's own, which no other program can show."""
    return unicodedata.category(character) == "Co"


def _plain_glyph(line: Line) -> tuple[Edit, ...]:
    glyph = line.bare[line.indent]
    if not own_glyph(glyph):
        return ()
    first = line.at[line.indent]
    return (Edit(first, first + 1, written_out(glyph)),)


def paragraphs(found: tuple[Line, ...]) -> Iterator[tuple[Line, About]]:
    """Return the lines that hold words, each with what stands above it."""
    above: Line | None = None
    for line in found:
        if line.words:
            yield line, About(goes_on=above is not None, above=above)
        above = line if line.words else None
