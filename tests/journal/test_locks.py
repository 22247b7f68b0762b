"""A person's private key opens under the passphrase and under the sheet's code, and under nothing else."""

import pytest

from goodoffices.core.errors import BadInput
from goodoffices.journal.box import Unreadable
from goodoffices.journal.locks import Work, lock_by_code, lock_by_passphrase, open_by_code, open_by_passphrase
from goodoffices.journal.pairs import new_pair
from tests.journal.cast import chance

PAIR, OTHER = new_pair(chance(1)), new_pair(chance(2))
OWNER, ANOTHER = "aa" * 16, "bb" * 16
WORDS, CODE = "four plain words here", "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LIGHT = Work(1, 8)


def by_words(pair=PAIR, work=LIGHT):
    return lock_by_passphrase(pair, OWNER, WORDS, work, chance(5))


def test_the_key_opens_under_the_passphrase_and_under_the_code():
    assert open_by_passphrase(by_words(), OWNER, PAIR.public, WORDS) == PAIR
    assert open_by_code(lock_by_code(PAIR, OWNER, CODE, chance()), OWNER, PAIR.public, CODE) == PAIR


def test_the_work_is_that_of_the_page_and_any_that_was_kept_is_done_again():
    assert (Work().passes, Work().kib) == (3, 64 * 1024)
    heavier = by_words(work=Work(2, 16))
    assert open_by_passphrase(heavier, OWNER, PAIR.public, WORDS) == PAIR


@pytest.mark.parametrize(
    ("owner", "public", "words"),
    [(ANOTHER, PAIR.public, WORDS), (OWNER, OTHER.public, WORDS), (OWNER, PAIR.public, "four plain words")],
)
def test_another_passphrase_person_or_pair_opens_nothing(owner, public, words):
    with pytest.raises(Unreadable):
        open_by_passphrase(by_words(), owner, public, words)


@pytest.mark.parametrize(
    ("owner", "public", "code"),
    [(ANOTHER, PAIR.public, CODE), (OWNER, OTHER.public, CODE), (OWNER, PAIR.public, CODE[:-1])],
)
def test_another_code_person_or_pair_opens_nothing(owner, public, code):
    with pytest.raises(Unreadable):
        open_by_code(lock_by_code(PAIR, OWNER, CODE, chance()), owner, public, code)


def test_a_lock_cut_off_or_altered_anywhere_does_not_open():
    lock = by_words()
    for at in range(len(lock)):
        with pytest.raises(Unreadable):
            open_by_passphrase(lock[:at], OWNER, PAIR.public, WORDS)
    for at in (0, 3, 7, 8, 23, 24, 60, len(lock) - 1):
        with pytest.raises(Unreadable):
            open_by_passphrase(lock[:at] + bytes([lock[at] ^ 1]) + lock[at + 1 :], OWNER, PAIR.public, WORDS)


def test_a_lock_beside_the_public_half_of_another_pair_does_not_open(monkeypatch):
    from goodoffices.journal import locks

    with pytest.raises(Unreadable, match="another pair"):
        locks._same(PAIR.private, OTHER.public)


@pytest.mark.parametrize(("passes", "kib"), [(0, 64), (65, 64), (1, 7), (1, 1024 * 1024 + 1)])
def test_work_beyond_reason_is_refused(passes, kib):
    with pytest.raises(BadInput):
        Work(passes, kib)


def test_two_locks_of_one_passphrase_share_nothing():
    first, second = (lock_by_passphrase(PAIR, OWNER, WORDS, LIGHT, chance(seed)) for seed in (1, 2))
    assert first[8:24] != second[8:24]
    assert first[24:] != second[24:]
