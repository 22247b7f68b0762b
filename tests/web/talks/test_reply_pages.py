"""A reply sheet keyed in: by a mediator as heard on paper with its witness, or by the room itself for its tray."""

import pytest

from goodoffices.core.lanes import Kind
from goodoffices.web.talks import tray
from tests.web.talks.site_world import SiteWorld, fresh
from tests.web.talks.test_room_pages import given
from tests.web.talks.test_seat_pages import page, sits

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


def test_a_mediator_keys_in_a_whole_sheet_as_heard_on_paper_and_the_room_reads_it():
    world = SiteWorld()
    sha256 = given(world, "Tarn", "Vell")
    client = sits(world, "M1")
    shown = client.get(page(world, "M1", "with/1/sheet")).content.decode()
    assert 'name="r.stop" value="6"' in shown
    form = {"move": fresh(), "sha256": sha256, "how": "on paper", "when": "Monday", "witness": "the clerk",
            "r.stop": "3", "w.stop": "not before the harvest", "r.lists": "4", "w.lists": "", "w.order": "",
            "all": "A good beginning."}  # fmt: skip
    assert client.post(page(world, "M1", "with/1/sheet/done"), form).status_code == 302
    state = world.seated("Tarn").view.channel(world.seats["Tarn"].delegation)
    assert {clause: (one.reaction, one.words) for clause, one in state.reactions.items()} == {
        "stop": ("cannot", "not before the harvest"),
        "lists": ("could", ""),
    }
    heard = state.reactions["stop"].heard
    assert heard is not None
    assert (heard.by, heard.how, heard.when) == ("M1", "on paper; witness: the clerk", "Monday")
    assert "A good beginning." in sits(world, "Tarn").get(page(world, "Tarn", "mediators")).content.decode()
    assert world.seated("Vell").view.channel(world.seats["Vell"].delegation).reactions == {}


def test_a_sheet_sent_twice_is_written_once():
    world = SiteWorld()
    sha256 = given(world, "Tarn")
    client, form = (
        sits(world, "M1"),
        {"move": fresh(), "sha256": sha256, "how": "on paper", "r.stop": "1", "w.stop": ""},
    )
    before = world.seated("M1").view.lane(Kind.CHANNEL, world.seats["Tarn"].delegation)
    for _ in range(2):
        assert client.post(page(world, "M1", "with/1/sheet/done"), form).status_code == 302
    entries = world.client("M1").get(f"/api/talks/{world.talks}/lanes/{before.id}").json()
    assert str(entries).count("'react'") == 1


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "Nothing was marked"),
        ({"w.lists": "too soon"}, "no reaction is marked: “too soon”"),
        ({"r.lists": "7", "w.lists": ""}, "Nothing was marked"),
        ({"r.nothing": "1", "w.nothing": ""}, "no such clause"),
    ],
)
def test_what_is_wrong_on_a_sheet_is_said_and_what_was_written_is_kept(more: dict[str, str], said: str):
    world = SiteWorld()
    sha256 = given(world, "Tarn")
    client = sits(world, "M1")
    form = {"move": fresh(), "sha256": sha256, "how": "on paper", "witness": "the clerk", **more}
    got = client.post(page(world, "M1", "with/1/sheet/done"), form)
    assert got.status_code == 409
    assert said in got.content.decode()
    assert 'value="the clerk"' in got.content.decode()


def test_a_room_fills_in_its_own_sheet_and_all_of_it_waits_in_the_tray():
    world = SiteWorld()
    sha256 = given(world, "Tarn")
    client = sits(world, "Tarn")
    assert "Our sheet, clause by clause" in client.get(page(world, "Tarn", "reply")).content.decode()
    form = {
        "move": fresh(),
        "sha256": sha256,
        "r.stop": "5",
        "w.stop": "forty",
        "r.order": "6",
        "w.order": "why?",
        "all": "",
    }
    assert client.post(page(world, "Tarn", "reply/put"), form)["Location"].endswith("/tray")
    waits = tray.waiting(world.seats["Tarn"])
    assert [(one.asked.fields["clause"], one.asked.fields["reaction"]) for one in waits] == [
        ("stop", "prefer"),
        ("order", "question"),
    ]
    assert world.seated("M1").view.channel(world.seats["Tarn"].delegation).reactions == {}
    sent = {"move": fresh(), "item": [one.id for one in waits]}
    assert client.post(page(world, "Tarn", "tray/send"), sent).status_code == 302
    assert len(world.seated("M1").view.channel(world.seats["Tarn"].delegation).reactions) == 2


def test_a_sheet_that_does_not_fit_into_the_tray_puts_nothing_there():
    world = SiteWorld()
    many = "# Many\n\n## One\n" + "".join(f"\n{n}. Clause. {{#c{n}}}\n" for n in range(1, 46))
    sha256 = given(world, "Tarn", text=many)
    form = {"move": fresh(), "sha256": sha256} | {
        f"{what}.c{n}": value for n in range(1, 46) for what, value in (("r", "1"), ("w", ""))
    }
    assert sits(world, "Tarn").post(page(world, "Tarn", "reply/put"), form).status_code == 409
    assert tray.waiting(world.seats["Tarn"]) == ()


def test_a_sheet_is_for_mediators_of_whoever_is_asked_and_was_given_a_text():
    world = SiteWorld()
    given(world, "Tarn")
    for who, way in (("Tarn", "with/1/sheet"), ("Vell", "reply"), ("Watch", "reply")):
        assert sits(world, who).get(page(world, who, way)).status_code == 404
    client = sits(world, "M1")
    assert [
        client.get(page(world, "M1", way)).status_code for way in ("with/1/sheet", "with/2/sheet", "reply")
    ] == [200, 404, 404]
