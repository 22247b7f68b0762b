"""What came since somebody last said they had seen everything: the entries of others, lane by lane."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from goodoffices.core.entries import Entry
from goodoffices.core.errors import Absent
from goodoffices.core.lanes import Kind, Lane
from goodoffices.web import writer
from goodoffices.web.talks import folding, forms, store
from goodoffices.web.talks.folding import Seated
from goodoffices.web.talks.store import Sitting

SLOT = "seen"
LOOKED = 30
GLANCED = 10
_ORDER = (Kind.CHANNEL, Kind.PRIVATE, Kind.ROOM, Kind.PRINCIPALS, Kind.CIRCLE, Kind.DESK, Kind.TABLE)


@dataclass(frozen=True)
class Mark:
    """Up to which entry of each lane somebody has seen all, when they said so, and the mark before; `at` is 0 for never."""

    lanes: Mapping[str, int] = field(default_factory=dict)
    at: int = 0
    before: Mapping[str, int] | None = None


@dataclass(frozen=True)
class Came:
    """What came in one lane since the mark, newest first; `more` tells that there is more than was looked at.

    `others` tells whether any of it is by others than the reader's delegation, or may be, among what was not looked at.
    """

    lane: Lane
    entries: tuple[Entry, ...] = field(repr=False)
    more: bool
    others: bool


def mark(sitting: Sitting) -> Mark:
    """Return the mark of a seat; it is no move, and nobody else learns of it."""
    kept = store.draft(sitting.seat, SLOT)
    if not isinstance(kept, dict):
        return Mark()
    lanes, at, before = kept["lanes"], kept["at"], kept["before"]
    assert isinstance(lanes, dict)
    assert isinstance(at, int)
    return Mark(_numbers(lanes), at, _numbers(before) if isinstance(before, dict) else None)


def _numbers(kept: Mapping[str, object]) -> dict[str, int]:
    return {lane: number for lane, number in kept.items() if isinstance(number, int)}


def came(now: Seated, since: Mark, looked: int = LOOKED) -> Iterator[Came]:
    """Yield the lanes in which others wrote since the mark, rooms in their order; one's own notes are none of them.

    A delegation speaks as one to the mediators: what it said is given to each of its seats, for nobody can tell which of
    them wrote it. No more than the latest `looked` entries of a lane are opened. A lane whose latest are all one's own
    is given without entries where older ones were not looked at.
    """
    ours = {now.view.seat.id, now.view.seat.delegation}
    for lane in sorted(now.view.lanes.values(), key=lambda one: _place(now, one)):
        seen, head = since.lanes.get(lane.id, 0), now.lanes[lane.id].number
        if lane.kind is Kind.NOTES or head <= seen:
            continue
        written = store.entries(lane.id, after=max(seen, head - looked), upto=head)
        entries = [folding.entry_of(one) for one in reversed(written)]
        given = tuple(one for one in entries if one.by != now.view.seat.id)
        more = head - looked > seen
        if given or more:
            yield Came(lane, given, more, others=more or any(one.by not in ours for one in given))


def _place(now: Seated, lane: Lane) -> tuple[int, int, str]:
    delegations = [one.id for one in now.view.table.delegations]
    of = delegations.index(lane.delegation) if lane.delegation in delegations else len(delegations)
    return _ORDER.index(lane.kind) if lane.kind in _ORDER else len(_ORDER), of, lane.id


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
            _keep(sitting, Mark(lanes, int(at.timestamp()), was.lanes))


def again(sitting: Sitting) -> None:
    """Take the last mark back, once: what it covered counts as not seen."""
    with writer.turn(sitting.seat):
        was = mark(sitting)
        if was.before is not None:
            _keep(sitting, Mark(was.before, was.at if was.before else 0))


def _keep(sitting: Sitting, now: Mark) -> None:
    before = dict(now.before) if now.before is not None else None
    store.put_draft(sitting.seat, SLOT, {"lanes": dict(now.lanes), "at": now.at, "before": before})
