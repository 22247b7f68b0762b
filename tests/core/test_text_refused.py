"""What is refused in a bracketed text, and where the fault is told to stand."""

import pytest

from goodoffices.core import text as one_text
from goodoffices.core.errors import BadInput
from goodoffices.core.text.inline import DEEPEST

HEAD = "# T\nParties: Tarn, Vell, G\n"


def faults(source: str) -> list[tuple[int | None, int | None]]:
    with pytest.raises(BadInput) as refusal:
        one_text.read(source)
    assert "\n" not in "".join(fault.what for fault in refusal.value.faults)
    return [(fault.line, fault.column) for fault in refusal.value.faults]


@pytest.mark.parametrize(
    ("body", "column"),
    [
        ("a [b", 3),
        ("a ] b", 3),
        ("a | b", 3),
        ("a { b", 3),
        ("a } b", 3),
        ("{=x}", 1),
        ("a {#x} b", 3),
        ("a{#x}", 2),
        ("{#x}", 1),
        ("a {#x.y}", 1),
        ("a {#x!}", 1),
        ("[a]{#x!}", 4),
        ("[a]{#x}{#y}", 8),
        ("[a]{#x}{=y}{=z}", 12),
        ("a {.annex}", 3),
        ("a {note: b", 3),
        ("a {note: }", 3),
        ("a {note: [b]}", 10),
        ("a {note: b | c}", 12),
        ("a \\q", 3),
        ("a \\", 3),
        ("\\24 persons", 1),
        ("[a | a]", 1),
        ("[a  b | a\u00a0b]", 1),
        ("[a [x | y]{#p} | a [x | y]{#q}]", 1),
        ("[Tarn: a | Vell: a]", 1),
        ("[ | ]", 1),
        ("[Tarn: ]", 1),
        ("[a | b]{=x}", 1),
        ("[a | b]{#x}{=x}", 1),
        ("[a | b]{#p} [a | b | c]{=p}", 13),
        ("[a | b]{#p} [[x] | y]{=p}", 13),
        ("[a | b]{#p} [c | d]{#q}{=p} [e | f]{=q}", 29),
        ("[a [x | y]{=p} | b]{#p}", 4),
        ("[a [c | d]{#q} | b] [x | y]{=q}", 21),
        ("[a | b]{#p} [ ]{=p}", 13),
        ("[a ]b", 4),
        ("[a ]{#x}ب", 4),
        ("[ ]1", 3),
        ("\ta", 1),
        ("### a", 1),
        ("#a", 1),
        ("## a{.annex}", 5),
        (" ## a", 2),
        ("# a", 1),
        ("## a {#b!}", 1),
        ("## a [b", 6),
        ("| a | {#x}\n| b |", 1),
        ("| a {#x} |", 5),
        ("| a \\|", 1),
        ("| a ] |", 5),
        ("| a [b |", 5),
        ("|---|---|", 1),
        ("a\u202eb", 2),
        ("a\u00adb", 2),
        ("a\u2028b", 2),
        ("a\u0085b", 2),
        ("\ue000", 1),
        ("a\ufe0f", 2),
        ("\u2800\u3164", 1),
        ("a\u200cb", 2),
        ("\u200cم", 1),
        ("م\u200d\u200dم", 3),
        ("[\n]", 1),
        ("|", 1),
        ("]", 1),
        ("a" + "\u0301" * 40, 2),
    ],
)
def test_it_is_refused_where_it_stands(body: str, column: int):
    assert faults(HEAD + "\n" + body)[0] == (4, column)


@pytest.mark.parametrize(
    ("body", "line", "column"),
    [
        ("1. a\n2. b", 5, 1),
        ("a\n(a) b", 5, 1),
        ("a\n   - b", 5, 4),
        ("a [b |\n• c]", 5, 1),
        ("a\n12.\nb", 5, 1),
        ("a\n# b", 5, 1),
        ("a\n\tb", 5, 1),
        ("a\n| b |", 5, 1),
        ("| a |\nb", 5, 1),
        ("[a\n]b", 5, 1),
        ("a {#x}\n\nb {#x}", 6, 1),
        ("a\n|\nb", 5, 1),
        ("a\n\n]\n", 6, 1),
        ("[\na\n|\na\n]", 4, 1),
        ("[\n| a | b |\n]", 5, 1),
        ("[\na\n]{#x!}", 6, 1),
        ("[\na\n]{#x}{#y}", 6, 1),
        ("[\na\n|\nb\n]{#x}\n\n[\nc [d]\n|\ne\n]{=x}", 10, 1),
        ("[\na\n|\nb\n]{#x}\n\n[\n[\nc\n]\n|\ne\n]{=x}", 10, 1),
        ("[\na\n\n## b", 4, 1),
    ],
)
def test_it_is_refused_on_the_line_it_stands(body: str, line: int, column: int):
    assert (line, column) in faults(HEAD + "\n" + body)


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("", (1, 1)),
        ("\n\n", (1, 1)),
        ("words", (1, 1)),
        ("\n words", (2, 2)),
        ("#words", (1, 1)),
        ("# ", (1, 1)),
        (" # T", (1, 2)),
        ("# T {#x}", (1, 5)),
        ("# T\n# U", (2, 1)),
        ("# T\nParties: A, A", (2, 1)),
        ("# T\nParties:", (2, 1)),
        ("# T\nParties: A:b", (2, 1)),
        ("# T\nParties: A\nParties: B", (3, 1)),
        ("# T\nLanguage: English text", (2, 1)),
        ("# T\nLanguage: en\nLanguage: fr", (3, 1)),
        ("# [T | T] e\u0301 [", (1, 3)),
        ("# e\u0301 [", (1, 6)),
    ],
)
def test_a_head_is_refused_where_it_stands(source: str, place: tuple[int, int]):
    assert faults(source)[0] == place


def test_a_fault_in_a_file_that_is_not_composed_is_told_where_it_stands_in_the_file():
    assert faults("# T\n\ne\u0301e\u0301 [x") == [(3, 6)]
    assert faults("# T\n\ne\u0301e\u0301 x\n\n|") == [(5, 1)]


def test_every_fault_is_told_and_at_most_fifty():
    assert len(faults("# T\n\na ]\n\nb ]\n\n## c ]\n")) == 3
    assert len(faults("# T\n\n" + "a ]\n\n" * 200)) == 50


def test_brackets_stand_forty_deep_and_no_deeper():
    assert one_text.read("# T\n\n" + "[" * DEEPEST + "a" + "]" * DEEPEST)
    assert faults("# T\n\n" + "[" * (DEEPEST + 1) + "a" + "]" * (DEEPEST + 1)) == [(3, DEEPEST + 1)]
    assert faults("# T\n\n" + "[\na\n" * 5000) == [(3 + 2 * DEEPEST, 1)]


def test_a_file_over_five_megabytes_is_refused():
    one_text.read("# T\n\n" + "a" * 4_999_000)
    with pytest.raises(BadInput, match="5 MB"):
        one_text.read("# T\n\n" + "é" * 2_500_000)
    with pytest.raises(BadInput, match="5 MB"):
        one_text.read("# T\n\n" + "a" * 5_000_000)


def test_a_direction_mark_is_named_as_one():
    with pytest.raises(BadInput, match=r"direction mark \(RIGHT-TO-LEFT MARK\)"):
        one_text.read("# T\u200f")
