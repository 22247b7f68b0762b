"""Adjusted winner: two parties divide what both treat as divisible, and at most one item is split."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from goodoffices.core.errors import BadInput


@dataclass(frozen=True)
class Item:
    """Something to divide, and the points each party gives it, each on its own scale."""

    name: str
    points: tuple[Fraction, Fraction] = field(repr=False)

    def __post_init__(self) -> None:
        if min(self.points) < 0:
            raise BadInput(f"the points for {self.name!r} are negative")


@dataclass(frozen=True)
class Transfer:
    """An item, or part of one, handed from the party ahead to the party behind."""

    item: str
    giver: int
    part: Fraction


@dataclass(frozen=True)
class Division:
    """Who gets what, and how it came about.

    `shares` are the first party's, from 0 to 1. Each total is in its own party's points; the two
    numbers are equal. `begun` are the first party's shares before any transfer.
    """

    shares: Mapping[str, Fraction]
    totals: tuple[Fraction, Fraction]
    split: str | None
    begun: Mapping[str, int]
    transfers: tuple[Transfer, ...]


def adjusted_winner(items: Sequence[Item]) -> Division:
    """Return the division that is efficient, free of envy and equal in each party's own points.

    Each item goes first to the party that gives it more points; then, in the order given, each item
    both value alike goes to the party behind at that moment (the first, if neither is). Then the party
    ahead hands over items in rising order of its points to the other's, in the order given where these
    ratios tie, until the totals are equal; only the last one handed over may be split.

    The points are taken as given: both columns must have the same sum, or `BadInput`.
    Exact; n log n in the items. The procedure of Brams and Taylor (1996), Fair Division.
    """
    _check(items)
    begun = _begin(items)
    shares = {item.name: Fraction(begun[item.name]) for item in items}
    totals = _totals(items, shares)
    ahead = 0 if totals[0] >= totals[1] else 1
    transfers: list[Transfer] = []
    for item in _in_order_of_ratio(items, begun, ahead):
        gap = totals[ahead] - totals[1 - ahead]
        if gap == 0:
            break
        # Handing over all of it moves the gap by the sum of both parties' points for it.
        part = min(Fraction(1), gap / sum(item.points))
        shares[item.name] += part if ahead == 1 else -part
        totals = _moved(totals, item, ahead, part)
        transfers.append(Transfer(item.name, ahead, part))
    split = next((move.item for move in transfers if move.part != 1), None)
    return Division(shares, totals, split, begun, tuple(transfers))


def _check(items: Sequence[Item]) -> None:
    if not items:
        raise BadInput("there is nothing to divide: name at least one item")
    seen: set[str] = set()
    for item in items:
        if item.name in seen:
            raise BadInput(f"the item {item.name!r} stands here twice")
        seen.add(item.name)
    first, second = (sum(item.points[party] for item in items) for party in (0, 1))
    if first != second:
        raise BadInput(
            f"the points of the first party add up to {first}, those of the second to {second};"
            " give both the same sum"
        )


def _begin(items: Sequence[Item]) -> dict[str, int]:
    given = {item.name: int(item.points[0] > item.points[1]) for item in items}
    totals = [Fraction(0), Fraction(0)]
    alike = [item for item in items if item.points[0] == item.points[1]]
    for item in items:
        if item.points[0] != item.points[1]:
            totals[1 - given[item.name]] += max(item.points)
    for item in alike:
        behind = 0 if totals[0] <= totals[1] else 1
        given[item.name] = 1 - behind
        totals[behind] += item.points[behind]
    return given


def _totals(items: Sequence[Item], shares: Mapping[str, Fraction]) -> tuple[Fraction, Fraction]:
    first = sum((shares[item.name] * item.points[0] for item in items), Fraction(0))
    second = sum(((1 - shares[item.name]) * item.points[1] for item in items), Fraction(0))
    return first, second


def _in_order_of_ratio(items: Sequence[Item], begun: Mapping[str, int], ahead: int) -> list[Item]:
    """Return what the party ahead holds, cheapest to hand over first; what only it values comes last."""
    held = [item for item in items if begun[item.name] == 1 - ahead and any(item.points)]

    def ratio(item: Item) -> tuple[bool, Fraction]:
        own, others = item.points[ahead], item.points[1 - ahead]
        return (others == 0, own / others if others else own)

    return sorted(held, key=ratio)


def _moved(
    totals: tuple[Fraction, Fraction], item: Item, giver: int, part: Fraction
) -> tuple[Fraction, Fraction]:
    sign = -1 if giver == 0 else 1
    return totals[0] + sign * part * item.points[0], totals[1] - sign * part * item.points[1]
