"""Who says what: one small report for each way reports say it."""

from pathlib import Path

import pytest

import goodoffices.record.reading as package
from goodoffices.record.reading.reading import read

HEAD = "TARN, March 3, 2031 (HNA) - "


def said(words: str) -> list[tuple[str | None, str, str]]:
    return [
        (s.source.words.text if s.source else None, s.cue.text, s.words.text)
        for s in read(HEAD + words).statements
    ]


ONE = [
    ("The council said the bridge would open.", ("The council", "said", "the bridge would open")),
    ("The council said that the bridge would open.", ("The council", "said", "the bridge would open")),
    ("“We are close,” Ann Lee said.", ("Ann Lee", "said", "“We are close,”")),
    ("“We are close,” said Ann Lee, who leads the team.", ("Ann Lee", "said", "“We are close,”")),
    ("'We are close,' the envoy told the Courier.", ("the envoy", "told", "'We are close,'")),
    ("''We are close,'' the envoy told the Courier.", ("the envoy", "told", "''We are close,''")),
    ('The envoy tweeted: "We are close."', ("The envoy", "tweeted", '"We are close."')),
    ("The bridge will open, the council said on Sunday.", ("the council", "said", "The bridge will open")),
    ("Vell, which insists that the gate stay shut, sent nobody.", ("Vell", "insists", "the gate stay shut")),
    ("Ann Lee, the envoy, denied that the gate was shut.", ("Ann Lee, the envoy", "denied", "the gate was shut")),
    ("Tarn's repeated demand for a new gate went unheard.", ("Tarn", "demand for", "a new gate")),
    ("Vell ignored a warning from the ministry that the gate is unsafe.", ("the ministry", "warning from", "the gate is unsafe")),
    ("According to the harbour office, the gate is shut.", ("the harbour office", "According to", "the gate is shut")),
    ("The minister was quoted by the Gazette as saying the gate was shut.",
     ("The minister", "was quoted by the Gazette as saying", "the gate was shut")),
    ("The offer was rejected by the council.", ("the council", "was rejected by", "The offer")),
    ("The council urged both sides to stop.", ("The council", "urged", "to stop")),
    ("The envoy declined to comment on the map.", ("The envoy", "declined", "to comment on the map")),
    ("A diplomat warned, however, that time was short.", ("A diplomat", "warned", "time was short")),
    ("The gate, the council said, was never shut.", ("the council", "said", "The gate")),
    ("The council on Sunday called on Vell to open the gate.", ("The council", "called on", "Vell to open the gate")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "expected"), ONE, ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_statement_is_found_with_its_source_and_cue(words: str, expected: tuple[str, str, str]):
    assert expected in said(words)


NONE = [
    "The gate was opened and the boats came in.",
    "A doctor, who asked not to be named, left the harbour.",
    "Asked whether the council had agreed to open the gate, the envoy left.",
    "It goes without saying that the gate is old.",
    "The group holds rallies on the quay.",
    "A militia called the Reed Guard took the quay.",
    "The alleged offer was on the table.",
    "Talks stalled over the proposed map.",
]


@pytest.mark.parametrize("words", NONE)
def test_nothing_is_said_where_nobody_speaks(words: str):
    assert said(words) == []


def test_the_words_after_a_colon_may_be_the_next_paragraph():
    assert said("The governor added:\n\n“We shall see.”") == [("The governor", "added", "“We shall see.”")]


def test_said_may_stand_first():
    assert said("Said the envoy: “We are close.”") == [("the envoy", "Said", "“We are close.”")]


def test_an_aside_in_front_does_not_hide_the_speaker():
    (found,) = said(
        "Speaking in Vell, the seat of the council, which is far away, the group's leader, Ann Lee, stressed that it was late."
    )
    assert found == ("the group's leader, Ann Lee", "stressed", "it was late")


def test_a_phrase_in_front_belongs_to_the_words_said_in_the_middle():
    assert [words for _, _, words in said("During the winter, the envoy said, the gate was never open.")] == [
        "During the winter",
        "the gate was never open",
    ]


def test_an_abbreviation_in_brackets_does_not_end_a_sentence():
    assert said("The gate is shut, Sen. Ann Lee (R-S.C.) told Reuters.") == [
        ("Sen. Ann Lee (R-S.C.)", "told", "The gate is shut")
    ]


def test_two_statements_joined_by_and_share_their_speaker():
    assert said("The council praised the envoy but warned that time was short.") == [
        ("The council", "praised", "the envoy"),
        ("The council", "warned", "time was short"),
    ]


def test_a_quotation_parted_by_its_speaker_is_two_statements_of_one_source():
    found = said("“We came,” Ann Lee said. “We left.”")
    assert found == [("Ann Lee", "said", "“We came,”"), ("Ann Lee", "said", "“We left.”")]


def test_a_quotation_that_runs_over_paragraphs_keeps_its_speaker():
    found = said("“We came,” Ann Lee said. “We saw.\n\n“And we left.”")
    assert [words for _, _, words in found] == ["“We came,”", "“We saw.", "“And we left.”"]
    assert {source for source, _, _ in found} == {"Ann Lee"}


def test_who_closes_a_sentence_owns_all_of_it():
    assert said("The council called on Vell to open the gate “without delay,” the harbour office said.") == [
        ("the harbour office", "said", "The council called on Vell to open the gate “without delay,”")
    ]


def test_a_day_next_to_the_cue_is_when_it_was_said():
    for words in (
        "The council said on March 1 that it would come.",
        "On March 1, the council said it would come.",
        "The council on March 1 said it would come.",
        "It would come, the council told Reuters on March 1.",
    ):
        (statement,) = read(HEAD + words).statements
        assert str(statement.said_on) == "2031-03-01", words


def test_a_day_in_the_words_is_not_when_they_were_said():
    (statement,) = read(HEAD + "The council said it had opened the gate on March 1.").statements
    assert statement.said_on is None


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Foreign Minister Petra Solm said it was late.", "named"),
        ("The Basin Ministry said it was late.", "named"),
        ("Residents said it was late.", "described"),
        ("UN officials said it was late.", "described"),
        ("A senior official said it was late.", "anonymous"),
        ("Two sources said it was late.", "anonymous"),
        ("Three people familiar with the talks said it was late.", "anonymous"),
        ("Ann Lee's aide, who asked not to be named, said it was late.", "anonymous"),
        ("An official, Petra Solm, said it was late.", "named"),
    ],
)
def test_a_source_is_named_described_or_anonymous(words: str, kind: str):
    (statement,) = read(HEAD + words).statements
    assert statement.source is not None
    assert statement.source.kind == kind


def test_the_official_who_asked_not_to_be_named_stays_anonymous():
    text = "A diplomat, who asked not to be named, said it was late.\n\n“Very late,” the diplomat said. He added it was cold."
    assert [s.source.kind for s in read(HEAD + text).statements if s.source] == ["anonymous"] * 3


def test_headlines_and_credits_are_not_read():
    text = "Minister says gate is shut\n\nTARN, March 3, 2031 - The gate is old.\n\n(Reporting by Ann Lee; editing by the desk said X.)\n"
    assert read(text).statements == ()


def test_every_suggestion_names_its_rule_and_how_often_it_is_right():
    for s in read(HEAD + " ".join(words for words, _ in ONE)).statements:
        assert s.rule
        assert 0 < s.confidence < 1


def test_no_rule_names_anybody():
    folder = Path(package.__file__).parent / "words"
    for path in folder.glob("*.txt"):
        for line in path.read_text(encoding="utf-8").splitlines():
            words = line.split()[1:] if path.name == "function.txt" else [line]
            assert line.startswith("#") or all(word == word.lower() for word in words), line


def test_a_sentence_that_breaks_off_is_read_as_far_as_it_goes():
    alone = "The fog lay.\n\n"
    assert said(f"{alone}It was reported by the Ombrian Gazette that ") == []
    whole = [words for words, _found in ONE]
    assert len(whole) > 15
    for words in [*whole, "It was reported by the Ombrian Gazette that the gate was shut."]:
        pieces = words.split(" ")
        for many in range(1, len(pieces)):
            cut = " ".join(pieces[:many])
            for _source, cue, told in said(f"{alone}{cut} "):
                assert cue in cut
                assert told.strip(), cut
