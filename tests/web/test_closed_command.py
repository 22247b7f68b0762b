"""`goodoffices talks new` with `mode = "closed"`: each seat's secret opens its own, and the machine alone opens nothing."""

import json

import pytest

from tests.web.test_bundle_command import run
from tests.web.test_durability import row

pytestmark = pytest.mark.slow
TALKS = """name = "Strait"
parties = ["Tarn", "Vell"]
mediators = ["M1"]
[settings]
mode = "closed"
"""


def test_a_seats_own_secret_takes_its_view_away_and_no_other_does(tmp_path):
    data, file = tmp_path / "data", tmp_path / "tarn.zip"
    (tmp_path / "talks.toml").write_text(TALKS, encoding="utf-8")
    begun = json.loads(run("talks", "new", tmp_path / "talks.toml", "--json", data=data).stdout)
    tarn, vell = (next(one for one in begun["seats"] if one["party"] == name) for name in ("Tarn", "Vell"))
    for one in (tarn, vell):
        (tmp_path / one["party"]).write_text(one["token"], encoding="ascii")
    export = ("bundle", "export", begun["talks"], "--seat", tarn["seat"], "-o", file)
    for secret in ((), ("--secret-file", tmp_path / "Vell")):
        done = run(*export, *secret, data=data)
        assert (done.returncode, file.exists()) == (2, False)
    done = run(*export, "--secret-file", tmp_path / "Tarn", data=data)
    assert (done.returncode, file.exists()) == (0, True), done.stderr
    stored = b"".join(path.read_bytes() for path in data.rglob("*") if path.is_file())
    assert b"Strait" not in stored
    assert tarn["token"].encode() not in stored


def test_words_typed_into_closed_talks_stand_nowhere_on_the_disk_and_no_thief_opens_them():
    said = row("S9-closed", 7)
    assert "7 words typed in seven ways: 0 found" in said
    assert "; 0 entries opened by the operator's key" in said
