"""Upkeep of a site: checking what is kept, and bringing it up to date without ever losing the way back."""

import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.db.migrations.executor import MigrationExecutor

from goodoffices.core.errors import BadInput, Fault, bad
from goodoffices.journal.chain import Head
from goodoffices.web.talks import guard, store, table

BACKUPS = "backups"
_MARK = "upgrade.going"
Lane = Callable[[str], None]


def _nothing(_: str) -> None:
    """Tell nobody how far it has come."""


@dataclass(frozen=True)
class Upgraded:
    """What an upgrade did: how many migrations it made, and where the copy from before is kept."""

    migrations: int
    backup: Path | None


@dataclass(frozen=True)
class Checked:
    """What a check found: faults as sentences, counts, and what should be better though nothing is wrong."""

    faults: tuple[str, ...]
    lanes: int
    entries: int
    remembered: int
    stale: int
    advice: tuple[str, ...]


def check(each: Lane = _nothing) -> Checked:
    """Check the triggers and settings, the files' own structure, every chain, and what is remembered of lanes.

    Opens no entry. A remembered head that does not fit is no fault: it is thrown away when next looked at.
    """
    if not table.exists(connection):
        raise BadInput("there is no site here yet: run `goodoffices up`")
    audit = store.audit(each)
    faults = [*guard.faults(), *_structure(), *_broken(audit)]
    remembered, stale = store.heads_kept()
    told = tuple(str(fault) for fault in faults)
    return Checked(told, len(audit.heads), audit.entries, remembered, stale, tuple(guard.advice()))


def upgrade(at: datetime, each: Lane = _nothing) -> Upgraded:
    """Bring the site up to date, or leave it exactly as it was and raise.

    An upgrade that was cut off is taken back first. On SQLite the files are copied before, the copy is checked
    entry by entry, and put back on any failure; on PostgreSQL all is one transaction. Nobody else may be serving
    the site meanwhile.
    """
    recover()
    pending = _pending()
    if not table.exists(connection):
        _migrate()
        guard.ready()
        return Upgraded(pending, None)
    if not pending:
        guard.ready()
        return Upgraded(0, None)
    before = sound(store.audit(each))
    if connection.vendor != "sqlite":
        with transaction.atomic():
            _migrate_and_verify(before)
        return Upgraded(pending, None)
    backup = _copied(at, before)
    with _way_back(backup):
        _migrate_and_verify(before)
    return Upgraded(pending, backup)


def must_change() -> bool:
    """Whether the site is not yet made, not up to date, or was left in the middle of an upgrade."""
    return (Path(settings.DATA) / _MARK).exists() or not table.exists(connection) or _pending() > 0


def recover() -> bool:
    """Take back an upgrade that was cut off half-way, if there was one; return whether there was."""
    mark = Path(settings.DATA) / _MARK
    if not mark.exists():
        return False
    connections.close_all()
    backup = Path(settings.DATA) / BACKUPS / json.loads(mark.read_text(encoding="utf-8"))["backup"]
    for name in _files():
        put_back(backup / name, Path(settings.DATA) / name)
    _remove(mark)
    return True


def sound_heads() -> dict[str, Head]:
    """Return where every lane of the site ends; `BadInput` if anything is broken."""
    return sound(store.audit())


def aliases() -> list[str]:
    """Return the databases there really are: on PostgreSQL the second name is the first one again."""
    return list(settings.DATABASES) if connection.vendor == "sqlite" else ["default"]


def _migrate_and_verify(before: dict[str, Head]) -> None:
    _migrate()
    guard.ready()
    bad(_structure())
    if sound(store.audit()) != before:
        raise BadInput("after the upgrade a lane ends elsewhere than before it")


def _pending() -> int:
    """Return how many migrations are still to be made, over all databases."""
    left = 0
    for alias in aliases():
        executor = MigrationExecutor(connections[alias])
        left += len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    return left


def _migrate() -> None:
    for alias in aliases():
        call_command("migrate", database=alias, interactive=False, verbosity=0)


def sound(audit: store.Audit) -> dict[str, Head]:
    """Return where every lane ends; `BadInput` names the first fault of each lane that has one."""
    bad(_broken(audit))
    return audit.heads


def _broken(audit: store.Audit) -> Iterator[Fault]:
    for lane, found in audit.faults:
        yield Fault(f"lane {lane or '(none)'}, {found}")


def _structure() -> Iterator[Fault]:
    """What SQLite itself finds wrong with its files; PostgreSQL checks its pages as it reads them."""
    for alias in aliases() if connection.vendor == "sqlite" else ():
        with connections[alias].cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            wrong = [str(row[0]) for row in cursor.fetchall() if row[0] != "ok"]
            cursor.execute("PRAGMA foreign_key_check")
            wrong += [f"a row of {row[0]} points to nothing" for row in cursor.fetchall()]
        yield from (Fault(f"database {alias}: {what}") for what in wrong)


def _files() -> list[str]:
    return [Path(str(made["NAME"])).name for made in settings.DATABASES.values()]


def _copied(at: datetime, before: dict[str, Head]) -> Path:
    """Copy the site's files beside them and read the copy back; older copies go: they defeat erasure."""
    folder = Path(settings.DATA) / BACKUPS
    backup = folder / at.strftime("%Y-%m-%dT%H%M%SZ-before-upgrade")
    shutil.rmtree(backup, ignore_errors=True)
    backup.mkdir(mode=0o700, parents=True)
    for name in _files():
        source, copy = Path(settings.DATA) / name, backup / name
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(copy)) as new:
            old.backup(new)
        copy.chmod(0o600)
        sync(copy)
    sync(backup)
    sync(folder)
    if sound(store.audit_file(backup / _files()[0])) != before:
        raise BadInput("the copy made before the upgrade is not the same as the site; is the disk sound?")
    for older in folder.iterdir():
        if older != backup:
            shutil.rmtree(older)
    return backup


@contextmanager
def _way_back(backup: Path) -> Iterator[None]:
    """Put the copy back on any failure; should even that be cut off, the next start does it by the mark."""
    mark = Path(settings.DATA) / _MARK
    mark.write_text(json.dumps({"backup": backup.name}), encoding="utf-8")
    sync(mark)
    sync(mark.parent)
    try:
        yield
    except BaseException:
        recover()
        raise
    _remove(mark)


def put_back(copy: Path, place: Path) -> None:
    """Put a copy in a file's place, all or nothing; a journal left beside the old file would be played into the new one, so it goes first."""
    coming = place.with_name(place.name + ".coming")
    shutil.copyfile(copy, coming)
    coming.chmod(0o600)
    sync(coming)
    place.with_name(place.name + "-journal").unlink(missing_ok=True)
    coming.replace(place)
    sync(place.parent)


def _remove(path: Path) -> None:
    path.unlink()
    sync(path.parent)


def sync(path: Path) -> None:
    """Wait until a file, or a folder's list of files, is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
