"""The examples of docs/guide/bracketed-text.md read, or are refused, as the page says."""

import re
from pathlib import Path

import pytest

from goodoffices.core import text as one_text
from goodoffices.core.errors import BadInput

PAGE = (Path(__file__).parents[2] / "docs/guide/bracketed-text.md").read_text(encoding="utf-8")
SOUND = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)
REFUSED = re.findall(r"```refused\n(.*?)```", PAGE, re.DOTALL)
CELLS = re.findall(r"^\| ((?:`[^`]+`(?:, )?)+) \|", PAGE, re.MULTILINE)


def title(source: str) -> str:
    return source.split("\n", 1)[0]


@pytest.mark.parametrize("source", SOUND, ids=title)
def test_an_example_reads(source: str):
    text = one_text.read(source)
    assert one_text.read(one_text.write(text)) == text


@pytest.mark.parametrize("source", REFUSED, ids=title)
def test_what_the_page_calls_refused_is_refused(source: str):
    with pytest.raises(BadInput) as refusal:
        one_text.read(source)
    assert all(fault.line and fault.column for fault in refusal.value.faults)


@pytest.mark.parametrize("bracket", [one for cell in CELLS for one in re.findall("`([^`]+)`", cell)])
def test_each_bracket_in_the_table_is_one(bracket: str):
    text = one_text.read(
        f"# T\nParties: Tarn, Vell, G\n\n[a | b]{{#{'x' if '#days' in bracket else 'days'}}} {bracket}"
    )
    assert len(list(one_text.passages(text))) >= 2


def test_the_page_has_its_examples():
    assert (len(SOUND), len(REFUSED)) == (5, 5)
    assert len(CELLS) == 7


def test_the_two_languages_of_the_page_go_together():
    french, arabic = [one_text.read(source) for source in SOUND[-2:]]
    assert one_text.align([french, arabic]).languages == ("fr", "ar")


def test_every_number_the_page_shows_is_a_number():
    shown = re.search(r"as it is to be shown: (.*?)\. A later", PAGE, re.DOTALL)
    assert shown
    for number in re.findall("`([^`]+)`", shown[1]):
        (clause,) = one_text.clauses(one_text.read(f"# T\n\n{number} words"))
        assert clause.number == number
