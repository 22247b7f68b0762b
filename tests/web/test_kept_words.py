"""Nobody loses what they wrote because a session ended: it waits in their own page, and nowhere else."""

import html
import re

import pytest
from django.test import Client

from goodoffices.web.gate.models import SessionRow
from goodoffices.web.people import kept
from tests.web.people import PASSWORD, Clock, sign_in, somebody

pytestmark = pytest.mark.django_db(databases=["default", "edge"])

WROTE = {
    "words": "We could live with 36,\r\nif the ferry runs.",
    "kind": "say",
    "lane": "a1",
    "password": "secret word",
    "next": "/seat/1",
}
ADDRESS = "/me/end"  # any page that takes a form from somebody signed in


def hidden(page: str, name: str) -> str:
    return html.unescape(re.search(rf'name="{name}" value="([^"]*)"', page.split("<main")[1])[1])


def test_what_was_written_comes_back_after_signing_in_again(client, time: Clock) -> None:
    person = somebody()
    sign_in(client, person)
    time.pass_(minutes=20)
    page = client.post(ADDRESS, WROTE).content.decode()
    assert "session had ended" in page
    said = {"name": person.name, "next": hidden(page, "next"), "kept": hidden(page, "kept")}
    again = client.post("/sign-in", {**said, "password": "wrong"}).content.decode()
    assert hidden(again, "kept") == said["kept"]
    page = client.post("/sign-in", {**said, "password": PASSWORD}).content.decode()
    assert f'action="{ADDRESS}"' in page
    assert "We could live with 36,\r\nif the ferry runs.</textarea>" in html.unescape(page)
    assert hidden(page, "kind") == "say"
    assert hidden(page, "next") == "/seat/1"
    assert "secret word" not in page
    assert client.get("/me").status_code == 200


def test_it_is_kept_in_the_page_and_nowhere_else(client, time: Clock) -> None:
    page = client.post(ADDRESS, WROTE).content.decode()
    person = somebody()
    client.post(
        "/sign-in", {"name": person.name, "password": PASSWORD, "next": ADDRESS, "kept": hidden(page, "kept")}
    )
    assert "ferry" not in repr(list(SessionRow.objects.values()))
    assert not any("ferry" in cookie.value for cookie in client.cookies.values())


def test_it_goes_to_no_address_but_ours(client, time: Clock) -> None:
    said = {
        "name": somebody().name,
        "password": PASSWORD,
        "kept": "words=a+b",
        "next": "//elsewhere.example",
    }
    assert 'action="/"' in client.post("/sign-in", said).content.decode()


@pytest.mark.parametrize("packed", ["", "{", "a", "[1]", "&" * 5000, "a=b&" * 2000, "password=secret+word"])
def test_anything_else_in_its_place_is_nothing(packed: str) -> None:
    assert kept.unpacked(packed) == kept.Kept(())


def test_a_stale_form_gives_back_its_words_to_copy_but_not_to_send(time: Clock) -> None:
    page = Client(enforce_csrf_checks=True).post(ADDRESS, WROTE)
    assert page.status_code == 403
    assert "if the ferry runs.</textarea>" in page.content.decode()
    assert "secret word" not in page.content.decode()
    assert "<form" not in page.content.decode()
