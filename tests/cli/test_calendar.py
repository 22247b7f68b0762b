"""`goodoffices calendar play`: its exit codes, its JSON, its lines for people, its picture."""

import json
import subprocess
import sys
import xml.etree.ElementTree as ET

import pytest

from goodoffices.monitoring.calendar.play import play
from goodoffices.monitoring.calendar.reading import read
from goodoffices.monitoring.calendar.table import rows
from tests.monitoring import calendars

RIGHT = '[[obligation]]\nclause = "a"\ndue = { day = 3 }\n'
RING = '[[obligation]]\nclause = "a"\nafter = ["b"]\n[[obligation]]\nclause = "b"\nafter = ["a"]\n'


@pytest.fixture
def file(tmp_path):
    def write(words):
        path = tmp_path / "calendar.toml"
        path.write_text(words, encoding="utf-8")
        return path

    return write


def run(*arguments):
    command = [sys.executable, "-c", "from goodoffices.cli.main import main; main()", "calendar", "play"]
    return subprocess.run([*command, *map(str, arguments)], capture_output=True, text=True, check=False)


def test_a_sound_calendar_exits_0_and_says_so_in_json(file):
    done = run(file(RIGHT), "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == {"sound": True, "faults": [], "days": 3}


def test_a_fault_exits_1_with_kind_clauses_and_schedule(file):
    done = run(file(RING), "--json")
    assert (done.returncode, done.stderr) == (1, "")
    waits = [{"day": 1, "event": "a waits for b"}, {"day": 1, "event": "b waits for a"}]
    assert json.loads(done.stdout) == {
        "sound": False,
        "faults": [{"kind": "deadlock", "clauses": ["a", "b"], "schedule": waits}],
        "days": 0,
    }


def test_a_bad_file_exits_2_with_one_line_per_fault(file):
    path = file('[[obligation]]\nclause = "a"\ncount = 0\nodd = 1\n')
    done = run(path, "--json")
    assert (done.returncode, done.stdout) == (2, "")
    first, second = done.stderr.splitlines()
    assert first == f"{path}:3:1: count: a whole number from 1 to 1000000000 is needed"
    assert second.startswith(f"{path}:4:1: odd: no such key here")


def test_a_file_that_is_not_there_exits_2_without_a_traceback(tmp_path):
    done = run(tmp_path / "none.toml")
    assert done.returncode == 2
    assert "cannot be read" in done.stderr
    assert "Traceback" not in done.stderr


def test_people_read_the_days_and_what_a_breach_stops(file):
    done = run(file(RIGHT + 'suspends = ["b"]\n[[obligation]]\nclause = "b"\ndue = { day = 9 }\n'))
    assert done.returncode == 0
    assert "Nothing found." in done.stdout
    assert "a (from day 7): b" in done.stdout


def test_the_picture_is_well_formed_and_holds_every_row_of_the_table(file, tmp_path):
    source = calendars.toml(calendars.planted(14)) + "\n[[obligation]]\nclause = '<&\">'\nwhat = '</svg>'\n"
    run(file(source), "--svg", tmp_path / "out.svg")
    picture = ET.parse(tmp_path / "out.svg").getroot()
    said = [title.text or "" for title in picture.iter("{http://www.w3.org/2000/svg}title")]
    for row in rows(play(read(source))):
        if row.begins is not None:
            assert any(words.startswith(row.label) and f"day {row.begins}" in words for words in said), row
