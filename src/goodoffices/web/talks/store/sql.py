"""Statements written by hand, where every request passes: building them anew each time would cost more than all else.

Values are always parameters, never part of a statement.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connection

HEADER = "format, suite, lane, number, epoch, move_id, kind, version, stamp"
ENVELOPE = "body, wrap, commitment"
KEPT = f"{HEADER}, {ENVELOPE}, prev, seal"


def rows(statement: str, *values: Any) -> list[Any]:
    """Return all rows of a statement; nothing stays open."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def add(table: str, columns: str, made: Sequence[Sequence[Any]]) -> None:
    """Add rows to a table."""
    marks = ", ".join(["%s"] * len(made[0]))
    with connection.cursor() as cursor:
        if len(made) == 1:
            cursor.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", made[0])  # noqa: S608
            return
        cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", made)  # noqa: S608


def marks(values: Sequence[Any]) -> str:
    """Return as many marks as there are values, for a list in a statement."""
    return ", ".join(["%s"] * len(values))
