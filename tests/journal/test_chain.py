"""No entry of a lane can be changed, moved, left out or slipped in without the chain showing it."""

import itertools
import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.core.errors import BadInput
from goodoffices.journal.chain import BEGINNING, Break, Head, link, seal, verify
from goodoffices.journal.envelope import shut
from tests.journal.cast import KEY, LANE, OTHER_LANE, chance, header, lane_of

LINKS = lane_of([f"entry {number}".encode() for number in range(1, 6)])


def test_a_lane_as_written_is_whole():
    assert verify(LANE, LINKS) is None
    assert verify(LANE, []) is None


def test_a_lane_is_verified_onwards_from_a_head_already_known():
    assert verify(LANE, LINKS[3:], LINKS[2].head) is None
    assert verify(LANE, LINKS[3:], Head(3, bytes(32))) == Break(4, "does not follow the entry before it")


@given(st.integers(0, 4), st.integers(0, 4))
def test_entries_changed_about_or_left_out_are_found(one, other):
    changed = list(LINKS)
    if one == other:
        del changed[one]
    else:
        changed[one], changed[other] = changed[other], changed[one]
    cut_off_the_end = one == other == 4
    assert (verify(LANE, changed) is None) == cut_off_the_end


def test_an_entry_put_in_twice_is_found():
    found = verify(LANE, [*LINKS[:2], LINKS[1], *LINKS[2:]])
    assert str(found) == "entry 3: missing: number 2 stands in its place"


def test_an_entry_of_another_lane_is_found():
    assert verify(LANE, lane_of([b"x"], OTHER_LANE)) == Break(1, "belongs to another lane")


def test_an_unknown_format_is_not_passed_over():
    odd = header(1, format=2)
    found = verify(LANE, [link(BEGINNING, odd, shut(odd, b"x", KEY, chance()))])
    assert found == Break(1, "of a format this program does not know")


def test_any_bit_flipped_in_any_kept_byte_is_found():
    draw = random.Random(20)
    for _ in range(1000):
        at = draw.randrange(len(LINKS))
        changed = list(LINKS)
        changed[at] = _flipped(LINKS[at], draw)
        assert verify(LANE, changed) is not None


def _flipped(whole, draw):
    """Return the entry with one bit of one kept field changed, drawn anew while no header can hold it."""
    while True:
        part = draw.choice(["prev", "seal", "body", "wrap", "commitment", "number", "stamp", "version", "kind",
                            "suite", "lane", "epoch", "move_id", "format"])  # fmt: skip
        if part in {"prev", "seal"}:
            return replace(whole, **{part: _flip(getattr(whole, part), draw)})
        if part in {"body", "wrap", "commitment"}:
            kept = _flip(getattr(whole.envelope, part), draw)
            return replace(whole, envelope=replace(whole.envelope, **{part: kept}))
        kept = getattr(whole.header, part)
        if isinstance(kept, int):
            changed = kept ^ 1 << draw.randrange(31)
        else:
            changed = _flip(kept.encode(), draw).decode("latin-1")
        try:
            return replace(whole, header=replace(whole.header, **{part: changed}))
        except BadInput:
            continue


def _flip(kept: bytes, draw) -> bytes:
    changed = bytearray(kept)
    changed[draw.randrange(len(kept))] ^= 1 << draw.randrange(8)
    return bytes(changed)


def test_the_seal_covers_of_the_wrapped_key_only_its_hash():
    """So the seal is the same for a reader who was given the hash and not the key; worked by hand."""
    import hashlib

    first = LINKS[0]
    framed = b"goodoffices-lane/1\0"
    stands, kept = first.header, first.envelope
    for part in (
        bytes(32), (1).to_bytes(8, "big"), b"house", bytes.fromhex(LANE), (1).to_bytes(8, "big"),
        bytes.fromhex(stands.epoch), bytes.fromhex(stands.move_id), b"say", (1).to_bytes(8, "big"),
        stands.stamp.to_bytes(8, "big"), kept.body, hashlib.sha256(kept.wrap).digest(), kept.commitment,
    ):  # fmt: skip
        framed += len(part).to_bytes(8, "big") + part
    assert hashlib.sha256(framed).digest() == first.seal == seal(first.prev, stands, kept)


def test_a_verifier_that_skips_the_seal_lets_a_change_through():
    """The control: what the other tests would miss if `verify` only looked at numbers and links."""
    last = LINKS[-1]
    changed = [*LINKS[:-1], replace(last, envelope=replace(last.envelope, body=b"other"))]
    looks_whole = all(each.prev == before.seal for before, each in itertools.pairwise(changed))
    assert looks_whole
    with pytest.raises(AssertionError):
        assert verify(LANE, changed) is None
