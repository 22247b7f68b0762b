"""Moves about what a text obliges its parties to do: the file of obligations that stands beside it."""

from dataclasses import dataclass, field
from typing import ClassVar


@dataclass(frozen=True)
class Oblige:
    """The file of obligations as a desk or a room keeps it beside the text, in TOML; the latest one counts.

    What it says is known to whoever plays it (`goodoffices.monitoring`), not here.
    """

    kind: ClassVar[str] = "oblige"
    version: ClassVar[int] = 1
    file: str = field(repr=False)
