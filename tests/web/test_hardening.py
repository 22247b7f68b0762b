"""What a site refuses by default or by one setting: words of its own as password, programs unencrypted, seats by a password alone."""

import pytest
from django.test import Client

from goodoffices.core.errors import Refused
from goodoffices.web.people import passwords, second
from goodoffices.web.people.models import Person
from goodoffices.web.talks import store
from tests.web.talks.site_world import SiteWorld
from tests.web.talks.test_seat_pages import page, sits

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


@pytest.mark.parametrize(
    "typed", ["goodoffices2031", "Good-Offices-1234", "Mediator.Mediator.77", "المساعي الحميدة 12"]
)
def test_a_password_of_the_programs_own_words_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="words of this program"):
        passwords.fit(typed)


@pytest.mark.parametrize(
    "typed", ["four plain words here", "the mediator walks by the lake", "good offices and maple lanterns"]
)
def test_words_of_the_program_among_others_are_a_password_like_any(typed: str) -> None:
    passwords.fit(typed)


def test_programs_that_ask_unencrypted_are_refused_and_pages_led_on(settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    world = SiteWorld()
    program, path = world.client("Tarn"), f"/api/talks/{world.talks}"
    refused = program.get(path)
    assert (refused.status_code, "https" in refused.json()["refused"]) == (403, True)
    assert "Location" not in refused
    assert "Content-Security-Policy" in refused
    assert program.get(path, secure=True).status_code == 200
    assert Client().get("/sign-in")["Location"] == "https://testserver/sign-in"


def test_where_the_site_asks_for_a_second_factor_no_seat_opens_without_one(settings) -> None:
    settings.SECOND_FACTOR = True
    world = SiteWorld()
    client = sits(world, "Tarn")
    for name in ("", "notes", "bundle"):
        assert client.get(page(world, "Tarn", name))["Location"] == "/me/second"
    assert client.post(page(world, "Tarn", "act"), {"kind": "say"})["Location"] == "/me/second"
    assert client.get("/me/second").status_code == 200
    person = Person.objects.get(pk=store.seat_of(world.seats["Tarn"].seat).person)
    second.set_up(person, b"12345678901234567890", 0)
    assert client.get(page(world, "Tarn")).status_code == 200
