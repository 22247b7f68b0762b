"""An envelope opens in its own place, whatever number it was given, and tells nothing else."""

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.core.errors import BadInput
from goodoffices.journal import envelope as of_envelope
from goodoffices.journal.box import Unreadable, padded, shut_box
from goodoffices.journal.envelope import Envelope, open_up, shut
from goodoffices.journal.frames import framed
from tests.journal.cast import KEY, OTHER_LANE, chance, header

HEADER = header(7)
PLAIN = b'{"words":"Vell could live with 36"}'


@given(st.binary(max_size=5000))
def test_what_is_shut_opens(plain):
    assert open_up(HEADER, shut(HEADER, plain, KEY, chance()), KEY) == plain


def test_number_and_stamp_are_given_after_it_is_shut():
    waiting = replace(HEADER, number=0, stamp=0)
    assert open_up(HEADER, shut(waiting, PLAIN, KEY, chance()), KEY) == PLAIN


@pytest.mark.parametrize(
    "change",
    [
        {"format": 2},
        {"suite": "closed"},
        {"lane": OTHER_LANE},
        {"epoch": OTHER_LANE},
        {"move_id": OTHER_LANE},
        {"kind": "note"},
        {"version": 2},
    ],
)
def test_an_entry_moved_to_another_place_does_not_open(change):
    shut_here = shut(HEADER, PLAIN, KEY, chance())
    with pytest.raises(Unreadable):
        open_up(replace(HEADER, **change), shut_here, KEY)


def test_every_bit_of_an_envelope_is_held():
    whole = shut(HEADER, PLAIN, KEY, chance())
    for name in ("body", "wrap", "commitment"):
        kept = getattr(whole, name)
        for bit in range(len(kept) * 8):
            flipped = bytearray(kept)
            flipped[bit // 8] ^= 1 << bit % 8
            with pytest.raises(Unreadable):
                open_up(HEADER, replace(whole, **{name: bytes(flipped)}), KEY)


def test_a_body_that_opens_as_another_text_is_caught_by_the_commitment():
    """What the cipher alone lets through: another text shut rightly under the same keys."""
    honest = shut(HEADER, PLAIN, KEY, chance())
    dishonest = shut(HEADER, b"another", KEY, chance(1))
    assert open_up(HEADER, dishonest, KEY) == b"another"
    with pytest.raises(Unreadable, match="committed"):
        open_up(HEADER, Envelope(dishonest.body, dishonest.wrap, honest.commitment), KEY)


def test_the_commitment_is_what_the_page_of_the_format_says():
    salt = b"s" * 32
    said = framed("goodoffices-commitment/1", salt, b"say", (1).to_bytes(8, "big"), PLAIN)
    bound = of_envelope._bound(HEADER)
    body = shut_box(bytes(32), padded(salt + PLAIN), framed("goodoffices-body/1", bound), chance())
    wrap = shut_box(KEY, bytes(32), framed("goodoffices-wrap/1", bound), chance())
    by_hand = Envelope(body, wrap, hashlib.blake2b(said, digest_size=32).digest())
    assert open_up(HEADER, by_hand, KEY) == PLAIN


def test_length_shows_only_the_bucket():
    sizes = {len(shut(HEADER, b"x" * length, KEY, chance()).body) for length in range(217)}
    assert sizes == {256 + 40}
    assert len(shut(HEADER, b"x" * 217, KEY, chance()).body) == 1024 + 40


def test_nothing_shows_in_the_repr():
    shown = repr(shut(HEADER, PLAIN, KEY, chance()))
    assert shown == "Envelope()"


@pytest.mark.parametrize(
    "change",
    [
        {"format": 0},
        {"suite": "House"},
        {"lane": "1A" * 16},
        {"lane": "1a"},
        {"lane": "1a" * 16 + "\n"},
        {"number": -1},
        {"epoch": ""},
        {"move_id": "zz" * 16},
        {"kind": ""},
        {"kind": "sa y"},
        {"version": 0},
        {"version": 2**31},
        {"stamp": -1},
    ],
)
def test_a_header_that_cannot_be_is_not_made(change):
    with pytest.raises(BadInput, match="no entry has such a header"):
        replace(HEADER, **change)
