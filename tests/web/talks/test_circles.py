"""Circles on the site: who holds one, its pages, the interface for programs, and what strangers get."""

import re
from dataclasses import replace

import pytest

from goodoffices.core import rules
from goodoffices.core.lanes import Kind
from goodoffices.journal import card
from goodoffices.journal.box import Unreadable
from goodoffices.journal.proof import prove
from goodoffices.web import writer
from goodoffices.web.demo import leaking
from goodoffices.web.talks import bundling, ending, sharing, store
from goodoffices.web.talks.models import BearerRow, LaneKeyRow, SealedKeyRow
from tests.core.world import TEXT
from tests.web.talks.site_world import SiteWorld, fresh
from tests.web.talks.test_seat_pages import page, sits

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


def convenes(world: SiteWorld, *rooms: str, by: str = "M1", **more: object) -> str:
    """Make a circle of a mediator and these rooms; return its lane."""
    asked = {"name": "Letter of G", "purpose": "side letter", "rooms": list(rooms)} | more
    done = world.act(by, "convene", world.lane(by, Kind.DESK), **asked)
    return done.receipts[0].lane


@pytest.mark.parametrize("closed", [False, True])
def test_those_named_hold_it_and_read_and_write_there(closed: bool):
    world = SiteWorld(closed=closed)
    lane = convenes(world, "Tarn", "G", words="What G promises.")
    assert set(store.holders(lane)) == {world.seats[one].seat for one in ("M1", "Tarn", "G")}
    world.act("G", "ask", lane, words="By which day?")
    item = next(iter(world.seated("Tarn").view.circles()[0][1].questions))
    world.act("Tarn", "answer", lane, item=item, words="Day 7.")
    assert world.seated("M1").view.circles()[0][1].questions[item].answered
    assert world.seated("M2").view.circles() == []


def test_programs_read_it_as_a_circle_with_those_in_it():
    world = SiteWorld()
    lane = convenes(world, "Tarn", "G")
    (shown,) = [one for one in world.api_view("G")["lanes"] if one["name"] == "circle"]
    assert (shown["lane"], shown["with"], shown["entries"]) == (lane, "Tarn, G, M1", 1)
    (place,) = [one for one in world.api_view("G")["who_sees_what"] if one["kind"] == "circle"]
    assert (place["called"], place["readers"]) == ("Letter of G", ["Tarn", "G", "M1"])
    told = world.client("G").get(f"/api/talks/{world.talks}/lanes/{lane}").json()["entries"]
    assert [(one["kind"], one["name"], one["by"]) for one in told] == [("convene", "Letter of G", "M1")]


def test_whether_a_head_matters_in_a_circle_is_said_by_the_rules_of_circles(monkeypatch: pytest.MonkeyPatch):
    world = SiteWorld()
    lane = convenes(world, "Tarn", "G")
    head = next(one["head"] for one in world.api_view("Tarn")["lanes"] if one["lane"] == lane)
    world.act("G", "say", lane, words="It changed.")
    said = {"lane": lane, "kind": "say", "words": "Noted.", "head": head}
    assert world.post("Tarn", said).status_code == 201
    monkeypatch.setitem(rules.CIRCLES, "say", replace(rules.CIRCLES["say"], headed=True))
    assert world.post("Tarn", said).status_code == 409
    now = next(one["head"] for one in world.api_view("Tarn")["lanes"] if one["lane"] == lane)
    assert world.post("Tarn", said | {"head": now}).status_code == 201


def test_an_act_sent_again_makes_no_second_circle():
    world = SiteWorld()
    move = {"lane": world.lane("M1", Kind.DESK), "kind": "convene", "name": "A", "purpose": "other"}
    first, again = (world.post("M1", move | {"rooms": ["Tarn"]}, act_id="x" * 32).json() for _ in range(2))
    assert first == again
    assert len(world.seated("M1").view.circles()) == 1


def test_its_pages_are_reached_from_their_own_navigation_and_absent_for_all_others():
    world = SiteWorld()
    vell, m2 = sits(world, "Vell"), sits(world, "M2")
    absent = vell.get(page(world, "Vell", f"circle/{'0' * 32}"))
    before = vell.get(page(world, "Vell", "circles"))
    lane = convenes(world, "Tarn")
    tarn = sits(world, "Tarn")
    home = tarn.get(page(world, "Tarn")).content.decode()
    assert page(world, "Tarn", "circles") in home
    assert f"circle/{lane}" in tarn.get(page(world, "Tarn", "circles")).content.decode()
    assert "Letter of G" in tarn.get(page(world, "Tarn", f"circle/{lane}")).content.decode()
    assert "Letter of G" in tarn.get(page(world, "Tarn", "who-sees-what")).content.decode()
    theirs = vell.get(page(world, "Vell", f"circle/{lane}"))
    assert (theirs.status_code, absent.status_code, before.status_code) == (404, 404, 404)
    assert theirs.content.decode().replace(lane, "0" * 32) == absent.content.decode()
    assert "circles" not in vell.get(page(world, "Vell")).content.decode()
    assert "Letter of G" not in m2.get(page(world, "M2", "circles")).content.decode()
    assert m2.get(page(world, "M2", f"circle/{lane}")).status_code == 404


def test_a_mediator_makes_one_on_its_page_and_a_delegate_asks_in_it_through_the_tray():
    world = SiteWorld()
    m1 = sits(world, "M1")
    made = m1.get(page(world, "M1", "circles")).content.decode()
    assert "M2" in made
    fields = {"kind": "convene", "lane": world.lane("M1", Kind.DESK), "move": fresh(), "name": "Annex B"}
    rooms = [world.seats["Tarn"].delegation]
    assert (
        m1.post(page(world, "M1", "act"), fields | {"purpose": "annex", "rooms[]": rooms}).status_code == 302
    )
    (lane,) = [one.id for one, _state in world.seated("Tarn").view.circles()]
    tarn = sits(world, "Tarn")
    tarn.post(
        page(world, "Tarn", "put"), {"kind": "ask", "lane": lane, "move": fresh(), "words": "Which day?"}
    )
    tray = tarn.get(page(world, "Tarn", "tray")).content.decode()
    assert "All who are in this circle will read this, and nobody else: Tarn, M1." in tray
    item = re.findall(r'name="item" value="([^"]+)"', tray)[0]
    tarn.post(page(world, "Tarn", "tray/send"), {"item": item, "move": fresh()})
    assert "Which day?" in m1.get(page(world, "M1", f"circle/{lane}")).content.decode()


def test_what_one_room_confided_is_pointed_out_before_it_is_said_to_another_in_a_circle():
    world = SiteWorld()
    world.act(
        "Vell",
        "confide",
        world.lane("Vell", Kind.CHANNEL),
        words="we could live with thirty six days at most",
    )
    lane = convenes(world, "Tarn", "G")
    m1, words = sits(world, "M1"), "They could live with thirty six days at most."
    m1.post(page(world, "M1", "put"), {"kind": "say", "lane": lane, "move": fresh(), "words": words})
    assert "could live with thirty six days" in m1.get(page(world, "M1", "tray")).content.decode()
    assert world.seated("M1").view.circles()[0][1].rooms
    from goodoffices.core.entries import Asked
    from goodoffices.web.talks import telling

    found = telling.slip(world.seated("M1").view, Asked(lane, "say", {"words": words}))
    assert [one.owner.name for one in found.echoes] == ["Vell"]
    inner = convenes(world, "Vell", name="Between us")
    assert telling.slip(world.seated("M1").view, Asked(inner, "say", {"words": words})).echoes == ()


def test_whoever_joins_a_named_room_later_is_in_the_circle_and_whoever_leaves_is_not():
    world = SiteWorld()
    lane, other = convenes(world, "Tarn"), convenes(world, "G", name="Other")
    later = sharing.add_seat(world.seats["Tarn"], world.at, fresh)
    assert later.seat in store.holders(lane)
    assert later.seat not in store.holders(other)
    world.act("Tarn", "join", world.lane("Tarn", Kind.ROOM), name="Head")
    world.act("Tarn", "leave", world.lane("Tarn", Kind.ROOM))
    assert world.seats["Tarn"].seat not in store.holders(lane)


def test_a_colleague_holds_a_circle_also_where_its_key_had_not_reached_the_inviter():
    world = SiteWorld(closed=True)
    lane, other = convenes(world, "Tarn"), convenes(world, "G", name="Other")
    SealedKeyRow.objects.filter(bearer__seat=world.seats["Tarn"].seat, key__lane=lane).delete()
    assert lane in {one.id for one in world.seated("Tarn").shut}
    with world.bearing("Tarn"):
        later = sharing.add_seat(world.seats["Tarn"], world.at, fresh)
    assert later.seat in store.holders(lane)
    assert later.seat not in store.holders(other)


def test_in_closed_talks_its_key_is_sealed_to_those_named_and_a_later_key_reaches_them_too():
    world = SiteWorld(closed=True)
    lane = convenes(world, "Tarn")
    bearers = SealedKeyRow.objects.filter(key__lane=lane).values_list("bearer__seat_id", flat=True)
    assert set(bearers) == {world.seats["M1"].seat, world.seats["Tarn"].seat}
    world.wait(days=1)
    world.act("Tarn", "say", lane, words="A day later.")
    assert LaneKeyRow.objects.filter(lane=lane).count() == 2
    assert world.seated("M1").view.circles()[0][1].name == "Letter of G"


def test_in_closed_talks_a_circle_whose_key_has_not_come_yet_holds_nobody_up():
    world = SiteWorld(closed=True)
    lane = convenes(world, "Tarn")
    assert world.api_view("Tarn")["states"][lane]["name"] == "Letter of G"
    for seat in store.holders(lane):
        for bearer in BearerRow.objects.filter(seat=seat):
            SealedKeyRow.objects.filter(bearer=bearer, key__lane=lane).delete()
    told = world.api_view("Tarn")
    assert lane not in told["states"]
    assert "circle" not in {one["name"] for one in told["lanes"]}
    assert sits(world, "Tarn").get(page(world, "Tarn")).status_code == 200


def test_talks_that_ended_let_nothing_more_be_said_in_a_circle_and_its_entries_are_taken_away():
    world = SiteWorld()
    lane = convenes(world, "Tarn")
    world.act("M1", "end", world.lane("M1", Kind.TABLE))
    answer = world.post("Tarn", {"lane": lane, "kind": "say", "words": "Still."})
    assert answer.status_code == 409
    tarn = sits(world, "Tarn")
    assert b"PK\x03\x04" in tarn.post(page(world, "Tarn", "bundle/take"))._container[0]  # type: ignore[union-attr]


@pytest.mark.parametrize("closed", [False, True])
def test_every_reply_a_stranger_gets_is_the_same_before_and_after(closed: bool, time):
    world = SiteWorld(closed=closed)
    time.at = world.at
    world.act("M1", "register", world.lane("M1", Kind.DESK), text={"en": TEXT}, name="version 7")
    client = sits(world, "Vell")
    sitting, bearer = world.seats["Vell"], {"Authorization": f"Bearer {world.token('Vell')}"}

    def replies() -> dict[str, bytes]:
        found = {path: leaking._reply(client, path, world.at, {}) for path in leaking.addresses(sitting)}
        return found | {
            path: leaking._reply(sits_nowhere(), path, world.at, bearer)
            for path in leaking.interface(sitting)
        }

    replies()  # what was new when it was first read is new no more
    before = replies()
    lane = convenes(world, "Tarn", "G")
    world.act("G", "say", lane, words="Between us.")
    assert replies() == before


def sits_nowhere():
    from django.test import Client

    return Client(headers={"host": "localhost"})


def test_a_bundle_holds_a_circle_for_those_in_it_and_proves_its_text():
    world = SiteWorld()
    lane = convenes(world, "Tarn")
    world.act("Tarn", "register", lane, text={"en": TEXT}, name="Annex, version 1")
    signers = {who: bundling.signers(world.seats[who], world.token(who)) for who in ("Tarn", "Vell")}
    data = {who: bundling.taken(world.seated(who), world.at, one) for who, one in signers.items()}
    proved = {who: prove(data[who], card.read_card(card.write_card(one))) for who, one in signers.items()}
    assert [one.name for one in proved["Tarn"].texts] == ["Annex, version 1"]
    assert lane in {one.id for one in proved["Tarn"].statement.lanes}
    assert lane not in {one.id for one in proved["Vell"].statement.lanes}
    assert lane.encode() not in data["Vell"]
    assert proved["Vell"].texts == ()


def test_shredded_talks_take_the_half_of_a_circles_key_with_them(settings, tmp_path):
    settings.SHREDS = tmp_path / "shreds"
    world = SiteWorld()
    lane = convenes(world, "Tarn")
    assert (settings.SHREDS / lane).exists()
    assert ending.shred(world.talks, world.at, names=False) == len(store.lanes_in(world.talks))
    assert not (settings.SHREDS / lane).exists()
    with pytest.raises(Unreadable):
        store.entries(lane)


def test_a_circle_whose_keys_were_all_lost_is_not_begun_anew():
    world = SiteWorld(closed=True)
    lane = convenes(world, "Tarn")
    seat = world.seats["Tarn"].seat
    rooms = {one.id for one in store.lanes_of(seat) if one.kind == "room"}
    SealedKeyRow.objects.filter(key__lane__in=[lane, *rooms]).delete()
    with world.bearing("Tarn"), writer.turn(seat):
        store.begin_lost_anew(seat, world.at)
    after = {one.id for one in store.lanes_of(seat)}
    assert lane in after
    assert not rooms & after
