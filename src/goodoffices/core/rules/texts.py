"""Rules for the one text: what is registered, delivered, checked, reacted to and accepted."""

from collections.abc import Mapping
from dataclasses import replace
from typing import get_args

from goodoffices.core import text as one_text
from goodoffices.core.entries import Placed
from goodoffices.core.errors import BadInput, Phrase, Refused
from goodoffices.core.fold.channel import Given
from goodoffices.core.fold.desk import Version
from goodoffices.core.lanes import Kind
from goodoffices.core.moves import (
    Acknowledge,
    Announce,
    Countersign,
    Deliver,
    PassOn,
    React,
    Redraft,
    Register,
    Schedule,
    Status,
)
from goodoffices.core.moves.texts import KEPT_AT_THE_DESK, REACTIONS, Form, Word
from goodoffices.core.people import named
from goodoffices.core.rules.fields import seen
from goodoffices.core.rules.plea import NO_TEXT_YET, NOT_REDRAFTED, Plea, need, present

FORMS: tuple[Form, ...] = get_args(Form)
WORDS: tuple[Word, ...] = get_args(Word)
FROZEN = "“{name}” is frozen for signature. Let it be changed again first; that is said to everybody."


def register(plea: Plea) -> tuple[Placed, ...]:
    """Register a version; the check words of one meant for every room go on the table at once."""
    files = plea.fields.texts()
    sha256 = one_text.fingerprint(list(aligned(files)))
    versions = plea.view.desk.versions
    if sha256 in versions:
        raise Refused("This text is registered already, as “{name}”.", name=versions[sha256].name)
    name = named(plea.fields.words("name"), Phrase("the version's name"))
    if any(one.name == name for one in versions.values()):
        raise Refused("Another text is registered as “{name}”; give this one a name of its own.", name=name)
    meant = tuple(plea.view.delegation(one).id for one in plea.fields.names("meant"))
    held = plea.view.table.closing.held
    need(meant or held is None, FROZEN, name=held.name if held else "")
    cover = plea.fields.words("cover", needed=False)
    made = Register(sha256, name, files, plea.context.check(sha256), cover, meant)
    if meant:
        return plea.here(made)
    announced = Announce(sha256, name, tuple(files), made.check)
    return (*plea.here(made), *plea.into(Kind.TABLE, announced))


def countersign(plea: Plea) -> tuple[Placed, ...]:
    """Stand behind another mediator's registered text."""
    version = _registered(plea, plea.fields.sha256("sha256"))
    need(plea.view.seat.id not in version.signed, "You stand behind this text already.")
    return plea.here(Countersign(version.sha256))


def deliver(plea: Plea) -> tuple[Placed, ...]:
    """Record that a text comes to a delegation now, or set it for a minute to come."""
    at = plea.fields.second("at")
    move = _delivery(plea)
    held = plea.view.table.closing.held
    if held is not None and plea.lane.delegation in held.order:
        need(move.sha256 == held.sha256, FROZEN, name=held.name)
    if not at:
        return plea.here(move)
    need(at > plea.context.at, "That minute has passed; set a later one, or deliver it now.")
    scheduled = Schedule(move.sha256, move.name, (plea.lane.delegation,), at)
    return (Placed(plea.lane.id, replace(move, when=""), due=at), *plea.into(Kind.DESK, scheduled))


def _delivery(plea: Plea) -> Deliver:
    files = plea.fields.take("text")
    if files:
        move = _unregistered(plea, type(plea.fields)({"text": files}).texts())
    else:
        move = _registered_delivery(plea)
    carrier = plea.fields.words("carrier", needed=False) or plea.view.name_of(plea.view.seat.id)
    status = plea.view.desk.statuses if plea.fields.flag("with_status") else {}
    return replace(
        move,
        form=plea.fields.one_of("form", FORMS, "shown"),
        carrier=carrier,
        when=plea.fields.words("when", needed=False),
        cover=plea.fields.words("cover", needed=False) or move.cover,
        authority=plea.fields.words("authority", needed=False),
        status={clause: word for clause, word in status.items() if word not in KEPT_AT_THE_DESK},
    )


def _registered_delivery(plea: Plea) -> Deliver:
    version = _registered(plea, plea.fields.sha256("sha256"))
    plea.fields.take("name")
    _stood_behind(plea, version.signed)
    meant = not version.meant or plea.lane.delegation in version.meant
    need(meant, "This text was registered for other delegations; register it for this one first.")
    files = _as_shown(plea, plea.view.text_of(version.sha256))
    return Deliver(version.sha256, version.name, files, version.check, "shown", "", cover=version.cover)


def _unregistered(plea: Plea, files: Mapping[str, str]) -> Deliver:
    sha256 = one_text.fingerprint([one_text.read(file) for file in files.values()])
    plea.fields.take("sha256")
    known = plea.view.desk.versions.get(sha256)
    _stood_behind(plea, known.signed if known else ())
    name = plea.fields.words("name", needed=False) or (known.name if known else "unregistered")
    named(name, Phrase("the version's name"))
    return Deliver(sha256, name, _as_shown(plea, files), plea.context.check(sha256), "left", "")


def _stood_behind(plea: Plea, signed: tuple[str, ...]) -> None:
    wanted = plea.view.table.settings.countersign
    more = wanted - len(signed)
    if wanted > 1:
        need(
            more <= 0,
            "By the rules of these talks {more} more of the mediators must countersign it first.",
            more=more,
        )


def _as_shown(plea: Plea, files: Mapping[str, str]) -> Mapping[str, str]:
    """Return the files as rooms read them: who stands for a bracket only where the settings show it."""
    if plea.view.table.settings.attributed:
        return dict(files)
    return {language: one_text.without_labels(file) for language, file in files.items()}


def _registered(plea: Plea, sha256: str) -> Version:
    versions = plea.view.desk.versions
    return versions[present(sha256, versions)]


def aligned(files: Mapping[str, str]) -> tuple[one_text.Text, ...]:
    """Return files read and found to go together; `BadInput` names the language that does not."""
    texts = []
    for language, file in files.items():
        try:
            texts.append(one_text.read(file))
        except BadInput as fault:
            raise fault.within(language) from None
        if texts[-1].language and texts[-1].language != language:
            raise BadInput(
                "{language}: the file says its language is {said}", language=language, said=texts[-1].language
            )
    one_text.align(texts)
    return tuple(texts)


def _newest(plea: Plea) -> Given:
    newest = plea.channel.newest
    if newest is None:
        raise Refused(NO_TEXT_YET)
    return newest


def acknowledge(plea: Plea) -> tuple[Placed, ...]:
    """Say which text this delegation holds."""
    sha256 = plea.fields.sha256("sha256", _newest(plea).sha256)
    return plea.here(Acknowledge(sha256, plea.heard()))


def react(plea: Plea) -> tuple[Placed, ...]:
    """React to a clause of the text this delegation was given."""
    given = _newest(plea)
    sha256 = plea.fields.sha256("sha256", given.sha256)
    of = next((one for one in plea.channel.given if one.sha256 == sha256), None)
    need(of, "This delegation was not given that text; look at the newest and react to it.")
    clause = clause_of(plea.view.text_of(sha256), plea.fields.words("clause"))
    reaction = plea.fields.one_of("reaction", REACTIONS)
    words = plea.fields.words(needed=False)
    return plea.here(React(sha256, clause, reaction, words, plea.signed(), plea.heard()))


def redraft(plea: Plea) -> tuple[Placed, ...]:
    """Propose other words for a clause, where the rules of the talks let a delegation redraft."""
    if plea.view.table.settings.redraft != "anybody":
        raise Refused(NOT_REDRAFTED)
    given = _newest(plea)
    of = plea.fields.sha256("sha256", given.sha256)
    need(of == given.sha256, "This delegation was given another text since; look at it and propose again.")
    clause = clause_of(plea.view.text_of(of), plea.fields.words("clause"))
    words = plea.fields.words()
    seen(words, "words")
    return plea.here(Redraft(of, clause, words, plea.signed(), plea.heard()))


def clause_of(files: Mapping[str, str], wanted: str) -> str:
    """Return the id of the clause meant, by its id or by the number it shows."""
    text = one_text.read(next(iter(files.values())))
    clauses = list(one_text.clauses(text))
    for clause in clauses:
        if wanted == clause.id:
            return clause.id
    for clause in clauses:
        if wanted == clause.number.rstrip("."):
            return clause.id
    raise Refused("The text has no such clause; choose one that it shows.")


def status(plea: Plea) -> tuple[Placed, ...]:
    """Say how a clause stands, in the desk's word."""
    versions = plea.view.desk.versions
    need(versions, "Register a text first; then its clauses can be given a status.")
    newest = list(versions.values())[-1]
    clause = clause_of(plea.view.text_of(newest.sha256), plea.fields.words("clause"))
    return plea.here(Status(clause, plea.fields.one_of("status", WORDS)))


def pass_on(plea: Plea) -> tuple[Placed, ...]:
    """Give one's principals the text one was given."""
    channel = plea.view.channel(plea.lane.delegation)
    sha256 = plea.fields.sha256("sha256", channel.newest.sha256 if channel.newest else "")
    of = next((one for one in channel.given if one.sha256 == sha256), None)
    if of is None:
        raise Refused(NO_TEXT_YET)
    words = plea.fields.words(needed=False)
    seen(words, "words")
    return plea.here(PassOn(sha256, of.name, plea.view.text_of(sha256), of.check, words))
