"""Rows of one database written into another of the same tables: so that a copy of PostgreSQL is a file like any other."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.core.management.color import no_style
from django.db import connections, models, transaction

from goodoffices.web import database

COPY = database.COPY
_MADE_BY_MIGRATING = frozenset({"contenttypes", "auth"})
_BATCH = 500


@contextmanager
def file(path: Path) -> Iterator[str]:
    """Open an SQLite file under the name that is returned, beside the site's own databases."""
    connections.databases[COPY] = {**connections.databases["default"], **database.sqlite(path)}
    try:
        yield COPY
    finally:
        connections[COPY].close()
        del connections[COPY]
        del connections.databases[COPY]


def copy(source: str, target: str) -> int:
    """Write every row of the talks and the people from one database into an empty other; return how many.

    Read at one moment, and all written or nothing. Sessions and the throttle are left behind.
    """
    written = 0
    with transaction.atomic(source), transaction.atomic(target):
        if connections[source].vendor == "postgresql":
            with connections[source].cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        for model in kept():
            written += _rows(model, source, target)
        _count_on(target)
    return written


def kept() -> list[type[models.Model]]:
    """Return the models whose rows a backup holds."""
    left = database.EDGE_APPS | _MADE_BY_MIGRATING
    found = apps.get_models(include_auto_created=True)
    return [one for one in found if one._meta.app_label not in left and not one._meta.proxy]  # noqa: SLF001


def _rows(model: type[models.Model], source: str, target: str) -> int:
    fields = [one.attname for one in model._meta.concrete_fields if one.column]  # noqa: SLF001
    written, batch = 0, []
    for values in model._default_manager.using(source).values(*fields).iterator(_BATCH):  # noqa: SLF001
        batch.append(model(**values))
        if len(batch) == _BATCH:
            written += len(model._default_manager.using(target).bulk_create(batch))  # noqa: SLF001
            batch = []
    return written + len(model._default_manager.using(target).bulk_create(batch))  # noqa: SLF001


def _count_on(target: str) -> None:
    """Let the target number new rows from where the copied ones end."""
    statements = connections[target].ops.sequence_reset_sql(no_style(), kept())
    with connections[target].cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
