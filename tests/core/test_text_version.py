"""Several files as the languages of one text."""

import pytest

from goodoffices.core import text as one_text
from goodoffices.core.errors import BadInput

ENGLISH = """# Accord [of the sea]
Language: en

1. Boats come home in [30 | 36]{#days} days, [thirty | thirty-six]{=days}. {#home}

2. They bring [fish | bread [and salt]{#salt}]{#load} and [letters]{#mail}. {#load-clause}

## 1 Lists [of names]

[
3. Lists first. {#first}
|
3. Lists last. {#last}
]{#order}

| who | [when] |
"""
FRENCH = """# Accord [de la mer]
Language: fr

2. Ils portent du [poisson | pain [et du sel]{#salt}]{#load} et [des lettres]{#mail}. {#load-clause}

1. Les bateaux rentrent sous [30 | 36] jours.

## 1 Listes [de noms]

[
3. D'abord les listes.
|
3. Les listes à la fin.
]

| qui | [quand] |
"""


def together(*sources: str) -> one_text.Version:
    return one_text.align([one_text.read(source) for source in sources])


def test_clauses_go_together_by_written_id_else_by_place_and_ties_may_differ():
    version = together(ENGLISH, FRENCH)
    assert version.languages == ("en", "fr")
    assert version.sha256 == together(FRENCH, ENGLISH).sha256
    assert version.sha256 not in (together(ENGLISH).sha256, together(FRENCH).sha256)


def test_the_fingerprint_of_one_language_is_its_own():
    assert together(ENGLISH).sha256 == one_text.sha256(one_text.read(ENGLISH))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("Language: fr\n", "", "says its language"),
        ("Language: fr", "Language: EN", "same language"),
        ("[30 | 36]", "[30 | 36 | 40]", "has 3 options, and 2 in en"),
        ("[30 | 36]", "30", "has 0 passages, and 1 in en"),
        ("[30 | 36]", "[30 | 36]{#jours}", "“jours” stands where en has “days”"),
        ("{#mail}", "", "name each in every language"),
        ("{#mail}", "{#courrier}", "“courrier” stands where en has “mail”"),
        ("[et du sel]{#salt}]{#load} et", "x]{#load} [et du sel]{#salt}", "“salt” arises elsewhere"),
        ("poisson | pain [et du sel]{#salt}", "poisson [et du sel]{#salt} | pain", "“salt” arises elsewhere"),
        ("jours.\n", "jours. {#autre}\n", "“autre” stands where en has"),
        ("1. Les", "  1. Les", "clause at depth 1"),
        ("{#load-clause}\n", "{#load-clause}\n\nEncore.\n", "is not in en"),
        ("1. Les bateaux rentrent sous [30 | 36] jours.\n", "", "of en is missing"),
        ("## 1 Listes [de noms]", "## 1 Listes {.annex}", "annex"),
        ("## 1 Listes [de noms]", "## 1 Listes", "has 0 passages"),
        ("# Accord [de la mer]", "# Accord", "has 0 passages"),
        (
            "\n|\n3. Les listes à la fin.",
            "\n|\n3. Les listes à la fin.\n|\n3. Jamais.",
            "bracket of 3 options",
        ),
        ("| qui | [quand] |", "| qui | [quand] |\n| a | b |", "table of 2 rows"),
        (
            "\n[\n3. D'abord les listes.\n|\n3. Les listes à la fin.\n]\n",
            "\n3. D'abord.\n",
            "stands where en has bracket",
        ),
        ("D'abord les listes.", "D'abord les listes. {#last}", "“last” stands where en has"),
    ],
)
def test_languages_that_do_not_go_together_are_refused(before: str, after: str, said: str):
    assert before in FRENCH
    texts = [one_text.read(ENGLISH), one_text.read(FRENCH.replace(before, after, 1))]
    with pytest.raises(BadInput) as refusal:
        one_text.align(texts, ["en.md", "fr.md"])
    assert any(said in fault.what and fault.file == "fr.md" for fault in refusal.value.faults), str(
        refusal.value
    )


def test_no_file_is_no_text():
    with pytest.raises(BadInput):
        one_text.align([])
