"""`goodoffices site backup`, `restore`, `drill`: copies that were read back, and a way back that was walked."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Annotated

import typer

from goodoffices.core.errors import BadInput, Fault
from goodoffices.web.commands import site

Data = Annotated[Path, typer.Option(help="Where the site is kept.", envvar="GOODOFFICES_DATA")]
_ITSELF = "import sys; from goodoffices.cli.main import main; sys.argv[0] = 'goodoffices'; main()"


def register(group: typer.Typer) -> None:
    """Offer the commands within `site`."""
    group.command("backup")(backup)
    group.command("restore")(restore)
    group.command("drill")(drill)


def backup(
    place: Annotated[Path, typer.Argument(help="The folder that holds the backups, on another disk.")],
    *,
    data: Data = Path("data"),
    keep_days: Annotated[
        int, typer.Option(help="Take away own backups older than this.", min=1, max=3650)
    ] = 30,
    halves: Annotated[
        Path | None, typer.Option(help="Where the halves of keys are copied: never beside the backups.")
    ] = None,
) -> None:
    """Copy the talks, read the copy back entry by entry, and compare. May run while the site is served.

    The operator's key is not in it, nor the halves of keys, which go to a place of their own for thirty days at most.
    """
    _there(data)
    if halves and (halves.absolute() == place.absolute() or place.absolute() in halves.absolute().parents):
        raise BadInput(
            "the halves of keys must not lie beside the backups: whoever finds both can undo a shredding"
        )
    site.open_site(data)
    from goodoffices.web import backups, clock

    made = backups.make(place, clock.now(), keep_days)
    if halves:
        backups.copy_halves(halves, clock.now())
    typer.echo(f"{made.folder}: {len(made.heads)} lanes, {made.entries} entries, read back and the same.")


def restore(
    folder: Annotated[Path, typer.Argument(help="One backup: the folder that holds backup.json.")],
    *,
    data: Data = Path("data"),
    key_file: Annotated[
        Path | None, typer.Option(help="The operator's key file, from where it is kept safe.")
    ] = None,
    halves: Annotated[
        Path | None, typer.Option(help="The folder with the halves of keys, or a copy of it.")
    ] = None,
) -> None:
    """Make a site anew in an empty place, check every entry, and tell everybody who sits there that it was done."""
    site.open_site(data)
    lock = site.alone(data)
    try:
        from django.conf import settings

        from goodoffices.web import backups, clock, shreds

        made = backups.read(folder)
        if halves:
            shreds.put_back(halves)
        _key(Path(settings.OPERATOR_KEY_FILE), key_file)
        backups.restore(made, clock.now())
        backups.keys_fit()
        site.upgrade()
    finally:
        os.close(lock)
    said = made.at.strftime("%Y-%m-%d %H:%M UTC")
    typer.echo(f"Restored as of {said}: {len(made.heads)} lanes, {made.entries} entries, every chain whole.")
    typer.echo(
        "Everybody signs in again. What was written after that moment is gone; the pages say so for thirty days."
    )


def drill(*, data: Data = Path("data")) -> None:
    """Back up, restore in a fresh place, check every chain, compare with the site, and take it all away again."""
    _there(data)
    site.open_site(data)
    from django.conf import settings

    from goodoffices.web import backups, clock

    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="goodoffices-drill-", dir=data.absolute().parent) as folder:
        made = backups.make(Path(folder) / "backups", clock.now())
        fresh = Path(folder) / "fresh"
        words = ["--key-file", str(settings.OPERATOR_KEY_FILE)]
        words += ["--halves", str(settings.SHREDS)] if Path(settings.SHREDS).exists() else []
        _run("restore", str(made.folder), *words, data=fresh)
        _run("check", data=fresh)
        same = backups.sound(fresh / backups.FILE) == made.heads
    if not same:
        raise BadInput("what was restored is not what was backed up; do not rely on these backups")
    spent = time.monotonic() - began
    typer.echo(
        f"The way back was walked: {len(made.heads)} lanes, {made.entries} entries restored and the same,"
        f" in {spent:.1f} seconds."
    )


def _run(*words: str, data: Path) -> None:
    """Run a command of `site` on a site of its own, as whoever restores in earnest would."""
    env = {
        name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "GOODOFFICES_DATA"}
    }
    for name in ("GOODOFFICES_KEY_FILE", "GOODOFFICES_SHREDS"):
        env.pop(name, None)
    done = subprocess.run(  # noqa: S603 (this very program, with words of its own)
        [sys.executable, "-c", _ITSELF, "site", *words, "--data", str(data)],
        capture_output=True, text=True, check=False, env=env,
    )  # fmt: skip
    if done.returncode:
        raise BadInput(f"the drill failed at `site {words[0]}`: {(done.stderr or done.stdout).strip()}")


def _key(place: Path, given: Path | None) -> None:
    """Put the operator's key where this site looks for it, never over another."""
    if given is None and not place.exists():
        raise BadInput(
            f"without the operator's key nothing can be read: give --key-file, or put it at {place}"
        )
    if given is None:
        return
    try:
        words = given.read_bytes()
    except OSError as fault:
        raise BadInput(Fault((fault.strerror or "cannot be read").lower(), file=str(given))) from None
    if place.exists():
        if place.read_bytes() != words:
            raise BadInput(f"there is another key at {place}: take it away first, or leave --key-file out")
        return
    place.write_bytes(words)
    place.chmod(0o600)


def _there(data: Path) -> None:
    if not (data / "talks.sqlite3").exists() and not os.environ.get("DATABASE_URL"):
        raise BadInput(f"there is no site in {data}: name its folder with --data")
