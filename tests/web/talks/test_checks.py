"""Whatever is changed below the program is found by a check that needs no key."""

import random

import pytest
from django.db import DatabaseError, connection, transaction

from goodoffices.journal.chain import Break
from goodoffices.web.talks import store
from goodoffices.web.talks.models import EntryRow
from tests.web.talks.cast import house, move, write

pytestmark = pytest.mark.django_db
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


@pytest.fixture
def lane():
    lane = (talks := house()).lane(talks.tarn, "room")
    write(lane, *(move(str(number)) for number in range(5)))
    return lane


def test_what_was_written_is_whole_and_counted(lane):
    seen = []
    audit = store.audit(seen.append)
    assert audit.faults == ()
    assert audit.entries == 5
    assert audit.heads[lane] == store.head(lane)
    assert seen == list(store.all_lanes())


def test_a_long_lane_is_checked_in_pages(lane, monkeypatch):
    from goodoffices.web.talks.store import chains, checks

    monkeypatch.setattr(checks, "_PAGE", 2)
    monkeypatch.setattr(chains, "_PAGE", 2)
    assert store.audit_lane(lane) == (store.head(lane), None)
    assert [each.header.number for each in store.stored_links(lane, after=1)] == [2, 3, 4, 5]
    unlock()
    EntryRow.objects.filter(lane=lane, number=4).delete()
    head, found = store.audit_lane(lane)
    assert head.number == 3
    assert found == Break(4, "missing: number 5 stands in its place")


@pytest.mark.parametrize("flips", [100, pytest.param(1000, marks=pytest.mark.slow)])
def test_flipped_bits_are_all_found(lane, flips):
    unlock()
    draw = random.Random(flips)
    for _ in range(flips):
        with transaction.atomic():
            column = _flip_one(lane, draw)
            assert store.audit().faults, column
            transaction.set_rollback(True)
    assert store.audit().faults == ()


def _flip_one(lane, draw) -> str:
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


def test_an_entry_moved_to_no_lane_is_found_though_the_chain_seems_only_shorter(lane):
    unlock()
    EntryRow.objects.filter(lane=lane, number=5).update(lane="0" * 32)
    assert store.audit_lane(lane)[1] is None
    assert store.audit().faults == (("", Break(5, "of no lane there is")),)
