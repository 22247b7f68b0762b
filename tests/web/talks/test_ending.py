"""Talks that were shredded open for nobody, whatever was copied before, and their chains stay whole."""

from datetime import timedelta

import pytest
from django.conf import settings as live

from goodoffices.core.lanes import Kind
from goodoffices.journal import card
from goodoffices.journal.box import Unreadable
from goodoffices.journal.proof import prove
from goodoffices.web import shreds
from goodoffices.web.shreds import Planned
from goodoffices.web.talks import bundling, ending, store
from goodoffices.web.talks.models import DraftRow, HeadRow, LaneKeyRow, SeatRow, TokenRow
from tests.web.talks.site_world import SiteWorld
from tests.web.talks.test_seat_pages import page, sits

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


@pytest.fixture(autouse=True)
def halves(settings, tmp_path):
    settings.SHREDS = tmp_path / "shreds"


def test_every_lane_has_a_half_that_only_its_owner_reads_and_none_in_the_database():
    world = SiteWorld()
    for lane in store.lanes_in(world.talks):
        path = live.SHREDS / lane
        assert (path.stat().st_mode & 0o077, path.stat().st_size) == (0, 32)
        kept = LaneKeyRow.objects.filter(lane=lane).values_list("wrapped", flat=True)
        assert all(path.read_bytes() not in bytes(one) for one in kept)


def test_shredded_they_open_for_nobody_even_with_every_row_put_back():
    world = SiteWorld()
    world.act("Tarn", "note", world.lane("Tarn", Kind.NOTES), words="Ask about the tide.")
    lane = world.lane("Tarn", Kind.NOTES)
    client = sits(world, "Tarn")
    rows = list(LaneKeyRow.objects.values())
    before = store.audit()
    assert ending.shred(world.talks, world.at, names=False) == len(store.lanes_in(world.talks))
    for row in rows:
        LaneKeyRow.objects.filter(pk=row["id"]).update(wrapped=row["wrapped"])
    with pytest.raises(Unreadable):
        store.entries(lane)
    assert store.audit() == before
    for rows_left in (HeadRow, DraftRow, TokenRow):
        assert not rows_left.objects.exists()
    assert not any((live.SHREDS / one).exists() for one in store.lanes_in(world.talks))
    answer = client.get(page(world, "Tarn"))
    assert (answer.status_code, b"shredded" in answer.content) == (410, True)


def test_the_control_with_its_half_put_back_it_opens_again():
    world = SiteWorld()
    lane = world.lane("Tarn", Kind.TABLE)
    half, kept = (live.SHREDS / lane).read_bytes(), LaneKeyRow.objects.get(lane=lane).wrapped
    ending.shred(world.talks, world.at, names=False)
    LaneKeyRow.objects.filter(lane=lane).update(wrapped=kept)
    (live.SHREDS / lane).write_bytes(half)
    assert store.entries(lane)


def test_other_talks_are_not_touched():
    ended, other = SiteWorld(), SiteWorld()
    ending.shred(ended.talks, ended.at, names=True)
    assert other.seated("Tarn").view.table.name == "Strait"


def test_on_the_day_that_was_set_and_not_before_and_once():
    world = SiteWorld()
    day = world.at + timedelta(days=30)
    shreds.plan(world.talks, Planned(day, names=True, done=False))
    client = sits(world, "Tarn")
    assert b"will be shredded" in client.get(page(world, "Tarn", "end")).content
    assert ending.shred_due(day - timedelta(seconds=1)) == ()
    assert world.seated("Tarn").view.table.name == "Strait"
    assert ending.shred_due(day) == (world.talks,)
    assert ending.shred_due(day) == ()
    assert ending.shredded(world.talks) == day
    assert set(SeatRow.objects.filter(talks=world.talks).values_list("person", flat=True)) == {None}
    assert client.get(page(world, "Tarn")).status_code == 404


def test_a_bundle_taken_before_proves_itself_after():
    world = SiteWorld()
    signers = bundling.signers(world.seats["Tarn"])
    data = bundling.taken(world.seated("Tarn"), world.at, signers)
    ending.shred(world.talks, world.at, names=False)
    assert prove(data, card.read_card(card.write_card(signers))).shut == 0


def test_halves_are_copied_and_put_back_and_what_is_there_stays(tmp_path, settings):
    world = SiteWorld()
    shreds.plan(world.talks, Planned(world.at, names=False, done=False))
    assert shreds.copy(tmp_path / "copy") == len(store.lanes_in(world.talks)) + 1
    settings.SHREDS = tmp_path / "fresh"
    with pytest.raises(Unreadable):
        world.seated("Tarn")
    shreds.put_back(tmp_path / "copy")
    assert world.seated("Tarn").view.table.name == "Strait"
    assert shreds.planned(world.talks) == Planned(world.at, names=False, done=False)
