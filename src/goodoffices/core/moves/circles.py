"""Moves about circles: what is made for some rooms and seats alone, of which nobody else learns."""

from dataclasses import dataclass, field
from typing import ClassVar, Literal

Purpose = Literal["annex", "side letter", "commission", "other"]
PURPOSES: tuple[Purpose, ...] = ("annex", "side letter", "commission", "other")


@dataclass(frozen=True)
class Convene:
    """The first entry of a circle: what it is called, what it is for, who is in it. Nothing else tells of it.

    `rooms` names delegations, with all who sit or will sit there; `seats` names mediators, the maker among them.
    """

    kind: ClassVar[str] = "convene"
    version: ClassVar[int] = 1
    name: str = field(repr=False)
    purpose: Purpose
    rooms: tuple[str, ...]
    seats: tuple[str, ...]
    words: str = field(default="", repr=False)
