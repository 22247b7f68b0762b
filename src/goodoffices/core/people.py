"""Who takes part: delegations, mediators, the seats they hold, and what was settled about the process."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from goodoffices.core.errors import BadInput, Phrase

NAME_LIMIT = 200
COMMISSION = "commission"
"""Where a delegation lets something be told on: those who sit with it in a commission's circle. No delegation's name."""
WHO_MAY_REDRAFT = ("desk", "anybody")


class Role(StrEnum):
    """What a seat is in the talks."""

    MEDIATOR = "mediator"
    DELEGATE = "delegate"
    PRINCIPAL = "principal"
    OBSERVER = "observer"
    GUARANTOR = "guarantor"
    MONITOR = "monitor"


class Standing(StrEnum):
    """What a delegation is in the talks."""

    PARTY = "party"
    GUARANTOR = "guarantor"
    OBSERVER = "observer"
    MONITOR = "monitor"

    @property
    def answers(self) -> bool:
        """Whether it is asked to accept a text, and signs it."""
        return self in (Standing.PARTY, Standing.GUARANTOR)


@dataclass(frozen=True)
class Delegation:
    """A delegation with a room of its own: of a party, a guarantor, an observer or a monitor."""

    id: str
    name: str
    standing: Standing = Standing.PARTY

    def __post_init__(self) -> None:
        named(self.name, Phrase("a delegation's name"))


@dataclass(frozen=True)
class Chair:
    """A seat by the name the others know it by: M1, or whatever its holder chose."""

    seat: str
    name: str

    def __post_init__(self) -> None:
        named(self.name, Phrase("a seat's name"))


@dataclass(frozen=True)
class Seat:
    """A place in the talks. A mediator's seat has no delegation; everybody else's has one."""

    id: str
    role: Role
    delegation: str = ""

    def __post_init__(self) -> None:
        if (self.role is Role.MEDIATOR) != (not self.delegation):
            raise BadInput("a mediator's seat has no delegation, every other seat has one")

    @property
    def mediates(self) -> bool:
        """Whether this seat is at the desk."""
        return self.role is Role.MEDIATOR


@dataclass(frozen=True)
class Settings:
    """What the process agreement settles. `step` is the minutes to which others see times rounded.

    `countersign` counts the mediators who stand behind a text before it is delivered, its author included.
    """

    languages: tuple[str, ...] = ("en",)
    redraft: Literal["desk", "anybody"] = "desk"
    attributed: bool = False
    countersign: int = 1
    step: int = 5
    keep_days: int = 0
    mode: Literal["house", "closed"] = field(default="house")

    def __post_init__(self) -> None:
        if not self.languages or len(set(self.languages)) != len(self.languages):
            raise BadInput("name each language of the text once, and at least one")
        if not 1 <= self.countersign <= 9:
            raise BadInput("between one and nine mediators countersign a delivery")
        if not 1 <= self.step <= 1440:
            raise BadInput("the time step others see lies between 1 and 1440 minutes")


def named(name: str, what: str) -> str:
    """Return a name fit to stand on a page; refuse an empty, padded or endless one."""
    if not name.strip() or name != name.strip() or len(name) > NAME_LIMIT:
        raise BadInput(
            "{what} is between 1 and {most} characters, with no blank at either end",
            what=what,
            most=NAME_LIMIT,
        )
    if not name.isprintable():
        raise BadInput("{what} holds a character that cannot be seen: take it out", what=what)
    return name
