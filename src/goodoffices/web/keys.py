"""The secrets of the site, kept as files in the data folder that nobody else may read."""

import os
import secrets
from functools import cache
from pathlib import Path

from django.conf import settings

from goodoffices.journal import card
from goodoffices.journal.box import Unreadable, open_box, shut_box
from goodoffices.journal.card import Signer
from goodoffices.journal.keyring import OperatorKey, read_key_file

__all__ = ["SECRET_FILE", "Unreadable", "make_secret", "open_up", "operator", "shut", "signer"]

SECRET_FILE = "secret.key"  # noqa: S105 (a file's name)


def make_secret(data: Path) -> None:
    """Make the data folder and the key that signs sessions, where they are missing, for nobody else to read."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        handle = os.open(data / SECRET_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w", encoding="ascii") as opened:
        opened.write(secrets.token_urlsafe(48) + "\n")
        opened.flush()
        os.fsync(opened.fileno())


@cache
def operator() -> OperatorKey:
    """Return the operator's key."""
    return read_key_file(Path(settings.OPERATOR_KEY_FILE).read_text(encoding="ascii"))


def signer(talks: str) -> Signer:
    """Return the key that signs for talks on this site; made of the operator's key, so that a restored site has it too."""
    return card.signer("talks", talks, operator().secret)


def shut(place: str, plain: bytes) -> bytes:
    """Return bytes that only this site can read, and only for this place."""
    return shut_box(operator().secret, plain, _bound(place), secrets.token_bytes)


def open_up(place: str, box: bytes) -> bytes:
    """Return what was shut for this place."""
    return open_box(operator().secret, box, _bound(place))


def _bound(place: str) -> bytes:
    return b"goodoffices-site/1\0" + place.encode()
