"""The bracketed text: read, written back, fingerprinted, compared, settled."""

import pytest

from goodoffices.core import text as one_text
from goodoffices.core.errors import BadInput

DRAFT = """# Accord on the Strait
Parties: Tarn, Vell
Language: en

Between the towns:

## 1 Cessation {#cessation}

1. Movements stop for [30 | 36 | 40]{#days} days. {#stop}

  (a) and for [thirty | thirty-six | forty]{=days} nights;

2. Lists come [by day 7 | within [one | two] weeks]{#when}, [not] later than […]. {#lists}

| who | when [early | late] |
|---|---|
| Tarn | noon |

[ Tarn:
3. Crew return first.
| Vell:
3. All return together.

4. None is named.
]{#order}
"""


def test_a_draft_counts_what_is_open_and_in_how_many_ways_it_settles():
    text = one_text.read(DRAFT)
    assert (one_text.open_count(text), one_text.blanks_count(text)) == (6, 1)
    # days 3, lists 1 + 2, not 2, table 2, order 2
    assert one_text.deals(text) == 3 * 3 * 2 * 2 * 2


def test_reading_and_writing_back_gives_the_same_text():
    text = one_text.read(DRAFT)
    assert one_text.canonical(one_text.read(one_text.write(text))) == one_text.canonical(text)


def test_names_labels_and_wrapping_are_not_fingerprinted():
    bare = DRAFT.replace("{#stop}", "").replace("Tarn:\n", "\n").replace("stop for ", "stop\n   for ")
    assert one_text.sha256(one_text.read(bare)) == one_text.sha256(one_text.read(DRAFT))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Accord", "Agreement"),
        ("Language: en", "Language: fr"),
        ("Tarn, Vell", "Vell, Tarn"),
        ("## 1 C", "## 2 C"),
        ("30 | 36", "36 | 30"),
        ("  (a)", "(a)"),
        ("{=days}", ""),
        ("| Tarn | noon |", "| Tarn | dusk |"),
        ("[not]", "not"),
        ("2. Lists", "3. Lists"),
    ],
)
def test_what_counts_is_fingerprinted_and_found_as_a_difference(before: str, after: str):
    one, other = one_text.read(DRAFT), one_text.read(DRAFT.replace(before, after, 1))
    assert one_text.sha256(one) != one_text.sha256(other)
    assert one_text.compare(one, other)


def test_a_choice_settles_what_is_tied_to_it_and_an_empty_one_takes_its_blank_along():
    settled = one_text.write(one_text.settle(one_text.read(DRAFT), {"days": 2, "lists.3": 2, "order": 2}))
    assert "stop for 36 days" in settled
    assert "for thirty-six nights" in settled
    assert "{#when}, later than" in settled
    assert "All return together" in settled
    assert "Crew" not in settled


@pytest.mark.parametrize(
    ("draft", "line", "column"),
    [
        ("# T\n\na [b\n", 3, 3),
        ("# T\n\na ] b\n", 3, 3),
        ("# T\n\na | b\n", 3, 3),
        ("# T\n\n1. a\n2. b\n", 4, 1),
        ("# T\n\n### a\n", 3, 1),
        ("# T\n\n[a | a]\n", 3, 1),
        ("# T\n\n[a | b]{=x}\n", 3, 1),
        ("# T\n\na {#x}\n\nb {#x}\n", 5, 1),
        ("# T\n\na \\q\n", 3, 3),
        ("# T\n\na\u202eb\n", 3, 2),
        ("# T\n\n[thirty ]days\n", 3, 9),
        ("# T\n\n\ta\n", 3, 1),
        ("no title\n", 1, 1),
        ("# T\n\na {x}\n", 3, 3),
    ],
)
def test_what_cannot_be_read_is_refused_where_it_stands(draft: str, line: int, column: int):
    with pytest.raises(BadInput) as fault:
        one_text.read(draft)
    assert (fault.value.faults[0].line, fault.value.faults[0].column) == (line, column)


def test_names_written_into_a_file_change_no_fingerprint():
    named = one_text.with_ids(DRAFT)
    assert one_text.sha256(one_text.read(named)) == one_text.sha256(one_text.read(DRAFT))
    assert one_text.with_ids(named) == named


def test_check_words_that_were_misheard_are_told_from_those_of_another_text():
    made = one_text.check_words("ab" * 32)
    other = one_text.check_words("cd" * 32)
    assert one_text.heard(made, " ".join(made.words("fr"))) == "same"
    assert one_text.heard(made, made.digits.replace(" ", "-")) == "same"
    assert one_text.heard(made, " ".join(other.words("en"))) == "another"
    assert one_text.heard(made, other.digits) == "another"
    assert one_text.heard(made, " ".join((*made.words("en")[:8], other.words("en")[8]))) == "slip"
    assert one_text.heard(made, made.digits[:-1] + "0") in ("slip", "same")
