"""A version as PDF: nothing told of anybody, check words on every page, the same bytes twice; and where none can be made, why."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from goodoffices.core.errors import Refused
from goodoffices.documents.printed import pdf, texts
from tests import pdf as reading
from tests.documents.printed.test_docx import HARD, harbour, marks, one_text

MAKE = """
import sys
from goodoffices.core import text
from goodoffices.documents.printed import pdf, texts
sys.stdout.buffer.write(pdf.written(texts.version(text.read(sys.stdin.read()))))
"""
ASK = """
from goodoffices.core.errors import Refused
from goodoffices.documents.printed import pdf, texts
from goodoffices.core import text
print(pdf.missing())
try:
    pdf.written(texts.version(text.read("# One")))
except Refused as no:
    print(no)
"""
drawn = pytest.mark.pdf


@drawn
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_pdf_tells_nothing_and_every_page_carries_digits_and_its_number(language: str):
    text = harbour(language)
    content = pdf.written(texts.version(text, marks(text)))
    assert reading.told(content) == []
    found = reading.pages(content)
    own = marks(text).check
    assert own is not None
    for number, page in enumerate(found, 1):
        flat = page.replace("\n", "")
        assert own.digits in flat
        assert f"{number} / {len(found)}" in flat
        assert language == "ar" or " · ".join(own.words("en")) in flat
    assert len(found) == 4


@drawn
def test_what_a_usual_maker_writes_would_be_seen(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pdf, "_tell_nothing", lambda document, made: made.info.update(Author="(Tarn)"))
    content = pdf.written(texts.version(one_text.read("# One")))
    found = reading.told(content)
    assert any("Author" in one for one in found)
    assert any("Producer" in one for one in found)


@drawn
def test_the_same_document_in_another_process_is_the_same_bytes():
    made = [
        subprocess.run(
            [sys.executable, "-c", MAKE], input=HARD.encode(), capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert made[0] == made[1]
    assert made[0].startswith(b"%PDF-")


@drawn
def test_words_of_a_text_are_words_to_whatever_draws_them():
    text = one_text.read('# <script>a</script>\n\n1. <img src="file:///etc/passwd"> & more\n')
    page = reading.pages(pdf.written(texts.version(text)))[0].replace("\n", "")
    assert "<script>a</script>" in page
    assert '<img src="file:///etc/passwd"> & more' in page


def test_where_a_library_cannot_be_loaded_there_is_no_pdf_and_the_reason_is_told(tmp_path: Path):
    """The library is really broken for that process: the loader finds a file that is none before the machine's own."""
    for name in ("libgobject-2.0.so.0", "libpango-1.0.so.0"):
        (tmp_path / name).write_bytes(b"not a library")
    env = {**os.environ, "LD_LIBRARY_PATH": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", ASK], capture_output=True, text=True, check=True, env=env)
    why, no = done.stdout.strip().split("\n")
    assert re.search("libgobject|cannot load library", why)
    assert "no libraries" in no


def test_a_document_is_refused_where_it_cannot_be_made(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pdf, "missing", lambda: "gone")
    with pytest.raises(Refused):
        pdf.written(texts.version(one_text.read("# One")))
