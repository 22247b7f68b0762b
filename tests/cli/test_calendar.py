"""`goodoffices calendar play`: its exit codes, its JSON, its lines for people, its picture."""

import xml.etree.ElementTree as ET

import pytest

from goodoffices.monitoring.calendar.play import play
from goodoffices.monitoring.calendar.reading import read
from goodoffices.monitoring.calendar.table import rows
from tests.monitoring import calendars

RIGHT = '[[obligation]]\nclause = "a"\ndue = { day = 3 }\n'
RING = '[[obligation]]\nclause = "a"\nafter = ["b"]\n[[obligation]]\nclause = "b"\nafter = ["a"]\n'


@pytest.fixture
def file(tmp_path, run):
    def write(words):
        path = tmp_path / "calendar.toml"
        path.write_text(words, encoding="utf-8")
        return path

    return write


@pytest.fixture
def run(typist):
    def ran(*arguments, command="play"):
        return typist.types("calendar", command, *map(str, arguments))

    return ran


def test_a_sound_calendar_exits_0_and_says_so_in_json(file, run):
    done = run(file(RIGHT), "--json")
    assert (done.code, done.err) == (0, "")
    assert done.json == {"sound": True, "faults": [], "days": 3}


def test_a_fault_exits_1_with_kind_clauses_and_schedule(file, run):
    done = run(file(RING), "--json")
    assert (done.code, done.err) == (1, "")
    waits = [{"day": 1, "event": "a waits for b"}, {"day": 1, "event": "b waits for a"}]
    assert done.json == {
        "sound": False,
        "faults": [{"kind": "deadlock", "clauses": ["a", "b"], "schedule": waits}],
        "days": 0,
    }


def test_a_bad_file_exits_2_with_one_line_per_fault(file, run):
    path = file('[[obligation]]\nclause = "a"\ncount = 0\nodd = 1\n')
    done = run(path, "--json")
    assert (done.code, done.out) == (2, "")
    first, second = done.err.splitlines()
    assert first == f"{path}:3:1: count: a whole number from 1 to 1000000000 is needed"
    assert second.startswith(f"{path}:4:1: odd: no such key here")


def test_a_file_that_is_not_there_exits_2_without_a_traceback(tmp_path, run):
    done = run(tmp_path / "none.toml")
    assert done.code == 2
    assert "check the name" in done.err
    assert "Traceback" not in done.err


def test_people_read_the_days_and_what_a_breach_stops(file, run):
    done = run(file(RIGHT + 'suspends = ["b"]\n[[obligation]]\nclause = "b"\ndue = { day = 9 }\n'))
    assert done.code == 0
    assert "Nothing found." in done.out
    assert "a (from day 7): b" in done.out


def test_the_picture_is_well_formed_and_holds_every_row_of_the_table(file, run, tmp_path):
    source = calendars.toml(calendars.planted(14)) + "\n[[obligation]]\nclause = '<&\">'\nwhat = '</svg>'\n"
    run(file(source), "--svg", tmp_path / "out.svg")
    picture = ET.parse(tmp_path / "out.svg").getroot()
    said = [title.text or "" for title in picture.iter("{http://www.w3.org/2000/svg}title")]
    for row in rows(play(read(source))):
        if row.begins is not None:
            assert any(words.startswith(row.label) and f"day {row.begins}" in words for words in said), row


TEXT = "# Accord\n\n1. Tarn hands over the list by day 7. {#lists}\n\n2. Vell opens the fairway. {#fairway}\n"
QUOTED = '[[obligation]]\nclause = "lists"\nquotes = "hands over the\\nlist by day 7"\ndue = { day = 7 }\n'


def test_quotes_are_held_against_the_text_and_clauses_that_oblige_nobody_are_listed(file, run, tmp_path):
    text = tmp_path / "text.md"
    text.write_text(TEXT, encoding="utf-8")
    done = run(file(QUOTED), "--json", "--text", text)
    assert (done.code, done.json["sound"]) == (0, True)
    assert done.err == "clauses with no obligation: fairway\n"
    text.write_text(TEXT.replace("day 7", "day 9"), encoding="utf-8")
    done = run(file('text = "text.md"\n' + QUOTED), "--json")
    assert (done.code, done.json) == (1, {"sound": False, "faults": [], "days": 0})
    assert done.err.splitlines()[0] == "read again: lists: its clause now reads otherwise"


def test_what_waits_for_an_obligation_to_be_read_again_waits_for_ever(file, run, tmp_path):
    (tmp_path / "text.md").write_text(TEXT.replace("day 7", "day 9"), encoding="utf-8")
    waits = '[[obligation]]\nclause = "fairway"\nafter = ["lists"]\n'
    done = run(file('text = "text.md"\n' + QUOTED + waits), "--json")
    assert [fault["kind"] for fault in done.json["faults"]] == ["never"]


def test_a_text_that_is_not_one_is_refused_by_its_own_name(file, run, tmp_path):
    (tmp_path / "text.md").write_text("no title", encoding="utf-8")
    done = run(file('text = "text.md"\n' + QUOTED))
    assert done.code == 2
    assert "text.md:" in done.err


def test_a_diary_is_written_and_needs_a_date(file, run, tmp_path):
    out = tmp_path / "days.ics"
    assert run(file(RIGHT), "-o", out, command="diary").code == 2
    done = run(file("[start]\ndate = 2031-03-03\n" + RIGHT), "-o", out, command="diary")
    assert (done.code, done.out) == (0, "")
    assert b"DTSTART;VALUE=DATE:20310305\r\n" in out.read_bytes()
