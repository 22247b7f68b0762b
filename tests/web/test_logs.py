"""Whatever words code is careless with, none of them reaches a log; what is logged says what broke and where, and no more."""

import json
import random
import subprocess
import sys

from tests import canaries
from tests.serving import ROOT

SLIPS = 500


def careless(how: str, slips: int) -> tuple[str, int]:
    """What a careless process wrote, and in how many forms a planted word stands in it."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.web.careless", how, str(slips)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    said = done.stdout + done.stderr
    return said, len(canaries.found_in(said.encode()))


def test_five_hundred_words_let_slip_stand_in_no_line() -> None:
    said, found = careless("quiet", SLIPS)
    assert found == 0
    lines = [json.loads(line) for line in said.splitlines()]
    assert len(lines) > SLIPS * 0.7
    assert {name for line in lines for name in line} == {
        "event",
        "level",
        "source",
        "kind",
        "at",
        "timestamp",
    }
    assert {line["event"] for line in lines} == {"fault"}
    assert sum("careless.py:" in str(line.get("at")) for line in lines) > SLIPS // 4, (
        "where it broke is still told"
    )


def test_each_way_of_letting_a_word_slip_would_show_it() -> None:
    """The control: the same process with the usual logging says every one of them."""
    draw = random.Random(4)
    said, found = careless("loud", 10)
    assert found > 0
    assert [number for number in range(11) if canaries.word(draw) not in said] == []
