"""Figures over time by source, as a picture in SVG with the same numbers as a table beside it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from html import escape

from goodoffices.record.ledger.questions import Point, Series
from goodoffices.record.ledger.when import first_day

WIDTH, HEIGHT = 720, 360
_LEFT, _RIGHT, _TOP, _BOTTOM = 90, 20, 24, 60
_INKS = ("#1b4965", "#9a3412", "#3f6212", "#6b21a8", "#0f766e", "#92400e", "#334155", "#be123c")
_DASHES = ("none", "6 3", "2 3", "8 3 2 3")
_MARKS = {
    "exact": "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0",
    "over": "M0 -6L5 3L-5 3Z",
    "under": "M0 6L5 -3L-5 -3Z",
    "about": "M-4 -4H4V4H-4Z",
}


def picture(what: str, series: Sequence[Series]) -> str:
    """Return an SVG drawing: days across, numbers up, one line a source, no script, no style, no font of its own.

    A triangle up is "more than", down "fewer than", a square "about", a dot the number as said. The sources stand under
    the drawing with their own ink and dash, so that nothing is told by colour alone.
    """
    points = [point for one in series for point in one.points]
    height = HEIGHT + 18 * len(series)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="t d"'
        f' font-family="serif" font-size="13"><title id="t">{escape(what)}</title>'
        f'<desc id="d">{escape(_said(series))}</desc>'
    )
    if not points:
        return f'{head}<text x="{_LEFT}" y="{HEIGHT // 2}">no number was claimed</text></svg>'
    frame = _Frame(points)
    drawn = "".join(_line(frame, one, number) for number, one in enumerate(series))
    return f"{head}{_axes(frame)}{drawn}</svg>"


class _Frame:
    """Where a day and a number stand in the drawing."""

    def __init__(self, points: Sequence[Point]) -> None:
        days = [first_day(point.when) for point in points]
        values = [point.value for point in points]
        self.first, self.last = min(days), max(days)
        self.low, self.high = (
            min(*values, Decimal(0)) if len(values) > 1 else min(values[0], Decimal(0)),
            max(values),
        )

    def x(self, day: date) -> str:
        wide = WIDTH - _LEFT - _RIGHT
        span = (self.last - self.first).days
        part = Decimal((day - self.first).days) / span if span else Decimal("0.5")
        return _short(_LEFT + part * wide)

    def y(self, value: Decimal) -> str:
        tall = HEIGHT - _TOP - _BOTTOM
        part = (value - self.low) / (self.high - self.low) if self.high != self.low else Decimal("0.5")
        return _short(HEIGHT - _BOTTOM - part * tall)


def _short(number: Decimal) -> str:
    return f"{number:.1f}"


def _axes(frame: _Frame) -> str:
    base = HEIGHT - _BOTTOM
    parts = [f'<path d="M{_LEFT} {_TOP}V{base}H{WIDTH - _RIGHT}" fill="none" stroke="#57534e"/>']
    for value in dict.fromkeys((frame.low, (frame.low + frame.high) / 2, frame.high)):
        y = frame.y(value)
        parts.append(f'<path d="M{_LEFT - 4} {y}H{WIDTH - _RIGHT}" stroke="#d6d3d1"/>')
        parts.append(f'<text x="{_LEFT - 8}" y="{y}" text-anchor="end" dy="4">{_number(value)}</text>')
    for day, anchor in dict.fromkeys(((frame.first, "start"), (frame.last, "end"))):
        parts.append(
            f'<text x="{frame.x(day)}" y="{base + 20}" text-anchor="{anchor}">{day.isoformat()}</text>'
        )
    return "".join(parts)


def _line(frame: _Frame, series: Series, number: int) -> str:
    ink, dash = _INKS[number % len(_INKS)], _DASHES[number // len(_INKS) % len(_DASHES)]
    places = [(frame.x(first_day(p.when)), frame.y(p.value), p.bound) for p in series.points]
    path = "L".join(f"{x} {y}" for x, y, _ in places)
    marks = "".join(
        f'<path transform="translate({x} {y})" d="{_MARKS[bound]}" fill="{ink}"/>' for x, y, bound in places
    )
    y = HEIGHT - 16 + 18 * number
    key = (
        f'<path d="M{_LEFT} {y}h24" stroke="{ink}" stroke-width="2" stroke-dasharray="{dash}"/>'
        f'<text x="{_LEFT + 32}" y="{y}" dy="4">{escape(series.who)}</text>'
    )
    return f'<path d="M{path}" fill="none" stroke="{ink}" stroke-width="2" stroke-dasharray="{dash}"/>{marks}{key}'


def _said(series: Sequence[Series]) -> str:
    """Return the drawing in words, for those who cannot see it."""
    return "; ".join(
        f"{one.who}: "
        + ", ".join(f"{point.when} {point.bound} {_number(point.value)}" for point in one.points)
        for one in series
    )


def _number(value: Decimal) -> str:
    return f"{value:,.0f}" if value == value.to_integral_value() else f"{value:,f}"


def table(series: Sequence[Series]) -> tuple[tuple[str, str, str, str, str], ...]:
    """Return the numbers behind the drawing: when, who, bound, value, id, in the order said."""
    found = [(p.when, one.who, p.bound, _number(p.value), p.id) for one in series for p in one.points]
    return tuple(sorted(found, key=lambda row: (first_day(row[0]), row[1], row[4])))
