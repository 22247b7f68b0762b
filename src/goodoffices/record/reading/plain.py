"""A reading as plain values for JSON, exactly as the interface for other programs fixes it."""

from datetime import date
from decimal import Decimal
from typing import Any

from goodoffices.record.reading.values import DateSaid, Figure, Reading, Source, Statement, Stretch


def plain(reading: Reading) -> dict[str, Any]:
    """Return the reading as dictionaries, lists, strings and numbers."""
    return {
        "dateline": {"date": _day(reading.day), "place": reading.place},
        "statements": [_statement(s) for s in reading.statements],
        "figures": [_figure(f) for f in reading.figures],
        "dates": [_date(d) for d in reading.dates],
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _stretch(stretch: Stretch) -> dict[str, Any]:
    return {"start": stretch.start, "end": stretch.end, "text": stretch.text}


def _source(source: Source | None) -> dict[str, Any] | None:
    return None if source is None else {**_stretch(source.words), "kind": source.kind}


def _statement(s: Statement) -> dict[str, Any]:
    return {
        **_stretch(s.words),
        "source": _source(s.source),
        "cue": _stretch(s.cue),
        "quotation": s.quotation,
        "kind": s.kind,
        "to": s.to,
        "said_on": _day(s.said_on),
        "rule": s.rule,
        "confidence": s.confidence,
    }


def _number(value: int | Decimal | None) -> int | float | None:
    return float(value) if isinstance(value, Decimal) else value


def _figure(f: Figure) -> dict[str, Any]:
    return {
        **_stretch(f.words),
        "value": _number(f.value),
        "bound": f.bound,
        "counted": f.counted,
        "source": f.source,
        "as_of": f.as_of,
    }


def _date(d: DateSaid) -> dict[str, Any]:
    return {**_stretch(d.words), "value": d.value, "modifier": d.modifier, "anchor": _day(d.anchor)}
