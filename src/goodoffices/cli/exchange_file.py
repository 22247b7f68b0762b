"""The file that tells an exchange: barter between any number of parties, or goods for money."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from goodoffices.cli.placed import Value
from goodoffices.monitoring.exchange import Delivery, Exchange
from goodoffices.monitoring.payments import Good


@dataclass(frozen=True)
class Barter:
    """An exchange in kind; `factors` are the parties' discount factors, empty without discounting."""

    exchange: Exchange
    factors: tuple[Fraction, ...] = ()
    people: bool = False


@dataclass(frozen=True)
class Sale:
    """Goods for money; `penalties` are the seller's and the buyer's."""

    seller: str
    buyer: str
    goods: tuple[Good, ...]
    price: Fraction | None = None
    penalties: tuple[Fraction, Fraction] | None = None
    people: bool = False


def read(root: Value) -> Barter | Sale:
    """Return the exchange a file tells, or refuse it with the place of the first fault."""
    members = root.members()
    if "parties" not in members and ("seller" in members or "buyer" in members):
        return _sale(root)
    return _barter(root)


def _barter(root: Value) -> Barter:
    fields = root.fields(("parties", "items"), ("at_once", "discount", "people"))
    parties = _distinct(fields["parties"].list())
    if len(parties) < 2:
        raise fields["parties"].fault("at least two parties are needed")
    items = [_delivery(value, parties) for value in fields["items"].list()]
    _check_names(fields["items"], [item.name for item in items])
    at_once = fields["at_once"].whole(1) if "at_once" in fields else 1
    factors = _factors(fields["discount"], parties) if "discount" in fields else ()
    people = "people" in fields and fields["people"].flag()
    return Barter(Exchange(tuple(parties), tuple(items), at_once), factors, people)


def _distinct(values: Sequence[Value]) -> list[str]:
    names: list[str] = []
    for value in values:
        if value.text() in names:
            raise value.fault(f"{value.text()!r} stands here twice")
        names.append(value.text())
    return names


def _check_names(items: Value, names: Sequence[str]) -> None:
    if not names:
        raise items.fault("there is nothing to deliver: name at least one item")
    seen: set[str] = set()
    for value, name in zip(items.list(), names, strict=True):
        if name in seen:
            raise value.fault(f'the item {name!r} stands here twice; use "count"')
        seen.add(name)


def _delivery(value: Value, parties: Sequence[str]) -> Delivery:
    fields = value.fields(("name", "net"), ("count",))
    low = dict.fromkeys(parties, Fraction(0))
    high = dict(low)
    ranged = False
    for member in fields["net"].members().values():
        party = member.key.text()
        if party not in low:
            raise member.key.fault(f"{party!r} is not one of the parties")
        low[party], high[party] = _range(member.value)
        ranged = ranged or isinstance(member.value.raw, tuple)
    count = fields["count"].whole(1) if "count" in fields else 1
    best = tuple(high.values()) if ranged else None
    return Delivery(fields["name"].text(), count, tuple(low.values()), best)


def _range(value: Value) -> tuple[Fraction, Fraction]:
    if not isinstance(value.raw, tuple):
        number = value.number()
        return number, number
    ends = [end.number() for end in value.raw]
    if len(ends) != 2 or ends[0] > ends[1]:
        raise value.fault("a range is two numbers, the least first")
    return ends[0], ends[1]


def _factors(value: Value, parties: Sequence[str]) -> tuple[Fraction, ...]:
    factors = dict.fromkeys(parties, Fraction(1))
    for member in value.members().values():
        party = member.key.text()
        if party not in factors:
            raise member.key.fault(f"{party!r} is not one of the parties")
        factors[party] = member.value.number()
        if not 0 < factors[party] <= 1:
            raise member.value.fault("a discount factor lies above 0 and is at most 1")
    return tuple(factors.values())


def _sale(root: Value) -> Sale:
    fields = root.fields(("seller", "buyer", "items", "money"), ("price", "penalties", "people", "at_once"))
    if not fields["money"].flag():
        raise fields["money"].fault('money must be true here; without it name "parties" and their net worths')
    if "at_once" in fields and fields["at_once"].whole(1) != 1:
        raise fields["at_once"].fault("with money in any parts, each delivery is a step by itself")
    seller, buyer = fields["seller"].text(), fields["buyer"].text()
    if seller == buyer:
        raise fields["buyer"].fault("seller and buyer are two")
    goods = [_good(value) for value in fields["items"].list()]
    _check_names(fields["items"], [good.name for good in goods])
    return Sale(
        seller,
        buyer,
        tuple(goods),
        _not_negative(fields["price"]) if "price" in fields else None,
        _penalties(fields["penalties"]) if "penalties" in fields else None,
        people="people" in fields and fields["people"].flag(),
    )


def _good(value: Value) -> Good:
    fields = value.fields(("name", "cost", "value"))
    return Good(fields["name"].text(), _not_negative(fields["cost"]), _not_negative(fields["value"]))


def _penalties(value: Value) -> tuple[Fraction, Fraction]:
    fields = value.fields(("seller", "buyer"))
    return _not_negative(fields["seller"]), _not_negative(fields["buyer"])


def _not_negative(value: Value) -> Fraction:
    number = value.number()
    if number < 0:
        raise value.fault("this cannot be negative")
    return number
