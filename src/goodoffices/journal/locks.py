"""A person's private key where it is kept: once under the passphrase, once under the code of the recovery sheet."""

import hashlib
from dataclasses import dataclass

from nacl.bindings import crypto_pwhash_alg, crypto_pwhash_ALG_ARGON2ID13

from goodoffices.core.errors import BadInput
from goodoffices.journal.box import KEY, KIB, Chance, Unreadable, open_box, shut_box
from goodoffices.journal.frames import framed
from goodoffices.journal.pairs import Pair

SALT = 16
_COUNT = 4
_HEAD = 2 * _COUNT + SALT


@dataclass(frozen=True, slots=True)
class Work:
    """What one guess at a passphrase costs: passes of Argon2id, over so many KiB of memory."""

    passes: int = 3
    kib: int = 64 * KIB

    def __post_init__(self) -> None:
        if not (1 <= self.passes <= 64 and 8 <= self.kib <= KIB * KIB):
            raise BadInput("Argon2id is run with 1 to 64 passes over 8 KiB to 1 GiB")


def lock_by_passphrase(pair: Pair, owner: str, passphrase: str, work: Work, chance: Chance) -> bytes:
    """Return the private key under a passphrase: the work, a new salt, and the box; bound to owner and pair."""
    head = work.passes.to_bytes(_COUNT, "big") + work.kib.to_bytes(_COUNT, "big") + chance(SALT)
    return head + shut_box(_worked(head, passphrase), pair.private, _bound(owner, pair.public, head), chance)


def open_by_passphrase(lock: bytes, owner: str, public: bytes, passphrase: str) -> Pair:
    """Return the pair; `Unreadable` under another passphrase, for another owner or pair, or altered."""
    head, box = lock[:_HEAD], lock[_HEAD:]
    if len(head) < _HEAD:
        raise Unreadable("too short to be a lock")
    return _same(open_box(_worked(head, passphrase), box, _bound(owner, public, head)), public)


def lock_by_code(pair: Pair, owner: str, body: str, chance: Chance) -> bytes:
    """Return the private key under the code of a recovery sheet, whose 160 bits need no work."""
    return shut_box(_coded(owner, body), pair.private, _bound(owner, pair.public, b""), chance)


def open_by_code(lock: bytes, owner: str, public: bytes, body: str) -> Pair:
    """Return the pair; `Unreadable` under another code, for another owner or pair, or altered."""
    return _same(open_box(_coded(owner, body), lock, _bound(owner, public, b"")), public)


def _worked(head: bytes, passphrase: str) -> bytes:
    passes, kib = (int.from_bytes(head[at : at + _COUNT], "big") for at in (0, _COUNT))
    try:
        work = Work(passes, kib)
    except BadInput:
        raise Unreadable("no lock asks for such work") from None
    secret = passphrase.encode("utf-8", "surrogatepass")
    salt = head[2 * _COUNT :]
    return crypto_pwhash_alg(KEY, secret, salt, work.passes, work.kib * KIB, crypto_pwhash_ALG_ARGON2ID13)


def _coded(owner: str, body: str) -> bytes:
    said = framed("goodoffices-recovery/1", bytes.fromhex(owner), body.encode("utf-8", "surrogatepass"))
    return hashlib.blake2b(said, digest_size=KEY).digest()


def _bound(owner: str, public: bytes, head: bytes) -> bytes:
    return framed("goodoffices-person-key/1", bytes.fromhex(owner), public, head)


def _same(private: bytes, public: bytes) -> Pair:
    """A box opens to any bytes under a key found for it: only the pair it stands beside is taken."""
    pair = Pair(private)
    if pair.public != public:
        raise Unreadable("the private half of another pair")
    return pair
