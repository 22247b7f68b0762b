"""An upgrade ends well or leaves the site as it was, wherever it is cut off."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
RUINS = {"fails": "half-way", "loses a trigger": "talks_entry_no_delete", "loses an entry": "ends elsewhere"}


class Site:
    """A site in a folder, worked on by one process after another."""

    def __init__(self, data, url=""):
        self.data, self.url = data, url

    def run(self, step, how=""):
        env = {**os.environ, "DATABASE_URL": self.url, "UPGRADE": how}
        env.pop("DJANGO_SETTINGS_MODULE", None)
        if how:
            env["DJANGO_SETTINGS_MODULE"] = "tests.upgrades.settings"
        command = [sys.executable, "-m", "tests.upgrades.run", step, str(self.data)]
        return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)

    def told(self, step, how=""):
        done = self.run(step, how)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout or "null")


@pytest.fixture
def site(tmp_path):
    made = Site(tmp_path)
    made.told("make")
    return made


def test_an_upgrade_keeps_every_lane_and_a_copy_from_before(site):
    before = site.told("heads")
    done = site.told("upgrade", "well")
    assert done["migrations"] == 2  # one for each of the two files
    copy = Path(done["backup"])
    assert sorted(path.name for path in copy.iterdir()) == ["edge.sqlite3", "talks.sqlite3"]
    assert copy.stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in copy.iterdir())
    after = site.told("heads")
    assert after["heads"] == before["heads"]
    assert set(after["tables"]) - set(before["tables"]) == {"upgrades_new"}
    assert site.told("upgrade", "well") == {"migrations": 0, "backup": ""}
    assert site.told("check", "well") == {"faults": 0, "entries": 6}


@pytest.mark.parametrize("how", RUINS)
def test_an_upgrade_that_goes_wrong_is_taken_back(site, how):
    before = site.told("heads")
    done = site.run("upgrade", how)
    assert done.returncode == 1
    assert RUINS[how] in done.stderr
    assert site.told("heads") == before
    assert not (site.data / "upgrade.going").exists()
    assert site.told("upgrade", "well")["migrations"] == 2


def test_an_upgrade_that_is_killed_is_taken_back_at_the_next_start(site):
    before = site.told("heads")
    assert site.run("upgrade", "killed").returncode == -9
    assert (site.data / "upgrade.going").exists()
    assert site.told("upgrade") == {"migrations": 0, "backup": ""}
    assert site.told("heads") == before
    site.run("upgrade", "killed")
    assert site.told("upgrade", "well")["migrations"] == 2
    assert site.told("heads")["heads"] == before["heads"]


def test_a_record_that_is_not_whole_is_not_upgraded(site):
    import sqlite3

    with sqlite3.connect(site.data / "talks.sqlite3") as file:
        file.execute("DROP TRIGGER talks_entry_no_update")
        file.execute("UPDATE talks_entryrow SET stamp = stamp + 1 WHERE number = 2")
    file.close()
    done = site.run("upgrade", "well")
    assert done.returncode == 1
    assert "entry 2: altered after it was sealed" in done.stderr
    assert "upgrades_new" not in site.told("heads")["tables"]
    assert site.run("check").returncode == 1


@pytest.mark.postgres
def test_on_postgres_an_upgrade_is_one_transaction(postgres, tmp_path):
    site = Site(tmp_path, postgres.make("upgrades"))
    site.told("make")
    before = site.told("heads")
    for how, said in RUINS.items():
        done = site.run("upgrade", how)
        assert (done.returncode, said in done.stderr) == (1, True)
        assert site.told("heads") == before
    site.run("upgrade", "killed")
    assert site.told("heads") == before
    assert site.told("upgrade", "well") == {"migrations": 1, "backup": ""}
    assert site.told("heads")["heads"] == before["heads"]
    assert site.told("check", "well") == {"faults": 0, "entries": 6}
