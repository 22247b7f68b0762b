"""Quotes: when an obligation lapses to "read again"."""

import pytest

from goodoffices.core import text as one_text
from goodoffices.monitoring.calendar.quotes import readings, stands, words_of
from goodoffices.monitoring.calendar.reading import read

CLAUSE = "Movements stop for [30 | 36] days from the day after signature."


@pytest.mark.parametrize(
    ("quote", "there"),
    [
        (CLAUSE, True),
        ("Movements stop\n  for [30 | 36] days", True),
        ("stop for 36 days", False),
        ("Movement", False),  # a whole word or none
        ("6] days", False),
        ("Movements do not stop", False),
        ("signature.", True),
        ("Movements stop for [30\u00a0| 36]", True),
    ],
)
def test_a_quote_stands_word_for_word_whatever_the_blanks(quote, there):
    assert stands(quote, CLAUSE) is there


def test_letters_made_of_two_characters_are_the_same_letters():
    assert stands("de\u0301ja\u0300", "d\u00e9j\u00e0 vu")


def test_an_obligation_whose_clause_is_gone_is_to_be_read_again():
    text = one_text.read("# T\n\n1. One. {#a}\n\n2. Two [or three]. {#b}\n")
    calendar = read('[[obligation]]\nclause = "a"\n[[obligation]]\nclause = "z"\nquotes = "x"\n')
    held = readings(calendar, words_of(text))
    assert [one.clause for one in held.gone] == ["z"]
    assert held.again == held.gone
    assert held.unobliged == ("b",)
