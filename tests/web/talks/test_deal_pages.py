"""The deal at the desk: what holds together, the one thing missing, clause by clause; and no room learns of it."""

import pytest

from goodoffices.core.lanes import Kind
from tests.web.talks.site_world import SiteWorld, fresh
from tests.web.talks.test_room_pages import given, shown
from tests.web.talks.test_seat_pages import page, sits

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


def test_the_desk_reads_the_missing_letter_and_the_ring_and_a_guarantor_closes_it():
    world = SiteWorld()
    sha256 = given(world, "Tarn", "Vell", "G")
    channel = {who: world.lane(who, Kind.CHANNEL) for who in ("Tarn", "Vell", "G")}
    world.act("Tarn", "accept", channel["Tarn"], sha256=sha256, level="referendum",
              conditions=[{"sort": "letter", "who": "G"}, {"sort": "fact", "words": "The ice is gone."}])  # fmt: skip
    world.act("Vell", "accept", channel["Vell"], sha256=sha256, level="referendum",
              conditions=[{"sort": "accepts", "who": "Tarn", "clause": "3"}])  # fmt: skip
    desk, guarantor = sits(world, "M1"), sits(world, "G")
    told = shown(desk, world, "M1", "deal")
    assert "does not hold yet" in told
    assert "G gives its letter" in told.split("The fewest things")[1]
    got = desk.post(page(world, "M1", "act"), {"move": fresh(), "kind": "happen", "words": "The ice is gone.",
                    "lane": world.lane("M1", Kind.DESK)})  # fmt: skip
    assert got.status_code == 302
    mark = fresh()
    form = {
        "words": "We witness every return.",
        "if1": f"accepts:{world.seats['Tarn'].delegation}",
        "if1level": "referendum",
    }
    got = guarantor.post(page(world, "G", "answer/letter"), {"move": mark, **form})
    assert got.status_code == 302, got.content.decode()
    assert "only if Tarn accepts the text (ad referendum" in shown(guarantor, world, "G", "tray")
    guarantor.post(page(world, "G", "tray/send"), {"item": mark, "move": fresh()})
    told = shown(desk, world, "M1", "deal")
    assert "Nothing is missing." in told
    assert "does not hold yet" not in told
    assert "Tarn → G → Tarn" in told
    desk.cookies["language"] = "ar"
    assert "Tarn ← G ← Tarn" in shown(desk, world, "M1", "deal"), "an arrow points the way the line runs"
    assert "%" not in told.split("<main")[1].split("</main>")[0]
    for who in ("Tarn", "Vell", "G"):
        assert (
            "deal" not in shown(sits(world, who) if who != "G" else guarantor, world, who).split("<main")[1]
        )


def test_ties_are_made_by_the_numbers_of_clauses_and_taken_away():
    world = SiteWorld()
    given(world, "Tarn")
    desk = sits(world, "M1")
    for form in ({"clause": "3", "clauses": "1, 2"}, {"name": "Both", "clauses": "2, 3"}):
        got = desk.post(page(world, "M1", "deal/tie"), {"move": fresh(), **form})
        assert got.status_code == 302, got.content.decode()
    told = shown(desk, world, "M1", "deal")
    assert "3 hangs on 1, 2" in told
    assert "<bdi>Both</bdi>: 2, 3" in told
    item = next(iter(world.seated("M1").view.desk.packages))
    desk.post(
        page(world, "M1", "act"),
        {"move": fresh(), "kind": "undo", "item": item, "lane": world.lane("M1", Kind.DESK)},
    )
    assert "<bdi>Both</bdi>" not in shown(desk, world, "M1", "deal")
    assert (
        desk.post(
            page(world, "M1", "deal/tie"), {"move": fresh(), "clause": "3", "clauses": "99"}
        ).status_code
        == 409
    )


def test_a_reading_is_kept_in_the_room_and_told_the_desk_beside_the_other_rooms():
    world = SiteWorld()
    given(world, "Tarn", "Vell")
    room = sits(world, "Tarn")
    form = {
        "kind": "construe",
        "clause": "order",
        "words": "Officers may wait a year.",
        "lane": world.lane("Tarn", Kind.ROOM),
    }
    assert room.post(page(world, "Tarn", "act"), {"move": fresh(), **form}).status_code == 302
    for who, words in (("Tarn", "Officers may wait."), ("Vell", "Officers come at once.")):
        world.act(who, "construe", world.lane(who, Kind.CHANNEL), clause="order", words=words)
    told = shown(room, world, "Tarn", "react/order")
    assert "Officers may wait a year." in told
    assert "Officers come at once." not in told
    desk = shown(sits(world, "M1"), world, "M1", "?clause=order")
    assert "Officers may wait." in desk
    assert "Officers come at once." in desk
    assert "a year" not in desk
    world.act("M1", "status", world.lane("M1", Kind.DESK), clause="stop", status="deliberately vague")
    deal = shown(sits(world, "M2"), world, "M2", "deal")
    told = deal[deal.index("Vague on purpose") :]
    assert "Officers come at once." in told
    assert "deliberately vague" in told
    assert "Not told by: Tarn, Vell, G" in told
    assert "a year" not in told
