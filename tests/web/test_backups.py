"""A backup is read back, a restore is the same entry by entry, and neither goes on where anything differs."""

import json
import os
import shutil
import sqlite3
import subprocess
from datetime import UTC, datetime, timedelta

import pytest

from goodoffices.web import restored
from tests.serving import COMMAND, ROOT
from tests.web.test_upkeep import Site

NOON = datetime(2031, 5, 4, 12, tzinfo=UTC)


def run(*words, url=""):
    env = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    return subprocess.run(
        [str(COMMAND), "site", *map(str, words)],
        cwd=ROOT, env={**env, "DATABASE_URL": url}, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


def private(data):
    for path in (data, *data.iterdir()):
        path.chmod(0o700 if path.is_dir() else 0o600)
    return data


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """Return a site and one backup of it, to be copied."""
    folder = tmp_path_factory.mktemp("kept")
    data = folder / "data"
    data.mkdir()
    Site(data).told("make")
    private(data)
    done = run("backup", folder / "backups", "--data", data)
    assert done.returncode == 0, done.stderr
    assert "9 lanes, 6 entries, read back and the same" in done.stdout
    return folder


@pytest.fixture
def site(kept, tmp_path):
    shutil.copytree(kept, tmp_path, dirs_exist_ok=True)
    return tmp_path


def the_backup(site):
    (made,) = (site / "backups").iterdir()
    return made


def restore(site, *more, url=""):
    words = ("restore", the_backup(site), "--data", site / "fresh", "--halves", site / "data" / "shreds")
    return run(*words, "--key-file", site / "data" / "operator.key", *more, url=url)


@pytest.mark.slow
def test_what_is_restored_is_what_was_backed_up_and_the_pages_say_so(site):
    made = the_backup(site)
    assert all(path.stat().st_mode & 0o077 == 0 for path in (made, *made.iterdir()))
    assert sorted(path.name for path in made.iterdir()) == ["backup.json", "talks.sqlite3"]
    done = restore(site)
    assert done.returncode == 0, done.stderr
    assert "9 lanes, 6 entries, every chain whole" in done.stdout
    assert Site(site / "fresh").told("heads")["heads"] == Site(site / "data").told("heads")["heads"]
    assert run("check", "--data", site / "fresh").stdout == "Sound: 9 lanes, 6 entries.\n"
    assert json.loads((site / "fresh" / "restored.json").read_text())["copy"]
    assert "there are talks here already" in restore(site).stderr


@pytest.mark.slow
def test_a_backup_that_is_not_whole_is_not_restored(site):
    made = the_backup(site)
    whole = (made / "talks.sqlite3").read_bytes()
    for harm in (whole[:-4096], whole[:9000] + bytes([whole[9000] ^ 1]) + whole[9001:]):
        (made / "talks.sqlite3").write_bytes(harm)
        done = restore(site)
        assert (done.returncode, "not the file that was backed up" in done.stderr) == (2, True)
        assert not (site / "fresh" / "talks.sqlite3").exists()
    (made / "talks.sqlite3").write_bytes(whole)
    told = json.loads((made / "backup.json").read_text())
    (made / "backup.json").write_text(json.dumps({**told, "heads": {}}))
    assert "ends elsewhere" in restore(site).stderr
    (made / "backup.json").write_text("{")
    assert "no backup" in restore(site).stderr


@pytest.mark.slow
def test_without_the_operators_key_nothing_is_restored(site):
    done = run("restore", the_backup(site), "--data", site / "fresh")
    assert (done.returncode, "operator's key" in done.stderr) == (2, True)
    key = site / "another.key"
    key.write_text((ROOT / "tests" / "web" / "operator.key").read_text())
    done = run("restore", the_backup(site), "--data", site / "fresh", "--key-file", key)
    assert (done.returncode, "is not this site's" in done.stderr) == (2, True)


@pytest.mark.slow
def test_the_drill_walks_the_whole_way_back_and_leaves_nothing(site):
    before = sorted(site.iterdir())
    done = run("drill", "--data", site / "data")
    assert done.returncode == 0, done.stderr
    assert "9 lanes, 6 entries restored and the same" in done.stdout
    assert sorted(site.iterdir()) == before


@pytest.mark.slow
def test_a_site_that_is_not_whole_is_not_backed_up(site):
    with sqlite3.connect(site / "data" / "talks.sqlite3") as file:
        file.execute("DROP TRIGGER talks_entry_no_update")
        file.execute("UPDATE talks_entryrow SET stamp = stamp + 1 WHERE number = 2")
    file.close()
    done = run("backup", site / "more", "--data", site / "data")
    assert (done.returncode, "altered after it was sealed" in done.stderr) == (2, True)
    assert [path.name for path in (site / "more").iterdir() if not path.name.endswith(".coming")] == []


@pytest.mark.postgres
@pytest.mark.slow
def test_from_sqlite_to_postgres_and_back_every_lane_ends_where_it_did(site, postgres):
    heads = Site(site / "data").told("heads")["heads"]
    url = postgres.make("restored")
    done = restore(site, url=url)
    assert done.returncode == 0, done.stderr
    assert Site(site / "fresh", url).told("heads")["heads"] == heads
    done = run("backup", site / "again", "--data", site / "fresh", url=url)
    assert done.returncode == 0, done.stderr
    (made,) = (site / "again").iterdir()
    done = run(
        "restore",
        made,
        "--data",
        site / "third",
        "--key-file",
        site / "data" / "operator.key",
        "--halves",
        site / "data" / "shreds",
    )
    assert done.returncode == 0, done.stderr
    assert Site(site / "third").told("heads")["heads"] == heads
    assert run("drill", "--data", site / "fresh", url=url).returncode == 0


def test_the_note_is_shown_for_thirty_days(settings, tmp_path):
    settings.DATA = tmp_path
    assert restored.lately(NOON) is None
    restored.note(NOON - timedelta(hours=3), NOON)
    assert restored.lately(NOON + timedelta(days=29)) == restored.Restored(NOON - timedelta(hours=3), NOON)
    assert restored.lately(NOON + timedelta(days=30)) is None
