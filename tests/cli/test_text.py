"""`goodoffices text` as somebody types it."""

import re
from pathlib import Path

import pytest

from goodoffices.core import text as one_text
from tests.cli.typed import Typist

DRAFT = (
    "# Accord\nLanguage: en\nParties: Tarn, Vell\n\n1. for [Tarn: 30 | Vell: 36]{#days} days, [not] later\n"
)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.md"
    path.write_bytes(DRAFT.encode())
    return path


def test_check_says_what_it_found(typist: Typist, draft: Path):
    ran = typist.types("text", "check", str(draft))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "ok: 2 open, 0 blank, 4 ways to settle it",
        "days\tin preamble-1\t[30 | 36]",
        "preamble-1.2\tin preamble-1\t[not | ]",
    ]


def test_check_counts_what_nobody_can_count_to(typist: Typist, draft: Path):
    draft.write_text("# T\n\n" + "[a | b] " * 6000 + "\n\n[…] [x | y]{#p} [v | w]{=p}")
    lines = typist.types("text", "check", str(draft)).out.splitlines()
    assert lines[0] == "ok: 6001 open, 1 blank, more than 10^1805 ways to settle it"
    assert lines[-3:] == [
        "preamble-2.1\tin preamble-2\t[blank]",
        "p\tin preamble-2\t[x | y]",
        "preamble-2.3\tin preamble-2 (follows p)\t[v | w]",
    ]


def test_show_gives_one_object_with_every_passage(typist: Typist, draft: Path):
    shown = typist.types("text", "show", str(draft), "--json").json
    assert shown == {
        "title": "Accord",
        "language": "en",
        "parties": ["Tarn", "Vell"],
        "preamble": [
            {
                "id": "preamble-1",
                "made": True,
                "number": "1.",
                "text": "for [30 | 36] days, [not] later",
                "depth": 0,
                "under": [],
            }
        ],
        "articles": [],
        "passages": [
            {
                "id": "days",
                "made": False,
                "clause": "preamble-1",
                "tied_to": None,
                "under": [],
                "options": [{"text": "30", "parties": ["Tarn"]}, {"text": "36", "parties": ["Vell"]}],
            },
            {
                "id": "preamble-1.2",
                "made": True,
                "clause": "preamble-1",
                "tied_to": None,
                "under": [],
                "options": [{"text": "not", "parties": []}, {"text": "", "parties": []}],
            },
        ],
        "open": 2,
        "blanks": 0,
        "deals": 4,
    }


def test_show_nests_whole_clauses_and_keeps_the_notation(typist: Typist, draft: Path):
    draft.write_text(
        "# T\nParties: A\n\n## 1 B {#b}\n\n[ A:\n\\2. c [A\\: d | e]{#p}\n|\n[\nf\n|\n3. g\n\n  (a) h\n]{#q}\n]{#o}\n"
    )
    shown = typist.types("text", "show", str(draft), "--json").json
    clauses = shown["articles"][0]["clauses"]
    assert [(one["text"], one["under"]) for one in clauses] == [
        ("\\2. c [A\\: d | e]", [["o", 1]]),
        ("f", [["o", 2], ["q", 1]]),
        ("g", [["o", 2], ["q", 2]]),
        ("h", [["o", 2], ["q", 2]]),
    ]
    whole = shown["passages"][0]
    assert (whole["id"], whole["clause"]) == ("o", "b")
    assert whole["options"][0] == {"text": "\\2. c [A\\: d | e]", "parties": ["A"]}
    assert whole["options"][1]["text"] == "[\n\nf\n\n|\n\n3. g\n\n  (a) h\n\n]"
    assert shown["deals"] == 4


def test_show_counts_exactly_however_large(typist: Typist, draft: Path):
    draft.write_text("# T\n\n" + "[a | b] " * 20000)
    out = typist.types("text", "show", str(draft), "--json").out
    (deals,) = re.findall(r'"deals": (\d+)', out)
    assert len(deals) == 6021
    assert int(deals[-40:]) == pow(2, 20000, 10**40)


def test_show_writes_the_text_as_it_was_understood(typist: Typist, draft: Path):
    assert typist.types("text", "show", str(draft)).out == (
        "# Accord\nParties: Tarn, Vell\nLanguage: en\n\n"
        "1. for [Tarn: 30 | Vell: 36]{#days} days, [not] later\n"
    )


def test_a_fingerprint_is_said_in_words_of_every_shipped_language(typist: Typist, draft: Path):
    plain = typist.types("text", "fingerprint", str(draft), "--json").json
    assert plain["sha256"] == one_text.sha256(one_text.read(DRAFT))
    assert len(plain["words"]) == 9
    assert [len(group) for group in plain["digits"].split()] == [5] * 6
    arabic = typist.types("text", "fingerprint", str(draft), "--json", "--words", "AR").json
    assert arabic["words"] != plain["words"]
    assert typist.types("text", "fingerprint", str(draft)).out.splitlines() == [
        " · ".join(plain["words"]),
        plain["digits"],
        plain["sha256"],
    ]
    other = typist.types("text", "fingerprint", str(draft), "--words", "tlh")
    assert (other.code, other.out) == (2, "")


def test_what_was_heard_is_the_same_another_or_a_slip(typist: Typist, draft: Path):
    plain = typist.types("text", "fingerprint", str(draft), "--json", "--words", "fr").json

    def told(spoken: str, *options: str) -> int:
        return typist.types("text", "fingerprint", str(draft), "--heard", spoken, *options).code

    digits = plain["digits"]
    arabic = digits.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    for same in (
        " ".join(plain["words"]).upper(),
        digits,
        arabic,
        digits.replace(" ", ""),
        f"{digits} {' '.join(plain['words'])}",
    ):
        assert told(same) == 0, same
    other = one_text.check_words("0" * 64)
    for another in (other.digits, " ".join(other.words("ar"))):
        assert told(another, "--words", "ar") == 1, another
    wrong = digits[:-1] + str((int(digits[-1]) + 1) % 10)
    for slip in (
        wrong,
        digits[:-1],
        " ".join(plain["words"][:8]),
        " ".join([*plain["words"][:8], "xyzzy"]),
        "",
    ):
        assert told(slip) == 2, slip
    ran = typist.types("text", "fingerprint", str(draft), "--heard", digits, "--json")
    assert ran.json == {"heard": "same"}


def test_several_languages_have_one_fingerprint(typist: Typist, draft: Path, tmp_path: Path):
    french = tmp_path / "fr.md"
    french.write_text(
        DRAFT.replace("Language: en", "Language: fr").replace("[not]", "[pas]{#not}"), encoding="utf-8"
    )
    ran = typist.types("text", "check", str(draft), str(french))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"{french}:5:1: fr: “preamble-1” has several passages; name each in every language\n"
    draft.write_text(DRAFT.replace("[not]", "[not]{#not}"))
    both = [
        typist.types("text", "fingerprint", *map(str, files), "--json").json
        for files in ((draft, french), (french, draft))
    ]
    assert both[0]["sha256"] == both[1]["sha256"]
    assert typist.types("text", "fingerprint", str(draft), str(draft)).code == 2


def test_two_texts_are_compared_in_sentences_and_in_json(typist: Typist, draft: Path, tmp_path: Path):
    other = tmp_path / "other.md"
    other.write_text(DRAFT.replace("36", "40").replace("# Accord", "# New accord") + "\n2. new\n\n## h\n")
    ran = typist.types("text", "compare", str(draft), str(other))
    assert ran.code == 1
    assert ran.out.splitlines() == [
        "in title, “Accord” became “New accord”",
        "added article-1: h",
        "in 1, [30 | 36] became [30 | 40]",
        "added preamble-2: new",
    ]
    answer = typist.types("text", "compare", str(draft), str(other), "--json").json
    assert answer["same"] is False
    assert {"clause": "preamble-2", "kind": "added", "before": "", "after": "new"} in answer["changes"]
    other.write_text(DRAFT.replace("Tarn: 30", "30").replace("{#days}", "").replace(" days", "\n  days"))
    ran = typist.types("text", "compare", str(draft), str(other), "--json")
    assert (ran.code, ran.json) == (0, {"same": True, "changes": []})
    assert typist.types("text", "compare", str(draft), str(other)).out == "the same text\n"


def test_differences_of_place_and_number_are_said(typist: Typist, draft: Path, tmp_path: Path):
    draft.write_text("# T\n\n1. a a a {#a}\n\n2. b b b {#b}\n\n3. c c c {#c}\n\n- d d d {#d}")
    other = tmp_path / "other.md"
    other.write_text("# T\n\n  1. a a {#a}\n\n4. c c c {#c}\n\n2. b b b {#b}\n\ne {#e}")
    out = typist.types("text", "compare", str(draft), str(other)).out.splitlines()
    assert "in 1, “a” is gone" in out
    assert "3. became 4." in out
    assert "- is gone: d d d" in out
    assert "2 stands elsewhere" in out or "3 stands elsewhere" in out
    assert "added e: e" in out


def test_settling_prints_the_text_and_refuses_a_choice_that_is_none(typist: Typist, draft: Path):
    ran = typist.types("text", "settle", str(draft), "--choose", "days=2", "--choose", "preamble-1.2=2")
    assert ran.out == "# Accord\nParties: Tarn, Vell\nLanguage: en\n\n1. for 36 days, later {#preamble-1}\n"
    for wrong in (["days"], ["days=x"], ["=1"], ["days=٢"], ["days=1", "days=2"], ["days=9", "nobody=1"]):
        options = [word for one in wrong for word in ("--choose", one)]
        ran = typist.types("text", "settle", str(draft), *options)
        assert (ran.code, ran.out) == (2, "")
        assert len(ran.err.splitlines()) == (2 if "nobody=1" in wrong else 1)


def test_ids_writes_names_and_changes_nothing_else(typist: Typist, draft: Path):
    before = ("\ufeff" + DRAFT.replace("not", "not e\u0301  ")).replace("\n", "\r\n")
    draft.write_bytes(before.encode())
    printed = typist.types("text", "ids", str(draft)).out
    assert draft.read_bytes() == before.encode()
    assert typist.types("text", "ids", str(draft), "--write").out == ""
    after = draft.read_bytes().decode()
    assert after.replace("\r\n", "\n") == printed.replace("\r\n", "\n")
    assert after.replace(" {#preamble-1}", "").replace("{#preamble-1.2}", "") == before
    typist.types("text", "ids", str(draft), "--write")
    assert draft.read_bytes().decode() == after


@pytest.mark.parametrize("command", ["check", "show", "fingerprint", "ids", "settle", "compare"])
def test_a_file_that_is_no_text_is_refused_in_one_line(typist: Typist, command: str, tmp_path: Path):
    more = ["--choose", "a=1"] if command == "settle" else []
    for name, held in (
        ("bin", b"\x80\xff\x00" * 9),
        ("empty", b""),
        ("utf16", "# T".encode("utf-16")),
        ("nul", b"# T\n\n\0"),
        ("large", b"# T\n\n" + b"a" * 5_000_000),
    ):
        path = tmp_path / name
        path.write_bytes(held)
        files = [str(path)] * (2 if command == "compare" else 1)
        ran = typist.types("text", command, *files, *more)
        assert (ran.code, ran.out) == (2, ""), name
        assert len(ran.err.splitlines()) == 1
        assert ran.err.startswith(f"{path}:")
    for gone in (tmp_path, tmp_path / "gone"):
        files = [str(gone)] * (2 if command == "compare" else 1)
        ran = typist.types("text", command, *files, *more)
        assert (ran.code, ran.out, len(ran.err.splitlines())) == (2, "", 1)


def test_every_fault_of_a_file_has_a_line_of_its_own(typist: Typist, draft: Path):
    draft.write_text("# T\n\na [b\n\nc ]\n\n## d {x}\n")
    ran = typist.types("text", "check", str(draft))
    assert [line.split(": ")[0] for line in ran.err.splitlines()] == [
        f"{draft}:{at}" for at in ("3:3", "5:3", "7:6")
    ]
