"""Rules for answering a text: what is accepted, at which authority, on which conditions, and taking it back."""

from collections.abc import Mapping
from typing import Any

from goodoffices.core import text as one_text
from goodoffices.core.covering import beyond, kept
from goodoffices.core.entries import Placed
from goodoffices.core.errors import BadInput, Refused
from goodoffices.core.fold.channel import ChannelState, Given
from goodoffices.core.fold.signing import Initialled, Signature
from goodoffices.core.instep import given_behind
from goodoffices.core.lanes import Kind
from goodoffices.core.moves import Accept, Assent, Decline, Dissent, Withdraw
from goodoffices.core.moves.answers import LEVELS, SORTS, If, Level, Witnessed
from goodoffices.core.moves.texts import Difference
from goodoffices.core.rules.fields import Fields
from goodoffices.core.rules.plea import NO_TEXT_YET, NOT_REDRAFTED, Plea, need
from goodoffices.core.rules.texts import clause_of

MOST_CONDITIONS = 12
EVERYBODY = "table"
MOVED = (
    "This delegation was given another text since: {name}. Nothing was accepted. "
    "Look at what changed, and answer to that text."
)
BEYOND = (
    "This goes beyond your mandate. Nothing was sent, and nobody outside your delegation learns of it. "
    "Refer it to headquarters, on the page of your mandate; or say it as your own view."
)
STALE = (
    "The languages of this text are not in step: in {languages} it was not changed where another language was. "
    "Nothing was accepted. Ask the mediators to bring them in step, or to read them against one another."
)
TOLD = "Everybody was told that all have signed. It can no longer be taken back here."
WHOSE = "Say whose word it is: level."
WHOSE_WORD = "Say who confirmed or ratified it, and how you know: the mediators will read it."


def accept(plea: Plea) -> tuple[Placed, ...]:
    """Accept a text by its fingerprint in full; with a level, say how far the yes goes, on what and until when.

    Without a level it is an acceptance of whatever text that fingerprint is of, and says nothing more.
    """
    _may_answer(plea)
    if plea.fields.has("level"):
        return plea.here(_assent(plea))
    need(plea.lane.kind is Kind.CHANNEL, WHOSE)
    sha256 = plea.fields.sha256("sha256")
    if any(one.sha256 == sha256 for one in plea.channel.given):
        in_step(plea, sha256)
        within_mandate(plea, (sha256, ""), "delegation")
    return plea.here(Accept(sha256, plea.heard()))


def decline(plea: Plea) -> tuple[Placed, ...]:
    """Say that a text is not accepted, by its fingerprint in full."""
    _may_answer(plea)
    if plea.fields.has("level"):
        return plea.here(_dissent(plea))
    need(plea.lane.kind is Kind.CHANNEL, WHOSE)
    words = plea.fields.words(needed=False)
    return plea.here(Decline(plea.fields.sha256("sha256"), words, plea.heard()))


def _dissent(plea: Plea) -> Dissent:
    given = attached(plea)
    clause = plea.fields.words("clause", needed=False)
    return Dissent(
        sha256=given.sha256,
        level=plea.fields.one_of("level", LEVELS),
        clause=clause_of(plea.view.text_of(given.sha256), clause) if clause else "",
        words=plea.fields.words(needed=False),
        signed=plea.signed(),
        heard=witnessed(plea),
    )


def _may_answer(plea: Plea) -> None:
    standing = next(one.standing for one in plea.view.table.delegations if one.id == plea.lane.delegation)
    need(
        standing.answers,
        "Only a party or a guarantor is asked whether it accepts.",
    )


def _assent(plea: Plea) -> Assent:
    given = attached(plea)
    in_step(plea, given.sha256)
    level: Level = plea.fields.one_of("level", LEVELS)
    clause = plea.fields.words("clause", needed=False)
    until = plea.fields.second("until")
    need(not until or until > plea.context.at, "That time has passed; say until when it will stand.")
    authority = plea.fields.words("authority", needed=False)
    endorsed = any(given.sha256 in one.endorsed for one in kept(plea.view))
    need(authority or endorsed or level not in ("principal", "ratified"), WHOSE_WORD)
    only = clause_of(plea.view.text_of(given.sha256), clause) if clause else ""
    within_mandate(plea, (given.sha256, only), level)
    return Assent(
        sha256=given.sha256,
        languages=given.languages,
        level=level,
        clause=only,
        conditions=conditions(plea, given),
        until=until,
        zone=plea.fields.words("zone", needed=False),
        tell=_tell(plea),
        changes=_changes(plea, given),
        authority=authority,
        early=plea.fields.flag("early"),
        signed=plea.signed(),
        heard=witnessed(plea),
    )


def within_mandate(plea: Plea, of: tuple[str, str], level: str) -> None:
    """Stop an acceptance that goes beyond what the mover's own room and principals allow; nobody else learns of it."""
    if not plea.mediates:
        need(not beyond(plea.view, of, level, plea.context.at), BEYOND)


def in_step(plea: Plea, sha256: str) -> None:
    """Refuse a yes to the newest text given while one of its languages lags behind another."""
    newest = plea.view.channel(plea.lane.delegation).newest
    if newest is not None and newest.sha256 == sha256:
        lag = given_behind(plea.view, plea.lane.delegation)
        need(not lag, STALE, languages=", ".join(lag))


def attached(plea: Plea) -> Given:
    """Return the given text an answer is of; refuse where the text moved, for then nothing attaches.

    What a mediator heard is of any text the delegation was given.
    """
    channel = plea.view.channel(plea.lane.delegation)
    newest = channel.newest
    if newest is None:
        raise Refused(NO_TEXT_YET)
    sha256 = plea.fields.sha256("sha256")
    of = next((one for one in reversed(channel.given) if one.sha256 == sha256), None)
    if of is None:
        raise Refused("This delegation was not given that text; look at the newest and answer to it.")
    need(plea.mediates or sha256 == newest.sha256, MOVED, name=newest.name)
    return of


def witnessed(plea: Plea) -> Witnessed | None:
    """Return how an answer came, where a mediator keys in what a delegation said or signed."""
    if not plea.mediates:
        return None
    heard = plea.fields.take("heard")
    told = dict(heard) if isinstance(heard, Mapping) else {}
    return keyed(told, plea.view.name_of(plea.view.seat.id))


def keyed(told: Mapping[str, Any], by: str) -> Witnessed:
    """Return how an answer came from the fields `how`, `when` and `witness`."""
    fields = Fields(told)
    made = Witnessed(
        by,
        (fields.words("how", needed=False) or "orally")[:200],
        fields.words("when", needed=False)[:100],
        fields.words("witness", needed=False)[:200],
    )
    fields.done()
    return made


def conditions(plea: Plea, given: Given) -> tuple[If, ...]:
    """Return what a yes waits for, from the field `conditions`: a list of mappings."""
    asked = plea.fields.take("conditions") or ()
    if not isinstance(asked, list | tuple) or not all(isinstance(one, Mapping) for one in asked):
        raise BadInput("conditions: give a list, each with its sort")
    need(
        len(asked) <= MOST_CONDITIONS,
        "At most {most} conditions; put the rest in words.",
        most=MOST_CONDITIONS,
    )
    return tuple(_condition(plea, given, Fields(one)) for one in asked)


def _condition(plea: Plea, given: Given, fields: Fields) -> If:
    sort = fields.one_of("sort", SORTS)
    clause = fields.words("clause", needed=sort == "clause")
    words = fields.words(needed=sort in ("clause", "fact"))
    holds = not fields.flag("not")
    made = If(
        sort,
        _other(plea, fields) if sort in ("accepts", "letter") else "",
        clause_of(plea.view.text_of(given.sha256), clause) if clause else "",
        fields.one_of("level", ("", *LEVELS), "") if sort == "accepts" else "",
        words,
        holds,
    )
    need(holds or sort == "fact", "Only something outside the talks can be asked not to be so.")
    fields.done()
    return made


def _other(plea: Plea, fields: Fields) -> str:
    other = plea.view.delegation(fields.words("who"))
    need(other.id != plea.lane.delegation, "A condition is over somebody else's answer.")
    return other.id


def _tell(plea: Plea) -> tuple[str, ...]:
    wanted = plea.fields.names("tell")
    return tuple(one if one == EVERYBODY else plea.view.delegation(one).id for one in wanted)


def _changes(plea: Plea, given: Given) -> tuple[Difference, ...]:
    asked = plea.fields.take("changes") or {}
    if not isinstance(asked, Mapping):
        raise BadInput("changes: give the new words by clause")
    if not asked:
        return ()
    if not plea.mediates and plea.view.table.settings.redraft != "anybody":
        raise Refused(NOT_REDRAFTED)
    files = plea.view.text_of(given.sha256)
    text = one_text.read(next(iter(files.values())))
    words = {one.id: one_text.notation(one.pieces) for one in one_text.clauses(text)}
    numbers = one_text.numbers(text)
    made = []
    for wanted, after in asked.items():
        clause = clause_of(files, str(wanted))
        made.append(Difference(numbers.get(clause, clause), words[clause], Fields({"words": after}).words()))
    return tuple(made)


def withdraw(plea: Plea) -> tuple[Placed, ...]:
    """Take back an acceptance, initials or a signature: of the whole text, or of one clause."""
    item = plea.fields.words("item")
    state = plea.channel
    found = [
        one
        for one in (*state.answers.values(), *state.parts.values(), *state.letters.values())
        if one.id == item and one.accepts
    ]
    known = [one.withdrawn for one in (*found, *_papers(state, item))]
    need(known, "There is no acceptance of that kind here to take back.")
    need(not known[0], "It was taken back already.")
    need(not any(_told(plea, one) for one in _papers(state, item)), TOLD)
    return plea.here(Withdraw(item, plea.fields.words(needed=False), witnessed(plea)))


def _papers(state: ChannelState, item: str) -> list[Initialled | Signature]:
    kept = (*state.initials.values(), *((state.signature,) if state.signature else ()))
    return [one for one in kept if one.id == item]


def _told(plea: Plea, paper: Initialled | Signature) -> bool:
    """Whether everybody was told that all signed what this paper is of: the frozen text whole, under that freeze."""
    closing = plea.view.table.closing
    frozen = closing.frozen if closing.stage in ("signed", "concluded") else None
    return frozen is not None and (paper.sha256, paper.turn) == (frozen.sha256, frozen.turn)
