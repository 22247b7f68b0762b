"""The entry table: its one shape for ever, and the triggers that let entries be added and nothing else.

Not written as a Django model's migration, because Django on SQLite changes a table by making it anew, and the new
one has no triggers.
"""

import sqlite3

from django.db.backends.base.base import BaseDatabaseWrapper

from goodoffices.core.errors import BadInput

TABLE = "talks_entryrow"
SQLITE_NEEDED = (3, 37)
NO = "entries are added, never changed"

SQLITE_TABLE = f"""
CREATE TABLE {TABLE} (
  lane TEXT NOT NULL, number INTEGER NOT NULL, format INTEGER NOT NULL, suite TEXT NOT NULL, epoch TEXT NOT NULL,
  move_id TEXT NOT NULL, kind TEXT NOT NULL, version INTEGER NOT NULL, stamp INTEGER NOT NULL, body BLOB NOT NULL,
  wrap BLOB NOT NULL, commitment BLOB NOT NULL, prev BLOB NOT NULL, seal BLOB NOT NULL,
  PRIMARY KEY (lane, number), UNIQUE (lane, move_id)
) STRICT"""

SQLITE_TRIGGERS = {
    "talks_entry_no_update": f"""CREATE TRIGGER talks_entry_no_update BEFORE UPDATE ON {TABLE}
BEGIN SELECT RAISE(ABORT, '{NO}'); END""",
    "talks_entry_no_delete": f"""CREATE TRIGGER talks_entry_no_delete BEFORE DELETE ON {TABLE}
BEGIN SELECT RAISE(ABORT, '{NO}'); END""",
    # INSERT OR REPLACE deletes the row in its way without asking the trigger above.
    "talks_entry_no_replace": f"""CREATE TRIGGER talks_entry_no_replace BEFORE INSERT ON {TABLE}
WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE lane = NEW.lane AND (number = NEW.number OR move_id = NEW.move_id))
BEGIN SELECT RAISE(ABORT, '{NO}'); END""",  # noqa: S608
}

POSTGRES_TABLE = f"""
CREATE TABLE {TABLE} (
  lane text NOT NULL, number bigint NOT NULL, format integer NOT NULL, suite text NOT NULL, epoch text NOT NULL,
  move_id text NOT NULL, kind text NOT NULL, version integer NOT NULL, stamp bigint NOT NULL, body bytea NOT NULL,
  wrap bytea NOT NULL, commitment bytea NOT NULL, prev bytea NOT NULL, seal bytea NOT NULL,
  PRIMARY KEY (lane, number), UNIQUE (lane, move_id)
)"""
POSTGRES_BODY = f"BEGIN RAISE EXCEPTION '{NO}'; END"
POSTGRES_FUNCTION = f"""CREATE FUNCTION talks_entry_keep() RETURNS trigger LANGUAGE plpgsql
AS $keep${POSTGRES_BODY}$keep$"""
# The numbers are PostgreSQL's own for: before, for each row or once, on update, delete or truncate.
POSTGRES_TRIGGERS = {
    "talks_entry_no_update": ("BEFORE UPDATE", "FOR EACH ROW", 19),
    "talks_entry_no_delete": ("BEFORE DELETE", "FOR EACH ROW", 11),
    "talks_entry_no_truncate": ("BEFORE TRUNCATE", "FOR EACH STATEMENT", 34),
}


def definition(vendor: str) -> list[str]:
    """Return the statements that make the table and its triggers."""
    if vendor == "sqlite":
        if sqlite3.sqlite_version_info < SQLITE_NEEDED:
            raise BadInput(f"SQLite {sqlite3.sqlite_version} is too old: 3.37 or newer is needed")
        return [SQLITE_TABLE, *SQLITE_TRIGGERS.values()]
    made = [POSTGRES_TABLE, POSTGRES_FUNCTION]
    for name, (when, each, _) in POSTGRES_TRIGGERS.items():
        made.append(f"CREATE TRIGGER {name} {when} ON {TABLE} {each} EXECUTE FUNCTION talks_entry_keep()")
        made.append(f"ALTER TABLE {TABLE} ENABLE ALWAYS TRIGGER {name}")
    return [*made, f"REVOKE UPDATE, DELETE, TRUNCATE ON {TABLE} FROM PUBLIC"]


def exists(connection: BaseDatabaseWrapper) -> bool:
    """Whether the entry table is there at all."""
    return TABLE in connection.introspection.table_names()


def missing(connection: BaseDatabaseWrapper) -> tuple[str, ...]:
    """Return the triggers that are not there, switched off, or not as they were made."""
    found = _sqlite_triggers(connection) if connection.vendor == "sqlite" else _postgres_triggers(connection)
    asked = SQLITE_TRIGGERS if connection.vendor == "sqlite" else POSTGRES_TRIGGERS
    return tuple(sorted(name for name in asked if name not in found))


def _sqlite_triggers(connection: BaseDatabaseWrapper) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [TABLE]
        )
        return {name for name, sql in cursor.fetchall() if SQLITE_TRIGGERS.get(name) == sql}


def _postgres_triggers(connection: BaseDatabaseWrapper) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.tgname, t.tgtype FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
            " WHERE t.tgrelid = %s::regclass AND t.tgenabled = 'A' AND t.tgqual IS NULL AND p.prosrc = %s",
            [TABLE, POSTGRES_BODY],
        )
        found = dict(cursor.fetchall())
    return {name for name, (_, _, kind) in POSTGRES_TRIGGERS.items() if found.get(name) == kind}
