"""Rules for words: who may say, confide, release, carry, read back; each returns its moves in full."""

from typing import get_args

from goodoffices.core.entries import Placed
from goodoffices.core.errors import Refused
from goodoffices.core.fold import RoomState
from goodoffices.core.fold.words import Released
from goodoffices.core.lanes import Kind
from goodoffices.core.moves import (
    Answer,
    Ask,
    Brought,
    Carry,
    Concern,
    Confide,
    Confided,
    Confirm,
    Correct,
    Matter,
    Note,
    ReadBack,
    Release,
    Revoke,
    Say,
)
from goodoffices.core.moves.words import Guise
from goodoffices.core.rules.plea import Plea, need, present

GUISES: tuple[Guise, ...] = get_args(Guise)
EVERYBODY = "table"
CANNOT_BE_UNSAID = "It was carried already: what was said cannot be unsaid."


def note(plea: Plea) -> tuple[Placed, ...]:
    """Write a note to oneself."""
    return plea.here(Note(plea.fields.words()))


def say(plea: Plea) -> tuple[Placed, ...]:
    """Say something; a mediator who writes down what a delegation said adds how it was heard."""
    told = plea.fields.take("heard")
    if told is not None and plea.mediates and plea.lane.kind in (Kind.CHANNEL, Kind.PRIVATE):
        by = plea.view.name_of(plea.view.seat.id)
        heard = type(plea.fields)({"heard": told}).heard(by)
        return plea.here(Say(plea.fields.words(), heard=heard))
    return plea.here(Say(plea.fields.words(), signed=plea.signed()))


def ask(plea: Plea) -> tuple[Placed, ...]:
    """Ask a question, of a clause or of none."""
    told = plea.fields.take("heard")
    clause = plea.fields.words("clause", needed=False)
    if told is not None and plea.mediates:
        by = plea.view.name_of(plea.view.seat.id)
        heard = type(plea.fields)({"heard": told}).heard(by)
        return plea.here(Ask(plea.fields.words(), clause, heard=heard))
    return plea.here(Ask(plea.fields.words(), clause, plea.signed()))


def answer(plea: Plea) -> tuple[Placed, ...]:
    """Answer a question that stands open here."""
    item = present(plea.fields.words("item"), plea.channel.questions)
    asked = plea.channel.questions[item]
    theirs = plea.mediates and asked.by == plea.view.seat.id
    heard = plea.heard() if theirs or plea.fields.flag("for_them") else None
    return plea.here(Answer(item, plea.fields.words(), plea.signed(), heard))


def matter(plea: Plea) -> tuple[Placed, ...]:
    """Write a line of what matters to this room, and why."""
    return plea.here(Matter(plea.fields.words(), plea.fields.words("why", needed=False)))


def confide(plea: Plea) -> tuple[Placed, ...]:
    """Tell the mediators in confidence; a line of what matters may be named instead of words."""
    line = plea.fields.words("item", needed=False)
    clause = plea.fields.words("clause", needed=False)
    if not line:
        return plea.here(Confide(plea.fields.words(), clause, plea.signed(), plea.heard()))
    room: RoomState = plea.view.room
    kept = room.matters[present(line, room.matters)]
    need(not kept.confided, "This line was confided already.")
    words = plea.fields.words(needed=False) or "\n".join(part for part in (kept.words, kept.why) if part)
    return (*plea.into(Kind.ROOM, Confided(line)), *plea.here(Confide(words, clause, plea.signed())))


def concern(plea: Plea) -> tuple[Placed, ...]:
    """Tell one mediator alone that somebody is not safe."""
    return plea.here(Concern(plea.fields.words()))


def release(plea: Plea) -> tuple[Placed, ...]:
    """Give leave to carry: per item, per recipient, in exactly these words."""
    item = present(plea.fields.words("item"), plea.channel.items)
    guise = plea.fields.one_of("as", GUISES)
    wanted = plea.fields.names("to")
    if guise == "public":
        to: tuple[str, ...] = (EVERYBODY,)
    else:
        to = tuple(plea.view.delegation(one).id for one in wanted)
        need(to, "Say to whom it may be carried.")
        need(plea.lane.delegation not in to, "A release goes to others; choose another delegation.")
    words = plea.fields.words(needed=False) or plea.channel.items[item].words
    return plea.here(Release(item, to, words, guise, plea.heard()))


def revoke(plea: Plea) -> tuple[Placed, ...]:
    """Take a release back, while nobody has carried it."""
    item = plea.fields.words("item")
    leave = plea.release(_leave_of(plea, item))
    need(not leave.carried, CANNOT_BE_UNSAID)
    need(not leave.revoked, "This release was taken back already.")
    return plea.here(Revoke(_leave_of(plea, item), plea.heard()))


def carry(plea: Plea) -> tuple[Placed, ...]:
    """Carry what its owner released: marked in the owner's channel, written anew where it is brought."""
    item = _leave_of(plea, plea.fields.words("item"))
    leave = plea.release(item)
    need(not leave.revoked, "Its owner took the release back; it may not be carried.")
    to = _recipient(plea, leave)
    owner = next(one for one in plea.view.table.delegations if one.id == plea.lane.delegation)
    brought = Brought(leave.words, leave.as_, owner.name if leave.as_ in ("ours", "public") else "")
    carried = plea.here(Carry(item, to))
    if to == EVERYBODY:
        return (*carried, *plea.into(Kind.TABLE, brought))
    return (*carried, *plea.into(Kind.CHANNEL, brought, to))


def _leave_of(plea: Plea, item: str) -> str:
    """Return the release meant: named itself, or the one open release of a confided item."""
    if item in plea.channel.items:
        open_ones = [
            name for name, one in plea.channel.releases.items() if one.item == item and not one.revoked
        ]
        need(open_ones, "Its owner has not released it: it may not be carried.")
        return open_ones[-1]
    return present(item, plea.channel.releases)


def _recipient(plea: Plea, leave: Released) -> str:
    wanted = plea.fields.names("to")
    left = [one for one in leave.to if one not in leave.carried]
    need(left, "It was carried to all it was released to already.")
    if not wanted:
        need(len(left) == 1, "Say to whom it is carried.")
        return left[0]
    to = EVERYBODY if wanted[0] == EVERYBODY else plea.view.delegation(wanted[0]).id
    if to not in leave.to:
        raise Refused("Its owner did not release it to them.")
    need(to in left, "It was carried to them already.")
    return to


def read_back(plea: Plea) -> tuple[Placed, ...]:
    """Say back what was understood, for the delegation to confirm or correct."""
    return plea.here(ReadBack(plea.fields.words(), plea.fields.words("item", needed=False)))


def confirm(plea: Plea) -> tuple[Placed, ...]:
    """Confirm a read-back, something heard, or a correction: each side that of the other, the desk also by word of mouth."""
    item, state = plea.fields.words("item"), plea.channel
    theirs = {
        one.correction: one.corrected_by == plea.lane.delegation for one in state.understandings.values()
    }
    if plea.mediates and theirs.get(item):
        return plea.here(Confirm(item))
    anew = theirs.get(item) is False
    open_here = anew or item in state.unconfirmed or item in state.understandings
    present(item if open_here else "", {item: None})
    return plea.here(Confirm(item, plea.heard()))


def correct(plea: Plea) -> tuple[Placed, ...]:
    """Say that a read-back is not what was said, and what was."""
    item = plea.fields.words("item")
    read = plea.channel.understandings
    anew = (one.correction for one in read.values() if one.corrected_by != plea.lane.delegation)
    present(item, {**read, **plea.channel.unconfirmed, **dict.fromkeys(anew)})
    return plea.here(Correct(item, plea.fields.words(), plea.heard()))
