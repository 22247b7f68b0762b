"""Whoever bears a code or a token holds a pair, and what is kept of it opens nothing."""

import pytest

from goodoffices.core.errors import BadInput
from goodoffices.journal.pairs import Pair, new_pair, pair_of_code, pair_of_token
from tests.journal.cast import chance


def test_the_same_code_is_the_same_pair_and_no_other_is():
    assert pair_of_code("A" * 32) == pair_of_code("A" * 32)
    others = [pair_of_code("B" * 32), pair_of_token("A" * 32), new_pair(chance())]
    assert len({pair.public for pair in (pair_of_code("A" * 32), *others)}) == 4


def test_a_private_key_of_another_length_is_refused():
    with pytest.raises(BadInput):
        Pair(b"short")


def test_a_private_key_is_never_shown():
    assert new_pair(chance(1)).private.hex()[:8] not in repr(new_pair(chance(1)))
    assert "private" not in repr(new_pair(chance(1)))
