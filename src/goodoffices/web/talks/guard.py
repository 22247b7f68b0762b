"""What must be so before anything is written: entries that cannot be changed, a disk that is waited for."""

from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from goodoffices.core.errors import BadInput, Fault, bad
from goodoffices.web.talks import table

_SQLITE = {
    "journal_mode": "delete",
    "synchronous": 3,
    "foreign_keys": 1,
    "secure_delete": 1,
    "trusted_schema": 0,
}
_POSTGRES = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
_looked_at: set[str] = set()


def after_migration(using: str, **_: Any) -> None:
    """Refuse to go on from a migration that lost a trigger of the entry table."""
    if using == DEFAULT_DB_ALIAS and table.exists(connections[using]):
        bad(_triggers(connections[using]))


def ready(using: str = DEFAULT_DB_ALIAS) -> None:
    """Raise `BadInput` with all that is wrong, if the database may not be written to as it is set."""
    connection = connections[using]
    if not table.exists(connection):
        raise BadInput("the database is not made yet: run `goodoffices up`, or `goodoffices site upgrade`")
    bad(faults(using))


def faults(using: str = DEFAULT_DB_ALIAS) -> list[Fault]:
    """Return why the database, as it is set, may not be written to."""
    connection = connections[using]
    return [*_triggers(connection), *_settings(connection)]


def once(using: str = DEFAULT_DB_ALIAS) -> None:
    """As `ready`, the first time each database is written to by this process."""
    name = str(connections[using].settings_dict["NAME"])
    if name not in _looked_at:
        ready(using)
        _looked_at.add(name)


def advice(using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """Return what should be better though it is no reason to stop: on PostgreSQL, data checksums."""
    connection = connections[using]
    if connection.vendor == "sqlite" or _shown(connection, "data_checksums") == "on":
        return []
    return ["PostgreSQL runs without data checksums: stop it and run `pg_checksums --enable`"]


def _triggers(connection: BaseDatabaseWrapper) -> list[Fault]:
    return [
        Fault(f"the entry table lacks its trigger {name}: restore the last backup, and report this")
        for name in table.missing(connection)
    ]


def _settings(connection: BaseDatabaseWrapper) -> list[Fault]:
    sqlite = connection.vendor == "sqlite"
    in_memory = sqlite and "mode=memory" in str(connection.settings_dict["NAME"])
    asked: dict[str, Any] = dict(_SQLITE if sqlite else _POSTGRES)
    if in_memory:
        del asked["journal_mode"]
    return [
        Fault(f"the database runs with {name} = {found}, not {wanted}: acknowledged moves could be lost")
        for name, wanted in asked.items()
        if (found := _shown(connection, name)) != wanted
    ]


def _shown(connection: BaseDatabaseWrapper, name: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}" if connection.vendor == "sqlite" else f"SHOW {name}")
        return cursor.fetchone()[0]
