"""Goods for money in parts: the case, every order tried, and payments that hold at every point."""

import random
from fractions import Fraction
from itertools import permutations
from typing import Any

import pytest

from goodoffices.core.errors import BadInput, Refused
from goodoffices.monitoring import payments as module
from goodoffices.monitoring.payments import Good, in_order, payments, total_penalty
from tests.cases import cases, named

SALES = cases("monitoring/cases/money.json")


def read(case: Any) -> list[Good]:
    return [Good(i["name"], Fraction(i["cost"]), Fraction(i["value"])) for i in case["file"]["items"]]


@pytest.mark.parametrize("case", SALES, ids=named)
def test_the_order_and_the_payments_of_the_case_come_out(case: Any) -> None:
    goods = read(case)
    order = in_order(goods)
    assert [good.name for good in order] == case["order"]
    assert total_penalty(order) == case["least"]
    assert total_penalty(goods) == case["order_1_2_3_needs"]
    plan = payments(order, Fraction(case["price"]), *(Fraction(p) for p in case["penalties"]))
    assert [[payment.pays, payment.delivers] for payment in plan] == case["payments"]


def holds(order: list[Good], price: Fraction, seller: Fraction, buyer: Fraction) -> bool:
    """Say whether money can be paid so that nobody gains by stopping: all amounts in steps of one tried."""
    due = {price}
    for place in range(len(order) + 1):
        costs = sum((good.cost for good in order[place:]), Fraction(0))
        values = sum((good.value for good in order[place:]), Fraction(0))
        here = {left for left in due if costs - seller <= left <= values + buyer}
        if not here:
            return False
        # From here the buyer may pay any part, each point on the way being a state too.
        low = costs - seller
        due = {Fraction(left) for left in range(int(max(here)) + 1) if left >= low}
    return Fraction(0) in {left for left in due if left <= buyer}


def drawn(chance: random.Random) -> list[Good]:
    return [
        Good(str(place), Fraction(chance.randint(0, 5)), Fraction(chance.randint(0, 5)))
        for place in range(chance.randint(1, 5))
    ]


@pytest.mark.parametrize("count", [300, pytest.param(10_000, marks=pytest.mark.slow)])
def test_no_order_needs_less(count: int) -> None:
    chance = random.Random(8)
    for _ in range(count):
        goods = drawn(chance)
        assert total_penalty(in_order(goods)) == min(total_penalty(order) for order in permutations(goods))


def test_delivering_the_cheapest_first_would_be_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "in_order", lambda goods: tuple(sorted(goods, key=lambda good: good.cost)))
    chance = random.Random(8)
    draws = [drawn(chance) for _ in range(300)]
    assert any(total_penalty(module.in_order(g)) > min(map(total_penalty, permutations(g))) for g in draws)


@pytest.mark.parametrize("count", [60, pytest.param(1_000, marks=pytest.mark.slow)])
def test_the_penalty_is_the_least_for_which_money_can_be_paid_so_that_nobody_stops(count: int) -> None:
    chance = random.Random(9)
    for _ in range(count):
        order = list(in_order(drawn(chance)))
        least = total_penalty(order)
        costs, values = sum(good.cost for good in order), sum(good.value for good in order)
        prices = range(int(max(values, costs) + least) + 2)

        def some_price(penalty: Fraction, order: list[Good] = order, prices: range = prices) -> bool:
            return any(
                holds(order, Fraction(price), seller, penalty - seller)
                for price in prices
                for seller in map(Fraction, range(int(penalty) + 1))
            )

        assert some_price(least)
        assert least == 0 or not some_price(least - 1)


def test_payments_are_refused_exactly_where_none_would_hold() -> None:
    chance = random.Random(10)
    refused = 0
    for _ in range(300):
        order = list(in_order(drawn(chance)))
        price, seller, buyer = (Fraction(chance.randint(0, top)) for top in (15, 4, 4))
        try:
            plan = payments(order, price, seller, buyer)
        except Refused:
            refused += 1
            assert not holds(order, price, seller, buyer)
        else:
            assert sum(payment.pays for payment in plan) == price
            assert all(payment.pays >= 0 for payment in plan)
            assert holds(order, price, seller, buyer)
    assert 50 < refused < 250


def test_costs_below_nothing_are_refused() -> None:
    with pytest.raises(BadInput):
        Good("x", Fraction(-1), Fraction(0))
