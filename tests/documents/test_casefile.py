"""A case file says what it means, and what is wrong is told with its line and a remedy."""

from fractions import Fraction

import pytest

from goodoffices.core.errors import BadInput
from goodoffices.core.interests import AnyOf, AtLeast
from goodoffices.core.terms import Allows, Excludes, Requires, Term, Together
from goodoffices.documents.casefile import read_case

GOOD = """
title = "Harbour"

[issues]
Days = [30, 36, 40]
Return = ["at once", "in phases"]
Monitors = ["joint", "none"]

[[rule]]
when = { Days = 30 }
requires = { Return = "in phases" }

[[rule]]
excludes = { Days = 40, Monitors = "none" }

[party.Tarn]
reservation = 0.25
red_lines = [{ Monitors = "none" }, { Days = 40, Return = "at once" }]
bonuses = [{ with = { Days = 36, Monitors = "joint" }, points = "1/3" }]

[party.Tarn.points]
Days = [10, 4, 0]
Return = { "in phases" = 2.5 }

[party."Vell, the north"]
reservation = { Days = 36, Return = "at once", Monitors = "joint" }
weights = { Days = 60, Return = 30, Monitors = 10 }

[party."Vell, the north".points]
Days = [0, 50, 100]
Return = [100, 0]
Monitors = [0, 100]

[draft]
Days = 36
Return = "at once"
Monitors = "joint"
"""


def test_a_case_file_is_read_exactly():
    case = read_case(GOOD)
    tarn, vell = case.interests.values()
    assert case.parties == ("Tarn", "Vell, the north")
    assert tarn.points[Term("Return", "in phases")] == Fraction(5, 2)
    assert tarn.reservation == Fraction(1, 4)
    assert tarn.bonuses[0].points == Fraction(1, 3)
    assert tarn.red_lines[1] == frozenset({Term("Days", "40"), Term("Return", "at once")})
    assert vell.points[Term("Days", "36")] == 30
    assert vell.reservation == 30 + 30 + 0
    assert case.draft == {"Days": "36", "Return": "at once", "Monitors": "joint"}
    assert case.space.rules == (
        Requires(frozenset({Term("Days", "30")}), frozenset({Term("Return", "in phases")})),
        Excludes(frozenset({Term("Days", "40"), Term("Monitors", "none")})),
    )


SHORT = """[issues]
A = ["a", "b"]
B = ["c", "d"]
"""


@pytest.mark.parametrize(
    ("more", "line", "words"),
    [
        ("[party.X]\npoints = { A = [1, 2] }\n", 4, "reservation"),
        ("[party.X]\nreservation = nan\n", 5, "no number"),
        ("[party.X]\nreservation = inf\n", 5, "no number"),
        ("[party.X]\nreservation = 1e99\n", 5, "digits"),
        ("[party.X]\nreservation = true\n", 5, "should be a number"),
        ('[party.X]\nreservation = "1/0"\n', 5, "divides by nothing"),
        ("[party.X]\nreservation = 0\npoints = { C = [1, 2] }\n", 6, "no issue 'C'"),
        ("[party.X]\nreservation = 0\n[party.X.points]\nA = [1, 2, 3]\n", 7, "2 options and 3 numbers"),
        ("[party.X]\nreservation = 0\n[party.X.points]\n\nA = { z = 1 }\n", 8, "no option"),
        ("[party.X]\nreservation = 0\nweights = { A = 50, B = 40 }\n", 6, "weights do not fit"),
        ("[party.X]\nreservation = 0\nweights = { A = 100 }\n", 6, "weights do not fit"),
        ("[party.X]\nreservation = 0\ncolour = 3\n", 6, "means nothing here"),
        ("[party.X]\nreservation = { A = 'a' }\n", 5, "nothing on 'B'"),
        (
            "[party.X]\nreservation = 0\nbonuses = [{ with = { A = 'a' }, points = 1 }]\n",
            6,
            "two or three terms",
        ),
        ("[[rule]]\nwhen = { A = 'a' }\nrequires = { A = 'b' }\n", 4, "one issue twice"),
        ("[[rule]]\nexcludes = { A = 'a' }\n", 4, "at least two terms"),
        ("[[rule]]\nwhen = { A = 'a' }\n", 4, "one of"),
        (
            "[[rule]]\nwhen = { A = 'a' }\nrequires = { B = 'c' }\n"
            "[[rule]]\nwhen = { B = 'c' }\nrequires = { A = 'a' }\n",
            7,
            "circle",
        ),
        ("[enough]\nat_least = 3\n[party.X]\nreservation = 0\n", 4, "asks for 3 parties"),
        ("[enough]\nany_of = [['Y']]\n[party.X]\nreservation = 0\n", 4, "no party here"),
        ("[draft]\nA = 'a'\n", 4, "nothing on 'B'"),
        ("what = 3\n", 1, ""),
        ("C = []\n", 4, "no options"),
        ("C = ['x', 'x']\n", 4, "twice"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(more, line, words):
    with pytest.raises(BadInput) as caught:
        read_case(SHORT + more)
    assert words in str(caught.value)
    if words:
        assert caught.value.faults[0].line == line


def test_a_million_options_are_refused_with_a_remedy():
    with pytest.raises(BadInput, match="put neighbouring options together"):
        read_case("[issues]\nA = [" + ",".join(map(str, range(200_000))) + "]\n")


def test_all_parties_with_faults_are_told_at_once():
    with pytest.raises(BadInput) as caught:
        read_case(SHORT + "[party.X]\nreservation = nan\n[party.Y]\n")
    assert [fault.line for fault in caught.value.faults] == [5, 6]


def test_what_is_not_toml_is_told_with_line_and_column():
    with pytest.raises(BadInput) as caught:
        read_case("[issues\n")
    assert (caught.value.faults[0].line, caught.value.faults[0].column) == (1, 8)


@pytest.mark.parametrize("number", ["30e" + "9" * 400, "-1.5E-" + "9" * 30, "3e+" + "1" * 20])
def test_a_number_whose_exponent_no_number_can_have_is_refused_with_its_line(number: str):
    with pytest.raises(BadInput, match="exponent") as no:
        read_case(GOOD.replace("[30, 36, 40]", f"[30, {number}, 40]"))
    assert str(no.value).startswith("5")


def test_rules_of_every_kind_and_both_ways_to_say_enough():
    case = read_case(
        SHORT
        + "[[rule]]\nwhen = { A = 'a' }\nallows = { B = 'c' }\n[[rule]]\ntogether = { A = 'b', B = 'd' }\n"
        + "[enough]\nany_of = [['X'], ['Y']]\n[party.X]\nreservation = 0\n[party.Y]\nreservation = 0\n"
    )
    assert case.space.rules == (
        Allows(Term("A", "a"), Term("B", "c")),
        Together(frozenset({Term("A", "b"), Term("B", "d")})),
    )
    assert case.enough == AnyOf((frozenset({"X"}), frozenset({"Y"})))
    other = read_case(SHORT + "[enough]\nat_least = 1\nincluding = ['X']\n[party.X]\nreservation = 0\n")
    assert other.enough == AtLeast(1, frozenset({"X"}))


def test_lines_are_found_in_spite_of_long_strings_comments_and_arrays_over_several_lines():
    source = 'title = """\n[party.X]\nreservation = 9\n"""\n[issues]\nA = [\n  "a", # ] \n  "b",\n]\n[party.X]\nreservation = "q"\n'
    with pytest.raises(BadInput) as caught:
        read_case(source)
    assert caught.value.faults[0].line == 11
