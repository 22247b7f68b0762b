"""The operator's key file: made once, readable by its owner, missed when it is gone."""

import stat

import pytest

from goodoffices.core.errors import BadInput
from goodoffices.journal.keyring import read_key_file
from goodoffices.web import writer
from goodoffices.web.talks import store
from goodoffices.web.talks.models import LaneKeyRow
from tests.web.talks.cast import house

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path, settings):
    settings.OPERATOR_KEY_FILE = tmp_path / "operator.key"
    return settings.OPERATOR_KEY_FILE


def test_a_key_file_is_made_once_and_for_its_owner_only(file):
    store.make_key_file()
    first = file.read_text()
    assert read_key_file(first)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    store.make_key_file()
    assert file.read_text() == first
    house()


def test_lanes_without_their_key_file_are_told_apart_from_a_new_site(file):
    with pytest.raises(BadInput, match="gone"):
        house()
    store.make_key_file()
    house()
    file.unlink()
    with pytest.raises(BadInput, match="put it back"):
        store.make_key_file()
    assert not file.exists()


def test_every_lane_and_epoch_has_a_key_of_its_own():
    talks = house()
    room = talks.lane(talks.tarn, "room")
    with writer.turn("", [room]):
        store.turn_key(room)
    kept = list(LaneKeyRow.objects.values_list("epoch", "wrapped"))
    assert (
        len({epoch for epoch, _ in kept}) == len({bytes(wrapped) for _, wrapped in kept}) == len(kept) == 10
    )
