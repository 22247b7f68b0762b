"""Devices a person has signed in from: a stranger's wrong guesses never shut these out.

A device holds one secret for each person who has signed in there (a delegation shares a laptop), the newest
last, so that nobody can plant a secret of their own in somebody's device.
"""

import hashlib
import secrets

from goodoffices.web import clock
from goodoffices.web.gate.models import DeviceRow

COOKIE = "device"
KEPT_SECONDS = 400 * 24 * 3600
_MOST = 8


def known(person: str, held: str) -> str:
    """Return the secret by which this person's device is known, or nothing."""
    hashes = {_hash(secret): secret for secret in _secrets(held)}
    row = DeviceRow.objects.filter(secret__in=hashes, person=person).first()
    return hashes[row.secret] if row else ""


def remember(person: str, held: str) -> str:
    """Remember the device for this person; return what it is to hold from now on."""
    if known(person, held):
        return held
    fresh = secrets.token_urlsafe(24)
    DeviceRow.objects.create(secret=_hash(fresh), person=person, since=clock.now())
    return ".".join([*_secrets(held), fresh][-_MOST:])


def forget(person: str) -> None:
    """Forget every device of a person."""
    DeviceRow.objects.filter(person=person).delete()


def _secrets(held: str) -> list[str]:
    return [secret for secret in held.split(".") if secret][-_MOST:]


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
