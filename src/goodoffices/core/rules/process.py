"""Rules for the process: settings, rounds, who sits where, who may send, what was set for a time."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from goodoffices.core.entries import Placed
from goodoffices.core.errors import Absent, BadInput, Phrase, Refused
from goodoffices.core.lanes import Kind, Lane
from goodoffices.core.moves import (
    Amend,
    Appoint,
    Approve,
    Arrange,
    CallOff,
    CloseRound,
    End,
    Join,
    Leave,
    LetIn,
    OpenRound,
    Permit,
    Prepare,
    PrepareAlone,
    PrepareWithin,
    Resume,
    Suspend,
)
from goodoffices.core.people import WHO_MAY_REDRAFT, Settings, named
from goodoffices.core.rules.plea import Plea, need, present

PREPARES = "You prepare; somebody who may send sends it."
TWO = ("release", "accept", "sign")


def settings_of(plea: Plea) -> Settings:
    """Return the settings asked for; what was not named stays as it is."""
    now, fields = plea.view.table.settings, plea.fields
    attributed = fields.take("attributed")
    return replace(
        now,
        languages=fields.names("languages") or now.languages,
        redraft=fields.one_of("redraft", WHO_MAY_REDRAFT, now.redraft),  # type: ignore[arg-type]
        attributed=now.attributed if attributed is None else attributed in (True, "true", "on", "yes"),
        countersign=fields.number("countersign", now.countersign),
        step=fields.number("step", now.step),
    )


def _delivered(plea: Plea) -> bool:
    return any(channel.given for _, channel in plea.view.channels())


def arrange(plea: Plea) -> tuple[Placed, ...]:
    """Change the settings, while nothing was delivered."""
    need(
        not _delivered(plea), "A text was delivered; the settings change by an amendment given to every room."
    )
    return plea.here(Arrange(settings_of(plea)))


def amend(plea: Plea) -> tuple[Placed, ...]:
    """Change the settings by an amendment that every room reads."""
    return plea.here(Amend(settings_of(plea), plea.fields.words()))


def open_round(plea: Plea) -> tuple[Placed, ...]:
    """Open the next round."""
    table = plea.view.table
    need(not table.round_open, "Round {number} is open; close it first.", number=table.round)
    number = plea.fields.number("number", table.round + 1)
    need(number > table.round, "The next round is {number}.", number=table.round + 1)
    return plea.here(OpenRound(number, plea.fields.words(needed=False)))


def close_round(plea: Plea) -> tuple[Placed, ...]:
    """Close the open round."""
    need(plea.view.table.round_open, "No round is open.")
    return plea.here(CloseRound(plea.fields.words(needed=False)))


def appoint(plea: Plea) -> tuple[Placed, ...]:
    """Tell everybody what comes next and when, in place of something told before or beside it; or strike that out."""
    instead = plea.fields.words("instead", needed=False)
    if instead:
        present(instead, dict(plea.view.table.coming))
    at = plea.fields.second("at")
    words = plea.fields.words(needed=bool(at))
    need(at or instead, "Say at which minute, or what is struck out.")
    need(not at or at > plea.context.at, "That minute has passed; name one that is to come.")
    return plea.here(Appoint(at, words, plea.fields.words("zone", needed=False), instead))


def suspend(plea: Plea) -> tuple[Placed, ...]:
    """Let the talks rest."""
    need(not plea.view.table.suspended, "The talks are suspended already.")
    return plea.here(Suspend(plea.fields.words(needed=False)))


def resume(plea: Plea) -> tuple[Placed, ...]:
    """Let the talks go on."""
    need(plea.view.table.suspended, "The talks are not suspended.")
    return plea.here(Resume(plea.fields.words(needed=False)))


def end(plea: Plea) -> tuple[Placed, ...]:
    """End the talks."""
    return plea.here(End(plea.fields.words(needed=False)))


def join(plea: Plea) -> tuple[Placed, ...]:
    """Take one's own seat, under the name the colleagues will know."""
    seats = plea.view.desk.seats if plea.lane.kind is Kind.DESK else plea.view.room.seats
    need(plea.view.seat.id not in seats, "You took this seat already.")
    return plea.here(Join(plea.view.seat.id, named(plea.fields.words("name"), Phrase("your name"))))


def leave(plea: Plea) -> tuple[Placed, ...]:
    """Give up one's seat; the head of a delegation may do it for another of the delegation."""
    seat = plea.fields.words("seat", needed=False) or plea.view.seat.id
    at_desk = plea.lane.kind is Kind.DESK
    present(seat, dict(plea.view.desk.seats if at_desk else plea.view.room.seats))
    own = seat == plea.view.seat.id
    need(own or (not at_desk and _heads(plea)), "Only the head of the delegation may do that for another.")
    return plea.here(Leave(seat))


def _heads(plea: Plea) -> bool:
    return plea.view.room.head == plea.view.seat.id


def permit(plea: Plea) -> tuple[Placed, ...]:
    """Say who only prepares, and which moves need a second person."""
    need(_heads(plea), "Only the head of the delegation says who may send.")
    room = plea.view.room
    only = plea.fields.names("prepare_only")
    for seat in only:
        present(seat, dict(room.seats))
    need(room.head not in only, "The head of the delegation may always send.")
    two = plea.fields.names("two")
    if not set(two) <= set(TWO):
        raise BadInput("{field}: choose one of {choices}", field="two", choices=", ".join(TWO))
    need(not two or len(room.seats) > 1, "A second person is needed in the room before two can be asked for.")
    return plea.here(Permit(only, two))


def prepare(plea: Plea) -> tuple[Placed, ...]:
    """Make a move ready in the room for somebody who may send."""
    asked = plea.fields.words("asked")
    to = plea.fields.one_of("to", ("channel", "private", "circle"), "channel")
    body = plea.fields.take("body")
    if not isinstance(body, Mapping):
        raise BadInput("body: give the fields of the move that is made ready")
    written = json.dumps(dict(body), ensure_ascii=False, sort_keys=True)
    if to == "private":
        return plea.here(PrepareAlone(_with(plea), asked, written))
    if to == "circle":
        name = plea.fields.words("circle")
        within(plea, name)
        return plea.here(PrepareWithin(name, asked, written))
    return plea.here(Prepare("channel", asked, written))


def _with(plea: Plea) -> str:
    """Return the mediator, by seat, with whom a private channel is meant: the only one there is, or the one named."""
    chairs = plea.view.table.mediators
    wanted = plea.fields.words("mediator", needed=len(chairs) > 1) or chairs[0].seat
    found = next((one.seat for one in chairs if wanted in (one.seat, one.name)), "")
    return present(found, {one.seat: one for one in chairs})


def within(plea: Plea, name: str) -> Lane:
    """Return the circle of this name that the mover is in; absent where there is none."""
    found = [lane for lane, one in plea.view.circles() if one.name == name]
    need(len(found) < 2, "You are in two circles of this name; somebody who may send writes there.")
    if not found:
        raise Absent
    return found[0]


def approve(plea: Plea) -> tuple[Placed, ...]:
    """Send what another prepared, or put it aside; the sending itself is admitted like any other move."""
    room = plea.view.room
    item = present(plea.fields.words("item"), dict(room.prepared))
    prepared = room.prepared[item]
    need(not prepared.settled, "This was sent or put aside already.")
    if plea.fields.flag("drop"):
        return plea.here(Approve(item, sent=False))
    need(may_send(plea), PREPARES)
    two = prepared.asked in room.permit.two
    need(not two or prepared.by != plea.view.seat.id, "A second person of the room must send this.")
    return plea.here(Approve(item))


def prepared_fields(plea: Plea, item: str) -> tuple[str, dict[str, Any]]:
    """Return what a prepared move asks, to be admitted as if asked now."""
    made = plea.view.room.prepared[item]
    return made.asked, json.loads(made.body)


def may_send(plea: Plea) -> bool:
    """Whether the mover may send beyond the room."""
    return plea.view.seat.id not in plea.view.room.permit.prepare_only


def let_in(plea: Plea) -> tuple[Placed, ...]:
    """Let a delegate of one's own into the principals' lane."""
    return plea.here(LetIn(plea.fields.words("seat")))


def call_off(plea: Plea) -> tuple[Placed, ...]:
    """Take back what was set for a minute that has not come."""
    scheduled = plea.view.desk.scheduled
    item = present(plea.fields.words("item"), dict(scheduled))
    if scheduled[item].at <= plea.context.at:
        raise Refused("That minute has passed: it went out.")
    return plea.here(CallOff(item))
