"""Whatever is changed below the program is found by a check that needs no key."""

import random

import pytest
from django.db import transaction

from goodoffices.journal.chain import Break
from goodoffices.web.talks import store
from goodoffices.web.talks.models import EntryRow
from tests.web.talks import flips
from tests.web.talks.cast import house, move, write
from tests.web.talks.flips import flip_one, unlock

pytestmark = pytest.mark.django_db


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
            column = flip_one(lane, draw)
            assert store.audit().faults, column
            transaction.set_rollback(True)
    assert store.audit().faults == ()


def test_an_entry_moved_to_no_lane_is_found_though_the_chain_seems_only_shorter(lane):
    unlock()
    EntryRow.objects.filter(lane=lane, number=5).update(lane="0" * 32)
    assert store.audit_lane(lane)[1] is None
    assert store.audit().faults == (("", Break(5, "of no lane there is")),)


@pytest.mark.skipif(not flips.SQLITE, reason="a file is SQLite's")
def test_a_copied_file_is_checked_like_the_site(lane, tmp_path):
    import sqlite3

    from goodoffices.web.talks import table
    from goodoffices.web.talks.models import EntryRow

    marks = ", ".join("?" * 14)
    with sqlite3.connect(tmp_path / "copy") as copy:
        copy.execute(table.SQLITE_TABLE)
        copy.execute("CREATE TABLE talks_lanerow (id)")
        copy.executemany("INSERT INTO talks_lanerow VALUES (?)", [[each] for each in store.all_lanes()])
        rows = EntryRow.objects.values_list(
            "lane", "number", "format", "suite", "epoch", "move_id", "kind", "version", "stamp",
            "body", "wrap", "commitment", "prev", "seal",
        )  # fmt: skip
        copy.executemany(f"INSERT INTO talks_entryrow VALUES ({marks})", list(rows))
        copy.commit()
        assert store.audit_file(tmp_path / "copy").heads == store.audit().heads
        copy.execute("DELETE FROM talks_entryrow WHERE number = 2")
        copy.commit()
    copy.close()
    found = store.audit_file(tmp_path / "copy")
    assert found.faults == ((lane, Break(2, "missing: number 3 stands in its place")),)
    assert found.heads[lane].number == 1
