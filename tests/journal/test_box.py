"""A box opens only whole, under its key, in its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.journal.box import Unreadable, bucket, open_box, padded, shut_box, unpadded
from goodoffices.journal.frames import framed
from tests.journal.cast import KEY, chance


@given(st.binary(max_size=2000), st.binary(max_size=40))
def test_what_is_shut_opens(plain, bound):
    assert open_box(KEY, shut_box(KEY, plain, bound, chance()), bound) == plain


def test_another_key_another_place_or_a_shorter_box_does_not_open():
    box = shut_box(KEY, b"words", b"place", chance())
    for key, changed, bound in [
        (bytes(32), box, b"place"),
        (KEY, box, b"elsewhere"),
        *[(KEY, box[:end], b"place") for end in range(len(box))],
    ]:
        with pytest.raises(Unreadable):
            open_box(key, changed, bound)


@pytest.mark.parametrize(
    ("size", "limit"),
    [
        (0, 256), (256, 256), (257, 1024), (1024, 1024), (1025, 4096), (4097, 16384), (16385, 65536),
        (65536, 65536), (65537, 131072), (131073, 196608),
    ],
)  # fmt: skip
def test_buckets_are_those_of_the_format(size, limit):
    assert bucket(size) == limit


@given(st.binary(max_size=3000))
def test_padding_comes_off_as_it_went_on(plain):
    assert unpadded(padded(plain)) == plain
    assert len(padded(plain)) == bucket(len(plain) + 8)


@pytest.mark.parametrize(
    "padding",
    [
        b"",
        b"\0" * 255,
        b"\0" * 257,
        b"\0" * 1024,
        padded(b"words")[:-1] + b"x",
        (2**63).to_bytes(8, "big") + b"\0" * 248,
    ],
)
def test_there_is_one_way_to_pad(padding):
    with pytest.raises(Unreadable):
        unpadded(padding)


@given(st.lists(st.binary(max_size=4), max_size=4), st.lists(st.binary(max_size=4), max_size=4))
def test_no_two_lists_of_fields_give_the_same_bytes(one, other):
    assert (framed("d/1", *one) == framed("d/1", *other)) == (one == other)
    assert framed("d/1", *one) != framed("d/2", *other)
