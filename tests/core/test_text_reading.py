"""Every sentence of the notation, by example: what is read, and what is refused where."""

import pytest

from goodoffices.core import text as one_text

HEAD = "# T\nParties: Tarn, Vell, G\nLanguage: en\n\n"


def one(body: str) -> one_text.Clause:
    (clause,) = one_text.clauses(one_text.read(HEAD + body))
    return clause


@pytest.mark.parametrize(
    ("line", "number", "words"),
    [
        ("12. boats", "12.", "boats"),
        ("12.1 boats", "12.1", "boats"),
        ("12.1. boats", "12.1.", "boats"),
        ("٢. سفن", "٢.", "سفن"),
        ("12a. boats", "12a.", "boats"),
        ("12e\u0301. boats", "12é.", "boats"),
        ("12.1b boats", "12.1b", "boats"),
        ("(a) boats", "(a)", "boats"),
        ("(أ) سفن", "(أ)", "سفن"),
        ("(iv) boats", "(iv)", "boats"),
        ("(١٢) سفن", "(١٢)", "سفن"),
        ("12.\u00a0 bis boats", "12. bis", "boats"),
        ("12.\n  bis boats", "12. bis", "boats"),
        ("12.\nboats", "12.", "boats"),
        ("(a) ter boats", "(a) ter", "boats"),
        ("- boats", "-", "boats"),
        ("– boats", "–", "boats"),
        ("• boats", "•", "boats"),
        ("24 persons", "", "24 persons"),
        ("12a persons", "", "12a persons"),
        ("1٢. boats", "", "1٢. boats"),
        ("12²². boats", "", "12²². boats"),
        ("(mild) weather", "", "(mild) weather"),
        ("(1٢) boats", "", "(1٢) boats"),
        ("-boats", "", "-boats"),
        ("12. bisque", "12.", "bisque"),
        ("12.", "", "12."),
        ("12. {#x}", "", "12."),
        ("\\12. boats", "", "12. boats"),
        ("\\boats", "", "boats"),
        ("12. \\bis boats", "12.", "bis boats"),
        ("by day\n12.", "", "by day 12."),
        ("boats\n\\- and men", "", "boats - and men"),
        ("\\[ \\] \\{ \\} \\| \\: \\# \\\\", "", "\\[ \\] \\{ \\} \\| : # \\\\"),
        ("[Tarn: shall | Vell, G: should]", "", "[shall | should]"),
        ("[Tarn، G: shall | Vell:]", "", "[shall]"),
        ("[12:1 | 07:00 | Tarn:x | Foo: y]", "", "[12:1 | 07:00 | Tarn:x | Foo: y]"),
        ("[Tarn : x | Tarn, Tarn: y | Tarn\\: z]", "", "[Tarn : x | Tarn, Tarn: y | Tarn: z]"),
        ("[words | ]", "", "[words]"),
        ("[ | words]", "", "[ | words]"),
        ("a [ ] [__] [...] [… ] []", "", "a […] […] […] […] […]"),
        ("[… | ]", "", "[… | ]"),
        ("foo[ bar]baz", "", "foo[bar]baz"),
        ("x [a\n| b |\nc] y", "", "x [a | b | c] y"),
        ("x [a] \\[b\n", "", "x [a] \\[b"),
        ("a{note: b:\nc} d", "", "a{note: b: c} d"),
        ("a{note: b \\} c}", "", "a{note: b \\} c}"),
        ("می\u200cخواهم", "", "می\u200cخواهم"),
        ("क्\u200dष \u0600١٢", "", "क्\u200dष \u0600١٢"),
        ("a\tb \u3000 c", "", "a b c"),
        ("*a* # **b** > `c`", "", "*a* # **b** > `c`"),
    ],
)
def test_a_clause_reads(line: str, number: str, words: str):
    clause = one(line)
    assert (clause.number, one_text.notation(clause.pieces)) == (number, words)


@pytest.mark.parametrize(
    ("heading", "number", "words", "kind"),
    [
        ("## 1 Cessation", "1", "Cessation", "article"),
        ("## Article 3. Return {#r}", "Article 3.", "Return", "article"),
        ("## المادة ٣:", "المادة ٣:", "", "article"),
        ("## المادّة ٣: وقف", "المادّة ٣:", "وقف", "article"),
        ("## अनुच्छेद ३ वापसी", "अनुच्छेद ३", "वापसी", "article"),
        ("## Art. 3\u00a0bis Return", "Art. 3 bis", "Return", "article"),
        ("## (a) Return", "(a)", "Return", "article"),
        ("## 1٢ Return", "", "1٢ Return", "article"),
        ("## ’t Return", "", "’t Return", "article"),
        ("## \\3 Return", "", "3 Return", "article"),
        ("## Annex A. Lists {.annex} {#a}", "", "Annex A. Lists", "annex"),
        ("## Lists {#a} {.annex}", "", "Lists", "annex"),
        ("##", "", "", "article"),
    ],
)
def test_a_heading_reads(heading: str, number: str, words: str, kind: str):
    (article,) = one_text.read(HEAD + heading).articles
    assert (article.number, one_text.notation(article.heading), article.kind) == (number, words, kind)


def test_a_clause_lies_under_the_nearest_above_that_is_indented_two_blanks_less():
    text = one_text.read(
        HEAD + "1. a\n\n  (a) b\n\n    (i) c\n\n (z) d\n\n   (y) e\n\n(b) f\n\n## H\n\n    g"
    )
    assert [clause.depth for clause in one_text.clauses(text)] == [0, 1, 2, 0, 1, 0, 0]


def test_options_of_whole_clauses_start_alike_and_what_follows_lies_under_the_last():
    text = one_text.read(HEAD + "1. a\n\n[\n  (a) b\n\n    (i) c\n|\n  (a) d\n\n    (i) e\n]\n\n    (ii) f")
    assert [clause.depth for clause in one_text.clauses(text)] == [0, 1, 2, 1, 2, 2]


def test_a_table_is_one_clause_and_its_rules_are_no_text():
    clause = one("| who | when |\n|:---|--:|\n| - | [early \\| late] | {#t}")
    assert (len(clause.rows), clause.id) == (2, "t")
    assert one_text.said(clause) == "| who | when |\n| - | [early \\| late] |"


def test_names_may_be_of_any_script_and_made_ones_show_where_they_stand():
    text = one_text.read("# [a]\n\nb [c] [d]{#وقف}\n\n## [h] x\n\n[\ny\n]\n\n[z]{#नियम} {#q-1_b}")
    assert [(one.id, one.clause) for one in one_text.passages(text)] == [
        ("title.1", "title"),
        ("preamble-1.1", "preamble-1"),
        ("وقف", "preamble-1"),
        ("article-1.1", "article-1"),
        ("article-1.2", "article-1"),
        ("नियम", "q-1_b"),
    ]


def test_a_made_name_gives_way_to_a_written_one():
    text = one_text.read("# T\n\na\n\nb {#preamble-1}")
    assert [clause.id for clause in one_text.clauses(text)] == ["preamble-2", "preamble-1"]


def test_line_ends_a_byte_order_mark_and_the_last_line_end_do_not_matter():
    plain = one_text.read("# T\nLanguage: en\nParties: A, B\n\n[A: x | y]\nz\n")
    for other in (
        "\ufeff# T\r\nParties: A،B\r\nLanguage: EN\r\n\r\n[A: x | y]  \r\nz",
        "\n# T\rParties: A, B\r Language: en\r\r[x | y] z",
    ):
        assert one_text.sha256(one_text.read(other)) == one_text.sha256(plain)


def test_labels_stand_in_the_title_too():
    text = one_text.read("# [A: x | y] z\nParties: A")
    assert [one.parties for one in one_text.passages(text).__next__().bracket.options] == [("A",), ()]


def test_party_names_are_read_composed():
    text = one_text.read("# T\nParties: E\u0301lan\u00a0 b\n\n[É\u006can b: x | y]")
    assert text.parties == ("Élan b",)
    assert next(one_text.passages(text)).bracket.options[0].parties == ("Élan b",)


def test_a_text_of_nothing_but_a_title_is_a_text():
    assert one_text.write(one_text.read("# T")) == "# T\n"
