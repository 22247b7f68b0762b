"""Keys of lanes: who can give them out, and how the house keeps them under the operator's key file."""

import hashlib
import hmac
import re
from dataclasses import dataclass, field
from typing import Protocol

from goodoffices.core.errors import BadInput
from goodoffices.journal.box import KEY, Chance, open_box, shut_box
from goodoffices.journal.frames import framed

EPOCH_BYTES = 16
_FILE = re.compile(r"goodoffices-key/1:([0-9a-f]{64}):([0-9a-f]{8})\n?")


class Keyring(Protocol):
    """Gives the keys of lanes; every suite is one way to hold them, and no entry's form depends on which."""

    def lane_key(self, lane: str, epoch: str) -> bytes:
        """Return a lane's 32-byte key of that epoch; `Unreadable` if this ring does not hold it."""

    def newest_epoch(self, lane: str) -> str:
        """Return the name of the epoch under which new entries of the lane are shut."""


@dataclass(frozen=True)
class OperatorKey:
    """The secret of suite *house*; kept in a file outside the database, and never printed."""

    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.secret) != KEY:
            raise BadInput("an operator's key has 32 bytes")


def new_operator_key(chance: Chance) -> OperatorKey:
    """Return a new operator's key."""
    return OperatorKey(chance(KEY))


def write_key_file(key: OperatorKey) -> str:
    """Return the one line of the operator's key file: form, key, and eight digits that catch a slip."""
    return f"goodoffices-key/1:{key.secret.hex()}:{_check_digits(key.secret)}\n"


def read_key_file(text: str) -> OperatorKey:
    """Return the key a file holds; `BadInput` if it is no key file or was copied with a slip."""
    found = _FILE.fullmatch(text)
    if not found:
        raise BadInput("this is no operator's key file")
    secret = bytes.fromhex(found[1])
    if not hmac.compare_digest(_check_digits(secret), found[2]):
        raise BadInput("the operator's key file was copied with a slip: its check digits differ")
    return OperatorKey(secret)


def new_epoch(chance: Chance) -> str:
    """Return a new epoch's name: random, so that it tells neither order nor time."""
    return chance(EPOCH_BYTES).hex()


def new_lane_key(chance: Chance) -> bytes:
    """Return a new lane key."""
    return chance(KEY)


def wrap_lane_key(operator: OperatorKey, place: tuple[str, str], key: bytes, chance: Chance) -> bytes:
    """Return a lane's key shut under the operator's; `place` is the lane and the epoch, and is bound."""
    return shut_box(operator.secret, key, _bound(place), chance)


def unwrap_lane_key(operator: OperatorKey, place: tuple[str, str], wrapped: bytes) -> bytes:
    """Return the lane key; `Unreadable` under another operator's key, for another place, or altered."""
    return open_box(operator.secret, wrapped, _bound(place))


class Shelf(Protocol):
    """Where wrapped lane keys are kept."""

    def wrapped(self, lane: str, epoch: str) -> bytes:
        """Return the wrapped key of that lane and epoch."""

    def newest_epoch(self, lane: str) -> str:
        """Return the lane's newest epoch."""


class House:
    """The keyring of suite *house*: opens every lane with the operator's key.

    Keys once opened are kept in memory, beside the operator's key that opens them all.
    """

    def __init__(self, operator: OperatorKey, shelf: Shelf) -> None:
        self._operator = operator
        self._shelf = shelf
        self._opened: dict[tuple[str, str], bytes] = {}

    def lane_key(self, lane: str, epoch: str) -> bytes:
        """Return a lane's key of that epoch."""
        place = (lane, epoch)
        if place not in self._opened:
            self._opened[place] = unwrap_lane_key(self._operator, place, self._shelf.wrapped(lane, epoch))
        return self._opened[place]

    def newest_epoch(self, lane: str) -> str:
        """Return the lane's newest epoch."""
        return self._shelf.newest_epoch(lane)


def _bound(place: tuple[str, str]) -> bytes:
    lane, epoch = place
    return framed("goodoffices-lane-key/1", bytes.fromhex(lane), bytes.fromhex(epoch))


def _check_digits(secret: bytes) -> str:
    return hashlib.sha256(framed("goodoffices-key-check/1", secret)).hexdigest()[:8]
