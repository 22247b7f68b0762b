"""`goodoffices up`: make what is missing, see that all is safe, and serve the site at one address."""

import ipaddress
import os
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
import uvicorn
from django.conf import settings

from goodoffices.core.errors import BadInput
from goodoffices.web.commands import beside, site
from goodoffices.web.commands import certificate as certificates

_GRACE_SECONDS = 2
_WAITING = 128
_OWN = "\nBrowsers warn once, for nobody vouches for its certificate. Its SHA-256, to be compared on each machine:\n"


@dataclass(frozen=True)
class Door:
    """Where the server listens, and under which address others reach it."""

    host: str
    port: int
    address: str = ""
    certificate: str = ""
    certificate_key: str = ""

    def __post_init__(self) -> None:
        if self.address and not self.address.startswith("https://"):
            raise BadInput("--address begins with https://")
        if bool(self.certificate) != bool(self.certificate_key):
            raise BadInput("--certificate and --certificate-key go together")
        if self.certificate and not self.address:
            raise BadInput("with a certificate, give the --address it is for")
        if not self.certificate and not _is_loopback(self.host):
            raise BadInput(
                f"{self.host} can be reached from other machines, and plain http would show them everything: "
                "give a --certificate, or listen on 127.0.0.1 behind a proxy that has one"
            )

    @property
    def behind_proxy(self) -> bool:
        """Whether somebody else ends the encryption, and tells us who asks."""
        return bool(self.address) and not self.certificate


def register(app: typer.Typer) -> None:
    """Offer the command."""
    app.command("up")(up)


def up(  # noqa: PLR0913 (a command's options)
    *,
    port: Annotated[int, typer.Option(help="The port; 0 for any that is free.", min=0, max=65535)] = 8000,
    host: Annotated[
        str, typer.Option(help="Where to listen; for others than this machine, encrypted.")
    ] = "127.0.0.1",
    data: Annotated[Path, typer.Option(help="Where the site is kept.", envvar="GOODOFFICES_DATA")] = Path(
        "data"
    ),
    address: Annotated[
        str, typer.Option(help="The https address others use.", envvar="GOODOFFICES_ADDRESS")
    ] = "",
    certificate: Annotated[str, typer.Option(help="A TLS certificate, with its chain.")] = "",
    certificate_key: Annotated[str, typer.Option(help="The key of the certificate.")] = "",
    demonstration: Annotated[
        bool, typer.Option(help="Serve Harbour beside it, on this machine only.")
    ] = True,
) -> None:
    """Serve the site, made or brought up to date first; to other machines by https alone, with a certificate of its own."""
    digits = ""
    if not certificate and not _is_loopback(host):
        os.umask(0o077)
        own = certificates.own(data, host, port, address.rstrip("/"))
        address, certificate, certificate_key, digits = own.address, own.certificate, own.key, own.digits
    door = Door(host, port, address.rstrip("/"), certificate, certificate_key)
    site.open_site(data, door.address)
    lock = site.alone(data)
    try:
        site.upgrade()
        listening = _listen(door)
        if demonstration and not settings.DEMONSTRATION and _is_loopback(host) and not door.address:
            settings.HARBOUR = beside.serve(data)
        typer.echo(f"Good Offices is at {door.address or _url(listening)}{digits and _OWN}{digits}")
        _serve(door, listening)
    finally:
        os.close(lock)


def _serve(door: Door, listening: socket.socket) -> None:
    config = uvicorn.Config(
        "goodoffices.web.asgi:application",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=door.behind_proxy,
        forwarded_allow_ips="127.0.0.1",
        timeout_graceful_shutdown=_GRACE_SECONDS,
        http="goodoffices.web.protocol:Protocol",
        ws="none",
        lifespan="on",
        ssl_certfile=door.certificate or None,
        ssl_keyfile=door.certificate_key or None,
    )
    try:
        uvicorn.Server(config).run(sockets=[listening])
    except KeyboardInterrupt:
        typer.echo("Stopped.")


def _listen(door: Door) -> socket.socket:
    """Return a listening socket: from here on whoever asks is answered, if a moment later."""
    family = socket.AF_INET6 if ":" in door.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((door.host, door.port))
    except OSError as taken:
        listening.close()
        raise BadInput(
            f"cannot listen on {door.host} port {door.port}: {taken.strerror}; try another --port"
        ) from None
    listening.listen(_WAITING)
    return listening


def _url(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
