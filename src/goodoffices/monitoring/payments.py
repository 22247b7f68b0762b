"""Goods for money paid in any parts: the order of deliveries that needs the least to be at stake."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from goodoffices.core.errors import BadInput, Refused


@dataclass(frozen=True)
class Good:
    """Something the seller delivers: what it costs the seller, and what it is worth to the buyer, in money."""

    name: str
    cost: Fraction = field(repr=False)
    value: Fraction = field(repr=False)

    def __post_init__(self) -> None:
        if self.cost < 0 or self.value < 0:
            raise BadInput(f"cost and value of {self.name!r} cannot be negative")


@dataclass(frozen=True)
class Payment:
    """What the buyer pays before a delivery; `delivers` is None for what is paid at the end."""

    pays: Fraction
    delivers: str | None


def in_order(goods: Sequence[Good]) -> tuple[Good, ...]:
    """Return the goods in an order of delivery that needs the least total penalty.

    Seen from the end, what is still to come is worth (value − cost) to both together and can be held up
    against the cost of what is delivered now. So, from the last delivery backwards: goods that add to it
    by rising cost, then goods that take from it by falling value; equals stand in the order given.
    n log n. The exchange argument is that of sequencing to minimise the greatest cumulative cost.
    """
    backwards = list(reversed(goods))
    adding = sorted((good for good in backwards if good.value >= good.cost), key=lambda good: good.cost)
    taking = sorted((good for good in backwards if good.value < good.cost), key=lambda good: -good.value)
    return tuple(reversed(adding + taking))


def total_penalty(order: Sequence[Good]) -> Fraction:
    """Return the least that seller's and buyer's penalties must add up to, so that this order holds.

    Before a delivery the seller needs: payments to come ≥ costs to come − its penalty; after it the buyer
    needs: values to come ≥ payments to come − its penalty. Money comes in any parts in between, so both
    can be met exactly if the two penalties cover costs to come less values to come after it.
    """
    least = costs = values = Fraction(0)
    for good in reversed(order):
        costs += good.cost
        least = max(least, costs - values)
        values += good.value
    return least


def payments(
    order: Sequence[Good], price: Fraction, seller_penalty: Fraction, buyer_penalty: Fraction
) -> tuple[Payment, ...]:
    """Return when the buyer pays what, as late as it may; `Refused` if this price and these penalties do not hold."""
    costs = sum((good.cost for good in order), Fraction(0))
    values = sum((good.value for good in order), Fraction(0))
    due, plan = price, []
    for good in order:
        values -= good.value
        left = min(due, values + buyer_penalty)
        if left < 0 or left < costs - seller_penalty or due > values + good.value + buyer_penalty:
            raise Refused(
                f"at this price and with these penalties somebody gains by stopping before {good.name!r}"
            )
        plan.append(Payment(due - left, good.name))
        due = left
        costs -= good.cost
    return (*plan, Payment(due, None))
