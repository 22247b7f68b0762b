"""Sealed answers as they are kept: one box of fixed size each, to a key pair made for one question."""

from collections.abc import Callable

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

from goodoffices.journal.box import Unreadable

SIZE = 32


def pair(chance: Callable[[int], bytes]) -> tuple[str, bytes]:
    """Return a new key pair: the public half in hexadecimal, the private half as it is put into its file."""
    private = PrivateKey(chance(PrivateKey.SIZE))
    return bytes(private.public_key).hex(), bytes(private)


def sealed(public: str, answer: bytes) -> bytes:
    """Return an answer of 32 bytes shut so that only the private half opens it; every box has one length."""
    if len(answer) != SIZE:
        raise ValueError(f"an answer has {SIZE} bytes")
    return SealedBox(PublicKey(bytes.fromhex(public))).encrypt(answer)


def opened(private: bytes, box: bytes) -> bytes:
    """Return the answer in a box; `Unreadable` if the key or the box is another's, or was altered."""
    try:
        return SealedBox(PrivateKey(private)).decrypt(bytes(box))
    except (CryptoError, ValueError, TypeError) as fault:
        raise Unreadable from fault
