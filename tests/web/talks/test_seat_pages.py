"""Every seat's pages: whose they are, what they show, what they do."""

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client

from goodoffices.core.lanes import Kind
from goodoffices.web import writer
from goodoffices.web.people import locks
from goodoffices.web.people.models import Person
from goodoffices.web.talks import sharing, store
from tests.web.people import PASSWORD
from tests.web.talks.site_world import SiteWorld, fresh

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
BACKEND = "goodoffices.web.people.backend.Backend"


def sits(world: SiteWorld, who: str) -> Client:
    """A browser of the person who sits in this seat; in closed talks with their keys open."""
    person = Person.objects.create(name=f"person-{fresh()[:12]}", password=make_password(PASSWORD))
    with writer.turn(world.seats[who].seat):
        store.take_seat(world.seats[who].seat, str(person.pk))
        if world.seats[who].closed:
            store.add_bearer(world.seats[who].seat, locks.make(person, PASSWORD).public, "person")
    client = Client()
    if world.seats[who].closed:
        with world.bearing(who):
            sharing.settle(world.seats[who], world.at)
        client.post("/sign-in", {"name": person.name, "password": PASSWORD})
        return client
    client.force_login(person, backend=BACKEND)
    return client


def page(world: SiteWorld, who: str, name: str = "") -> str:
    return f"/seat/{world.seats[who].address}/{name}"


@pytest.mark.parametrize("who", ["M1", "Tarn", "Tarn's principal", "Watch", "G"])
@pytest.mark.parametrize("name", ["", "notes", "who-sees-what", "tray"])
def test_each_seat_has_its_pages(who: str, name: str):
    world = SiteWorld()
    answer = sits(world, who).get(page(world, who, name))
    assert answer.status_code == 200
    assert b"Strait" in answer.content


def test_a_seat_is_shown_to_nobody_else():
    world = SiteWorld()
    tarn = sits(world, "Tarn")
    sits(world, "Vell")
    theirs, absent = tarn.get(page(world, "Vell")), tarn.get(f"/seat/{'0' * 32}/")
    assert theirs.status_code == absent.status_code == 404
    assert theirs.content.replace(world.seats["Vell"].address.encode(), b"0" * 32) == absent.content


def test_a_note_is_written_once_however_often_the_form_is_sent():
    world = SiteWorld()
    client = sits(world, "M1")
    form = {
        "kind": "note",
        "lane": world.lane("M1", Kind.NOTES),
        "move": fresh(),
        "words": "Ask about the tide.",
    }
    for _ in range(2):
        assert client.post(page(world, "M1", "act"), form).status_code == 302
    assert client.get(page(world, "M1", "notes")).content.count(b"Ask about the tide.") == 1


def test_what_goes_out_waits_in_the_tray_until_it_is_sent():
    world = SiteWorld()
    client, channel = sits(world, "Tarn"), world.lane("Tarn", Kind.CHANNEL)
    form = {"kind": "confide", "lane": channel, "move": fresh(), "words": "We could wait a week."}
    assert client.post(page(world, "Tarn", "put"), form).status_code == 302
    assert not store.entries(channel)
    tray = client.get(page(world, "Tarn", "tray")).content.decode()
    assert "We could wait a week." in tray
    assert "all mediators will read this" in tray
    client.post(page(world, "Tarn", "tray/send"), {"item": form["move"], "move": fresh()})
    assert len(store.entries(channel)) == 1
    assert b"We could wait" not in client.get(page(world, "Tarn", "tray")).content


def test_a_mediators_words_that_echo_a_confidence_are_pointed_out_before_they_go():
    world = SiteWorld()
    world.act(
        "Vell",
        "confide",
        world.lane("Vell", Kind.CHANNEL),
        words="The council will fall if the list is late.",
    )
    client = sits(world, "M1")
    lane = world.lane("M1", Kind.CHANNEL, "Tarn")
    words = "We fear the council will fall if the list comes late."
    client.post(page(world, "M1", "put"), {"kind": "say", "lane": lane, "move": fresh(), "words": words})
    tray = client.get(page(world, "M1", "tray")).content.decode()
    assert "Vell confided" in tray
    assert "The delegation of Tarn and all mediators will read this." in tray


def test_a_refusal_gives_back_what_was_written():
    world = SiteWorld()
    client = sits(world, "Tarn")
    form = {"kind": "say", "lane": world.lane("Tarn", Kind.CHANNEL), "move": fresh(), "words": "day\u202e 7"}
    answer = client.post(page(world, "Tarn", "act"), form)
    assert answer.status_code == 409
    assert "take it out" in answer.content.decode()
    assert "day" in answer.content.decode()
