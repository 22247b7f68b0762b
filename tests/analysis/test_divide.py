"""Adjusted winner: cases, the definition tried on random points, and its ties."""

import random
from fractions import Fraction
from itertools import product
from typing import Any

import pytest

from goodoffices.analysis import divide
from goodoffices.analysis.divide import Division, Item, adjusted_winner
from goodoffices.core.errors import BadInput
from tests.cases import cases, named


def items(*points: tuple[int, int]) -> list[Item]:
    return [Item(f"i{place}", (Fraction(a), Fraction(b))) for place, (a, b) in enumerate(points)]


@pytest.mark.parametrize("case", cases("analysis/cases/adjusted_winner.json"), ids=named)
def test_the_division_of_the_case_comes_out_exactly(case: Any) -> None:
    given = [
        Item(i["name"], (Fraction(i["points"][0]), Fraction(i["points"][1]))) for i in case["file"]["items"]
    ]
    division = adjusted_winner(given)
    wanted = case["answer"]
    assert division.shares == {name: Fraction(share) for name, share in wanted["shares"].items()}
    assert division.totals == tuple(Fraction(total) for total in wanted["totals"])
    assert division.split == wanted["split"]


def test_an_item_both_value_alike_goes_to_the_party_behind() -> None:
    # The first party wins i0 (60 to 50) and the second i1 (30 to 20); i2 is worth 20 to both and goes to
    # the second, which then has 50. The first hands over 10/110 of i0: 60 - 60/11 = 50 + 50/11 = 600/11.
    division = adjusted_winner(items((60, 50), (20, 30), (20, 20)))
    assert division.begun == {"i0": 1, "i1": 0, "i2": 0}
    assert division.shares == {"i0": Fraction(10, 11), "i1": 0, "i2": 0}
    assert division.totals == (Fraction(600, 11), Fraction(600, 11))


def test_where_ratios_tie_the_order_of_the_file_decides() -> None:
    # The second party holds 90, the first 40; i0, i1 and i2 cost it 30 for the other's 20 alike. i0 goes.
    division = adjusted_winner(items((20, 30), (20, 30), (20, 30), (40, 10)))
    assert [(move.item, move.giver, move.part) for move in division.transfers] == [("i0", 1, 1)]


def test_what_neither_values_changes_nothing() -> None:
    division = adjusted_winner(items((0, 0), (0, 0)))
    assert division.totals == (0, 0)
    assert division.split is None


@pytest.mark.parametrize(
    "given",
    [[], items((1, 2)), [*items((1, 1)), *items((1, 1))]],
    ids=["nothing", "unequal sums", "a name twice"],
)
def test_what_cannot_be_divided_is_refused(given: list[Item]) -> None:
    with pytest.raises(BadInput):
        adjusted_winner(given)


def equal_best(given: list[Item]) -> Fraction:
    """Return the most that both can have alike, over all divisions that split at most one item: the definition."""
    best = Fraction(0)
    for whole in product((0, 1), repeat=len(given)):
        first = sum((i.points[0] for i, w in zip(given, whole, strict=True) if w), Fraction(0))
        second = sum((i.points[1] for i, w in zip(given, whole, strict=True) if not w), Fraction(0))
        best = max(best, min(first, second))
        for item, held in zip(given, whole, strict=True):
            if held and sum(item.points):
                part = (first - second) / sum(item.points)
                if 0 <= part <= 1:
                    best = max(best, first - part * item.points[0])
    return best


def points_with_ties(chance: random.Random) -> list[Item]:
    count = chance.randint(1, 6)
    firsts = [chance.randint(0, 4) for _ in range(count)]
    seconds = (
        chance.sample(firsts, count)
        if chance.random() < 0.5
        else [chance.randint(0, 4) for _ in range(count)]
    )
    gap = sum(firsts) - sum(seconds)
    seconds[-1] += max(gap, 0)
    firsts[-1] += max(-gap, 0)
    return items(*zip(firsts, seconds, strict=True))


def keeps_its_promises(given: list[Item], division: Division) -> bool:
    first, second = division.totals
    split = [name for name, share in division.shares.items() if share not in (0, 1)]
    envy_free = 2 * first >= sum(i.points[0] for i in given) and 2 * second >= sum(i.points[1] for i in given)
    honest = first == sum(division.shares[i.name] * i.points[0] for i in given) and second == sum(
        (1 - division.shares[i.name]) * i.points[1] for i in given
    )
    best = first == second == equal_best(given)
    return envy_free and honest and best and split == [division.split] * bool(division.split)


@pytest.mark.parametrize("count", [400, pytest.param(10_000, marks=pytest.mark.slow)])
def test_both_get_the_most_they_can_have_alike_and_at_most_one_item_is_split(count: int) -> None:
    chance = random.Random(7)
    for _ in range(count):
        given = points_with_ties(chance)
        assert keeps_its_promises(given, adjusted_winner(given))


def test_handing_over_the_dearest_first_would_be_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = divide._in_order_of_ratio
    monkeypatch.setattr(divide, "_in_order_of_ratio", lambda *given: honest(*given)[::-1])
    chance = random.Random(7)
    cases = [points_with_ties(chance) for _ in range(400)]
    assert not all(keeps_its_promises(given, adjusted_winner(given)) for given in cases)


def test_swapping_the_parties_swaps_the_shares_where_nothing_ties() -> None:
    given = items((6, 5), (67, 34), (27, 61))
    swapped = [Item(i.name, (i.points[1], i.points[0])) for i in given]
    assert adjusted_winner(swapped).shares == {n: 1 - s for n, s in adjusted_winner(given).shares.items()}
