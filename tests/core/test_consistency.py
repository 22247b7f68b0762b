"""A circle's text beside the main text: what is found, what is not taken for a fault, what is said to be unchecked."""

import random
from collections.abc import Callable
from itertools import count
from unittest import mock

import pytest

from goodoffices.core import text as one_text
from goodoffices.core.reading import consistency, quantities
from goodoffices.core.reading.consistency import Compared, compared
from goodoffices.core.reading.quantities import MOST, stem
from goodoffices.core.reading.references import references

MAIN = """# Harbour Accord
Language: en

## Article 1. Cessation {#cessation}

1. Movements of vessels stop for [30 | 36 | 40]{#days} days. {#stop}

2. Lists of crew are handed over by day 7. {#lists}

   (a) The list of Tarn comes first. {#first}

3. Crew return [before | after]{#when} officers on 3 May 2031. {#order}

4. “Vessel” means any ship above 1,000 tonnes. {#means}

5. Of the crew 40% return [ ]{#blank}. {#share}
"""


def read(*clauses: str, head: str = "# Letter\nLanguage: en\n\n## Promise {#p}\n") -> one_text.Text:
    return one_text.read(head + "".join(f"\n{n}. {words}\n" for n, words in enumerate(clauses, 21)))


def found(*clauses: str, main: str = MAIN, before: str = "") -> list[tuple[str, str, str, str]]:
    then = one_text.read(before) if before else None
    made = compared(read(*clauses), one_text.read(main), then)
    return [(one.kind, one.there, one.ours, one.theirs) for one in made.found]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Clause 9 of the accord stands.", ("missing", "", "Clause 9", "")),
        ("Clauses 2, 3 and 9 remain.", ("missing", "", "clause 9", "")),
        ("As clause 2(b) has it.", ("missing", "", "clause 2(b)", "")),
        ("Annex C of the accord stands.", ("missing", "", "Annex C", "")),
        ("Lists of crew are handed over by day 9.", ("differs", "lists", "day 9", "day 7")),
        ("What clause 2 says comes by day 9.", ("differs", "lists", "day 9", "day 7")),
        (
            "The crew return with their officers on May 4, 2031.",
            ("differs", "order", "May 4 2031", "3 May 2031"),
        ),
        ("Their crew with officers return on 2031-05-04.", ("differs", "order", "2031-05-04", "3 May 2031")),
        ("Ships above 2,000 tonnes leave.", ("differs", "means", "2,000 tonnes", "1,000 tonnes")),
        ("Of the crew, 50% return.", ("differs", "share", "50%", "40%")),
        (
            "Movements of vessels stop for 31 days.",
            ("differs", "stop", "31 days", "30 days | 36 days | 40 days"),
        ),
        (
            "Movements of vessels stop for 36 days.",
            ("open", "stop", "36 days", "30 days | 36 days | 40 days"),
        ),
        ("Crew go before officers, see clause 3.", ("open", "order", "before", "before | after")),
        (
            "“Vessel” means any boat.",
            ("defined", "means", "vessel: any boat.", "vessel: any ship above 1,000 tonnes."),
        ),
    ],
)
def test_one_fault_is_found_where_it_stands_and_no_other(words: str, wanted: tuple[str, ...]):
    assert found(words) == [wanted]


@pytest.mark.parametrize(
    "words",
    [
        "Lists of crew are handed over by day 7.",
        "Movements of vessels stop for [30 | 36] days.",
        "Boats are painted for 9 days.",
        "Clause 2 of the accord stands, and clause 21 of this letter; Article 1 of the Harbour Accord too.",
        "Crew of ships above 1,000 tonnes.",
        "The list comes as clause 2(a) says.",
        "“Vessel” means any ship above 1,000 tonnes.",
        "In 2031 alone, and on 3 May 2031 crew return.",
        "Nothing is counted here, and nothing named.",
        "Crew return before and after officers, see clause 3.",
        "Lists of crew{note: on day 9} are handed over by day 7.",
        "“Harbour” means the harbour.",
        "Annex A of this letter, and clause 1 [of the | of this] accord.",
    ],
)
def test_what_agrees_or_is_about_something_else_is_no_fault(words: str):
    assert found(words) == []


def test_a_clause_that_changed_since_the_letter_was_laid_is_told_with_both_wordings():
    before = MAIN.replace("by day 7", "by day 6")
    changed = (
        "changed",
        "lists",
        "Lists of crew are handed over by day 6.",
        "Lists of crew are handed over by day 7.",
    )
    assert found("It stands on clause 2 of the accord.", before=before) == [changed]
    assert found("It stands on clause 3 of the accord.", before=before) == []
    renumbered = MAIN.replace("2. Lists", "6. Lists")
    assert [one[:2] for one in found("It stands on clause 2(a).", before=renumbered)] == []
    other = MAIN.replace("## Article 1. Cessation {#cessation}", "## Article 1. Rest {#rest}")
    assert found("As Article 1 says.", before=other) == [("changed", "cessation", "Rest", "Cessation")]


def test_one_term_of_the_letter_has_one_meaning():
    (one,) = found("“Port” means the old quay.", "“Port” means the new quay.")
    assert one == ("defined", "", "port: the new quay.", "port: the old quay.")


def test_what_may_be_either_texts_or_several_clauses_or_has_too_many_wordings_is_said_to_be_unchecked():
    twice = MAIN + "\nNo number stands here.\n\n## Article 2. Rest\n\n1. It rests. {#rest}\n"
    brackets = " ".join("[a | b]" for _number in range(8))
    letter = read("See clause 1 of the accord.", "See clause 21.", brackets)
    main = one_text.read(twice + f"\n21. {brackets} {{#many}}\n")
    made = compared(letter, main)
    assert [(one.why, one.said) for one in made.unsure] == [
        ("crowded here", ""),
        ("crowded there", ""),
        ("several", "clause 1"),
        ("either", "clause 21"),
    ]
    assert made.found == ()


def test_a_quantity_in_a_clause_offered_as_an_alternative_is_open_there():
    either = "\n[ Tarn:\n6. Guards stand watch for 9 hours.\n| Vell:\n6. Nobody stands watch.\n]{#watch}\n"
    offered = MAIN.replace("Language", "Parties: Tarn, Vell\nLanguage") + either
    assert found("Guards stand watch for 9 hours.", main=offered)[0][0] == "open"


@pytest.mark.parametrize(
    ("language", "clause", "wanted"),
    [
        ("ar", "تُسلَّم قوائم الطواقم بحلول اليوم ٩ وفق البند ٢ من الاتفاق.", "differs"),
        ("fr", "Les listes d'équipage sont remises au jour 9, selon la clause 2 de l'accord.", "differs"),
        ("fr", "Les équipages rentrent le 4 mai 2031 selon le paragraphe 3 de l'accord.", "differs"),
    ],
)
def test_arabic_and_french_are_read_too(language: str, clause: str, wanted: str):
    mains = {
        "ar": "# اتفاق\nLanguage: ar\n\n## الوقف\n\n2. تُسلَّم قوائم الطواقم بحلول اليوم ٧.\n",
        "fr": "# Accord\nLanguage: fr\n\n## Arrêt\n\n2. Les listes d'équipage sont remises au jour 7.\n\n"
        "3. Les équipages rentrent le 3 mai 2031.\n",
    }
    letter = one_text.read(f"# Lettre\nLanguage: {language}\n\n## Promesse\n\n21. {clause}\n")
    assert [one.kind for one in compared(letter, one_text.read(mains[language])).found] == [wanted]


def test_forms_of_a_word_come_down_to_one():
    assert stem("handed") == stem("handing") == stem("hands")
    assert stem("Movements") == stem("moves") == stem("moved")
    assert stem("اليوم") == stem("يوم")
    assert [one.number for one in references("clauses 2, 14(a) and 3 bis")] == ["2", "14(a)", "3bis"]


# Properties, with a control each

THINGS = ("boats", "guards", "lists", "trucks", "crossings", "prisoners", "lamps", "flights")
DOINGS = (
    "are handed over",
    "cross the strait",
    "stand at the quay",
    "are counted by night",
    "remain in the harbour",
)


def drawn(chance: random.Random) -> dict[str, int]:
    """Return sentences of a text, no two alike in their words, each with what it counts."""
    pairs = [(thing, doing) for thing in THINGS for doing in DOINGS]
    return {f"{doing} {thing}": chance.randrange(2, 900) for thing, doing in chance.sample(pairs, 4)}


def worded(sentences: dict[str, int]) -> list[str]:
    return [
        f"On the schedule {words[: words.rindex(' ')]} {n} {words.split()[-1]}."
        for words, n in sentences.items()
    ]


def text(sentences: dict[str, int]) -> one_text.Text:
    return read(*worded(sentences))


def beside(one: one_text.Text, other: one_text.Text) -> Compared:
    return compared(one, other)


def with_itself_agrees(
    chance: random.Random, compare: Callable[[one_text.Text, one_text.Text], Compared]
) -> bool:
    main = text(drawn(chance))
    return not compare(main, main).found


def planted_is_found(
    chance: random.Random, compare: Callable[[one_text.Text, one_text.Text], Compared]
) -> bool:
    sentences = drawn(chance)
    chosen = chance.choice(list(sentences))
    letter = text({chosen: sentences[chosen] + chance.randrange(1, 9)})
    kinds = [one.kind for one in compare(letter, text(sentences)).found]
    return kinds == ["differs"]


def kept_is_no_fault(
    chance: random.Random, compare: Callable[[one_text.Text, one_text.Text], Compared]
) -> bool:
    sentences = drawn(chance)
    chosen = chance.choice(list(sentences))
    return not compare(text({chosen: sentences[chosen]}), text(sentences)).found


TOLD = count()
PROPERTIES = (with_itself_agrees, planted_is_found, kept_is_no_fault)


@pytest.mark.parametrize("holds", PROPERTIES)
def test_three_properties_of_random_texts(holds):
    chance = random.Random(4)
    assert all(holds(chance, beside) for _number in range(150))


@pytest.mark.parametrize(
    ("where", "name", "bug", "sees"),
    [
        (consistency, "_counted", lambda *_: iter(()), planted_is_found),
        (consistency, "SHARED", 99, planted_is_found),
        (quantities, "plain", lambda _number: "1", planted_is_found),
        (quantities, "plain", lambda _number: str(next(TOLD)), kept_is_no_fault),
        (quantities, "plain", lambda _number: str(next(TOLD)), with_itself_agrees),
    ],
)
def test_the_control_a_planted_bug_is_seen(where, name, bug, sees):
    chance = random.Random(4)
    with mock.patch.object(where, name, bug):
        assert not all(sees(chance, beside) for _number in range(150))


def test_the_wordings_of_a_clause_are_counted_to_a_bound():
    clauses = {n: read(" ".join("[a | b]" for _each in range(n))) for n in (6, 7)}
    crowded = {n: quantities.quantities(one)[1] for n, one in clauses.items()}
    assert MOST == 2**6
    assert crowded[6] == ()
    assert len(crowded[7]) == 1
