"""A list laid out so that one entry is held against all of it at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from goodoffices.monitoring.lists.weights import (
    DAY_DIFFERS,
    NEXT_YEAR,
    PLACE_DIFFERS,
    SAME_DAY,
    SAME_YEAR,
    WORD_DIFFERS,
    YEAR_DIFFERS,
    Entry,
    Scale,
)

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Column:
    """A list by its columns; `rows` remembers for a word where its variants stand and what they weigh."""

    size: int
    words: Mapping[str, Whole]
    lengths: Whole
    years: Whole
    days: Whole
    places: Whole
    place_names: Mapping[str, int]
    rows: dict[str, tuple[Whole, Floats]] = field(default_factory=dict)


def column(entries: Sequence[Entry]) -> Column:
    """Lay out a list."""
    names = {
        place: number for number, place in enumerate(dict.fromkeys(one.place for one in entries if one.place))
    }
    found: dict[str, list[int]] = {}
    for place, one in enumerate(entries):
        for word in one.words:
            found.setdefault(word, []).append(place)
    return Column(
        len(entries),
        {word: np.array(places) for word, places in found.items()},
        np.array([len(one.words) for one in entries]),
        np.array([one.year for one in entries]),
        np.array([one.day for one in entries]),
        np.array([names.get(one.place, -1) for one in entries]),
        names,
    )


def near_enough(scale: Scale, one: Entry, others: Column, bits: float) -> list[int]:
    """Return the entries that may have at least so many bits with this one: all that have, and few others.

    Others only where two words of one name are variants of the same word of the other.
    """
    rows = [_row(scale, word, others) for word in one.words]
    where = np.concatenate([places for places, _ in rows]) if rows else np.array([], dtype=np.int64)
    if not where.size:
        return []
    matched = np.bincount(where, minlength=others.size)
    live = np.flatnonzero(matched)
    named = np.bincount(where, np.concatenate([found for _, found in rows]), others.size)[live]
    differing = np.maximum(np.minimum(others.lengths[live], len(one.words)) - matched[live], 0)
    total = named - WORD_DIFFERS * differing + _born(one, others, live) + _placed(scale, one, others, live)
    chosen: list[int] = live[total >= bits].tolist()
    return chosen


def _row(scale: Scale, word: str, others: Column) -> tuple[Whole, Floats]:
    """Return where in a list variants of a word stand, each entry once, with the best of their weights."""
    if word not in others.rows:
        best = np.full(others.size, -np.inf)
        for other, bits in scale.near[word].items():
            if other in others.words:
                best[others.words[other]] = np.maximum(best[others.words[other]], bits)
        where = np.flatnonzero(best > -np.inf)
        others.rows[word] = (where, best[where])
    return others.rows[word]


def _born(one: Entry, others: Column, live: Whole) -> Floats:
    if not one.year:
        return np.zeros(live.size)
    years, days = others.years[live], others.days[live]
    apart = np.abs(years - one.year)
    bits = np.where(apart == 0, SAME_YEAR, np.where(apart == 1, NEXT_YEAR, -YEAR_DIFFERS))
    if one.day:
        bits += np.where((apart == 0) & (days > 0), np.where(days == one.day, SAME_DAY, -DAY_DIFFERS), 0.0)
    return np.where(years > 0, bits, 0.0)


def _placed(scale: Scale, one: Entry, others: Column, live: Whole) -> Floats:
    if not one.place:
        return np.zeros(live.size)
    weights = np.full(len(others.place_names) + 1, -PLACE_DIFFERS)
    weights[-1] = 0.0  # entries without a place are numbered -1, the last
    for place, bits in scale.places[one.place].items():
        if place in others.place_names:
            weights[others.place_names[place]] = bits
    return weights[others.places[live]]
