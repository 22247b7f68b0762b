"""Entries: moves written down, and acts: moves made together, all or none."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from goodoffices.core.errors import BadInput
from goodoffices.core.lanes import Kind, Lane
from goodoffices.core.moves import Move
from goodoffices.core.people import Seat

DEEPEST = 32


@dataclass(frozen=True)
class Entry:
    """One line of a lane.

    `number` counts from 1 within the lane; `stamp` is UTC seconds, rounded down to the talks' step everywhere
    but in one's own notes; `by` is a seat, or in a channel or a circle the delegation unless the person signed by name.
    """

    number: int
    id: str
    stamp: int
    by: str
    move: Move


@dataclass(frozen=True)
class Asked:
    """One thing a seat asks to do: in which lane, what, and the last seal it saw where that matters.

    Letters and marks that stand apart in the fields are put together (NFC), the one form in which words are kept.
    """

    lane: str
    kind: str
    fields: Mapping[str, Any]
    head: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "fields", _composed(self.fields, 1))


@dataclass(frozen=True)
class Act:
    """Things asked together under one id that its author made up; a retry carries the same id."""

    id: str
    asked: tuple[Asked, ...]


@dataclass(frozen=True)
class Placed:
    """A move in full, in the lane it will be written in; `due` is when, if not now (UTC seconds)."""

    lane: str
    move: Move
    due: int | None = None


def author(seat: Seat, lane: Lane) -> str:
    """Return who stands as the author of a seat's entry: in a channel or a circle a delegation speaks as one."""
    if lane.kind in (Kind.CHANNEL, Kind.PRIVATE, Kind.CIRCLE) and not seat.mediates:
        return seat.delegation
    return seat.id


def _composed(value: Any, depth: int) -> Any:
    if depth > DEEPEST:
        raise BadInput(
            "the fields of a move lie more than {deepest} deep within one another; send them flat",
            deepest=DEEPEST,
        )
    match value:
        case str():
            return unicodedata.normalize("NFC", value)
        case Mapping():
            return {_composed(name, depth): _composed(one, depth + 1) for name, one in value.items()}
        case list() | tuple():
            return type(value)(_composed(one, depth + 1) for one in value)
        case _:
            return value
