"""Where the site's databases are, and how they are set."""

from pathlib import Path

import pytest
from django.db.backends.sqlite3.base import DatabaseWrapper

from goodoffices.core.errors import BadInput
from goodoffices.web import database
from goodoffices.web.people.models import Person

DATA = Path("/somewhere")


def test_without_an_address_the_data_folder_holds_two_files():
    made = database.settings({}, DATA)["DATABASES"]
    assert [made[name]["NAME"] for name in ("default", "edge")] == [
        DATA / "talks.sqlite3",
        DATA / "edge.sqlite3",
    ]
    assert made["default"]["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


@pytest.mark.django_db
def test_a_new_connection_to_a_file_waits_for_the_disk(tmp_path):
    wrapper = DatabaseWrapper({**database.sqlite(tmp_path / "x.sqlite3"), "TIME_ZONE": None, "CONN_MAX_AGE": 0,
                               "AUTOCOMMIT": True, "CONN_HEALTH_CHECKS": False})  # fmt: skip
    asked = {
        "journal_mode": "delete",
        "synchronous": 3,
        "foreign_keys": 1,
        "secure_delete": 1,
        "trusted_schema": 0,
    }
    with wrapper.cursor() as cursor:
        found = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in asked}
    wrapper.close()
    assert found == asked


def test_an_address_is_read_to_its_parts():
    made = database.postgres(
        "postgresql://anna:p%40ss@db.example:6543/talks?sslmode=verify-full&sslrootcert=/ca.pem"
    )
    assert (made["USER"], made["PASSWORD"], made["HOST"], made["PORT"], made["NAME"]) == (
        "anna", "p@ss", "db.example", "6543", "talks",
    )  # fmt: skip
    assert made["OPTIONS"]["sslmode"] == "verify-full"
    assert made["OPTIONS"]["sslrootcert"] == "/ca.pem"


def test_a_socket_stands_after_the_question_mark():
    made = database.postgres("postgres:///talks?host=/run/postgresql")
    assert (made["HOST"], made["NAME"], made["USER"], made["PORT"]) == ("/run/postgresql", "talks", "", "")
    assert "host" not in made["OPTIONS"]


@pytest.mark.parametrize(
    "url",
    ["mysql://x/y", "postgres://host", "postgres://host/", "talks", "postgres://h:x/y", "postgres://h/y?z"],
)
def test_another_address_is_refused_without_being_repeated(url):
    with pytest.raises(BadInput, match="must read") as refused:
        database.settings({"DATABASE_URL": url}, DATA)
    assert url not in str(refused.value)


def test_on_postgres_everything_is_in_one_database():
    made = database.settings({"DATABASE_URL": "postgres://h/y"}, DATA)
    assert made["DATABASES"]["edge"]["TEST"] == {"MIRROR": "default"}
    assert ["pool" in made["DATABASES"][name]["OPTIONS"] for name in ("default", "edge")] == [True, False]
    router = database.OneDatabase()
    assert router.db_for_read(Person) == router.db_for_write(Person) == "default"
    assert [router.allow_migrate(db, "sessions") for db in ("default", "edge")] == [True, False]


def test_on_sqlite_sessions_and_throttling_are_beside_the_journal():
    router = database.Router()
    assert router.db_for_read(Person) == "default"
    assert [router.allow_migrate("edge", app) for app in ("sessions", "axes", "talks", "people")] == [
        True,
        True,
        False,
        False,
    ]
