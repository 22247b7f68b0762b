"""The paper story: one mediator signed in and nobody else, from an empty site to version 2, in six pages.

How pages are counted: a page is a screen loaded on which something must be written, chosen or decided. The front page,
which is nothing but doors, is not one; a screen shown again because the one before it was sent with something still to
say would be one more. What is printed and what is only looked at at the end asks for nothing.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser import Visitor, Visitors
from tests.serving import PASSWORD, Site, serving

pytestmark = pytest.mark.browser
MOST = 6


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A server started as `make up` starts it, with nothing in it."""
    with serving(tmp_path / "data") as site:
        yield site


PASTED = (
    "UNDERSTANDING ON THE TWO QUAYS\r\n"
    "Article 1. Ferries\r\n"
    "1.\tThe ferries [shall] [should] sail for [30/36] days.\r\n"
    "2.\tCrews rest “at least” [10] hours, on\u00a0board.\r\n"
    "2 bis Pilots are named [within […] days].\r\n"
    "Article 2. Lists\r\n"
    "Option 1: Each side gives a list\u200f by noon.\r\n"
    "Option 2: A third party gives both lists.\r\n"
)


class Pages:
    """The pages a mediator walks through, each looked at as it comes."""

    def __init__(self, visitor: Visitor, *, script: bool) -> None:
        self.visitor, self.script = visitor, script
        self.walked: list[str] = []

    @property
    def page(self) -> Any:
        return self.visitor.page

    def comes(self, head: str) -> None:
        """A page on which something must be done has come."""
        self.visitor.settled()
        assert head in self.page.locator("h1:visible, h2:visible").all_inner_texts(), self.page.url
        self.visitor.fits()
        if self.script:
            self.visitor.accessible()
        self.walked.append(head)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).first.click()
        self.visitor.settled()

    def choose(self, place: str, becomes: str) -> None:
        """Choose a reading of a place, told by its own words."""
        own = self.page.locator("fieldset.place", has=self.page.locator("legend", has_text=place)).first
        own.locator(".check", has_text=becomes).first.locator("input").check()


def sheets(page: Any, pdf: Path) -> int:
    page.pdf(path=pdf, format="A4")
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf.read_bytes()))


def told(pages: Pages) -> str:
    return str(pages.page.locator("main").inner_text())


@pytest.mark.parametrize("width", [1280, 390])
def test_paper_from_an_empty_site_to_version_2_in_six_pages(
    visitors: Visitors, tmp_path: Path, width: int
) -> None:
    script = width > 390  # on the telephone, without script
    pages = Pages(visitors(width=width, script=script), script=script)
    pages.visitor.go("/")
    pages.page.get_by_role("link", name="Begin talks of your own").click()

    pages.comes("Begin talks")
    pages.page.get_by_label("What the talks are called").fill("Two Quays")
    pages.page.get_by_label("The parties, one to a line").fill("Tarn\nVell")
    pages.page.get_by_label("Your own name").fill("Ana")
    pages.page.get_by_label("Choose a password").fill(PASSWORD)
    pages.page.get_by_label("A first draft of the text").fill(PASTED)
    pages.press("Begin")

    pages.comes("Read what was pasted")
    assert "As it will be read" in told(pages)
    pages.choose("[shall] [should]", "one place, its alternatives")
    pages.choose("[30/36]", "the stroke parts")
    pages.choose("[10]", "leave it")
    pages.choose("[within […] days]", "not agreed")
    pages.choose("Option 1:", "alternatives to one another")
    pages.press("Register it, and print it for the rooms")
    assert pages.page.get_by_text("The text below is as you chose now").count() == 1
    text = pages.page.locator("article.text").inner_text()
    assert "at least” [10] hours" in text
    assert "third party" in text
    pages.walked.append("Read what was pasted, as chosen")
    pages.press("Register it, and print it for the rooms")

    pages.comes("version 1 on paper")
    sheet = pages.page.locator(".leaf").inner_text()
    assert "Check words:" in sheet
    assert "What we say to it" in sheet
    assert sheets(pages.page, tmp_path / "paper.pdf") == 1
    pages.press("It was left with them on paper")

    pages.comes("What each said")
    for name, words in (("Tarn", "Thirty days, and not one more."), ("Vell", "Our pilots decide, not we.")):
        pages.page.get_by_label(f"In the words of {name}").fill(words)
    pages.page.get_by_label("When", exact=True).first.fill("Monday at noon")
    pages.press("Write it down, and draft the next version")

    pages.comes("Draft and register a version")
    assert "Thirty days, and not one more." in pages.page.locator("aside").inner_text()
    area = pages.page.get_by_label("The text in en")
    area.fill(area.input_value().replace("[30 | 36]", "[30 | 33 | 36]"))
    assert pages.page.get_by_label("Its name").input_value() == "version 2"
    pages.press("Register it")

    assert "version 2" in told(pages)
    assert "[30 | 33 | 36]" in told(pages)
    print(pages.walked)
    assert len(pages.walked) <= MOST, pages.walked
