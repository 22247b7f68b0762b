"""A folder of reports is read on all cores, a stopped run goes on where it was, a bad file is told and skipped."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from goodoffices.cli.main import build
from goodoffices.core.errors import BadInput
from goodoffices.record.bulk import read_folder
from goodoffices.record.reading.plain import plain
from goodoffices.record.reading.reading import read

REPORT = "TARN, March {day}, 2031 (HNA) - The council said the gate was shut on day {day}.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "wires"
    made.mkdir()
    for day in range(1, 21):
        (made / f"wire-{day:02}.txt").write_text(REPORT.format(day=day), encoding="utf-8")
    (made / "broken.txt").write_bytes(b"TARN \xff")
    return made


def lines(out: Path) -> dict[str, dict[str, object]]:
    return {entry["file"]: entry for entry in map(json.loads, out.read_text(encoding="utf-8").splitlines())}


def quiet(_done: int, _of: int) -> None:
    pass


def test_every_good_report_has_its_line_and_a_bad_one_its_fault(folder: Path, tmp_path: Path):
    done = read_folder(folder, tmp_path / "out.jsonl", quiet, jobs=1)
    assert (done.read, done.before, len(done.faults)) == (20, 0, 1)
    assert "broken.txt:1:6" in done.faults[0]
    found = lines(tmp_path / "out.jsonl")
    text = (folder / "wire-07.txt").read_text(encoding="utf-8")
    assert {k: v for k, v in found["wire-07.txt"].items() if k not in ("file", "sha256")} == plain(read(text))


def test_several_cores_read_the_same_as_one(folder: Path, tmp_path: Path):
    for day in range(21, 29):
        (folder / f"wire-{day:02}.txt").write_text(REPORT.format(day=day), encoding="utf-8")
    read_folder(folder, tmp_path / "one.jsonl", quiet, jobs=1)
    read_folder(folder, tmp_path / "two.jsonl", quiet, jobs=2)
    assert lines(tmp_path / "one.jsonl") == lines(tmp_path / "two.jsonl")


@pytest.mark.parametrize("cut", [0, 1, 40, 700, 1500])
def test_a_run_stopped_anywhere_goes_on_and_loses_or_doubles_nothing(folder: Path, tmp_path: Path, cut: int):
    whole, out = tmp_path / "whole.jsonl", tmp_path / "out.jsonl"
    read_folder(folder, whole, quiet, jobs=1)
    out.write_bytes(whole.read_bytes()[:cut])
    read_folder(folder, out, quiet, jobs=1)
    assert lines(out) == lines(whole)
    assert len(out.read_text(encoding="utf-8").splitlines()) == 20


def test_a_changed_report_is_read_again(folder: Path, tmp_path: Path):
    out = tmp_path / "out.jsonl"
    read_folder(folder, out, quiet, jobs=1)
    (folder / "wire-03.txt").write_text(REPORT.format(day=3) + "\nIt rained.\n", encoding="utf-8")
    assert read_folder(folder, out, quiet, jobs=1).read == 1


def run(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(build(), ["record", *words])
    if isinstance(result.exception, BadInput):
        return 2, result.stdout, str(result.exception)
    return result.exit_code, result.stdout, result.stderr


def test_the_command_prints_one_json_object_and_nothing_else(folder: Path):
    code, out, _ = run("read", str(folder / "wire-05.txt"), "--json")
    made = json.loads(out)
    assert code == 0
    assert made["dateline"] == {"date": "2031-03-05", "place": "TARN"}
    assert made["statements"][0]["text"] == "the gate was shut on day 5"


def test_the_command_reads_for_people_too(folder: Path):
    code, out, _ = run("read", str(folder / "wire-05.txt"))
    assert code == 0
    assert "The council (named) said: the gate was shut on day 5" in out


def test_a_folder_is_read_with_one_line_per_skipped_file(folder: Path, tmp_path: Path):
    code, out, err = run("read", str(folder), "--out", str(tmp_path / "o.jsonl"), "--json", "--jobs", "1")
    assert code == 0
    assert json.loads(out)["read"] == 20
    assert "skipped: " in err
    assert "broken.txt:1:6" in err


def test_bad_input_exits_2_with_its_place(folder: Path, tmp_path: Path):
    assert run("read", str(folder / "broken.txt"))[0] == 2
    assert run("read", str(tmp_path / "none.txt"))[0] == 2
    assert run("read", str(folder / "wire-01.txt"), "--date", "soon")[0] == 2


def test_the_day_may_be_given(tmp_path: Path):
    path = tmp_path / "w.txt"
    path.write_text("TARN, March 3 (HNA) - The council said on Monday it was shut.\n", encoding="utf-8")
    _, out, _ = run("read", str(path), "--json", "--date", "2031-03-04")
    assert json.loads(out)["statements"][0]["said_on"] == "2031-03-03"


def test_a_day_for_a_whole_folder_and_an_unwritable_file_are_refused(folder: Path, tmp_path: Path):
    assert run("read", str(folder), "--date", "2031-03-04")[0] == 2
    assert run("read", str(folder), "--out", str(tmp_path / "none" / "o.jsonl"))[0] == 2
    assert run("read", str(folder), "--out", str(tmp_path))[0] == 2
