"""Where somebody tired would be lost: a way back to what is not sent, and a next step wherever a page says no."""

import pytest

from goodoffices.core.lanes import Kind
from tests.core.world import TEXT
from tests.web.talks.site_world import SiteWorld, fresh
from tests.web.talks.test_desk_pages import delivered, registered
from tests.web.talks.test_seat_pages import page, sits

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


@pytest.mark.parametrize("who", ["M1", "Tarn", "Tarn's principal", "Watch", "G"])
def test_every_seat_finds_what_it_has_not_sent_from_its_first_page(who: str):
    world = SiteWorld()
    client = sits(world, who)
    way = page(world, who, "tray")
    assert f'<a href="{way}">Not sent yet</a>' in client.get(page(world, who)).content.decode()
    assert f'<a href="{way}" aria-current="page">Not sent yet</a>' in client.get(way).content.decode()


def test_words_meant_for_another_room_can_be_copied_when_they_are_put_away():
    world = SiteWorld()
    client = sits(world, "M1")
    asked = {"kind": "say", "lane": world.lane("M1", Kind.CHANNEL, "Tarn"), "move": fresh()}
    client.post(page(world, "M1", "put"), asked | {"words": "Meant for the other side."})
    waits = client.get(page(world, "M1", "tray"))
    assert "until you send it, nobody has read it" in waits.content.decode()
    (item,) = [name for name, _slip in waits.context["slips"]]
    away = client.post(page(world, "M1", "tray/drop"), {"item": item}).content.decode()
    assert '<blockquote dir="auto">Meant for the other side.</blockquote>' in away
    assert "copy these words now" in away
    empty = client.get(page(world, "M1", "tray")).content.decode()
    assert "Meant for" not in empty
    assert "nobody has read it" not in empty


def test_what_was_carried_names_the_room_of_each_line_and_says_first_that_it_cannot_be_unsaid():
    world = SiteWorld()
    lane = world.lane("Tarn", Kind.CHANNEL)
    world.act("Tarn", "confide", lane, words="We could live with 36.")
    item = next(iter(world.seated("Tarn").view.states[lane].items))
    world.act("Tarn", "release", lane, item=item, to="Vell", words="Would 36 do?", **{"as": "hypothetical"})
    release = next(iter(world.seated("Tarn").view.states[lane].releases))
    client = sits(world, "M1")
    room = client.get(page(world, "M1", "with/2/")).content.decode()
    assert "Would 36 do?" in room
    assert "It goes at once, and cannot be unsaid." in room
    world.act("M1", "carry", lane, item=release)
    shown = client.get(page(world, "M1", "carried")).content.decode()
    assert (
        '<td data-th="Room">Tarn</td><td data-th="What"><b>Carried to Vell; it cannot be unsaid</b>' in shown
    )
    assert "is two lines" in shown
    assert "cannot be unsaid." not in client.get(page(world, "M1", "with/2/")).content.decode()


def test_a_text_registered_twice_is_told_what_to_do_next_and_who_reads_what_was_heard():
    world = SiteWorld()
    registered(world)
    world.act(
        "M1", "say", world.lane("M1", Kind.CHANNEL, "Tarn"), words="Thirty.", heard={"how": "face to face"}
    )
    said = {"move": fresh(), "name": "again", "text.en": TEXT, "language": "en"}
    again = sits(world, "M1").post(page(world, "M1", "text/register"), said).content.decode()
    assert "This text is registered already" in again
    assert "Change it there and register it, or go back to the text as it is." in again
    assert "The delegation that said it and all mediators read this." in again
    assert "Your delegation" not in again
    draft = sits(world, "M2").get(page(world, "M2", "text/draft")).content.decode()
    way = page(world, "M2", "with/1/")
    assert f'<a href="{way}">Confirm it, or mend what was written down wrongly</a>' in draft
    assert page(world, "M2", "with/2/") not in draft


def test_a_room_jumps_to_where_it_speaks_and_reads_that_it_may_name_one_wording():
    world = SiteWorld()
    delivered(world, "Tarn", sha256=registered(world))
    client = sits(world, "Tarn")
    told = client.get(page(world, "Tarn", "mediators")).content.decode()
    assert '<a class="button" href="#say">Say or ask · In confidence</a>' in told
    assert told.count('id="say"') == 1
    assert (
        "with which of the wordings in brackets"
        in client.get(page(world, "Tarn", "react/stop")).content.decode()
    )


def test_whoever_would_begin_talks_on_a_site_with_people_reads_why_they_sign_in(client):
    world = SiteWorld()
    sits(world, "M1")
    reply = client.get("/begin", follow=True).content.decode()
    assert "Whoever begins talks here signs in first" in reply
    assert "Whoever begins talks here" not in client.get("/sign-in").content.decode()
