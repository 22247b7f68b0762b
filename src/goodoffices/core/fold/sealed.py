"""Sealed questions as everybody knows them: what was asked of whom, who takes part, the word that came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from goodoffices.core.entries import Entry
from goodoffices.core.fold.kept import put
from goodoffices.core.moves import Outcome, Pose, TakePart


@dataclass(frozen=True)
class Question:
    """A sealed question; `word` is empty until it closed."""

    pose: Pose
    part: tuple[str, ...] = ()
    word: str = ""


def questioned(kept: Mapping[str, Question], entry: Entry) -> Mapping[str, Question]:
    """Return the questions after one more entry of the table."""
    match entry.move:
        case Pose(public=public) as pose:
            return put(kept, public, Question(pose), lambda one: bool(one.word))
        case TakePart(public=public, delegation=one) if public in kept:
            return put(kept, public, replace(kept[public], part=(*kept[public].part, one)))
        case Outcome(public=public, word=word) if public in kept:
            return put(kept, public, replace(kept[public], word=word))
        case _:
            return kept
