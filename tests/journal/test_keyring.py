"""Lane keys open under the operator's key and in their own place only."""

import pytest

from goodoffices.core.errors import BadInput
from goodoffices.journal.box import Unreadable
from goodoffices.journal.keyring import (
    House,
    OperatorKey,
    new_epoch,
    new_lane_key,
    new_operator_key,
    read_key_file,
    unwrap_lane_key,
    wrap_lane_key,
    write_key_file,
)
from tests.journal.cast import EPOCH, KEY, LANE, OTHER_LANE, chance

OPERATOR = new_operator_key(chance(1))


class Drawer:
    """A shelf in memory that counts how often it is asked."""

    def __init__(self) -> None:
        self.kept = {(LANE, EPOCH): wrap_lane_key(OPERATOR, (LANE, EPOCH), KEY, chance())}
        self.asked = 0

    def wrapped(self, lane: str, epoch: str) -> bytes:
        self.asked += 1
        return self.kept[lane, epoch]

    def newest_epoch(self, lane: str) -> str:
        return EPOCH


def test_the_house_opens_a_lane_and_asks_the_shelf_once():
    drawer = Drawer()
    house = House(OPERATOR, drawer)
    assert house.lane_key(LANE, house.newest_epoch(LANE)) == KEY
    assert house.lane_key(LANE, EPOCH) == KEY
    assert drawer.asked == 1


@pytest.mark.parametrize("place", [(OTHER_LANE, EPOCH), (LANE, OTHER_LANE)])
def test_a_wrapped_key_put_in_another_place_does_not_open(place):
    with pytest.raises(Unreadable):
        unwrap_lane_key(OPERATOR, place, wrap_lane_key(OPERATOR, (LANE, EPOCH), KEY, chance()))


def test_another_operator_opens_nothing():
    with pytest.raises(Unreadable):
        House(new_operator_key(chance(2)), Drawer()).lane_key(LANE, EPOCH)


def test_the_key_file_reads_back():
    assert read_key_file(write_key_file(OPERATOR)) == OPERATOR
    assert read_key_file(write_key_file(OPERATOR).rstrip("\n")) == OPERATOR


def test_a_slip_in_the_key_file_is_found():
    text = write_key_file(OPERATOR)
    place = text.index(":") + 5
    slipped = text[:place] + ("0" if text[place] != "0" else "1") + text[place + 1 :]
    with pytest.raises(BadInput, match="slip"):
        read_key_file(slipped)


@pytest.mark.parametrize("text", ["", "x", write_key_file(OPERATOR).upper(), write_key_file(OPERATOR) + "\n"])
def test_what_is_no_key_file_is_refused(text):
    with pytest.raises(BadInput, match="no operator's key file"):
        read_key_file(text)


def test_a_key_of_another_length_is_refused():
    with pytest.raises(BadInput):
        OperatorKey(b"short")


def test_the_operators_key_is_never_shown():
    assert repr(OPERATOR) == "OperatorKey()"


def test_epochs_and_keys_are_as_long_as_they_should_be():
    assert len(new_epoch(chance())) == 32
    assert len(new_lane_key(chance())) == 32
