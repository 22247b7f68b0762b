"""An entry as it is kept: a header anybody may read, a body only the lane's holders may."""

import hashlib
import hmac
import re
from dataclasses import dataclass, field

from goodoffices.core.errors import BadInput
from goodoffices.journal.box import KEY, Chance, Unreadable, open_box, padded, shut_box, unpadded
from goodoffices.journal.frames import framed, number

FORMAT = 1
HOUSE = "house"
SALT = 32
_ID = re.compile(r"[0-9a-f]{32}")
_WORD = re.compile(r"[a-z][a-z0-9_]{0,39}")


@dataclass(frozen=True, slots=True)
class Header:
    """What stands in clear on an entry.

    Ids and epoch names are 128 random bits in lower hexadecimal. `number` counts from 1 within the lane; 0 is
    an entry that waits for its place. `stamp` is in whole seconds since 1970 (UTC), rounded by whoever wrote it.
    """

    format: int
    suite: str
    lane: str
    number: int
    epoch: str
    move_id: str
    kind: str
    version: int
    stamp: int

    def __post_init__(self) -> None:
        ids = is_id(self.lane) and is_id(self.epoch) and is_id(self.move_id)
        words = _WORD.fullmatch(self.suite) and _WORD.fullmatch(self.kind)
        counts = 0 <= self.number < 2**63 and 0 <= self.stamp < 2**63
        if not (ids and words and counts and 0 < self.format < 2**31 and 0 < self.version < 2**31):
            raise BadInput("no entry has such a header")


@dataclass(frozen=True, slots=True)
class Envelope:
    """The body as ciphertext, its own key under the lane's key, and the salted commitment to its plain bytes."""

    body: bytes = field(repr=False)
    wrap: bytes = field(repr=False)
    commitment: bytes = field(repr=False)


def is_id(text: str) -> bool:
    """Whether this is an id: 32 lower hexadecimal digits."""
    return _ID.fullmatch(text) is not None


def shut(header: Header, plain: bytes, lane_key: bytes, chance: Chance) -> Envelope:
    """Return the envelope of these bytes for this header, whatever its number and stamp will be.

    The commitment is there because the cipher does not bind a ciphertext to one key: without it the same bytes
    could be made to open as two texts.
    """
    own_key, salt = chance(KEY), chance(SALT)
    bound = _bound(header)
    body = shut_box(own_key, padded(salt + plain), framed("goodoffices-body/1", bound), chance)
    wrap = shut_box(lane_key, own_key, framed("goodoffices-wrap/1", bound), chance)
    return Envelope(body, wrap, commitment(header, salt, plain))


def open_up(header: Header, envelope: Envelope, lane_key: bytes) -> bytes:
    """Return the plain bytes; `Unreadable` if anything but number or stamp differs from when it was shut."""
    return open_salted(header, envelope, lane_key)[1]


def open_salted(header: Header, envelope: Envelope, lane_key: bytes) -> tuple[bytes, bytes]:
    """Return the commitment's salt and the plain bytes: with both, anybody can see what was committed to."""
    bound = _bound(header)
    own_key = open_box(lane_key, envelope.wrap, framed("goodoffices-wrap/1", bound))
    padding = open_box(own_key, envelope.body, framed("goodoffices-body/1", bound))
    salted = unpadded(padding)
    salt, plain = salted[:SALT], salted[SALT:]
    if not hmac.compare_digest(commitment(header, salt, plain), envelope.commitment):
        raise Unreadable("not what was committed to")
    return salt, plain


def commitment(header: Header, salt: bytes, plain: bytes) -> bytes:
    """Return the BLAKE2b-256 that stands for these plain bytes, salted, without telling them."""
    kind = header.kind.encode("ascii")
    said = framed("goodoffices-commitment/1", salt, kind, number(header.version), plain)
    return hashlib.blake2b(said, digest_size=32).digest()


def _bound(header: Header) -> bytes:
    """Not the number and the stamp: an entry that waits for its hour is shut before it has a place."""
    return framed(
        "goodoffices-entry/1",
        number(header.format),
        header.suite.encode("ascii"),
        bytes.fromhex(header.lane),
        bytes.fromhex(header.move_id),
        bytes.fromhex(header.epoch),
        header.kind.encode("ascii"),
        number(header.version),
    )
