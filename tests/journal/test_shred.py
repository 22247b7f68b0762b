"""A lane's key needs both halves, and none of them tells of it alone."""

from goodoffices.journal.shred import HALF, new_half, whole
from tests.journal.cast import EPOCH, KEY, LANE, OTHER_LANE, chance

PLACE = (LANE, EPOCH)


def test_both_halves_make_one_key_for_each_place():
    half = new_half(chance(1))
    assert len(half) == HALF
    made = {
        whole(KEY, half, PLACE),
        whole(KEY, new_half(chance(2)), PLACE),
        whole(bytes(32), half, PLACE),
        whole(KEY, half, (OTHER_LANE, EPOCH)),
        whole(KEY, half, (LANE, OTHER_LANE)),
        KEY,
    }
    assert len(made) == 6
    assert whole(KEY, half, PLACE) == whole(KEY, half, PLACE)


def test_a_lane_from_before_there_were_halves_keeps_its_key():
    assert whole(KEY, None, PLACE) == KEY
