"""A small world for tests: entries by lane, as a database would keep them, and each seat's own view."""

import hashlib
from collections.abc import Callable, Mapping
from itertools import count
from typing import Any

from goodoffices.core.beginning import Plan, Wish, plan
from goodoffices.core.entries import Act, Asked, Entry, Placed, author
from goodoffices.core.fold.circle import within
from goodoffices.core.lanes import Kind, Lane, belongs
from goodoffices.core.moves import Convene, LetIn
from goodoffices.core.people import Role, Seat
from goodoffices.core.rules import Context, admit
from goodoffices.core.text import CheckWords
from goodoffices.core.view import View, fold

START = 1_800_000_000
STEP = 300

TEXT = """# Accord
Parties: Tarn, Vell
Language: en

## Cessation {#cessation}

1. Movements stop for [30 | 36 | 40]{#days} days. {#stop}

2. Lists are handed over by day 7. {#lists}

3. Crew return before officers. {#order}
"""


def check_words(sha256: str) -> CheckWords:
    """Stand-in for the slow derivation: as unique, and quick."""
    digest = hashlib.sha256(sha256.encode()).digest()
    return CheckWords(tuple(digest[:9]), digest.hex()[:30])


_CIRCLES = count(1)


def ids() -> Callable[[], str]:
    numbers = count(1)
    return lambda: hashlib.sha256(f"id {next(numbers)}".encode()).hexdigest()[:32]


class World:
    """Talks between Tarn and Vell with mediators M1 and M2, an observer and a guarantor."""

    def __init__(self, **more: Any) -> None:
        parts: dict[str, Any] = {
            "name": "Strait",
            "parties": ("Tarn", "Vell"),
            "mediators": ("M1", "M2"),
            "observers": ("Watch",),
            "guarantors": ("G",),
            "principals": ("Tarn", "Vell"),
        } | more
        self.plan: Plan = plan(Wish(**parts), ids())
        self.circles: list[Lane] = []
        self.rows: dict[str, list[Entry]] = {lane.id: [] for lane in self.plan.lanes}
        self.due: list[tuple[Placed, str]] = []
        self.at = START
        self.acts = count(1)
        self._write(self.lane(Kind.TABLE), "founder", self.plan.begin)

    def seat(self, name: str, role: Role | None = None) -> Seat:
        """The seat known by a name: a mediator's, or the first of a delegation's."""
        chairs = {chair.name: chair.seat for chair in self.plan.begin.mediators}
        delegations = {one.name: one.id for one in self.plan.begin.delegations}
        for seat in self.plan.seats:
            if name in chairs and seat.id == chairs[name]:
                return seat
            fits = role is None and seat.role is not Role.PRINCIPAL
            if seat.delegation == delegations.get(name, "-") and (seat.role is role or fits):
                return seat
        raise KeyError(name)

    def lane(self, kind: Kind, name: str = "", seat: str = "") -> Lane:
        delegations = {one.name: one.id for one in self.plan.begin.delegations}
        return next(
            lane
            for lane in self.plan.lanes
            if lane.kind is kind
            and lane.delegation == delegations.get(name, "")
            and (not seat or lane.seat == self.seat(seat).id)
        )

    def held(self, seat: Seat) -> Mapping[Lane, list[Entry]]:
        return {lane: self.rows[lane.id] for lane in self.lanes if self._holds(seat, lane)}

    @property
    def lanes(self) -> tuple[Lane, ...]:
        """All lanes: those there are from the beginning, and the circles that were made."""
        return (*self.plan.lanes, *self.circles)

    def circle(self, *rooms: str, by: str = "M1", **more: Any) -> Lane:
        """Make a circle of a mediator and these rooms."""
        asked = {"name": "Letter", "purpose": "side letter", "rooms": list(rooms)} | more
        self.asks(by, "convene", self.lane(Kind.DESK), **asked)
        return self.circles[-1]

    def _holds(self, seat: Seat, lane: Lane) -> bool:
        rows = self.rows[lane.id] if lane.kind is Kind.PRINCIPALS else []
        if lane.kind is Kind.CIRCLE:
            first = self.rows[lane.id][0].move
            return isinstance(first, Convene) and within(seat, first)
        return belongs(seat, lane) or any(
            isinstance(one.move, LetIn) and one.move.seat == seat.id for one in rows
        )

    def view(self, seat: Seat) -> View:
        return fold(seat, self.held(seat))

    def asks(self, name: str, kind: str, lane: Lane, role: Role | None = None, /, **fields: Any) -> list[str]:
        """Admit one move of a seat and write what it became; return the ids of the entries."""
        return self.makes(self.seat(name, role), Asked(lane.id, kind, fields))

    def makes(self, seat: Seat, asked: Asked) -> list[str]:
        """As `asks`, for any seat."""
        act = Act(f"act{next(self.acts)}", (asked,))
        placed = admit(self.view(seat), act, self.context())
        return [self._place(seat, move) for move in placed]

    def context(self) -> Context:
        circle = hashlib.sha256(f"circle {next(_CIRCLES)}".encode()).hexdigest()[:32]
        pair = f"{len(self.rows):02x}{self.at:010x}".ljust(64, "a")
        return Context(self.at, check_words, lambda: pair, lambda: circle)

    def wait(self, seconds: int) -> None:
        """Let time pass; what was set for a minute that came is written, stamped with that minute."""
        self.at += seconds
        ripe = [one for one in self.due if (one[0].due or 0) <= self.at]
        for one in sorted(ripe, key=lambda one: one[0].due or 0):
            self.due.remove(one)
            self._write_to(one[0].lane, one[1], one[0].move, one[0].due or 0)

    def _place(self, seat: Seat, placed: Placed) -> str:
        if isinstance(placed.move, Convene):
            self.circles.append(Lane(placed.lane, Kind.CIRCLE))
            self.rows[placed.lane] = []
        lane = next(lane for lane in self.lanes if lane.id == placed.lane)
        if placed.due is not None:
            self.due.append((placed, author(seat, lane)))
            return ""
        return self._write(lane, author(seat, lane), placed.move)

    def _write(self, lane: Lane, by: str, move: Any) -> str:
        stamp = self.at if lane.kind is Kind.NOTES else self.at - self.at % STEP
        return self._write_to(lane.id, by, move, stamp)

    def _write_to(self, lane: str, by: str, move: Any, stamp: int) -> str:
        number = len(self.rows[lane]) + 1
        name = hashlib.sha256(f"{lane}{number}".encode()).hexdigest()[:32]
        self.rows[lane].append(Entry(number, name, stamp, by, move))
        return name

    # What stories need again and again

    def registers(self, name: str = "version 1", text: str = TEXT) -> str:
        self.asks("M1", "register", self.lane(Kind.DESK), text={"en": text}, name=name)
        return list(self.view(self.seat("M1")).desk.versions)[-1]

    def delivers(self, to: str, sha256: str, by: str = "M1", **more: Any) -> str:
        return self.asks(by, "deliver", self.lane(Kind.CHANNEL, to), sha256=sha256, **more)[0]

    def says(self, who: str, kind: str, /, **fields: Any) -> str:
        """A delegation's move in its own channel."""
        return self.asks(who, kind, self.lane(Kind.CHANNEL, who), **fields)[-1]
