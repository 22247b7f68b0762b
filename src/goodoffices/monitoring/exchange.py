"""Exchanges that hold by themselves: an order of deliveries in which nobody gains by stopping, or the deposits needed."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from goodoffices.core.errors import BadInput, Refused
from goodoffices.monitoring.deposits import minimal
from goodoffices.monitoring.lattice import Lattice, Needs

CAUTION = "Where people are what is delivered, this order is an aid to negotiators and never a reason to hold anybody back."
"""Stands on every screen and page that shows an exchange."""


@dataclass(frozen=True)
class Delivery:
    """Something delivered `count` times over, and what one delivery is worth to each party, cost taken off.

    Worths stand in the order of the parties, each on a scale on which deposits are stated. Where a worth
    is uncertain, `net` is the least it may be and `best` the most.
    """

    name: str
    count: int
    net: tuple[Fraction, ...] = field(repr=False)
    best: tuple[Fraction, ...] | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if self.count < 1:
            raise BadInput(
                "{name} is delivered {count} times; leave it out, or say how often",
                name=repr(self.name),
                count=self.count,
            )
        if self.best is not None and any(a > b for a, b in zip(self.net, self.best, strict=True)):
            raise BadInput("the range of {name} runs from more to less", name=repr(self.name))


@dataclass(frozen=True)
class Exchange:
    """Who exchanges what, and how many deliveries can be made in one step."""

    parties: tuple[str, ...]
    items: tuple[Delivery, ...]
    at_once: int = 1

    def __post_init__(self) -> None:
        if not self.parties or not self.items:
            raise BadInput("an exchange has parties and something to deliver")
        for names in (self.parties, tuple(item.name for item in self.items)):
            if len(set(names)) < len(names):
                raise BadInput("a name is given twice")
        if any(len(item.net) != len(self.parties) for item in self.items):
            raise BadInput("each delivery has a worth for each party")
        if self.at_once < 1:
            raise BadInput("at least one delivery is made in a step")

    def at_best(self) -> "Exchange":
        """Return the exchange with every uncertain worth at its most."""
        return replace(self, items=tuple(replace(item, net=item.best or item.net) for item in self.items))


@dataclass(frozen=True)
class Plan:
    """How an exchange can be made to hold.

    `order`: the steps, each the names delivered in it; it holds if every party would lose the
    `least_uniform_penalty` by stopping, and no order holds for less. `deposits`: every minimal choice of
    what each party stands to lose by stopping, so that some order holds. `left`: for each step of the
    order, and before the first, what the rest is worth to each party: the certificate.
    """

    least_uniform_penalty: Fraction
    order: tuple[tuple[str, ...], ...]
    deposits: tuple[tuple[Fraction, ...], ...]
    left: tuple[tuple[Fraction, ...], ...]

    @property
    def safe_without_deposit(self) -> bool:
        """Say whether some order holds though nobody loses anything by stopping."""
        return self.least_uniform_penalty == 0


def plan(exchange: Exchange) -> Plan:
    """Return the order that holds for the least, and all minimal deposits.

    A state is what is still to be delivered. A party stays in as long as the rest is worth to it at least
    minus what stopping would cost it; an order holds if that is so for every party at every state it
    passes, the first and the last included, and at no others: deliveries of one step count as simultaneous.

    Exact. Bottleneck shortest paths on the lattice of states, identical deliveries collapsed to counts;
    deciding whether an order holds is strongly NP-complete (3-partition), so the lattice is bounded and
    `Refused` says so. Uncertain worths are taken at their least: the plan then holds whatever they are.

    After Sandholm and Lesser (1995), IJCAI, for the condition; Klamroth, Lacour and Vanderpooten (2015),
    European J. of Operational Research 245, for listing all minimal vectors.
    """
    lattice, needs = _laid_out(exchange)
    least, steps = lattice.easiest(needs)
    return Plan(least, _named(exchange, steps), minimal(lattice, needs), _left(exchange, steps))


def order_for(exchange: Exchange, deposits: Sequence[Fraction]) -> tuple[tuple[str, ...], ...]:
    """Return an order that holds if each party would lose its deposit by stopping; `Refused` if none does."""
    if len(deposits) != len(exchange.parties) or any(deposit < 0 for deposit in deposits):
        raise BadInput("one deposit for each party is needed, none below 0")
    lattice, needs = _laid_out(exchange)
    steps = lattice.within(needs, deposits)
    if steps is None:
        raise Refused("no order holds with these deposits")
    return _named(exchange, steps)


def _laid_out(exchange: Exchange) -> tuple[Lattice, list[Needs]]:
    lattice = Lattice(tuple(item.count for item in exchange.items), exchange.at_once)
    return lattice, [lattice.needs(worths) for worths in zip(*(i.net for i in exchange.items), strict=True)]


def _named(exchange: Exchange, steps: Sequence[Sequence[int]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(exchange.items[kind].name for kind in step) for step in steps)


def _left(exchange: Exchange, steps: Sequence[Sequence[int]]) -> tuple[tuple[Fraction, ...], ...]:
    parties = range(len(exchange.parties))
    rest = [sum((i.net[party] * i.count for i in exchange.items), Fraction(0)) for party in parties]
    left = [tuple(rest)]
    for step in steps:
        rest = [rest[p] - sum((exchange.items[kind].net[p] for kind in step), Fraction(0)) for p in parties]
        left.append(tuple(rest))
    return tuple(left)
