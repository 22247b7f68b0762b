"""The control list: what it names, in scripts with capitals and without."""

from goodoffices.core import text as one_text

ARABIC = "# اتفاق\nParties: تارن, فيل\nLanguage: ar\n\n1. لا تتحرك زوارق تارن مدة 36 يومًا.\n"
ENGLISH = (
    "# Accord\nParties: Tarn, Vell\nLanguage: en\n\n1. No boat of Tarn passes the Salvors for 36 days.\n"
)


def said(text: str) -> list[tuple[str, str]]:
    return [(one.sort, one.words) for one in one_text.control_list(one_text.read(text))]


def test_a_word_of_a_script_without_capitals_is_no_name_unless_it_is_a_partys():
    assert said(ARABIC) == [("not", "لا"), ("name", "تارن"), ("number", "36")]


def test_words_with_a_capital_inside_a_sentence_are_names():
    assert said(ENGLISH) == [("not", "No"), ("name", "Tarn"), ("name", "Salvors"), ("number", "36")]
