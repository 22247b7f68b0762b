"""The continuation clause: a phase goes on until its end is declared as agreed, never by one alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from goodoffices.core.errors import BadInput, Refused


@dataclass(frozen=True)
class Continuation:
    """A phase that continues while talks on the next one continue, and who must say that they have ended.

    All of `ended_by` must say so; it names at least two, so that nobody can end it alone.
    """

    phase: str
    ended_by: frozenset[str]

    def __post_init__(self) -> None:
        if len(self.ended_by) < 2:
            raise BadInput("at least two must say that it has ended; nobody ends it alone")


@dataclass(frozen=True)
class Declared:
    """Somebody says on a day that the talks have ended, or, having said so, that they go on."""

    by: str
    day: int
    ended: bool = True


@dataclass(frozen=True)
class Going:
    """Whether a phase goes on, since when it does not, and who has said so while others have not."""

    continues: bool
    ended_on: int | None
    said_ended: frozenset[str]


def admit(clause: Continuation, said: Sequence[Declared], declared: Declared) -> tuple[Declared, ...]:
    """Return what was declared with one thing more; `Refused` where it is not theirs, or all is over."""
    if declared.by not in clause.ended_by:
        raise Refused("this is declared by those the clause names")
    if not going(clause, said).continues:
        raise Refused("this has ended, as all declared; to go on again needs an understanding")
    if said and declared.day < said[-1].day:
        raise Refused("this comes before what was declared already")
    return (*said, declared)


def going(clause: Continuation, said: Sequence[Declared]) -> Going:
    """Return whether the phase continues: it ends on the day the last of all named has said so, with none taken back."""
    ended: set[str] = set()
    for one in said:
        if one.ended:
            ended.add(one.by)
        else:
            ended.discard(one.by)
        if ended >= clause.ended_by:
            return Going(continues=False, ended_on=one.day, said_ended=frozenset(ended))
    return Going(continues=True, ended_on=None, said_ended=frozenset(ended))
