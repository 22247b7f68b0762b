"""The public record, in a browser: X-1, claims of one thing side by side; X-2, what gets in and what a correction does."""

import pytest

from tests.stories.harbour import Chair, Sits, sits

pytestmark = pytest.mark.browser
__all__ = ["sits"]

WIRE = """PORT ELSTER, April 8, 2031 - Indirect talks over the closed strait made no progress, an official of one side said on Monday.

A senior official of a mediating state said there was progress. "Phase one will last 40 days," the official told the Strait Gazette.
"""


def fill(chair: Chair, **fields: str) -> None:
    """Write a statement by hand and enter it."""
    chair.go("record/statement")
    for name, value in fields.items():
        box = chair.page.locator(f"[name='{name.replace('__', '.')}']")
        if name in ("hidden", "grade"):
            box.select_option(value)
        else:
            box.fill(value)
    chair.press("Enter it")


def test_x1_who_claimed_what_and_when_on_whose_authority(sits: Sits):
    desk = sits("M1")
    desk.go("record")
    desk.page.get_by_role("link", name="Enter a report").click()
    desk.page.locator("#text").fill(WIRE)
    desk.page.locator("#outlet").fill("Strait Gazette")
    desk.press("Read it")
    desk.visitor.accessible()
    boxes = desk.page.locator("input[name=take]")
    assert boxes.count() >= 3
    for place in range(boxes.count()):  # with the keyboard alone
        boxes.nth(place).focus()
        desk.page.keyboard.press("Space")
    desk.page.keyboard.press("Enter")
    desk.page.wait_for_url("**/record")
    assert "no progress" in desk.words()
    assert "there was progress" in desk.words()
    forty = {
        "source": "sources close to the talks",
        "hidden": "anonymous",
        "grade": "deep background",
        "words": "phase one will last 40 days",
        "what__1": "length of phase one",
        "value__1": "40",
        "unit__1": "days",
    }
    fill(desk, outlet="Harbour Radio", published="2031-05-01", **forty)
    fill(desk, outlet="Morning Post", chain="Harbour Radio > Morning Post", published="2031-05-02", **forty)
    fill(
        desk,
        source="the text as published",
        hidden="described",
        grade="on record",
        outlet="Fleet Journal",
        published="2031-05-07",
        words="phase one has 42 days",
        what__1="length of phase one",
        value__1="42",
        unit__1="days",
    )
    desk.go("record")
    desk.page.locator("#what").select_option("length of phase one")
    desk.press("Show")
    told = desk.words()
    desk.visitor.accessible()
    assert "40 days" in told
    assert "42 days" in told
    assert told.count("1 independent source") == 2
    assert "Harbour Radio, via Morning Post" in told
    assert "deep background" in told
    for verdict in ("true", "false", "wrong", "reliable", "confirmed by"):
        assert verdict not in told.lower()
    assert desk.page.locator("svg[role=img]").count() == 1
    desk.page.locator("#on").fill("2031-05-03")
    desk.press("Show")
    assert "42 days" not in desk.words()


def test_x2_nothing_without_source_and_date_gets_in_and_a_correction_erases_nothing(sits: Sits):
    desk = sits("M1", width=390)
    fill(desk, words="they are close")
    assert "needs its source" in desk.words()
    assert "needs a date" in desk.words()
    assert desk.page.locator("#words").input_value() == "they are close"
    for name, value in {
        "source": "a delegate",
        "outlet": "Fleet Journal",
        "said": "2031-05-03",
        "published": "2031-05-05",
    }.items():
        desk.page.locator(f"[name={name}]").fill(value)
    desk.press("Enter it")
    told = desk.go("record")
    assert "2031-05-03" in told
    assert "published 2031-05-05" in told
    line = desk.page.locator("article", has_text="they are close")
    line.get_by_role("link", name="correct", exact=True).click()
    desk.page.locator("#words").fill("they are not close")
    desk.page.locator("#outlet").fill("Fleet Journal")
    desk.page.locator("#published").fill("2031-05-06")
    desk.press("Enter it")
    told = desk.words()
    assert "they are close" in told
    assert "they are not close" in told
    assert "corrected by" in told
    room = sits("tarn-1")
    assert "they are close" not in room.go("record")
