"""`goodoffices bundle`: what a seat may see, signed, taken away, and checked anywhere without the site."""

import os
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from goodoffices.core import text as one_text
from goodoffices.core.errors import BadInput, Fault
from goodoffices.journal import card
from goodoffices.journal.proof import Proved, Unproved, prove
from goodoffices.web.commands import site

if TYPE_CHECKING:
    from goodoffices.web.talks.store import Sitting

LARGEST = 2**31
_LARGEST_CARD = 100_000
_TOKEN = 64

Data = Annotated[Path, typer.Option(help="Where the site is kept.", envvar="GOODOFFICES_DATA")]
Talks = Annotated[str, typer.Argument(help="The talks, as `talks new` printed them.")]
Seat = Annotated[str, typer.Option(help="The seat whose view is taken: its id, or its address.")]
Secret = Annotated[
    Path | None, typer.Option(help="A file with the seat's secret: the seat then signs beside the talks.")
]


def register(app: typer.Typer) -> None:
    """Offer the commands."""
    group = typer.Typer(no_args_is_help=True, help="Signed bundles of what a seat may see.")
    group.command("export")(export)
    group.command("card")(print_card)
    group.command("verify")(verify)
    app.add_typer(group, name="bundle")


def export(
    talks: Talks,
    *,
    seat: Seat,
    output: Annotated[Path, typer.Option("-o", "--output", help="The zip file to write.")],
    secret_file: Secret = None,
    data: Data = Path("data"),
) -> None:
    """Write what a seat may see, and nothing else, as one signed zip file."""
    token = _secret(secret_file)
    _open(data)
    from goodoffices.web import clock
    from goodoffices.web.talks import bundling, folding

    sitting = _sitting(talks, seat)
    with _keys(sitting, token):
        made = bundling.taken(folding.seated(sitting), clock.now(), bundling.signers(sitting, token))
    _write(output, made)
    typer.echo(f"{output}: {len(made)} bytes. Check it by `goodoffices bundle verify` and the printed card.")


def _keys(sitting: "Sitting", token: str) -> AbstractContextManager[object]:
    """Hold the keys of a seat of closed talks meanwhile; only its own secret gives them."""
    from goodoffices.journal.pairs import pair_of_token
    from goodoffices.web.talks import store

    if not sitting.closed:
        return nullcontext()
    if not token:
        raise BadInput(
            "these talks are closed: only the seat's own secret opens them; name it with --secret-file"
        )
    return store.opening_with(pair_of_token(token))


def print_card(
    talks: Talks, *, seat: Seat = "", secret_file: Secret = None, data: Data = Path("data")
) -> None:
    """Print the card of keys by which bundles of these talks are checked: on paper, handed over in person."""
    token = _secret(secret_file)
    _open(data)
    from goodoffices.web import keys
    from goodoffices.web.talks import bundling, store

    store.talks(talks)
    signers = bundling.signers(_sitting(talks, seat), token) if seat else (keys.signer(talks),)
    typer.echo(card.write_card(signers), nl=False)


def verify(
    file: Annotated[Path, typer.Argument(help="The bundle.")],
    *,
    keys: Annotated[Path, typer.Option(help="The card of keys, copied from the printed one.")],
    words: Annotated[str, typer.Option(help="The language of the check words.")] = "en",
) -> None:
    """Check a bundle by the keys of a card, offline. Exit 0 and what it shows, or 1 and the first thing wrong."""
    try:
        known = card.read_card(_read(keys, _LARGEST_CARD).decode("utf-8"))
    except UnicodeDecodeError:
        raise BadInput(Fault("not UTF-8 text; save it as UTF-8", file=str(keys))) from None
    except BadInput as fault:
        raise fault.within(str(keys)) from None
    try:
        proved = prove(_read(file, LARGEST), known)
    except Unproved as fault:
        typer.echo(f"Not proved: {fault}.")
        raise typer.Exit(1) from None
    typer.echo(_summary(proved, words))


def _summary(proved: Proved, language: str) -> str:
    statement = proved.statement
    made = datetime.fromtimestamp(statement.stamp, UTC).strftime("%Y-%m-%d %H:%M UTC")
    lines = [
        f"Proved: {proved.entries} entries in {len(statement.lanes)} lanes, signed for "
        f"{' and '.join('these talks' if one == 'talks' else 'this seat' for one in statement.signed)}.",
        f"talks {statement.talks}, seat {statement.seat} ({statement.role}), {made}",
    ]
    if proved.shut:
        lines.append(f"{proved.shut} entries are not opened in it; they stand in their place, unchanged.")
    lines += [
        f"lane {lane.id}  {lane.kind:<10} {lane.entries:>6} entries  head {lane.head}"
        for lane in statement.lanes
    ]
    for one in proved.texts:
        check = one_text.check_words(one.sha256)
        lines += [
            f"text {one.name} ({', '.join(sorted(one.files))})  sha256 {one.sha256}",
            f"  {' '.join(check.words(language))}",
            f"  {check.digits}",
        ]
    return "\n".join(lines)


def _open(data: Path) -> None:
    if not (data / "talks.sqlite3").exists() and not os.environ.get("DATABASE_URL"):
        raise BadInput(f"there is no site in {data}: name its folder with --data")
    site.open_site(data)
    site.prepare(data)


def _sitting(talks: str, seat: str) -> "Sitting":
    from goodoffices.web.talks import store

    found = next((one for one in store.seats_in(talks) if seat in (one.seat, one.address)), None)
    if found is None:
        raise BadInput("no such seat in these talks: name both as `talks new` printed them")
    return found


def _secret(file: Path | None) -> str:
    """Return the seat's secret a file holds, or nothing where none is named; the secret itself is never repeated."""
    if file is None:
        return ""
    token = _read(file, _LARGEST_CARD).decode("utf-8", "replace").strip()
    if len(token) != _TOKEN or any(one not in "0123456789abcdef" for one in token):
        raise BadInput(Fault("no secret of a seat: 64 digits, as `talks new` printed it", file=str(file)))
    return token


def _read(path: Path, largest: int) -> bytes:
    try:
        if path.stat().st_size > largest:
            raise BadInput(Fault("larger than such a file can be; check the name", file=str(path)))
        return path.read_bytes()
    except OSError as fault:
        why = (fault.strerror or "cannot be read").lower()
        raise BadInput(Fault(f"{why}; check the name", file=str(path))) from None


def _write(path: Path, data: bytes) -> None:
    """Write for nobody else to read: a bundle holds confidences."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
    except OSError as fault:
        why = (fault.strerror or "cannot be written").lower()
        raise BadInput(Fault(f"{why}; name another place with -o", file=str(path))) from None
