"""A site of the soak's own, in a process that has not chosen its databases yet."""

import contextlib
import os
import secrets
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any


@contextlib.contextmanager
def site(url: str = "") -> Iterator[Path]:
    """Make a new site in a folder of its own, or in the PostgreSQL database at `url`; give its data folder."""
    with tempfile.TemporaryDirectory(prefix="goodoffices-soak-", dir="/var/tmp") as folder:
        os.environ.update(GOODOFFICES_DATA=folder, DATABASE_URL=url)
        os.environ["DJANGO_SETTINGS_MODULE"] = "goodoffices.web.settings"
        _set_up()
        yield Path(folder)
        _close()


@contextlib.contextmanager
def unhurried() -> Iterator[None]:
    """Answer clients in this process, as fast as they like: a soak asks more in a second than anybody reads in an hour."""
    from django.conf import settings

    from goodoffices.web.talks import pace

    settings.SECRET_KEY, settings.ALLOWED_HOSTS = secrets.token_urlsafe(48), ["testserver"]

    free = pace.Pace(10**9, 1)
    pace._reading, pace._writing = pace.Count(free), pace.Count(free)
    yield


def _set_up() -> None:
    import django
    from django.conf import settings
    from django.core.management import call_command

    # A pool has threads, which a fork leaves behind.
    settings.DATABASES["default"]["OPTIONS"].pop("pool", None)
    django.setup()
    for database in settings.DATABASES:
        call_command("migrate", database=database, verbosity=0)
    from goodoffices.web.talks import store

    store.make_key_file()


def _close() -> None:
    from django.db import connections

    connections.close_all()


def house() -> Any:
    """Begin talks in the site."""
    from tests.web.talks.cast import house as begin

    return begin()


class Child:
    """A process forked off this one, which tells what it has to tell line by line."""

    def __init__(self, work: Any) -> None:
        """Run `work(say, heard)`: `say(text)` tells the parent, `heard()` waits for a line from it."""
        _close()
        out_read, out_write = os.pipe()
        in_read, in_write = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(out_read)
            os.close(in_write)
            _be(work, out_write, in_read)
        os.close(out_write)
        os.close(in_read)
        self._out, self._in = out_read, in_write

    def tell(self, text: str = "") -> None:
        """Send the child a line."""
        os.write(self._in, f"{text}\n".encode())

    def line(self) -> str:
        """Return the next line the child tells, empty when it is gone."""
        told = b""
        while not told.endswith(b"\n"):
            byte = os.read(self._out, 1)
            if not byte:
                return ""
            told += byte
        return told.decode().strip()

    def rest(self) -> list[str]:
        """Return all the child still has to tell, to its end, and reap it; a torn last line is left out."""
        told = b""
        while part := os.read(self._out, 65536):
            told += part
        os.close(self._out)
        os.close(self._in)
        os.waitpid(self.pid, 0)
        return told.decode().split("\n")[:-1]


def _be(work: Any, out: int, heard: int) -> None:
    lines = os.fdopen(heard, "r", closefd=False)

    def say(text: str) -> None:
        os.write(out, f"{text}\n".encode())

    try:
        work(say, lines.readline)
    except BaseException as fault:  # noqa: BLE001 (a child ends here whatever happens, and says so)
        say(f"fault {type(fault).__name__}")
    os._exit(0)
