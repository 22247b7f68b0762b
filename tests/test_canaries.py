"""The search finds a planted word in every form, and nothing where there is none."""

import random

import pytest

from tests import canaries
from tests.web.test_durability import row


def test_every_form_planted_openly_is_found(tmp_path):
    planted = canaries.control(tmp_path)
    assert len({name for name, _ in canaries.found_under(tmp_path)}) == planted == 13


def test_nothing_is_found_in_noise(tmp_path):
    (tmp_path / "noise").write_bytes(random.Random(1).randbytes(1_000_000))
    assert canaries.found_under(tmp_path) == []


@pytest.mark.slow
def test_no_word_given_to_the_store_stands_on_the_disk():
    assert "100 words planted in five ways each: 0 found; of 13 planted openly 13" in row("S9-store", 100)


@pytest.mark.postgres
def test_no_word_given_to_the_store_stands_in_the_servers_files():
    assert "100 words planted in five ways each: 0 found; of 13 planted openly 13" in row(
        "S9-store-postgres", 100
    )
