"""Rules for the text of a circle: who lays it, reacts to it, accepts it and takes back what was said or laid."""

from goodoffices.core import text as one_text
from goodoffices.core.covering import beyond_the_rest
from goodoffices.core.entries import Placed, author
from goodoffices.core.errors import Phrase, Refused
from goodoffices.core.fold.circle import Laid
from goodoffices.core.moves import Assent, Dissent, React, Register, Withdraw
from goodoffices.core.moves.answers import LEVELS, If
from goodoffices.core.moves.texts import REACTIONS
from goodoffices.core.people import named
from goodoffices.core.rules.answers import BEYOND, WHOSE_WORD, conditions
from goodoffices.core.rules.plea import Plea, need
from goodoffices.core.rules.texts import aligned, clause_of

NONE_LAID = "No text is laid in this circle."
MOVED = (
    "Another text was laid here since. Nothing was said of it; look at what changed, and say it of that text."
)


def lay(plea: Plea) -> tuple[Placed, ...]:
    """Lay a text, or the next version of one, before all who are in the circle; nothing of it stands on the table."""
    files = plea.fields.texts()
    sha256 = one_text.fingerprint(list(aligned(files)))
    newest = plea.circle.newest
    need(newest is None or newest.sha256 != sha256, "This text is laid here already.")
    name = named(plea.fields.words("name"), Phrase("the version's name"))
    need(
        all(one.name != name for one in plea.circle.laid),
        "Another text here is called “{name}”; name this one anew.",
        name=name,
    )
    cover = plea.fields.words("cover", needed=False)
    return plea.here(Register(sha256, name, files, plea.context.check(sha256), cover))


def react(plea: Plea) -> tuple[Placed, ...]:
    """React to a clause of the text laid last; for the rooms that are in the circle."""
    newest = _newest(plea)
    clause = clause_of(plea.view.files(plea.lane.id, newest.number), plea.fields.words("clause"))
    reaction = plea.fields.one_of("reaction", REACTIONS)
    return plea.here(React(newest.sha256, clause, reaction, plea.fields.words(needed=False), plea.signed()))


def accept(plea: Plea) -> tuple[Placed, ...]:
    """Accept the text laid last, or a clause of it: at which level, on what, until when; never more than that text."""
    newest = _newest(plea)
    level = plea.fields.one_of("level", LEVELS)
    clause = plea.fields.words("clause", needed=False)
    until = plea.fields.second("until")
    need(not until or until > plea.context.at, "That time has passed; say until when it will stand.")
    authority = plea.fields.words("authority", needed=False)
    need(authority or level not in ("principal", "ratified"), WHOSE_WORD)
    need(not beyond_the_rest(plea.view, level, plea.context.at), BEYOND)
    return plea.here(
        Assent(
            sha256=newest.sha256,
            languages=newest.languages,
            level=level,
            clause=clause_of(plea.view.files(plea.lane.id, newest.number), clause) if clause else "",
            conditions=_conditions(plea, newest),
            until=until,
            zone=plea.fields.words("zone", needed=False),
            authority=authority,
            early=plea.fields.flag("early"),
            signed=plea.signed(),
        )
    )


def decline(plea: Plea) -> tuple[Placed, ...]:
    """Say that the text laid last, or a clause of it, is not accepted."""
    newest = _newest(plea)
    clause = plea.fields.words("clause", needed=False)
    return plea.here(
        Dissent(
            sha256=newest.sha256,
            level=plea.fields.one_of("level", LEVELS),
            clause=clause_of(plea.view.files(plea.lane.id, newest.number), clause) if clause else "",
            words=plea.fields.words(needed=False),
            signed=plea.signed(),
        )
    )


def withdraw(plea: Plea) -> tuple[Placed, ...]:
    """Take back one's own acceptance, or a text one laid; it stays written that it was."""
    item, state = plea.fields.words("item"), plea.circle
    own = author(plea.view.seat, plea.lane)
    yeses = [
        one
        for name, one in (*state.answers.items(), *state.parts.items())
        if one.id == item and one.accepts and name.startswith(f"{own}:")
    ]
    texts = [one for one in state.laid if one.id == item and one.by == own]
    need(yeses or texts, "There is nothing of yours of that kind here to take back.")
    gone = any(one.withdrawn for one in yeses) or any(one.withdrawn for one in texts)
    need(not gone, "It was taken back already.")
    return plea.here(Withdraw(item, plea.fields.words(needed=False)))


def _newest(plea: Plea) -> Laid:
    """Return the text an answer is of; refuse where another was laid since, for then nothing attaches."""
    need(not plea.mediates, "The rooms of this circle say what they make of its text; a mediator does not.")
    newest = plea.circle.newest
    if newest is None:
        raise Refused(NONE_LAID)
    need(plea.fields.sha256("sha256", newest.sha256) == newest.sha256, MOVED)
    return newest


def _conditions(plea: Plea, newest: Laid) -> tuple[If, ...]:
    """Return what a yes waits for; over others of the circle alone, for of others nothing is known here."""
    made = conditions(plea, newest)
    own, rooms = plea.view.seat.delegation, plea.circle.rooms
    others = [one.who for one in made if one.who]
    need(own not in others, "A condition is over somebody else's answer.")
    need(set(others) <= set(rooms), "A condition is over the answer of a room of this circle.")
    return made
