"""Whatever happens in lanes a seat does not hold, everything the core tells it is the same."""

import random

import pytest

from goodoffices.core.moves import MOVES
from goodoffices.core.rules import CIRCLES, RULES
from tests.core.doing import ASKED
from tests.core.noninterference import differs, history, leaks, load

PAIRS = 20_000
WORLDS = 60


@pytest.fixture(scope="module")
def worlds():
    chance = random.Random(2026)
    return [history(chance, chance.randrange(5, 40)) for _ in range(WORLDS)]


@pytest.mark.slow
def test_no_seat_tells_apart_what_differs_only_where_it_holds_nothing(worlds):
    chance = random.Random(1)
    assert not any(differs(chance, worlds) for _ in range(PAIRS))


def test_a_hundred_pairs_at_every_commit(worlds):
    chance = random.Random(2)
    assert not any(differs(chance, worlds, load) for _ in range(100))


@pytest.mark.parametrize("name", leaks())
def test_a_planted_leak_is_seen(worlds, name: str):
    chance = random.Random(3)
    assert any(differs(chance, worlds, leaks()[name]) for _ in range(100))


@pytest.mark.slow
def test_every_kind_of_move_is_made_in_the_worlds_that_are_compared():
    assert ASKED.keys() == RULES.keys() | CIRCLES.keys()
    chance, left = random.Random(5), {move.kind for move in MOVES}
    for _ in range(4 * WORLDS):
        world = history(chance, 200)
        left -= {entry.move.kind for entries in world.rows.values() for entry in entries}
        if not left:
            break
    assert left == set()
