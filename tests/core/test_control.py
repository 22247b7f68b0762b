"""The control list: what the ear is given to compare, in three languages."""

import pytest

from goodoffices.core import text as one_text

ARABIC = "# اتفاق\nParties: تارن, فيل\nLanguage: ar\n\n1. لا تتحرك زوارق تارن مدة 36 يومًا.\n"
ENGLISH = (
    "# Accord\nParties: Tarn, Vell\nLanguage: en\n\n1. No boat of Tarn passes the Salvors for 36 days.\n"
)


def said(text: str) -> list[tuple[str, str]]:
    return [(one.sort, one.words) for one in one_text.control_list(one_text.read(text))]


def of(words: str, parties: str = "Tarn, Vell, تارن") -> list[tuple[str, str]]:
    return said(f"# t\nParties: {parties}\n\n{words}\n")


def test_a_word_of_a_script_without_capitals_is_no_name_unless_it_is_a_partys():
    assert said(ARABIC) == [("not", "لا"), ("name", "تارن"), ("number", "36")]


def test_words_with_a_capital_inside_a_sentence_are_names():
    assert said(ENGLISH) == [("not", "No"), ("name", "Tarn"), ("name", "Salvors"), ("number", "36")]


@pytest.mark.parametrize(
    "date",
    [
        "3 May 2024",
        "3rd of May, 2024",
        "May 3, 2024",
        "May 2024",
        "3 May",
        "2024-05-03",
        "03/05/2024",
        "3.5.24",
        "1er mai 2024",
        "3 août 2024",
        "août 2024",
        "3 أيار 2024",
        "3 أيار/مايو 2024",
        "3 من شهر مايو عام 2024",
        "٣ تشرين الثاني ٢٠٢٤",
        "9 رمضان 1445 هـ",
        "مَايُو 2024",
    ],
)
def test_a_date_is_one_item(date: str):
    assert of(f"until {date} and") == [("date", date)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("at 06:00 of day 12", ["06:00", "12"]),
        ("by 12 : 1 and 1,000.50", ["12 : 1", "1,000.50"]),
        ("3 may do so", ["3"]),
        ("some 40% of 7", ["40%", "7"]),
        ("٣٫٥ كم و٪ 12", ["٣٫٥", "12"]),
        ("B12", ["12"]),
    ],
)
def test_a_number_is_told_whole(words: str, found: list[str]):
    assert [one for sort, one in of(words) if sort == "number"] == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (
            "they do not, nor cannot, and shouldn’t without it",
            ["not", "nor", "cannot", "shouldn’t", "without"],
        ),
        ("il n’y a pas; ni l’un, sans que rien", ["n’", "pas", "ni", "sans", "rien"]),
        ("notre passage, nord, note, pasteur", []),
        ("ولا يجوز، ولم، بدون، لَا، إلا، بغير", ["ولا", "ولم", "بدون", "لَا", "إلا", "بغير"]),
        ("الولايات غيرت لأن", []),
    ],
)
def test_what_turns_a_sentence_round_is_told(words: str, found: list[str]):
    assert [one for sort, one in of(words) if sort == "not"] == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("The boats of Tarn pass. Boats of Vell’s pilots wait.", ["Tarn", "Vell"]),
        (
            "The Joint Commission sits. Joint Commission members, the Chair and Élan stay.",
            ["Joint Commission", "Joint Commission", "Chair", "Élan"],
        ),
        ("The Salvors leave. Salvors return; “They go.", ["Salvors", "Salvors"]),
        ("l’Accord de Tarn", ["Accord", "Tarn"]),
        ("Commission Chair sits", ["Chair"]),
        ("زوارق وتارن ولتارن وفيل", ["وتارن", "ولتارن"]),
    ],
)
def test_names_are_told_together_and_not_for_opening_a_sentence(words: str, found: list[str]):
    assert [one for sort, one in of(words) if sort == "name"] == found


def test_a_bracket_is_one_item_with_all_that_stands_in_it():
    assert of("for [30 [not] | 3 May | \\] Tarn] days, 7") == [
        ("bracket", "[30 [not] | 3 May | \\] Tarn]"),
        ("number", "7"),
    ]


def test_each_option_of_whole_clauses_is_told_and_headings_and_the_title_count():
    text = one_text.read(
        "# Accord of 3 May [draft]\n\n## 2 Boats of Tarn {#boats}\n\n[\n3. one 7\n\n  (a) two\n|\n[\n3. not\n]\n|\n]{#o}\n"
    )
    assert [(one.number, one.clause, one.sort, one.words) for one in one_text.control_list(text)] == [
        ("title", "title", "date", "3 May"),
        ("title", "title", "bracket", "[draft]"),
        ("2", "boats", "name", "Tarn"),
        ("3", "boats-1", "bracket", "[1/3]"),
        ("3", "boats-1", "number", "7"),
        ("3", "boats-3", "bracket", "[2/3]"),
        ("3", "boats-3", "bracket", "[1/2]"),
        ("3", "boats-3", "not", "not"),
        ("boats.2", "boats.2", "bracket", "[2/2]"),
        ("o", "o", "bracket", "[3/3]"),
    ]
