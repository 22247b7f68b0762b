"""Lives of keys in closed talks: people come by paper, write, lose their keys, leave; any of it cut off anywhere.

After each sequence: whoever sits in a lane opens everything in it that anybody there opens; what somebody opened and did not
give up they still open; who left, and who bears a paper that was withdrawn, opens nothing that is kept, and nothing that was
written after the hour at which keys turn.
"""

import random
import secrets
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import Any

from django.db import connection, connections

from goodoffices.core.errors import Refused
from goodoffices.core.lanes import Kind
from goodoffices.journal import codes
from goodoffices.journal.box import Unreadable
from goodoffices.journal.closed import open_lane_key
from goodoffices.journal.pairs import Pair, pair_of_token
from goodoffices.web import writer
from goodoffices.web.people import actions as joining
from goodoffices.web.people import invitations, locks
from goodoffices.web.people.models import Person
from goodoffices.web.talks import actions, sharing, store
from goodoffices.web.talks.models import EntryRow, SealedKeyRow
from goodoffices.web.talks.store import Sitting
from tests.web.talks.site_world import SiteWorld, fresh

PASSWORD = "four plain words here"
OPERATIONS = 30
PARTS = {"mediators": ("M1",), "observers": (), "guarantors": (), "principals": ()}
Place = tuple[str, str]


class Cut(Exception):
    """The process was killed here."""


@dataclass
class _CutAt:
    left: int

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().split(None, 1)[0].upper() in ("INSERT", "UPDATE", "DELETE"):
            self.left -= 1
            if self.left < 0:
                raise Cut
        return execute(sql, params, many, context)


@dataclass(eq=False)
class Holder:
    """Somebody who sits in a seat: their pair, what opens it, what they could open when last looked at."""

    sitting: Sitting
    pair: Pair
    person: Person | None = None
    password: str = PASSWORD
    sheet: str = ""
    opened: set[Place] = field(default_factory=set)

    def opens(self) -> set[Place]:
        """Every key that is sealed to their pair and opens."""
        found = set()
        rows = SealedKeyRow.objects.filter(bearer__public=self.pair.public.hex())
        for lane, epoch, sealed in rows.values_list("key__lane_id", "key__epoch", "sealed"):
            open_lane_key(self.pair, (lane, epoch), bytes(sealed))
            found.add((lane, epoch))
        return found


@dataclass
class Life:
    """Closed talks, those who sit in them, those who left and what they had opened, papers given out and withdrawn."""

    chance: random.Random
    world: SiteWorld
    here: list[Holder] = field(default_factory=list)
    gone: list[tuple[Holder, datetime]] = field(default_factory=list)
    papers: list[tuple[str, Sitting]] = field(default_factory=list)
    void: list[Pair] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    @classmethod
    def begun(cls, chance: random.Random) -> "Life":
        """Begin talks; a program sits in each seat."""
        world = SiteWorld(closed=True, **PARTS)
        life = cls(chance, world)
        life.here = [Holder(seat, pair_of_token(world.tokens[who])) for who, seat in world.seats.items()]
        for holder in life.here:
            if holder.sitting.delegation:
                life.act(holder, Kind.ROOM, "join", name=f"Head {fresh()[:4]}")
        life.look()
        return life

    # What may happen

    def step(self) -> None:
        """Let something happen to somebody, perhaps cut off before one of its writes, and perhaps tried again."""
        of_persons = (self.lose, self.forget, self.relock, self.sheet)
        of_all = (
            self.say,
            self.say,
            self.invite,
            self.take,
            self.take,
            self.leave,
            self.token,
            self.withdraw,
            self.night,
        )
        persons = [one for one in self.here if one.person]
        what = self.chance.choice((*of_all, *of_persons, self.sheet) if persons else of_all)
        if what == self.take and not self.papers:
            what = self.invite
        who = self.chance.choice(persons if what in of_persons else self.here)
        do = partial(what, who)
        if (
            self.chance.random() < 0.5
            and self.cut_off(do, self.chance.randrange(12))
            and self.chance.random() < 0.5
        ):
            self.counts["left cut off"] += 1
        elif self.chance.random() < 0.9:
            self.quietly(do)
        self.look()

    def cut_off(self, do: Callable[[], None], at: int) -> bool:
        """Do it, killed before that write; return whether it was."""
        cut = _CutAt(at)
        try:
            with connection.execute_wrapper(cut), connections["edge"].execute_wrapper(cut):
                self.quietly(do)
        except Cut:
            self.counts["cut off"] += 1
            return True
        return False

    def quietly(self, do: Callable[[], None]) -> None:
        """Do it; what the rules refuse, or cannot be opened, was not done."""
        try:
            do()
        except (Refused, store.Absent, Unreadable):
            self.counts["refused"] += 1

    def act(self, who: Holder, kind: Kind, move: str, **fields: Any) -> None:
        """Make one move in a lane of theirs, as a page would: first they visit."""
        with store.opening_with(who.pair):
            sharing.settle(who.sitting, self.world.at)
            lanes = [one.id for one in store.lanes_of(who.sitting.seat) if one.kind == kind]
            if not lanes:
                raise store.Absent
            asked = [{"lane": lanes[0], "kind": move, **fields}]
            actions.make(who.sitting, actions.act_of(fresh(), asked), self.world.at)
            self.counts[move] += 1

    def say(self, who: Holder) -> None:
        kinds = (Kind.CHANNEL,) if not who.sitting.delegation else (Kind.ROOM, Kind.CHANNEL)
        self.act(who, self.chance.choice(kinds), "say", words="Words.")

    def invite(self, who: Holder) -> None:
        if not who.sitting.delegation or len(self.here) > 7:
            return
        with store.opening_with(who.pair):
            seat = sharing.add_seat(who.sitting, self.world.at, fresh)
            made = sharing.invite(who.sitting, seat.seat, self.world.at)
        self.papers.append((made.code, seat))
        self.counts["invited"] += 1

    def withdraw(self, who: Holder) -> None:
        """Invite to a seat once more: the older paper is worth nothing."""
        own = [one for one in self.papers if one[1].delegation == who.sitting.delegation]
        if own and who.sitting.delegation:
            code, seat = self.chance.choice(own)
            with store.opening_with(who.pair):
                made = sharing.invite(who.sitting, seat.seat, self.world.at)
            self.papers[self.papers.index((code, seat))] = (made.code, seat)
            self.void.append(invitations.pair(code))
            self.counts["withdrawn"] += 1

    def take(self, _: Holder) -> None:
        """Somebody new comes in by a paper, and says who they are."""
        if not self.papers:
            return
        code, seat = self.chance.choice(self.papers)
        invited = invitations.invited(code, self.world.at)
        person = invited.by or joining.join(
            invited, joining.New(invitations.fresh_name(), PASSWORD), self.world.at
        )
        pair = locks.by_password(person, PASSWORD)
        assert pair
        self.papers.remove((code, seat))
        self.void.append(invited.paper)
        holder = Holder(store.seat_of(seat.seat), pair, person)
        self.here.append(holder)
        self.counts["came in"] += 1
        self.act(holder, Kind.ROOM, "join", name=f"New {fresh()[:4]}")

    def leave(self, who: Holder) -> None:
        if who.person is None and self.chance.random() < 0.8:
            return
        self.act(who, Kind.DESK if not who.sitting.delegation else Kind.ROOM, "leave")
        self.left(who)

    def left(self, who: Holder) -> None:
        """Note that somebody is gone."""
        self.here.remove(who)
        self.counts["left"] += 1
        self.gone.append((who, self.world.at))

    def lose(self, who: Holder) -> None:
        """Somebody lost password and sheet, and takes a new pair."""
        if who.person is None:
            return
        with writer.turn(""):
            pair = locks.replace(who.person, PASSWORD)
            store.begin_lost_anew(who.sitting.seat, self.world.at)
        self.void.append(who.pair)
        who.pair, who.password, who.sheet, who.opened = pair, PASSWORD, "", set()
        self.counts["lost all"] += 1

    def forget(self, who: Holder) -> None:
        """Somebody lost their password, and their session: the sheet opens the same pair, and nothing else does."""
        if who.person is None or not who.sheet:
            return
        pair = locks.by_sheet(who.person, who.sheet)
        assert pair is not None
        assert pair.public == who.pair.public
        locks.relock(who.person, pair, "another four plain words")
        who.password = "another four plain words"
        self.counts["by the sheet"] += 1

    def relock(self, who: Holder) -> None:
        """Change the password; the old one opens nothing."""
        if who.person is None:
            return
        new = f"the password {fresh()}"
        locks.relock(who.person, locks.by_password(who.person, who.password), new)
        who.password = new
        self.counts["password changed"] += 1

    def sheet(self, who: Holder) -> None:
        if who.person is None:
            return
        code = codes.fresh(codes.LONG, secrets.token_bytes)
        locks.put_on_sheet(who.person, who.pair, code)
        who.sheet = code
        self.counts["sheets"] += 1

    def token(self, who: Holder) -> None:
        """A program of theirs gets a token of its own."""
        if sum(one.sitting.seat == who.sitting.seat for one in self.here) > 2:
            return
        with writer.turn(who.sitting.seat):
            token = store.give_token(who.sitting.seat)
        self.here.append(Holder(who.sitting, pair_of_token(token)))
        self.counts["tokens"] += 1

    def night(self, _: Holder) -> None:
        """A night goes by, at times a fortnight."""
        self.world.wait(days=self.chance.choice((1, 1, 1, 15)))
        sharing.drop_papers(self.world.at)
        for code, seat in [
            one for one in self.papers if invitations.open_until(one[1].seat, self.world.at) is None
        ]:
            self.papers.remove((code, seat))
            self.void.append(invitations.pair(code))
        self.counts["nights"] += 1

    # What must hold

    def look(self) -> None:
        """Whatever was opened and not given up is opened still; who sits in a seat that was left is gone."""
        for one in list(self.here):
            if not _sits(one.sitting):
                self.left(one)
                continue
            held = {lane.id for lane in store.lanes_of(one.sitting.seat)}
            now = {place for place in one.opens() if place[0] in held}
            self.counts["lost"] += len({place for place in one.opened if place[0] in held} - now)
            one.opened |= now

    def ends(self) -> None:
        """Everybody comes once more, twice; then all of it is looked at."""
        for _ in range(2):
            for one in self.here:
                with store.opening_with(one.pair):
                    sharing.settle(one.sitting, self.world.at)
        self.look()
        lanes = {one: {lane.id for lane in store.lanes_of(one.sitting.seat)} for one in self.here}
        anybody = {place for one in self.here for place in one.opened if place[0] in lanes[one]}
        for one in self.here:
            short = {place for place in anybody if place[0] in lanes[one]} - one.opened
            self.counts["shut to a holder"] += len(short)
            self.counts["locked out"] += one.person is not None and not self._let_in(one)
        for one, at in self.gone:
            if all(one.pair.public != other.pair.public for other in self.here):
                self.counts["kept for who left"] += len(one.opens())
            self.counts["read after the hour"] += self._read_later(one, at)
        for paper in self.void:
            self.counts["kept for a paper"] += SealedKeyRow.objects.filter(
                bearer__public=paper.public.hex()
            ).count()

    def _let_in(self, one: Holder) -> bool:
        pair = locks.by_password(one.person, one.password)  # type: ignore[arg-type]
        by_sheet = not one.sheet or locks.by_sheet(one.person, one.sheet) is not None
        return pair is not None and pair.public == one.pair.public and by_sheet

    def _read_later(self, one: Holder, at: datetime) -> int:
        """Count the entries made after the hour by keys that were opened before it."""
        lanes = {lane for lane, _ in one.opened}
        made = EntryRow.objects.filter(lane__in=lanes, stamp__gt=int(at.timestamp()))
        later = [row for row in made.values_list("lane", "epoch", "stamp") if _day(row[2]) > store.day_of(at)]
        return sum((lane, epoch) in one.opened for lane, epoch, _ in later)


def _day(stamp: int) -> int:
    return store.day_of(datetime.fromtimestamp(stamp, UTC))


def _sits(sitting: Sitting) -> bool:
    try:
        store.seat_of(sitting.seat)
    except store.Absent:
        return False
    return True


NEVER = (
    "lost",
    "shut to a holder",
    "locked out",
    "kept for who left",
    "read after the hour",
    "kept for a paper",
)


def lived(seed: int, operations: int = OPERATIONS) -> Mapping[str, int]:
    """Live one life; return what was counted."""
    life = Life.begun(random.Random(seed))
    for _ in range(operations):
        life.step()
    life.ends()
    return Counter({"lives": 1}) + life.counts
