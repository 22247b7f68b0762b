"""The move that keeps a public record: lines of a ledger, as their keeper confirmed them."""

from dataclasses import dataclass, field
from typing import ClassVar


@dataclass(frozen=True)
class Enter:
    """Lines entered in the public record that a desk or a room keeps for itself.

    Each line is one entry of a ledger (`goodoffices.record.ledger`), as JSON; what it means is known to whoever reads
    the ledger, not here. Nothing is ever taken out: a correction is a further line.
    """

    kind: ClassVar[str] = "enter"
    version: ClassVar[int] = 1
    lines: tuple[str, ...] = field(repr=False)
