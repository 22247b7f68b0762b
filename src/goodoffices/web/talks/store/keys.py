"""The keys of lanes: the operator's key file, wrapped keys, and the keys of whoever is signed in."""

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from django.conf import settings

from goodoffices.core.errors import BadInput
from goodoffices.journal import keyring
from goodoffices.journal.box import Unreadable
from goodoffices.journal.closed import Holding, Kept
from goodoffices.journal.envelope import HOUSE
from goodoffices.journal.pairs import Pair, new_pair
from goodoffices.web import shreds, turns
from goodoffices.web.talks.models import LaneKeyRow
from goodoffices.web.talks.store import sql

_NEWEST = "SELECT epoch, suite, day FROM talks_lanekeyrow WHERE lane_id = %s ORDER BY turn DESC LIMIT 1"
_SEALED = """
SELECT w.sealed FROM talks_sealedkeyrow w JOIN talks_lanekeyrow k ON k.id = w.key_id
JOIN talks_bearerrow b ON b.id = w.bearer_id WHERE k.lane_id = %s AND k.epoch = %s AND b.public = %s"""


class _NotHouse(Unreadable):
    """The key is not the operator's to open."""


class _Rows:
    """Wrapped and sealed keys as the database keeps them."""

    def wrapped(self, lane: str, epoch: str) -> bytes:
        found = LaneKeyRow.objects.filter(lane=lane, epoch=epoch).values_list("wrapped", "suite").first()
        if found is None:
            raise Unreadable("no key is kept for this epoch of the lane")
        if found[1] != HOUSE:
            raise _NotHouse("the operator does not hold this lane")
        return bytes(found[0])

    def sealed(self, lane: str, epoch: str, public: bytes) -> bytes:
        found = sql.rows(_SEALED, lane, epoch, public.hex())
        if not found:
            raise Unreadable("this key was not sealed to whoever is signed in")
        return bytes(found[0][0])

    def newest_epoch(self, lane: str) -> str:
        return newest(lane)[0]


class Opening:
    """The keys of whoever asks, looked for only once a lane of closed talks is opened."""

    def __init__(self, look: Callable[[], Kept | None]) -> None:
        self._look: Callable[[], Kept | None] | None = look
        self._holding: Holding | None = None

    @property
    def holding(self) -> Holding | None:
        """Whoever asks as a holder of keys; nothing where no keys came with the request."""
        if self._look is not None:
            kept = self._look()
            self._look = None
            self._holding = Holding(kept, _Rows()) if kept else None
        return self._holding

    @property
    def grown(self) -> Kept | None:
        """What is held now, if that is more than what was found."""
        return self._holding.kept if self._holding is not None and self._holding.grew else None

    def knows(self, lane: str, epoch: str) -> bool:
        """Return whether this key was opened already; looks for nothing."""
        return self._holding is not None and self._holding.knows(lane, epoch)


_opening: ContextVar[Opening | None] = ContextVar("opening", default=None)


class _Ring:
    """The ring of this moment: what the operator's key opens, and what those open who are asking."""

    def lane_key(self, lane: str, epoch: str) -> bytes:
        """Return a lane's key of that epoch, of both its halves."""
        return shreds.whole((lane, epoch), self._kept(lane, epoch))

    def _kept(self, lane: str, epoch: str) -> bytes:
        """Return the half that is kept; what needs no question of the database goes first."""
        opening = _opening.get()
        if opening is not None and opening.knows(lane, epoch):
            return mine().lane_key(lane, epoch)
        try:
            return _house(Path(settings.OPERATOR_KEY_FILE)).lane_key(lane, epoch)
        except _NotHouse:
            return mine().lane_key(lane, epoch)

    def newest_epoch(self, lane: str) -> str:
        """Return the lane's newest epoch."""
        return newest(lane)[0]


_RING = _Ring()


def ring() -> keyring.Keyring:
    """Return the ring that opens what may be opened now: house lanes, and those of whoever is asking."""
    return _RING


def mine() -> Holding:
    """Return whoever is asking as a holder of keys; `Unreadable` where no keys came with the request."""
    opening = _opening.get()
    holding = opening.holding if opening is not None else None
    if holding is None:
        raise Unreadable("nobody who holds this lane is asking")
    return holding


def locked() -> bool:
    """Return whether no keys came with this request."""
    opening = _opening.get()
    return opening is None or opening.holding is None


@contextmanager
def opening(one: Opening) -> Iterator[Opening]:
    """Let what is done within open what this one opens."""
    before = _opening.set(one)
    try:
        yield one
    finally:
        _opening.reset(before)


def opening_with(pair: Pair | None = None) -> AbstractContextManager[Opening]:
    """Let what is done within open what was sealed to a pair; a new one that holds only what is made within."""
    kept = Kept(pair or new_pair(secrets.token_bytes))
    return opening(Opening(lambda: kept))


def open_as(pair: Pair) -> None:
    """Let the rest of this request open what was sealed to a pair: a program's token."""
    _opening.set(Opening(lambda: Kept(pair)))


def newest(lane: str) -> tuple[str, str, int]:
    """Return the lane's newest epoch, the suite of its key, and the day it was made on."""
    found = sql.rows(_NEWEST, lane)
    if not found:
        raise Unreadable("no key is kept for this lane")
    epoch, suite, day = found[0]
    return str(epoch), str(suite), int(day)


def turn_key(lane: str, suite: str = HOUSE, day: int = 0) -> str:
    """Give the lane a new key under a new epoch, for all that is written from now on; return the epoch.

    In closed talks it is held by whoever is asking, and sealed to every other bearer by `bearers.seal`.
    """
    turns.may_write(lane)
    epoch, key = keyring.new_epoch(secrets.token_bytes), keyring.new_lane_key(secrets.token_bytes)
    wrapped = b""
    if suite == HOUSE:
        operator = _operator(Path(settings.OPERATOR_KEY_FILE))
        wrapped = keyring.wrap_lane_key(operator, (lane, epoch), key, secrets.token_bytes)
    else:
        mine().add((lane, epoch), key)
    earlier = LaneKeyRow.objects.filter(lane=lane).count()
    LaneKeyRow.objects.create(
        lane_id=lane, turn=earlier + 1, epoch=epoch, wrapped=wrapped, suite=suite, day=day
    )
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
