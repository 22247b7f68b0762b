"""The words a fingerprint is read in: as many in every language, and no two that are easily confused."""

import unicodedata
from itertools import combinations

import pytest
from rapidfuzz.distance import Levenshtein

from goodoffices.core.text.wordlists import LISTS

LANGUAGES = sorted(LISTS)
SCRIPTS = {"en": "LATIN", "fr": "LATIN", "ar": "ARABIC"}
ALIKE_IN_ARABIC = str.maketrans("أإآةىؤئ", "اااهيوي")


def bare(word: str) -> str:
    """Return the word as a hurried hand writes it: no accents, no hamza, no difference of final letters."""
    plain = unicodedata.normalize("NFD", word.translate(ALIKE_IN_ARABIC).replace("œ", "oe"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def too_near(words: tuple[str, ...], least: int) -> list[tuple[str, str]]:
    """Return the pairs that fewer than `least` letters tell apart, once written bare."""
    return [
        (one, other)
        for one, other in combinations(words, 2)
        if Levenshtein.distance(bare(one), bare(other), score_cutoff=least) < least
    ]


def test_the_three_shipped_languages_have_a_list() -> None:
    assert LANGUAGES == ["ar", "en", "fr"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_holds_1024_different_words(language: str) -> None:
    assert len(LISTS[language]) == 1024 == len(set(LISTS[language]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_is_lower_case_letters_of_one_script_in_normal_form(language: str) -> None:
    for word in LISTS[language]:
        assert word.isalpha()
        assert word == unicodedata.normalize("NFC", word) == word.lower()
        assert all(unicodedata.name(letter).startswith(SCRIPTS[language]) for letter in word)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_is_long_enough_to_be_heard_and_short_enough_to_be_said(language: str) -> None:
    assert all(2 <= len(word) <= 15 for word in LISTS[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_slip_of_the_pen_never_makes_another_word_of_the_list(language: str) -> None:
    assert too_near(LISTS[language], 2) == []


def test_the_check_for_near_words_finds_a_planted_pair() -> None:
    assert too_near(("lantern", "maple", "lanterns"), 2) == [("lantern", "lanterns")]
    assert too_near(("قرية", "قريه"), 2) == [("قرية", "قريه")]
    assert too_near(("forêt", "foret"), 2) == [("forêt", "foret")]


def test_the_lists_share_their_numbering_where_a_translation_makes_a_good_word() -> None:
    at = LISTS["en"].index("lantern")
    assert (LISTS["ar"][at], LISTS["fr"][at]) == ("فانوس", "lanterne")


def test_the_lists_cannot_be_changed_by_a_caller() -> None:
    with pytest.raises(TypeError):
        LISTS["en"] = ()  # type: ignore[index]
