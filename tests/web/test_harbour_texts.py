"""Harbour's texts: one accord in three languages, open where it should be, and one number changed as carried."""

import re
from pathlib import Path

import pytest

import goodoffices.web
from goodoffices.core.text import (
    Block,
    Text,
    align,
    blanks_count,
    clauses,
    compare,
    fingerprint,
    open_count,
    passages,
    read,
    swaps,
)

HARBOUR = Path(goodoffices.web.__file__).parent / "harbour"
FILES = sorted(path.name for path in HARBOUR.glob("v*.md"))
V7 = ("v7.en.md", "v7.ar.md", "v7.fr.md")
V6 = ("v6.en.md", "v6.ar.md", "v6.fr.md")
CARRIED = ("v7-as-carried.md", "v7-as-carried.ar.md", "v7-as-carried.fr.md")
REAL_TALKS = re.compile(
    r"(?<![\d:])(?:33|42|45|600|30 ?: ?1|50 ?: ?1)(?!\d)|hostage|prisoner|رهائن|أسرى|\botages?\b"
)


def text(name: str) -> Text:
    return read((HARBOUR / name).read_text(encoding="utf-8"))


def numbered(name: str) -> set[str]:
    return {clause.number for clause in clauses(text(name)) if re.fullmatch(r"\d+\.", clause.number)}


@pytest.mark.parametrize("names", [V7, V6, CARRIED], ids=lambda names: names[0])
def test_the_three_languages_are_one_text(names: tuple[str, ...]) -> None:
    assert [one.language for one in align([text(name) for name in names]).texts] == ["en", "ar", "fr"]


@pytest.mark.parametrize("name", V7)
def test_version_7_has_31_numbered_clauses_and_an_annex(name: str) -> None:
    assert numbered(name) == {f"{number}." for number in range(1, 32)}
    assert [article.kind for article in text(name).articles].count("annex") == 1


@pytest.mark.parametrize("name", V7)
def test_version_7_has_at_least_24_open_passages_one_blank_and_one_tied_length(name: str) -> None:
    assert open_count(text(name)) == 30
    assert blanks_count(text(name)) == 1
    assert [passage.bracket.tied for passage in passages(text(name)) if passage.bracket.tied] == ["days"]


@pytest.mark.parametrize("name", V7)
def test_one_whole_clause_has_two_wordings_and_says_whose_they_are(name: str) -> None:
    blocks = [one.bracket for one in passages(text(name)) if isinstance(one.bracket, Block)]
    assert [[option.parties for option in block.options] for block in blocks] == [[("Tarn",), ("Vell", "G")]]


@pytest.mark.parametrize("name", FILES)
def test_every_clause_article_and_passage_has_a_written_id(name: str) -> None:
    one = text(name)
    made = [clause.id for clause in clauses(one) if clause.made]
    made += [article.id for article in one.articles if article.made]
    made += [passage.id for passage in passages(one) if passage.bracket.made and not passage.bracket.tied]
    assert made == []


@pytest.mark.parametrize("name", FILES)
def test_a_text_names_its_parties_and_its_language(name: str) -> None:
    assert text(name).parties == ("Tarn", "Vell", "G")
    assert text(name).language in {"en", "ar", "fr"}


@pytest.mark.parametrize(("ours", "carried"), list(zip(V7, CARRIED, strict=True)))
def test_the_text_lying_ready_differs_by_one_number_in_the_clause_on_lists(ours: str, carried: str) -> None:
    (change,) = compare(text(ours), text(carried))
    assert (change.clause, change.kind) == ("lists", "changed")
    (swap,) = swaps(change.before, change.after)
    assert (re.sub(r"\D", "", swap.before), re.sub(r"\D", "", swap.after)) == ("7", "9")


def test_the_text_lying_ready_has_another_fingerprint() -> None:
    assert fingerprint([text(name) for name in V7]) != fingerprint([text(name) for name in CARRIED])


@pytest.mark.parametrize(("before", "after"), list(zip(V6, V7, strict=True)))
def test_version_7_changed_the_same_clauses_in_every_language(before: str, after: str) -> None:
    changed = {change.clause for change in compare(text(before), text(after))}
    assert changed == {"phase-days", "stop", "lists", "fairway", "dues", "brought", "understandings"}


def test_version_5_is_recognisably_an_earlier_state_of_the_same_text() -> None:
    kinds = {change.kind for change in compare(text("v5.en.md"), text("v6.en.md"))}
    assert kinds <= {"changed", "added", "moved"}
    assert numbered("v5.en.md") == numbered("v6.en.md")


@pytest.mark.parametrize("name", [*FILES, "scene.toml"])
def test_harbour_is_like_no_real_talks(name: str) -> None:
    assert not REAL_TALKS.findall((HARBOUR / name).read_text(encoding="utf-8"))


def test_the_arithmetic_of_the_annex_holds() -> None:
    (table,) = [clause for clause in clauses(text("v7.en.md")) if clause.rows]
    rows = [[piece.text for cell in row for piece in cell] for row in table.rows[1:]]
    totals = [sum(int(row[column]) for row in rows) for column in range(1, 5)]
    assert all(int(row[4]) == 12 * int(row[2]) + 20 * int(row[3]) for row in rows)
    assert totals == [12, 18, 6, 336]
    assert totals[1] + totals[2] == 24 == 2 * totals[0]
