"""`goodoffices talks new`: begin talks from a file, and say once how each seat is reached."""

import secrets
from pathlib import Path
from typing import Annotated, Any

import typer

from goodoffices.core.errors import BadInput, Fault
from goodoffices.web.commands import ending, site


def register(app: typer.Typer) -> None:
    """Offer the command."""
    talks = typer.Typer(no_args_is_help=True, help="Talks of a site.")
    talks.command("new")(new)
    ending.register(talks)
    app.add_typer(talks, name="talks")


def new(
    file: Annotated[
        Path, typer.Argument(help="TOML: name, parties in order, mediators, observers, settings.")
    ],
    *,
    data: Annotated[Path, typer.Option(help="Where the site is kept.", envvar="GOODOFFICES_DATA")] = Path(
        "data"
    ),
    json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
) -> None:
    """Begin talks. Prints each seat's address and secret, once: nobody can print them again."""
    site.open_site(data, "")
    site.prepare(data)
    seats = _begun(file)
    if json:
        import json as notation

        typer.echo(notation.dumps(seats, ensure_ascii=False))
        return
    typer.echo(f"talks {seats['talks']}")
    for seat in seats["seats"]:
        who = seat["party"] or seat["name"] or ""
        typer.echo(f"{seat['role']:<10} {who:<20} {seat['address']}  token {seat['token']}")


def _begun(file: Path) -> dict[str, Any]:
    from goodoffices.core.people import Seat
    from goodoffices.journal.pairs import pair_of_token
    from goodoffices.web import clock
    from goodoffices.web.talks import actions, beginning, folding, store

    try:
        wish = beginning.from_toml(_words(file))
    except BadInput as fault:
        raise fault.within(str(file)) from None
    tokens: dict[str, str] = {}

    def bearer(seat: Seat) -> None:
        tokens[seat.id] = store.give_token(seat.id)

    begun = actions.begin(wish, lambda: secrets.token_hex(16), clock.now(), bearer)
    seats = []
    for one in begun.seats:
        token = tokens[one.seat]
        with store.opening_with(pair_of_token(token)):
            view = folding.seated(one).view
        told = {"seat": one.seat, "role": one.role, "party": view.name_of(one.delegation) or None}
        named = {"name": view.name_of(one.seat) or None}
        seats.append({**told, **named, "address": f"/seat/{one.address}/", "token": token})
    return {"talks": begun.talks, "seats": seats}


def _words(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError as fault:
        raise BadInput(
            Fault(f"{(fault.strerror or 'cannot be read').lower()}; check the name", file=str(file))
        ) from None
    except UnicodeDecodeError:
        raise BadInput(Fault("not UTF-8 text; save it as UTF-8", file=str(file))) from None
