"""The site's set-up: what every page rests on."""

import pytest
from django.core.management import call_command
from django.db import connection, connections

from goodoffices.core.errors import BadInput
from goodoffices.web.people.models import Person
from goodoffices.web.talks import beginning


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


@pytest.mark.parametrize("words", ["name = " + "9" * 5000, "name = " + "[" * 100_000])
def test_a_file_of_talks_that_no_reader_can_hold_is_refused_in_words(words: str) -> None:
    with pytest.raises(BadInput, match="not TOML"):
        beginning.from_toml(words)
