"""What leaves the ledger can be read elsewhere, explains itself, and comes back unchanged."""

import csv
import io
import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from goodoffices.cli.main import build
from goodoffices.core.errors import BadInput
from goodoffices.record.ledger.book import Ledger, add
from goodoffices.record.ledger.citations import citations, sentence
from goodoffices.record.ledger.confirm import confirmed
from goodoffices.record.ledger.entries import Alias, Claim, Coding, Entry, Report, Statement
from goodoffices.record.ledger.file import append, load
from goodoffices.record.ledger.pictures import picture, table
from goodoffices.record.ledger.questions import figures
from goodoffices.record.ledger.tables import COLUMNS, codebook, codings_csv, csv_of, entries_of_csv
from goodoffices.record.reading.reading import read

REPORT = Report("Northwire", "2031-05-03", "Talks go on", "https://example.org/1", place="TARN")
SAID = Statement(
    "the ministry", "Northwire", "=31 were killed, it said", said="2031-05-02", published="2031-05-03", chain=("Vell Radio", "Northwire"),
    about=("toll", "truce"), claims=(Claim("killed", "31", "number", "people"), Claim("truce", "no", "yes-no")), report="r1",
)  # fmt: skip
BOOK = add(
    Ledger(),
    [
        Entry("r1", REPORT),
        Entry("s1", SAID, "2031-05-04", "Ann"),
        Entry("s2", Statement("the army", "Courier", "twelve", published="2031-05-04", denies="s1", claims=(Claim("killed", "12", "number", "people", "under"),))),
        Entry("c1", Coding("9", "PAM", "1", "2031-06", ("s1",))),
    ],
)  # fmt: skip


def test_every_column_is_in_the_codebook_and_every_cell_in_a_column():
    rows = list(csv.DictReader(io.StringIO(csv_of(BOOK))))
    explained = {row["name"] for row in csv.DictReader(io.StringIO(codebook())) if row["scheme"] == "column"}
    assert set(rows[0]) == set(COLUMNS) == explained
    assert [(row["id"], row["what"], row["value"], row["denied_by"]) for row in rows] == [
        ("s1", "killed", "31", "s2"),
        ("s1", "truce", "no", "s2"),
        ("s2", "killed", "12", ""),
    ]


def test_a_cell_cannot_become_a_formula():
    assert next(csv.DictReader(io.StringIO(csv_of(BOOK))))["words"] == "'=31 were killed, it said"


def test_a_table_comes_back_as_the_statements_it_was_made_of():
    statements = [entry for entry in BOOK.entries if isinstance(entry.body, Statement)]
    assert entries_of_csv(csv_of(BOOK)) == statements


WORDS = st.text(
    st.characters(codec="utf-8", exclude_characters="\x00\r\n|>"), min_size=1, max_size=12
).filter(lambda w: w.strip() == w)


@given(WORDS, WORDS, WORDS)
def test_any_words_survive_the_table(source: str, words: str, value: str):
    entry = Entry(
        "s1", Statement(source, "A", words, said="2031", about=(source,), claims=(Claim(words, value),))
    )
    assert entries_of_csv(csv_of(add(Ledger(), [entry]))) == [entry]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("id,source\n", "t.csv:1: the table has no column outlet, words"),
        ("id,source,outlet,words,said\ns1,a,b,c\n", "t.csv:2: this line has more or fewer cells"),
        ("id,source,outlet,words,said\ns1,a,b,c,soon\n", "t.csv:2: said: 'soon' is no date"),
        ("id,source,outlet,words,said\n,a,b,c,2031\n", "t.csv:2: this line has no id"),
    ],
)
def test_a_bad_table_is_named_by_file_and_line(data: str, says: str):
    with pytest.raises(BadInput) as raised:
        entries_of_csv(data, "t.csv")
    assert says in str(raised.value)


def test_codings_carry_the_meaning_of_their_code():
    (row,) = csv.DictReader(io.StringIO(codings_csv(BOOK)))
    assert (row["clause"], row["code"], row["meaning"], row["evidence"]) == ("9", "1", "a minimum done", "s1")


def test_citations_are_csl_json():
    first, second = citations(BOOK)
    assert first == {
        "id": "r1", "type": "article-newspaper", "container-title": "Northwire", "title": "Talks go on", "URL": "https://example.org/1",
        "event-place": "TARN", "language": "en", "issued": {"date-parts": [[2031, 5, 3]]},
    }  # fmt: skip
    assert second["container-title"] == "Courier"
    assert sentence(REPORT) == "Northwire, “Talks go on,” 2031-05-03, https://example.org/1."


def test_the_drawing_is_plain_svg_with_its_numbers_in_words():
    series = figures(BOOK, "killed")
    drawn = picture("killed <b>", series)
    root = ET.fromstring(drawn)
    assert root.tag.endswith("svg")
    assert not [e for e in root.iter() if e.tag.endswith(("script", "style", "image")) or "style" in e.attrib]
    assert "the ministry: 2031-05-02 exact 31; the army: 2031-05-04 under 12" in drawn
    assert table(series) == (
        ("2031-05-02", "the ministry", "exact", "31", "s1"),
        ("2031-05-04", "the army", "under", "12", "s2"),
    )


@pytest.mark.parametrize("values", [[], ["5"], ["0"], ["-3", "-3"], ["1", "1000000000000"]])
def test_few_or_equal_numbers_are_drawn_all_the_same(values: list[str]):
    said = [
        Statement("A", "P", "w", said=f"2031-05-0{n}", claims=(Claim("x", v, "number"),))
        for n, v in enumerate(values, 1)
    ]
    book = add(Ledger(), [Entry(f"s{n}", s) for n, s in enumerate(said)])
    ET.fromstring(picture("x", figures(book, "x")))


# -- from a reading

TEXT = (
    "TARN, May 3, 2031 (HNA) - The ministry said on May 2 that 31 people were killed.\n\n"
    "“It was dark,” a senior official told Northwire.\n"
)


def test_what_a_person_takes_becomes_entries_and_nothing_else():
    start = add(Ledger(), [Entry("a1", Alias("The ministry", "Vell", "party"))])
    report, first = confirmed(start, read(TEXT), REPORT, [1])
    assert (report.id, first.id) == ("r1", "s1")
    body = first.body
    assert isinstance(body, Statement)
    assert (body.source, body.actor, body.said, body.published, body.report) == (
        "The ministry",
        "Vell",
        "2031-05-02",
        "2031-05-03",
        "r1",
    )
    assert body.claims == (Claim("people killed", "31", "number"),)
    assert TEXT[body.start : body.end] == body.words
    with pytest.raises(BadInput, match="no suggestion 9"):
        confirmed(Ledger(), read(TEXT), REPORT, [9])


def test_the_grade_proposed_follows_how_the_source_is_named():
    grades = [e.body.grade for e in confirmed(Ledger(), read(TEXT), REPORT) if isinstance(e.body, Statement)]
    assert grades == ["on record", "background"]


# -- on the command line


def run(*words: object) -> tuple[int, str]:
    result = CliRunner().invoke(build(), ["record", *map(str, words)])
    if isinstance(result.exception, BadInput):
        return 2, str(result.exception)
    return result.exit_code, result.stdout


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    path = tmp_path / "l.jsonl"
    append(path, Ledger(), BOOK.entries)
    return path


def test_claims_are_answered_with_every_line_and_the_number_of_sources(kept: Path):
    code, out = run("claims", kept, "killed", "--json")
    values = json.loads(out)["values"]
    assert code == 0
    assert [(v["value"], v["bound"], v["sources"]) for v in values] == [
        ("31", "exact", 1),
        ("12", "under", 1),
    ]
    assert values[0]["statements"][0]["denied_by"] == ["s2"]
    assert "31 people: 1 source" in run("claims", kept, "killed")[1]
    assert json.loads(run("claims", kept, "--json")[1]) == {"things": ["killed", "truce"]}
    assert run("claims", kept, "weather")[0] == 0


def test_what_was_known_on_a_day_leaves_out_what_came_later(kept: Path):
    assert [s["id"] for s in json.loads(run("known", kept, "2031-05-03", "--json")[1])["statements"]] == [
        "s1"
    ]
    assert json.loads(run("known", kept, "2031-05-03", "--json")[1])["statements"][0]["denied_by"] == []
    assert run("known", kept, "tomorrow")[0] == 2


def test_a_timeline_and_figures_are_given_out(kept: Path, tmp_path: Path):
    assert [
        s["id"] for s in json.loads(run("timeline", kept, "--issue", "toll", "--json")[1])["statements"]
    ] == ["s1"]
    code, out = run("figures", kept, "killed", "--svg", tmp_path / "k.svg", "--json")
    assert code == 0
    assert json.loads(out)["series"][0]["points"] == [
        {"when": "2031-05-02", "value": 31, "bound": "exact", "id": "s1"}
    ]
    assert (tmp_path / "k.svg").read_text(encoding="utf-8").startswith("<svg")


def test_the_ledger_goes_out_as_tables_and_comes_back(kept: Path, tmp_path: Path):
    names = [tmp_path / name for name in ("s.csv", "b.csv", "c.csv", "csl.json")]
    code, _ = run(
        "export", kept, "--csv", names[0], "--codebook", names[1], "--codings", names[2], "--csl", names[3]
    )
    assert code == 0
    assert len(json.loads(names[3].read_text(encoding="utf-8"))) == 2
    again = tmp_path / "again.jsonl"
    append(again, Ledger(), [BOOK.entries[0]])
    assert run("add", again, names[0])[0] == 0
    assert list(load(again).statements()) == list(BOOK.statements())
    assert run("add", again, names[0])[0] == 2
    assert len(json.loads(run("export", kept, "--json")[1])["entries"]) == 4
    assert run("export", kept)[0] == 2


def test_suggestions_are_entered_by_their_number(tmp_path: Path):
    report, path = tmp_path / "r.txt", tmp_path / "l.jsonl"
    report.write_text(TEXT, encoding="utf-8")
    code, out = run("confirm", path, report, "--outlet", "HNA", "--take", "2", "--by", "Ann", "--json")
    assert (code, json.loads(out)) == (0, {"added": ["r1", "s1"]})
    entry = load(path).get("s1")
    assert entry is not None
    assert entry.by == "Ann"
    assert run("confirm", path, report, "--outlet", "HNA", "--take", "7")[0] == 2
    assert run("confirm", path, report, "--outlet", "HNA", "--take", "x")[0] == 2


def test_entries_without_an_id_get_the_next_free_one(tmp_path: Path):
    path, new = tmp_path / "l.jsonl", tmp_path / "n.jsonl"
    new.write_text(
        '{"entry": "statement", "source": "A", "outlet": "B", "words": "w", "said": "2031"}\n' * 2,
        encoding="utf-8",
    )
    assert json.loads(run("add", path, new, "--json")[1]) == {"added": ["s1", "s2"]}
