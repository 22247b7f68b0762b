"""Opening a site for a command: where it is kept, that nobody else reads there, its keys, its tables."""

import fcntl
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import django
from django.conf import settings

from goodoffices.core.errors import BadInput, Fault, bad
from goodoffices.web import clock, keys
from goodoffices.web.people import leaked

if TYPE_CHECKING:
    from goodoffices.web.upkeep import Upgraded

SETTINGS = "goodoffices.web.settings"
_LOCK = "site.lock"
_SHORTEST_KEY = 40


def open_site(data: Path, address: str = "") -> None:
    """Make this process the one of the site kept in `data`, which is made where it is missing.

    Whatever the process writes from now on, nobody else on the machine can read.
    """
    os.umask(0o077)
    os.environ["GOODOFFICES_DATA"] = str(data.absolute())
    if address:
        os.environ["GOODOFFICES_ADDRESS"] = address
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    keys.make_secret(data)
    django.setup()
    bad(_open_to_others(data))
    if settings.DEBUG:
        raise BadInput("the site does not run with DEBUG: it would show strangers what went wrong inside")
    if settings.LEAKED is not None:
        leaked.check(settings.LEAKED)
    if len(settings.SECRET_KEY) < _SHORTEST_KEY:
        raise BadInput(
            f"the key in {data / keys.SECRET_FILE} is too short: remove the file, and a new one is made"
        )


def upgrade() -> "Upgraded":
    """Bring the tables up to date, make the operator's key, and see that the database is fit to be written to."""
    from goodoffices.web import upkeep
    from goodoffices.web.talks import guard, store

    done = upkeep.upgrade(clock.now())
    store.make_key_file()
    bad(_open_to_others(settings.DATA))
    guard.ready()
    return done


def prepare(data: Path) -> None:
    """Make the site fit to be written to by a command that may run beside the server.

    What must be changed first is changed only while nobody serves the site.
    """
    from goodoffices.web import upkeep
    from goodoffices.web.talks import guard

    if not upkeep.must_change():
        guard.ready()
        return
    lock = alone(data)
    try:
        upgrade()
    finally:
        os.close(lock)


def alone(data: Path) -> int:
    """Return a lock that one process at a time can hold on a site; raise `BadInput` if another does."""
    handle = os.open(data / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise BadInput(f"the site in {data} is being served already: stop that one first") from None
    return handle


def _open_to_others(data: Path) -> Iterator[Fault]:
    for path in (data, *sorted(data.iterdir())):
        if stat.S_IMODE(path.lstat().st_mode) & 0o077:
            yield Fault(f"others on this machine can read {path}: chmod go-rwx {path}")
