"""Entries are added and nothing else, whoever asks and however; a database that would let them is not used."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from goodoffices.core.errors import BadInput
from goodoffices.web import writer
from goodoffices.web.talks import guard, store, table
from goodoffices.web.talks.models import EntryRow
from tests.web.talks.cast import house, move, write

pytestmark = pytest.mark.django_db
SQLITE = connection.vendor == "sqlite"


@pytest.fixture
def lane():
    lane = (talks := house()).lane(talks.tarn, "room")
    write(lane, move("one"), move("two"))
    return lane


def raw(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def row(lane, number):
    return dict(EntryRow.objects.filter(lane=lane, number=number).values()[0])


CHANGES = {
    "save": lambda lane: EntryRow.objects.get(lane=lane, number=1).save(force_update=True),
    "delete": lambda lane: EntryRow.objects.get(lane=lane, number=1).delete(),
    "update many": lambda lane: EntryRow.objects.filter(lane=lane).update(kind="note"),
    "update or create": lambda lane: EntryRow.objects.update_or_create(
        lane=lane, number=1, defaults={"kind": "note"}
    ),
    "delete all": lambda lane: EntryRow.objects.all().delete(),
    "bulk, ignoring": lambda lane: EntryRow.objects.bulk_create(
        [EntryRow(**{**row(lane, 1), "kind": "note"})],
        update_conflicts=True,
        unique_fields=["lane", "number"],
        update_fields=["kind"],
    ),
    "raw update": lambda lane: raw("UPDATE talks_entryrow SET stamp = stamp + 1 WHERE lane = %s", lane),
    "raw update of nothing changed": lambda lane: raw("UPDATE talks_entryrow SET stamp = stamp"),
    "raw delete": lambda lane: raw("DELETE FROM talks_entryrow WHERE lane = %s", lane),
    "raw delete of all": lambda lane: raw("DELETE FROM talks_entryrow"),
    "insert of the same number": lambda lane: EntryRow.objects.create(
        **{**row(lane, 1), "move_id": "f" * 32}
    ),
    "insert of the same move": lambda lane: EntryRow.objects.create(**{**row(lane, 1), "number": 9}),
}
if SQLITE:
    CHANGES |= {
        "replace number": lambda lane: raw(
            "INSERT OR REPLACE INTO talks_entryrow SELECT lane, number, format, suite, epoch, %s, 'note', version,"
            " stamp, body, wrap, commitment, prev, seal FROM talks_entryrow WHERE lane = %s AND number = 1",
            "f" * 32,
            lane,
        ),
        "replace move": lambda lane: raw(
            "REPLACE INTO talks_entryrow SELECT lane, 9, format, suite, epoch, move_id, 'note', version,"
            " stamp, body, wrap, commitment, prev, seal FROM talks_entryrow WHERE lane = %s AND number = 1",
            lane,
        ),
        "a number that is text": lambda lane: raw(
            "INSERT INTO talks_entryrow SELECT lane, 'x', format, suite, epoch, 'y', kind, version,"
            " stamp, body, wrap, commitment, prev, seal FROM talks_entryrow WHERE lane = %s AND number = 1",
            lane,
        ),
    }
else:
    CHANGES |= {
        "truncate": lambda lane: raw("TRUNCATE talks_entryrow"),
        "truncate with others": lambda lane: raw("TRUNCATE talks_entryrow, talks_headrow CASCADE"),
        "as a replica": lambda lane: raw(
            "SET LOCAL session_replication_role = replica; DELETE FROM talks_entryrow"
        ),
        "merge": lambda lane: raw(
            "MERGE INTO talks_entryrow e USING talks_lanerow l ON e.lane = l.id WHEN MATCHED THEN DELETE"
        ),
    }


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_no_way_of_changing_an_entry_succeeds(lane, change):
    before = list(EntryRow.objects.order_by("lane", "number").values())
    with pytest.raises(DatabaseError), transaction.atomic():
        change(lane)
    assert list(EntryRow.objects.order_by("lane", "number").values()) == before
    assert store.audit().faults == ()


def test_flushing_the_site_leaves_the_entries(lane):
    assert "talks_entryrow" not in connection.introspection.django_table_names(only_existing=True)


def drop(name):
    raw(f"DROP TRIGGER {name}" if SQLITE else f"DROP TRIGGER {name} ON talks_entryrow")


@pytest.mark.parametrize("name", table.SQLITE_TRIGGERS if SQLITE else table.POSTGRES_TRIGGERS)
def test_a_missing_trigger_stops_the_site_and_the_migration(name):
    guard.ready()
    drop(name)
    assert table.missing(connection) == (name,)
    with pytest.raises(BadInput, match=name):
        guard.ready()
    with pytest.raises(BadInput, match=name):
        call_command("migrate", "talks", verbosity=0)


def test_a_trigger_that_does_nothing_is_a_missing_one():
    if SQLITE:
        drop("talks_entry_no_delete")
        raw("CREATE TRIGGER talks_entry_no_delete BEFORE DELETE ON talks_entryrow WHEN 0 BEGIN SELECT 1; END")
    else:
        raw("ALTER TABLE talks_entryrow DISABLE TRIGGER talks_entry_no_delete")
    assert table.missing(connection) == ("talks_entry_no_delete",)


@pytest.mark.skipif(SQLITE, reason="PostgreSQL's own ways to lose a trigger")
@pytest.mark.parametrize(
    "sql",
    [
        "ALTER TABLE talks_entryrow ENABLE TRIGGER talks_entry_no_delete",
        "CREATE OR REPLACE FUNCTION talks_entry_keep() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END'",
    ],
)
def test_a_trigger_weakened_is_a_missing_one(sql):
    raw(sql)
    assert "talks_entry_no_delete" in table.missing(connection)


@pytest.mark.skipif(not SQLITE, reason="what Django does to a table on SQLite")
def test_a_table_made_anew_has_lost_its_triggers_and_that_is_seen():
    """What Django does on SQLite to add a unique column; nothing is said when the triggers go."""
    raw("CREATE TABLE new__talks_entryrow AS SELECT * FROM talks_entryrow")
    raw("DROP TABLE talks_entryrow")
    raw("ALTER TABLE new__talks_entryrow RENAME TO talks_entryrow")
    assert len(table.missing(connection)) == 3


def test_the_writer_looks_at_the_triggers_before_the_first_entry(monkeypatch):
    monkeypatch.setattr(guard, "_looked_at", set())
    drop("talks_entry_no_update")
    with pytest.raises(BadInput, match="talks_entry_no_update"), writer.turn(""):
        pytest.fail("the turn was given")


@pytest.mark.skipif(not SQLITE, reason="SQLite's settings")
@pytest.mark.parametrize("pragma", ["secure_delete=OFF", "trusted_schema=ON"])
def test_a_database_set_less_carefully_is_refused(pragma):
    name, _ = pragma.split("=")
    with connection.cursor() as cursor:
        was = cursor.execute(f"PRAGMA {name}").fetchone()[0]
    try:
        raw(f"PRAGMA {pragma}")
        with pytest.raises(BadInput, match=name):
            guard.ready()
    finally:
        raw(f"PRAGMA {name}={was}")


@pytest.mark.parametrize("name", guard._SQLITE if SQLITE else guard._POSTGRES)
def test_every_setting_is_looked_at(name, monkeypatch):
    shown = guard._shown
    monkeypatch.setattr(guard, "_shown", lambda on, asked: "off" if asked == name else shown(on, asked))
    in_memory = SQLITE and name == "journal_mode"
    if in_memory:
        guard.ready()
    else:
        with pytest.raises(BadInput, match=f"{name} = off"):
            guard.ready()


def test_a_site_that_is_not_made_yet_says_so():
    raw("DROP TABLE talks_entryrow")
    with pytest.raises(BadInput, match="not made yet"):
        guard.ready()


def test_advice_is_given_where_there_are_no_checksums(monkeypatch):
    assert guard.advice() == []
    monkeypatch.setattr(guard, "_shown", lambda *_: "off")
    assert len(guard.advice()) == (0 if SQLITE else 1)


def test_nobody_but_the_store_touches_the_rows():
    """By import or by a table's name."""
    source = Path(guard.__file__).parents[2]
    own = {Path("web/talks/models.py"), Path("web/talks/table.py")}
    for path in sorted(source.rglob("*.py")):
        within = path.relative_to(source)
        if (
            within.parts[:3] not in {("web", "talks", "store"), ("web", "talks", "migrations")}
            and within not in own
        ):
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"talks\.models|talks import models|\btalks_\w+row\b", text), within


def test_an_sqlite_that_knows_no_strict_tables_is_told_apart(monkeypatch):
    monkeypatch.setattr(table, "SQLITE_NEEDED", (99, 0))
    with pytest.raises(BadInput, match="too old"):
        table.definition("sqlite")
    assert table.definition("postgresql")
