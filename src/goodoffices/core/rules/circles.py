"""Rules for circles: making one, and what is said in it."""

from goodoffices.core.entries import Placed
from goodoffices.core.errors import Phrase
from goodoffices.core.moves import Answer, Ask, Convene, Say
from goodoffices.core.moves.circles import PURPOSES
from goodoffices.core.people import named
from goodoffices.core.rules.plea import Plea, need, present


def convene(plea: Plea) -> tuple[Placed, ...]:
    """Make a circle of the rooms and mediators named, and of whoever makes it; nothing of it stands at the desk.

    Only a mediator does: nobody is brought together with another party by that party.
    """
    lane = plea.context.fresh()
    need(lane not in plea.view.lanes, "Make one circle at a time.")
    name = named(plea.fields.words("name"), Phrase("the circle's name"))
    need(
        all(one.name != name for _lane, one in plea.view.circles()),
        "You are in a circle called “{name}” already; give this one a name of its own.",
        name=name,
    )
    rooms = tuple(dict.fromkeys(plea.view.delegation(one).id for one in plea.fields.names("rooms")))
    own = plea.view.seat.id
    others = tuple(dict.fromkeys(_chair(plea, one) for one in plea.fields.names("seats")))
    need(rooms or set(others) - {own}, "Name those who are in the circle with you: a room, or a mediator.")
    purpose = plea.fields.one_of("purpose", PURPOSES)
    seats = (own, *(one for one in others if one != own))
    words = plea.fields.words(needed=False)
    return (Placed(lane, Convene(name, purpose, rooms, _agreed(plea, seats), words)),)


def _agreed(plea: Plea, seats: tuple[str, ...]) -> tuple[str, ...]:
    """Return mediators in the order in which they stand at the table."""
    return tuple(chair.seat for chair in plea.view.table.mediators if chair.seat in seats)


def _chair(plea: Plea, wanted: str) -> str:
    chairs = {chair.seat: chair.name for chair in plea.view.table.mediators}
    return present(next((seat for seat, name in chairs.items() if wanted in (seat, name)), ""), chairs)


def say(plea: Plea) -> tuple[Placed, ...]:
    """Say something to all who are in the circle."""
    return plea.here(Say(plea.fields.words(), plea.signed()))


def ask(plea: Plea) -> tuple[Placed, ...]:
    """Ask all who are in the circle."""
    return plea.here(Ask(plea.fields.words(), plea.fields.words("clause", needed=False), plea.signed()))


def answer(plea: Plea) -> tuple[Placed, ...]:
    """Answer a question that another asked here."""
    item = present(plea.fields.words("item"), plea.circle.questions)
    return plea.here(Answer(item, plea.fields.words(), plea.signed()))
