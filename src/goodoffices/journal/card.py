"""Keys that sign bundles, and the printed card by which somebody elsewhere knows them."""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from goodoffices.core.errors import BadInput, Fault
from goodoffices.journal.envelope import is_id
from goodoffices.journal.frames import framed

FORM = "goodoffices-card/1"
Whose = Literal["talks", "seat"]
WHOSE: tuple[Whose, ...] = ("seat", "talks")
_FIELDS = ("talks", "seat", "key", "check")


@dataclass(frozen=True)
class Signer:
    """A key that signs for talks or for a seat; the seed is 32 bytes and never leaves where it was made."""

    whose: Whose
    id: str
    seed: bytes = field(repr=False)

    @property
    def public(self) -> bytes:
        """The key by which a signature is checked; it may be told to anybody."""
        return bytes(SigningKey(self.seed).verify_key)

    def sign(self, message: bytes) -> bytes:
        """Return the Ed25519 signature: 64 bytes, always the same for the same message."""
        return SigningKey(self.seed).sign(message).signature


Card = Mapping[tuple[Whose, str], bytes]


def signer(whose: Whose, id_: str, secret: bytes) -> Signer:
    """Return the signing key that belongs to talks or a seat, made of a secret; nobody can tell one from the other."""
    bound = framed("goodoffices-signer/1", whose.encode("ascii"), bytes.fromhex(id_))
    return Signer(whose, id_, hashlib.blake2b(bound, key=secret, digest_size=32).digest())


def signed_by(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether this is the key's signature of the message."""
    try:
        VerifyKey(public).verify(message, signature)
    except (BadSignatureError, ValueError):
        return False
    return True


def write_card(signers: Sequence[Signer]) -> str:
    """Return the card of these keys: a few lines fit to be printed, copied by hand and read out."""
    lines = [FORM]
    for one in signers:
        lines += [
            f"{one.whose:<5} {_grouped(one.id)}",
            *(f"{'key' if not at else '':<5} {_grouped(one.public.hex()[at : at + 32])}" for at in (0, 32)),
            f"check {_grouped(_check(one.whose, one.id, one.public))}",
        ]
    return "\n".join(lines) + "\n"


def read_card(text: str) -> Card:
    """Return the keys of a card by whose they are; blanks and line ends may stand anywhere between digits.

    `BadInput` names the line where a slip was made in copying.
    """
    form, *rest = _words(text)
    if form != (1, FORM, ""):
        raise BadInput(Fault(f"this is no card of keys: its first line reads {FORM}", 1))
    if not rest or len(rest) % 3:
        raise BadInput("the card is not whole: for each key it has three fields, whose it is, key and check")
    card: dict[tuple[Whose, str], bytes] = {}
    for at in range(0, len(rest), 3):
        whose, id_, public = _one(*rest[at : at + 3])
        if (whose, id_) in card:
            raise BadInput(Fault("the same seat or talks stand on the card twice", rest[at][0]))
        card[whose, id_] = public
    return card


_Field = tuple[int, str, str]


def _words(text: str) -> list[_Field]:
    """Return the fields: the line, the word, and the digits after it up to the next word, blanks left out."""
    fields: list[_Field] = []
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        for word in line.split():
            if word in (*_FIELDS, FORM):
                fields.append((number, word, ""))
            elif not fields or fields[-1][1] == FORM:
                raise BadInput(Fault("only talks, seat, key and check stand on a card", number))
            else:
                at, name, digits = fields[-1]
                fields[-1] = (at, name, digits + word)
    return fields or [(1, "", "")]


def _one(whose: _Field, key: _Field, check: _Field) -> tuple[Whose, str, bytes]:
    line, word, id_ = whose
    if word not in WHOSE or key[1] != "key" or check[1] != "check" or not is_id(id_):
        raise BadInput(Fault("here the card names talks or a seat by 32 digits, then key, then check", line))
    name: Whose = "talks" if word == "talks" else "seat"
    if not _hexadecimal(key[2], 64) or not _hexadecimal(check[2], 8):
        raise BadInput(Fault("a key has 64 digits of 0–9 and a–f, its check eight", key[0]))
    public = bytes.fromhex(key[2])
    if not hmac.compare_digest(_check(name, id_, public), check[2]):
        raise BadInput(Fault("the card was copied with a slip: the check digits differ", check[0]))
    return name, id_, public


def _hexadecimal(digits: str, count: int) -> bool:
    return len(digits) == count and all(one in "0123456789abcdef" for one in digits)


def _check(whose: str, id_: str, public: bytes) -> str:
    said = framed(FORM, whose.encode("ascii"), bytes.fromhex(id_), public)
    return hashlib.sha256(said).hexdigest()[:8]


def _grouped(digits: str) -> str:
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))
