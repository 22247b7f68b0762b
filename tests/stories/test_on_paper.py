"""Stories of paper: a non-paper left and withdrawn (M-8), and a session on paper alone, keyed in afterwards (N-1)."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from tests import pdf as reading
from tests.documents.printed.test_docx import told
from tests.office import opened
from tests.run import office, pango
from tests.stories.harbour import Chair, Sits

pytestmark = pytest.mark.browser
LINES = ("Elements", "Boats could sail at dawn.", "Lists could follow within [7 | 10] days.")
SECONDS_TO_READ, KEYS_A_MINUTE, MINUTES = 5, 60, 30


def saved(chair: Chair, name: str) -> tuple[str, bytes]:
    """Take a file by its link, and return the name it would be kept under and what it holds."""
    with chair.page.expect_download() as taken:
        chair.page.get_by_role("link", name=name, exact=True).click()
    return taken.value.suggested_filename, Path(taken.value.path()).read_bytes()


def test_m8_a_non_paper_tells_nothing_and_withdrawn_it_was_never_there(sits: Sits, tmp_path: Path) -> None:
    m1, vell = sits("M1"), sits("vell-1", 390)
    m1.go("papers")
    m1.page.get_by_label("Its heading").fill(LINES[0])
    m1.page.get_by_label("Its words").fill("\n\n".join(LINES[1:]))
    m1.press("Read it once more")
    m1.page.get_by_label("Vell", exact=True).check()
    m1.visitor.accessible()
    m1.press("Leave it with them")
    m1.page.get_by_text("lies there").wait_for()
    vell.go("papers")
    vell.page.get_by_role("link", name=LINES[0]).click()
    vell.page.get_by_text("nobody can be held to it").wait_for()
    vell.visitor.accessible()
    assert "M1" not in vell.words()
    address = vell.page.url
    vell.page.get_by_role("link", name="To print, as DOCX or PDF").click()
    vell.page.get_by_text("Print this page").wait_for()
    vell.visitor.accessible()
    vell.visitor.fits()
    name, content = saved(vell, "As DOCX")
    assert (name, told(content)) == ("paper.docx", [])
    if not office():
        shown = opened({"paper": content}, tmp_path / "office")["paper"]
        assert (shown.lines, shown.head, shown.told) == (LINES, (), ())
        assert shown.foot == ("1 / 1",)
    if not pango():
        name, drawn = saved(vell, "As PDF")
        assert (name, reading.told(drawn)) == ("paper.pdf", [])
        assert reading.pages(drawn)[0].replace("\n", "") == "".join(LINES) + "1 / 1"
    m1.page.get_by_role("button", name="Withdraw it", exact=True).click()
    m1.page.wait_for_url("**/papers")
    log = m1.go("notes")
    assert "A paper without status lay with Vell and was withdrawn." in log
    assert not any(line in log for line in LINES)
    copy = address.rsplit("/", 1)[1]
    for way in (f"papers/{copy}", f"print/paper/{copy}", f"print/paper/{copy}/docx"):
        gone, never = [
            vell.visitor.page.request.get(f"{base(vell)}{one}") for one in (way, way.replace(copy, "e" * 32))
        ]
        assert gone.status == never.status == 404
        assert plain(gone.text()).replace(copy, "e" * 32) == plain(never.text())
    assert LINES[0] not in vell.go("papers")


def base(chair: Chair) -> str:
    """Return where a seat's addresses begin."""
    return str(chair.page.url).split("/seat/", 1)[0] + f"/seat/{chair.address}/"


def plain(page: str) -> str:
    """Return a page without the mark against forged forms, which is new each time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


class Keys:
    """A keyboard whose presses are counted; nothing else is touched."""

    def __init__(self, page: Any) -> None:
        self.page, self.count = page, 0

    def press(self, *keys: str) -> None:
        """Press keys one after another."""
        for key in keys:
            self.page.keyboard.press(key)
            self.count += 1

    def types(self, words: str) -> None:
        """Type words, letter by letter."""
        self.page.keyboard.type(words)
        self.count += len(words)


def test_n1_a_session_on_paper_is_keyed_in_by_a_volunteer_with_the_keyboard_alone(sits: Sits) -> None:
    """Two rooms' sheets, every clause marked, each fifth with words: reckoned at five seconds to read a clause and a key a second."""
    m2 = sits("M2")
    m2.go("text")
    m2.page.get_by_role("link", name="a sheet to reply on").first.click()
    m2.page.get_by_text("Print this page").wait_for()
    m2.visitor.accessible()
    sheet = m2.words()
    clauses = len(re.findall("☐ 6\u00a0question…", sheet))
    assert clauses >= 31
    name, content = saved(m2, "As DOCX")
    assert (name, told(content)) == ("reply-sheet-en.docx", [])
    with ZipFile(BytesIO(content)) as archive:
        assert archive.read("word/footer.xml").decode().count(" · ") == 8  # nine check words on each page
    keys, pages = Keys(m2.page), 0
    for number, room in enumerate(("Tarn", "Vell"), 1):
        m2.go(f"with/{number}/sheet")
        pages += 1
        keys.press("Tab")
        keys.types("Monday")
        keys.press("Tab")
        keys.types("the clerk")
        keys.press("Tab")
        for clause in range(clauses):
            keys.press(str(clause % 6 + 1))
            if clause % 5 == 0:
                keys.types("not in winter")
            keys.press("Enter")
        keys.types("We thank you.")
        keys.press("Tab", "Enter")
        m2.page.wait_for_url(f"**/with/{number}/")
        assert f"Before you enter the room of {room}" in m2.words()
        assert "on paper; witness: the clerk" in m2.words()
    minutes = (2 * clauses * SECONDS_TO_READ + keys.count * 60 / KEYS_A_MINUTE) / 60
    assert minutes < MINUTES, (clauses, keys.count, pages)
    tarn = sits("tarn-1")
    assert tarn.glance("").count("written down by a mediator") == clauses
    print(f"{clauses} clauses a sheet, 2 sheets on {pages} pages, {keys.count} keys: {minutes:.0f} minutes")
