"""What must hold of every bracketed text; each rule with a planted fault that it has to find."""

import re
import sys
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goodoffices.core import text as one_text
from goodoffices.core.errors import BadInput
from goodoffices.core.text import identifying, inline, labels, settling, writer
from goodoffices.core.text.comparing import _Comparing
from goodoffices.core.text.tree import Words
from tests.core.drafts import Draft, Maker, Style, drafts, written
from tests.core.drafts_changed import changed, deals, each_word, settled

canonical_form = sys.modules["goodoffices.core.text.canonical"]
plenty = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
chances = st.randoms(use_true_random=False)
Check = Callable[[Draft, Random], None]


def reads_back(made: Draft, chance: Random) -> None:
    text = one_text.read(written(made, Style(chance)))
    assert one_text.read(one_text.write(text)) == text


def same_in_every_style(made: Draft, chance: Random) -> None:
    plain = one_text.read(written(made, Style(chance, wraps=False, names=False, labels=False)))
    for end in ("\n", "\r\n", "\r"):
        style = Style(chance, names=chance.random() < 0.5, end=end, mark=chance.choice(("", "\ufeff")))
        other = one_text.read(written(made, style))
        assert one_text.sha256(other) == one_text.sha256(plain)
        assert one_text.compare(plain, other) == ()


def every_change_shows(made: Draft, chance: Random) -> None:
    ours = one_text.read(written(made, Style(chance, names=chance.random() < 0.5)))
    theirs = one_text.read(written(changed(made, chance), Style(chance, names=chance.random() < 0.5)))
    assert one_text.sha256(ours) != one_text.sha256(theirs)
    assert one_text.compare(ours, theirs)
    assert one_text.compare(theirs, ours)


def every_deal_gives_its_text(made: Draft, chance: Random) -> None:
    made = each_word(made, lambda word: word.replace("(x)", "x"))
    text = one_text.read(written(made, Style(chance, names=True)))
    if one_text.deals(text) > 500:
        return
    ways = list(deals(made))
    assert one_text.deals(text) == len(ways)
    for deal in chance.sample(ways, min(4, len(ways))):
        found = one_text.settle(text, {f"p{key}": at + 1 for key, at in deal.items()})
        by_hand = one_text.read(written(settled(made, deal), Style(chance, names=True)))
        assert one_text.open_count(found) == 0
        assert one_text.sha256(found) == one_text.sha256(by_hand)
        assert one_text.read(one_text.write(found)) == found


def names_change_nothing_else(made: Draft, chance: Random) -> None:
    source = written(made, Style(chance, names=False, end=chance.choice(("\n", "\r\n"))))
    named = one_text.with_ids(source)
    assert one_text.with_ids(named) == named
    assert one_text.sha256(one_text.read(named)) == one_text.sha256(one_text.read(source))
    assert [one.id for one in one_text.passages(one_text.read(named))] == [
        one.id for one in one_text.passages(one_text.read(source))
    ]
    bare = re.compile(r" ?\{#[^{}]*\}")
    assert bare.sub("", named) == bare.sub("", source)


def labels_are_left_out(made: Draft, chance: Random) -> None:
    source = written(made, Style(chance))
    bare = one_text.read(one_text.without_labels(source))
    assert one_text.sha256(bare) == one_text.sha256(one_text.read(source))
    options = [option for one in one_text.passages(bare) for option in one.bracket.options]
    assert not any(option.parties for option in options)


RULES: tuple[Check, ...] = (
    reads_back,
    same_in_every_style,
    every_change_shows,
    every_deal_gives_its_text,
    names_change_nothing_else,
    labels_are_left_out,
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
@plenty
@given(made=drafts, chance=chances)
def test_it_holds_of_every_draft_that(rule: Check, made: Draft, chance: Random):
    rule(made, chance)


PLANTED: tuple[tuple[Check, object, str, object], ...] = (
    (reads_back, writer, "_MARKS", re.compile(r"([\[\]{}|])")),
    (reads_back, writer, "headed", lambda number, words, of=None: f"{number} {words}".strip()),
    (same_in_every_style, inline, "blanks", lambda words: words),
    (same_in_every_style, inline, "COMMA", re.compile(",")),
    (every_change_shows, canonical_form, "_number", lambda number: b""),
    (every_change_shows, canonical_form, "_tie", lambda tied, order: b""),
    (every_change_shows, _Comparing, "_top", lambda self: iter(())),
    (every_deal_gives_its_text, settling, "_put", lambda kept, chosen: kept.extend(chosen or (Words(" …"),))),
    (every_deal_gives_its_text, settling, "redone", lambda items, ladder: items[::-1]),
    (names_change_nothing_else, identifying, "insert", lambda bare, found: bare.replace("\r\n", "\n")),
    (labels_are_left_out, labels, "_bracket", lambda bracket: bracket),
)


@pytest.mark.parametrize(
    ("rule", "where", "what", "fault"), PLANTED, ids=lambda one: getattr(one, "__name__", "")
)
def test_a_planted_fault_is_found_where(
    rule: Check, where: object, what: str, fault: object, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(where, what, fault)
    for seed in range(400):
        try:
            rule(Maker(Random(seed)).draft(), Random(seed))
        except (AssertionError, BadInput):
            return
    pytest.fail("the fault went unseen")


MARKED = (
    *(
        "[",
        "]",
        "{",
        "}",
        "|",
        "\\",
        ":",
        "#",
        "-",
        "–",
        "•",
        ".",
        "(",
        ")",
        "…",
        "_",
        "=",
        " ",
        "\n",
        "\t",
        "\u00a0",
    ),
    *(
        "a",
        "A",
        "1",
        "٣",
        "ب",
        "i",
        "*",
        ",",
        "،",
        "\r\n",
        "\n\n",
        "{#a}",
        "{=a}",
        "{#b}",
        "{note: ",
        "{.annex}",
    ),
    *("## ", "### ", "12. ", "(iv) ", "Tarn: ", "| a |", "\n|\n", "\n[\n", "\n]\n", "[a | b]", "[…]", "  "),
    *("\u0301", "e\u0301", "\u200c", "\u200e", "م\u200c", "\ufeff", "\u2028", "1a.", "bis", "|---|"),
)


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(MARKED), max_size=24).map("".join), st.booleans())
def test_any_file_is_read_or_refused_with_a_place(body: str, headed: bool):
    reads_or_is_refused("# T\nParties: Tarn, A\n\n" + body if headed else body)


def reads_or_is_refused(source: str) -> None:
    try:
        text = one_text.read(source)
    except BadInput as refusal:
        rows = re.split("\r\n|\r|\n", source)
        for fault in refusal.faults:
            assert 1 <= (fault.line or 0) <= len(rows)
            assert 1 <= (fault.column or 0) <= len(rows[(fault.line or 0) - 1]) + 1
        return
    assert one_text.read(one_text.write(text)) == text
    named = one_text.with_ids(source)
    assert one_text.sha256(one_text.read(named)) == one_text.sha256(text)
    assert one_text.with_ids(named) == named
    assert one_text.shown(text)["deals"] == one_text.deals(text)


def test_no_two_small_texts_that_differ_have_the_same_canonical_form():
    seen: dict[bytes, str] = {}
    for source in _small():
        form = one_text.canonical(one_text.read(source))
        assert form not in seen, (source, seen[form])
        seen[form] = source
    assert len(seen) > 600


def _small() -> list[str]:
    tokens = ("a", "b", "[a | b]", "[a b]", "[ | a]", "[…]", "{note: a}", "[[a | b] | c]", "[a | [b | c]]")
    runs = [*tokens, *(f"{x} {y}" for x in tokens for y in tokens)]
    runs += [f"{x}{y}" for x in ("a", "[a]", "{note: b}") for y in ("[b]", "{note: b}", "[b | c]")]
    runs += [
        "1. a",
        "\\1. a",
        "1. 1. a",
        "(a) b",
        "- a",
        "\\- a",
        "|a|",
        "| a | b |",
        "| a b |",
        "| a |\n| b |",
    ]
    runs += [
        "a\n\nb",
        "a\n\n  b",
        "[\na\n|\nb\n]",
        "[\na\n\nb\n]",
        "[\na\n]\n\nb",
        "a\n\n[\nb\n]",
        "[\n\\[a\n]",
    ]
    ties = "[a | b]{#x} [a | b]{#y} [c | d]"
    runs += [ties, ties + "{=x}", ties + "{=y}", "[a\\|b]", "[a | b | c]", "[a b | c]", "[a | b c]"]
    heads = ["", "Parties: A\n", "Parties: A, B\n", "Language: en\n", "Parties: AB\nLanguage: fr\n"]
    made = [f"# T\n{head}{'' if head else chr(10)}\n{run}\n" for head in heads for run in runs]
    heads = [
        "## a\n",
        "## 1 a\n",
        "## 1. a\n",
        "## \\1 a\n",
        "## a {.annex}\n",
        "## [a | b]\n",
        "## Article 1\n",
    ]
    made += [f"# T\n\n{head}\n{run}\n" for head in heads for run in ("a", "a\n\nb", "a\n\n## b", "## b\n\na")]
    return made
