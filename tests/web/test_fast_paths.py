"""What was made fast says what the slow and obvious way says."""

from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random

import pytest
from django.template import engines
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy
from hypothesis import given, settings
from hypothesis import strategies as st

import goodoffices.web
from goodoffices.core import text as one_text
from goodoffices.web import parts
from goodoffices.web.talks import changed, clauses, paper
from goodoffices.web.talks import sheet as sheet_module
from goodoffices.web.talks.sheet import Said, sheet, standings
from tests.core import drafts_changed
from tests.core.drafts import Draft, Style, drafts, written
from tests.web import slow_paper, slow_passages

HARBOUR = Path(goodoffices.web.__file__).parent / "harbour"
HERE = Path(__file__).parent
NOTATION = st.text(alphabet="ab [|]\\<&\"'\n٣ü", max_size=40)


@given(NOTATION)
@settings(max_examples=500)
def test_bracketed_wording_is_set_as_letter_by_letter(notation: str) -> None:
    assert parts.passages(notation) == slow_passages.passages(notation)


def test_a_slip_in_setting_bracketed_wording_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "escape", lambda words: words)
    assert parts.passages("a [b | <]") != slow_passages.passages("a [b | <]")


def texts() -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(HARBOUR.glob("v*.md"))]


def rows_both_ways(then: str, now: str) -> list[tuple[list[paper.Row], list[slow_paper.Row]]]:
    text = one_text.read(now)
    before = changed.between(one_text.read(then), text).before
    return [(list(paper.rows(text, one)), list(slow_paper.rows(text, one))) for one in ({}, before)]


def same(then: str, now: str) -> bool:
    text = one_text.read(now)
    return paper.title(text) == slow_paper.title(text) and all(
        [vars(row) for row in fast] == [vars(row) for row in slow] for fast, slow in rows_both_ways(then, now)
    )


def test_texts_are_set_as_word_by_word() -> None:
    found = texts()
    assert len(found) > 5
    assert all(same(found[0], now) and same(now, found[1]) for now in found)


def test_a_slip_in_setting_a_text_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    inserted: Callable[..., str] = paper._inserted
    monkeypatch.setattr(paper, "_inserted", lambda words, *, new: inserted(words, new=not new))
    assert not same(*texts()[:2])


@given(drafts, st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_random_drafts_are_set_as_word_by_word(made: Draft, chance: Random) -> None:
    assert same(written(drafts_changed.changed(made, chance), Style(chance)), written(made, Style(chance)))


def said(number: int) -> Said | None:
    words = ("", '<b>& "so"')
    kinds = [
        None,
        Said(),
        Said(address="/react/1"),
        Said("cannot <", words[1], "v<6>", heard=True, address="/x?a&b"),
    ]
    return [*kinds, Said(status="open", tone="open"), Said("prefer", status="<closed>", tone="agreed")][
        number % 6
    ]


def sheets(rows: Iterable[paper.Row]) -> tuple[str, str]:
    """The sheet, and what a template makes of the same."""
    listed = [(row, said(number)) for number, row in enumerate(rows)]
    slow = engines["django"].from_string((HERE / "slow_paper.html").read_text(encoding="utf-8"))
    return sheet(listed), slow.render({"rows": listed}).removesuffix("\n")


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_a_sheet_is_what_a_template_makes_of_it(language: str) -> None:
    found = texts()
    every = [rows_both_ways(found[0], now)[1][0] for now in found]
    odd = paper.Row(
        "clause", "<&>", "1<", "1<(a)", SafeString("x"), 2, (), ((1, "a<b"),), ("2<",), changed=True
    )
    either = [paper.Row("either", words=SafeString("<b>T</b>")), paper.Row("or", words=SafeString("V"))]
    with translation.override(language):
        for rows in [*every, [odd, *either, odd, paper.Row("end"), paper.Row("heading", "h<")]]:
            fast, slow = sheets(rows)
            assert fast == slow


def test_a_slip_in_a_sheet_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_module, "escape", lambda words: words)
    fast, slow = sheets([paper.Row("clause", "<")])
    assert fast != slow


def lines(clause: clauses.Row) -> tuple[str, str]:
    cells = [
        {"who": "T<", "mark": "·", "words": "", "more": ""},
        {"who": "V&", "mark": "✕", "words": gettext_lazy("React"), "more": "'no' <"},
    ]
    line = {"row": clause, "cells": cells, "status": {"words": "open <", "tone": "open"}}
    told = {"table": {"heads": ["Clause", "v<7>", "T"], "rows": [line, line], "language": "ar"}}
    told["chosen"] = {"id": clause.id}
    slow = engines["django"].from_string((HERE / "slow_standings.html").read_text(encoding="utf-8"))
    return standings(told["table"], clause.id), slow.render(told)


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_desks_rows_are_what_a_template_makes_of_them(language: str) -> None:
    tables = clauses.Row("c<1>&٣", "", "", cells=(("a [b | c]", "<"), ("d", "e")))
    with translation.override(language):
        for clause in (tables, clauses.Row("day-12", "1<", "x [a | b<] y")):
            fast, slow = lines(clause)
            assert fast == slow
