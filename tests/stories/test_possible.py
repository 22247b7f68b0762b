"""Stories of what is possible: the desk's page over Harbour, a room's own page, and D-5, the guard before a release."""

import os
from pathlib import Path

import pytest

from tests.stories.harbour import Chair, Sits, sits

pytestmark = pytest.mark.browser
__all__ = ["sits"]


def picture(chair: Chair, name: str) -> None:
    """Keep a picture of a page where LOOK names a folder, for somebody to look at."""
    if "LOOK" in os.environ:
        chair.page.screenshot(path=str(Path(os.environ["LOOK"]) / f"{name}.png"), full_page=True)


def test_the_desk_sees_what_stands_in_the_way_opens_a_package_and_makes_a_draft_from_it(sits: Sits) -> None:
    m2 = sits("M2")
    told = m2.go("analysis")
    picture(m2, "desk")
    assert "No package is acceptable to all, as things were stated." in told
    assert "Vell accepts 37 points instead of 39" in told
    assert "Tarn gives up its red line “clause 14: within a week of the first return”" in told
    assert "Tarn: never clause 14: within a week of the first return" in told
    for scholar in ("Nash", "Kalai", "Pareto", "Smorodinsky", "utilitarian"):
        assert scholar.casefold() not in m2.page.content().casefold()
    m2.page.get_by_role("link", name="Open the package: Vell").click()
    picture(m2, "package")
    opened = m2.words()
    assert "clause 16: stays open while lists are late" in opened
    assert "What each could deduce from being shown it" in m2.page.content()
    assert "Movements stop for 36 days" in opened
    m2.page.get_by_role("link", name="Make a draft from this").click()
    picture(m2, "draft")
    assert "This draft was worked out from what parties confided." in m2.words()
    written = m2.page.locator("textarea[lang=en]").input_value()
    assert "Movements stop for 36 days" in written
    assert "[in harbour | two miles behind the line of buoys]" in written
    m2.page.get_by_label("Its name").fill("version 8, as it might be")
    m2.press("Register it")
    assert "version 8, as it might be" in m2.words()
    arabic = sits("M1", 390, "ar")
    arabic.go("analysis")
    picture(arabic, "desk-ar-390")


def test_d5_a_delegation_sees_what_the_others_could_deduce_before_it_releases_a_red_line(sits: Sits) -> None:
    tarn = sits("tarn-1")
    tarn.go("room/worth/never")
    picture(tarn, "never")
    tarn.page.get_by_label("Clause 12").select_option("40")
    tarn.page.get_by_label("Why, in your words").fill("Nobody waits six weeks for a name.")
    tarn.press("Keep in our room")
    own = tarn.words()
    picture(tarn, "worth")
    assert "Never: clause 12: 40" in own
    assert "What follows, for us alone" in own
    tarn.page.get_by_role("button", name="Confide this line to the mediators: Never: clause 12: 40").click()
    slip = tarn.send()
    assert "Nobody waits six weeks for a name." in slip
    tarn.go("mediators")
    tarn.page.get_by_role("link", name="Let it be carried").first.click()
    told = tarn.words()
    picture(tarn, "release")
    assert "that you accept nothing with “40” in clause 12" in told
    assert "if they take it that you want less: that the most you accept in clause 12 is 36" in told
    tarn.page.get_by_label("Vell").check()
    tarn.page.get_by_label("in exactly these words").fill("Forty days would be too long.")
    tarn.page.get_by_label("as the mediators' idea").check()
    tarn.press("Read once more, then send")
    assert "Forty days would be too long." in tarn.send()
    m1, vell = sits("M1"), sits("vell-1")
    assert "Never: clause 12: 40" in m1.go("analysis")
    assert "40" not in vell.go("table")


def test_a_room_fills_in_a_table_and_nobody_sees_that_it_looked(sits: Sits) -> None:
    vell = sits("vell-1", 390, "ar")
    vell.go("room/worth/points")
    picture(vell, "points-ar-390")
    vell.page.locator("input[name='first:vessels:3']").fill("5")
    vell.page.locator("form.band button.main").click()
    vell.go("room/worth")
    picture(vell, "worth-ar-390")
    tarn = sits("tarn-1")
    tarn.go("room/worth/order")
    picture(tarn, "order")
    tarn.page.locator("input[name='first:hand-over-day:1']").fill("1")
    tarn.page.locator("input[name='first:hand-over-day:2']").fill("2")
    tarn.press("Keep in our room")
    assert "best first: Wednesday; Thursday" in tarn.words()
    picture(tarn, "worth-partial")
