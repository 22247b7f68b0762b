"""The site's own pages in a browser: no stranger asked, no policy broken, no barrier, nothing too wide."""

import re

import pytest

from tests.browser import Visitor, Visitors
from tests.serving import PASSWORD, Site

pytestmark = pytest.mark.browser

PUBLIC = ("/", "/sign-in", "/way-back", "/take", "/what-this-does-not-protect", "/nothing-here")
OWN = ("/me", "/me/password", "/me/second", "/me/second/off", "/me/sheet", "/take")
SIZES = ((1280, "en"), (390, "fr"), (320, "ar"))  # 320 is what is left of 1280 at 400 %
INVITE = """
from goodoffices.web import clock
from goodoffices.web.people import invitations
answer = invitations.invite(told["talks"], told["seat"], clock.now()).code
"""


@pytest.mark.parametrize(("width", "lang"), SIZES)
def test_pages_for_everybody_have_no_barrier_at_any_width(visitors: Visitors, width: int, lang: str) -> None:
    visitor = visitors(width=width, lang=lang)
    for page in PUBLIC:
        visitor.go(page)
        visitor.fits()
        visitor.accessible()
        assert visitor.page.locator("html").get_attribute("dir") == ("rtl" if lang == "ar" else "ltr")


@pytest.mark.parametrize(("width", "lang"), SIZES)
def test_pages_of_ones_own_have_no_barrier_at_any_width(
    site: Site, visitors: Visitors, width: int, lang: str
) -> None:
    site.person(language=lang)
    visitor = visitors(width=width, lang=lang)
    visitor.sign_in()
    for page in OWN:
        visitor.go(page)
        visitor.fits()
        visitor.accessible()
    assert visitor.page.locator("html").get_attribute("lang") == lang


@pytest.mark.parametrize("script", [True, False])
def test_a_delegate_takes_a_seat_prints_a_sheet_and_comes_back_with_it(
    site: Site, visitors: Visitors, script: bool
) -> None:
    seat = site.seat()
    code = site.run(INVITE, **seat)
    visitor = visitors(script=script)
    page = visitor.page
    visitor.go("/")
    page.locator("main a[href='/take']").click()
    page.locator("input[name=code]").fill(code.lower().replace("-", " "))
    page.get_by_role("button", name="Go on").click()
    name = page.locator(".paper .code").inner_text()
    assert re.fullmatch(r"[a-z]+-[a-z]+-[a-z]+-\d\d", name)
    page.locator("input[name=password]").fill("short")
    page.get_by_role("button", name="take my seat").click()
    assert "at least 12" in page.get_by_role("alert").inner_text()
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="take my seat").click()
    assert "The seat is yours." in page.get_by_role("status").inner_text()
    page.get_by_role("link", name="Make one, and print it").click()
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Make it").click()
    sheet = page.locator(".codes bdi").all_inner_texts()
    assert len(sheet) == 8
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("link", name="Find the way back").click()
    page.locator("input[name=name]").fill(name)
    page.locator("input[name=back]").fill(sheet[3])
    page.locator("input[name=fresh]").fill("quite another password")
    page.get_by_role("button", name="Set the new password").click()
    assert "7 unused codes left" in page.locator("main").inner_text()


def test_a_first_view_with_its_styles_is_small(site: Site, visitor: Visitor) -> None:
    sizes: dict[str, int] = {}
    visitor.page.on("response", lambda reply: sizes.update({reply.url: int(reply.headers["content-length"])}))
    for page in PUBLIC:
        visitor.go(page)
    assert len(sizes) > len(PUBLIC)
    assert sum(sizes.values()) < 60_000


def test_the_keyboard_reaches_the_text_first_and_shows_where_it_is(visitor: Visitor) -> None:
    visitor.go("/sign-in")
    visitor.page.keyboard.press("Tab")
    assert visitor.page.evaluate("document.activeElement.className") == "skip"
    assert visitor.page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    visitor.page.keyboard.press("Enter")
    visitor.page.keyboard.press("Tab")
    assert visitor.page.evaluate("document.activeElement.name") == "name"


def test_the_language_is_chosen_before_anything_is_read(visitor: Visitor) -> None:
    visitor.go("/sign-in")
    visitor.page.get_by_role("button", name="العربية").click()
    assert visitor.page.url.endswith("/sign-in")
    assert visitor.page.locator("html").get_attribute("dir") == "rtl"
    assert not re.search(r"Sign-in name|Password", visitor.page.locator("main").inner_text())
