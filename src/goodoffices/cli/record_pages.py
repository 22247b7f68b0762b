"""How the ledger's answers look on the command line: as plain values for JSON, and as words."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from goodoffices.record.ledger.questions import Series
from goodoffices.record.ledger.tallies import Line, Row, Tally


def line_plain(line: Line) -> dict[str, Any]:
    """Return one statement of an answer."""
    s = line.statement
    return {
        "id": line.id,
        "who": line.who,
        "source": s.source,
        "hidden": s.hidden,
        "grade": s.grade,
        "outlet": s.outlet,
        "chain": list(s.chain),
        "said": s.said,
        "published": s.published,
        "kind": s.kind,
        "words": s.words,
        "translation": s.translation or None,
        "claims": [
            {"what": c.what, "value": c.value, "kind": c.kind, "unit": c.unit, "bound": c.bound}
            for c in s.claims
        ],
        "about": list(s.about),
        "corrected_by": list(line.standing.corrected_by),
        "superseded_by": list(line.standing.superseded_by),
        "denied_by": list(line.standing.denied_by),
    }


def tally_plain(tally: Tally) -> dict[str, Any]:
    """Return a tally; `sources` counts independent ones, `groups` lists them."""
    return {"what": tally.what, "values": [_row_plain(row) for row in tally.rows]}


def _row_plain(row: Row) -> dict[str, Any]:
    c = row.claim
    return {
        "value": c.value,
        "kind": c.kind,
        "unit": c.unit,
        "bound": c.bound,
        "sources": len(row.sources),
        "groups": [list(group) for group in row.sources],
        "statements": [line_plain(line) for line in row.lines],
    }


def series_plain(series: Sequence[Series]) -> list[dict[str, Any]]:
    """Return series of numbers; whole ones are numbers, others text."""
    return [
        {
            "who": one.who,
            "points": [
                {"when": p.when, "value": _exact(p.value), "bound": p.bound, "id": p.id} for p in one.points
            ],
        }
        for one in series
    ]


def _exact(value: Decimal) -> int | str:
    return int(value) if value == value.to_integral_value() else format(value, "f")


def tally_words(tally: Tally) -> str:
    """Return a tally for people: each value, then each line with its grade and its way."""
    parts = []
    for row in tally.rows:
        bound = "" if row.claim.bound == "exact" else f"{row.claim.bound} "
        sources = f"{len(row.sources)} source{'s' if len(row.sources) != 1 else ''}"
        parts.append(f"{bound}{row.claim.value} {row.claim.unit}".rstrip() + f": {sources}")
        parts += [f"    {_line(line)}" for line in row.lines]
    return "\n".join(parts) or f"nobody has claimed anything of {tally.what!r} here"


def timeline_words(lines: Sequence[Line]) -> str:
    """Return statements for people, one line each."""
    return "\n".join(f"{_line(line)}: {line.statement.words}" for line in lines) or "nothing"


def _line(line: Line) -> str:
    s = line.statement
    said = f"said {s.said}" if s.said else "said on a day not known"
    published = f", published {s.published}" if s.published else ""
    return f"{line.id}  {line.who}, {s.grade}; {said}{published}; {line.way}{_standing(line)}"


def _standing(line: Line) -> str:
    marks = (
        ("corrected by", line.standing.corrected_by),
        ("superseded by", line.standing.superseded_by),
        ("denied by", line.standing.denied_by),
    )
    return "".join(f"; {what} {', '.join(ids)}" for what, ids in marks if ids)
