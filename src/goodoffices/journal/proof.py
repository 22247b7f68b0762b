"""Checking a signed bundle by the keys of a printed card: everything again, or the first thing wrong."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from goodoffices.core import text as one_text
from goodoffices.core.errors import BadInput
from goodoffices.journal import bundle as bundles
from goodoffices.journal.archive import unpacked
from goodoffices.journal.bundle import FORM, STATEMENT, TextShown
from goodoffices.journal.canonical import Plain, decode
from goodoffices.journal.card import WHOSE, Card, Whose, signed_by
from goodoffices.journal.chain import BEGINNING, Head, shown_seal
from goodoffices.journal.envelope import Envelope, Header, commitment
from goodoffices.journal.shapes import from_plain


@dataclass(frozen=True)
class LaneSaid:
    """What the statement says of a lane."""

    id: str
    kind: str
    of: str
    entries: int
    head: str


@dataclass(frozen=True)
class TextSaid:
    """What the statement says of a text."""

    sha256: str
    name: str
    languages: tuple[str, ...]


@dataclass(frozen=True)
class Statement:
    """What is signed: whose bundle it is, the files with their hashes, and where each lane ends."""

    form: str
    talks: str
    seat: str
    role: str
    stamp: int
    signed: tuple[str, ...]
    files: tuple[tuple[str, str], ...]
    lanes: tuple[LaneSaid, ...]
    texts: tuple[TextSaid, ...]


@dataclass(frozen=True)
class Line:
    """An entry as it stands in a lane's file; `plain` and `salt` are absent where its holder cannot open it."""

    body: str
    commitment: str
    epoch: str
    format: int
    kind: str
    move_id: str
    number: int
    seal: str
    stamp: int
    suite: str
    version: int
    wrap_sha256: str
    plain: str | None = None
    salt: str | None = None


@dataclass(frozen=True)
class Proved:
    """A bundle that holds: what was signed, by whom, how many entries it shows, and how many it cannot open."""

    statement: Statement
    entries: int
    shut: int
    texts: tuple[TextShown, ...]


class Unproved(Exception):
    """The first thing wrong with a bundle, in words that a person can act on."""


def prove(data: bytes, card: Card) -> Proved:
    """Return what a bundle proves; `Unproved` names the first thing wrong with it.

    Signatures are checked by the card's keys and no others; then every file's hash, every lane's chain from its
    first entry to the head signed, every opened entry's commitment, and every text's fingerprint.
    """
    try:
        files = unpacked(data)
        statement = _statement(files)
    except BadInput as fault:
        raise Unproved(str(fault)) from None
    _signed(statement, files, card)
    _same_files(statement, files)
    moves: list[Mapping[str, Plain]] = []
    shut = 0
    for lane in statement.lanes:
        for plain in _lane(lane, files):
            shut += plain is None
            moves += [plain] if plain is not None else []
    texts = _texts(statement, files, moves)
    return Proved(statement, sum(lane.entries for lane in statement.lanes), shut, texts)


def _statement(files: Mapping[str, bytes]) -> Statement:
    if next(iter(files), "") != STATEMENT:
        raise BadInput("not a bundle: its statement is not its first file")
    statement = from_plain(Statement, decode(files[STATEMENT]))
    if statement.form != FORM:
        raise BadInput(f"a bundle of another form than {FORM}: a newer program is needed")
    return statement


def _signed(statement: Statement, files: Mapping[str, bytes], card: Card) -> None:
    if "talks" not in statement.signed or list(statement.signed) != sorted(set(statement.signed)):
        raise Unproved("the bundle is not signed for its talks")
    ids: Mapping[Whose, str] = {"talks": statement.talks, "seat": statement.seat}
    for whose in statement.signed:
        known = next((one for one in WHOSE if one == whose), None)
        key = card.get((known, ids[known])) if known else None
        if key is None:
            raise Unproved(
                f"the card has no key for the signature of {'this seat' if whose == 'seat' else 'these talks'}"
            )
        if not signed_by(key, files[STATEMENT], files.get(bundles.signature_name(whose), b"")):
            raise Unproved(f"the signature of the {whose} is not by the key on the card")


def _same_files(statement: Statement, files: Mapping[str, bytes]) -> None:
    signatures = [bundles.signature_name(whose) for whose in statement.signed]
    lanes = [bundles.lane_name(lane.id) for lane in statement.lanes]
    texts = [
        bundles.text_name(one.sha256, at) for one in statement.texts for at, _ in enumerate(one.languages, 1)
    ]
    said = [name for name, _ in statement.files]
    if said != lanes + texts or list(files) != [STATEMENT, *signatures, *said]:
        raise Unproved("the files are not those that were signed for")
    for name, digest in statement.files:
        if not hmac.compare_digest(hashlib.sha256(files[name]).hexdigest(), digest):
            raise Unproved(f"{name} was changed after it was signed for")


def _lane(said: LaneSaid, files: Mapping[str, bytes]) -> Iterator[Mapping[str, Plain] | None]:
    """Check one lane, and give what each of its entries opens to, None for one that is not opened."""
    name, head = bundles.lane_name(said.id), BEGINNING
    for number, written in enumerate(files[name].splitlines(keepends=True), 1):
        try:
            line = from_plain(Line, decode(written.removesuffix(b"\n")), fill=True)
            head, plain = _entry(said.id, head, line)
        except (BadInput, ValueError, binascii.Error) as fault:
            raise Unproved(f"{name}, line {number}: {fault}") from None
        yield plain
    if head != Head(said.entries, bytes.fromhex(said.head)):
        raise Unproved(f"{name} does not end where it was signed to end")


def _entry(lane: str, before: Head, line: Line) -> tuple[Head, Mapping[str, Plain] | None]:
    header = Header(
        line.format,
        line.suite,
        lane,
        line.number,
        line.epoch,
        line.move_id,
        line.kind,
        line.version,
        line.stamp,
    )
    if header.number != before.number + 1:
        raise BadInput("an entry is missing, or stands out of its place")
    envelope = Envelope(base64.b64decode(line.body, validate=True), b"", bytes.fromhex(line.commitment))
    sealed = shown_seal(before.seal, header, envelope, bytes.fromhex(line.wrap_sha256))
    if sealed.hex() != line.seal:
        raise BadInput("changed after it was sealed")
    if (line.plain is None) != (line.salt is None):
        raise BadInput("opened by half")
    if line.plain is None or line.salt is None:
        return Head(header.number, sealed), None
    plain = line.plain.encode()
    if commitment(header, bytes.fromhex(line.salt), plain) != envelope.commitment:
        raise BadInput("opens to other words than were committed to")
    return Head(header.number, sealed), _mapping(decode(plain))


def _mapping(plain: Plain) -> Mapping[str, Plain]:
    if not isinstance(plain, Mapping):
        raise BadInput("opens to no move")
    move = plain.get("move", plain)
    return move if isinstance(move, Mapping) else plain


def _texts(
    statement: Statement, files: Mapping[str, bytes], moves: Sequence[Mapping[str, Plain]]
) -> tuple[TextShown, ...]:
    """Every text of the entries has a file in each language, word for word, and the fingerprint it goes under."""
    texts = bundles.texts_of(moves)
    said = tuple(TextSaid(one.sha256, one.name, tuple(sorted(one.files))) for one in texts)
    if said != statement.texts:
        raise Unproved("the texts are not those that stand in the lanes")
    for one in texts:
        for at, (_, words) in enumerate(sorted(one.files.items()), 1):
            if files[bundles.text_name(one.sha256, at)] != words.encode():
                raise Unproved(
                    f"{bundles.text_name(one.sha256, at)} is not the text that stands in the lanes"
                )
        try:
            found = one_text.align([one_text.read(words) for words in one.files.values()]).sha256
        except BadInput:
            raise Unproved(f"the text of fingerprint {one.sha256} cannot be read") from None
        if found != one.sha256:
            raise Unproved(f"a text goes under the fingerprint {one.sha256} and has another")
    return texts
