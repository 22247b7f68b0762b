"""Who comes home when: batches in the order of classes, what each answers to, who takes whose place."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from goodoffices.core.errors import BadInput

Hindrance = Literal["", "held by others", "class in dispute"]


@dataclass(frozen=True)
class Held:
    """Somebody who is to come home: private identifier, class, and what stands in the way."""

    person: str
    group: str = ""
    hindered: Hindrance = ""


@dataclass(frozen=True)
class Batch:
    """One hand-over: who, how many of each class, and how many come back for them by the ratios."""

    number: int
    persons: tuple[str, ...]
    classes: Mapping[str, int]
    answered: int


@dataclass(frozen=True)
class Plan:
    """All hand-overs, and who is in none because something stands in the way."""

    batches: tuple[Batch, ...]
    waiting: tuple[Held, ...]


@dataclass(frozen=True)
class Substitute:
    """Somebody who cannot travel, and who goes in their place; nobody, where nobody of the class is left."""

    batch: int
    out: str
    instead: str | None


@dataclass(frozen=True)
class OpenOrder:
    """A class proposed while an earlier one is not through: how many of it remain, and how many of them why."""

    proposed: str
    before: str
    remaining: tuple[str, ...]
    held_by_others: int
    in_dispute: int


def plan(held: Sequence[Held], size: int, order: Sequence[str], ratios: Mapping[str, Fraction]) -> Plan:
    """Put everybody who can travel into batches of `size`, class after class, else in the order given.

    A class that `order` does not name comes last. Somebody held by others, or whose class is in dispute, waits, and
    stands in `waiting`, so that nobody is overlooked.
    """
    if size < 1:
        raise BadInput("a batch holds at least one person")
    if len({one.person for one in held}) < len(held):
        raise BadInput("somebody stands in the list twice")
    free = sorted((one for one in held if not one.hindered), key=lambda one: _rank(order, one.group))
    parts = [free[start : start + size] for start in range(0, len(free), size)]
    batches = tuple(_batch(number, part, ratios) for number, part in enumerate(parts, start=1))
    return Plan(batches, tuple(one for one in held if one.hindered))


def _rank(order: Sequence[str], group: str) -> int:
    return order.index(group) if group in order else len(order)


def _batch(number: int, part: Sequence[Held], ratios: Mapping[str, Fraction]) -> Batch:
    classes = Counter(one.group for one in part)
    answered = sum((ratios.get(group, Fraction(0)) * many for group, many in classes.items()), Fraction(0))
    return Batch(number, tuple(one.person for one in part), dict(classes), int(answered))


def substitutes(batch: Batch, held: Sequence[Held], unable: Sequence[str]) -> tuple[Substitute, ...]:
    """Return who takes the place of those who cannot travel: the next of the same class who is in no earlier batch.

    `held` are all who are still to come home, in the order of the list; those of this batch who can travel stay in it.
    """
    groups = {one.person: one.group for one in held}
    taken = set(batch.persons) | set(unable)
    found = []
    for out in (person for person in batch.persons if person in set(unable)):
        fit = (
            one.person
            for one in held
            if one.group == groups.get(out) and not one.hindered and one.person not in taken
        )
        instead = next(fit, None)
        taken.add(instead or out)
        found.append(Substitute(batch.number, out, instead))
    return tuple(found)


def open_order(
    proposed: Sequence[Held], remaining: Sequence[Held], order: Sequence[str]
) -> Iterator[OpenOrder]:
    """Yield every class proposed while somebody of an earlier class remains who is not proposed too.

    That is "order not met", never a finding about anybody: who is held by others, or whose class is in dispute, is
    counted apart, because that is for the commission.
    """
    going = {one.person for one in proposed}
    for then in sorted({one.group for one in proposed}, key=lambda group: _rank(order, group)):
        for before in order[: _rank(order, then)]:
            left = [one for one in remaining if one.group == before and one.person not in going]
            if left:
                yield OpenOrder(
                    then,
                    before,
                    tuple(one.person for one in left),
                    sum(one.hindered == "held by others" for one in left),
                    sum(one.hindered == "class in dispute" for one in left),
                )
