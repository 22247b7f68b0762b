"""A seat takes away what it may see, signed, and nothing of what it may not."""

import json
import re

import pytest
from django.utils.html import strip_tags

from goodoffices.core.errors import Absent
from goodoffices.core.lanes import Kind
from goodoffices.journal import archive, card
from goodoffices.journal.proof import prove
from goodoffices.web.talks import bundling
from tests.journal import bundles
from tests.web.talks.site_world import SiteWorld
from tests.web.talks.test_seat_pages import page, sits

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
DRAFT = "# Harbour\nParties: Tarn, Vell\nLanguage: en\n\n## 1. Return\n\nwithin [Tarn: 40 | Vell: 42] days\n"


def busy() -> SiteWorld:
    world = SiteWorld()
    desk, vell = world.lane("M1", Kind.DESK), world.lane("Vell", Kind.ROOM)
    world.act("M1", "register", desk, text={"en": DRAFT}, name="Version 1", cover="")
    sha256 = next(iter(world.seated("M1").view.desk.versions))
    channel = world.lane("M1", Kind.CHANNEL, "Tarn")
    world.act("M1", "deliver", channel, sha256=sha256, form="shown", carrier=world.seats["M1"].seat)
    world.act("Vell", "say", vell, words="VELL-CONFIDES")
    world.act("Tarn", "note", world.lane("Tarn", Kind.NOTES), words="TARN-NOTES")
    return world


def test_a_seats_bundle_holds_its_lanes_and_no_others():
    world = busy()
    tarn = world.seated("Tarn")
    signers = bundling.signers(world.seats["Tarn"], world.token("Tarn"))
    data = bundling.taken(tarn, world.at, signers)
    proved = prove(data, card.read_card(card.write_card(signers)))
    assert {lane.id for lane in proved.statement.lanes} == set(tarn.lanes)
    assert proved.entries == sum(lane.number for lane in tarn.lanes.values())
    assert [one.name for one in proved.texts] == ["Version 1"]
    assert b"TARN-NOTES" in data
    assert b"VELL-CONFIDES" not in data
    assert proved.statement.stamp % 300 == 0
    assert len(bundles.independent()(data, card.write_card(signers))) == len(tarn.lanes)


def test_another_seats_secret_signs_nothing():
    world = SiteWorld()
    for token in (world.token("Vell"), "0" * 64):
        with pytest.raises(Absent):
            bundling.signers(world.seats["Tarn"], token)


def test_the_page_gives_the_file_and_the_card_that_proves_it():
    world = busy()
    client = sits(world, "Tarn")
    shown = client.get(page(world, "Tarn", "bundle")).content.decode()
    written = strip_tags(re.search(r"<pre[^>]*>(goodoffices-card/1.*?)</pre>", shown, re.DOTALL)[1])
    taken = client.post(page(world, "Tarn", "bundle/take"))
    assert taken["Content-Type"] == "application/zip"
    assert "attachment" in taken["Content-Disposition"]
    proved = prove(taken.content, card.read_card(written))
    assert proved.statement.seat == world.seats["Tarn"].seat


def test_what_happens_elsewhere_changes_nothing_in_a_bundle():
    world = busy()
    before = world.seated("Tarn")
    signers = bundling.signers(world.seats["Tarn"])
    first = bundling.taken(before, world.at, signers)
    world.act("Vell", "say", world.lane("Vell", Kind.ROOM), words="more")
    world.act("M1", "note", world.lane("M1", Kind.NOTES), words="more")
    assert bundling.taken(world.seated("Tarn"), world.at, signers) == first
    world.act("Tarn", "note", world.lane("Tarn", Kind.NOTES), words="more")
    assert bundling.taken(world.seated("Tarn"), world.at, signers) != first
    statement = json.loads(archive.unpacked(first)["statement.json"])
    assert {lane["kind"] for lane in statement["lanes"]} == {"table", "room", "channel", "private", "notes"}
