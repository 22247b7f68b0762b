"""How far a text has come to be signed, judged from a seat's own view: whose initials stand, whose signature, what may be said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from goodoffices.core import text as one_text
from goodoffices.core.fold.channel import ChannelState
from goodoffices.core.fold.signing import Initialled, Signature
from goodoffices.core.moves.signing import Freeze, Signed, Stage
from goodoffices.core.people import Delegation, Standing
from goodoffices.core.view import View

Reading = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Signatory:
    """One of those a frozen text is to be signed by, with what stands of it: initials, a signature, or neither."""

    delegation: Delegation
    initials: Initialled | None = None
    signature: Signature | None = None


def signature_of(state: ChannelState, frozen: Freeze | None) -> Signature | None:
    """Return the signature that stands under the frozen text; none where it was taken back, or is of another turn."""
    one = state.signature
    if frozen is None or one is None or one.withdrawn:
        return None
    return one if (one.sha256, one.turn) == (frozen.sha256, frozen.turn) else None


def initials_of(state: ChannelState, frozen: Freeze | None) -> Initialled | None:
    """Return the initials that stand under the whole of the frozen text."""
    one = state.initials.get("")
    if frozen is None or one is None or one.withdrawn:
        return None
    return one if (one.sha256, one.turn) == (frozen.sha256, frozen.turn) else None


def signatories(view: View) -> tuple[Signatory, ...]:
    """Return, for the desk, those the frozen text is to be signed by, in the order agreed."""
    frozen = view.table.closing.frozen
    if frozen is None:
        return ()
    states = [(view.delegation(one), view.channel(one)) for one in frozen.order]
    return tuple(
        Signatory(one, initials_of(state, frozen), signature_of(state, frozen)) for one, state in states
    )


def tellable(view: View) -> tuple[Stage, ...]:
    """Return what the desk may tell everybody of the frozen text now: only what all of them have done.

    A signature that waits for a ratification is never told as concluded. What was told is not told again.
    """
    closing, listed = view.table.closing, signatories(view)
    signed = [one.signature for one in listed if one.signature is not None]
    everybody = bool(listed) and len(signed) == len(listed)
    refused = any(one.decided == "refused" for one in signed)
    holds: tuple[tuple[Stage, bool], ...] = (
        ("initialled", closing.stage == "" and bool(listed) and all(one.initials for one in listed)),
        ("signed", closing.stage in ("", "initialled") and everybody and not refused),
        (
            "concluded",
            closing.stage in ("", "initialled", "signed") and everybody and all(one.binds for one in signed),
        ),
        ("reopened", closing.stage != "concluded" and refused),
    )
    return tuple(stage for stage, so in holds if so)


def quoted(listed: Sequence[Signatory], stage: Stage) -> tuple[Signed, ...]:
    """Return the signatures as everybody will read them, in the signers' own words.

    Whose was ratified is told only once the text is concluded: said before, it would say who is waited for.
    """
    return tuple(
        Signed(
            delegation=one.delegation.id,
            how=one.signature.how,
            name=one.signature.name,
            capacity=one.signature.capacity,
            powers=one.signature.powers,
            place=one.signature.place,
            confirmed=stage == "concluded" and one.signature.decided == "passed",
        )
        for one in listed
        if one.signature is not None
    )


def initialled(view: View, clauses: Sequence[str], sha256: str) -> Mapping[str, tuple[Delegation, ...]]:
    """Return, for the desk, whose initials stand under each clause as a registered text has it.

    Initials stay with their words: they stand under a later text where the clause reads the same in every language.
    Cost: reads each text that was initialled once.
    """
    parties = [(one, state) for one, state in view.channels() if one.standing is Standing.PARTY]
    known: dict[str, Mapping[str, Reading]] = {}
    return {
        clause: tuple(one for one, state in parties if _stands(view, state, (clause, sha256), known))
        for clause in clauses
    }


def _stands(
    view: View, state: ChannelState, of: tuple[str, str], known: dict[str, Mapping[str, Reading]]
) -> bool:
    clause, sha256 = of
    whole, one = initials_of(state, view.table.closing.frozen), state.initials.get(clause)
    if whole is not None and whole.sha256 == sha256:
        return True
    if one is None or one.withdrawn:
        return False
    if one.sha256 == sha256:
        return True
    for each in (one.sha256, sha256):
        if each not in known:
            known[each] = _read(view.text_of(each))
    return known[one.sha256].get(clause) == known[sha256].get(clause)


def _read(files: Mapping[str, str]) -> Mapping[str, Reading]:
    """Return how each clause of a text reads in all its languages together."""
    found: dict[str, Reading] = {}
    for language, file in files.items():
        for one in one_text.clauses(one_text.read(file)):
            found[one.id] = (*found.get(one.id, ()), (language, one_text.notation(one.pieces)))
    return found


def by_all(view: View, clauses: Sequence[str], sha256: str) -> tuple[str, ...]:
    """Return those of the clauses under which every party's initials stand."""
    parties = {one.id for one in view.table.delegations if one.standing is Standing.PARTY}
    found = initialled(view, clauses, sha256)
    return tuple(one for one in clauses if parties and {each.id for each in found[one]} == parties)
