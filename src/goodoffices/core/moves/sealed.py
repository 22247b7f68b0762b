"""Moves about sealed questions: one is put to several, each takes part, and one word comes back at its minute."""

from dataclasses import dataclass
from typing import ClassVar, Literal

About = Literal["same text", "yes"]
Word = Literal["all", "not all", "void"]


@dataclass(frozen=True)
class Pose:
    """A question to which each answers under seal, until `closes` (UTC seconds). It is named by its `public` key.

    About "same text", each seals which text it holds, and "all" means that all hold the same; about "yes", each seals
    yes or no to `words`. Answers are sealed to that key, which is of this question alone, and stand in no lane.
    """

    kind: ClassVar[str] = "pose"
    version: ClassVar[int] = 1
    public: str
    about: About
    words: str
    asked: tuple[str, ...]
    closes: int


@dataclass(frozen=True)
class TakePart:
    """A delegation takes part in a sealed question: without all who are asked nothing is opened."""

    kind: ClassVar[str] = "take_part"
    version: ClassVar[int] = 1
    public: str
    delegation: str


@dataclass(frozen=True)
class Outcome:
    """What came of a sealed question: one word, written at its minute whatever was answered."""

    kind: ClassVar[str] = "outcome"
    version: ClassVar[int] = 1
    public: str
    word: Word
