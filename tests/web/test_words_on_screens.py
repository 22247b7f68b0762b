"""The table of screen words: whole in three languages, and no reaction that could be heard as a yes."""

import re
from pathlib import Path

import pytest

GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "words-on-screens.md"
ASSENT = re.compile(
    r"accept|agree|approv|\byes\b|d'accord|convenu|approuv|\boui\b|قبل|قبول|موافق|نوافق|متفق|اتفق|نعم",
    re.IGNORECASE,
)
NEVER = re.compile(
    r"fingerprint|\bleg\b|\blanes?\b|\bentry\b|\bseal|\bfold\b|\btoken|penalt|percent|%\s|empreinte|بصم|amende|غرامة",
    re.IGNORECASE,
)


def sections() -> dict[str, list[tuple[str, ...]]]:
    """Return the rows of each table, by the heading above it."""
    found: dict[str, list[tuple[str, ...]]] = {}
    heading = ""
    for line in GUIDE.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            heading = line[3:]
        elif line.startswith("| ") and not line.startswith("| English"):
            found.setdefault(heading, []).append(tuple(cell.strip() for cell in line.strip("|").split("|")))
    return found


ROWS = [row for rows in sections().values() for row in rows]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_every_word_is_there_in_three_languages_with_the_same_places_to_fill(row: tuple[str, ...]) -> None:
    assert len(row) == 3
    assert all(row)
    assert len({tuple(sorted(re.findall(r"%\(\w+\)s", cell))) for cell in row}) == 1


def test_the_six_reactions_come_first_and_none_is_worded_as_an_acceptance() -> None:
    reactions = sections()["Reactions"]
    heads = ("unclear", "problem", "cannot", "could", "prefer", "question")
    assert [english.split()[0].rstrip(",…") for english, *_ in reactions[:6]] == list(heads)
    assert not [cell for row in reactions for cell in row if ASSENT.search(cell)]


def test_the_check_for_assent_finds_a_planted_one() -> None:
    planted = ("we accept", "nous sommes d'accord", "نوافق عليه", "could agree with")
    assert all(ASSENT.search(cell) for cell in planted)


def test_no_screen_word_is_one_of_the_words_kept_off_screens() -> None:
    assert not [cell for row in ROWS for cell in row if NEVER.search(cell)]


def test_no_english_wording_stands_twice() -> None:
    english = [row[0] for row in ROWS]
    assert len(english) == len(set(english))
