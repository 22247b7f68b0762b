"""A certificate the site makes for itself, for a room without the Internet: encrypted, and known by a number read aloud."""

import hashlib
import ipaddress
import shutil
import ssl
import subprocess
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from goodoffices.core.errors import BadInput

CERTIFICATE = "tls-certificate.pem"
KEY = "tls-key.pem"
_NAME = "tls-name"
_DAYS = 397
_SOON = 30 * 24 * 3600


@dataclass(frozen=True)
class Own:
    """The files of the certificate, the address it is for, and its SHA-256 in groups to be read aloud."""

    certificate: str
    key: str
    address: str
    digits: str


def own(data: Path, host: str, port: int, address: str) -> Own:
    """Return the site's own certificate for the address, made anew where there is none or it is soon over.

    Without an address it is for `host`, which then must be one that others can ask for.
    """
    address = address or f"https://{_asked_for(host)}:{port}"
    name = urlsplit(address).hostname or ""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    certificate, key = data / CERTIFICATE, data / KEY
    if not _good(data, name):
        _make(certificate, key, name)
        (data / _NAME).write_text(name, encoding="utf-8")
    for path in (certificate, key, data / _NAME):
        path.chmod(0o600)
    der = ssl.PEM_cert_to_DER_cert(certificate.read_text(encoding="ascii"))
    digits = hashlib.sha256(der).hexdigest()
    grouped = " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))
    return Own(str(certificate), str(key), address, grouped)


def _asked_for(host: str) -> str:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if address.is_unspecified:
        raise BadInput(
            f"{host} is every address of this machine: name the one that others type, as in "
            "HOST=192.168.1.20, or give it with --address https://…"
        )
    return f"[{address}]" if address.version == 6 else str(address)


def _good(data: Path, name: str) -> bool:
    """Whether a certificate for this name is there that is good for another month."""
    named = data / _NAME
    if not ((data / KEY).exists() and named.exists() and named.read_text(encoding="utf-8") == name):
        return False
    asked = ["x509", "-checkend", str(_SOON), "-noout", "-in", str(data / CERTIFICATE)]
    return _openssl(asked).returncode == 0


def _make(certificate: Path, key: Path, name: str) -> None:
    try:
        kind = f"IP:{ipaddress.ip_address(name)}"
    except ValueError:
        kind = f"DNS:{name}"
    asked = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-sha256", "-nodes"]
    asked += ["-days", str(_DAYS), "-subj", "/CN=Good Offices", "-addext", f"subjectAltName={kind}"]
    asked += ["-addext", "basicConstraints=critical,CA:FALSE", "-addext", "extendedKeyUsage=serverAuth"]
    done = _openssl([*asked, "-keyout", str(key), "-out", str(certificate)])
    if done.returncode:
        raise BadInput(f"openssl made no certificate for {name}: give one with --certificate")


def _openssl(words: list[str]) -> "subprocess.CompletedProcess[bytes]":
    program = shutil.which("openssl")
    if program is None:
        raise BadInput(
            "plain http would show everything to others, and openssl is not here to make a certificate: "
            "install it (Debian: apt-get install openssl), or give a --certificate"
        )
    return subprocess.run([program, *words], capture_output=True, check=False)  # noqa: S603
