"""What a backup of closed talks holds, and what comes back with it: the lanes for their members, and nothing that opens them."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.serving import COMMAND, ROOT
from tests.web.closed_site import CANARY

ENV = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}


def step(name: str, data: Path, told: Any = None, **env: str) -> Any:
    done = subprocess.run(
        [sys.executable, "-m", "tests.web.closed_site", name, str(data)],
        cwd=ROOT, env={**ENV, **env}, input=json.dumps(told), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def site(*words: Any, **env: str) -> None:
    done = subprocess.run(
        [str(COMMAND), "site", *map(str, words)],
        cwd=ROOT,
        env={**ENV, **env},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def urls(request: pytest.FixtureRequest) -> list[str]:
    """The addresses of the old database and of the new; none for files."""
    if request.param == "sqlite":
        return ["", ""]
    cluster = request.getfixturevalue("postgres")
    return [cluster.make("closed_old"), cluster.make("closed_new")]


def test_closed_talks_come_back_for_their_members_and_nothing_that_was_good_for_once(
    urls: list[str], tmp_path: Path
) -> None:
    old, fresh, key = tmp_path / "old", tmp_path / "fresh", tmp_path / "stick" / "operator.key"
    key.parent.mkdir(mode=0o700)
    before, after = ({"DATABASE_URL": url, "GOODOFFICES_KEY_FILE": str(key)} for url in urls)
    told = step("make", old, **before)
    assert told["open"]
    site("backup", tmp_path / "copies", "--halves", tmp_path / "halves", "--data", old, **before)
    (copy,), (halves,) = (list((tmp_path / name).iterdir()) for name in ("copies", "halves"))
    _holds_nothing_that_opens(copy, halves, told)
    site("restore", copy, "--data", fresh, "--halves", halves, **after)
    # The stick with the operator's key, and with the private half of the question, is the same as before.
    found = step("read", fresh, told, **after)
    assert found == {
        "tarn": True,
        "others": [],
        "invited": False,
        "papers": 0,
        "boxes": 0,
        "halves of questions": 0,
    }
    assert step("close", fresh, told, **after) == {"word": "void", "boxes": 0}
    if urls[0]:
        return
    shutil.rmtree(fresh / "shreds")
    assert not step("read", fresh, told, **after)["tarn"], "without the halves a copy opens for nobody"


def _holds_nothing_that_opens(copy: Path, halves: Path, told: Any) -> None:
    """Neither words nor the operator's key, nor papers, tokens, answers, nor the private half of a question."""
    assert sorted(path.name for path in copy.iterdir()) == ["backup.json", "talks.sqlite3"]
    assert all(len(path.name) == 32 and path.stat().st_size == 32 for path in halves.iterdir())
    everything = b"".join(path.read_bytes() for folder in (copy, halves) for path in folder.iterdir())
    secrets = [CANARY, told["paper"], told["paper"].replace("-", ""), *told["tokens"].values()]
    raw = [bytes.fromhex(told[name]) for name in ("private", "yes")] + [
        bytes.fromhex(one) for one in told["tokens"].values()
    ]
    assert not [one for one in [*(word.encode() for word in secrets), *raw] if one in everything]
    assert told["public"].encode() in everything, "the search would find what is there"


@pytest.mark.slow
def test_without_a_restore_the_round_would_have_been_all(tmp_path: Path) -> None:
    """The control: the same talks, not put back, close on the word that everybody said."""
    told = step("make", tmp_path / "site")
    assert step("close", tmp_path / "site", told)["word"] == "all"
