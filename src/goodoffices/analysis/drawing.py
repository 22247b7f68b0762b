"""The few shapes a chart is drawn with: SVG without script or style, so that it prints and can be read aloud."""

from collections.abc import Iterable, Sequence
from html import escape

INK = "#1a1a1a"
PALE = "#e8eef4"
LINE = "#6b7280"
ACCENT = "#0b5394"
FONT = "system-ui, sans-serif"


def number(value: float, places: int = 2) -> str:
    """Return a coordinate or a worth, short and always the same."""
    short = f"{value:.{places}f}"
    short = short.rstrip("0").rstrip(".") if "." in short else short
    return "0" if short in {"-0", ""} else short


def text(
    words: str, at: tuple[float, float], *, size: int = 12, anchor: str = "start", bold: bool = False
) -> str:
    """Return words at a place; long ones are cut, and the whole stands in their title."""
    shown = words if len(words) <= 120 else words[:119] + "…"
    weight = ' font-weight="bold"' if bold else ""
    whole = f"<title>{escape(words)}</title>" if shown != words else ""
    return (
        f'<text x="{number(at[0])}" y="{number(at[1])}" font-size="{size}" text-anchor="{anchor}" fill="{INK}"{weight}>'
        f"{whole}{escape(shown)}</text>"
    )


def line(
    start: tuple[float, float], end: tuple[float, float], *, dashed: bool = False, colour: str = LINE
) -> str:
    """Return a straight line."""
    dashes = ' stroke-dasharray="6 4"' if dashed else ""
    return (
        f'<line x1="{number(start[0])}" y1="{number(start[1])}" x2="{number(end[0])}" y2="{number(end[1])}" '
        f'stroke="{colour}" stroke-width="1.2"{dashes}/>'
    )


def path(points: Iterable[tuple[float, float]], *, colour: str = LINE, width: float = 1) -> str:
    """Return an open line through points."""
    through = " ".join(f"{number(x)},{number(y)}" for x, y in points)
    return f'<polyline points="{through}" fill="none" stroke="{colour}" stroke-width="{number(width)}"/>'


def rectangle(corner: tuple[float, float], size: tuple[float, float]) -> str:
    """Return a pale rectangle."""
    return (
        f'<rect x="{number(corner[0])}" y="{number(corner[1])}" width="{number(max(0, size[0]))}" '
        f'height="{number(max(0, size[1]))}" fill="{PALE}"/>'
    )


def dot(at: tuple[float, float], says: str) -> str:
    """Return a small point that says what it is."""
    return f'<circle cx="{number(at[0])}" cy="{number(at[1])}" r="3" fill="{LINE}"><title>{escape(says)}</title></circle>'


def mark(at: tuple[float, float], sign: str, says: str) -> str:
    """Return a ringed letter, told apart by the letter and not by colour."""
    wide = 6 + 4 * len(sign)
    ring = f'<ellipse cx="{number(at[0])}" cy="{number(at[1])}" rx="{wide}" ry="10" fill="#ffffff" stroke="{ACCENT}" stroke-width="2">'
    letter = text(sign, (at[0], at[1] + 4), size=11, anchor="middle", bold=True)
    return f"<g>{ring}<title>{escape(says)}</title></ellipse>{letter}</g>"


def table(rows: Sequence[Sequence[str]], top: float, columns: Sequence[float]) -> tuple[list[str], float]:
    """Return a table's rows, the first of them bold, and where it ends."""
    parts = []
    for place, row in enumerate(rows):
        at = top + 18 * place
        parts.append(
            "<g>"
            + "".join(text(cell, (x, at), bold=not place) for x, cell in zip(columns, row, strict=False))
            + "</g>"
        )
    return parts, top + 18 * len(rows)


def picture(parts: Iterable[str], size: tuple[float, float], title: str, says: str) -> str:
    """Return the whole picture."""
    width, height = (number(one) for one in size)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-labelledby="t d" font-family="{FONT}">'
    )
    named = f'<title id="t">{escape(title)}</title><desc id="d">{escape(says)}</desc>'
    ground = f'<rect x="0" y="0" width="{width}" height="{height}" fill="#ffffff"/>'
    return "\n".join([head, named, ground, *parts, "</svg>"]) + "\n"
