"""Rules for what the desk does towards signature: freezing, telling what all have done, deposit, correction, attestation."""

from collections.abc import Mapping

from goodoffices.core import text as one_text
from goodoffices.core.compared import differences
from goodoffices.core.entries import Placed
from goodoffices.core.errors import BadInput, Phrase, Refused
from goodoffices.core.fold.closing import Closing
from goodoffices.core.fold.desk import Version
from goodoffices.core.fold.signing import Correction
from goodoffices.core.instep import registered_behind
from goodoffices.core.lanes import Kind
from goodoffices.core.moves import Attest, Declare, Deposit, Freeze, Rectified, Rectify, Unfreeze, Vouch
from goodoffices.core.moves.signing import DEPOSITED, MANNERS, STAGES, Stage
from goodoffices.core.people import Standing, named
from goodoffices.core.rules.plea import Plea, need, present
from goodoffices.core.rules.texts import aligned, clause_of
from goodoffices.core.signatures import by_all, quoted, signatories, tellable

SOONEST, LATEST = 3600, 400 * 86_400  # seconds to object in
NOT_FROZEN = "No text is frozen for signature."
NOT_SIGNED = "Everybody must have been told first that all have signed."
NOT_ALL = "Not all have done so. Nothing was told: before all have, nothing is said of anybody."


def freeze(plea: Plea) -> tuple[Placed, ...]:
    """Let a version stand still for signature: whole, in every language, in step, and in the hands of all who sign."""
    version = _version(plea)
    closing = plea.view.table.closing
    held = closing.held
    need(held is None, "“{name}” is frozen already.", name=held.name if held else "")
    need(not version.meant, "This text is for some rooms only; register the one that is for all.")
    _ready(plea, version)
    order = _order(plea)
    for one in order:
        newest = plea.view.channel(one).newest
        name = plea.view.name_of(one)
        need(
            newest and newest.sha256 == version.sha256,
            "Deliver “{text}” to {room} first.",
            text=version.name,
            room=name,
        )
    late = any(
        one.at > plea.context.at and one.sha256 != version.sha256 for one in plea.view.desk.scheduled.values()
    )
    need(not late, "Another text is set to go out at a time to come; call it off first.")
    made = Freeze(
        sha256=version.sha256,
        name=version.name,
        languages=version.languages,
        check=version.check,
        order=order,
        turn=closing.turns + 1,
        depositary=plea.fields.words("depositary", needed=False)[:400],
        words=plea.fields.words(needed=False),
    )
    return plea.here(made)


def _version(plea: Plea) -> Version:
    versions = plea.view.desk.versions
    return versions[present(plea.fields.sha256("sha256"), versions)]


def _ready(plea: Plea, version: Version) -> None:
    missing = [one for one in plea.view.table.settings.languages if one not in version.languages]
    need(
        not missing,
        "The text is not there in {languages}. Register it in every language.",
        languages=", ".join(missing),
    )
    files = plea.view.text_of(version.sha256)
    unsettled = [one for file in files.values() for one in one_text.passages(one_text.read(file))]
    need(not unsettled, "A bracket or a blank is open in it still; settle it first.")
    lag = registered_behind(plea.view, version.sha256)
    need(
        not lag,
        "The languages are not in step: look at {languages}, change it, or say that they were read against one another.",
        languages=", ".join(lag),
    )


def _order(plea: Plea) -> tuple[str, ...]:
    """Return who signs, in the order given; every party is among them."""
    known = plea.view.table.delegations
    parties = [one.id for one in known if one.standing is Standing.PARTY]
    wanted = tuple(plea.view.delegation(one).id for one in plea.fields.names("order")) or tuple(parties)
    signs = {one.id for one in known if one.standing.answers}
    need(set(parties) <= set(wanted), "Every party signs; name them all, in the order agreed.")
    need(set(wanted) <= signs, "Parties and guarantors sign; observers do not.")
    return wanted


def unfreeze(plea: Plea) -> tuple[Placed, ...]:
    """Let the version be changed again, while nobody has signed it."""
    frozen = _frozen(plea)
    signed = any(one.signature for one in signatories(plea.view))
    need(not signed, "It was signed: it stands, unless a ratification is refused.")
    return plea.here(Unfreeze(frozen.sha256, plea.fields.words(needed=False)))


def _frozen(plea: Plea) -> Freeze:
    frozen = plea.view.table.closing.held
    if frozen is None:
        raise Refused(NOT_FROZEN)
    return frozen


def declare(plea: Plea) -> tuple[Placed, ...]:
    """Tell everybody what all have done: initialled it, signed it, made it whole; or that it is open again."""
    stage: Stage = plea.fields.one_of("stage", STAGES)
    wanted = plea.fields.names("clauses")
    words = plea.fields.words(needed=False)
    if wanted:
        need(stage == "initialled", "Clauses are initialled one by one; a text is signed whole.")
        return plea.here(_clauses(plea, wanted, words))
    frozen = _frozen(plea)
    need(stage in tellable(plea.view), NOT_ALL)
    signed = quoted(signatories(plea.view), stage) if stage in ("signed", "concluded") else ()
    return plea.here(Declare(frozen.sha256, stage, (), signed, words))


def _clauses(plea: Plea, wanted: tuple[str, ...], words: str) -> Declare:
    version = _version(plea)
    need(not version.meant, "This text is for some rooms only; nothing is told of it to everybody.")
    files = plea.view.text_of(version.sha256)
    clauses = tuple(clause_of(files, one) for one in wanted)
    need(by_all(plea.view, clauses, version.sha256) == clauses, NOT_ALL)
    return Declare(version.sha256, "initialled", clauses, (), words)


def _signed(plea: Plea) -> tuple[Closing, Freeze]:
    closing = plea.view.table.closing
    if closing.frozen is None or closing.stage not in ("signed", "concluded"):
        raise Refused(NOT_SIGNED)
    return closing, closing.frozen


def deposit(plea: Plea) -> tuple[Placed, ...]:
    """Write down for everybody who holds the original, what was deposited, or who was given a certified copy."""
    _closing, frozen = _signed(plea)
    made = Deposit(
        sha256=frozen.sha256,
        sort=plea.fields.one_of("sort", DEPOSITED),
        holder=plea.fields.words("holder")[:400],
        words=plea.fields.words(needed=False),
        when=plea.fields.words("when", needed=False)[:100],
    )
    return plea.here(made)


def attest(plea: Plea) -> tuple[Placed, ...]:
    """Attest that the signed text came of mediation."""
    _closing, frozen = _signed(plea)
    manner = plea.fields.one_of("manner", MANNERS)
    institution = plea.fields.words("institution", needed=manner == "institution")[:400]
    made = Attest(
        sha256=frozen.sha256,
        manner=manner,
        mediator=plea.fields.words("mediator")[:400],
        institution=institution,
        place=plea.fields.words("place", needed=False)[:200],
        when=plea.fields.words("when", needed=False)[:100],
        words=plea.fields.words(needed=manner == "other"),
    )
    return plea.here(made)


def rectify(plea: Plea) -> tuple[Placed, ...]:
    """Propose a correction of the signed text to each that signed it, with a time to object in."""
    _closing, frozen = _signed(plea)
    files = plea.fields.texts()
    corrected = one_text.fingerprint(list(aligned(files)))
    if set(files) != set(frozen.languages):
        raise BadInput(
            "{field}: give the corrected text in each of the languages that were signed", field="text"
        )
    changes = differences(plea.view.text_of(frozen.sha256), files)
    need(changes, "This is the text that was signed; nothing is corrected in it.")
    need(corrected not in _proposed(plea, frozen), "This correction was proposed already.")
    until = plea.fields.second("until")
    if not SOONEST <= until - plea.context.at <= LATEST:
        raise BadInput(
            "{field}: give those who signed an hour at least, and 400 days at most, to object", field="until"
        )
    made = Rectify(
        sha256=frozen.sha256,
        corrected=corrected,
        name=named(plea.fields.words("name"), Phrase("the corrected text's name")),
        text=files,
        check=plea.context.check(corrected),
        changes=changes,
        until=until,
        by=plea.fields.words("by", needed=False)[:400],
        words=plea.fields.words(needed=False),
    )
    return tuple(one for each in frozen.order for one in plea.into(Kind.CHANNEL, made, each))


def _proposed(plea: Plea, frozen: Freeze) -> Mapping[str, Correction]:
    return plea.view.channel(frozen.order[0]).corrections


def rectified(plea: Plea) -> tuple[Placed, ...]:
    """Make a correction nobody objected to in time, or say that it is not made."""
    closing, frozen = _signed(plea)
    found = _proposed(plea, frozen)
    corrected = present(plea.fields.sha256("corrected"), found)
    need(corrected not in {one.corrected for one in closing.corrected}, "That was said already.")
    made = plea.fields.one_of("result", ("made", "dropped")) == "made"
    objected = any(plea.view.channel(one).corrections[corrected].objected for one in frozen.order)
    need(not (made and objected), "It was objected to; it cannot be made.")
    need(not made or plea.context.at >= found[corrected].until, "The time to object runs still.")
    words = plea.fields.words(needed=False)
    return plea.here(Rectified(frozen.sha256, corrected, found[corrected].check, made, words))


def vouch(plea: Plea) -> tuple[Placed, ...]:
    """Say that the languages of a text were read against one another; whoever holds the text is told."""
    version = _version(plea)
    need(registered_behind(plea.view, version.sha256), "No language of this text lags behind another.")
    made = Vouch(version.sha256, plea.fields.words())
    if not version.meant:
        return (*plea.here(made), *plea.into(Kind.TABLE, made))
    return (*plea.here(made), *(one for each in version.meant for one in plea.into(Kind.CHANNEL, made, each)))
