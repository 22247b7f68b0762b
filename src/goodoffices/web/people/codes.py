"""Codes that are printed, read out and typed in: letters and digits nobody takes for one another."""

import hashlib
import secrets
import unicodedata

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U
INVITATION = 32  # characters of 5 random bits: 160 bits
SHEET = 12  # 60 bits
_GROUP = 4
_ALIKE = str.maketrans("ILO", "110")
_PRIME = 1021  # the check tells every single slip and every swap of two neighbours


def fresh(length: int) -> str:
    """Return a new code of so many random characters, and two that catch a slip, in groups of four."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(length))
    whole = body + _check(body)
    return "-".join(whole[start : start + _GROUP] for start in range(0, len(whole), _GROUP))


def read(typed: str, length: int) -> str:
    """Return a code as it was made, from what somebody typed; nothing if it is no such code or has a slip.

    Case, blanks, dashes, the digits of other scripts, and I, L, O for 1, 1, 0 are all forgiven.
    """
    plain = "".join(_plain(letter) for letter in typed.upper()).translate(_ALIKE)
    body, check = plain[:length], plain[length:]
    if len(body) != length or any(letter not in ALPHABET for letter in body) or check != _check(body):
        return ""
    return body


def hashed(body: str) -> str:
    """Return what is kept of a code; its randomness is what makes the hash safe."""
    return hashlib.sha256(f"goodoffices-code/1 {body}".encode()).hexdigest()


def _plain(letter: str) -> str:
    if letter.isspace() or unicodedata.category(letter) in ("Pd", "Cf"):
        return ""
    digit = unicodedata.digit(letter, None)
    return letter if digit is None else str(digit)


def _check(body: str) -> str:
    rest = 0
    for letter in body:
        rest = (rest * len(ALPHABET) + ALPHABET.index(letter)) % _PRIME
    rest = rest * len(ALPHABET) % _PRIME
    return ALPHABET[rest // len(ALPHABET)] + ALPHABET[rest % len(ALPHABET)]
