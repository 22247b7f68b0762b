"""The keys of lanes: the operator's key file, and the wrapped keys in the database."""

import os
import secrets
from functools import cache
from pathlib import Path

from django.conf import settings

from goodoffices.core.errors import BadInput
from goodoffices.journal import keyring
from goodoffices.journal.box import Unreadable
from goodoffices.web import turns
from goodoffices.web.talks.models import LaneKeyRow
from goodoffices.web.talks.store import sql

_NEWEST = "SELECT epoch FROM talks_lanekeyrow WHERE lane_id = %s ORDER BY turn DESC LIMIT 1"


class _Rows:
    """Wrapped keys as the database keeps them."""

    def wrapped(self, lane: str, epoch: str) -> bytes:
        found = LaneKeyRow.objects.filter(lane=lane, epoch=epoch).values_list("wrapped", flat=True).first()
        if found is None:
            raise Unreadable("no key is kept for this epoch of the lane")
        return bytes(found)

    def newest_epoch(self, lane: str) -> str:
        newest = sql.rows(_NEWEST, lane)
        if not newest:
            raise Unreadable("no key is kept for this lane")
        return str(newest[0][0])


def ring() -> keyring.Keyring:
    """Return the ring that opens this site's lanes: suite *house*, under the operator's key file."""
    return _house(Path(settings.OPERATOR_KEY_FILE))


def turn_key(lane: str) -> str:
    """Give the lane a new key under a new epoch, for all that is written from now on; return the epoch."""
    turns.may_write(lane)
    epoch, key = keyring.new_epoch(secrets.token_bytes), keyring.new_lane_key(secrets.token_bytes)
    operator = _operator(Path(settings.OPERATOR_KEY_FILE))
    wrapped = keyring.wrap_lane_key(operator, (lane, epoch), key, secrets.token_bytes)
    earlier = LaneKeyRow.objects.filter(lane=lane).count()
    LaneKeyRow.objects.create(lane_id=lane, turn=earlier + 1, epoch=epoch, wrapped=wrapped)
    return epoch


def make_key_file() -> None:
    """Make the operator's key file where there is none, readable by its owner only.

    Refuses where lanes are kept already: a new key would open none of them.
    """
    path = Path(settings.OPERATOR_KEY_FILE)
    if path.exists():
        return
    if LaneKeyRow.objects.exists():
        raise BadInput(f"the operator's key file {path} is gone; put it back from where it is kept safe")
    key = keyring.new_operator_key(secrets.token_bytes)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(keyring.write_key_file(key))
        file.flush()
        os.fsync(file.fileno())
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@cache
def _house(path: Path) -> keyring.House:
    return keyring.House(_operator(path), _Rows())


@cache
def _operator(path: Path) -> keyring.OperatorKey:
    if not path.exists():
        raise BadInput(f"the operator's key file {path} is gone; put it back from where it is kept safe")
    return keyring.read_key_file(path.read_text(encoding="ascii"))
