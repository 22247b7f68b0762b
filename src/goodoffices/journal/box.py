"""Bytes shut under a key, bound to their place, padded so that length tells little."""

from collections.abc import Callable
from typing import TypeAlias

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
)
from nacl.exceptions import CryptoError

Chance: TypeAlias = Callable[[int], bytes]

KEY = 32
NONCE = 24
TAG = 16
KIB = 1024
BUCKETS = (256, KIB, 4 * KIB, 16 * KIB, 64 * KIB)


class Unreadable(Exception):
    """Kept bytes that do not open: they were altered, or belong to another key or place."""


def shut_box(key: bytes, plain: bytes, bound: bytes, chance: Chance) -> bytes:
    """Return a random nonce and the XChaCha20-Poly1305 ciphertext of `plain`, which opens only with `bound`."""
    nonce = chance(NONCE)
    return nonce + crypto_aead_xchacha20poly1305_ietf_encrypt(plain, bound, nonce, key)


def open_box(key: bytes, box: bytes, bound: bytes) -> bytes:
    """Return what was shut; `Unreadable` under another key, other bound bytes, or after any change."""
    if len(box) < NONCE + TAG:
        raise Unreadable("too short to be a box")
    try:
        return crypto_aead_xchacha20poly1305_ietf_decrypt(box[NONCE:], bound, box[:NONCE], key)
    except CryptoError:
        raise Unreadable("altered, or another key's") from None


def bucket(size: int) -> int:
    """Return the least size that padding leads to: 256 bytes, 1, 4, 16, 64 KiB, then multiples of 64 KiB."""
    for limit in BUCKETS:
        if size <= limit:
            return limit
    return -(-size // BUCKETS[-1]) * BUCKETS[-1]


def padded(plain: bytes) -> bytes:
    """Return the length (8 bytes, big-endian), the bytes, and zeros up to the bucket of both together."""
    start = len(plain).to_bytes(8, "big") + plain
    return start.ljust(bucket(len(start)), b"\0")


def unpadded(padding: bytes) -> bytes:
    """Return what was padded; `Unreadable` if this is not exactly how `padded` writes it."""
    plain = padding[8 : 8 + int.from_bytes(padding[:8], "big")]
    if padded(plain) != padding:
        raise Unreadable("padded in another way")
    return plain
