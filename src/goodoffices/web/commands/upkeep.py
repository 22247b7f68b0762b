"""`goodoffices site`: bringing a site up to date, and checking what it keeps."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress, TextColumn, TimeElapsedColumn

from goodoffices.core.errors import BadInput
from goodoffices.web.commands import keeping, people, site

if TYPE_CHECKING:
    from goodoffices.web.upkeep import Checked

Data = Annotated[Path, typer.Option(help="Where the site is kept.", envvar="GOODOFFICES_DATA")]


def register(app: typer.Typer) -> None:
    """Offer the commands."""
    group = typer.Typer(no_args_is_help=True, help="Upkeep of a site.")
    group.command("upgrade")(upgrade)
    group.command("check")(check)
    group.command("let-in")(people.let_in)
    keeping.register(group)
    app.add_typer(group, name="site")


def upgrade(*, data: Data = Path("data")) -> None:
    """Bring the site up to date: copy it, change it, check every entry; on any failure it is as it was before."""
    site.open_site(data)
    lock = site.alone(data)
    try:
        done = site.upgrade()
    finally:
        os.close(lock)
    if not done.migrations:
        typer.echo("The site is up to date.")
    else:
        typer.echo(
            f"The site was brought up to date: {done.migrations} changes, and every entry is as it was."
        )
    if done.backup:
        typer.echo(f"A copy from before is in {done.backup}; take it away when you no longer need it.")


def check(
    *,
    data: Data = Path("data"),
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Check triggers, settings, files and every lane's chain; opens no entry. Exit 1 if anything is not sound."""
    if not (data / "talks.sqlite3").exists() and not os.environ.get("DATABASE_URL"):
        raise BadInput(f"there is no site in {data}: name its folder with --data")
    site.open_site(data)
    from goodoffices.web import upkeep

    with _progress() as each:
        found = upkeep.check(each)
    typer.echo(json.dumps({"sound": not found.faults, **asdict(found)}) if as_json else _told(found))
    if found.faults:
        raise typer.Exit(1)


def _told(found: "Checked") -> str:
    lines = [f"Not sound: {fault}" for fault in found.faults]
    lines += [f"Better: {advice}" for advice in found.advice]
    if not found.faults:
        lines.append(f"Sound: {found.lanes} lanes, {found.entries} entries.")
    if found.stale:
        lines.append(
            f"Of {found.remembered} remembered heads {found.stale} do not fit and will be made again."
        )
    return "\n".join(lines)


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """Show on standard error how many lanes are done, where somebody looks at it."""
    columns = (TextColumn("{task.completed} lanes checked"), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=None)
        yield lambda _: progress.advance(task)
