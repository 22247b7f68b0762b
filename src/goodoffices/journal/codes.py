"""Codes that are printed, read out and typed in: letters and digits nobody takes for one another."""

import unicodedata

from goodoffices.journal.box import Chance

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U
LONG = 32  # characters of 5 random bits: 160 bits
GROUP = 4
_ALIKE = str.maketrans("ILO", "110")
_PRIME = 1021  # the check tells every single slip and every swap of two neighbours


def fresh(length: int, chance: Chance) -> str:
    """Return a new code of so many random characters, and two that catch a slip, in groups of four."""
    return written("".join(ALPHABET[byte % len(ALPHABET)] for byte in chance(length)))


def written(body: str) -> str:
    """Return a code as it is printed: its characters and its check, in groups of four."""
    return "-".join(groups(body + _check(body)))


def groups(code: str) -> list[str]:
    """Return a code in groups of four, the last one shorter where it does not come out even."""
    plain = code.replace("-", "")
    return [plain[start : start + GROUP] for start in range(0, len(plain), GROUP)]


def read(typed: str, length: int) -> str:
    """Return a code's body as it was made, from what somebody typed; nothing if it is no such code or has a slip.

    Case, blanks, dashes, the digits of other scripts, and I, L, O for 1, 1, 0 are all forgiven.
    """
    plain = plainly(typed)
    body, check = plain[:length], plain[length:]
    if len(body) != length or any(letter not in ALPHABET for letter in body) or check != _check(body):
        return ""
    return body


def plainly(typed: str) -> str:
    """Return what somebody typed of a code with all forgiven that is no slip; not necessarily a code."""
    return "".join(_plain(letter) for letter in typed.upper()).translate(_ALIKE)


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
