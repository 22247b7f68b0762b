"""The worked record and Harbour's three reports: facts with their sources, and nothing that pretends to be more."""

from datetime import date
from hashlib import sha256
from pathlib import Path

from goodoffices.record.ledger.entries import Report, Statement
from goodoffices.record.ledger.file import load
from goodoffices.record.ledger.questions import known_on
from goodoffices.record.ledger.tallies import tally, things
from goodoffices.record.reading.reading import read

ROOT = Path(__file__).parents[2]
WORKED = ROOT / "docs" / "examples" / "cairo-2024" / "ledger.jsonl"
HARBOUR = ROOT / "src" / "goodoffices" / "web" / "harbour" / "reports"


def test_every_statement_of_the_worked_record_is_attributed_and_cited():
    book = load(WORKED)
    statements = [body for _, body in book.statements()]
    assert len(statements) >= 15
    for statement in statements:
        assert statement.report == "r1"
        assert statement.published == "2024-05-04"
        assert statement.chain[0] == "Reuters"
        assert not statement.quotation


def test_the_worked_record_keeps_opposite_claims_side_by_side():
    rows = tally(load(WORKED), "commitment to end the war").rows
    assert [(row.claim.value, row.lines[0].who) for row in rows] == [
        ("demanded", "Hamas"),
        ("refused", "Israel"),
    ]


def test_the_three_reports_of_harbour_contradict_one_another():
    book = load(HARBOUR / "ledger.jsonl")
    assert {row.claim.value: len(row.sources) for row in tally(book, "days movements stop").rows} == {
        "36": 1,
        "40": 2,
        "30": 1,
    }
    assert [row.claim.value for row in tally(book, "a text accepted").rows] == ["no", "yes"]
    assert len(things(book)) >= 5
    assert len(known_on(book, date(2030, 10, 12))) < len(known_on(book, date(2030, 10, 14)))


def test_the_ledger_of_harbour_points_into_its_reports():
    book = load(HARBOUR / "ledger.jsonl")
    texts = {
        sha256(path.read_bytes()).hexdigest(): path.read_text(encoding="utf-8")
        for path in HARBOUR.glob("*.txt")
    }
    assert len(texts) == 3
    for _, body in book.statements():
        entry = book.get(body.report)
        assert entry is not None
        assert isinstance(entry.body, Report)
        assert isinstance(body, Statement)
        words = texts[entry.body.sha256][body.start : body.end]
        assert body.words in " ".join(words.split())


def test_what_harbour_prints_is_found_in_its_reports():
    for path in HARBOUR.glob("*.txt"):
        reading = read(path.read_text(encoding="utf-8"))
        assert reading.day is not None
        assert reading.place
        assert len(reading.statements) >= 6
        assert all(statement.source for statement in reading.statements)
