"""Acting: one transaction each, admitted by the mover's own view, all or none, the same however often sent."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from goodoffices.core import text as one_text
from goodoffices.core.beginning import Wish, plan
from goodoffices.core.entries import Act, Asked, Entry, Placed, author
from goodoffices.core.errors import Absent, BadInput, Refused
from goodoffices.core.fold import step
from goodoffices.core.lanes import Kind, Lane
from goodoffices.core.moves import MOVES, CallOff, Leave, LetIn, TakePart
from goodoffices.core.people import Seat
from goodoffices.core.rules import NUMBER, Context, admit, rules_of
from goodoffices.core.text import CheckWords
from goodoffices.journal.closed import CLOSED
from goodoffices.web import writer
from goodoffices.web.gate import sessions
from goodoffices.web.talks import (
    circling,
    fitting,
    folding,
    nonpapers,
    obliging,
    recording,
    sharing,
    store,
    teller,
)
from goodoffices.web.talks.folding import Seated, seated
from goodoffices.web.talks.naming import due_id, mark, move_id, waits_as
from goodoffices.web.talks.store import Draft, Receipt, Sitting
from goodoffices.web.talks.teller import Teller

MOST_MOVES = 150
CHANGED = "Something was written here since you looked. Look again, and send it if it still holds."
ANOTHER = "Another act was sent under this id. Send this one under an id of its own."


@dataclass(frozen=True)
class Begun:
    """Talks that were just begun, and their seats in the order of the plan."""

    talks: str
    seats: tuple[Sitting, ...]


@dataclass(frozen=True)
class Done:
    """An act that was made: its receipts, and the lanes in which something changed."""

    receipts: tuple[Receipt, ...]
    changed: tuple[str, ...]


Bearers = Callable[[Seat], None]


def begin(
    wish: Wish,
    fresh: Callable[[], str],
    at: datetime,
    bearers: Bearers = lambda _: None,
    *,
    demonstration: bool = False,
) -> Begun:
    """Begin talks: seats, lanes, who holds which, and the first entry of the table.

    `bearers` is called with each seat, the founder's first, to say who enters it; in closed talks the founder's
    must, for the keys of table, desk and channels are made here, and go to those alone who are said.
    """
    planned = plan(wish, fresh)
    founder = planned.seats[0]
    with writer.turn(founder.id), _founding(wish):
        talks = store.make_talks(NUMBER, demonstration=demonstration, suite=wish.settings.mode)
        sittings = [store.make_seat(talks.id, one.role, one.delegation, one.id) for one in planned.seats]
        for one in planned.lanes:
            store.make_lane(talks.id, one.kind, one.delegation, one.seat, one.id)
        for seat in planned.seats:
            for lane in planned.held(seat):
                store.hold(seat.id, lane.id, at)
            bearers(seat)
        if sittings[0].closed:
            store.settle(founder.id, store.day_of(at))
        table = next(one for one in planned.lanes if one.kind is Kind.TABLE)
        move = planned.begin
        stamp = _stamp(table, int(at.timestamp()), wish.settings.step)
        body = folding.body_of(move, founder.id, "")
        store.append(table.id, [Draft(fresh(), move.kind, move.version, stamp, body)])
    return Begun(talks.id, tuple(sittings))


def _founding(wish: Wish) -> AbstractContextManager[object]:
    """In closed talks the first keys are made in memory, and leave it only as they are sealed to bearers."""
    return store.opening_with() if wish.settings.mode == CLOSED else nullcontext()


def make(sitting: Sitting, act: Act, at: datetime, beside: Callable[[], None] = lambda: None) -> Done:
    """Make an act; an act sent again is not made again, and answers with the receipts it had.

    `beside` is done in the same transaction, before anything is written: it is kept with the act, or not at all.
    Refuses all or none. What costs time (reading texts, check words) is done before the turn to write is taken.
    """
    now = seated(sitting)
    known = _made_before(now, act)
    if known is not None:
        return known
    check, one_teller = _remembering(one_text.check_words), Teller()
    context = Context(int(at.timestamp()), check, one_teller.public, circling.once())
    first = _admitted(now, act, context)
    lanes = {placed.lane for placed in first}
    with writer.turn(sitting.seat, lanes | _beside_lanes(now, first)):
        again, placed = folding.again(now), first
        if again.lanes != now.lanes:  # else the same was known, and the same is admitted
            known = _made_before(again, act)
            if known is not None:
                return known
            placed = _admitted(again, act, context)
        _same_heads(again, act.asked)
        if {one.lane for one in placed} != lanes:
            raise Refused(CHANGED)
        beside()
        again = circling.begun(again, placed, at)
        if sitting.closed:
            store.turn_old(lanes, store.day_of(at))
        receipts = _write(again, act, placed, context)
        one_teller.keep(placed)
    return Done(tuple(receipts), tuple(sorted(one.lane for one in placed if one.due is None)))


def _admitted(now: Seated, act: Act, context: Context) -> tuple[Placed, ...]:
    """Return the moves in full; what a record or a calendar could not read is refused, of which the rules know nothing."""
    recording.check(now, act.asked)
    obliging.check(act.asked)
    placed = admit(now.view, act, context)
    fitting.check(now.view, placed, context.at)
    return placed


def _remembering(check: Callable[[str], CheckWords]) -> Callable[[str], CheckWords]:
    known: dict[str, CheckWords] = {}

    def of(sha256: str) -> CheckWords:
        if sha256 not in known:
            known[sha256] = check(sha256)
        return known[sha256]

    return of


def _made_before(now: Seated, act: Act) -> Done | None:
    first = [
        move_id(act.id, index) for index in (0, 1)
    ]  # what is set for a time comes before the entry that says so
    if not store.find(now.lanes, first):
        return None
    found = store.find(now.lanes, [move_id(act.id, index) for index in range(MOST_MOVES)])
    if any(folding.asked_of(written) != mark(act) for _, written in found):
        raise Refused(ANOTHER)
    order = {move_id(act.id, index): index for index in range(MOST_MOVES)}
    rows = sorted(found, key=lambda pair: order[pair[1].move_id])
    return Done(tuple(Receipt(lane, one.number, store.seal_of(lane, one.number)) for lane, one in rows), ())


def _same_heads(now: Seated, asked: Iterable[Asked]) -> None:
    """Refuse where a lane moved on since its head was seen, for the moves whose meaning depends on it."""
    for one in asked:
        if not one.head or one.lane not in now.lanes:
            continue
        rule = rules_of(now.view.lanes[one.lane]).get(one.kind)
        if rule and rule.headed and now.lanes[one.lane].seal.hex() != one.head:
            raise Refused(CHANGED)


def _write(now: Seated, act: Act, placed: Sequence[Placed], context: Context) -> list[Receipt]:
    asked, step_minutes = mark(act), now.view.table.settings.step
    drafts: dict[str, list[Draft]] = {}
    moves: dict[str, list[Entry]] = {}
    for index, one in enumerate(placed):
        lane = now.view.lanes[one.lane]
        by, name = author(now.view.seat, lane), move_id(act.id, index)
        body = folding.body_of(one.move, by, asked)
        stamp = _stamp(lane, context.at, step_minutes)
        if one.due is not None:
            schedule = waits_as(one.move) or move_id(act.id, index + 1)
            store.put_due(
                lane.id, one.due, [Draft(due_id(schedule), one.move.kind, one.move.version, one.due, body)]
            )
            continue
        drafts.setdefault(lane.id, []).append(Draft(name, one.move.kind, one.move.version, stamp, body))
        moves.setdefault(lane.id, []).append(Entry(0, name, stamp, by, one.move))
        _beside(now, one, context)
    receipts: dict[str, Receipt] = {}
    for lane_id, listed in drafts.items():
        given = store.append(lane_id, listed)
        _remember(now, lane_id, moves[lane_id], given)
        receipts |= {draft.move_id: receipt for draft, receipt in zip(listed, given, strict=True)}
    order = [move_id(act.id, index) for index in range(len(placed))]
    return [receipts[name] for name in order if name in receipts]


def _remember(now: Seated, lane_id: str, entries: Sequence[Entry], receipts: Sequence[Receipt]) -> None:
    state = now.view.states[lane_id]
    for entry, receipt in zip(entries, receipts, strict=True):
        state = step(state, replace(entry, number=receipt.number))
    last = receipts[-1]
    folding.remember(replace(now.lanes[lane_id], number=last.number, seal=last.seal), state)


def _beside_lanes(now: Seated, placed: Sequence[Placed]) -> set[str]:
    """Return the lanes from which something is taken back: what was set for a time, what was left by who leaves."""
    kinds: set[Kind] = set()
    for one in placed:
        if isinstance(one.move, CallOff):
            kinds |= {Kind.CHANNEL, Kind.TABLE}
        elif isinstance(one.move, Leave):
            kinds |= set(nonpapers.PLACES)
    return {lane.id for lane in now.view.lanes.values() if lane.kind in kinds}


def _beside(now: Seated, placed: Placed, context: Context) -> None:
    """Do what a move does beside its entry: holdings that begin or end, what was set for a time and is not."""
    at = datetime.fromtimestamp(context.at, UTC)
    match placed.move:
        case LetIn(seat=seat):
            own = store.seat_of(seat)
            if (own.talks, own.delegation) != (now.sitting.talks, now.sitting.delegation):
                raise Absent
            store.hold(seat, placed.lane, at)
            sharing.settle_within(now.sitting, at)
        case TakePart(public=public):
            store.take_part(public, now.sitting.delegation)
        case Leave(seat=seat):
            nonpapers.withdraw_all(store.seat_of(seat))
            sessions.end_others(store.seat_of(seat).person or "")
            store.vacate(seat, at)
        case CallOff(item=item):
            for lane in _beside_lanes(now, [placed]):
                store.withdraw_due(lane, [due_id(item)])
        case _:
            pass


def _stamp(lane: Lane, at: int, step_minutes: int) -> int:
    """Round a time down to the step that others see; a seat's own notes keep it exact."""
    return at if lane.kind is Kind.NOTES else at - at % (step_minutes * 60)


def ripen(sitting: Sitting, at: datetime) -> tuple[str, ...]:
    """Write what was set for a time that has come, in the lanes this seat holds; return those lanes."""
    now = int(at.timestamp())
    return _ripen(sitting.seat, store.due_lanes(now, sitting.seat), now)


def ripen_all(at: datetime) -> tuple[str, ...]:
    """Write everything that was set for a time that has come; needs no key. Return the lanes that changed."""
    now = int(at.timestamp())
    return _ripen("", store.due_lanes(now), now)


def _ripen(seat: str, lanes: Sequence[str], now: int) -> tuple[str, ...]:
    if lanes:
        with writer.turn(seat, lanes):
            for lane in lanes:
                teller.tell(lane, now)
                store.take_due(lane, now)
    return tuple(lanes)


def act_of(act_id: str, asked: Sequence[Mapping[str, object]]) -> Act:
    """Return an act from what a program sent; `BadInput` says which part is not as described."""
    if not 16 <= len(act_id) <= 128 or not act_id.isascii() or not act_id.isprintable():
        raise BadInput("id: make up between 16 and 128 characters at random, new for each act")
    made = []
    for one in asked:
        rest = dict(one)
        lane, kind, version, head = (rest.pop(name, "") for name in ("lane", "kind", "v", "head"))
        if not isinstance(lane, str) or not isinstance(kind, str) or not isinstance(head, str | None):
            raise BadInput("moves: each names its lane and its kind")
        _versioned(kind, version, rest)
        made.append(Asked(lane, kind, rest, head or ""))
    return Act(act_id, tuple(made))


def _versioned(kind: str, version: object, fields: dict[str, object]) -> None:
    """Refuse a version that no move of the kind has; version 2 of an answer always says its level."""
    newer = {move.kind for move in MOVES if move.version == 2}
    if version in ("", None) or (version == 1 and not isinstance(version, bool)):
        if version == 1 and kind in newer and "level" in fields:
            raise BadInput("moves: level: version 1 of this kind has none; send it as version 2")
        return
    if version != 2 or kind not in newer:
        raise BadInput("moves: v: give 1, or 2 where the kind has one")
    fields.setdefault("level", "delegation")
