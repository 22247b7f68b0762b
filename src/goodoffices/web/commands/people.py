"""`goodoffices site let-in`: the way back for somebody who lost everything they sign in with."""

import json
from pathlib import Path
from typing import Annotated

import typer

from goodoffices.core.errors import BadInput
from goodoffices.web.commands import site


def let_in(
    name: Annotated[str, typer.Argument(help="The sign-in name of whoever is let back in.")],
    *,
    data: Annotated[Path, typer.Option(help="Where the site is kept.", envvar="GOODOFFICES_DATA")] = Path(
        "data"
    ),
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Print a code with which somebody sets a new password, once, within two days.

    See for yourself that it is them: the code takes their second factor off, and ends all their sessions.
    """
    site.open_site(data)
    from goodoffices.web import clock
    from goodoffices.web.people import invitations, names
    from goodoffices.web.people.models import Person

    person = Person.objects.filter(name=names.read(name)).first()
    if person is None:
        raise BadInput(f"nobody here signs in as {names.read(name)}")
    made = invitations.way_back(person, clock.now())
    until = made.until.strftime("%Y-%m-%d %H:%M UTC")
    if as_json:
        typer.echo(json.dumps({"name": person.name, "code": made.code, "until": made.until.isoformat()}))
        return
    typer.echo(f"{made.code}\nGood once, until {until}, on the page /way-back, for {person.name}.")
