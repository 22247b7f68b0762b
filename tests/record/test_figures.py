"""Figures keep their bound, say what they count, and have a source only where the report gives one."""

import pytest

from goodoffices.record.reading.figures import figures_in
from goodoffices.record.reading.numerals import value_of
from goodoffices.record.reading.reading import read


def found(words: str) -> list[tuple[float | None, str, str]]:
    return [
        (None if f.value is None else float(f.value), f.bound, f.counted)
        for f in figures_in(words, [(0, len(words))], [])
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("More than 34,600 people have been killed.", (34600, "over", "people killed")),
        ("They freed 252 hostages.", (252, "exact", "hostages")),
        ("At least seven soldiers were wounded.", (7, "over", "soldiers wounded")),
        ("Up to 40 lorries may pass.", (40, "under", "lorries")),
        ("Some 4,300 dockers struck.", (4300, "about", "dockers")),
        ("More than a million people have taken shelter.", (1000000, "over", "people")),
        ("It cost 1.2 million crowns.", (1200000, "exact", "crowns")),
        ("Half a million villagers fled.", (500000, "exact", "villagers")),
        ("Two dozen boats were damaged.", (24, "exact", "boats damaged")),
        ("Dozens of houses burned.", (None, "about", "houses")),
        ("Hundreds were killed.", (None, "about", "killed")),
        ("The toll rose to 31.", (31, "exact", "")),
        ("The fund holds $3.5 million.", (3500000, "exact", "dollars")),
        ("Turnout was 61.5 percent.", (61.5, "exact", "percent")),
        ("Between 60 and 80 boats remain.", (60, "over", "boats")),
        ("Between 60 and 80 boats remain.", (80, "under", "boats")),
        ("There were 40 or more boats.", (40, "over", "boats")),
        ("Twenty-three others died.", (23, "exact", "others died")),
    ],
)
def test_a_figure_has_value_bound_and_what_it_counts(words: str, expected: tuple[float | None, str, str]):
    assert expected in found(words)


@pytest.mark.parametrize(
    "words",
    [
        "The two sides met.", "One official left.", "Resolution 1701 was read.", "Ann Lee, 62, left.", "It began at 5 p.m.",
        "The vote was 19-15.", "Phase two is near.", "He is one of them.", "A 12:1 ratio", "Both countries agreed.", "In 2030 it rained.",
    ],
)  # fmt: skip
def test_what_counts_nothing_is_no_figure(words: str):
    assert found(words) == []


def test_a_figure_without_a_noun_counts_what_the_one_before_it_counts():
    assert found("More than 300 villagers have been killed and over 700 have been wounded.") == [
        (300, "over", "villagers killed"),
        (700, "over", "villagers wounded"),
    ]


def test_according_to_covers_the_clause_of_the_figures_and_nothing_more():
    reading = read(
        "TARN, May 4, 2031 - More than a million people live there. The war began after a raid in which 1,200 people were"
        " killed and 252 hostages taken, according to Tarn tallies."
    )
    assert [(f.value, f.source, f.as_of) for f in reading.figures] == [
        (1000000, None, "2031-05-04"),
        (1200, "Tarn tallies", "2031-05-04"),
        (252, "Tarn tallies", "2031-05-04"),
    ]
    assert [s.words.text for s in reading.statements] == ["1,200 people were killed and 252 hostages taken"]


def test_a_figure_is_as_of_the_day_stated():
    reading = read("TARN, May 4, 2031 - As of April 30, 40 boats were missing.")
    assert [f.as_of for f in reading.figures] == ["2031-04-30"]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("forty", 40),
        ("twenty-three", 23),
        ("one hundred and five", 105),
        ("1,234,567", 1234567),
        ("two", 2),
        ("a dozen", 12),
        ("some", None),
    ],
)
def test_numbers_in_words_have_their_value(words: str, value: int | None):
    assert value_of(words) == value
