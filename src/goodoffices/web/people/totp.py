"""The second factor: codes of six digits that a telephone makes from a shared secret and the time (RFC 6238)."""

import base64
import hashlib
import hmac
import secrets
from datetime import datetime
from urllib.parse import quote

import qrcode  # type: ignore[import-untyped]
from qrcode.constants import ERROR_CORRECT_M  # type: ignore[import-untyped]

STEP_SECONDS = 30
DIGITS = 6
_SLACK = 1  # steps a telephone's clock may be off, either way
_QUIET = 4  # blank modules around the pattern, as the standard asks


def fresh() -> bytes:
    """Return a new secret of 160 random bits."""
    return secrets.token_bytes(20)


def code(secret: bytes, step: int, digits: int = DIGITS) -> str:
    """Return the code of one step of 30 seconds, counted from 1970."""
    digest = hmac.new(secret, step.to_bytes(8, "big"), hashlib.sha1).digest()
    start = digest[-1] & 0x0F
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFFFFFF
    return str(number % 10**digits).zfill(digits)


def step_of(secret: bytes, typed: str, at: datetime) -> int:
    """Return the step whose code was typed, one step early or late included; 0 if it is none of them.

    Digits of other scripts count as what they are. All steps are compared, whichever fits.
    """
    plain = "".join(str(int(letter)) for letter in typed if letter.isdecimal())
    now, found = int(at.timestamp()) // STEP_SECONDS, 0
    for step in range(now - _SLACK, now + _SLACK + 1):
        if hmac.compare_digest(code(secret, step).encode(), plain.encode()):
            found = step
    return found


def readable(secret: bytes) -> str:
    """Return the secret as people type it into a telephone, in groups of four."""
    plain = base64.b32encode(secret).decode()
    return " ".join(plain[start : start + 4] for start in range(0, len(plain), 4))


def address(secret: bytes, name: str) -> str:
    """Return the address that an authenticator application reads from a picture; it names no talks."""
    plain = base64.b32encode(secret).decode()
    return f"otpauth://totp/Good%20Offices:{quote(name)}?secret={plain}&issuer=Good%20Offices"


def picture(text: str) -> tuple[int, str]:
    """Return a QR picture of a text: its side in modules, and the path that draws its dark ones."""
    drawn = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=_QUIET)
    drawn.add_data(text)
    rows = drawn.get_matrix()
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return len(rows), path
