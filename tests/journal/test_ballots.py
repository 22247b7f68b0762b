"""Sealed answers: one box of one length, opened by its own question's private half alone."""

import secrets

import pytest

from goodoffices.journal.ballots import SIZE, opened, pair, sealed
from goodoffices.journal.box import Unreadable


def test_a_box_gives_back_the_answer_to_its_own_private_half():
    public, private = pair(secrets.token_bytes)
    answer = secrets.token_bytes(SIZE)
    assert opened(private, sealed(public, answer)) == answer


def test_every_box_has_one_length_and_no_two_are_alike():
    public, _ = pair(secrets.token_bytes)
    boxes = {sealed(public, bytes(SIZE)) for _ in range(20)}
    assert len(boxes) == 20
    assert {len(box) for box in boxes} == {SIZE + 48}


def test_another_key_an_altered_box_and_a_key_cut_short_open_nothing():
    (public, private), (_, other) = pair(secrets.token_bytes), pair(secrets.token_bytes)
    box = sealed(public, bytes(SIZE))
    for key, told in (
        (other, box),
        (private, box[:-1]),
        (private, box[:-1] + bytes([box[-1] ^ 1])),
        (private[:5], box),
    ):
        with pytest.raises(Unreadable):
            opened(key, told)


def test_an_answer_of_another_length_is_not_sealed():
    public, _ = pair(secrets.token_bytes)
    with pytest.raises(ValueError, match="32 bytes"):
        sealed(public, b"yes")
