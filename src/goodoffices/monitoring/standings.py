"""Where every obligation stands on a day: waiting, due, reported, verified, disputed, suspended."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from goodoffices.monitoring.calendar.build import network
from goodoffices.monitoring.calendar.network import Network, Step
from goodoffices.monitoring.calendar.times import Times, known
from goodoffices.monitoring.obligations import Calendar, Daily, Obligation
from goodoffices.monitoring.reports import Disputed, Reported, Said, Settled, Verified

State = Literal[
    "waiting", "ahead", "due", "late", "unperformed", "reported", "verified", "disputed", "suspended", "over"
]


Share = tuple[Reported, int]


@dataclass(frozen=True)
class Standing:
    """One delivery (or window) on a day.

    `waiting`: what its day hangs on, or what it waits for, has not happened, and `waits_for` names it. `ahead`: its day is
    known and has not come. `due`: today is its day. `late`: past it, within the tolerance. `unperformed`: past that; no word
    of blame. `reported`, `verified`, `disputed`: as the record says. `suspended`: because of what `by` names. `over`: a
    window whose time has passed.
    """

    obligation: str
    label: str
    state: State
    units: int
    done: int
    due: int | None
    waits_for: tuple[str, ...] = ()
    by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ended:
    """Phases that were ended by the agreed procedure, with the last day each was kept."""

    days: Mapping[str, int]


def standings(
    calendar: Calendar, record: Sequence[Said], today: int, ended: Ended | None = None
) -> tuple[Standing, ...]:
    """Return where everything stands on a day, in the order of the file.

    What counts as done is what was reported by then and neither found "not verified" nor disputed still; verified
    counts whatever is disputed. What was disputed counts from the day that ended. Nothing is projected: what has not happened has no day.
    """
    built = network(calendar)
    heard = tuple(one for one in record if one.day <= today)
    shares = _shares(built, heard)
    found = known(built, {index: _facts(heard, share) for index, share in shares.items()})
    plain = {
        index: _standing(built, heard, found, shares.get(index, ()), (index, today))
        for one in calendar.obligations
        for index in built.steps_of[one.id]
    }
    plain |= {index: _window(built, found, (index, today), ended) for index in plain if _daily(built, index)}
    return tuple(_suspended(built, plain))


def _shares(built: Network, record: Sequence[Said]) -> Mapping[int, Sequence[Share]]:
    """Give every report that was not found untrue to the deliveries of its obligation, the first first."""
    left: dict[int, int] = {}
    found: dict[int, list[Share]] = defaultdict(list)
    reports = [one for one in record if isinstance(one, Reported) and not _untrue(record, one)]
    for report in sorted(reports, key=lambda one: one.day):
        units = report.units
        for index in built.steps_of.get(report.obligation, ()):
            step = built.nodes[index]
            assert isinstance(step, Step)
            took = min(units, left.setdefault(index, step.units))
            left[index] -= took
            units -= took
            if took:
                found[index].append((report, took))
    return found


def _facts(record: Sequence[Said], share: Sequence[Share]) -> list[tuple[int, int]]:
    return [(_counted_from(record, report), units) for report, units in share if _counts(record, report)]


def _counted_from(record: Sequence[Said], report: Reported) -> int:
    """Return the day of a report, or, where it was disputed, the day on which that ended: until then nobody had to act."""
    disputes = {one.id for one in record if isinstance(one, Disputed) and one.report == report.id}
    if not disputes:
        return report.day
    ends = [
        one.day
        for one in record
        if (isinstance(one, Settled) and one.dispute in disputes)
        or (isinstance(one, Verified) and one.report == report.id and one.result == "verified")
    ]
    return max([report.day, *ends])


def _untrue(record: Sequence[Said], report: Reported) -> bool:
    return "not verified" in _results(record, report)


def _results(record: Sequence[Said], report: Reported) -> set[str]:
    return {one.result for one in record if isinstance(one, Verified) and one.report == report.id}


def _counts(record: Sequence[Said], report: Reported) -> bool:
    return "verified" in _results(record, report) or not _in_dispute(record, report)


def _in_dispute(record: Sequence[Said], report: Reported) -> bool:
    settled = {one.dispute for one in record if isinstance(one, Settled)}
    return any(
        isinstance(one, Disputed) and one.report == report.id and one.id not in settled for one in record
    )


def _standing(
    built: Network, record: Sequence[Said], found: Times, share: Sequence[Share], place: tuple[int, int]
) -> Standing:
    index, today = place
    step = built.nodes[index]
    assert isinstance(step, Step)
    due = found.first.get(index)
    state = _said(record, share, whole=index in found.done) or _by_day(due, step.late, today)
    waits = () if due is not None else _waited(built, found, index)
    done = sum(units for _, units in _facts(record, share))
    return Standing(step.owner, step.label, state, step.units, done, due, waits)


def _said(record: Sequence[Said], share: Sequence[Share], *, whole: bool) -> State | None:
    """Return what the record says of a delivery: disputed in any part, or wholly done."""
    if any(not _counts(record, report) for report, _ in share):
        return "disputed"
    if not whole:
        return None
    return "verified" if all("verified" in _results(record, report) for report, _ in share) else "reported"


def _by_day(due: int | None, late: int, today: int) -> State:
    if due is None:
        return "waiting"
    if today < due:
        return "ahead"
    if today == due:
        return "due"
    return "late" if today <= due + late else "unperformed"


def _waited(built: Network, found: Times, index: int) -> tuple[str, ...]:
    """Return the names of what a delivery still waits for."""
    names: list[str] = []
    for one in built.inputs(index):
        if one not in found.done:
            names += [built.nodes[one].label] if built.nodes[one].label else list(_waited(built, found, one))
    return tuple(dict.fromkeys(names))


def _daily(built: Network, index: int) -> bool:
    node = built.nodes[index]
    return isinstance(node, Step) and any(
        isinstance(one.due, Daily) for one in built.calendar.named(node.owner)
    )


def _window(built: Network, found: Times, place: tuple[int, int], ended: Ended | None) -> Standing:
    """A window is due every day of its time; it goes on while its phase does."""
    index, today = place
    step = built.nodes[index]
    assert isinstance(step, Step)
    begins = found.first.get(index)
    last = last_day(built, found, built.calendar.named(step.owner)[0], ended)
    state: State = "waiting" if begins is None else "ahead" if today < begins else "due"
    if state == "due" and last is not None and today > last:
        state = "over"
    waits = () if begins is not None else _waited(built, found, index)
    return Standing(step.owner, step.label, state, 1, 0, begins, waits)


def last_day(built: Network, found: Times, one: Obligation, ended: Ended | None = None) -> int | None:
    """Return the last day of a window as far as it is known; None while nothing has ended it.

    A phase that continues ends on the day before the next begins, or when it was ended by the agreed procedure.
    """
    calendar = built.calendar
    if ended and one.phase in ended.days:
        return ended.days[one.phase]
    if one.until:
        return found.done.get(built.meaning[one.until])
    names = [phase.name for phase in calendar.phases]
    if one.phase and one.phase != names[-1]:
        following = names[names.index(one.phase) + 1]
        begun = found.done.get(built.meaning[following])
        return None if begun is None else begun - 1
    begun = found.done.get(built.meaning[one.phase]) if one.phase else None
    if begun is not None:
        return begun + calendar.phases[names.index(one.phase)].days - 1
    return calendar.days or (sum(phase.days for phase in calendar.phases) or None)


def _suspended(built: Network, plain: Mapping[int, Standing]) -> Iterator[Standing]:
    """What is named by something that stands unperformed is suspended, as long as it is still to be done."""
    unperformed = {one.obligation for one in plain.values() if one.state == "unperformed"}
    by: dict[str, list[str]] = defaultdict(list)
    for one in built.calendar.obligations:
        if one.id in unperformed:
            for name in one.suspends:
                for target in built.calendar.named(name):
                    by[target.id].append(one.id)
    open_states = {"waiting", "ahead", "due", "late", "unperformed"}
    for standing in plain.values():
        names = tuple(dict.fromkeys(by.get(standing.obligation, ())))
        if names and standing.state in open_states and standing.obligation not in names:
            yield Standing(
                standing.obligation, standing.label, "suspended", standing.units, standing.done, standing.due, standing.waits_for, names
            )  # fmt: skip
        else:
            yield standing
