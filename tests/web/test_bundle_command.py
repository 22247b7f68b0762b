"""`goodoffices bundle` from talks that were just begun to a file that proves itself without the site."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journal import bundles
from tests.serving import COMMAND

pytestmark = pytest.mark.slow
TALKS = 'name = "Strait"\nparties = ["Tarn", "Vell"]\nmediators = ["M1"]\n'


def run(*words: object, data: Path | None = None) -> subprocess.CompletedProcess[str]:
    env = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    more = ["--data", str(data)] if data else []
    command = [str(COMMAND), *map(str, words), *more]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=env, timeout=60)


def test_exported_with_the_seats_secret_and_verified_by_the_card(tmp_path: Path) -> None:
    data, file, paper = tmp_path / "data", tmp_path / "tarn.zip", tmp_path / "card.txt"
    (tmp_path / "talks.toml").write_text(TALKS, encoding="utf-8")
    begun = json.loads(run("talks", "new", tmp_path / "talks.toml", "--json", data=data).stdout)
    seat = next(one for one in begun["seats"] if one["party"] == "Tarn")
    other = next(one for one in begun["seats"] if one["party"] == "Vell")
    (tmp_path / "secret").write_text(seat["token"] + "\n", encoding="ascii")
    mine = ("--seat", seat["seat"], "--secret-file", tmp_path / "secret")
    done = run("bundle", "export", begun["talks"], *mine, "-o", file, data=data)
    assert (done.returncode, file.stat().st_mode & 0o077) == (0, 0), done.stderr
    paper.write_text(run("bundle", "card", begun["talks"], *mine, data=data).stdout, encoding="utf-8")

    done = run("bundle", "verify", file, "--keys", paper)
    assert done.returncode == 0, done.stdout
    assert done.stdout.startswith("Proved: 1 entries in 5 lanes, signed for this seat and these talks.\n")
    short = [sys.executable, str(bundles.PAGE / "verify_bundle.py"), str(file), str(paper)]
    assert subprocess.run(short, capture_output=True, check=False).returncode == 0

    whole = file.read_bytes()
    file.write_bytes(whole[:-1])
    done = run("bundle", "verify", file, "--keys", paper)
    assert (done.returncode, done.stdout) == (
        1,
        "Not proved: not a bundle, or changed or cut off after it was made.\n",
    )
    assert subprocess.run(short, capture_output=True, check=False).returncode == 1
    assert run("bundle", "verify", tmp_path / "none.zip", "--keys", paper).returncode == 2
    paper.write_text(paper.read_text(encoding="utf-8").replace("key", "kye"), encoding="utf-8")
    done = run("bundle", "verify", file, "--keys", paper)
    assert (done.returncode, str(paper) in done.stderr) == (2, True)

    for wrong in (("--seat", other["seat"], "--secret-file", tmp_path / "secret"), ("--seat", "0" * 32)):
        done = run("bundle", "export", begun["talks"], *wrong, "-o", tmp_path / "x.zip", data=data)
        assert (done.returncode, (tmp_path / "x.zip").exists()) == (2, False)
        assert seat["token"] not in done.stderr
