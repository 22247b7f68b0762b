"""Checks of what is kept, from headers and seals alone: no key, no content."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import DatabaseError

from goodoffices.core.errors import BadInput
from goodoffices.journal.chain import BEGINNING, Break, Head, verify
from goodoffices.web.talks.models import EntryRow, LaneRow
from goodoffices.web.talks.store.chains import KEPT, link_of
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
    rows = EntryRow.objects.filter(lane=lane).order_by("number").values_list(*KEPT)
    page = rows[:_PAGE]
    while True:
        before = head
        try:
            for row in list(page):
                found = verify(lane, [link_of(row)], head)
                if found:
                    return head, found
                head = Head(row[3], bytes(row[-1]))
        except (BadInput, DatabaseError):
            return head, Break(head.number + 1, "cannot be read as an entry")
        if head == before:
            return head, None
        page = rows.filter(number__gt=head.number)[:_PAGE]
