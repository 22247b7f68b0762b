"""Labelled alternatives: “Option 1: … / Option 2: …” as paragraphs or in one, “Alt.” under the paragraph it answers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from goodoffices.core.text.characters import BLANK
from goodoffices.core.text.marks import of_clause
from goodoffices.documents.pasting.sheet import Line
from goodoffices.documents.pasting.structure import headed, margin, mark
from goodoffices.documents.pasting.values import Edit, Offer, Reading, applied, reads
from goodoffices.documents.pasting.wording import LABEL

_ALT = re.compile(
    rf"(?:(?P<no>\d+(?:\.\d+)*)[.]?[{BLANK}]*)?(?:Alt(?:ernative)?|البديل|بديل)\b\.?[{BLANK}]*(?P<n>\d{{1,3}})?[{BLANK}]*[:.)–—-]?[{BLANK}]+",
    re.IGNORECASE,
)
_MOST = 20
FIRST, LAST = 0, 2


@dataclass(frozen=True)
class Labelled:
    """A paragraph with a label at its head; `begin` and `end` of the label in the bare line."""

    line: Line
    begin: int
    end: int
    number: str
    alt: bool


def labelled(line: Line) -> Labelled | None:
    """Return what label opens a paragraph, if one does and words follow it."""
    head = line.indent
    number = of_clause(line.bare, head)
    at = len(line.bare) - len(line.bare[head + len(number) :].lstrip(BLANK))
    found = LABEL.match(line.bare, at)
    if found and found["n"] and line.bare[found.end() :].strip(BLANK):
        alt = found.group().lower().startswith("alt")
        return Labelled(line, found.start(), found.end(), found["n"], alt)
    other = _ALT.match(line.bare, head)
    if other and line.bare[other.end() :].strip(BLANK) and _abbreviated(other.group()):
        return Labelled(line, other.start(), other.end(), other["n"] or "", alt=True)
    return None


def _abbreviated(label: str) -> bool:
    """Whether a label says that it is one: by a point, a colon, a number, or the number it answers."""
    return bool(re.search(r"[.:)–—\d-]", label))


def runs(paragraphs: Sequence[Line]) -> Iterator[tuple[Line | None, tuple[Labelled, ...]]]:
    """Return labelled paragraphs that follow one another, each run with the paragraph above where it may answer that."""
    above: Line | None = None
    run: list[Labelled] = []
    for line in paragraphs:
        found = labelled(line)
        if found and (not run or (_follows(run[-1], found) and len(run) < _MOST)):
            run.append(found)
            continue
        if run:
            yield above, tuple(run)
        run, above = ([found], run[-1].line if run else above) if found else ([], line)
    if run:
        yield above, tuple(run)


def _follows(one: Labelled, other: Labelled) -> bool:
    if one.alt and other.alt:
        return not other.number or other.number != one.number
    return bool(one.number and other.number) and one.number != other.number


def paragraphs(
    source: str, above: Line | None, run: Sequence[Labelled], plain: Sequence[Edit], *, ours: bool
) -> Offer | None:
    """Return the offer to set labelled paragraphs against each other, or against the one above, as whole clauses."""
    readings = []
    if len(run) > 1:
        edits = _set(None, run)
        readings.append(_reading(source, "options", edits, run[0].line, run))
    answers = above is not None and not headed(above) and any(one.alt for one in run)
    if above is not None and answers and run[0].number in ("", "1", "A"):
        readings.append(_reading(source, "above too", _set(above, run), above, run))
    sound = tuple(one for one in readings if _sound(source, one, run, above, plain))
    if not sound:
        return None
    left = () if ours else tuple(edit for one in run for edit in _left(one))
    begin = above.begin if above is not None and sound[-1].why == "above too" else run[0].line.begin
    return Offer("options", run[0].line.number, begin, run[-1].line.end, sound, left, None)


def _left(one: Labelled) -> tuple[Edit, ...]:
    return (Edit(one.line.begin, one.line.begin, "\n", FIRST), *margin(one.line), *mark(one.line))


def _reading(source: str, why: str, edits: tuple[Edit, ...], first: Line, run: Sequence[Labelled]) -> Reading:
    shown = applied(source, first.begin, run[-1].line.end, edits)
    return Reading("options" if why == "options" else "above too", edits, shown)


def _set(above: Line | None, run: Sequence[Labelled]) -> tuple[Edit, ...]:
    """Return what puts a whole-clause bracket about paragraphs: `[` above the first, `|` between, `]` after the last."""
    edits = [] if above is None else [Edit(above.begin, above.begin, "[\n", FIRST)]
    for number, one in enumerate(run):
        opens = "|\n" if above is not None or number else "[\n"
        edits.append(Edit(one.line.begin, one.line.begin, "\n" + opens, FIRST))
        edits += margin(one.line)
        edits += [Edit(one.line.at[at], one.line.at[at] + 1) for at in range(one.begin, one.end)]
    end = run[-1].line.end
    return (*edits, Edit(end, end, "\n]\n", LAST))


def _sound(
    source: str, reading: Reading, run: Sequence[Labelled], above: Line | None, plain: Sequence[Edit]
) -> bool:
    begin = above.begin if reading.why == "above too" and above is not None else run[0].line.begin
    lines = [one.line for one in run] + ([above] if above is not None else [])
    away = [Edit(at, at + 1) for line in lines for at in line.unseen]
    parted = [Edit(one.begin, one.begin, "\n", 1) for one in lines]
    drawn = applied(source, begin, run[-1].line.end, plain, parted, away, reading.edits)
    return reads(drawn.replace("\t", " "))


def inline(source: str, line: Line, plain: Sequence[Edit], *, ours: bool) -> Offer | None:
    """Return the offer to set options that one paragraph names, “Option 1: … / Option 2: …”, against each other."""
    found = [one for one in LABEL.finditer(line.bare) if one["n"] and _outside(line.bare, one.start())]
    if (
        len(found) < 2
        or (ours and line.words[0] in "#[|]{")
        or any(one["n"] == other["n"] for one, other in pairwise(found))
    ):
        return None
    edits = []
    for number, one in enumerate(found):
        begin = _back_over_stroke(line.bare, one.start()) if number else one.start()
        edits += [Edit(line.at[at], line.at[at] + 1) for at in range(begin, one.end())]
        edits.append(Edit(line.at[one.start()], line.at[one.start()], " | " if number else "[", FIRST))
    stop = len(line.bare.rstrip(BLANK))
    edits.append(Edit(line.at[stop - 1] + 1, line.at[stop - 1] + 1, "]", FIRST))
    begin, end = line.at[found[0].start()], line.at[stop - 1] + 1
    away = [Edit(at, at + 1) for at in line.unseen]
    if not reads("x " + applied(source, begin, end, plain, away, edits)):
        return None
    return Offer("options", line.number, begin, end, (Reading("options", tuple(edits)),), advised=None)


def _outside(bare: str, at: int) -> bool:
    return bare.count("[", 0, at) == bare.count("]", 0, at)


def _back_over_stroke(bare: str, at: int) -> int:
    before = bare[:at].rstrip(BLANK)
    return len(before) - 1 if before.endswith(("/", ";")) else at
