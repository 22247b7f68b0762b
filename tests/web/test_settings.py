"""The site's set-up: what every page rests on."""

import pytest
from django.core.management import call_command
from django.db import connection, connections

from goodoffices.web.people.models import Person


@pytest.mark.skipif(connection.vendor != "sqlite", reason="on PostgreSQL both are one database")
@pytest.mark.django_db(databases=["default", "edge"])
def test_a_person_lives_in_the_journal_and_sessions_beside_it() -> None:
    Person.objects.create(name="quiet-river-lamp-27")
    assert "people_person" in connections["default"].introspection.table_names()
    assert "edge_sessionrow" in connections["edge"].introspection.table_names()
    assert "edge_sessionrow" not in connections["default"].introspection.table_names()


@pytest.mark.django_db(databases=["default", "edge"])
def test_migrations_are_up_to_date() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
