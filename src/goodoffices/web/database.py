"""Which databases the site keeps, how each is set, and what goes where."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from goodoffices.core.errors import BadInput

COPY = "copy"
"""The name under which a backup's file is opened beside the site's own databases."""
EDGE_APPS = frozenset({"sessions", "axes", "edge"})

# DELETE and EXTRA: SQLite before 3.51.3 can lose committed writes in WAL mode, and with less than EXTRA the
# directory entry of a deleted rollback journal may come back after a power cut and undo a commit.
_KEPT = "PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA; PRAGMA foreign_keys=ON; "
_CAREFUL = "PRAGMA secure_delete=ON; PRAGMA trusted_schema=OFF; PRAGMA temp_store=MEMORY;"
_PATIENCE = 20
_PREPARED = {"server_side_binding": True, "prepare_threshold": 5}
_POOL = {"min_size": 1, "max_size": 12, "timeout": 20}


class Router:
    """Sends sessions and throttling to `edge` and everything else to `default`."""

    def db_for_read(self, model: Any, **_: object) -> str:
        """Return where rows of this model are read."""
        return "edge" if model._meta.app_label in EDGE_APPS else "default"  # noqa: SLF001

    db_for_write = db_for_read

    def allow_migrate(self, db: str, app_label: str, **_: object) -> bool:
        """Return whether tables of this app are made in this database."""
        return (db == "edge") == (app_label in EDGE_APPS)


class OneDatabase:
    """Keeps everything in `default`: both names are one PostgreSQL database."""

    def db_for_read(self, model: Any, **_: object) -> str:
        """Return where rows of this model are read."""
        del model
        return "default"

    db_for_write = db_for_read

    def allow_migrate(self, db: str, app_label: str, **_: object) -> bool:
        """Return whether tables of this app are made in this database."""
        return db == "default" or (db == COPY and app_label not in EDGE_APPS)


def settings(environ: Mapping[str, str], data: Path) -> dict[str, Any]:
    """Return the Django settings that concern databases: PostgreSQL by `DATABASE_URL`, else SQLite files in `data`."""
    url = environ.get("DATABASE_URL", "")
    if url:
        same = {**postgres(url), "TEST": {"MIRROR": "default"}}
        return {
            "DATABASES": {"default": with_pool(postgres(url)), "edge": same},
            "DATABASE_ROUTERS": ["goodoffices.web.database.OneDatabase"],
        }
    return {
        "DATABASES": {"default": sqlite(data / "talks.sqlite3"), "edge": sqlite(data / "edge.sqlite3")},
        "DATABASE_ROUTERS": ["goodoffices.web.database.Router"],
    }


def sqlite(file: Path) -> dict[str, Any]:
    """Return the settings of an SQLite database whose every commit is on the disk before it returns."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "CONN_MAX_AGE": None,  # a thread keeps its connection: opening one costs more than most requests
        "OPTIONS": {
            "init_command": _KEPT + _CAREFUL,
            "transaction_mode": "IMMEDIATE",
            "timeout": _PATIENCE,
        },
    }


def postgres(url: str) -> dict[str, Any]:
    """Return the settings of `postgresql://name:password@host:port/database?option=value`.

    What stands after the question mark is handed to libpq, `host` (a folder with a socket) included.
    """
    try:
        parts = urlsplit(url)
        port, options = parts.port, dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
    except ValueError:
        raise BadInput(_URL) from None
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in {"postgres", "postgresql"} or not name:
        raise BadInput(_URL)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", None) or unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "OPTIONS": options,
    }


def with_pool(made: dict[str, Any]) -> dict[str, Any]:
    """Return the same settings with a pool of connections, on which statements asked often are prepared once."""
    return {**made, "OPTIONS": {**made["OPTIONS"], **_PREPARED, "pool": _POOL}}


_URL = "DATABASE_URL must read postgresql://name:password@host:port/database"
