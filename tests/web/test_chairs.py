"""Somebody who signs in finds their seats, and nobody else's; and the operator can let them back in."""

import pytest
from django.test import Client
from typer.testing import CliRunner

from goodoffices.cli.main import build
from goodoffices.core.errors import BadInput
from goodoffices.web import writer
from goodoffices.web.commands import people
from goodoffices.web.talks import store
from tests.web.people import PASSWORD, Clock, sign_in, somebody
from tests.web.talks.cast import house

pytestmark = pytest.mark.django_db(databases=["default", "edge"], transaction=True)


def seat(person, one: store.Sitting) -> None:
    with writer.turn(one.seat):
        store.take_seat(one.seat, person.pk)


def test_who_has_one_seat_is_led_to_it_and_who_has_more_to_the_list(client, time: Clock) -> None:
    person, talks = somebody(), house()
    assert sign_in(Client(), person)["Location"] == "/me"
    seat(person, talks.tarn)
    assert sign_in(Client(), person)["Location"] == f"/seat/{talks.tarn.address}/"
    assert sign_in(Client(), person, next="/me/password")["Location"] == "/me/password"
    seat(person, talks.mediator)
    assert sign_in(client, person)["Location"] == "/me"
    page = client.get("/me").content.decode()
    assert f'href="/seat/{talks.tarn.address}/"' in page
    assert f'href="/seat/{talks.mediator.address}/"' in page
    assert talks.vell.address not in page


def test_the_operator_lets_somebody_back_in(client, time: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people.site, "open_site", lambda data: None)
    person = somebody()
    done = CliRunner().invoke(build(), ["site", "let-in", person.name.upper()])
    assert done.exit_code == 0, done.output
    code = done.stdout.splitlines()[0]
    said = {"name": person.name, "back": code, "fresh": "quite another password"}
    assert client.post("/way-back", said).status_code == 302
    assert sign_in(Client(), person, PASSWORD).status_code == 400
    missing = CliRunner().invoke(build(), ["site", "let-in", "no-such-name-11"])
    assert isinstance(missing.exception, BadInput)
