"""The ledger keeps what was said with its source and its dates, side by side, and erases nothing."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.core.errors import BadInput
from goodoffices.record.ledger.book import Ledger, add, next_id, standings
from goodoffices.record.ledger.codec import from_plain, to_plain
from goodoffices.record.ledger.copies import Told, alike, independent, told
from goodoffices.record.ledger.entries import Alias, Claim, Coding, Entry, Report, Statement
from goodoffices.record.ledger.file import append, load
from goodoffices.record.ledger.questions import Wanted, codings, figures, known_on, timeline
from goodoffices.record.ledger.tallies import tally, things
from goodoffices.record.ledger.when import checked, first_day, last_day

LENGTH = "length of phase one"


def days(value: str, bound: str = "exact") -> Claim:
    return Claim(LENGTH, value, "number", "days", bound)  # type: ignore[arg-type]


def ledger(*bodies: object) -> Ledger:
    return add(Ledger(), [Entry(f"s{n}", body) for n, body in enumerate(bodies, start=1)])  # type: ignore[arg-type]


FORTY = Statement(
    "a source in the Reed Front", "Harbour News", "the first phase will last forty days", said="2031-05-01", published="2031-05-01",
    hidden="anonymous", grade="background", chain=("Vell Radio",), claims=(days("40"),),
)  # fmt: skip
FORTY_TWO = Statement(
    "the text as published",
    "Northwire",
    "the first phase lasts 42 days",
    published="2031-05-07",
    claims=(days("42"),),
)


def test_the_length_of_phase_one_as_claimed_by_whom_and_when():
    rows = tally(ledger(FORTY, FORTY_TWO), LENGTH).rows
    assert [
        (row.claim.value, row.lines[0].who, row.lines[0].statement.when, len(row.sources)) for row in rows
    ] == [
        ("40", "a source in the Reed Front", "2031-05-01", 1),
        ("42", "the text as published", "2031-05-07", 1),
    ]
    assert rows[0].lines[0].way == "Vell Radio, via Harbour News"
    assert rows[0].lines[0].statement.grade == "background"


def test_conflicting_values_stand_side_by_side_and_none_is_called_right():
    words = {name for name in dir(tally(ledger(FORTY, FORTY_TWO), LENGTH)) if not name.startswith("_")}
    assert words == {"what", "rows"}


@pytest.mark.parametrize(
    "fields",
    [
        {"source": " "},
        {"outlet": ""},
        {"words": ""},
        {"said": None, "published": None},
        {"said": "soon"},
        {"said": "2031-02-30"},
        {"said": "2031-05-03", "published": "2031-05-02"},
        {"grade": "leak"},
        {"hidden": "secret"},
    ],
)
def test_nothing_without_source_and_date_gets_in(fields: dict[str, str | None]):
    whole = {
        "source": "the council",
        "outlet": "Northwire",
        "words": "it rained",
        "said": "2031-05-01",
        "published": "2031-05-02",
    }
    Statement(**whole)  # type: ignore[arg-type]
    with pytest.raises(BadInput):
        Statement(**{**whole, **fields})  # type: ignore[arg-type]


def test_said_and_published_are_kept_apart():
    late = Statement("the council", "Northwire", "it rained", said="2031-04", published="2031-05-02")
    assert (late.said, late.published, late.when) == ("2031-04", "2031-05-02", "2031-04")
    assert known_on(ledger(late), date(2031, 5, 1)) == ()
    assert len(known_on(ledger(late), date(2031, 5, 2))) == 1


def test_a_correction_stands_beside_what_it_corrects():
    wrong = Statement(
        "Northwire",
        "Northwire",
        "forty were freed",
        published="2031-05-01",
        claims=(Claim("freed", "40", "number"),),
    )
    right = Statement(
        "Northwire",
        "Northwire",
        "four were freed",
        published="2031-05-03",
        claims=(Claim("freed", "4", "number"),),
        corrects="s1",
    )
    book = ledger(wrong, right)
    assert [row.claim.value for row in tally(book, "freed").rows] == ["40", "4"]
    assert standings(book)["s1"].corrected_by == ("s2",)
    assert tally(book, "freed", date(2031, 5, 2)).rows[0].lines[0].standing.corrected_by == ()


def test_an_entry_cannot_be_replaced_or_taken_out():
    book = ledger(FORTY)
    with pytest.raises(BadInput, match="in the ledger already"):
        add(book, [Entry("s1", FORTY_TWO)])
    assert not [name for name in dir(Ledger) if name in ("remove", "delete", "replace", "pop", "clear")]


def test_a_correction_of_nothing_is_refused():
    with pytest.raises(BadInput, match="s9"):
        ledger(Statement("x", "y", "z", said="2031", corrects="s9"))


def test_one_wire_story_in_five_papers_is_one_source():
    story = "the mediators will return to the harbour next week with a shorter list, an official of the delegation said"
    papers = [
        Statement(
            "an official of the delegation", paper, opening + story, said="2031-05-01", published=f"2031-05-0{n}",
            hidden="anonymous", grade="background", claims=(days("40"),),
        )
        for n, (paper, opening) in enumerate(
            [("A", ""), ("B", "Tarn: "), ("C", "From our wire, "), ("D", ""), ("E", "Late news. ")], start=1
        )
    ]  # fmt: skip
    other = Statement(
        "an official of the delegation", "F", "forty days, no more, and the bridge stays shut until the last of them", said="2031-05-01",
        hidden="anonymous", claims=(days("40"),),
    )  # fmt: skip
    (row,) = tally(ledger(*papers, other), LENGTH).rows
    assert len(row.lines) == 6
    assert row.sources == (("s1", "s2", "s3", "s4", "s5"), ("s6",))


def test_a_named_speaker_is_one_source_however_often_they_repeat_it():
    again = [Statement("Ann Lee", paper, words, said=said, claims=(days("40"),)) for paper, words, said in (
        ("A", "it is forty days", "2031-05-01"), ("B", "as I said last month, forty", "2031-06-01"))]  # fmt: skip
    (row,) = tally(ledger(*again), LENGTH).rows
    assert len(row.sources) == 1


def test_two_unnamed_officials_of_two_papers_are_two_sources():
    two = [
        Statement(
            "a senior official",
            "A",
            "the list has been closed since the morning",
            said="2031-05-01",
            hidden="anonymous",
        ),
        Statement(
            "a senior official",
            "B",
            "nobody has seen any list and nobody will",
            said="2031-05-01",
            hidden="anonymous",
        ),
    ]
    assert independent([told(ledger(*two), f"s{n}", s) for n, s in enumerate(two, 1)]) == (("s1",), ("s2",))


def test_a_reprint_under_other_names_is_found_by_its_text():
    text = "PORT HALDEN - The gate was shut at noon and nobody said why. " * 5
    reports = [Report("A", "2031-05-01", text=text), Report("B", "2031-05-02", text="Reprinted. " + text)]
    said = [
        Statement(
            who,
            paper,
            "the gate was shut at noon and nobody said why",
            published=day,
            hidden="described",
            report=name,
        )
        for who, paper, day, name in (
            ("guards", "A", "2031-05-01", "r1"),
            ("the guards there", "B", "2031-05-02", "r2"),
        )
    ]
    book = add(
        Ledger(),
        [Entry("r1", reports[0]), Entry("r2", reports[1]), Entry("s1", said[0]), Entry("s2", said[1])],
    )
    assert independent([told(book, "s1", said[0]), told(book, "s2", said[1])]) == (("s1", "s2"),)


def test_values_that_only_look_different_are_one_value():
    whole, half = (
        Statement("A", "P", "w", said="2031", claims=(days("40"),)),
        Statement("B", "Q", "w", said="2031", claims=(days("40.0"),)),
    )
    about = Statement("C", "R", "w", said="2031", claims=(days("40", "over"),))
    assert [
        (row.claim.value, row.claim.bound)
        for row in tally(ledger(whole, half, about), " Length  of PHASE one").rows
    ] == [
        ("40", "exact"),
        ("40", "over"),
    ]
    assert things(ledger(whole, half, about)) == (LENGTH,)


def test_aliases_belong_to_the_talks_and_are_not_guessed():
    book = add(
        Ledger(),
        [
            Entry("a1", Alias("the capital", "Marrow", "mediator")),
            Entry("s1", Statement("the capital", "A", "it rained", said="2031-05-01")),
            Entry("s2", Statement("the town", "A", "it snowed", said="2031-05-02")),
        ],
    )
    assert [line.id for line in timeline(book, Wanted(actor="Marrow"))] == ["s1"]
    assert [line.id for line in timeline(book, Wanted(actor="the capital"))] == ["s1"]
    assert [line.who for line in timeline(book, Wanted())] == ["Marrow", "the town"]


def test_a_timeline_is_in_the_order_said_and_may_be_narrowed():
    book = ledger(
        Statement("A", "P", "third", said="2031-05-03", about=("gate",)),
        Statement("A", "P", "first", said="2031-04"),
        Statement("B", "P", "second", said="2031-05-01", about=("gate", "list")),
    )
    assert [line.statement.words for line in timeline(book, Wanted())] == ["first", "second", "third"]
    assert [line.id for line in timeline(book, Wanted(issue="Gate"))] == ["s3", "s1"]
    assert [line.id for line in timeline(book, Wanted(since=date(2031, 4, 20), until=date(2031, 5, 2)))] == [
        "s2",
        "s3",
    ]


def test_figures_over_time_are_one_series_a_source():
    toll = [
        Statement(who, "P", "w", said=said, claims=(Claim("killed", value, "number", bound=bound),))  # type: ignore[arg-type]
        for who, said, value, bound in (
            ("the ministry", "2031-05-02", "31", "exact"), ("the army", "2031-05-02", "12", "under"), ("the ministry", "2031-05-01", "20", "over"))
    ]  # fmt: skip
    series = figures(ledger(*toll), "killed")
    assert [(one.who, [(p.when, int(p.value), p.bound) for p in one.points]) for one in series] == [
        ("the ministry", [("2031-05-01", 20, "over"), ("2031-05-02", 31, "exact")]),
        ("the army", [("2031-05-02", 12, "under")]),
    ]


def test_a_score_needs_evidence_and_the_last_one_is_how_a_clause_stands():
    with pytest.raises(BadInput, match="rests on"):
        Coding("9", "PAM", "2", "2031-06-01")
    with pytest.raises(BadInput, match="0, 1, 2 or 3"):
        Coding("9", "PAM", "4", "2031-06-01", ("s1",))
    book = add(
        ledger(FORTY, FORTY_TWO),
        [
            Entry("c1", Coding("9", "PAM", "2", "2031-07-01", ("s2",))),
            Entry("c2", Coding("9", "PAM", "1", "2031-06-01", ("s1",))),
        ],
    )
    assert [coding.code for _, coding in codings(book, "9")] == ["1", "2"]
    with pytest.raises(BadInput, match="s7"):
        add(book, [Entry("c3", Coding("9", "PAM", "3", "2031-08-01", ("s7",)))])


# -- on disk

WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20).filter(str.strip)
CLAIMS = st.builds(Claim, WORDS, WORDS, unit=st.text(max_size=5))
BODIES = st.one_of(
    st.builds(Statement, WORDS, WORDS, WORDS, said=st.just("2031-05-01"), claims=st.lists(CLAIMS, max_size=2).map(tuple),
              chain=st.lists(WORDS, max_size=2).map(tuple), about=st.lists(WORDS, max_size=2).map(tuple), start=st.none() | st.integers(0, 9)),
    st.builds(Report, WORDS, st.just("2031-05"), WORDS, text=st.text(max_size=9)),
    st.builds(Alias, WORDS, WORDS),
    st.builds(Coding, WORDS, st.just("PA-X"), WORDS, st.just("2031")),
)  # fmt: skip


@given(BODIES)
def test_what_is_written_can_be_read_back(body: object):
    entry = Entry("s1", body, "2031-05-01T10:00Z", "Ann")  # type: ignore[arg-type]
    assert from_plain(json.loads(json.dumps(to_plain(entry)))) == entry


def test_the_file_only_grows_and_reads_back(tmp_path: Path):
    path = tmp_path / "l.jsonl"
    book = append(path, load(path, new=True), [Entry("s1", FORTY)])
    before = path.read_bytes()
    append(path, book, [Entry("s2", FORTY_TWO)])
    assert path.read_bytes().startswith(before)
    assert load(path) == ledger(FORTY, FORTY_TWO)


def test_all_of_an_import_gets_in_or_none(tmp_path: Path):
    path = tmp_path / "l.jsonl"
    with pytest.raises(BadInput):
        append(path, Ledger(), [Entry("s1", FORTY), Entry("s1", FORTY_TWO)])
    assert not path.exists()


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "l.jsonl:2:2: not JSON"),
        ("[]", "l.jsonl:2: an entry is an object"),
        ('{"id": "s2", "entry": "rumour"}', "l.jsonl:2: entry: 'rumour'"),
        (
            '{"id": "s2", "entry": "statement", "words": "x", "outlet": "y", "said": "2031"}',
            "l.jsonl:2: source is missing",
        ),
        ('{"id": "s2", "entry": "alias", "name": "x", "actor": "y", "colour": "z"}', "no such field"),
        ('{"id": "s2", "entry": "alias", "name": 7, "actor": "y"}', "name is text"),
        (
            '{"id": "s1", "entry": "alias", "name": "x", "actor": "y"}',
            "l.jsonl:2: s1 is in the ledger already",
        ),
        ('{"id": "s2", "entry": "statement", "source": "x", "words": "x", "outlet": "y"}', "needs a date"),
    ],
)
def test_a_bad_line_is_named_by_file_and_line(tmp_path: Path, line: str, says: str):
    path = tmp_path / "l.jsonl"
    append(path, Ledger(), [Entry("s1", FORTY)])
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    with pytest.raises(BadInput) as raised:
        load(path)
    assert says in str(raised.value)


def test_half_a_line_is_refused_not_built_on(tmp_path: Path):
    path = tmp_path / "l.jsonl"
    append(path, Ledger(), [Entry("s1", FORTY)])
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(BadInput, match="not finished"):
        load(path)


def test_ids_follow_the_highest_of_their_letter():
    assert next_id(Ledger(), "s") == "s1"
    assert next_id(add(Ledger(), [Entry("s7", FORTY), Entry("sx", FORTY_TWO)]), "s") == "s8"


def one_source(a: Told, b: Told) -> bool:
    """The definition, said once more and slowly."""
    x, y = a.statement, b.statement
    if a.who.casefold() == b.who.casefold() and (
        x.hidden == y.hidden == "named" or (x.chain or (x.outlet,))[0] == (y.chain or (y.outlet,))[0]
    ):
        return True
    early, late = sorted((x.when, y.when))
    near = (date.fromisoformat(late) - date.fromisoformat(early)).days <= 4
    return (
        near
        and alike(x.words, y.words)
        and (a.who.casefold() == b.who.casefold() or bool(a.text and a.text == b.text))
    )


TOLD = st.builds(
    Statement, st.sampled_from(["an official", "An Official", "Ann Lee", "sources"]), st.sampled_from("PQR"),
    st.sampled_from(["forty days", "the gate will be shut until the list is closed", "late the gate will be shut until the list is closed"]),
    said=st.sampled_from(["2031-05-01", "2031-05-04", "2031-05-08", "2031-05-20"]), hidden=st.sampled_from(["named", "anonymous"]),
    chain=st.sampled_from([(), ("P",), ("W", "Q")]),
)  # fmt: skip


@given(st.lists(st.tuples(TOLD, st.sampled_from(["", "a long text of one report"])), max_size=7))
def test_sources_are_the_closure_of_the_definition(made: list[tuple[Statement, str]]):
    lines = [Told(f"s{n}", statement, statement.source, text) for n, (statement, text) in enumerate(made)]
    groups = [{line.id} for line in lines]
    for a in lines:
        for b in lines:
            if one_source(a, b):
                together = [g for g in groups if a.id in g or b.id in g]
                groups = [g for g in groups if g not in together] + [set().union(*together)]
    assert sorted(map(sorted, independent(lines))) == sorted(map(sorted, groups))


@given(st.dates(date(1900, 1, 2), date(2100, 1, 1)))
def test_a_date_means_from_its_first_day_to_its_last(day: date):
    for when in (day.isoformat(), f"{day:%Y-%m}", f"{day:%Y}"):
        assert first_day(checked(when, "x")) <= day <= last_day(when)


def test_short_words_must_be_nearly_equal_to_be_one_wording():
    assert not alike("it is forty days", "it is forty-two days")
    assert alike(
        "the gate will be shut until the list is closed",
        "Late: the gate will be shut until the list is closed",
    )
