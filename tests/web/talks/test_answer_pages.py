"""Answering on pages: a yes with its terms, asked again where the text moved, keyed in, taken back, read at the desk."""

from typing import Any

import pytest

from goodoffices.core.lanes import Kind
from tests.core.world import TEXT
from tests.web.talks.site_world import SiteWorld, fresh
from tests.web.talks.test_room_pages import given, shown
from tests.web.talks.test_seat_pages import page, sits

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
OTHER = TEXT.replace("by day 7", "by day 9")


def answers(world: SiteWorld, client: Any, who: str, **form: str) -> str:
    """Send the form of an answer, and what then lies in the tray; return the tray."""
    mark = fresh()
    got = client.post(page(world, who, "answer/put"), {"move": mark, **form})
    assert got.status_code == 302, got.content.decode()
    tray = shown(client, world, who, "tray")
    got = client.post(page(world, who, "tray/send"), {"item": mark, "move": fresh()})
    assert got.status_code == 302, got.content.decode()
    return tray


def test_a_yes_if_is_read_as_it_was_given_in_the_tray_in_the_room_and_at_the_desk():
    world = SiteWorld()
    sha256 = given(world, "Tarn", "Vell", "G")
    client = sits(world, "Tarn")
    other = world.seats["Vell"].delegation
    form = {
        "sha256": sha256, "level": "referendum", "if1": f"accepts:{other}", "if2": "not", "if2words": "Rain.",
        "until": "2027-03-05T12:00", "zone": "Asia/Aden", "tell": other,
    }  # fmt: skip
    tray = answers(world, client, "Tarn", **form)
    terms = ["ad referendum: subject to the principals&#x27; confirmation", "only if Vell accepts the text",
             "only if this is not so: Rain.", "until Friday 2027-03-05, 12:00 (Asia/Aden)", "may be told to Vell"]  # fmt: skip
    desk = sits(world, "M2")
    ours, theirs = shown(client, world, "Tarn"), shown(desk, world, "M2")
    assert [term for term in terms if not (term in tray and term in ours and term in theirs)] == []
    assert "Tarn accepts version 7 if what it named comes about." in theirs
    assert "counter-proposal" not in shown(client, world, "Tarn")


def test_a_yes_past_its_time_says_so_in_the_room_and_at_the_desk(monkeypatch: pytest.MonkeyPatch):
    world = SiteWorld()
    monkeypatch.setattr("goodoffices.web.clock.now", lambda: world.at)
    sha256 = given(world, "Tarn")
    room, desk = sits(world, "Tarn"), sits(world, "M2")
    answers(
        world, room, "Tarn", sha256=sha256, level="delegation", until="2027-03-01T21:10", zone="Asia/Aden"
    )
    assert "Tarn accepts version 7." in shown(desk, world, "M2")
    world.wait(minutes=10)
    assert "its time has passed" in shown(desk, world, "M2")
    assert "it no longer stands" in shown(room, world, "Tarn")


def test_where_the_text_moved_the_differences_are_shown_and_it_is_asked_again():
    world = SiteWorld()
    first = given(world, "Tarn")
    client = sits(world, "Tarn")
    mark = fresh()
    client.post(page(world, "Tarn", "answer/put"), {"move": mark, "sha256": first, "level": "delegation"})
    given(world, "Tarn", text=OTHER, name="version 8")
    assert "You were given another text since. This will not be sent." in shown(client, world, "Tarn", "tray")
    got = client.post(page(world, "Tarn", "tray/send"), {"item": mark, "move": fresh()})
    assert got.status_code == 409
    assert not world.seated("M1").view.channel(world.seats["Tarn"].delegation).answers
    got = client.post(
        page(world, "Tarn", "answer/put"), {"move": fresh(), "sha256": first, "level": "delegation"}
    )
    told = got.content.decode()
    assert got.status_code == 409
    assert "What changed since the text you answered to" in told
    assert "#lists" in told


def test_what_was_said_or_signed_is_keyed_in_and_the_room_reads_how_it_came():
    world = SiteWorld()
    sha256 = given(world, "Tarn")
    client = sits(world, "M1")
    assert "Who can say so beside you" in shown(client, world, "M1", "with/1/answer")
    form = {"sha256": sha256, "level": "principal", "authority": "The council", "answer": "yes",
            "how": "on paper, in ink", "when": "Friday", "witness": "The pilot"}  # fmt: skip
    got = client.post(page(world, "M1", "with/1/answer/put"), {"move": fresh(), **form})
    assert got.status_code == 302, got.content.decode()
    told = shown(sits(world, "Tarn"), world, "Tarn")
    assert "keyed in by M1, on paper, in ink Friday; witness: The pilot" in told
    assert "A mediator wrote it down." in told
    got = client.post(page(world, "M1", "with/1/answer/put"), {"move": fresh(), "sha256": sha256})
    assert got.status_code == 409


def test_one_mediator_alone_is_told_and_it_is_taken_back_by_the_tray():
    world = SiteWorld()
    sha256 = given(world, "Tarn")
    client = sits(world, "Tarn")
    answers(world, client, "Tarn", sha256=sha256, level="personal", to="2")
    assert "could accept version 7; it binds nobody" in shown(sits(world, "M2"), world, "M2")
    assert "binds nobody" not in shown(sits(world, "M1"), world, "M1")
    lane = next(one for one in world.seated("Tarn").view.lanes.values() if one.kind is Kind.PRIVATE
                and one.seat == world.seats["M2"].seat)  # fmt: skip
    item = next(iter(world.seated("Tarn").view.states[lane.id].answers.values())).id  # type: ignore[union-attr]
    mark = fresh()
    client.post(page(world, "Tarn", "put"), {"move": mark, "kind": "withdraw", "lane": lane.id, "item": item})
    assert "version 7" in shown(client, world, "Tarn", "tray")
    client.post(page(world, "Tarn", "tray/send"), {"item": mark, "move": fresh()})
    assert "You took it back." in shown(client, world, "Tarn")


def test_both_versions_of_an_acceptance_go_through_the_interface_for_programs():
    world = SiteWorld()
    sha256 = given(world, "Tarn")
    lane = world.lane("Tarn", Kind.CHANNEL)
    for version in ({}, {"v": 1}):
        got = world.post("Tarn", {"lane": lane, "kind": "accept", "sha256": sha256, **version})
        assert got.status_code == 201
    got = world.post("Tarn", {"lane": lane, "kind": "accept", "v": 2, "sha256": sha256, "level": "ratified",
                              "authority": "By vote"})  # fmt: skip
    assert got.status_code == 201
    kept = world.client("Tarn").get(f"/api/talks/{world.talks}/lanes/{lane}").json()["entries"]
    assert [one["v"] for one in kept if one["kind"] == "accept"] == [1, 1, 2]
    for wrong in ({"v": 3}, {"v": 1, "level": "ratified"}, {"v": True}):
        assert (
            world.post("Tarn", {"lane": lane, "kind": "accept", "sha256": sha256, **wrong}).status_code == 400
        )
    assert world.post("Tarn", {"lane": lane, "kind": "say", "v": 2, "words": "x"}).status_code == 400
    told = world.api_view("M1")["answers"]
    assert [(one["delegation"]["name"], one["sense"]) for one in told] == [
        ("Tarn", "yes"),
        ("Vell", "nothing"),
    ]
