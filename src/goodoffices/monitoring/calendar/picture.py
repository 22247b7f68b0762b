"""The calendar as a picture (SVG): phases, windows, deliveries with their tolerance, what waits for what."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from goodoffices.core.errors import Phrase
from goodoffices.monitoring.calendar.play import Played
from goodoffices.monitoring.calendar.table import Row, rows, said_date

_LEFT, _DAY, _LINE, _TOP = 220, 8, 22, 58
_INK, _QUIET, _BAND, _OPEN, _TOO_LATE = "#1d2733", "#66707c", "#eef1f4", "#7fa8c9", "#c9b37f"
_SHORTEST, _DATE = 560, 96


Say = Callable[[str], str]


@dataclass(frozen=True)
class _Sheet:
    """The measures of one picture: how many days across, which line each label stands on."""

    days: int
    lines: dict[str, int]
    scale: float
    say: Say = str

    @property
    def width(self) -> int:
        return round(_LEFT + (self.days + 2) * self.scale)

    @property
    def height(self) -> int:
        return _TOP + (max(self.lines.values(), default=0) + 2) * _LINE

    def x(self, day: int) -> float:
        return round(_LEFT + day * self.scale, 1)

    def y(self, label: str) -> float:
        return _TOP + self.lines[label] * _LINE + _LINE / 2


def picture(played: Played, say: Say = str) -> str:
    """Return the picture as SVG; every mark in it is a row of `table.rows`, said again in its title as `say` says it.

    Colour never carries meaning alone: windows are bars, deliveries lozenges, a tolerance is a thin line,
    a deadline a dashed one.
    """
    table = rows(played)
    drawn = [row for row in table if row.begins is not None]
    last = max([played.days, *(row.latest or row.ends or 0 for row in drawn)])
    sheet = _Sheet(last, _lines(drawn), max(float(_DAY), _SHORTEST / (last + 2)), say)
    parts = [*_phases(sheet, drawn), *_axis(sheet, played), *_waits(sheet, drawn), *_marks(sheet, drawn)]
    parts += list(_deadlines(sheet, drawn))
    name = played.network.calendar.name or say(Phrase("Calendar of obligations"))
    said = say(_said(len(drawn), last, len(played.faults)))
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {sheet.width} {sheet.height}" '
        f'width="{sheet.width}" height="{sheet.height}" role="img" aria-labelledby="title desc" '
        f'font-family="sans-serif" font-size="12" fill="{_INK}">'
    )
    title = f'<title id="title">{escape(name)}</title><desc id="desc">{escape(said)}</desc>'
    return "\n".join([head, title, *parts, "</svg>"]) + "\n"


def _said(marks: int, days: int, faults: int) -> Phrase:
    if faults:
        return Phrase(
            "{marks} marks over {days} days; {faults} faults found", marks=marks, days=days, faults=faults
        )
    return Phrase("{marks} marks over {days} days; no fault found", marks=marks, days=days)


def _lines(drawn: Sequence[Row]) -> dict[str, int]:
    """One line for every obligation and event, by the day of its first mark; its deliveries share it."""
    lines: dict[str, int] = {}
    for row in sorted(drawn, key=lambda row: row.begins or 0):
        if row.kind in {"delivery", "window", "event"}:
            lines.setdefault(_owner(row), len(lines))
    return lines


def _owner(row: Row) -> str:
    return row.label.split("#")[0] if row.kind == "delivery" else row.label


def _phases(sheet: _Sheet, drawn: Sequence[Row]) -> Iterator[str]:
    for number, row in enumerate(row for row in drawn if row.kind == "phase"):
        assert row.begins is not None
        assert row.ends is not None
        width = sheet.x(row.ends + 1) - sheet.x(row.begins)
        fill = _BAND if number % 2 == 0 else "none"
        yield (
            f'<rect x="{sheet.x(row.begins)}" y="20" width="{width:.1f}" height="{sheet.height - 30}" '
            f'fill="{fill}" stroke="{_QUIET}" stroke-width="0.5">{_title(sheet, row)}</rect>'
        )
        yield _words(sheet.x(row.begins) + 4, 34, row.label)


def _axis(sheet: _Sheet, played: Played) -> Iterator[str]:
    calendar = played.network.calendar
    step = 7 * math.ceil(_DATE / (7 * sheet.scale))
    for day in range(1, sheet.days + 1, step):
        x = sheet.x(day)
        date = said_date(calendar, day).split(" ")[1:2]
        yield f'<line x1="{x}" y1="40" x2="{x}" y2="{sheet.height - 10}" stroke="{_BAND}"/>'
        yield _words(x, 50, " ".join([str(day), *date]), fill=_QUIET)


def _waits(sheet: _Sheet, drawn: Sequence[Row]) -> Iterator[str]:
    """A curve from the last mark before of what is waited for to the first of what waits, once a pair."""
    ends: dict[str, list[int]] = {}
    for row in drawn:
        ends.setdefault(_owner(row), []).append((row.begins if row.kind == "window" else row.ends) or 0)
    done: set[tuple[str, str]] = set()
    for row in drawn:
        for name in row.after:
            source = name.split(" of ")[-1]
            pair = (source, _owner(row))
            if source in sheet.lines and pair[1] in sheet.lines and pair not in done:
                done.add(pair)
                begins = row.begins or 0
                before = [day for day in ends[source] if day <= begins]
                yield _curve(sheet, pair, max(before, default=min(ends[source])), begins)


def _curve(sheet: _Sheet, pair: tuple[str, str], begins: int, ends: int) -> str:
    x1, y1, x2, y2 = sheet.x(begins), sheet.y(pair[0]), sheet.x(ends), sheet.y(pair[1])
    middle = round((x1 + x2) / 2 + 12, 1)
    said = escape(sheet.say(Phrase("{who} waits for {name}", who=pair[1], name=pair[0])))
    return (
        f'<path d="M {x1} {y1} C {middle} {y1}, {middle} {y2}, {x2} {y2}" fill="none" stroke="{_QUIET}" '
        f'stroke-width="0.8" stroke-opacity="0.6"><title>{said}</title></path>'
    )


def _marks(sheet: _Sheet, drawn: Sequence[Row]) -> Iterator[str]:
    named: set[str] = set()
    for row in drawn:
        owner = _owner(row)
        if owner not in sheet.lines:
            continue
        if owner not in named:
            named.add(owner)
            yield _words(8, sheet.y(owner) + 4, _short(f"{owner} {row.who} {sheet.say(row.what)}"))
        yield _mark(sheet, row, sheet.y(owner))


def _mark(sheet: _Sheet, row: Row, y: float) -> str:
    assert row.begins is not None
    assert row.ends is not None
    x = sheet.x(row.begins)
    if row.kind == "window":
        width = sheet.x(row.ends + 1) - x
        return f'<rect x="{x}" y="{y - 5}" width="{width:.1f}" height="10" fill="{_OPEN}">{_title(sheet, row)}</rect>'
    if row.kind == "event":
        return f'<circle cx="{x}" cy="{y}" r="4" fill="none" stroke="{_INK}">{_title(sheet, row)}</circle>'
    late = sheet.x(row.latest or row.begins)
    return (
        f'<line x1="{x}" y1="{y}" x2="{late}" y2="{y}" stroke="{_TOO_LATE}" stroke-width="2"/>'
        f'<path d="M {x - 5} {y} L {x} {y - 5} L {x + 5} {y} L {x} {y + 5} Z">{_title(sheet, row)}</path>'
    )


def _deadlines(sheet: _Sheet, drawn: Sequence[Row]) -> Iterator[str]:
    for row in drawn:
        if row.kind == "deadline" and row.begins is not None:
            x = sheet.x(row.begins)
            yield (
                f'<line x1="{x}" y1="40" x2="{x}" y2="{sheet.height - 10}" stroke="{_INK}" '
                f'stroke-dasharray="4 3">{_title(sheet, row)}</line>'
            )
            yield _words(x + 3, sheet.height - 12, row.label)


def _title(sheet: _Sheet, row: Row) -> str:
    days = Phrase("day {day}", day=row.begins)
    if row.ends != row.begins:
        days = Phrase("day {day} to {last}", day=row.begins, last=row.ends)
    if row.latest not in {None, row.ends}:
        days = Phrase("{days}, {latest} at the latest", days=days, latest=row.latest)
    what = f"{row.label} {row.who} {sheet.say(row.what)}".strip()
    return f"<title>{escape(what)}: {escape(sheet.say(days))}</title>"


def _words(x: float, y: float, words: str, fill: str = _INK) -> str:
    return f'<text x="{x}" y="{y}" fill={quoteattr(fill)} unicode-bidi="plaintext">{escape(words)}</text>'


def _short(words: str) -> str:
    clean = " ".join(words.split())
    return clean if len(clean) <= 32 else clean[:31] + "…"
