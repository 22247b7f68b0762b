"""Codes of invitations and sheets: made by chance, and kept as their hash."""

import hashlib
import secrets

from goodoffices.journal import codes
from goodoffices.journal.codes import ALPHABET, read

__all__ = ["ALPHABET", "INVITATION", "SHEET", "fresh", "hashed", "read"]

INVITATION = codes.LONG  # 160 bits
SHEET = 12  # 60 bits


def fresh(length: int) -> str:
    """Return a new code of so many random characters, and two that catch a slip, in groups of four."""
    return codes.fresh(length, secrets.token_bytes)


def hashed(body: str) -> str:
    """Return what is kept of a code; its randomness is what makes the hash safe."""
    return hashlib.sha256(f"goodoffices-code/1 {body}".encode()).hexdigest()
