"""What is no plain report is refused with its place; what is hostile is read without harm."""

import io
import sys
import zipfile
from pathlib import Path

import pytest

from goodoffices.core.errors import BadInput
from goodoffices.record.reading.intake import LARGEST, read_file, text_of
from goodoffices.record.reading.reading import read


def fault(data: bytes) -> str:
    with pytest.raises(BadInput) as raised:
        text_of(data, "r.txt")
    return str(raised.value)


def zipped() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("report.txt", "TARN - It rained.")
    return held.getvalue()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (zipped(), "zip archive"),
        (b"%PDF-1.7 ...", "PDF"),
        ("tarn".encode("utf-16"), "UTF-16"),
        (b"<!DOCTYPE html><p>x</p>", "web page"),
        (b"TARN - <p>It</p> <br> rained.", "web page"),
        (b"x" * (LARGEST + 1), "bytes"),
    ],
)
def test_what_is_no_plain_text_is_refused(data: bytes, says: str):
    assert says in fault(data)
    assert fault(data).startswith("r.txt")


def test_a_byte_that_is_not_utf_8_is_named_by_line_and_column():
    assert (
        fault("é\nab\n".encode() + b"c\xff") == "r.txt:3:2: this byte is not UTF-8; save the report as UTF-8"
    )


@pytest.mark.parametrize("char", ["\u202e", "\u2066", "\x00", "\x1b"])
def test_marks_that_turn_the_writing_over_are_refused_with_their_place(char: str):
    assert fault(f"TARN - It\nrai{char}ned.".encode()).startswith("r.txt:2:4: ")


def test_ordinary_direction_marks_and_tags_in_passing_are_read_as_they_stand():
    text = "TARN - The \u200fEnvoy\u200e said the sign read <a>.\n"
    assert text_of(text.encode()) == text


def test_a_line_of_ten_million_bytes_is_refused_before_it_is_read(tmp_path: Path):
    path = tmp_path / "long.txt"
    path.write_bytes(b"a" * 10_000_000)
    with pytest.raises(BadInput, match="10,000,000 bytes"):
        read_file(path)


def test_a_missing_file_is_bad_input(tmp_path: Path):
    with pytest.raises(BadInput, match="cannot be read"):
        read_file(tmp_path / "none.txt")


SEEDS = [
    "a", '"', "'", "said ", "'a ", "the ", "1 ", "May 3, ", ", ", "he said that ", "more than ", "“a” ", "A, ", '"a," he said. ', "said, ",
    "U.", "a-", "\n", "  ", "$", "1,", "12/", "between 1 and 2 ", "who, ", "he, who, ", "according to ", "in a statement ", "demand for ",
    "one hundred ", "to ", "that ", "and said ", "” ", "‘x ", "early in the ", "told him ", "was said by ", "2031-", "(a", "[1] ", " in",
    "of the ", "\u200f", "Monday ", "last ", "half a ", ", the a, ",
]  # fmt: skip


def calls(text: str) -> int:
    """Return how many Python functions run while the text is read."""
    count = 0

    def tick(_frame: object, event: str, _arg: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(tick)
    try:
        read(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("seed", SEEDS)
def test_twice_the_text_takes_hardly_more_than_twice_the_steps(seed: str):
    once, twice = ((seed * (n // len(seed) + 1))[:n] for n in (4_000, 8_000))
    read(once)
    assert calls(twice) <= 2.6 * calls(once) + 2_000
