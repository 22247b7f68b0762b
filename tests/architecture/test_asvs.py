"""The checklist of OWASP ASVS 5.0 at level 2 names every requirement once, each with a proof that exists or a reason."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LIST = ROOT / "docs" / "method" / "asvs.csv"
# How many requirements levels 1 and 2 have in each chapter; level 3 has 92 more in all.
CHAPTERS = {1: 27, 2: 11, 3: 19, 4: 10, 5: 9, 6: 35, 7: 18, 8: 7, 9: 7, 10: 29, 11: 14, 12: 9, 13: 13, 14: 9, 15: 13, 16: 16, 17: 7}  # fmt: skip
VERDICTS = {"pass", "not applicable", "gap"}


def rows() -> list[dict[str, str]]:
    with LIST.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def faults(row: dict[str, str]) -> list[str]:
    """Return what is wrong with one row."""
    found = []
    if row["verdict"] not in VERDICTS:
        found.append("no such verdict")
    if len(row["in our words"].strip()) < 7:
        found.append("no words")
    path, _, name = row["where"].partition("::")
    if row["verdict"] == "pass" and not (path and (ROOT / path).is_file()):
        found.append(f"{path!r} is not there")
    elif name and f"def {name}(" not in (ROOT / path).read_text(encoding="utf-8"):
        found.append(f"no test {name}")
    return found


def test_every_requirement_of_level_two_stands_once_in_order() -> None:
    numbers = [row["requirement"] for row in rows()]
    assert all(re.fullmatch(r"V\d+\.\d+\.\d+", number) for number in numbers)
    placed = [tuple(map(int, number[1:].split("."))) for number in numbers]
    assert placed == sorted(set(placed))
    assert Counter(place[0] for place in placed) == CHAPTERS
    assert len(placed) == 253


def test_every_row_has_a_proof_that_is_there_or_a_reason() -> None:
    assert {row["requirement"]: faults(row) for row in rows() if faults(row)} == {}


@pytest.mark.parametrize(
    "harm",
    [
        {"where": "tests/none.py"},
        {"verdict": "yes"},
        {"in our words": ""},
        {"where": "tests/conftest.py::test_no"},
    ],
)
def test_control_a_row_that_proves_nothing_is_seen(harm: dict[str, str]) -> None:
    sound = next(row for row in rows() if row["verdict"] == "pass")
    assert not faults(sound)
    assert faults({**sound, **harm})


def test_the_page_says_the_figures_of_the_list() -> None:
    count = Counter(row["verdict"] for row in rows())
    page = (LIST.parent / "asvs.md").read_text(encoding="utf-8")
    applicable = count["pass"] + count["gap"]
    said = f"{applicable} apply: {count['pass']} pass, {count['gap']} are gaps"
    assert said in page
