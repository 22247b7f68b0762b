"""Settling by example: what is left, what is named, what is refused."""

import pytest

from goodoffices.core import text as one_text
from goodoffices.core.errors import BadInput


def settled(body: str, **choose: int) -> str:
    text = one_text.settle(one_text.read("# T\n\n" + body), choose)
    again = one_text.write(text)
    assert one_text.canonical(one_text.read(again)) == one_text.canonical(text)
    return again.removeprefix("# T\n").strip("\n")


@pytest.mark.parametrize(
    ("body", "choose", "left"),
    [
        ("a [b | c]{#p} d {#x}", {"p": 2}, "a c d {#x}"),
        ("a [b]{#p} d {#x}", {"p": 2}, "a d {#x}"),
        ("a [b]{#p}, d {#x}", {"p": 2}, "a, d {#x}"),
        ("a[, b]{#p} d {#x}", {"p": 2}, "a d {#x}"),
        ("[b]{#p} d {#x}", {"p": 2}, "d {#x}"),
        ("a [b]{#p} [c]{=p} d {#x}", {"p": 2}, "a d {#x}"),
        ("a{note: n} [b]{#p} d {#x}", {"p": 2}, "a{note: n} d {#x}"),
        ("a [b [c]{#q}]{#p} [d] {#x}", {"q": 2}, "a [b]{#p} [d]{#x.3} {#x}"),
        ("a [[b | ]{#q} | c]{#p} d {#x}", {"p": 1, "q": 2}, "a d {#x}"),
        ("a [b | c]{#p} and [1 | 1]{=p} {#x}", {"p": 1}, "a b and 1 {#x}"),
        ("[12. | 13.]{#p} a {#x}", {"p": 2}, "13. a {#x}"),
        ("12. [bis | ter]{#p} a {#x}", {"p": 1}, "12. bis a {#x}"),
        ("\\12. a [b]{#p} {#x}", {"p": 1}, "\\12. a b {#x}"),
        ("12. \\bis [b]{#p} {#x}", {"p": 1}, "12. \\bis b {#x}"),
        ("[# | b]{#p} a {#x}", {"p": 1}, "\\# a {#x}"),
        ("e[\u0301 | f]{#p} {#x}", {"p": 1}, "é {#x}"),
        ("[… | b]{#q} [[… | c]{#q2} | d]{#p} {#x}", {"q2": 1}, "[… | b]{#q} [… | d]{#p} {#x}"),
        ("[[… | c]{#q} | ]{#p} {#x}", {"q": 1}, "[… | ]{#p} {#x}"),
        ("a {#x}\n\n[b]{#p} {#y}\n\nc", {"p": 2}, "a {#x}\n\nc {#preamble-3}"),
        ("a {#x}\n\n[b]{#p} {#y}\n\n  c {#z}", {"p": 2}, "a {#x}\n\n  c {#z}"),
        ("[b]{#p} {#y}\n\n  c {#z}\n\n    d {#w}", {"p": 2}, "c {#z}\n\n  d {#w}"),
        ("| [a]{#p} | [b]{=p} | {#x}", {"p": 2}, ""),
        ("| [a]{#p} | b | {#x}", {"p": 2}, "|  | b | {#x}"),
        ("[\na {#x}\n|\nb {#y}\n]{#p}", {"p": 2}, "b {#y}"),
        ("[\na {#x}\n]{#p}", {"p": 2}, ""),
        ("[\na [1 | 2]{#q} {#x}\n|\nb {#y}\n]{#p}", {"q": 2}, "[\n\na 2 {#x}\n\n|\n\nb {#y}\n\n]{#p}"),
        ("[\na {#x}\n|\nb {#y}\n]{#p}\n\n[\nc {#v}\n|\nd {#w}\n]{=p}", {"p": 1}, "a {#x}\n\nc {#v}"),
        ("## [A]{#p} {#h}\n\na {#x}", {"p": 2}, "\n## {#h}\n\na {#x}"),
        ("## Article [3 | 4]{#p} B {#h}", {"p": 2}, "\n## Article 4 B {#h}"),
        ("## a\n\nb", {}, "\n## a {#article-1}\n\nb {#article-1-1}"),
    ],
)
def test_it_leaves(body: str, choose: dict[str, int], left: str):
    assert settled(body, **choose).lstrip("\n") == left.lstrip("\n")


@pytest.mark.parametrize(
    ("body", "choose", "said"),
    [
        ("[a]{#p}", {"q": 1}, "no passage is named"),
        ("[a]{#p}", {"p": 3}, "options 1 to 2"),
        ("[a]{#p}", {"p": 0}, "options 1 to 2"),
        ("[a]{#p} [b]{#q}{=p}", {"q": 1}, "choose there"),
        ("[…]{#p}", {"p": 1}, "nobody has filled"),
        ("[a [b]{#q} | c]{#p}", {"p": 2, "q": 1}, "arises only under option 1"),
        ("[\na [b]{#q}\n|\nc\n]{#p}", {"p": 2, "q": 1}, "arises only under option 1"),
        ("[a [b]{#q} | a]{#p}", {"q": 2}, "would come to read the same"),
        ("[\n[b]{#q}\n]{#p}", {"q": 2}, "would come to read the same"),
    ],
)
def test_a_choice_that_cannot_be_made_is_refused(body: str, choose: dict[str, int], said: str):
    with pytest.raises(BadInput, match=said):
        one_text.settle(one_text.read("# T\n\n" + body), choose)


def test_a_title_is_not_settled_to_nothing():
    with pytest.raises(BadInput, match="title"):
        one_text.settle(one_text.read("# [T]{#p}"), {"p": 2})
    assert one_text.settle(one_text.read("# [T]{#p}"), {"p": 1}) == one_text.read("# T")


def test_every_wrong_choice_is_told():
    with pytest.raises(BadInput) as refusal:
        one_text.settle(one_text.read("# T\n\n[a]{#p}"), {"p": 9, "q": 1})
    assert len(refusal.value.faults) == 2


def test_deals_are_exact_however_many():
    text = one_text.read("# T\n\n" + "[a | b | c] " * 5000)
    assert one_text.deals(text) == 3**5000
    assert (
        one_text.deals(one_text.read("# T\n\n" + "[a [b | c] | d [e | f | g]] […] [h | h]{=preamble-1.1}"))
        == 5
    )
