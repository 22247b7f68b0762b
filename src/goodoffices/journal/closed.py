"""Suite *closed*: lane keys sealed to those who hold them, and what a session keeps of them while it lasts."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypedDict, cast

from nacl.bindings import crypto_box_seal, crypto_box_seal_open
from nacl.exceptions import CryptoError

from goodoffices.journal.box import KEY, Chance, Unreadable, open_box, padded, shut_box, unpadded
from goodoffices.journal.canonical import decode, encode
from goodoffices.journal.frames import framed
from goodoffices.journal.pairs import Pair

CLOSED = "closed"
_SESSION = framed("goodoffices-session/1")
_ID = 32


def seal_lane_key(public: bytes, place: tuple[str, str], key: bytes) -> bytes:
    """Return a lane's key for one holder; `place` is the lane and the epoch, and stands inside the sealed box."""
    return crypto_box_seal(_placed(place, public) + key, public)


def open_lane_key(pair: Pair, place: tuple[str, str], sealed: bytes) -> bytes:
    """Return the lane key; `Unreadable` for another holder, for another place, or altered."""
    try:
        said = crypto_box_seal_open(sealed, pair.public, pair.private)
    except CryptoError:
        raise Unreadable("altered, or sealed to another") from None
    before, key = said[:-KEY], said[-KEY:]
    if before != _placed(place, pair.public):
        raise Unreadable("the key of another place")
    return key


@dataclass(frozen=True, slots=True)
class Kept:
    """What a session keeps: the pair of whoever is signed in, and the lane keys it has opened, by lane and epoch."""

    pair: Pair
    keys: Mapping[tuple[str, str], bytes] = field(default_factory=dict, repr=False)


def shut_kept(secret: str, kept: Kept, chance: Chance) -> bytes:
    """Return it under the secret in the browser's cookie, which the server does not keep."""
    keys = {f"{lane}{epoch}": key.hex() for (lane, epoch), key in kept.keys.items()}
    plain = encode({"private": kept.pair.private.hex(), "keys": keys})
    return shut_box(_of_session(secret), padded(plain), _SESSION, chance)


def open_kept(secret: str, box: bytes) -> Kept:
    """Return what `shut_kept` was given; `Unreadable` under another secret."""
    said = cast("_Said", decode(unpadded(open_box(_of_session(secret), box, _SESSION))))
    keys = {(at[:_ID], at[_ID:]): bytes.fromhex(key) for at, key in said["keys"].items()}
    return Kept(Pair(bytes.fromhex(said["private"])), keys)


class _Said(TypedDict):
    private: str
    keys: Mapping[str, str]


class Sealed(Protocol):
    """Where sealed lane keys are kept."""

    def sealed(self, lane: str, epoch: str, public: bytes) -> bytes:
        """Return that lane key as it was sealed to this public key; `Unreadable` where it was not."""

    def newest_epoch(self, lane: str) -> str:
        """Return the lane's newest epoch."""


class Holding:
    """The keyring of suite *closed*: opens the lanes whose keys were sealed to one pair.

    Keys once opened are kept as long as this object is; `grew` tells whether any was.
    """

    def __init__(self, kept: Kept, shelf: Sealed) -> None:
        self._pair = kept.pair
        self._keys = dict(kept.keys)
        self._shelf = shelf
        self.grew = False

    @property
    def kept(self) -> Kept:
        """What the session is to keep of it."""
        return Kept(self._pair, self._keys)

    @property
    def public(self) -> bytes:
        """The public half of the pair."""
        return self._pair.public

    def knows(self, lane: str, epoch: str) -> bool:
        """Return whether this key was opened already."""
        return (lane, epoch) in self._keys

    def lane_key(self, lane: str, epoch: str) -> bytes:
        """Return a lane's key of that epoch."""
        place = (lane, epoch)
        if place not in self._keys:
            self.add(place, open_lane_key(self._pair, place, self._shelf.sealed(lane, epoch, self.public)))
        return self._keys[place]

    def newest_epoch(self, lane: str) -> str:
        """Return the lane's newest epoch."""
        return self._shelf.newest_epoch(lane)

    def add(self, place: tuple[str, str], key: bytes) -> None:
        """Keep a lane key that was just made or opened."""
        self._keys[place] = key
        self.grew = True


def _of_session(secret: str) -> bytes:
    said = framed("goodoffices-session-key/1", secret.encode("utf-8", "surrogatepass"))
    return hashlib.blake2b(said, digest_size=KEY).digest()


def _placed(place: tuple[str, str], public: bytes) -> bytes:
    lane, epoch = place
    return framed("goodoffices-sealed-lane-key/1", bytes.fromhex(lane), bytes.fromhex(epoch), public)
