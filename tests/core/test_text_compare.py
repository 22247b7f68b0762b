"""Differences of two texts: which clause, of what kind, under whose id."""

import pytest

from goodoffices.core import text as one_text

DRAFT = """# Accord
Parties: Tarn, Vell
Language: en

Between the towns, {#between}

## 1 Boats {#boats}

1. Boats come home in [30 | 36]{#days} days. {#home}

2. They bring [fish | bread]{#load} for whoever is hungry. {#bring}

  (a) and letters {#letters}

## 2 Lights {#lights}

3. Lights are kept burning all night [long | short]{=days}. {#kept}

[
4. One tower. {#one}
|
4. Two towers. {#two}
]{#towers}
"""
BLOCK = DRAFT[DRAFT.index("[\n4.") :]
BOATS = DRAFT[DRAFT.index("## 1 Boats") : DRAFT.index("## 2 Lights")]
LETTERS = "  (a) and letters {#letters}\n\n"


def kinds(a: str, b: str) -> list[tuple[str, str]]:
    return [(one.clause, one.kind) for one in one_text.compare(one_text.read(a), one_text.read(b))]


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("# Accord", "# Treaty", [("title", "changed")]),
        ("Language: en", "Language: fr", [("language", "changed")]),
        ("Tarn, Vell", "Vell, Tarn", [("parties", "changed")]),
        ("Boats come", "Ships come", [("home", "changed")]),
        ("[30 | 36]", "[36 | 30]", [("home", "changed")]),
        ("[30 | 36]", "[Tarn: 30 | Vell: 36 ]", []),
        ("3. Lights", "5. Lights", [("kept", "renumbered")]),
        ("3. Lights are", "5. Lights were", [("kept", "changed"), ("kept", "renumbered")]),
        ("  (a)", "(a)", [("letters", "moved")]),
        ("{=days}", "{=load}", [("kept", "changed")]),
        ("{=days}", "", [("kept", "changed")]),
        ("## 2 Lights", "## 2 Lamps", [("lights", "changed")]),
        ("## 2 Lights", "## 9 Lights", [("lights", "renumbered")]),
        ("## 2 Lights", "## 2 Lights {.annex}", [("lights", "changed")]),
        ("\n]{#towers}", "\n|\n]{#towers}", [("one", "changed")]),
        ("\n]{#towers}", "\n]{#towers}{=load}", [("one", "changed")]),
        (BLOCK, "4. One tower. {#one}\n", [("one", "moved"), ("two", "removed")]),
        (LETTERS, "", [("letters", "removed")]),
        (LETTERS, LETTERS + "  (b) and salt {#salt}\n\n", [("salt", "added")]),
        (LETTERS, LETTERS + "  (b) and salt\n\n", [("boats-4", "added")]),
        ("{#home}", "", []),
        ("{#bring}", "{#carry}", []),
    ],
)
def test_a_difference_is_told_once_and_by_its_kind(before: str, after: str, found: list[tuple[str, str]]):
    assert before in DRAFT
    assert kinds(DRAFT, DRAFT.replace(before, after, 1)) == found


def test_an_article_that_moved_takes_its_clauses_along():
    swapped = DRAFT.replace(BOATS, "") + "\n" + BOATS
    assert kinds(DRAFT, swapped) in ([("boats", "moved")], [("lights", "moved")])


def test_an_article_put_in_moves_nothing():
    assert kinds(DRAFT, DRAFT.replace("## 1 Boats", "## 0 New {#new}\n\n## 1 Boats")) == [("new", "added")]


def test_a_clause_that_went_to_another_article_moved():
    assert kinds(DRAFT, DRAFT.replace(LETTERS, "") + "\n" + LETTERS) == [("letters", "moved")]


def test_options_that_changed_places_moved():
    one, two = "4. One tower. {#one}", "4. Two towers. {#two}"
    swapped = DRAFT.replace(one, "X").replace(two, one).replace("X", two)
    assert ("one", "moved") in kinds(DRAFT, swapped)


def test_without_names_clauses_are_paired_by_words_then_likeness_then_number():
    ours = "# T\n\n1. Boats come home by noon.\n\n2. Lights burn all night.\n\n3. Fog.\n\nBoats come home by noon."
    theirs = "# T\n\n1. Salt.\n\n2. Boats come home by noon.\n\n3. Lights burn nearly all night.\n\nBoats come home by noon."
    assert kinds(ours, theirs) == [
        ("preamble-1", "added"),
        ("preamble-1", "renumbered"),
        ("preamble-2", "changed"),
        ("preamble-2", "renumbered"),
        ("preamble-3", "removed"),
    ]
    assert kinds("# T\n\n1. Fog.", "# T\n\n1. Salt.") == [("preamble-1", "changed")]
    assert kinds("# T\n\nFog.", "# T\n\nSalt.") == [("preamble-1", "removed"), ("preamble-1", "added")]


def test_clauses_of_the_same_words_are_told_apart_by_where_they_stand():
    ours = "# T\n\n" + "same\n\n" * 6
    assert kinds(ours, ours + "other") == [("preamble-7", "added")]
    assert kinds("# T\n\nother\n\n" + "same\n\n" * 6, ours) == [("preamble-1", "removed")]


def test_names_that_changed_places_hide_no_change_of_a_tie():
    ours = "# T\n\na [1 | 2]{#p}\n\nb [1 | 2]{#q}\n\nc [x | y]{=p} {#c}"
    renamed = ours.replace("{#p}", "{#z}").replace("{#q}", "{#p}").replace("{#z}", "{#q}")
    assert one_text.sha256(one_text.read(ours)) != one_text.sha256(one_text.read(renamed))
    assert kinds(ours, renamed) == [("c", "changed")]
    assert kinds(ours, renamed.replace("{=p}", "{=q}")) == []


def test_what_is_shown_keeps_ties_and_leaves_names_and_labels_out():
    ours = "# T\nParties: A\n\na [A: 1 | 2]{#p} [x | y]{=p} {#a}"
    (change,) = one_text.compare(one_text.read(ours), one_text.read(ours.replace("x", "z")))
    assert (change.before, change.after) == ("a [1 | 2] [x | y]{=p}", "a [1 | 2] [z | y]{=p}")


def test_bounds_of_a_whole_clause_bracket_are_shown_as_they_stand():
    (change,) = one_text.compare(one_text.read(DRAFT), one_text.read(DRAFT.replace("\n]{#towers}", "\n|\n]")))
    assert change.before == "[\n4. One tower.\n|\n4. Two towers.\n]"
    assert change.after == "[\n4. One tower.\n|\n4. Two towers.\n|\n]"


def test_words_that_became_others_are_named_with_the_word_after():
    assert one_text.swaps("stop for 30 days", "stop for 36 days") == (one_text.Swap("30", "36", "days"),)
    assert one_text.swaps("a b", "a b c") == (one_text.Swap("", "c"),)
    assert one_text.swaps("a b c", "b c") == (one_text.Swap("a", ""),)
    assert one_text.swaps("", "") == ()
    assert one_text.swaps("a x y z b.", "c x y z d.") == (one_text.Swap("a", "c"), one_text.Swap("b", "d"))
    ours, theirs = " ".join(f"a{at}" for at in range(900)), " ".join(f"b{at}" for at in range(900))
    assert one_text.swaps(f"x {ours} y", f"x {theirs} y") == (one_text.Swap(ours, theirs),)


def test_places_that_a_word_or_two_part_are_said_as_one():
    assert one_text.swaps("a x y b", "c x y d") == (one_text.Swap("a x y b", "c x y d"),)


def test_a_bracket_is_said_as_a_whole_whatever_changed_in_it():
    assert one_text.swaps("stop for [30 | 40]{=p} days", "stop for [30 | 36 | 40]{=p} days") == (
        one_text.Swap("[30 | 40]", "[30 | 36 | 40]"),
    )
    assert one_text.swaps(r"a \[b c", r"a \[b d") == (one_text.Swap("c", "d"),)


def test_of_a_long_bracket_only_the_words_that_differ_are_said():
    one = "[the families of all those who are held on either side of the strait | nobody at all]"
    assert one_text.swaps(f"to {one}", f"to {one.replace('either', 'one')}") == (
        one_text.Swap("either", "one"),
    )


def test_numbers_are_shown_without_a_final_dot_and_else_by_name():
    shown = one_text.numbers(one_text.read("# T\n\n12. a {#x}\n\nb"))
    assert shown == {"x": "12", "preamble-2": "preamble-2"}


def test_thousands_of_clauses_that_changed_are_compared():
    ours = "# T\n\n" + "".join(f"{at}. boat {at} of {at * 7} comes home\n\n" for at in range(3000))
    changes = one_text.compare(one_text.read(ours), one_text.read(ours.replace("comes home", "stays")))
    assert [change.kind for change in changes] == ["changed"] * 3000
