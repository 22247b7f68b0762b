"""The move that says what a deal is worth to a delegation: one line at a time, by whichever measure it likes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from goodoffices.core.moves.words import Heard

Measure = Literal["points", "order", "range", "bonus", "never", "no_deal", "rather"]
MEASURES: tuple[Measure, ...] = ("points", "order", "range", "bonus", "never", "no_deal", "rather")


@dataclass(frozen=True)
class Value:
    """A line of interests: in the room its own; in the channel confided, complete in its words and by the text it names.

    `clause` is where it belongs, if to one. Options are meant by their numbers, from 1, in the passages of the text `sha256`; numbers are kept as written.
    `points` by option, and `weight` (of 100 over all passages; points then run from 0 to 100), `upto` the upper ends
    of a range, `ranks` by option with 1 for the best; `terms` are the package of a bonus, a red line, a no-deal or
    what one would rather have than `than`; `worth` the points of a bonus or of no deal. `gone`: said no longer.
    """

    kind: ClassVar[str] = "value"
    version: ClassVar[int] = 1
    measure: Measure
    sha256: str
    words: str = field(default="", repr=False)
    clause: str = ""
    passage: str = ""
    points: Mapping[str, str] = field(default_factory=dict, repr=False)
    upto: Mapping[str, str] = field(default_factory=dict, repr=False)
    ranks: Mapping[str, int] = field(default_factory=dict, repr=False)
    terms: Mapping[str, int] = field(default_factory=dict, repr=False)
    than: Mapping[str, int] = field(default_factory=dict, repr=False)
    weight: str = field(default="", repr=False)
    worth: str = field(default="", repr=False)
    gone: bool = False
    signed: str = ""
    heard: Heard | None = None

    @property
    def subject(self) -> str:
        """What it is about: a later line of the same subject takes its place."""
        packages = [
            "+".join(f"{one}={package[one]}" for one in sorted(package))
            for package in (self.terms, self.than)
        ]
        match self.measure:
            case "no_deal":
                return self.measure
            case "points" | "order" | "range":
                return f"{self.measure} {self.passage}"
            case _:
                return f"{self.measure} {packages[0]} / {packages[1]}"
