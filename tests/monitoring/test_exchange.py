"""Exchanges: cases, every order tried on small ones, deposits, steps of several, discounting, doubt."""

import random
from fractions import Fraction
from itertools import product
from typing import Any

import pytest

from goodoffices.core.errors import BadInput, Refused
from goodoffices.monitoring import discounting, lattice
from goodoffices.monitoring.exchange import Delivery, Exchange, order_for, plan
from tests.cases import cases, named

Vector = tuple[Fraction, ...]


def read(case: Any, at_once: int = 1) -> Exchange:
    file = case["file"]
    items = tuple(
        Delivery(
            item["name"], item["count"], tuple(Fraction(item["net"][party]) for party in file["parties"])
        )
        for item in file["items"]
    )
    return Exchange(tuple(file["parties"]), items, at_once)


BARTER = cases("monitoring/cases/barter.json")


@pytest.mark.parametrize("case", BARTER, ids=named)
def test_the_penalty_and_the_deposits_of_the_case_come_out(case: Any) -> None:
    found = plan(read(case))
    assert found.least_uniform_penalty == case["least"]
    assert [list(vector) for vector in found.deposits] == case["deposits"]
    assert list(found.left[0]) == case["surplus"]
    assert found.safe_without_deposit == (case["least"] == 0)
    assert plan(read(case, at_once=2)).least_uniform_penalty == case["at_once_2"]


@pytest.mark.parametrize("case", BARTER, ids=named)
def test_the_order_known_to_hold_and_the_order_returned_hold_alike(case: Any) -> None:
    exchange = read(case)
    for order in (case["holds"], [step[0] for step in plan(exchange).order]):
        assert max(needed(exchange, [[name] for name in order])) == case["least"]


@pytest.mark.parametrize("case", BARTER, ids=named)
def test_deposits_known_to_be_too_small_hold_no_order(case: Any) -> None:
    exchange = read(case)
    for deposits in case["safe"]:
        order = order_for(exchange, [Fraction(d) for d in deposits])
        assert all(need <= d for need, d in zip(needed(exchange, order), deposits, strict=True))
    for deposits in case["unsafe"]:
        with pytest.raises(Refused):
            order_for(exchange, [Fraction(d) for d in deposits])


@pytest.mark.parametrize(("sizes", "holds"), [([3, 3, 4, 2, 4, 4], True), ([3, 3, 3, 3, 3, 5], False)])
def test_whether_an_order_holds_is_as_hard_as_filling_bins_exactly(sizes: list[int], holds: bool) -> None:
    small = [Delivery(f"a{i}", 1, (Fraction(-size), Fraction(size))) for i, size in enumerate(sizes)]
    big = Delivery("big", 2, (Fraction(10), Fraction(-10)))
    exchange = Exchange(("A", "B"), (*small, big))
    deposits = [Fraction(0), Fraction(10)]
    assert (tuple(deposits) in plan(exchange).deposits) == holds
    if holds:
        order_for(exchange, deposits)
    else:
        with pytest.raises(Refused):
            order_for(exchange, deposits)


def needed(exchange: Exchange, order: Any, factors: Vector | None = None) -> Vector:
    """Return what each party must stand to lose for an order of steps: the definition, walked from the end."""
    parties = range(len(exchange.parties))
    net = {item.name: item.net for item in exchange.items}
    worth = [Fraction(0) for _ in parties]
    most = [Fraction(0) for _ in parties]
    for step in reversed(order):
        for party in parties:
            worth[party] *= factors[party] if factors else 1
            worth[party] += sum(net[name][party] for name in step)
            most[party] = max(most[party], -worth[party])
    return tuple(most)


def all_needs(exchange: Exchange, factors: Vector | None = None) -> set[Vector]:
    """Return what each party must stand to lose, for every order of every delivery: built from the end."""
    parties = range(len(exchange.parties))
    found: set[Any] = set()
    # In thirds, whole numbers, where nothing is discounted: the same sums, sooner.
    net = [[n if factors else int(3 * n) for n in item.net] for item in exchange.items]

    def before(left: tuple[int, ...], worth: Any, most: Any) -> None:
        if not any(left):
            found.add(most)
        for step in product(*(range(count + 1) for count in left)):
            if 0 < sum(step) <= exchange.at_once:
                gains = [sum(n * own[p] for n, own in zip(step, net, strict=True) if n) for p in parties]
                now = tuple((factors[p] if factors else 1) * worth[p] + gains[p] for p in parties)
                rest = tuple(a - b for a, b in zip(left, step, strict=True))
                before(rest, now, tuple(max(m, -w) for m, w in zip(most, now, strict=True)))

    nothing = (Fraction(0) if factors else 0,) * len(exchange.parties)
    before(tuple(item.count for item in exchange.items), nothing, nothing)
    return found if factors else {tuple(Fraction(value, 3) for value in vector) for vector in found}


def minima(vectors: set[Vector]) -> list[Vector]:
    def below(a: Vector, b: Vector) -> bool:
        return a != b and all(x <= y for x, y in zip(a, b, strict=True))

    return sorted(one for one in vectors if not any(below(other, one) for other in vectors))


def drawn(chance: random.Random) -> Exchange:
    parties = chance.randint(2, 4)
    most = chance.choice([2, 3, 3, 4, 4, 5])
    items: list[Delivery] = []
    while most:
        count = chance.randint(1, min(most, 3))
        most -= count
        net = tuple(Fraction(chance.randint(-4, 5), chance.choice([1, 1, 1, 3])) for _ in range(parties))
        items.append(Delivery(f"d{len(items)}", count, net))
    return Exchange(tuple("ABCD"[:parties]), tuple(items), chance.choice([1, 1, 2, 3, 9]))


def agrees(exchange: Exchange) -> bool:
    found = plan(exchange)
    vectors = all_needs(exchange)
    least = min(max(vector) for vector in vectors)
    return (
        found.least_uniform_penalty == least == max(needed(exchange, found.order))
        and list(found.deposits) == minima(vectors)
        and max(map(len, found.order)) <= exchange.at_once
        and sorted(name for step in found.order for name in step)
        == sorted(item.name for item in exchange.items for _ in range(item.count))
        and all(-min(left) <= least for left in found.left)
    )


@pytest.mark.parametrize("count", [150, pytest.param(10_000, marks=pytest.mark.slow)])
def test_the_plan_is_the_best_of_all_orders(count: int) -> None:
    chance = random.Random(3)
    assert all(agrees(drawn(chance)) for _ in range(count))


def test_forgetting_what_is_needed_half_way_would_be_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = lattice.Lattice.needs

    def careless(self: Any, worths: Any) -> Any:
        found = honest(self, worths)
        found.ranks[1 : self.size // 2] = 0
        return found

    monkeypatch.setattr(lattice.Lattice, "needs", careless)
    chance = random.Random(3)
    assert not all(agrees(drawn(chance)) for _ in range(60))


def test_worths_too_large_for_machine_numbers_are_weighed_exactly() -> None:
    huge = Fraction(10**30)
    exchange = Exchange(
        ("A", "B"), (Delivery("r", 2, (-huge - 1, huge + 2)), Delivery("t", 2, (huge, -huge)))
    )
    assert plan(exchange).least_uniform_penalty == huge
    assert agrees(exchange)


def test_as_many_at_once_as_there_are_make_one_step_however_many() -> None:
    exchange = Exchange(("A", "B"), (Delivery("r", 1_000, (Fraction(-1), Fraction(2))),), at_once=10**9)
    found = plan(exchange)
    assert [len(step) for step in found.order] == [1_000]
    assert found.deposits == ((Fraction(1_000), Fraction(0)),)


def test_many_alike_are_walked_as_counts() -> None:
    # 500 releases against 500 weeks: without counts, more states than could ever be walked.
    exchange = Exchange(
        ("A", "B"),
        (Delivery("r", 500, (Fraction(-3), Fraction(5))), Delivery("t", 500, (Fraction(4), Fraction(-2)))),
    )
    found = plan(exchange)
    assert max(needed(exchange, found.order)) == found.least_uniform_penalty == 2


def test_more_deliveries_than_anybody_orders_are_refused_even_in_one_step() -> None:
    for at_once in (1, 10**12):
        with pytest.raises(Refused, match="deliveries"):
            plan(Exchange(("A",), (Delivery("r", 10**12, (Fraction(1),)),), at_once))


def test_a_lattice_too_large_to_walk_is_refused_with_its_size() -> None:
    items = tuple(Delivery(str(place), 1, (Fraction(1), Fraction(-1))) for place in range(30))
    with pytest.raises(Refused, match="1073741824"):
        plan(Exchange(("A", "B"), items))


@pytest.mark.parametrize("count", [60, pytest.param(500, marks=pytest.mark.slow)])
def test_with_discounting_the_plan_is_the_best_of_all_orders(count: int) -> None:
    chance = random.Random(4)
    for _ in range(count):
        exchange = drawn(chance)
        factors = tuple(Fraction(chance.randint(1, 4), 4) for _ in exchange.parties)
        found = discounting.plan(exchange, factors)
        vectors = all_needs(exchange, factors)
        assert list(found.deposits) == minima(vectors)
        assert found.least_uniform_penalty == min(max(v) for v in vectors)
        assert max(needed(exchange, found.order, factors)) == found.least_uniform_penalty


def test_without_delay_mattering_discounting_changes_nothing() -> None:
    chance = random.Random(5)
    for _ in range(100):
        exchange = drawn(chance)
        plain, same = plan(exchange), discounting.plan(exchange, (Fraction(1),) * len(exchange.parties))
        assert (plain.least_uniform_penalty, plain.deposits) == (same.least_uniform_penalty, same.deposits)


def test_a_plan_for_uncertain_worths_holds_whatever_they_turn_out_to_be() -> None:
    chance = random.Random(6)
    for _ in range(100):
        exchange = drawn(chance)
        items = tuple(
            Delivery(i.name, i.count, i.net, tuple(n + chance.randint(0, 3) for n in i.net))
            for i in exchange.items
        )
        unsure = Exchange(exchange.parties, items, exchange.at_once)
        found = plan(unsure)
        between = tuple(
            Delivery(
                i.name,
                i.count,
                tuple(
                    low + (high - low) * Fraction(chance.randint(0, 4), 4)
                    for low, high in zip(i.net, i.best or (), strict=True)
                ),
            )
            for i in items
        )
        turned_out = Exchange(exchange.parties, between, exchange.at_once)
        assert max(needed(turned_out, found.order)) <= found.least_uniform_penalty
        assert plan(unsure.at_best()).least_uniform_penalty <= plan(turned_out).least_uniform_penalty


@pytest.mark.parametrize(
    "make",
    [
        lambda: Delivery("r", 0, (Fraction(1),)),
        lambda: Delivery("r", 1, (Fraction(1),), (Fraction(0),)),
        lambda: Exchange(("A",), ()),
        lambda: Exchange(("A", "A"), (Delivery("r", 1, (Fraction(1), Fraction(1))),)),
        lambda: Exchange(("A", "B"), (Delivery("r", 1, (Fraction(1),)),)),
        lambda: Exchange(("A",), (Delivery("r", 1, (Fraction(1),)),), 0),
        lambda: order_for(Exchange(("A",), (Delivery("r", 1, (Fraction(1),)),)), []),
        lambda: discounting.plan(Exchange(("A",), (Delivery("r", 1, (Fraction(1),)),)), [Fraction(2)]),
    ],
)
def test_an_exchange_that_makes_no_sense_is_refused(make: Any) -> None:
    with pytest.raises(BadInput):
        make()
