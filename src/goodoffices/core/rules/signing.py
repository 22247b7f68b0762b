"""Rules for what a delegation does with its pen: initials, a signature, what became of it, a scan, an objection."""

import base64
import binascii
import hashlib

from goodoffices.core import text as one_text
from goodoffices.core.entries import Placed
from goodoffices.core.errors import BadInput, Refused
from goodoffices.core.fold.channel import Given
from goodoffices.core.fold.signing import LEVEL_SIGNED
from goodoffices.core.moves import Initial, Object, Ratify, Scan, Sign
from goodoffices.core.moves.signing import HOW, Freeze, How, Ink
from goodoffices.core.rules.answers import WHOSE_WORD, in_step, within_mandate, witnessed
from goodoffices.core.rules.plea import NO_TEXT_YET, Plea, need, present
from goodoffices.core.rules.texts import clause_of
from goodoffices.core.signatures import initials_of, signature_of
from goodoffices.core.text import CheckWords

LARGEST_SCAN = 3_000_000  # bytes
MOST_SCANS = 60
NOT_FROZEN = "No text is frozen for signature. Clauses can be initialled; the whole text once it is frozen."
NOT_NEWEST = (
    "The newest text this delegation was given is “{name}”. Nothing was written down; look at that text."
)
NOT_SIGNED = "What this delegation signed is “{name}”. Nothing was written down; look at that text."
NOT_ASKED = "This delegation is not among those the text is to be signed by."
OPEN_STILL = "A bracket or a blank is open in this clause: it is initialled once it reads one way."
OTHER_PAPER = "The check words on that paper are of another text than “{name}”. Nothing was written down."
MISREAD = (
    "The check words typed are not those of “{name}”: look at the paper again. Nothing was written down."
)
NEEDS_PAPER = "What was signed in ink comes with a scan of the paper and the check words typed from it."


def initial(plea: Plea) -> tuple[Placed, ...]:
    """Initial the frozen text, or a clause of the newest text that has nothing open in it."""
    clause = plea.fields.words("clause", needed=False)
    given, turn = _newest(plea), 0
    need(plea.fields.sha256("sha256", given.sha256) == given.sha256, NOT_NEWEST, name=given.name)
    in_step(plea, given.sha256)
    if clause:
        clause = _settled(plea, given.sha256, clause)
    else:
        frozen = _to_sign(plea, given)
        turn = frozen.turn
        need(initials_of(plea.channel, frozen) is None, "This delegation has initialled it already.")
    made = Initial(
        sha256=given.sha256,
        clause=clause,
        turn=turn,
        name=plea.fields.words("name", needed=False)[:200],
        ink=_ink(plea, given.name, given.check, scanned=False),
        heard=witnessed(plea),
    )
    return plea.here(made)


def sign(plea: Plea) -> tuple[Placed, ...]:
    """Sign the frozen text, within the mandate; who signs and as what are the signer's own words."""
    given = _newest(plea)
    frozen = _to_sign(plea, given)
    need(plea.fields.sha256("sha256", given.sha256) == given.sha256, NOT_NEWEST, name=given.name)
    need(signature_of(plea.channel, frozen) is None, "This delegation has signed it already.")
    in_step(plea, given.sha256)
    how: How = plea.fields.one_of("how", HOW)
    within_mandate(plea, (given.sha256, ""), LEVEL_SIGNED[how])
    made = Sign(
        sha256=given.sha256,
        turn=frozen.turn,
        how=how,
        name=plea.fields.words("name")[:200],
        capacity=plea.fields.words("capacity", needed=False)[:400],
        powers=plea.fields.words("powers", needed=False)[:400],
        place=plea.fields.words("place", needed=False)[:200],
        ink=_ink(plea, given.name, given.check, scanned=True),
        heard=witnessed(plea),
    )
    return plea.here(made)


def ratify(plea: Plea) -> tuple[Placed, ...]:
    """Say what became of a signature that waited for those behind the delegation."""
    frozen = plea.view.table.closing.frozen
    signature = signature_of(plea.channel, frozen)
    if frozen is None or signature is None:
        raise Refused("This delegation has signed nothing that waits.")
    need(plea.fields.sha256("sha256", frozen.sha256) == frozen.sha256, NOT_SIGNED, name=frozen.name)
    need(signature.how != "full", "The signature was given in full; it waits for nobody.")
    need(not signature.decided, "That was decided already.")
    passed = plea.fields.one_of("result", ("passed", "refused")) == "passed"
    words = plea.fields.words(needed=False)
    need(words, WHOSE_WORD)
    return plea.here(Ratify(frozen.sha256, frozen.turn, passed, words, witnessed(plea)))


def scan(plea: Plea) -> tuple[Placed, ...]:
    """Keep a scan of a paper, as it came; nothing here opens it."""
    given = _newest(plea)
    state = plea.channel
    data = plea.fields.take("data")
    if not isinstance(data, str) or not data:
        raise BadInput("{field}: choose the scan; it is kept as it is", field="data")
    try:
        found = base64.b64decode(data, validate=True)
    except (binascii.Error, ValueError):
        raise BadInput("{field}: the bytes of the scan in base 64 are needed here", field="data") from None
    if not found or len(found) > LARGEST_SCAN:
        raise BadInput(
            "{field}: a scan holds at most {most} bytes; scan it smaller, or page by page",
            field="data",
            most=LARGEST_SCAN,
        )
    digest = hashlib.sha256(found).hexdigest()
    need(digest not in state.scans, "This scan is kept already.")
    need(len(state.scans) < MOST_SCANS, "At most {most} scans are kept here.", most=MOST_SCANS)
    sha256 = plea.fields.sha256("sha256", given.sha256)
    return plea.here(Scan(sha256, digest, len(found), base64.b64encode(found).decode()))


def object_to(plea: Plea) -> tuple[Placed, ...]:
    """Object to a correction while its time runs."""
    found = plea.channel.corrections
    one = found[present(plea.fields.sha256("corrected"), found)]
    need(plea.context.at < one.until, "The time to object has passed.")
    need(not one.objected, "This delegation has objected already.")
    corrected = next(name for name, each in found.items() if each is one)
    return plea.here(Object(corrected, plea.fields.words(needed=False), witnessed(plea)))


def _newest(plea: Plea) -> Given:
    newest = plea.channel.newest
    if newest is None:
        raise Refused(NO_TEXT_YET)
    return newest


def _to_sign(plea: Plea, given: Given) -> Freeze:
    """Return the freeze under which this delegation signs; refuse where there is none, or it is not asked."""
    frozen = plea.view.table.closing.held
    if frozen is None:
        raise Refused(NOT_FROZEN)
    need(plea.lane.delegation in frozen.order, NOT_ASKED)
    need(given.sha256 == frozen.sha256, NOT_NEWEST, name=given.name)
    told = plea.view.table.closing.stage
    need(told != "signed", "Everybody was told that all have signed.")
    return frozen


def _settled(plea: Plea, sha256: str, wanted: str) -> str:
    files = plea.view.text_of(sha256)
    clause = clause_of(files, wanted)
    found = {one.clause for file in files.values() for one in one_text.passages(one_text.read(file))}
    need(clause not in found, OPEN_STILL)
    return clause


def _ink(plea: Plea, name: str, check: CheckWords, *, scanned: bool) -> Ink | None:
    """Return what came on paper, its check words compared; what a mediator writes down always came so."""
    typed = plea.fields.words("typed", needed=False)[:600]
    scan = plea.fields.words("scan", needed=False)
    if not typed and not scan and not plea.mediates:
        return None
    need(typed and (scan or not scanned), NEEDS_PAPER)
    told = one_text.heard(check, typed)
    need(told != "another", OTHER_PAPER, name=name)
    need(told == "same", MISREAD, name=name)
    return Ink(typed, present(scan, plea.channel.scans) if scan else "")
