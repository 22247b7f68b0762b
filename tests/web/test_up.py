"""`goodoffices up` makes what is missing, and refuses to run where others could read along."""

import hashlib
import http.client
import os
import socket
import ssl
import stat
import subprocess
from pathlib import Path

import pytest

from goodoffices.core.errors import BadInput
from goodoffices.web.commands import certificate
from goodoffices.web.commands.up import Door
from tests.serving import COMMAND, ROOT, serving


def up(data: Path, *options: str, **env: str) -> tuple[int, str]:
    done = subprocess.run(
        [str(COMMAND), "up", "--port", "0", "--data", str(data), *options],
        capture_output=True, text=True, check=False, cwd=ROOT, timeout=60,
        env={**os.environ, "PYTHONPATH": str(ROOT), "DJANGO_SETTINGS_MODULE": "goodoffices.web.settings", **env},
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    return done.returncode, done.stderr


def modes(data: Path) -> dict[str, int]:
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in (data, *data.rglob("*"))}


@pytest.mark.slow
def test_the_first_start_makes_keys_and_tables_nobody_else_can_read_and_the_next_keeps_them(
    tmp_path: Path,
) -> None:
    data = tmp_path / "data"
    with serving(data) as site:
        assert len(site.said) == 1
        assert up(data) == (2, f"the site in {data} is being served already: stop that one first\n")
    kept = {name: (data / name).read_bytes() for name in ("secret.key", "operator.key")}
    assert all(mode & 0o077 == 0 for mode in modes(data).values())
    with serving(data):
        pass
    assert kept == {name: (data / name).read_bytes() for name in kept}


@pytest.mark.slow
def test_it_refuses_a_folder_or_a_file_that_others_can_read(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with serving(data):
        pass
    for name in (".", "talks.sqlite3", "operator.key"):
        path = data / name
        before = path.stat().st_mode
        path.chmod(before | 0o004)
        code, said = up(data)
        assert code == 2
        assert f"chmod go-rwx {path}" in said.replace("/.", "/.")
        path.chmod(before)
    (data / "secret.key").write_text("short\n", encoding="ascii")
    assert "too short" in up(data)[1]
    assert up(data, DJANGO_SETTINGS_MODULE="tests.web.style.debug")[0] == 2


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.org"])
def test_plain_http_is_for_this_machine_only(host: str) -> None:
    with pytest.raises(BadInput, match="plain http"):
        Door(host, 8000)
    with pytest.raises(BadInput, match="plain http"):
        Door(host, 8000, address="https://talks.example.org")


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "127.9.9.9"])
def test_loopback_needs_no_certificate_and_may_stand_behind_a_proxy(host: str) -> None:
    assert not Door(host, 8000).behind_proxy
    assert Door(host, 8000, address="https://talks.example.org").behind_proxy


def test_a_certificate_needs_its_key_and_its_address() -> None:
    assert not Door("0.0.0.0", 443, "https://talks.example.org", "a.pem", "a.key").behind_proxy
    for wrong in (
        {"certificate": "a.pem"},
        {"certificate_key": "a.key"},
        {"certificate": "a.pem", "certificate_key": "a.key"},
        {"address": "http://talks.example.org"},
    ):
        with pytest.raises(BadInput):
            Door("127.0.0.1", 443, **wrong)


@pytest.mark.slow
def test_for_others_on_a_lan_it_makes_itself_a_certificate_and_speaks_https_alone(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    lan = ("--host", "0.0.0.0", "--port", str(port), "--address", f"https://127.0.0.1:{port}")
    process = subprocess.Popen(
        [str(COMMAND), "up", *lan, "--data", str(data)], stdout=subprocess.PIPE, text=True, cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "DJANGO_SETTINGS_MODULE": "goodoffices.web.settings"},
    )  # fmt: skip
    try:
        assert process.stdout
        said = [process.stdout.readline()]
        assert said[0] == f"Good Offices is at https://127.0.0.1:{port}\n"
        said += [process.stdout.readline() for _ in range(2)]
        known = ssl.create_default_context(cafile=str(data / certificate.CERTIFICATE))
        door = http.client.HTTPSConnection("127.0.0.1", port, context=known, timeout=20)
        door.request("GET", "/sign-in")
        answer = door.getresponse()
        assert (answer.status, "max-age" in answer.headers["Strict-Transport-Security"]) == (200, True)
        answer.read()
        assert door.sock.version() in {"TLSv1.2", "TLSv1.3"}
        digits = hashlib.sha256(door.sock.getpeercert(binary_form=True)).hexdigest()
        assert said[2].replace(" ", "").strip() == digits
        door.close()
        plain = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        plain.request("GET", "/sign-in")
        with pytest.raises((http.client.HTTPException, OSError)):
            plain.getresponse()
        plain.close()
    finally:
        process.terminate()
        process.wait(20)
        process.stdout.close()
    assert all(mode & 0o077 == 0 for mode in modes(data).values())


def test_its_own_certificate_is_kept_and_made_anew_for_another_name(tmp_path: Path) -> None:
    first = certificate.own(tmp_path, "192.0.2.1", 443, "")
    assert first.address == "https://192.0.2.1:443"
    assert certificate.own(tmp_path, "192.0.2.1", 443, "") == first
    assert certificate.own(tmp_path, "talks.lan", 443, "").digits != first.digits
    assert certificate.own(tmp_path, "2001:db8::1", 443, "").address == "https://[2001:db8::1]:443"
    for host in ("0.0.0.0", "::"):
        with pytest.raises(BadInput, match="name the one that others type"):
            certificate.own(tmp_path, host, 443, "")


@pytest.mark.slow
def test_a_port_that_is_taken_is_said_in_one_line(tmp_path: Path) -> None:
    with serving(tmp_path / "one") as site:
        code, said = up(tmp_path / "two", "--port", site.url.rsplit(":", 1)[1])
    assert code == 2
    assert "try another --port" in said
    assert said.count("\n") == 1


@pytest.mark.slow
def test_behind_https_cookies_are_bound_to_it_and_the_set_up_passes_the_framework_s_own_checks(
    tmp_path: Path,
) -> None:
    data = tmp_path / "data"
    with serving(data):
        pass
    code = """
import django
from django.conf import settings
from django.core.management import call_command
django.setup()
assert settings.SESSION_COOKIE_NAME == "__Host-session" and settings.SESSION_COOKIE_SECURE
assert settings.ALLOWED_HOSTS == ["talks.example.org"]
call_command("check", deploy=True, fail_level="WARNING")
"""
    env = {
        "GOODOFFICES_DATA": str(data),
        "GOODOFFICES_ADDRESS": "https://talks.example.org",
        "DJANGO_SETTINGS_MODULE": "goodoffices.web.settings",
    }
    done = subprocess.run(
        [COMMAND.with_name("python"), "-c", code],
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
