"""A printed code survives being read out, and no slip passes for another code."""

import pytest

from goodoffices.journal import codes
from tests.journal.cast import chance

CODE = codes.fresh(codes.LONG, chance(3))
BODY = CODE.replace("-", "")[: codes.LONG]


def test_a_long_code_has_160_random_bits_and_stands_in_groups_of_four():
    assert codes.read(CODE, codes.LONG) == BODY
    assert [len(group) for group in codes.groups(CODE)] == [4] * 8 + [2]
    assert codes.written(BODY) == CODE == "-".join(codes.groups(CODE))


def test_what_people_do_to_a_code_is_forgiven():
    as_typed = CODE.lower().replace("-", " \u2013 ").replace("0", "o").replace("1", "l")
    assert codes.read(as_typed, codes.LONG) == BODY
    arabic = "".join(chr(0x660 + int(letter)) if letter.isdigit() else letter for letter in CODE)
    assert codes.read(arabic, codes.LONG) == BODY


@pytest.mark.parametrize("at", range(len(BODY)))
def test_every_single_slip_and_every_swap_of_neighbours_is_told(at):
    plain = CODE.replace("-", "")
    for letter in codes.ALPHABET.replace(plain[at], ""):
        assert codes.read(plain[:at] + letter + plain[at + 1 :], codes.LONG) == ""
    swapped = plain[:at] + plain[at + 1] + plain[at] + plain[at + 2 :]
    assert (codes.read(swapped, codes.LONG) == "") == (swapped != plain)


@pytest.mark.parametrize("typed", ["", CODE[:-1], CODE + "0", CODE.replace(BODY[0], "*"), "U" * 34])
def test_what_is_no_code_is_none(typed):
    assert codes.read(typed, codes.LONG) == ""
