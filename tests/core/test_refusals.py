"""Saying no: a sentence, its template, and what fills it."""

from goodoffices.core.errors import BadInput, Fault, Phrase, Refused, known

ROUND = "Round {number} is open; close it first."


def test_a_refusal_reads_in_english_and_keeps_its_template_and_what_fills_it() -> None:
    no = Refused(ROUND, number=3)
    assert str(no) == no.reason == "Round 3 is open; close it first."
    assert isinstance(no.reason, Phrase)
    assert (no.reason.template, dict(no.reason.values)) == (ROUND, {"number": 3})


def test_a_sentence_that_nothing_fills_is_its_own_template() -> None:
    odd = Phrase("put “}” where it ends")
    assert (odd, odd.template, dict(odd.values)) == ("put “}” where it ends", "put “}” where it ends", {})
    assert str(Refused("put “}” where it ends")) == odd


def test_a_phrase_of_a_phrase_is_that_phrase() -> None:
    once = Phrase(ROUND, number=3)
    assert Phrase(once) is once


def test_a_fault_of_a_sentence_is_filled_and_names_its_file() -> None:
    no = BadInput("{field}: a whole number is needed here", Fault("then this", 2), field="at")
    assert str(no.within("en")) == "en: at: a whole number is needed here\nen:2: then this"
    assert getattr(no.faults[0].what, "template", "") == "{field}: a whole number is needed here"


def test_braces_in_what_fills_a_sentence_fill_nothing_themselves() -> None:
    assert Phrase("no {name} here", name="{number}") == "no {number} here"


def test_what_another_reader_says_is_known_by_its_words():
    braced = Phrase("no } here")
    assert known(braced, Phrase("Extra data")) == {"no } here": braced, "Extra data": "Extra data"}
    assert known(braced)["no } here"] is braced
