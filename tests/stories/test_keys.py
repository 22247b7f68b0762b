"""A story of closed talks: begun by a page, a seat taken by printed invitation, signed in again, recovered by sheet."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import Visitor, Visitors
from tests.serving import PASSWORD, Site, serving

pytestmark = pytest.mark.browser
SECRET = "We could live with 36 days if pressed."
FRESH = "another four plain words"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A site with nobody in it yet."""
    with serving(tmp_path / "data") as site:
        yield site


def looked(visitor: Visitor, name: str) -> None:
    """See that a page fits and has no barrier; keep a picture of it where somebody asks for pictures."""
    visitor.fits()
    visitor.accessible()
    folder = os.environ.get("GOODOFFICES_PICTURES")
    if folder:
        visitor.page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


def join(visitor: Visitor) -> str:
    """Choose a password for the seat that is offered; return the sign-in name."""
    name = visitor.page.locator(".paper .code").inner_text()
    visitor.page.locator("input[name=password]").fill(PASSWORD)
    visitor.page.get_by_role("button", name="take my seat").click()
    assert "The seat is yours." in visitor.page.get_by_role("status").inner_text()
    return name


def begun(desk: Visitor) -> None:
    """Begin closed talks, having read what that means."""
    desk.go("/begin")
    page = desk.page
    page.get_by_label("What the talks are called").fill("Strait")
    page.get_by_label("The parties, one to a line").fill("Tarn\nVell")
    page.get_by_label("Your own name, as the others know you").fill("M1")
    page.get_by_label("Closed: the members alone hold the keys.").check()
    page.get_by_label("Choose a password").fill(PASSWORD)
    looked(desk, "begin")
    page.get_by_role("button", name="Begin", exact=True).click()


def invited(desk: Visitor, party: str) -> str:
    """Print an invitation for a party's delegation; return its code."""
    desk.page.get_by_role("link", name="Strait").first.click()
    desk.page.get_by_role("link", name="Process").first.click()
    desk.page.get_by_role("link", name="Seats").first.click()
    desk.page.get_by_role("row", name=party).get_by_role("button", name="Print an invitation").first.click()
    return desk.page.locator(".invitation p.code").inner_text()


def try_sheet(tarn: Visitor) -> str:
    """Print a recovery sheet and type back the group it asks for; return its long code."""
    page = tarn.page
    tarn.go("/me/sheet")
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Make it").click()
    looked(tarn, "sheet")
    groups = page.locator(".groups bdi").all_inner_texts()
    label = page.locator("label[for=group]").inner_text()
    asked = int("".join(letter for letter in label if letter.isdecimal()))
    page.locator("input[name=group]").fill("ZZZZ" if groups[asked - 1] != "ZZZZ" else "YYYY")
    page.get_by_role("button", name="It is printed").click()
    assert f"Look at group {asked}" in page.get_by_role("alert").inner_text()
    looked(tarn, "sheet-tried")
    page.locator("input[name=group]").fill(groups[asked - 1].lower())
    page.get_by_role("button", name="It is printed").click()
    assert "Your recovery sheet is tried" in page.get_by_role("status").inner_text()
    return "-".join(groups)


def room(tarn: Visitor) -> str:
    tarn.page.get_by_role("link", name="Our room").first.click()
    return tarn.page.locator("main").inner_text()


def test_closed_talks_are_entered_by_paper_and_a_lost_password_is_mended_by_the_sheet_alone(
    visitors: Visitors,
) -> None:
    desk, tarn = visitors(), visitors()
    begun(desk)
    code = invited(desk, "Tarn")
    tarn.go("/take")
    tarn.page.locator("input[name=code]").fill(code)
    tarn.page.get_by_role("button", name="Go on").click()
    name = join(tarn)
    looked(tarn, "own")
    tarn.page.get_by_role("link", name="Strait").first.click()
    assert "You sit here alone." in room(tarn)
    tarn.page.get_by_role("textbox", name="Say it in our room").fill(SECRET)
    tarn.page.get_by_role("button", name="Say it").click()
    assert SECRET in room(tarn)
    looked(tarn, "room")
    assert "opens to the members alone" in tarn.page.locator("footer").inner_text()
    tarn.page.get_by_role("link", name="Who sees what").first.click()
    assert "Closed: the members alone." in tarn.page.locator("main").inner_text()
    looked(tarn, "who-sees-what")

    long = try_sheet(tarn)
    tarn.page.get_by_role("button", name="Sign out").click()
    tarn.sign_in(name)
    assert SECRET in room(tarn)
    tarn.page.get_by_role("button", name="Sign out").click()

    elsewhere = visitors(width=390)
    elsewhere.go("/way-back")
    elsewhere.page.locator("input[name=name]").fill(name)
    elsewhere.page.locator("input[name=back]").fill(long.lower().replace("-", " "))
    elsewhere.page.locator("input[name=fresh]").fill(FRESH)
    elsewhere.page.get_by_role("button", name="Set the new password").click()
    elsewhere.page.get_by_role("link", name="Strait").first.click()
    assert SECRET in room(elsewhere)
    looked(elsewhere, "room-390")
    desk.page.get_by_role("link", name="I have printed them").click()
    assert SECRET not in desk.page.content()
