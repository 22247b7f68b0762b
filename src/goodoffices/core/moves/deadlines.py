"""Moves of deadlines: what falls due, in the lane whose audience may see it."""

from dataclasses import dataclass, field
from typing import ClassVar, Literal, get_args

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEK: tuple[Weekday, ...] = get_args(Weekday)


@dataclass(frozen=True)
class Deadline:
    """What falls due: at which second (UTC) and by whose clock, by whose word, and who feels it.

    `hard` where nobody in the talks can move it; `rest` are the days of rest of the place whose clock it is, none where
    nobody said. `instead` names an earlier one of the same lane that this takes the place of; with `at` 0 it only lifts that.
    """

    kind: ClassVar[str] = "deadline"
    version: ClassVar[int] = 1
    at: int
    zone: str = ""
    words: str = field(default="", repr=False)
    source: str = field(default="", repr=False)
    felt: str = field(default="", repr=False)
    hard: bool = False
    rest: tuple[Weekday, ...] = ()
    instead: str = ""
