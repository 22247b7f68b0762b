"""Refusals in the reader's language: every sentence has its translation, what fills it is isolated, programs get the English."""

import re
from collections.abc import Callable

import pytest
from django.utils.translation import override

from goodoffices.core.errors import Absent, BadInput, Fault, Phrase, Refused
from goodoffices.monitoring.calendar.misread import not_toml
from goodoffices.monitoring.calendar.reading import read as read_calendar
from goodoffices.record.ledger.file import entries_of
from goodoffices.record.ledger.tables import entries_of_csv
from goodoffices.web import refusals as pages
from tests import refusals
from tests.catalogues import LANGUAGES, po, read

NUMBERED = "Round {number} is open; close it first."
NAMED = "This text is registered already, as “{name}”."


def test_a_page_says_a_refusal_in_the_language_of_its_reader() -> None:
    no = Refused(NUMBERED, number=3)
    with override("fr"):
        assert pages.told(no) == "Le tour 3 est ouvert ; commencez par le clore."
    with override("en"):
        assert pages.told(no) == str(no) == "Round 3 is open; close it first."


def test_what_fills_a_sentence_is_isolated_and_cannot_be_markup() -> None:
    with override("ar"):
        said = pages.told(Refused(NAMED, name="<b>{name} v7"))
    assert "<bdi>&lt;b&gt;{name} v7</bdi>" in said


def test_a_field_is_called_what_the_form_calls_it() -> None:
    no = BadInput("{field}: a whole number is needed here", field="number")
    with override("fr"):
        assert pages.told(no).startswith("Numéro")
    assert str(no).startswith("number: ")


@pytest.mark.parametrize(
    "field",
    ["source", "holder", "mediator", "institution", "obligation", "evidence", "order", "day", "file"],
)
def test_no_field_of_a_form_is_called_as_programs_call_it(field: str) -> None:
    no, called = BadInput("{field}: a whole number is needed here", field=field), set()
    for language in ("en", "ar", "fr"):
        with override(language):
            called.add(pages.told(no).partition(":")[0])
    assert field not in called
    assert f"<bdi>{field}</bdi>" not in called
    assert len(called) == 3


def test_a_phrase_within_a_phrase_is_translated_too() -> None:
    no = BadInput("{what} holds a character that cannot be seen: take it out", what=Phrase("your name"))
    with override("fr"):
        assert pages.told(no).startswith("votre nom ")


def test_each_fault_keeps_its_place_in_the_file() -> None:
    no = BadInput(Fault("one & two", 4, 12), Fault("", file="fr"))
    with override("ar"):
        assert pages.lines(no) == ("4:12: one &amp; two", "<bdi>fr</bdi>: ")


def test_a_sentence_that_nothing_fills_is_its_own_template_braces_and_all() -> None:
    odd = "a brace {here} that is none of ours"
    assert pages.told(Refused(odd)) == str(Refused(odd)) == odd
    assert pages.told(Absent()) == str(Absent())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_a_page_can_show_is_translated(language: str) -> None:
    catalogue = read(po(language))
    missing = [words for words in refusals.said() if not all(catalogue.get((words, ""), [""]))]
    assert sorted(missing) == []


def test_no_refusal_is_put_together_before_it_is_said() -> None:
    mixed = {str(path): refusals.unsayable(path.read_text(encoding="utf-8")) for path in refusals.paths()}
    assert {path: lines for path, lines in mixed.items() if lines} == {}, "give a template, and what fills it"


def test_every_module_that_says_no_is_shown_or_left_out_for_a_reason() -> None:
    shown = {str(path.relative_to(refusals.SOURCE)) for path in refusals.paths()}
    saying = refusals.saying()
    assert saying - shown == refusals.UNSHOWN.keys()
    assert saying >= {"monitoring/exchange.py", "record/reading/intake.py", "analysis/known.py"}


def test_no_page_says_a_refusal_by_itself() -> None:
    web = refusals.SOURCE / "web"
    by_themselves = re.compile(r"\bstr\((no|fault|refusal|bad)\)|\b(no|refusal)\.reason\b")
    pages = [path for path in web.rglob("pages/*.py") if path.name != "__init__.py"]
    assert len(pages) > 30
    assert by_themselves.search("told = str(no)")
    assert [path.name for path in pages if by_themselves.search(path.read_text(encoding="utf-8"))] == []


def test_the_gathering_finds_what_is_said_and_what_cannot_be() -> None:
    source = """
SAID = "by a constant"
UNSAID = "by nobody at all"
def f(x, plea):
    what = "by a variable" if x else "or by another"
    need(x, "by need", most=3)
    raise Refused(SAID) if x else BadInput(Fault(what, 1))
def g(x):
    raise Refused(f"no {x} here")
def h(x):
    raise BadInput("no %s here" % x)
"""
    assert refusals.sentences(source) == {
        "by a constant",
        "by a variable",
        "or by another",
        "by need",
    }
    assert len(refusals.unsayable(source)) == 2


BROKEN = (
    *("x", "a", "a = ", "a = @", "a = [1", "a = {b = 1", "a = 1 b", 'a = "x', 'a = "\\z"', 'a = "\\uD800"'),
    *('a = "\\uZZZZ"', "a = 2031-13-01", "[a", "[[a]", "= 1", "a = 1\na = 2", "[a]\n[a]", "a = {b=1,b=2}"),
    *("a = 1\n[[a]]", "a.b = 1\n[a]", "a = {}\na.b = 1", "a = 1\x01", 'a = "\x01"', "a = '''x", "[[a]]\n[a]"),
)


def in_known_words(read_it: Callable[[], object]) -> None:
    """See it refused for one fault whose reason is a sentence that can be translated."""
    with pytest.raises(BadInput) as no:
        read_it()
    (fault,) = no.value.faults
    assert fault.line
    assert isinstance(fault.what, Phrase)
    assert isinstance(fault.what.values["why"], Phrase), fault.what


@pytest.mark.parametrize("file", BROKEN)
def test_what_is_no_toml_is_refused_in_words_that_are_known(file: str) -> None:
    in_known_words(lambda: read_calendar(file))


@pytest.mark.parametrize(
    "line", ["{", '{"a"', '{"a": }', '{"a": 1} x', '["a" "b"]', '"\\q"', '"\\u12"', '"a', '"\x01"']
)
def test_what_is_no_json_is_refused_in_words_that_are_known(line: str) -> None:
    in_known_words(lambda: entries_of(line))


HEAD = "id,source,outlet,words\n"


@pytest.mark.parametrize("table", ['id,"sou', f"id,{'x' * 200_000}", f'{HEAD}"a', f'{HEAD}"a"b,c,d,e\n'])
def test_what_is_no_table_is_refused_in_words_that_are_known_its_head_too(table: str) -> None:
    in_known_words(lambda: entries_of_csv(table))


def test_words_of_a_reader_that_nobody_knew_are_said_as_they_are() -> None:
    said = not_toml("Unheard of")
    assert str(said) == "not TOML: Unheard of"
    with override("ar"):
        assert pages.sentence(said) == "ليس TOML: <bdi>Unheard of</bdi>"
