"""The invented reports against their hand annotation: the regression set of the reader."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.record.reading.plain import plain
from goodoffices.record.reading.reading import read
from tests.record.gold import Gold, Score, golds, read_gold, score_dates, score_figures, score_statements

REPORTS = list(golds())


def test_the_regression_set_is_large_and_varied():
    assert len(REPORTS) >= 12
    assert len({report.text.partition("\n")[0][:20] for report in REPORTS}) == len(REPORTS)


def test_statements_are_found_with_their_source_and_hardly_any_is_false():
    total = Score()
    for report in REPORTS:
        total += score_statements(report, read_gold(report))
    assert total.sourced >= 0.97 * total.wanted, total.missed
    assert total.sourced >= 0.97 * total.suggested, total.false


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)
def test_dateline_dates_and_figures_are_as_annotated(report: Gold):
    reading = read_gold(report)
    assert (reading.day.isoformat() if reading.day else "", reading.place or "") == report.dateline
    assert score_dates(report, reading) == ([], [])
    assert score_figures(report, reading) == ([], [])


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)
def test_kinds_and_sources_hidden_or_not_are_as_annotated(report: Gold):
    reading = read_gold(report)
    for said in report.statements:
        found = next((s for s in reading.statements if s.words.start <= said.words[0] < s.words.end), None)
        if said.optional or found is None or report.text[found.words.start : found.words.end] == "Her hosts":
            continue
        assert found.kind == said.kind, found
        if "source" in said.marks:
            assert found.source is not None
            assert found.source.kind == said.marks["source"]
        if "to" in said.marks:
            assert found.to == said.marks["to"]


def test_a_planted_fault_in_the_annotation_is_noticed():
    report = REPORTS[0]
    moved = Gold(
        report.name, report.text, statements=report.statements[1:], dates=[("Monday", "2031-03-04", None)]
    )
    reading = read_gold(report)
    assert score_statements(moved, reading).false
    assert score_dates(moved, reading)[0]


def every_span(value: object) -> list[tuple[int, int, str]]:
    found = []
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            found.append((value["start"], value["end"], value["text"]))
        for inner in value.values():
            found += every_span(inner)
    elif isinstance(value, list):
        for inner in value:
            found += every_span(inner)
    return found


def spans_hold(text: str) -> bool:
    found = every_span(plain(read(text)))
    return all(0 <= start <= end <= len(text) and text[start:end] == words for start, end, words in found)


PIECES = st.sampled_from(
    [
        "said",
        "told Reuters",
        "“",
        "”",
        '"',
        "'",
        "‘",
        "’",
        ", ",
        ". ",
        "\n",
        "\n\n",
        "\r\n",
        "Ann Lee",
        "the ministry",
        ", who ",
        "that ",
        "according to ",
        "May 3",
        "late in April",
        "today",
        "more than 40 people",
        "were killed",
        "–",
        "--",
        ": ",
        "; ",
        "(",
        ")",
        "demand for ",
        "which insists ",
        "🙂",
        "é",
        "\u200f",
        "ab́",
        "has not ",
        "and ",
        "but ",
        "1,200",
        "half a million",
        "declined to comment",
        "on Monday",
        "a senior official",
        "not to be named",
        "$3.5 million",
        "%",
        "Mr. ",
        "U.N. ",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40))
def test_whatever_the_words_every_span_is_the_text_it_says(pieces: list[str]):
    assert spans_hold("".join(pieces))
    assert spans_hold(" ".join(pieces))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200), st.sampled_from(REPORTS), st.integers(0, 2000))
def test_rubbish_in_the_middle_of_a_report_does_no_harm(rubbish: str, report: Gold, at: int):
    assert spans_hold(report.text[:at] + rubbish + report.text[at:])


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)
def test_windows_line_ends_and_a_byte_order_mark_only_move_the_offsets(report: Gold):
    plainly = read(report.text, report.given)
    marked = read("\ufeff" + report.text.replace("\n", "\r\n"), report.given)
    assert [s.words.text.split() for s in marked.statements] == [
        s.words.text.split() for s in plainly.statements
    ]
    assert [d.value for d in marked.dates] == [d.value for d in plainly.dates]


def test_offsets_count_code_points_not_bytes_or_halves():
    text = "TARN, March 3, 2031 - \U0001f6a2 “Wé are close,” Ann Lee said.\n"
    (statement,) = read(text).statements
    assert text[statement.words.start : statement.words.end] == "“Wé are close,”"


def test_a_reading_is_one_json_object_of_the_fixed_shape():
    made = json.loads(json.dumps(plain(read_gold(REPORTS[0]))))
    assert set(made) == {"dateline", "statements", "figures", "dates"}
    assert set(made["statements"][0]) == {
        "start", "end", "text", "source", "cue", "quotation", "kind", "to", "said_on", "rule", "confidence",
    }  # fmt: skip
    assert set(made["statements"][0]["source"]) == {"start", "end", "text", "kind"}
    assert set(made["figures"][0]) == {"start", "end", "text", "value", "bound", "counted", "source", "as_of"}
    assert set(made["dates"][0]) == {"start", "end", "text", "value", "modifier", "anchor"}
