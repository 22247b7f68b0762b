"""Moves about what is said in public: lines of the record as their keeper confirmed them, and wordings for later."""

from dataclasses import dataclass, field
from typing import ClassVar, Literal

Use = Literal["line", "joint"]


@dataclass(frozen=True)
class Enter:
    """Lines entered in the public record that a desk or a room keeps for itself.

    Each line is one entry of a ledger (`goodoffices.record.ledger`), as JSON; what it means is known to whoever reads
    the ledger, not here. Nothing is ever taken out: a correction is a further line.
    """

    kind: ClassVar[str] = "enter"
    version: ClassVar[int] = 1
    lines: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True)
class Wording:
    """Words drafted for the public: a line to take, or a joint statement; brackets in it as in the text.

    `not_before` is its embargo in UTC seconds, 0 for none. A later wording of the same title takes its place.
    """

    kind: ClassVar[str] = "wording"
    version: ClassVar[int] = 1
    title: str
    use: Use
    words: str = field(repr=False)
    not_before: int = 0


@dataclass(frozen=True)
class Publish:
    """At the desk: a wording was said to everybody."""

    kind: ClassVar[str] = "publish"
    version: ClassVar[int] = 1
    title: str
