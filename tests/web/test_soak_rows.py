"""Every row of measured goals has its command, and the rows that no other test runs small are run small here."""

import random
from datetime import timedelta

import pytest
from django.http import HttpResponse

from tests import soak
from tests.soaks import s8, s12, s14, s15
from tests.web.test_durability import row

ASKED = [*(f"R{number}" for number in (1, 2, 3, 4, 6, 7, 8)), *(f"S{number}" for number in range(1, 19))]
NO_DATABASE = {"S1", "S6", "S10", "S15", "S16", "S17"}  # what they try never comes to one
POSTGRES_ALONE = {"R2"}


@pytest.mark.parametrize("name", ASKED)
def test_each_row_has_its_command_on_both_databases(name: str) -> None:
    parts = soak.parts(name)
    assert parts, f"make soak ROW={name} knows nothing"
    if name not in NO_DATABASE | POSTGRES_ALONE:
        assert all(f"{part}{soak.POSTGRES}" in soak.names() for part in parts)


def test_a_row_of_parts_is_all_of_them_and_an_unknown_one_is_named(capsys) -> None:
    assert soak.parts("R8") == ["R8-server", "R8-store"]
    assert soak.parts("R1") == ["R1"]
    assert soak.main(["S99"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("there is no row S99: name one of A1 ")
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "times", "said"),
    [
        ("S8", 1, "10 questions"),
        ("S12", 1, "owner held up 0 times"),
        pytest.param("S14", 1, " 0 without a header", marks=pytest.mark.slow),
        ("S16", 1, " 0 without a hash"),
        ("S17", 1, "253 requirements"),
    ],
)
def test_a_small_run_of_a_row(name: str, times: int, said: str) -> None:
    assert said in row(name, times)


@pytest.mark.parametrize(
    "name", ["R8-server", pytest.param("R8-server-postgres", marks=pytest.mark.postgres)]
)
def test_twenty_seats_at_the_server_for_a_moment(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECONDS", "4")
    monkeypatch.setenv("TALKS", "2")
    assert " 0 errors, 0 lost, 0 faults" in row(name, 1)


@pytest.mark.postgres
@pytest.mark.parametrize("name", ["S8-postgres", "S12-postgres"])
def test_a_small_run_of_a_row_on_postgres(name: str) -> None:
    assert " 0 " in row(name, 1)


@pytest.mark.slow
def test_hostile_files_are_refused_in_little_memory() -> None:
    assert " 0 errors, 0 played back" in row("S15", 1)


class TestTheRowsThemselves:
    """The controls: what each must never count, planted, is counted."""

    def test_a_box_that_tells_a_yes_is_seen(self) -> None:
        chance = random.Random(1)
        even = {
            f"{which} bit {at}": 1000 + chance.randrange(-20, 20)
            for which in ("yes", "else")
            for at in range(640)
        }
        counts = {"yes boxes": 2000, "else boxes": 2000, **even}
        assert s8.verdict(counts) == {}
        assert list(s8.verdict({**counts, "yes bit 7": 1200})) == ["bit 7 tells"]

    def test_more_than_fifty_guesses_a_day_are_seen(self) -> None:
        assert s12._most([s12.START + number * timedelta(minutes=20) for number in range(100)]) == 72

    def test_a_reply_that_forgets_a_header_or_holds_a_script_is_seen(self) -> None:
        reply = HttpResponse(b'<p style="x"><script>1</script><img src="https://elsewhere.example/x">')
        found = s14.looked_at(reply)
        assert +found == {
            "replies": 1,
            "pages": 1,
            "without a header": 1,
            "may be kept": 1,
            "inline": 2,
            "strangers": 1,
        }

    def test_a_file_played_back_and_an_error_are_seen(self, capsys) -> None:
        assert s15._judged("x", 200, b"<p>" + s15.SCRIPT)["played back"] == 1
        assert s15._judged("x", 502, b"")["errors"] == 1
