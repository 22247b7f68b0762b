"""The interface in Arabic and French: whole, compiled as written, and with the words the guide gives."""

import gettext
import io
import re

import pytest

from tests.catalogues import FORMS, LANGUAGES, Catalogue, compiled, marked, po, read
from tests.web.test_words_on_screens import NEVER, ROWS

PLACES = re.compile(r"%\(\w+\)s|%d|<[^>]+>|\{\w+\}")
COLUMN = {"ar": 1, "fr": 2}


def spoken(language: str) -> gettext.GNUTranslations:
    return gettext.GNUTranslations(io.BytesIO(po(language).with_suffix(".mo").read_bytes()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_the_written_one(language: str) -> None:
    assert po(language).with_suffix(".mo").read_bytes() == compiled(language, read(po(language)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_places_to_fill_and_the_marks_of_its_original(language: str) -> None:
    for (english, plural), forms in read(po(language)).items():
        for words in forms:
            allowed = {tuple(sorted(PLACES.findall(one))) for one in (english, plural or english)}
            assert tuple(sorted(PLACES.findall(words))) in allowed, english


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_the_guide_are_the_words_on_the_screens(language: str) -> None:
    said = spoken(language)
    assert not [row[0] for row in ROWS if said.gettext(row[0]) != row[COLUMN[language]]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_uses_a_word_kept_off_screens(language: str) -> None:
    assert not [words for forms in read(po(language)).values() for words in forms if NEVER.search(words)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_count_is_worded_for_every_number(language: str) -> None:
    said = spoken(language)
    counted = [key for key in read(po(language)) if key[1]]
    assert counted
    for english, plural in counted:
        wordings = {said.ngettext(english, plural, number) for number in range(200)}
        assert len(wordings) == FORMS[language]
        assert not wordings & {english, plural}


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_that_a_page_marks_has_a_translation(language: str) -> None:
    catalogue = read(po(language))
    assert (
        sorted(english for english, plural in marked() if not all(catalogue.get((english, plural), [""])))
        == []
    )


def test_a_compiled_catalogue_speaks_and_leaves_out_what_is_not_translated() -> None:
    catalogue: Catalogue = {("Welcome", ""): ["أهلًا"], ("Later", ""): [""]}
    said = gettext.GNUTranslations(io.BytesIO(compiled("ar", catalogue)))
    assert (said.gettext("Welcome"), said.gettext("Later")) == ("أهلًا", "Later")


TURNED = re.compile("\u2066[^\u2069]*\u2069|(\\d{2,4}-\\d\\d)")
"""After Arabic letters the parts of a date change places, unless marks set it apart."""


def test_no_date_turns_round_in_arabic() -> None:
    said = [words for forms in read(po("ar")).values() for words in forms]
    assert not [words for words in said if any(TURNED.findall(words))]
    assert any(TURNED.findall("مثل 2031-03-04"))
    assert not any(TURNED.findall("مثل \u20662031-03-04\u2069"))
