"""Hand annotation of the invented reports, and how well a reading meets it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from goodoffices.record.reading.reading import read
from goodoffices.record.reading.values import Reading, Statement

REPORTS = Path(__file__).parent / "reports"


@dataclass(frozen=True)
class Said:
    """A statement a careful reader marks; an optional one may be found or not."""

    words: tuple[int, int]
    source: str
    cue: str
    kind: str
    marks: dict[str, str]
    optional: bool = False


@dataclass
class Gold:
    """One report with its annotation."""

    name: str
    text: str
    given: date | None = None
    dateline: tuple[str, str] = ("", "")
    statements: list[Said] = field(default_factory=list)
    dates: list[tuple[str, str, str | None]] = field(default_factory=list)
    figures: list[tuple[str, float | None, str, str, str | None]] = field(default_factory=list)


def golds(folder: Path = REPORTS) -> Iterator[Gold]:
    for path in sorted(folder.glob("*.txt")):
        yield gold(path)


def gold(path: Path) -> Gold:
    with path.open(encoding="utf-8", newline="") as file:
        made = Gold(path.stem, file.read())
    for line in path.with_suffix(".gold").read_text(encoding="utf-8").splitlines():
        verb, _, rest = line.partition(" ")
        parts = [part.strip() for part in rest.split("|")]
        if verb in ("statement", "optional"):
            made.statements.append(_said(made.text, parts, optional=verb == "optional"))
        elif verb == "date":
            made.dates.append((parts[0], parts[1], parts[2] if len(parts) > 2 else None))
        elif verb == "figure":
            value = float(parts[1]) if parts[1] else None
            made.figures.append((parts[0], value, parts[2], parts[3], parts[4] if len(parts) > 4 else None))
        elif verb == "dateline":
            made.dateline = (parts[0], parts[1] if len(parts) > 1 else "")
        elif verb == "given":
            made.given = date.fromisoformat(parts[0])
    return made


def _said(text: str, parts: list[str], *, optional: bool) -> Said:
    marks = dict(part.split("=", 1) for part in parts[3:] if "=" in part)
    kind = next((part for part in parts[3:4] if "=" not in part), "")
    return Said(_place(text, parts[0]), parts[1], parts[2], kind, marks, optional)


def _place(text: str, words: str) -> tuple[int, int]:
    """Return where the words stand; "first … last" spans all between."""
    context, words = re.fullmatch(r"(?:\[(.*?)\] )?(.*)", words).groups()  # type: ignore[union-attr]
    head, _, tail = (part.strip() for part in words.partition("…"))
    pattern = re.escape(head) + (r".*?" + re.escape(tail) if tail else "")
    found = re.search(
        (re.escape(context) + " " if context else "") + f"(?P<words>{pattern})", text, re.DOTALL
    )
    assert found is not None, words
    return found.span("words")


def tokens(text: str, span: tuple[int, int]) -> set[int]:
    return {m.start() for m in re.finditer(r"\w+", text) if span[0] <= m.start() < span[1]}


@dataclass
class Score:
    """Counts of what was wanted, suggested and right."""

    wanted: int = 0
    suggested: int = 0
    content: int = 0
    sourced: int = 0
    missed: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)

    def __iadd__(self, other: "Score") -> "Score":
        for name in ("wanted", "suggested", "content", "sourced", "missed", "false"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        return self


def score_statements(report: Gold, reading: Reading) -> Score:
    """Match each suggestion to the annotation it overlaps most, by half of the words of both."""
    score = Score(wanted=sum(not said.optional for said in report.statements))
    open_golds = list(report.statements)
    pairs = sorted(
        (
            (_dice(report.text, s, said), i, j)
            for i, s in enumerate(reading.statements)
            for j, said in enumerate(open_golds)
        ),
        reverse=True,
    )
    used_s: set[int] = set()
    used_g: set[int] = set()
    for dice, i, j in pairs:
        if dice < 0.5 or i in used_s or j in used_g:
            continue
        used_s.add(i)
        used_g.add(j)
        right = _same_source(reading.statements[i], open_golds[j])
        if not open_golds[j].optional:
            score.suggested += 1
            score.content += 1
            score.sourced += right
            if not right:
                score.false.append(
                    f"{report.name}: source {reading.statements[i].source} for {open_golds[j].source}"
                )
    for i, s in enumerate(reading.statements):
        if i not in used_s:
            score.suggested += 1
            score.false.append(
                f"{report.name}: {s.source.words.text if s.source else None} | {s.cue.text} | {s.words.text}"
            )
    score.missed += [
        f"{report.name}: {g.source} | {report.text[g.words[0] : g.words[1]]}"
        for j, g in enumerate(open_golds)
        if j not in used_g and not g.optional
    ]
    return score


def _dice(text: str, s: Statement, said: Said) -> float:
    mine, theirs = tokens(text, (s.words.start, s.words.end)), tokens(text, said.words)
    return 2 * len(mine & theirs) / (len(mine) + len(theirs) or 1)


def _same_source(s: Statement, said: Said) -> bool:
    if s.source is None:
        return not said.source
    mine, theirs = (
        set(re.findall(r"\w+", words.lower())) - {"the", "a", "an"}
        for words in (s.source.words.text, said.source)
    )
    return 2 * len(mine & theirs) >= 0.5 * (len(mine) + len(theirs))


def score_dates(report: Gold, reading: Reading) -> tuple[list[object], list[object]]:
    """Return the dates missed and the dates too many, as (words, value, modifier)."""
    mine = [(d.words.text, d.value, d.modifier) for d in reading.dates]
    missed = [d for d in report.dates if d not in mine]
    for d in report.dates:
        if d in mine:
            mine.remove(d)
    return list(missed), list(mine)


def score_figures(report: Gold, reading: Reading) -> tuple[list[object], list[object]]:
    """Return the figures missed and those too many, by value, bound and source."""
    mine = [(None if f.value is None else float(f.value), f.bound, f.source) for f in reading.figures]
    missed: list[object] = []
    for words, value, bound, _counted, source in report.figures:
        key = (value, bound, source or None)
        if key in mine:
            mine.remove(key)
        else:
            missed.append((words, *key))
    return missed, list(mine)


def read_gold(report: Gold) -> Reading:
    return read(report.text, report.given)


if __name__ == "__main__":
    import sys

    total = Score()
    for report in golds(Path(sys.argv[1]) if len(sys.argv) > 1 else REPORTS):
        reading = read_gold(report)
        total += score_statements(report, reading)
        day = reading.day.isoformat() if reading.day else ""
        if (day, reading.place or "") != report.dateline:
            print("DATELINE", report.name, day, reading.place, report.dateline)
        for name, scorer in (("DATE", score_dates), ("FIGURE", score_figures)):
            missed, false = scorer(report, reading)
            for item in missed:
                print(name, report.name, "missed", item)
            for item in false:
                print(name, report.name, "false", item)
    for line in total.missed:
        print("MISSED", line)
    for line in total.false:
        print("FALSE", line)
    print(
        f"wanted {total.wanted} suggested {total.suggested} content {total.content} sourced {total.sourced}"
        f" recall with source {total.sourced / total.wanted:.3f} precision with source {total.sourced / total.suggested:.3f}"
    )
