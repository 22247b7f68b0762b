"""Backups: a copy of the talks that was read back entry by entry, and a site made anew from one."""

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

from goodoffices.core.errors import BadInput
from goodoffices.journal.chain import Head
from goodoffices.web import restored, rows, shreds, upkeep, writer
from goodoffices.web.people import invitations
from goodoffices.web.talks import store, table

FORM = "goodoffices-backup/1"
FILE = "talks.sqlite3"
MANIFEST = "backup.json"
_NAMED = "%Y-%m-%dT%H%M%SZ"
KEEP_DAYS = 30
_ALL = 2**62  # until when a paper is good that is good for ever


@dataclass(frozen=True)
class Backup:
    """A copy in a folder of its own: when it was made, its file's hash, and where every lane ended."""

    folder: Path
    at: datetime
    sha256: str
    heads: Mapping[str, Head]

    @property
    def entries(self) -> int:
        """How many entries it holds."""
        return sum(head.number for head in self.heads.values())


def make(place: Path, at: datetime, keep_days: int = KEEP_DAYS) -> Backup:
    """Copy the talks into a new folder in `place`, read the copy back, and compare it with the site.

    May run beside the server. The operator's key is not in it, nor any answer to a sealed question. Folders that this made more than `keep_days` ago are
    taken away afterwards: old copies defeat erasure.
    """
    folder = place / at.strftime(_NAMED)
    if folder.exists():
        raise BadInput(f"{folder} is there already; wait a second and try again")
    coming = folder.with_name(folder.name + ".coming")
    coming.mkdir(mode=0o700, parents=True)
    _copy(coming / FILE)
    store.without_answers(coming / FILE)
    heads = sound(coming / FILE)
    _stands_in_site(heads)
    made = Backup(folder, at, _sha256(coming / FILE), heads)
    (coming / MANIFEST).write_text(_manifest(made), encoding="utf-8")
    for path in (coming / FILE, coming / MANIFEST):
        path.chmod(0o600)
        upkeep.sync(path)
    upkeep.sync(coming)
    coming.rename(folder)
    upkeep.sync(place)
    _drop_older(place, at - timedelta(days=keep_days))
    return made


def copy_halves(place: Path, at: datetime) -> None:
    """Copy the halves of keys into a new folder in `place`, and take older copies away after thirty days at most."""
    shreds.copy(place / at.strftime(_NAMED))
    _drop_older(place, at - timedelta(days=KEEP_DAYS))


def read(folder: Path) -> Backup:
    """Return a backup after checking it whole: its hash, every chain in it, and every lane's end."""
    try:
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        heads = {lane: Head(number, bytes.fromhex(seal)) for lane, (number, seal) in told["heads"].items()}
        made = Backup(folder, datetime.fromisoformat(told["at"]), told["sha256"], heads)
        form = told["form"]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise BadInput(
            f"{folder} is no backup, or not a whole one; name the folder that holds {MANIFEST}"
        ) from None
    if form != FORM:
        raise BadInput(f"{folder} was made by a newer program: bring this one up to date first")
    if not (folder / FILE).exists() or _sha256(folder / FILE) != made.sha256:
        raise BadInput(f"{folder / FILE} is not the file that was backed up; take another backup")
    if sound(folder / FILE) != heads:
        raise BadInput(f"in {folder / FILE} a lane ends elsewhere than when it was backed up")
    return made


def restore(made: Backup, at: datetime) -> None:
    """Make this process's site, which must be empty, from a backup; see that it is the same, and leave a note for all.

    What was good for once does not come back: sealed questions that were open end void, invitations and ways back that
    nobody had used are worth nothing. Nobody else may be serving the site meanwhile.
    """
    if table.exists(connection) and store.all_lanes():
        raise BadInput(
            "there are talks here already: restore into an empty place, and change the address afterwards"
        )
    connections.close_all()
    coming = Path(settings.DATA) / (FILE + ".restoring")
    coming.unlink(missing_ok=True)
    shutil.copyfile(made.folder / FILE, coming)
    coming.chmod(0o600)
    if connection.vendor == "sqlite":
        upkeep.put_back(coming, Path(settings.DATABASES["default"]["NAME"]))
        upkeep.upgrade(at)
    else:
        upkeep.upgrade(at)
        with rows.file(coming) as alias:
            call_command("migrate", database=alias, interactive=False, verbosity=0)
            rows.copy(alias, "default")
    coming.unlink()
    if upkeep.sound_heads() != made.heads:
        raise BadInput("a lane ends elsewhere than in the backup; do not serve this site")
    with writer.turn(""):
        store.void_questions()
        store.drop_papers(_ALL)
        invitations.take_all_back()
    restored.note(made.at, at)


def keys_fit() -> None:
    """Raise `BadInput` if nothing opens here: the operator's key is another, or the halves of keys are missing."""
    tried = store.try_keys()
    if tried.lanes and not tried.opened:
        raise BadInput(
            f"with the key in {settings.OPERATOR_KEY_FILE} and the halves of keys in {settings.SHREDS} nothing opens: "
            "one of them is not this site's"
        )


def sound(file: Path) -> dict[str, Head]:
    """Return where every lane of a file ends; `BadInput` names the first fault of each lane that has one."""
    return upkeep.sound(store.audit_file(file))


def _copy(target: Path) -> None:
    if connection.vendor == "sqlite":
        source = Path(settings.DATABASES["default"]["NAME"])
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
            old.backup(new)
        return
    with rows.file(target) as alias:
        call_command("migrate", database=alias, interactive=False, verbosity=0)
        rows.copy("default", alias)


def _stands_in_site(heads: Mapping[str, Head]) -> None:
    """The site may have gone on meanwhile; what was copied must stand in it all the same."""
    for lane, head in heads.items():
        if head.number and store.seal_of(lane, head.number) != head.seal:
            raise BadInput(
                "the copy is not the same as the site; is the disk sound? Run `goodoffices site check`"
            )


def _manifest(made: Backup) -> str:
    heads = {lane: [head.number, head.seal.hex()] for lane, head in sorted(made.heads.items())}
    told = {"form": FORM, "at": made.at.isoformat(), "sha256": made.sha256, "heads": heads}
    return json.dumps(told, indent=1) + "\n"


def _sha256(path: Path) -> str:
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _drop_older(place: Path, than: datetime) -> None:
    for folder in place.iterdir():
        try:
            made = datetime.strptime(folder.name, _NAMED).replace(tzinfo=than.tzinfo)
        except ValueError:
            continue
        if made < than:
            shutil.rmtree(folder)
