"""`goodoffices talks end` and `talks shred`: what becomes of talks, on which day, and the shredding itself."""

from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from goodoffices.core.errors import BadInput
from goodoffices.web.commands import site

Data = Annotated[Path, typer.Option(help="Where the site is kept.", envvar="GOODOFFICES_DATA")]
Talks = Annotated[str, typer.Argument(help="The talks, as `talks new` printed them.")]
Names = Annotated[bool, typer.Option("--names", help="Forget who sat where, too.")]


def register(group: typer.Typer) -> None:
    """Offer the commands within `talks`."""
    group.command("end")(end)
    group.command("shred")(shred)


def end(
    talks: Talks,
    *,
    days: Annotated[int, typer.Option(help="Set the day: so many days from now.", min=0)] = 0,
    names: Names = False,
    data: Data = Path("data"),
) -> None:
    """Say what is kept, what each seat takes away, what is shredded and when; with --days, set the day."""
    _open(talks, data)
    from goodoffices.web import clock, shreds
    from goodoffices.web.shreds import Planned
    from goodoffices.web.talks import store

    before = shreds.planned(talks)
    if before and before.done:
        raise BadInput(f"these talks were shredded on {before.at:%Y-%m-%d}; nothing more can be done")
    if days:
        shreds.plan(talks, Planned(clock.now() + timedelta(days=days), names, done=False))
    told = shreds.planned(talks)
    when = f"on {told.at:%Y-%m-%d %H:%M} UTC" if told else "on no day yet: set one with --days"
    typer.echo(f"Shredded: half of the keys of {len(store.lanes_in(talks))} lanes, {when}.")
    typer.echo(
        "Each seat takes away: a signed bundle of what it may read, from its page “Take away”, before that day."
    )
    forgotten = (
        "; who sat where is forgotten" if told and told.names else "; who sat where (--names forgets it)"
    )
    typer.echo(f"Kept: the entries, unreadable, in their chains{forgotten}.")


def shred(
    talks: Talks,
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Do it: there is no way back.")] = False,
    names: Names = False,
    data: Data = Path("data"),
) -> None:
    """Shred what was written in some talks, at once and for ever."""
    _open(talks, data)
    from goodoffices.web import clock
    from goodoffices.web.talks import ending

    if not yes:
        raise BadInput("nobody will read these talks again, with any key or copy: say --yes if that is meant")
    gone = ending.shred(talks, clock.now(), names=names)
    typer.echo(f"Shredded: the halves of {gone} lanes are gone. Destroy what copies of halves you keep, too.")


def _open(talks: str, data: Path) -> None:
    site.open_site(data)
    site.prepare(data)
    from goodoffices.web.talks import store

    store.talks(talks)
