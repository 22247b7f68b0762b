"""A version as DOCX: the words LibreOffice shows are the text's, nothing is told of anybody, and twice is the same bytes."""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Tree
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.core import text as one_text
from goodoffices.documents.printed import docx, sheets, texts
from goodoffices.documents.printed.leaf import Leaf, Line, Run, ways
from goodoffices.documents.printed.texts import Marks
from tests.office import Opened, opened

HARBOUR = Path(__file__).parents[3] / "src" / "goodoffices" / "web" / "harbour"
PARTS = {
    "[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/_rels/document.xml.rels", "word/styles.xml",
    "word/settings.xml", "word/header.xml", "word/footer.xml",
}  # fmt: skip
FIRST = (1980, 1, 1, 0, 0, 0)
CALLED = {"en": "Check words:", "ar": "كلمات التحقق:", "fr": "Mots :"}
HARD = """# Accord on [two | three] quays{note: As the towns call them.}
Parties: Tarn, Vell
Language: en

## Article 1. Ferries & <lists>

1. The ferries [Tarn: shall | Vell: should] sail at 06:30 for [30 | [36 | 42] | ] days{note: Days of the town's clock.}.

  (a) Crews rest [at night], on board at [__], from 12:1 \\[sic\\] to \u0627\u0644\u0645\u064a\u0646\u0627\u0621 \u0627\u0644\u0642\u062f\u064a\u0645.

[ Tarn:

2. Each side gives a list.

| Vell:

2. bis A third party gives both lists.

]

| Boat | Berths |
|---|---|
| North | [3 | 4] |

## Annex A Map {.annex}

- One \u00e9l\u00e8ve; a fa\u00e7ade.
"""


def harbour(language: str) -> one_text.Text:
    """Return Harbour's version 7 as rooms read it: nobody stands for anything."""
    return one_text.read(one_text.without_labels((HARBOUR / f"v7.{language}.md").read_text("utf-8")))


def marks(text: one_text.Text) -> Marks:
    """Return what every page of a text carries."""
    return Marks("version 7", one_text.CheckWords((1, 2, 3, 4, 5, 6, 7, 8, 9), "12345 67890 12345 67890 12345 67890"), CALLED[text.language])  # fmt: skip


def expected(text: one_text.Text) -> list[str]:
    """Return the paragraphs a text comes to, from the values programs are given: another way than the writer's."""
    told = one_text.shown(text)
    found = [told["title"], *_clauses(told["preamble"])]
    for article in told["articles"]:
        found += [f"{article['number']} {article['heading']}".strip(), *_clauses(article["clauses"])]
    return _noted([_bare(one) for one in found])


def _clauses(clauses: list[Any]) -> Iterator[str]:
    """Return clauses as paragraphs, with a line for each sign where whole clauses are set against each other."""
    under: list[Any] = []
    for clause in [*clauses, {"under": []}]:
        while under and under[-1][0] not in [one[0] for one in clause["under"]]:
            yield "]"
            under.pop()
        for at, one in enumerate(clause["under"]):
            if at >= len(under) or one != under[at]:
                yield "|" if at < len(under) else "["
                under[at:] = [one]
        if "text" in clause:
            yield from _paragraphs(clause)


def _paragraphs(clause: Mapping[str, str]) -> list[str]:
    if not clause["text"].startswith("|"):
        return [f"{clause['number']}\t{clause['text']}" if clause["number"] else clause["text"]]
    return [cell.strip() for row in clause["text"].split("\n") for cell in row.strip("| ").split(" | ")]


def _bare(words: str) -> str:
    """Return words without what only a file has: ties, and a bracket's empty second option."""
    words = re.sub(r"\{=[^}]*\}", "", words)
    return re.sub(r"\[(?:…|\.\.\.|__| )\]", "[…]", words.replace(" | ]", "]"))


def _noted(lines: list[str]) -> list[str]:
    """Return paragraphs with each note below its own, by number."""
    found: list[str] = []
    count = 0
    for line in lines:
        notes = re.findall(r"\{note: ([^}]*)\}", line)
        for number, _ in enumerate(notes, count + 1):
            line = re.sub(r"\{note: [^}]*\}", str(number), line, count=1)  # noqa: PLW2901
        found += [line, *(f"{number} {note}" for number, note in enumerate(notes, count + 1))]
        count += len(notes)
    return found


ASKING = sheets.Asking("Reply", "How.", ("Which room:",), ("unclear", "problem", "cannot", "could", "prefer", "question"), "All")  # fmt: skip


def listed(text: one_text.Text) -> list[sheets.Item]:
    """Return what a control list of a text holds."""
    return [sheets.Item(one.number, one.words) for one in one_text.control_list(text)]


def documents() -> dict[str, bytes]:
    """Return the files that LibreOffice opens at once."""
    found = {}
    for language in ("en", "ar", "fr"):
        text = harbour(language)
        found[f"v7-{language}"] = docx.written(texts.version(text, marks(text)))
        found[f"reply-{language}"] = docx.written(sheets.reply(text, ASKING, marks(text)))
        found[f"list-{language}"] = docx.written(
            sheets.control(language, "List", "How.", listed(text), marks(text))
        )
    found["hard"] = docx.written(texts.version(one_text.read(HARD), cover="Said beside it.\n"))
    return found


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Opened]:
    """What LibreOffice shows of every file."""
    return opened(documents(), tmp_path_factory.mktemp("office"))


@pytest.mark.office
@pytest.mark.parametrize("language", ["en", "ar", "fr"])
def test_libreoffice_shows_every_word_number_and_bracket_in_order(shown: dict[str, Opened], language: str):
    assert list(shown[f"v7-{language}"].lines) == expected(harbour(language))


@pytest.mark.office
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_reply_sheet_is_the_text_with_six_boxes_under_each_clause(shown: dict[str, Opened], language: str):
    lines, text = shown[f"reply-{language}"].lines, harbour(language)
    boxes = "   ".join(f"☐ {number}\u00a0{word}" for number, word in enumerate(ASKING.reactions, 1))
    assert [line for line in lines if line != boxes] == [
        "Reply",
        "How.",
        "Which room:",
        *expected(text),
        "All",
    ]
    assert lines.count(boxes) == len(list(one_text.clauses(text)))


@pytest.mark.office
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_control_list_has_a_box_a_number_and_the_words_in_order(shown: dict[str, Opened], language: str):
    lines, items = shown[f"list-{language}"].lines, listed(harbour(language))
    assert list(lines) == ["List", "How.", *(part for one in items for part in ("☐", one.clause, one.words))]
    assert shown[f"list-{language}"].foot[1] == "12345 67890 12345 67890 12345 67890"


@pytest.mark.office
def test_a_changed_file_would_be_seen(shown: dict[str, Opened]):
    wrong = [line.replace("[31 | 37 | 41]", "[41 | 37 | 31]") for line in shown["v7-ar"].lines]
    assert wrong != expected(harbour("ar"))


@pytest.mark.office
@pytest.mark.parametrize("language", ["en", "ar", "fr"])
def test_every_page_carries_name_check_words_digits_and_its_number(shown: dict[str, Opened], language: str):
    one, own = shown[f"v7-{language}"], marks(harbour(language))
    assert own.check is not None
    assert one.head == ("version 7",)
    assert one.foot[0] == f"{CALLED[language]} {' · '.join(own.check.words(language))}"
    assert one.foot[1] == own.check.digits
    assert re.fullmatch(r"\d+ / \d+", one.foot[2])


@pytest.mark.office
def test_labels_nesting_whole_clauses_tables_and_notes_stand_as_in_the_draft(shown: dict[str, Opened]):
    assert list(shown["hard"].lines) == [
        "Accord on [two | three] quays1",
        "1 As the towns call them.",
        "Article 1. Ferries & <lists>",
        "1.\tThe ferries [Tarn: shall | Vell: should] sail at 06:30 for [30 | [36 | 42] | ] days2.",
        "2 Days of the town's clock.",
        "(a)\tCrews rest [at night], on board at […], from 12:1 [sic] to الميناء القديم.",
        "[ Tarn:",
        "2.\tEach side gives a list.",
        "| Vell:",
        "2. bis\tA third party gives both lists.",
        "]",
        "Boat",
        "Berths",
        "North",
        "[3 | 4]",
        "Annex A Map",
        "-\tOne élève; a façade.",
        "Said beside it.",
    ]
    assert shown["hard"].head == ()
    assert shown["hard"].foot == ("1 / 1",)


@pytest.mark.office
def test_arabic_paragraphs_run_from_the_right_and_english_ones_do_not(shown: dict[str, Opened]):
    assert shown["v7-ar"].turned >= 5
    assert shown["v7-en"].turned == 0


@pytest.mark.office
def test_libreoffice_finds_nothing_told_of_the_file(shown: dict[str, Opened]):
    assert {name: one.told for name, one in shown.items()} == dict.fromkeys(shown, ())


def told(content: bytes) -> list[str]:
    """Return what a file tells besides its words: parts, dates, authors, revisions, templates, languages of a machine."""
    found = []
    with ZipFile(BytesIO(content)) as archive:
        found += [name for name in archive.namelist() if name not in PARTS]
        found += [archive.comment.decode()] if archive.comment else []
        for member in archive.infolist():
            if (member.date_time, member.external_attr) != (FIRST, 0x20) or member.create_system:
                found.append(f"{member.filename} dated")
            if member.extra or member.comment:
                found.append(f"{member.filename} with more")
            words = archive.read(member).decode("utf-8")
            Tree.fromstring(words)
            found += re.findall(
                r"<w:(?:ins|del|comment\w*|attachedTemplate|rsid\w*|docVar\w*|people|author)\b", words
            )
            found += re.findall(r"\bw:(?:rsid\w*|author|initials|date)=", words)
            found += re.findall(r"\b(?:dc|dcterms|cp|vt):\w+", words)
    return found


def test_a_file_tells_nothing_but_its_words():
    assert {name: told(content) for name, content in documents().items()} == {
        name: [] for name in documents()
    }


def test_an_author_a_revision_or_a_date_would_be_seen():
    file = BytesIO()
    with ZipFile(BytesIO(documents()["hard"])) as clean, ZipFile(file, "w") as marked:
        for name in clean.namelist():
            marked.writestr(name, clean.read(name).replace(b"<w:p>", b'<w:p w:rsidR="00A1">', 1))
        marked.writestr("docProps/core.xml", "<a><creator>Tarn</creator></a>")
    assert {"docProps/core.xml", "w:rsidR=", "word/document.xml dated"} <= set(told(file.getvalue()))


def test_the_same_document_twice_is_the_same_bytes():
    assert documents() == documents()


def test_what_xml_has_no_place_for_does_not_break_a_file():
    leaf = Leaf("en", (Line("words", (Run("a\x00b\ud800c\x0b<&>"),)),))
    with ZipFile(BytesIO(docx.written(leaf))) as archive:
        body = Tree.fromstring(archive.read("word/document.xml"))
    assert "".join(body.itertext()) == "a\ufffdb\ufffdc\ufffd<&>"


@given(st.text(alphabet="ab 1[|].,:(ابشقא \u0660é", max_size=30), st.booleans())
@settings(max_examples=200)
def test_parted_words_joined_again_are_the_words(words: str, leftward: bool):
    parts = list(ways(words, leftward=leftward))
    assert "".join(part for part, _ in parts) == words
    assert all(way is leftward for part, way in parts if not any(one.isalpha() for one in part))


def test_a_word_runs_as_its_letters_do_and_brackets_with_the_paragraph():
    assert list(ways("في (G7) الميناء", leftward=True)) == [
        ("في (", True),
        ("G7", False),
        (") الميناء", True),
    ]
    assert list(ways("at الميناء، القديم 14", leftward=False)) == [
        ("at ", False),
        ("الميناء، القديم", True),
        (" 14", False),
    ]
