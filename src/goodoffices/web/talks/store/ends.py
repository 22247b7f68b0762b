"""What is taken out of the rows when talks are shredded: everything but the entries, their places and their seals."""

from goodoffices.web import turns
from goodoffices.web.talks.models import (
    DraftRow,
    DueRow,
    HeadRow,
    LaneKeyRow,
    LaneRow,
    NonPaperRow,
    SealedKeyRow,
    SeatRow,
    TokenRow,
)


def lanes_in(talks: str) -> tuple[str, ...]:
    """Return every lane of some talks: for what needs no content."""
    return tuple(LaneRow.objects.filter(talks=talks).order_by("id").values_list("id", flat=True))


def empty(talks: str, *, names: bool) -> None:
    """Forget the keys that are kept, what was remembered or put aside, and what waits; with `names`, who sat where."""
    turns.mine()
    SealedKeyRow.objects.filter(key__lane__talks=talks).delete()
    LaneKeyRow.objects.filter(lane__talks=talks).update(wrapped=b"")
    for rows in (HeadRow.objects.filter(lane__talks=talks), DueRow.objects.filter(lane__talks=talks)):
        rows.delete()
    NonPaperRow.objects.filter(lane__talks=talks).delete()
    DraftRow.objects.filter(seat__talks=talks).delete()
    TokenRow.objects.filter(seat__talks=talks).delete()
    if names:
        SeatRow.objects.filter(talks=talks).update(person=None)
