"""A text as plain values for other programs, worked out by hand."""

from goodoffices.core import text as one_text
from tests.core.test_text import DRAFT


def test_a_text_is_shown_clause_by_clause_and_passage_by_passage():
    shown = one_text.shown(one_text.read(DRAFT))
    assert (shown["title"], shown["language"], shown["parties"]) == (
        "Accord on the Strait",
        "en",
        ["Tarn", "Vell"],
    )
    assert [one["text"] for one in shown["preamble"]] == ["Between the towns:"]
    (article,) = shown["articles"]
    assert (article["id"], article["number"], article["heading"]) == ("cessation", "1", "Cessation")
    clauses = article["clauses"]
    assert clauses[0] == {
        "id": "stop",
        "made": False,
        "number": "1.",
        "text": "Movements stop for [30 | 36 | 40] days.",
        "depth": 0,
        "under": [],
    }
    assert clauses[3]["text"].startswith("| who | when [early | late] |")
    # the whole clauses set against each other: one in the first way, two in the second
    assert [(one["number"], one["under"]) for one in clauses[4:]] == [
        ("3.", [["order", 1]]),
        ("3.", [["order", 2]]),
        ("4.", [["order", 2]]),
    ]


def test_each_passage_says_its_options_and_who_stands_for_which():
    passages = {one["id"]: one for one in one_text.shown(one_text.read(DRAFT))["passages"]}
    assert passages["days"]["options"] == [{"text": one, "parties": []} for one in ("30", "36", "40")]
    assert passages["order"]["options"] == [
        {"text": "3. Crew return first.", "parties": ["Tarn"]},
        {"text": "3. All return together.\n\n4. None is named.", "parties": ["Vell"]},
    ]
    tied = [one for one in passages.values() if one["tied_to"]]
    assert [(one["tied_to"], len(one["options"])) for one in tied] == [("days", 3)]
    inner = [one for one in passages.values() if one["under"]]
    assert [one["under"] for one in inner] == [[["when", 2]]]


def test_ids_are_put_into_a_file_whose_letters_and_marks_stand_apart_and_nothing_else_changes():
    source = "# Accord\n\n1. Les listes sont pre\u0301pare\u0301es en [30 | 36] jours e\u0301coule\u0301s.\n"
    made = one_text.with_ids(source)
    assert "pre\u0301pare\u0301es en [30 | 36]{#" in made
    assert one_text.fingerprint([one_text.read(made)]) == one_text.fingerprint([one_text.read(source)])
    assert unmarked(made) == source


def unmarked(made: str) -> str:
    import re

    return re.sub(r" ?\{#[^}]*\}|^\ufeff", "", made)
