"""How much two entries speak for being one person, in bits, and how much it takes to be sure."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from goodoffices.monitoring.lists.folding import skeletons, words
from goodoffices.monitoring.lists.persons import Person

Levels = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
_CHUNK = 512
_CLOSE, _LOOSE = 0.90, 0.60
_SAID_SO = (0.55, 0.30, 0.12)
"""How often one person's name is written the same, closely, loosely in two lists; else it differs."""
WORD_DIFFERS = 5.0
SAME_YEAR, SAME_DAY, DAY_DIFFERS, NEXT_YEAR, YEAR_DIFFERS = 5.0, 8.0, 1.0, 1.0, 5.0
PLACE_DIFFERS, _MOST_PLACE = 1.5, 6.0


@dataclass(frozen=True)
class Entry:
    """One entry of a list as it is compared: its folded words, year and day of birth, place."""

    person: Person = field(repr=False)
    words: tuple[str, ...] = field(repr=False)
    year: int = field(repr=False)
    day: int = field(repr=False)
    place: str = field(repr=False)


def entry(person: Person) -> Entry:
    """Return an entry ready to be compared."""
    year = int(person.born[:4]) if person.born else 0
    day = int(person.born[5:].replace("-", "")) if len(person.born) > 4 else 0
    return Entry(person, words(person.name), year, day, " ".join(words(person.place)))


@dataclass(frozen=True)
class Scale:
    """What is common and what is rare among all entries compared, in bits.

    `near[a][b]` speaks for one person being written `a` in one entry and `b` in another, `places` likewise.
    `sure` is 19 in 20, `perhaps` 1 in 4; being clearly the best for both comes on top.
    """

    near: Mapping[str, Mapping[str, float]]
    places: Mapping[str, Mapping[str, float]]
    sure: float
    perhaps: float


def scale(entries: Sequence[Entry], expected: int) -> Scale:
    """Return the scale for these entries, when about one in `expected` pairs with an entry is to be a match.

    A weight is the logarithm of how much likelier an agreement is for one person than for two, by the rule of
    Fellegi and Sunter (1969, J. Am. Stat. Assoc. 64), from how often a name occurs in these very lists (Newcombe et
    al. 1959, Science 130).
    """
    often = Counter(word for one in entries for word in one.words)
    where = Counter(one.place for one in entries if one.place)
    prior = math.log2(max(expected, 2))
    return Scale(
        _rarity(often, len(entries), math.inf),
        _rarity(where, max(sum(where.values()), 1), _MOST_PLACE),
        prior + math.log2(19),
        prior - math.log2(3),
    )


def _rarity(often: Mapping[str, int], count: int, most: float) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for word, levels in _variants(sorted(often)):
        weights: dict[str, float] = {}
        for share, others in zip(_SAID_SO, levels, strict=True):
            many = sum(often[other] for other in others)
            bits = math.log2(share * count / many) if many else 0.0
            weights |= {other: min(bits, most) for other in others}
        found[word] = weights
    return found


def _variants(vocabulary: Sequence[str]) -> Iterator[tuple[str, Levels]]:
    """Yield every word with itself, its close variants and its loose ones.

    Close: a Jaro-Winkler similarity of .90; loose: the same skeleton and .60.
    """
    bones = [skeletons(word) for word in vocabulary]
    numbers = {
        bone: number for number, bone in enumerate(dict.fromkeys(bone for both in bones for bone in both))
    }
    codes = np.array([[numbers[bone] for bone in both] for both in bones], dtype=np.int64)
    for start in range(0, len(vocabulary), _CHUNK):
        chunk = vocabulary[start : start + _CHUNK]
        alike = process.cdist(chunk, vocabulary, scorer=JaroWinkler.similarity, dtype=np.float32)
        mine = codes[start : start + len(chunk)]
        same = np.logical_or.reduce(
            [mine[:, None, way] == codes[None, :, way] for way in range(codes.shape[1])]
        )
        for row, word in enumerate(chunk):
            close = alike[row] >= _CLOSE
            close[start + row] = False
            loose = same[row] & (alike[row] >= _LOOSE) & ~close
            loose[start + row] = False
            yield word, ((word,), _picked(vocabulary, close), _picked(vocabulary, loose))


def _picked(vocabulary: Sequence[str], chosen: NDArray[np.bool_]) -> tuple[str, ...]:
    return tuple(vocabulary[place] for place in np.flatnonzero(chosen).tolist())


def name_weight(scale_: Scale, a: Entry, b: Entry) -> float:
    """Return the bits for the names: each word of one with its best among the other's, once each.

    Words that only one side has, beyond the shorter name, say nothing; words that differ speak against.
    """
    pairs = sorted(
        ((weight, x, y) for x in a.words for y in b.words if (weight := scale_.near[x].get(y)) is not None),
        reverse=True,
    )
    left, right = set(a.words), set(b.words)
    found = 0.0
    for weight, x, y in pairs:
        if x in left and y in right:
            found += weight
            left.remove(x)
            right.remove(y)
    return found - WORD_DIFFERS * min(len(left), len(right))


def born_weight(a: Entry, b: Entry) -> float:
    """Return the bits for the birth: a day more than a year, a year off by one still a little."""
    if not a.year or not b.year:
        return 0.0
    if a.year != b.year:
        return NEXT_YEAR if abs(a.year - b.year) == 1 else -YEAR_DIFFERS
    if not a.day or not b.day:
        return SAME_YEAR
    return SAME_YEAR + (SAME_DAY if a.day == b.day else -DAY_DIFFERS)


def place_weight(scale_: Scale, a: Entry, b: Entry) -> float:
    """Return the bits for the place."""
    if not a.place or not b.place:
        return 0.0
    return scale_.places[a.place].get(b.place, -PLACE_DIFFERS)


def weight(scale_: Scale, a: Entry, b: Entry) -> float:
    """Return all the bits for two entries being one person."""
    return name_weight(scale_, a, b) + born_weight(a, b) + place_weight(scale_, a, b)
