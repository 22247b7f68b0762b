"""Changing entries below the program: one bit of one kept value."""

from django.db import DatabaseError, connection, transaction

from goodoffices.web.talks.models import EntryRow

SQLITE = connection.vendor == "sqlite"
TEXT = ("lane", "suite", "epoch", "move_id", "kind")
WHOLE = ("number", "format", "version", "stamp")
BYTES = ("body", "wrap", "commitment", "prev", "seal")


def unlock():
    """Take the triggers away, as somebody with the file or the database's password could."""
    with connection.cursor() as cursor:
        if SQLITE:
            for name in ("update", "delete", "replace"):
                cursor.execute(f"DROP TRIGGER talks_entry_no_{name}")
        else:
            cursor.execute("ALTER TABLE talks_entryrow DISABLE TRIGGER ALL")


def flip_one(lane, draw) -> str:
    """Flip one bit of one kept value, drawn anew while the database itself refuses the result."""
    while True:
        column, number = draw.choice(TEXT + WHOLE + BYTES), draw.randint(1, 5)
        kept = EntryRow.objects.filter(lane=lane, number=number).values_list(column, flat=True)[0]
        if column in WHOLE:
            changed = kept ^ 1 << draw.randrange(31)
        else:
            changed = bytearray(kept.encode() if column in TEXT else bytes(kept))
            changed[draw.randrange(len(changed))] ^= 1 << draw.randrange(8)
            changed = bytes(changed)
        cast = (
            {True: "CAST(%s AS TEXT)", False: "convert_from(%s, 'UTF8')"}[SQLITE] if column in TEXT else "%s"
        )
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(
                    f"UPDATE talks_entryrow SET {column} = {cast} WHERE lane = %s AND number = %s",
                    [changed, lane, number],
                )
                return column
        except DatabaseError:
            continue
