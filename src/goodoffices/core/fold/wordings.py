"""Wordings for the public as a desk or a room keeps them: the latest under each title, and whether it was said."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from goodoffices.core.entries import Entry
from goodoffices.core.fold.kept import put
from goodoffices.core.moves import Publish, Wording


@dataclass(frozen=True)
class Worded:
    """The latest wording of a title; `said` once it was said to everybody in these words."""

    wording: Wording
    said: bool = False


def worded(kept: Mapping[str, Worded], entry: Entry) -> Mapping[str, Worded]:
    """Return the wordings after one more entry."""
    match entry.move:
        case Wording(title=title) as wording:
            return put(kept, title, Worded(wording), lambda one: one.said)
        case Publish(title=title) if title in kept:
            return put(kept, title, replace(kept[title], said=True))
        case _:
            return kept
