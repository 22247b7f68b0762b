"""Rules for what ties one thing to another: a guarantor's letter, outside facts, links and packages at the desk."""

from goodoffices.core.entries import Placed
from goodoffices.core.errors import Phrase, Refused
from goodoffices.core.fold.channel import Given
from goodoffices.core.lanes import Kind
from goodoffices.core.moves import Construe, Happen, Link, Package, Pledge, Undo
from goodoffices.core.people import Standing, named
from goodoffices.core.rules.answers import conditions, witnessed
from goodoffices.core.rules.plea import NO_TEXT_YET, Plea, need
from goodoffices.core.rules.texts import clause_of


def pledge(plea: Plea) -> tuple[Placed, ...]:
    """Give a guarantor's letter, perhaps on conditions."""
    standing = plea.view.delegation(plea.lane.delegation).standing
    need(standing is Standing.GUARANTOR, "Only a guarantor gives a letter.")
    until = plea.fields.second("until")
    need(not until or until > plea.context.at, "That time has passed; say until when it will stand.")
    made = Pledge(
        words=plea.fields.words(),
        conditions=conditions(plea, _given(plea)),
        until=until,
        zone=plea.fields.words("zone", needed=False),
        heard=witnessed(plea),
    )
    return plea.here(made)


def _given(plea: Plea) -> Given:
    newest = plea.view.channel(plea.lane.delegation).newest
    if newest is None:
        raise Refused(NO_TEXT_YET)
    return newest


def construe(plea: Plea) -> tuple[Placed, ...]:
    """Say how this delegation reads a clause: in its own room, or to the desk."""
    clause = clause_of(plea.view.text_of(_given(plea).sha256), plea.fields.words("clause"))
    heard = witnessed(plea) if plea.lane.kind is Kind.CHANNEL else None
    return plea.here(Construe(clause, plea.fields.words(), heard))


def happen(plea: Plea) -> tuple[Placed, ...]:
    """Write down that something outside the talks is so, or not so."""
    return plea.here(Happen(plea.fields.words(), not plea.fields.flag("not")))


def link(plea: Plea) -> tuple[Placed, ...]:
    """Let a clause hang on others."""
    clause = _clause(plea, plea.fields.words("clause"))
    on = tuple(_clause(plea, one) for one in plea.fields.names("on"))
    need(on, "Say which clauses it hangs on.")
    need(clause not in on, "A clause cannot hang on itself.")
    return plea.here(Link(clause, on, plea.fields.words(needed=False)))


def package(plea: Plea) -> tuple[Placed, ...]:
    """Tie clauses together, to stand or fall whole."""
    name = named(plea.fields.words("name"), Phrase("the package's name"))
    clauses = tuple(dict.fromkeys(_clause(plea, one) for one in plea.fields.names("clauses")))
    need(len(clauses) > 1, "A package holds two clauses at least.")
    return plea.here(Package(name, clauses))


def undo(plea: Plea) -> tuple[Placed, ...]:
    """Take a link or a package away."""
    item = plea.fields.words("item")
    desk = plea.view.desk
    need(item in desk.links or item in desk.packages, "No link or package of that kind stands here.")
    return plea.here(Undo(item))


def _clause(plea: Plea, wanted: str) -> str:
    versions = list(plea.view.desk.versions.values())
    need(versions, "Register a text first; then its clauses can be tied together.")
    return clause_of(plea.view.text_of(versions[-1].sha256), wanted)
