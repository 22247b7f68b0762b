"""What follows signature, as one seat knows it: the obligations in force and all that was said of them in the lanes it holds."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, TypeVar

from goodoffices.core.errors import BadInput, Refused
from goodoffices.core.fold.after import After, key
from goodoffices.core.lanes import Kind
from goodoffices.core.moves.after import (
    Agree,
    Allege,
    Attribute,
    Bind,
    Cease,
    Characterise,
    Close,
    Contest,
    Fact,
    Find,
    Report,
    Review,
    Understand,
    Verify,
)
from goodoffices.core.text import CheckWords
from goodoffices.core.view import View
from goodoffices.monitoring import incidents, reports
from goodoffices.monitoring.calendar.days import day_of
from goodoffices.monitoring.calendar.reading import read
from goodoffices.monitoring.continuation import Continuation, Declared, Going, going
from goodoffices.monitoring.incidents import Commission
from goodoffices.monitoring.obligations import Calendar, Obligation
from goodoffices.monitoring.reports import Said
from goodoffices.monitoring.standings import Ended, Standing, standings
from goodoffices.monitoring.understandings import Agreed, Understanding, amended, fingerprint, in_force
from goodoffices.web.talks import folding, hours, store
from goodoffices.web.talks.reviewing import Case, further

F = TypeVar("F", bound=Fact)
_RANK: Mapping[type, int] = {
    **dict.fromkeys((Bind,), 0),
    **dict.fromkeys((Understand, Report, Allege, Cease), 1),
    **dict.fromkeys((Agree, Verify, Contest, Characterise, Review), 2),
    **dict.fromkeys((Find, Attribute, Close), 3),
}
"""What was said in the same minute in two lanes stands in this order: nothing before what it is said of."""


@dataclass(frozen=True)
class Happening:
    """One thing said, under its key: where it stands first, when, by whom it was written there."""

    key: str
    lane: str
    kind: Kind
    stamp: int
    fact: Fact = field(repr=False)


@dataclass(frozen=True)
class Proposed:
    """An understanding, who has agreed to it, and whether it is in force."""

    move: Understand = field(repr=False)
    means: Understanding = field(repr=False)
    agreed: tuple[str, ...]
    in_force: bool


@dataclass(frozen=True)
class Course:
    """What one seat knows of what follows signature; `bound` is the key of what is in force, `said` all that was said of it."""

    bound: str
    bind: Bind = field(repr=False)
    chairs: tuple[str, ...]
    said: tuple[Happening, ...] = field(repr=False)
    at: datetime

    @cached_property
    def signed(self) -> Calendar:
        """The obligations as they were signed."""
        return read(self.bind.file)

    @cached_property
    def today(self) -> int:
        """Which day of the calendar it is at the calendar's own place."""
        here = self.at.astimezone(hours.zone_of(self.signed.zone) or UTC).date()
        return day_of(self.signed.start or here, here)

    @cached_property
    def understandings(self) -> tuple[Proposed, ...]:
        """Every understanding proposed, in the order proposed."""
        agreed = [Agreed(one.by, one.sha256) for one in self.facts(Agree)]
        found = []
        for move in self.facts(Understand):
            means = meaning(self.signed, move)
            mine = tuple(dict.fromkeys(one.by for one in agreed if one.fingerprint == move.sha256))
            found.append(Proposed(move, means, mine, in_force(means, agreed, frozenset(self.bind.parties))))
        return tuple(found)

    @cached_property
    def calendar(self) -> Calendar:
        """The obligations as they read now: as signed, under the last understanding in force."""
        last = next((one for one in reversed(self.understandings) if one.in_force), None)
        return amended(self.signed, last.means) if last else self.signed

    @cached_property
    def record(self) -> tuple[Said, ...]:
        """What was reported, verified and contested, as monitoring reads it."""
        found: tuple[Said, ...] = ()
        for one in self.said:
            made = said_of(one.key, one.fact, found)
            found = (*found, made) if made else found
        return found

    @cached_property
    def clause(self) -> Continuation | None:
        """The clause by which a phase continues, if one was agreed."""
        return Continuation(self.bind.phase, frozenset(self.bind.ended_by)) if self.bind.phase else None

    @cached_property
    def declared(self) -> tuple[Declared, ...]:
        """Who said when that the talks have ended, or go on."""
        return tuple(Declared(one.by, one.day, ended=one.ended) for one in self.facts(Cease))

    @cached_property
    def going(self) -> Going | None:
        """Whether the phase that continues does; nothing where no such clause was agreed."""
        return going(self.clause, self.declared) if self.clause else None

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """Where everything stands today."""
        over = {}
        if self.going and self.going.ended_on is not None:
            over[self.bind.phase] = self.going.ended_on
        return standings(self.calendar, self.record, self.today, Ended(over))

    @cached_property
    def commission(self) -> Commission:
        """Who decides together."""
        seats = frozenset((*self.bind.commission, *self.chairs))
        return Commission(frozenset(self.bind.parties), seats, self.bind.scale)

    @cached_property
    def cases(self) -> Mapping[str, Case]:
        """Every incident this seat knows of, by key, in the order alleged."""
        found: dict[str, Case] = {}
        for one in self.said:
            if isinstance(one.fact, Allege):
                told = one.fact
                alleged = incidents.Alleged(told.by, told.day, told.obligation, told.words)
                found[one.key] = Case(one.key, incidents.begin(alleged))
            of = getattr(one.fact, "incident", "")
            if of in found:
                with suppress(Refused):  # what stands in the record and does not fit changes nothing
                    found[of] = further(self.commission, found[of], one.fact)
        return found

    def facts(self, kind: type[F]) -> Iterator[F]:
        """Yield what was said of one kind, in the order said."""
        for one in self.said:
            if isinstance(one.fact, kind):
                yield one.fact

    def obligation(self, name: str) -> Obligation:
        """Return an obligation by its id, as it reads now; refuse where none stands."""
        return reports.obligation(self.calendar, name)


def course(view: View, at: datetime) -> Course | None:
    """Return what follows signature as this seat knows it; nothing where nothing was put in force that it may know.

    Cost: one read for each lane in which anything of it stands.
    """
    said = happenings(view)
    bound = next((one for one in reversed(said) if isinstance(one.fact, Bind)), None)
    if bound is None or not isinstance(bound.fact, Bind):
        return None
    chairs = tuple(chair.name for chair in view.table.mediators)
    of = tuple(one for one in said if not isinstance(one.fact, Understand) or one.fact.bound == bound.key)
    return Course(bound.key, bound.fact, chairs, of, at)


def happenings(view: View) -> tuple[Happening, ...]:
    """Return all that was said in the lanes this seat holds, each thing once, where it stood first."""
    found: list[tuple[tuple[int, int, bool, int], Happening]] = []
    for lane_id, state in view.states.items():
        if not isinstance(state, After) or not state.followed:
            continue
        kind = view.lanes[lane_id].kind
        for written in store.entries(lane_id, numbers=list(state.followed.values())):
            entry = folding.entry_of(written)
            fact: Fact = entry.move  # type: ignore[assignment]
            order = (entry.stamp, _RANK[type(fact)], kind is Kind.CIRCLE, entry.number)
            found.append((order, Happening(key(fact), lane_id, kind, entry.stamp, fact)))
    first: dict[str, Happening] = {}
    for _order, one in sorted(found, key=lambda pair: pair[0]):
        first.setdefault(one.key, one)
    return tuple(first.values())


def said_of(name: str, fact: Fact, before: Sequence[Said] = ()) -> Said | None:
    """Return a report, what was found of it, or a dispute, as monitoring knows them; nothing for what is none of these."""
    match fact:
        case Report(by=by, obligation=of, day=day, units=units, evidence=evidence, words=words):
            return reports.Reported(name, of, by, day, units, evidence, words)
        case Verify(by=by, report=report, day=day, result=result, words=words):
            return reports.Verified(name, report, by, day, result, words)
        case Contest(by=by, report=report, day=day, over=False, words=words):
            return reports.Disputed(name, report, by, day, words)
        case Contest(by=by, report=report, day=day):
            return reports.Settled(name, _open_dispute(before, by, report), by, day)
        case _:
            return None


def _open_dispute(before: Sequence[Said], by: str, report: str) -> str:
    settled = {one.dispute for one in before if isinstance(one, reports.Settled)}
    mine = (
        one for one in before if isinstance(one, reports.Disputed) and (one.by, one.report) == (by, report)
    )
    return next((one.id for one in mine if one.id not in settled), "")


def meaning(signed: Calendar, move: Understand) -> Understanding:
    """Return what an understanding changes: every obligation and event that reads otherwise than as signed, in full."""
    new = read(move.file)
    for name in ("phases", "deadlines", "weeks", "start", "zone"):
        if _bare(getattr(new, name)) != _bare(getattr(signed, name)):
            raise BadInput(
                "An understanding restates obligations and events; phases, deadlines, weeks and the start stay as they were signed."
            )
    before = {one.id: _bare(one) for one in signed.obligations}
    events = {one.name: _bare(one) for one in signed.events}
    there = {one.id for one in new.obligations}
    return Understanding(
        number=move.number,
        day=move.day,
        words=move.words,
        obligations=tuple(one for one in new.obligations if before.get(one.id) != _bare(one)),
        events=tuple(one for one in new.events if events.get(one.name) != _bare(one)),
        withdrawn=tuple(one.id for one in signed.obligations if one.id not in there),
        cures=move.cures,
    )


def _bare(value: object) -> object:
    """Return it without the lines of the file on which its parts stood."""
    if isinstance(value, tuple):
        return tuple(map(_bare, value))
    return replace(value, line=None) if hasattr(value, "line") else value  # type: ignore[type-var]


def proposal(course: Course, number: int, words: str, file: str, cures: Sequence[str]) -> Mapping[str, Any]:
    """Return what is asked to propose an understanding today, with the fingerprint of what it says and changes."""
    drawn = Understand(course.bound, number, course.today, words, file, "", CheckWords((), ""), tuple(cures))
    return {
        "bound": course.bound,
        "number": number,
        "day": course.today,
        "words": words,
        "file": file,
        "sha256": fingerprint(meaning(course.signed, drawn)),
        "cures": list(cures),
    }
