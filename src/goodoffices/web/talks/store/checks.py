"""Checks of what is kept, from headers and seals alone: no key, no content."""

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import DatabaseError

from goodoffices.core.errors import BadInput
from goodoffices.journal.chain import BEGINNING, Break, Head, verify
from goodoffices.web.talks.models import EntryRow, LaneRow
from goodoffices.web.talks.store import sql
from goodoffices.web.talks.store.chains import link_of
from goodoffices.web.talks.store.lanes import all_lanes

_PAGE = 500


@dataclass(frozen=True)
class Audit:
    """Every lane's head as far as its chain is whole, and the first fault of each lane that has one.

    Entries that belong to no lane are faults of the lane named by nothing.
    """

    heads: dict[str, Head]
    faults: tuple[tuple[str, Break], ...]

    @property
    def entries(self) -> int:
        """How many entries are whole."""
        return sum(head.number for head in self.heads.values())


def audit(each: Callable[[str], None] = lambda _: None) -> Audit:
    """Check every lane's chain from its beginning, calling `each` after every lane; find entries of no lane too."""
    heads: dict[str, Head] = {}
    faults: list[tuple[str, Break]] = []
    lanes = all_lanes()
    for lane in lanes:
        heads[lane], found = audit_lane(lane)
        faults += [(lane, found)] if found else []
        each(lane)
    strays = EntryRow.objects.exclude(lane__in=LaneRow.objects.values("id")).order_by("number")
    faults += [
        ("", Break(number, "of no lane there is")) for number in strays.values_list("number", flat=True)
    ]
    return Audit(heads, tuple(faults))


def audit_lane(lane: str) -> tuple[Head, Break | None]:
    """Return the head up to which a lane's chain is whole, and its first fault, if any."""
    head = BEGINNING
    rows = EntryRow.objects.filter(lane=lane).order_by("number").values_list(*sql.KEPT.split(", "))
    page = rows[:_PAGE]
    while True:
        before = head
        head, found = _whole(lane, page, before)
        if found or head == before:
            return head, found
        page = rows.filter(number__gt=head.number)[:_PAGE]


def _whole(lane: str, rows: Iterable[Any], head: Head = BEGINNING) -> tuple[Head, Break | None]:
    """Return how far these rows of a lane go on from a head, and the first fault among them."""
    try:
        for row in list(rows):
            found = verify(lane, [link_of(row)], head)
            if found:
                return head, found
            head = Head(row[3], bytes(row[-1]))
    except (BadInput, DatabaseError, sqlite3.DatabaseError):
        return head, Break(head.number + 1, "cannot be read as an entry")
    return head, None


def audit_file(file: Path) -> Audit:
    """Check the lanes of an SQLite file that no connection of the site is on: a copy."""
    heads: dict[str, Head] = {}
    faults: list[tuple[str, Break]] = []
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as copy:
        for (lane,) in copy.execute("SELECT id FROM talks_lanerow ORDER BY id").fetchall():
            heads[lane], found = _whole(lane, copy.execute(_OF_LANE, [lane]))
            faults += [(lane, found)] if found else []
    return Audit(heads, tuple(faults))


_OF_LANE = f"SELECT {sql.KEPT} FROM talks_entryrow WHERE lane = ? ORDER BY number"  # noqa: S608
