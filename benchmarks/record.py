"""Attribution on PolNeAR: `python -m benchmarks.record FOLDER`, the folder holding `text/` and `attributions/`.

The corpus marks source, cue and content of attributions in standoff files. It is
read for evaluation only; nothing of it is in the project and no weight was trained on it.

How a reading is scored, for each report and summed over reports (micro average):

- Words are runs of letters and digits; a span is the set of words it touches. Several pieces of one content (a quotation
  parted by "he said") are one set, and so are our statements that share cue and source.
- Suggested and annotated contents are matched one to one, best overlap first, by Dice = 2|A∩B| / (|A|+|B|); a match
  counts from 1/2 on. Precision, recall and F1 of `content` follow. (Chance of luck is small: contents hold 17 words on
  average, and one suggestion matches at most one content.)
- `with source` counts a match only where the sources also share a word, or where neither names one. PolNeAR marks the
  pronoun of "Tarn, who insists"; our suggestion names the antecedent, so the pronoun is compared where there is one.
- `partial` is proportional: precision is the mean share of suggested words that the matched
  content holds, recall the mean share of annotated words found.
- `direct` is the share of contents wholly in quotation marks that are found with their source.

Reports are parted by the hash of their name: rules were tuned on two thirds, the held-out third was never looked at.
Where several people annotated a report, the first file by name is taken.
"""

import hashlib
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from goodoffices.record.reading.attribution import attributions
from goodoffices.record.reading.reading import read
from goodoffices.record.reading.sheet import sheet

Spans = list[tuple[int, int]]
Words = frozenset[int]


@dataclass(frozen=True)
class Marked:
    """One attribution, annotated or suggested: the words of its content and of its source."""

    content: Words
    source: Words
    direct: bool


@dataclass
class Tally:
    """Sums over reports."""

    annotated: int = 0
    suggested: int = 0
    content: int = 0
    sourced: int = 0
    shares: list[float] = field(default_factory=lambda: [0.0, 0.0, 0.0, 0.0])
    direct: int = 0
    direct_found: int = 0

    def rows(self) -> Iterator[tuple[str, float, float, float]]:
        a, s = max(self.annotated, 1), max(self.suggested, 1)
        p, r, ps, rs = self.shares
        yield ("content", *_f1(self.content / s, self.content / a))
        yield ("with source", *_f1(self.sourced / s, self.sourced / a))
        yield ("content, partial", *_f1(p / s, r / a))
        yield ("with source, partial", *_f1(ps / s, rs / a))


def _f1(precision: float, recall: float) -> tuple[float, float, float]:
    total = precision + recall
    return precision, recall, 2 * precision * recall / total if total else 0.0


def words_of(text: str) -> list[tuple[int, int]]:
    return [m.span() for m in re.finditer(r"\w+", text)]


def touched(spans: Spans, words: list[tuple[int, int]]) -> Words:
    return frozenset(
        i for i, (a, b) in enumerate(words) if any(a < end and start < b for start, end in spans)
    )


def annotated(path: Path) -> list[tuple[Spans, Spans]]:
    """Return contents and sources of one standoff file."""
    lines = [line.partition("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    spans: dict[str, Spans] = {}
    for name, _, rest in lines:
        if name.startswith("T"):
            place = rest.partition("\t")[0].split(" ", 1)[1]
            spans[name] = [(int(a), int(b)) for a, b in (part.split() for part in place.split(";"))]
    found = []
    for name, _, rest in lines:
        if name.startswith("E"):
            roles = [part.split(":") for part in rest.split()[1:]]
            content = [span for role, key in roles if role.startswith("Content") for span in spans[key]]
            source = [span for role, key in roles if role.startswith("Source") for span in spans[key]]
            if content:
                found.append((content, source))
    return found


def suggested(text: str) -> list[tuple[Spans, Spans]]:
    """Return what the default reader suggests, pieces of one statement together."""
    found = []
    for f in attributions(sheet(text)):
        named = f.relative or f.source
        found.append((list(f.pieces), [named] if named else []))
    return found


def marked(text: str, pairs: Iterable[tuple[Spans, Spans]]) -> list[Marked]:
    words = words_of(text)
    made = []
    for content, source in pairs:
        said = " ".join(text[a:b] for a, b in sorted(content)).strip()
        direct = said[:1] in '"“' and said.rstrip(".,")[-1:] in '"”'
        made.append(Marked(touched(content, words), touched(source, words), direct))
    return [m for m in made if m.content]


def add(tally: Tally, gold: list[Marked], mine: list[Marked]) -> None:
    tally.annotated += len(gold)
    tally.suggested += len(mine)
    pairs = sorted(
        (
            (_dice(g, m), i, j)
            for i, g in enumerate(gold)
            for j, m in enumerate(mine)
            if g.content & m.content
        ),
        reverse=True,
    )
    used_gold: dict[int, int] = {}
    used_mine: set[int] = set()
    for dice, i, j in pairs:
        if i in used_gold or j in used_mine:
            continue
        used_gold[i] = j
        used_mine.add(j)
        g, m = gold[i], mine[j]
        same = bool(g.source & m.source) or (not g.source and not m.source)
        both = len(g.content & m.content)
        tally.shares[0] += both / len(m.content)
        tally.shares[1] += both / len(g.content)
        if same:
            tally.shares[2] += both / len(m.content)
            tally.shares[3] += both / len(g.content)
        tally.content += dice >= 0.5
        tally.sourced += dice >= 0.5 and same
    for g in gold:
        if g.direct:
            tally.direct += 1
            tally.direct_found += any(_dice(g, m) >= 0.5 and g.source & m.source for m in mine)


def _dice(g: Marked, m: Marked) -> float:
    return 2 * len(g.content & m.content) / (len(g.content) + len(m.content))


def reports(folder: Path) -> Iterator[tuple[str, str, list[tuple[Spans, Spans]]]]:
    for path in sorted((folder / "text").glob("*.txt")):
        files = sorted((folder / "attributions").glob(path.stem + "_*.ann"))
        with path.open(encoding="utf-8", newline="") as file:
            yield path.stem, file.read(), annotated(files[0])


def held_out(name: str) -> bool:
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 3 == 0


def measure(rows: list[tuple[str, str, list[tuple[Spans, Spans]]]], title: str) -> None:
    tally = Tally()
    for _, text, gold in rows:
        add(tally, marked(text, gold), marked(text, suggested(text)))
    print(f"\n{title}: {len(rows)} reports, {tally.annotated} annotated, {tally.suggested} suggested")
    print(f"{'':24}{'precision':>10}{'recall':>10}{'F1':>10}")
    for name, precision, recall, f1 in tally.rows():
        print(f"{name:24}{precision:10.3f}{recall:10.3f}{f1:10.3f}")
    print(
        f"direct quotations with source: recall {tally.direct_found / max(tally.direct, 1):.3f} of {tally.direct}"
    )


def speed(texts: list[str], work: Callable[[str], object]) -> float:
    """Return reports a second of processor time on one core, the second of two rounds."""
    for text in texts:
        work(text)
    began = time.process_time()
    for text in texts:
        work(text)
    return len(texts) / (time.process_time() - began)


def main() -> int:
    if len(sys.argv) != 2 or not (Path(sys.argv[1]) / "text").is_dir():
        print("usage: python -m benchmarks.record FOLDER (holding text/ and attributions/)", file=sys.stderr)
        return 2
    rows = list(reports(Path(sys.argv[1])))
    measure([row for row in rows if not held_out(row[0])], "tuned on")
    measure([row for row in rows if held_out(row[0])], "held out")
    measure(rows, "all")
    texts = [text for _, text, _ in rows]
    print(f"\nstatements alone: {speed(texts, lambda t: attributions(sheet(t))):.0f} reports/s a core")
    print(f"statements, figures and dates: {speed(texts, read):.0f} reports/s a core")
    return 0


if __name__ == "__main__":
    sys.exit(main())
