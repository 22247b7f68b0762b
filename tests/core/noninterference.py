"""Pairs of histories that agree on the lanes a seat holds and differ in all others, and what the seat gets of each.

A seeded plain generator does the bulk; `leaks` holds the planted leaks that must be seen.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from goodoffices.core.entries import Act, Asked, Entry
from goodoffices.core.errors import BadInput, Refused
from goodoffices.core.fold import ChannelState
from goodoffices.core.fold.after import key
from goodoffices.core.lanes import Kind, Lane
from goodoffices.core.people import Role, Seat
from goodoffices.core.reading.deadlines import deadlines
from goodoffices.core.reading.deal import deal
from goodoffices.core.reading.matching import matched
from goodoffices.core.reading.policy import places
from goodoffices.core.reading.saying import may_not, may_say
from goodoffices.core.reading.standing import answers, board, common_text, holdings
from goodoffices.core.rules import admit
from goodoffices.core.signatures import signatories, tellable
from goodoffices.core.view import View, fold
from tests.core.closings import course
from tests.core.doing import anything
from tests.core.world import TEXT, World

WORDS = ("the tide turns at six", "names may follow", "not before the list", "we could wait a week", "day 9")
ALTERED = TEXT.replace("by day 7", "by day 9")


def history(chance: random.Random, length: int) -> World:
    """A world in which everybody did things at random; what the rules refuse was not done."""
    world = World()
    if chance.random() < 0.5:
        world.asks("M1", "arrange", world.lane(Kind.TABLE), step=10)
    world.registers()
    for party in ("Tarn", "Vell"):
        world.delivers(party, next(iter(world.view(world.seat("M1")).desk.versions)))
    ends = chance.randrange(2 * length + 1)  # when a text is brought to signature, if at all
    for number in range(length):
        if number == ends:
            course(chance, world)
        try:
            chance.choice((_something, _anything))(chance, world)
        except (Refused, BadInput):
            continue
    return world


def _anything(chance: random.Random, world: World) -> None:
    """Any kind of move at all, of whatever seat."""
    if chance.random() < 0.1:
        world.wait(chance.randrange(1, 900))
    seats = world.plan.seats
    seat = chance.choice((*seats, *(one for one in seats if one.mediates)))
    own = [one.id for one in seats if one.delegation == seat.delegation]
    world.makes(seat, anything(chance, world.view(seat), world.at, own))


def _something(chance: random.Random, world: World) -> None:
    who = chance.choice(("Tarn", "Vell", "G", "Watch", "M1", "M2"))
    words = chance.choice(WORDS)
    if chance.random() < 0.1:
        world.wait(chance.randrange(1, 900))
    if who in ("M1", "M2"):
        _mediates(chance, world, who, words)
    else:
        _answers(chance, world, who, words)


def _mediates(chance: random.Random, world: World, who: str, words: str) -> None:
    party = chance.choice(("Tarn", "Vell"))
    channel = world.lane(Kind.CHANNEL, party)
    sha256 = next(iter(world.view(world.seat(who)).desk.versions))
    releases = list(world.view(world.seat(who)).channel(channel.delegation).releases)
    does: Sequence[Callable[[], Any]] = (
        lambda: world.asks(who, "say", channel, words=words),
        lambda: world.asks(who, "say", world.lane(Kind.DESK), words=words),
        lambda: world.asks(who, "note", world.lane(Kind.NOTES, seat=who), words=words),
        lambda: world.asks(who, "read_back", channel, words=words),
        lambda: world.delivers(party, sha256, by=who),
        lambda: world.asks(who, "deliver", channel, text={"en": ALTERED}, name="version 1", form="left"),
        lambda: world.asks(who, "status", world.lane(Kind.DESK), clause="order", status="narrowed"),
        lambda: world.asks(who, "happen", world.lane(Kind.DESK), words="the tide turns at six"),
        lambda: world.asks(who, "link", world.lane(Kind.DESK), clause="order", on=["lists"]),
        lambda: world.asks(who, "package", world.lane(Kind.DESK), name=words, clauses=["lists", "order"]),
        lambda: world.asks(who, "enter", world.lane(Kind.DESK), lines=[words]),
        lambda: world.asks(who, "wording", world.lane(Kind.DESK), title=words, words=words),
        lambda: world.asks(who, "carry", channel, item=chance.choice(releases or ["0"])),
        lambda: world.asks(who, "confide", channel, words=words, heard={"how": "orally"}),
        lambda: _meets(chance, world, who, words),
    )
    chance.choice(does)()


def _meets(chance: random.Random, world: World, who: str, words: str) -> None:
    """A commission, and an incident that goes some part of its way in it; everybody may come to read what was found."""
    circle = world.circle("Tarn", "Vell", "G", by=who, name=f"Commission {world.at}", purpose="commission")

    def said(by: str, kind: str, **fields: Any) -> str:
        world.asks(by, kind, circle, **fields)
        return key(world.rows[circle.id][-1].move)  # type: ignore[arg-type]

    bound = said(who, "bind", file=words, parties=["Tarn", "Vell"])
    of = {"incident": said("Tarn", "allege", obligation="lists", day=1, words=words), "day": 1}
    said("G", "review", stage="received", **of)
    found = said("G", "find", finding="undetermined", words=words, **of)
    if chance.random() < 0.5:
        world.asks(who, "finding", world.lane(Kind.TABLE), item=found)
    amends = {"bound": bound, "number": 1, "day": 1, "words": words, "file": words, "sha256": "ab" * 32}
    said(who, "understand", **amends)
    said("Vell", "agree", sha256="ab" * 32, day=1)
    said("G", "close", **of)


def _answers(chance: random.Random, world: World, who: str, words: str) -> None:
    state = world.view(world.seat(who)).channel(world.seat(who).delegation)
    items = list(state.items)
    open_ones = list(state.understandings)
    room = world.lane(Kind.ROOM, who)
    valued = list(world.view(world.seat(who)).room.values)
    newest = state.newest.sha256 if state.newest else "0" * 64
    does: Sequence[Callable[[], Any]] = (
        lambda: world.says(who, "confide", words=words),
        lambda: world.says(who, "say", words=words),
        lambda: world.asks(who, "value", room, **_valued(chance, newest)),
        lambda: world.says(who, "value", item=chance.choice(valued or ["0"]), words=words),
        lambda: world.says(
            who, "react", clause="order", reaction=chance.choice(("could", "cannot", "unclear"))
        ),
        lambda: world.says(who, "redraft", clause="order", words=words),
        lambda: world.says(who, "accept", sha256=newest),
        lambda: world.says(who, "accept", sha256=newest, **_terms(chance, world, who)),
        lambda: world.says(
            who, "decline", sha256=newest, level="ratified", clause=chance.choice(("", "order"))
        ),
        lambda: world.says(who, "withdraw", item=chance.choice(_yeses(state) or ["0"])),
        lambda: world.asks(who, "accept", _alone(world, who), sha256=newest, level="personal"),
        lambda: world.says(who, "pledge", words=words, conditions=[{"sort": "accepts", "who": "Tarn"}]),
        lambda: world.asks(who, "mandate", room, **_mandate(chance)),
        lambda: world.asks(who, "refer", room, words=words, courses=[{"words": "yes"}, {"words": words}]),
        lambda: world.says(who, "acknowledge", sha256=newest),
        lambda: world.asks(who, "matter", room, words=words),
        lambda: world.asks(who, "enter", room, lines=[words]),
        lambda: world.asks(who, "wording", room, title="Ours", words=words),
        lambda: world.asks(who, "oblige", room, file=words),
        lambda: world.asks(who, "say", room, words=words),
        lambda: world.says(
            who, "release", item=chance.choice(items or ["0"]), to="Vell", **{"as": "mediators"}
        ),
        lambda: world.says(who, "correct", item=chance.choice(open_ones or ["0"]), words=words),
        lambda: world.asks(who, "check", room, text={"en": chance.choice((TEXT, ALTERED))}),
    )
    chance.choice(does)()


def _valued(chance: random.Random, sha256: str) -> dict[str, Any]:
    """A line of interests by one measure or another."""
    of: dict[str, Any] = {"sha256": sha256} if sha256.strip("0") else {}
    points = {str(option): str(chance.randrange(9)) for option in (1, 2, 3)}
    ways: Sequence[dict[str, Any]] = (
        {"measure": "points", "passage": "days", "points": points},
        {"measure": "order", "passage": "days", "ranks": {"1": 2, "2": 1, "3": 3}},
        {"measure": "never", "terms": {"days": chance.choice((1, 3))}},
        {"measure": "no_deal", "worth": str(chance.randrange(9))},
        {"measure": "no_deal", "gone": True},
    )
    return {**of, **chance.choice(ways)}


def _yeses(state: ChannelState) -> list[str]:
    return [one.id for one in (*state.answers.values(), *state.parts.values()) if one.accepts]


def _alone(world: World, who: str) -> Lane:
    return world.lane(Kind.PRIVATE, who, "M1")


def _mandate(chance: random.Random) -> dict[str, Any]:
    """Return what a mandate keyed into a room says."""
    bound = {"clause": "order", "leave": chance.choice(("free", "refer", "forbidden"))}
    told = {"by": "The council", "heard": {"how": "by courier"}, "bounds": [bound]}
    return {**told, "rest": chance.choice(("free", "refer", "forbidden"))}


def _terms(chance: random.Random, world: World, who: str) -> dict[str, Any]:
    """Return the terms of a yes: at any level, perhaps of a clause, on what others do, for a while."""
    other = chance.choice([name for name in ("Tarn", "Vell", "G") if name != who])
    wants = [{"sort": "accepts", "who": other}, {"sort": "fact", "words": "the tide turns at six"}]
    return {
        "level": chance.choice(("personal", "delegation", "referendum")),
        "clause": chance.choice(("", "order", "lists")),
        "conditions": chance.sample(wants, chance.randrange(3)),
        "until": chance.choice((0, world.at + 600)),
        "tell": chance.choice(((), (other,))),
    }


@dataclass(frozen=True)
class Pair:
    """Two sets of lanes that a seat cannot tell apart: its own lanes are the same entries in both."""

    seat: Seat
    ours: Mapping[Lane, Sequence[Entry]]
    quiet: Mapping[Lane, Sequence[Entry]]
    busy: Mapping[Lane, Sequence[Entry]]


def pair(chance: random.Random, one: World, other: World) -> Pair:
    """Keep a seat's lanes of one world; take all other lanes once from it and once from the other."""
    seat = chance.choice(one.plan.seats)
    ours = one.held(seat)
    quiet = {lane: one.rows[lane.id] for lane in one.lanes}
    theirs = {lane: other.rows[lane.id] for lane in other.circles if lane not in other.held(seat)}
    own = {lane: rows for lane, rows in ours.items() if lane not in one.plan.lanes}
    busy = {lane: ours.get(lane, other.rows[lane.id]) for lane in one.plan.lanes} | own | theirs
    return Pair(seat, ours, quiet, busy)


Load = Callable[[Seat, Mapping[Lane, Sequence[Entry]], World], View]


def load(seat: Seat, everything: Mapping[Lane, Sequence[Entry]], world: World) -> View:
    """What the program does: take the lanes the seat holds, and fold them."""
    held = world.held(seat)
    return fold(seat, {lane: everything[lane] for lane in everything if lane in held})


def shown(view: View, probes: Sequence[Asked], world: World) -> list[object]:
    """Everything the core tells a seat: states, readings, and how its own acts are answered."""
    parts: list[object] = [sorted(view.lanes), view.states, places(view), deadlines(view)]
    if view.seat.mediates:
        parts += [signatories(view), tellable(view)]
        parts += [matched(view, world.at), deal(view, ["order", "lists"], world.at)]
        parts += [holdings(view), answers(view), common_text(view), board(view, ["order", "lists"])]
        parts += [(may_say(view, one.id), may_not(view, one.id)) for one in view.table.delegations]
    for probe in probes:
        try:
            parts.append(admit(view, Act("probe", (probe,)), world.context()))
        except (Refused, BadInput) as refusal:
            parts.append(str(refusal))
    return parts


def probes(chance: random.Random, world: World, seat: Seat) -> list[Asked]:
    """Moves the seat tries, in lanes it holds and lanes it does not."""
    lanes = chance.sample(list(world.lanes), 3)
    own = [lane for lane in world.held(seat) if lane.kind in (Kind.CHANNEL, Kind.ROOM)]
    tried = [Asked(lane.id, "say", {"words": "hello"}) for lane in (*lanes, *own[:1])]
    tried += [Asked(lane.id, "accept", {"sha256": "a" * 64}) for lane in own[:2]]
    if seat.role is Role.DELEGATE:
        tried += [Asked(lane.id, "react", {"clause": "order", "reaction": "could"}) for lane in own[-1:]]
    return tried


def differs(chance: random.Random, worlds: Sequence[World], loader: Load = load) -> bool:
    """Whether a seat can tell two histories apart that differ only where it holds nothing."""
    one, other = chance.sample(worlds, 2)
    both = pair(chance, one, other)
    tried = probes(chance, one, both.seat)
    views = [loader(both.seat, everything, one) for everything in (both.quiet, both.busy)]
    return shown(views[0], tried, one) != shown(views[1], tried, one)


# Planted leaks: each a mistake somebody could make, of the kinds known from elsewhere


def leaks() -> Mapping[str, Load]:
    """Return the planted leaks of the core by name."""
    return {
        "global numbers": _global_numbers,
        "counts of all rooms": _counts,
        "latest stamp of all lanes": _latest,
        "desk status shown to rooms": _status,
        "settings tell of another room": _activity_in_settings,
        "another room's reaction": _reaction,
        "a mandate that another room was given": _mandates,
        "how another room reads a vague clause": _readings,
        "a table of contents with an annex": _contents,
        "how many circles there are": _circles,
        "a circle on the page of who sees what": _policy,
        "the next deadline of whatever lane": _next_deadline,
        "a lone signature under the text": _lone("sign"),
        "initials of another room": _lone("initial"),
        "a vote refused before everybody was told": _lone("ratify"),
    }


def _global_numbers(seat: Seat, everything: Mapping[Lane, Sequence[Entry]], world: World) -> View:
    position = 0
    held = world.held(seat)
    mine: dict[Lane, list[Entry]] = {}
    for lane, entries in everything.items():
        for entry in entries:
            position += 1
            if lane in held:
                mine.setdefault(lane, []).append(replace(entry, id=f"{position}"))
    return fold(seat, {lane: mine.get(lane, []) for lane in held})


def _counts(seat: Seat, everything: Mapping[Lane, Sequence[Entry]], world: World) -> View:
    view = load(seat, everything, world)
    total = sum(len(entries) for entries in everything.values())
    return _table(view, name=f"{view.table.name} ({total})")


def _latest(seat: Seat, everything: Mapping[Lane, Sequence[Entry]], world: World) -> View:
    view = load(seat, everything, world)
    last = max(entry.stamp for entries in everything.values() for entry in entries)
    return _table(view, name=f"{view.table.name} {last}")


def _status(seat: Seat, everything: Mapping[Lane, Sequence[Entry]], world: World) -> View:
    view = load(seat, everything, world)
    desk = [entry.move for lane, rows in everything.items() if lane.kind is Kind.DESK for entry in rows]
    words = [move.status for move in desk if move.kind == "status"]  # type: ignore[union-attr]
    return _table(view, name=view.table.name + "".join(words))


def _activity_in_settings(seat: Seat, everything: Mapping[Lane, Sequence[Entry]], world: World) -> View:
    view = load(seat, everything, world)
    rooms = [len(rows) for lane, rows in everything.items() if lane.kind is Kind.ROOM]
    return _table(view, settings=replace(view.table.settings, keep_days=max(rooms)))


def _mandates(seat: Seat, everything: Mapping[Lane, Sequence[Entry]], world: World) -> View:
    view = load(seat, everything, world)
    told = [entry.stamp for rows in everything.values() for entry in rows if entry.move.kind == "mandate"]
    return _table(view, name=f"{view.table.name} {max(told, default=0)}")


def _readings(seat: Seat, everything: Mapping[Lane, Sequence[Entry]], world: World) -> View:
    view = load(seat, everything, world)
    told = [entry.stamp for rows in everything.values() for entry in rows if entry.move.kind == "construe"]
    return _table(view, name=f"{view.table.name} {max(told, default=0)}")


def _contents(seat: Seat, everything: Mapping[Lane, Sequence[Entry]], world: World) -> View:
    view = load(seat, everything, world)
    made = [rows[0].move for lane, rows in everything.items() if lane.kind is Kind.CIRCLE]
    return _table(view, name=view.table.name + "".join(one.purpose for one in made))  # type: ignore[union-attr]


def _circles(seat: Seat, everything: Mapping[Lane, Sequence[Entry]], world: World) -> View:
    view = load(seat, everything, world)
    return _table(view, round=sum(lane.kind is Kind.CIRCLE for lane in everything))


def _next_deadline(seat: Seat, everything: Mapping[Lane, Sequence[Entry]], world: World) -> View:
    view = load(seat, everything, world)
    set_for = [
        move.at
        for rows in everything.values()
        for move in (one.move for one in rows)
        if move.kind == "deadline"
    ]  # type: ignore[union-attr]
    return _table(view, name=f"{view.table.name} {min(set_for, default=0)}")


def _policy(seat: Seat, everything: Mapping[Lane, Sequence[Entry]], world: World) -> View:
    view = load(seat, everything, world)
    for lane, rows in everything.items():
        if lane.kind is Kind.CIRCLE:
            view = view.begun(lane).after(lane.id, rows[0])
    return view


def _lone(kind: str) -> Load:
    """A page of signatures made of what stands in the channels, and not of what everybody was told."""

    def leaks(seat: Seat, everything: Mapping[Lane, Sequence[Entry]], world: World) -> View:
        view = load(seat, everything, world)
        found = [
            lane.delegation for lane, rows in everything.items() for entry in rows if entry.move.kind == kind
        ]
        return _table(view, name=f"{view.table.name} {found}")

    return leaks


def _reaction(seat: Seat, everything: Mapping[Lane, Sequence[Entry]], world: World) -> View:
    view = load(seat, everything, world)
    said = [
        entry.move.reaction  # type: ignore[union-attr]
        for lane, rows in everything.items()
        if lane.kind is Kind.CHANNEL
        for entry in rows
        if entry.move.kind == "react"
    ]
    return _table(view, name=view.table.name + "".join(said[-1:]))


def _table(view: View, **changes: Any) -> View:
    table = next(lane for lane in view.lanes.values() if lane.kind is Kind.TABLE)
    return replace(view, states={**view.states, table.id: replace(view.table, **changes)})
