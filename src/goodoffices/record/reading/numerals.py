"""Numbers as reports write them: digits with commas, words, "1.2 million", "half a million", "two dozen"."""

import re
from decimal import Decimal

from goodoffices.record.reading.lexicon import ordered

UNITS = {word: number for number, word in enumerate(ordered("units"))}
TENS = {word: number for number, word in zip(range(20, 100, 10), ordered("tens"), strict=True)}
SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 10**12,
    "dozen": 12,
}

_SMALL = "|".join(sorted([*UNITS, *TENS], key=len, reverse=True))
_TENS = "|".join(TENS)
_ONES = "|".join(list(UNITS)[1:10])
_SCALE = "|".join(SCALES)
_WORD = rf"(?:(?:{_TENS})[- ](?:{_ONES})|{_SMALL})"
DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,12}(?:\.\d+)?"
NUMBER = (
    rf"(?:(?:{DIGITS})(?:[ -](?:{_SCALE}))?|{_WORD}(?:[ -](?:{_SCALE})){{0,2}}(?: and {_WORD})?"
    rf"|(?:half )?an? (?:{_SCALE})|half an? (?:{_SCALE}))"
)
SMALL_NUMBER = rf"(?:{_WORD}|\d{{1,4}}|an?)"


def value_of(words: str) -> int | Decimal | None:
    """Return the number these words name; None where they name none."""
    text = words.lower().replace("-", " ").strip()
    parts = text.split()
    if not parts:
        return None
    half = parts[0] == "half"
    total, current = Decimal(0), None
    for part in parts[1:] if half else parts:
        step = _step(part, current)
        if step is None:
            return None
        current = step
    if current is None:
        return None
    total = current / 2 if half else current
    return int(total) if total == total.to_integral_value() else total


def _step(part: str, current: Decimal | None) -> Decimal | None:
    if part in ("a", "an"):
        return Decimal(1)
    if part == "and":
        return current
    if part in SCALES:
        return (current or Decimal(1)) * SCALES[part]
    if part in UNITS or part in TENS:
        return (current or Decimal(0)) + (UNITS.get(part) or TENS.get(part) or 0)
    return Decimal(part.replace(",", "")) if re.fullmatch(DIGITS, part) else None
