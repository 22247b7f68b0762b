"""Lane keys reach those they were sealed to, in their own place; a session keeps them under the cookie's secret."""

import pytest

from goodoffices.journal.box import Unreadable
from goodoffices.journal.closed import Holding, Kept, open_kept, open_lane_key, seal_lane_key, shut_kept
from goodoffices.journal.pairs import new_pair
from tests.journal.cast import EPOCH, KEY, LANE, OTHER_LANE, chance

MINE, YOURS = new_pair(chance(1)), new_pair(chance(2))
PLACE = (LANE, EPOCH)
COOKIE = "k3v" * 10


class Drawer:
    """A shelf in memory that counts how often it is asked."""

    def __init__(self):
        self.kept = {(LANE, EPOCH, MINE.public): seal_lane_key(MINE.public, PLACE, KEY)}
        self.asked = 0

    def sealed(self, lane, epoch, public):
        self.asked += 1
        try:
            return self.kept[lane, epoch, public]
        except KeyError:
            raise Unreadable("not sealed to this one") from None

    def newest_epoch(self, lane):
        return EPOCH


def test_a_lane_key_opens_for_whom_it_was_sealed_to():
    assert open_lane_key(MINE, PLACE, seal_lane_key(MINE.public, PLACE, KEY)) == KEY


def test_it_opens_for_nobody_else_and_in_no_other_place():
    sealed = seal_lane_key(MINE.public, PLACE, KEY)
    for pair, place in [(YOURS, PLACE), (MINE, (OTHER_LANE, EPOCH)), (MINE, (LANE, OTHER_LANE))]:
        with pytest.raises(Unreadable):
            open_lane_key(pair, place, sealed)


def test_a_sealed_key_cut_off_or_altered_anywhere_does_not_open():
    sealed = seal_lane_key(MINE.public, PLACE, KEY)
    for at in range(len(sealed)):
        for changed in (sealed[:at], sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]):
            with pytest.raises(Unreadable):
                open_lane_key(MINE, PLACE, changed)


def test_a_holder_opens_a_lane_and_asks_the_shelf_once():
    drawer = Drawer()
    holding = Holding(Kept(MINE), drawer)
    assert not holding.grew
    assert not holding.knows(LANE, EPOCH)
    assert holding.lane_key(LANE, holding.newest_epoch(LANE)) == KEY
    assert holding.lane_key(LANE, EPOCH) == KEY
    assert holding.knows(LANE, EPOCH)
    assert (drawer.asked, holding.grew, holding.public) == (1, True, MINE.public)
    with pytest.raises(Unreadable):
        Holding(Kept(YOURS), drawer).lane_key(LANE, EPOCH)


def test_a_session_keeps_what_was_opened_and_opens_it_again_without_the_shelf():
    drawer = Drawer()
    holding = Holding(Kept(MINE), drawer)
    holding.lane_key(LANE, EPOCH)
    kept = open_kept(COOKIE, shut_kept(COOKIE, holding.kept, chance()))
    assert kept == Kept(MINE, {PLACE: KEY})
    assert Holding(kept, drawer).lane_key(LANE, EPOCH) == KEY
    assert drawer.asked == 1


def test_without_the_cookie_a_session_opens_nothing():
    box = shut_kept(COOKIE, Kept(MINE, {PLACE: KEY}), chance())
    for secret, changed in [(COOKIE + "x", box), ("", box), (COOKIE, box[:-1]), (COOKIE, b"")]:
        with pytest.raises(Unreadable):
            open_kept(secret, changed)


def test_how_many_keys_a_session_holds_shows_only_in_steps():
    sizes = {
        len(shut_kept(COOKIE, Kept(MINE, {(LANE, f"{n:032x}"): KEY for n in range(k)}), chance()))
        for k in range(9)
    }
    assert len(sizes) == 3


def test_no_key_is_ever_shown():
    assert KEY.hex()[:8] not in repr(Kept(MINE, {PLACE: KEY}))
    assert MINE.private.hex()[:8] not in repr(Kept(MINE, {PLACE: KEY}))
