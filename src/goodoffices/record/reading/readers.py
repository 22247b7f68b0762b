"""Other readers than the rules, by entry point; what they return is kept only where its words are in the file."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from importlib.metadata import entry_points
from typing import TypeVar

from goodoffices.core.errors import BadInput
from goodoffices.record.reading.reading import read
from goodoffices.record.reading.values import DateSaid, Figure, Reading, Statement, Stretch

GROUP = "goodoffices.readers"
Reader = Callable[[str, date | None], Reading]
_Item = TypeVar("_Item", Statement, Figure, DateSaid)


def reader(name: str) -> Reader:
    """Return a reader by name: `rules`, or one that an installed package offers under `goodoffices.readers`.

    Whatever it is, its suggestions pass through `checked`.
    """
    if name == "rules":
        return read
    found = {point.name: point for point in entry_points(group=GROUP)}
    if name not in found:
        known = ", ".join(["rules", *sorted(found)])
        raise BadInput(f"there is no reader {name!r}; there are: {known}")
    other: Reader = found[name].load()
    return lambda text, given: checked(text, other(text, given))


def checked(text: str, reading: Reading) -> Reading:
    """Return the reading without the suggestions any of whose words are not in the text where they say they are."""
    return replace(
        reading,
        statements=_kept(text, reading.statements),
        figures=_kept(text, reading.figures),
        dates=_kept(text, reading.dates),
    )


def _kept(text: str, items: Iterable[_Item]) -> tuple[_Item, ...]:
    return tuple(item for item in items if all(_stands(text, words) for words in _stretches(item)))


def _stretches(item: Statement | Figure | DateSaid) -> list[Stretch]:
    found = [item.words]
    if isinstance(item, Statement):
        found += [item.cue, *([item.source.words] if item.source else [])]
    return found


def _stands(text: str, words: Stretch) -> bool:
    inside = 0 <= words.start < words.end <= len(text)
    return inside and text[words.start : words.end] == words.text
