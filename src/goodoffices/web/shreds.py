"""The halves of lanes' keys that lie outside the database, one file for each lane, and the day on which they go."""

import json
import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from goodoffices.core.errors import BadInput
from goodoffices.journal import shred


@dataclass(frozen=True)
class Planned:
    """When what was written in some talks will be shredded, or was; whether who sat where is forgotten too."""

    at: datetime
    names: bool
    done: bool


def make(lane: str) -> None:
    """Make a new lane's half, on the disk before anything is written under it; one that is there is kept."""
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        handle = os.open(folder / lane, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    _write(handle, shred.new_half(secrets.token_bytes))
    _sync(folder)


def whole(place: tuple[str, str], kept: bytes) -> bytes:
    """Return a lane's key; looked up at each use, so that a half that is gone is gone at once."""
    path = _folder() / place[0]
    half = path.read_bytes() if path.exists() else None
    return shred.whole(kept, half, place)


def destroy(lanes: Iterable[str]) -> int:
    """Overwrite and remove the halves of these lanes, and wait for the disk; return how many there were."""
    gone = 0
    for lane in lanes:
        path = _folder() / lane
        if path.exists():
            _write(os.open(path, os.O_WRONLY), bytes(shred.HALF))
            path.unlink()
            gone += 1
    if gone:
        _sync(_folder())
    return gone


def copy(place: Path) -> int:
    """Copy every half, and every day that was set, into a folder; return how many."""
    folder = _folder()
    place.mkdir(mode=0o700, parents=True)
    found = sorted(folder.iterdir()) if folder.exists() else []
    for path in found:
        _write(os.open(place / path.name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), path.read_bytes())
    _sync(place)
    return len(found)


def put_back(place: Path) -> None:
    """Take the halves in from a copy; what is here already stays."""
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        found = sorted(place.iterdir())
        for path in found:
            if not (folder / path.name).exists():
                _write(
                    os.open(folder / path.name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600),
                    path.read_bytes(),
                )
    except OSError:
        raise BadInput(f"{place} cannot be read as a copy of the halves of keys; check the name") from None
    _sync(folder)


def plan(talks: str, planned: Planned) -> None:
    """Set the day, or note that it has been."""
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    told = {"at": planned.at.isoformat(), "names": planned.names, "done": planned.done}
    coming = folder / f"{talks}.coming"
    _write(os.open(coming, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), json.dumps(told).encode())
    coming.replace(folder / f"{talks}.end")
    _sync(folder)


def planned(talks: str) -> Planned | None:
    """Return what was set for some talks, if anything was."""
    path = _folder() / f"{talks}.end"
    if not path.exists():
        return None
    told = json.loads(path.read_text(encoding="ascii"))
    return Planned(datetime.fromisoformat(told["at"]), told["names"], told["done"])


def due(now: datetime) -> tuple[str, ...]:
    """Return the talks whose day has come and that are not shredded yet."""
    folder = _folder()
    found = sorted(path.stem for path in folder.glob("*.end")) if folder.exists() else []
    return tuple(talks for talks in found if (one := planned(talks)) and not one.done and one.at <= now)


def _folder() -> Path:
    return Path(settings.SHREDS)


def _write(handle: int, data: bytes) -> None:
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
