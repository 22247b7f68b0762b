"""Which databases the site keeps: the journal, and beside it the sessions and the throttle."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

EDGE_APPS = frozenset({"sessions", "edge"})


class Router:
    """Sends sessions and throttling to `edge` and everything else to `default`."""

    def db_for_read(self, model: Any, **_: object) -> str:
        """Return where rows of this model are read."""
        return "edge" if model._meta.app_label in EDGE_APPS else "default"  # noqa: SLF001

    db_for_write = db_for_read

    def allow_migrate(self, db: str, app_label: str, **_: object) -> bool:
        """Return whether tables of this app are made in this database."""
        return (db == "edge") == (app_label in EDGE_APPS)


def settings(environ: Mapping[str, str], data: Path) -> dict[str, Any]:
    """Return the Django settings that concern databases, for this environment and data folder."""
    del environ
    return {
        "DATABASES": {
            "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": data / "talks.sqlite3"},
            "edge": {"ENGINE": "django.db.backends.sqlite3", "NAME": data / "edge.sqlite3"},
        },
        "DATABASE_ROUTERS": ["goodoffices.web.database.Router"],
    }
