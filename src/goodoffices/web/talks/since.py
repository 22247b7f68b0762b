"""What came since somebody last said they had seen everything: the entries of others, lane by lane."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from goodoffices.core.entries import Entry
from goodoffices.core.errors import Absent
from goodoffices.core.lanes import Kind, Lane
from goodoffices.journal.canonical import Plain
from goodoffices.web import writer
from goodoffices.web.talks import folding, forms, store
from goodoffices.web.talks.folding import Seated
from goodoffices.web.talks.store import Sitting

SLOT = "seen"
SHOWN = 30
OPENED = 400
_FIRST_BATCH = 2
_ORDER = (Kind.CHANNEL, Kind.PRIVATE, Kind.ROOM, Kind.PRINCIPALS, Kind.CIRCLE, Kind.DESK, Kind.TABLE)


@dataclass(frozen=True)
class Mark:
    """Up to which entry of each lane somebody has seen all, when they said so (0 for never), and the mark before it."""

    lanes: Mapping[str, int] = field(default_factory=dict)
    at: int = 0
    before: "Mark | None" = None


@dataclass(frozen=True)
class Came:
    """What others wrote in one lane since the mark, newest first; `more` tells that older ones were left out."""

    lane: Lane
    entries: tuple[Entry, ...] = field(repr=False)
    more: bool


def mark(sitting: Sitting) -> Mark:
    """Return the mark of a seat; it is no move, and nobody else learns of it."""
    return _marked(store.draft(sitting.seat, SLOT)) or Mark()


def _marked(kept: object) -> Mark | None:
    if not isinstance(kept, dict):
        return None
    return Mark(dict(kept["lanes"]), int(kept["at"]), _marked(kept.get("before")))


def came(now: Seated, since: Mark) -> Iterator[Came]:
    """Yield the lanes in which others wrote since the mark, rooms in their order; one's own notes are none of them.

    A delegation speaks as one to the mediators: what it said is given to each of its seats, for nobody can tell which of
    them wrote it. The latest `SHOWN` of a lane are given; no more than `OPENED` are opened to find them, and a lane in
    which all of these are one's own is given without entries.
    """
    for lane in _moved(now, since):
        entries: list[Entry] = []
        more = now.lanes[lane.id].number - OPENED > since.lanes.get(lane.id, 0)
        for entry in _newest(now, since, lane, SHOWN):
            if entry.by == now.view.seat.id:
                continue
            if len(entries) == SHOWN:
                more = True
                break
            entries.append(entry)
        if entries or more:
            yield Came(lane, tuple(entries), more)


def news(now: Seated, since: Mark) -> Iterator[Lane]:
    """Yield the lanes in which somebody of another delegation wrote since the mark, as far as `OPENED` entries tell.

    Cost: for each lane that moved, the entries down to the latest by others.
    """
    ours = {now.view.seat.id, now.view.seat.delegation}
    for lane in _moved(now, since):
        if any(entry.by not in ours for entry in _newest(now, since, lane, _FIRST_BATCH)):
            yield lane


def behind(now: Seated, since: Mark) -> bool:
    """Whether anything at all stands in any lane since the mark, by whomever."""
    return bool(_moved(now, since))


def _moved(now: Seated, since: Mark) -> list[Lane]:
    lanes = [one for one in now.view.lanes.values() if one.kind is not Kind.NOTES]
    moved = [one for one in lanes if now.lanes[one.id].number > since.lanes.get(one.id, 0)]
    return sorted(moved, key=lambda one: _place(now, one))


def _newest(now: Seated, since: Mark, lane: Lane, batch: int) -> Iterator[Entry]:
    """Yield a lane's entries since the mark, newest first, opened batch by batch, each four times the last."""
    seen, head = since.lanes.get(lane.id, 0), now.lanes[lane.id].number
    upto, least = head, max(seen, head - OPENED)
    while upto > least:
        after = max(least, upto - batch)
        written = store.entries(lane.id, after=after, upto=upto)
        yield from (folding.entry_of(one) for one in reversed(written))
        upto, batch = after, batch * 4


def _place(now: Seated, lane: Lane) -> tuple[int, int, str]:
    delegations = [one.id for one in now.view.table.delegations]
    of = delegations.index(lane.delegation) if lane.delegation in delegations else len(delegations)
    return _ORDER.index(lane.kind), of, lane.id


def told(now: Seated, shown: Sequence[str]) -> dict[str, int]:
    """Return how far a page showed each lane, as its form says it: `lane:number`; absent alike for any other words."""
    found = {}
    for one in shown:
        lane, _colon, words = one.partition(":")
        number = forms.number(words)
        if lane not in now.lanes or not 1 <= number <= now.lanes[lane].number:
            raise Absent
        found[lane] = number
    return found


def seen(sitting: Sitting, shown: Mapping[str, int], at: datetime) -> None:
    """Remember, for this seat alone, that all up to these entries was seen; the mark before can be had again.

    A page that is older than the mark takes nothing back, and the same form sent twice counts once.
    """
    with writer.turn(sitting.seat):
        was = mark(sitting)
        lanes = {**was.lanes, **{lane: max(number, was.lanes.get(lane, 0)) for lane, number in shown.items()}}
        if lanes != was.lanes:
            _keep(sitting, Mark(lanes, int(at.timestamp()), replace(was, before=None)))


def again(sitting: Sitting) -> None:
    """Take the last mark back, once: what it covered counts as not seen."""
    with writer.turn(sitting.seat):
        was = mark(sitting)
        if was.before is not None:
            _keep(sitting, was.before)


def _keep(sitting: Sitting, now: Mark) -> None:
    store.put_draft(sitting.seat, SLOT, _plain(now))


def _plain(one: Mark) -> dict[str, Plain]:
    before = None if one.before is None else _plain(one.before)
    return {"lanes": dict(one.lanes), "at": one.at, "before": before}
