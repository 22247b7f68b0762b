"""Somebody who signs in, for tests; and a clock that stands still until it is moved."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.hashers import make_password
from django.http import HttpResponse
from django.test import Client

from goodoffices.web import clock
from goodoffices.web.people.models import Person

PASSWORD = "four plain words here"


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.at = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at

    def pass_(self, **span: float) -> None:
        self.at += timedelta(**span)


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Clock:
    still = Clock()
    monkeypatch.setattr(clock, "now", still.now)
    return still


def somebody(name: str = "lantern-anchor-maple-27", password: str = PASSWORD) -> Person:
    return Person.objects.create(name=name, password=make_password(password))


def sign_in(
    client: Client, person: Person, password: str = PASSWORD, code: str = "", **more: str
) -> HttpResponse:
    said = {"name": person.name, "password": password, "code": code, **more}
    return client.post("/sign-in", said)  # type: ignore[return-value]
