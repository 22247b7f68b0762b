"""An upgrade ends well or leaves the site as it was, wherever it is cut off."""

import json
import os
import shutil
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


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """Return a site made once, to be copied."""
    made = Site(tmp_path_factory.mktemp("kept"))
    made.told("make")
    return made


@pytest.fixture
def site(kept, tmp_path):
    shutil.copytree(kept.data, tmp_path, dirs_exist_ok=True)
    return Site(tmp_path)


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
    assert site.told("check")["faults"] == 3  # the trigger, and a lane each


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


class Command:
    """The command as somebody types it."""

    def __init__(self, data):
        self.data = data

    def __call__(self, *words):
        code = "import sys; from goodoffices.cli.main import main; sys.argv[0] = 'goodoffices'; main()"
        env = {name: value for name, value in os.environ.items() if name not in {"DJANGO_SETTINGS_MODULE"}}
        return subprocess.run(
            [sys.executable, "-c", code, "site", *words, "--data", str(self.data)],
            cwd=ROOT,
            env={**env, "DATABASE_URL": ""},
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def command(site):
    for path in (site.data, *site.data.iterdir()):
        path.chmod(0o700 if path.is_dir() else 0o600)
    return Command(site.data)


def test_a_sound_site_is_called_sound(command):
    done = command("check", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert told == {
        "sound": True, "faults": [], "lanes": 9, "entries": 6, "remembered": 0, "stale": 0, "advice": [],
    }  # fmt: skip
    assert command("check").stdout == "Sound: 9 lanes, 6 entries.\n"
    assert command("upgrade").stdout == "The site is up to date.\n"


def test_a_site_that_is_not_sound_is_refused_with_the_first_fault_of_each_lane(command):
    import sqlite3

    with sqlite3.connect(command.data / "talks.sqlite3") as file:
        for name in ("update", "delete"):
            file.execute(f"DROP TRIGGER talks_entry_no_{name}")
        file.execute("UPDATE talks_entryrow SET kind = 'note' WHERE number > 1")
    file.close()
    done = command("check", "--json")
    assert done.returncode == 1
    told = json.loads(done.stdout)
    assert not told["sound"]
    assert [fault.split()[-1] for fault in told["faults"][2:]] == ["sealed", "sealed"]
    assert "talks_entry_no_delete" in told["faults"][0]
    assert command("check").stdout.count("Not sound: ") == 4
    assert "Traceback" not in (refused := command("upgrade")).stderr
    assert refused.returncode == 2


def test_where_there_is_no_site_nothing_is_checked(tmp_path):
    data = tmp_path / "other"
    data.mkdir(mode=0o700)
    done = Command(data)("check")
    assert (done.returncode, done.stdout) == (2, "")
    assert "there is no site in" in done.stderr


def test_a_site_that_is_served_is_not_upgraded(command):
    import fcntl

    with (command.data / "site.lock").open("w") as lock:
        (command.data / "site.lock").chmod(0o600)
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = command("upgrade")
    assert done.returncode == 2
    assert "served already" in done.stderr
