"""Stories of the rooms: released in other words, reactions and not counters, read back, what changed, in Arabic."""

import re
from pathlib import Path

import pytest

from tests.stories.harbour import Sits

pytestmark = pytest.mark.browser


def test_m3_what_was_confided_is_released_in_other_words_and_only_those_are_read(sits: Sits) -> None:
    tarn, vell, m1 = sits("tarn-1"), sits("vell-1"), sits("M1")
    m1.go("since")
    m1.press("I have seen all this")
    assert "Nobody else wrote anything since." in m1.words()
    tarn.go("mediators")
    secret = "The council sleeps badly over the winter stores."
    tarn.page.get_by_role("textbox", name="In confidence").fill(secret)
    tarn.page.locator("form", has_text="In confidence").get_by_role("button").click()
    tarn.send()
    tarn.go("mediators")
    tarn.page.get_by_role("link", name="Let it be carried").first.click()
    tarn.page.get_by_label("Vell").check()
    tarn.page.get_by_label("in exactly these words").fill("Winter comes to both shores.")
    tarn.page.get_by_label("as the mediators' idea").check()
    tarn.press("Read once more, then send")
    tray = tarn.send()
    assert "May be carried to Vell, in exactly these words:" in tray
    tarn.go("mediators")
    tarn.press("Take it back at once: it may not be carried")
    assert "Leave taken back" in tarn.words()
    tarn.page.get_by_role("link", name="Let it be carried").first.click()
    tarn.page.get_by_label("Vell").check()
    tarn.page.get_by_label("in exactly these words").fill("Winter comes to both shores.")
    tarn.page.get_by_label("as the mediators' idea").check()
    tarn.press("Read once more, then send")
    tarn.send()
    m1.glance()
    m1.page.get_by_role("link", name="Read it").click()
    came = m1.words()
    assert came.index("Between Tarn and the mediators") < came.index("May be carried to Vell")
    assert "council sleeps" in came
    assert "Between Vell and the mediators" not in came.partition("Nothing from others since:")[0]
    m1.go("with/2/")
    m1.page.locator("form", has=m1.page.locator("input[value=carry]")).filter(
        has=m1.page.locator("xpath=preceding-sibling::p[1][contains(., 'Winter comes')]")
    ).get_by_role("button").click()
    assert "Carried to Vell, as the mediators' idea; it cannot be unsaid:" in tarn.go("mediators")
    told = vell.go("mediators")
    assert "Winter comes to both shores." in told
    assert "The mediators' idea" in told
    assert "council sleeps" not in vell.page.content()
    for name in ("", "room", "table", "check", "who-sees-what", "since"):
        vell.go(name)
        assert "council sleeps" not in vell.page.content()


def test_m4_other_words_are_refused_with_a_hint_and_a_reaction_goes_instead(sits: Sits) -> None:
    vell, tarn = sits("vell-1"), sits("tarn-1")
    tarn.go()
    before = tarn.page.locator("main").inner_html()
    vell.go("react/lists")
    vell.page.get_by_text("Propose other words").click()
    vell.page.get_by_label("The clause as we would write it").fill("Lists come when they are ready.")
    vell.press("Propose these words")
    assert "the mediators' desk redrafts" in vell.words()
    assert vell.page.get_by_label("In our words").input_value() == "Lists come when they are ready."
    assert vell.page.get_by_role("radio").count() == 6
    vell.page.get_by_label("cannot live with it").check()
    vell.page.get_by_label("In our words").fill("The winter pilots are not back by then.")
    vell.press("Read once more, then send")
    tray = vell.send()
    assert "Clause 14" in tray
    assert "cannot live with it" in tray
    m2 = sits("M2")
    assert "cannot live with it" in m2.go("?clause=lists")
    assert "The winter pilots" in m2.page.content()
    tarn.go()
    strip = re.compile(r'name="(?:csrfmiddlewaretoken|move)" value="[^"]*"|[fhrw][0-9a-f]{8}')
    assert strip.sub("", tarn.page.locator("main").inner_html()) == strip.sub("", before)


def test_m9_a_read_back_is_corrected_and_both_wordings_stay_until_it_is_settled(sits: Sits) -> None:
    m3, vell = sits("M3"), sits("vell-1")
    m3.go("with/2/")
    m3.page.get_by_role("textbox", name="To Vell").fill("The patrols freeze for three months.")
    m3.page.locator("#saykind").select_option("read_back")
    m3.press("Read once more, then send to Vell")
    m3.send()
    assert "The patrols freeze for three months." in vell.go("mediators")
    asked = vell.page.locator(".band", has_text="three months")
    asked.locator("summary").click()
    asked.get_by_label("What we said").fill("They freeze while the talks go on.")
    asked.get_by_role("button", name="Read once more, then send").click()
    vell.send()
    told = vell.go("mediators")
    assert "disputed: both wordings stand" in told
    assert "three months" in told
    assert "while the talks go on" in told
    theirs = m3.go("with/2/")
    assert "disputed understanding" in theirs
    assert "while the talks go on" in theirs


def pages_of(pdf: Path) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf.read_bytes()))


def test_d2_what_changed_stands_in_arabic_right_to_left_and_on_one_sheet(sits: Sits, tmp_path: Path) -> None:
    vell = sits("vell-1", 390, "ar")
    vell.go()
    first = vell.page.locator("a[href*='/given/']").first.get_attribute("href")
    vell.go(first.split("/", 3)[3])
    sheet = vell.page
    vell.go(f"changed?since={first.rsplit('/', 1)[1]}")
    text = sheet.locator("article.text")
    assert text.get_attribute("dir") == "rtl"
    assert sheet.locator("html").get_attribute("dir") == "rtl"
    stop = text.locator("#stop")
    boxes = [box.bounding_box()["x"] for box in stop.locator(".open > i").all()]
    assert boxes == sorted(boxes, reverse=True)  # the bracket that opens stands at the right
    options = [one.inner_text() for one in stop.locator(".open b").all()]
    assert options == ["30", "36", "40"]
    assert stop.locator("ins", has_text="36").count() == 1
    assert [one.inner_text() for one in sheet.locator(".clause .no bdi").all()][:2] == ["5.", "12."]
    lists = [f"check/list?lang={tongue}" for tongue in ("ar", "en", "fr")]
    for name in (f"changed?since={first.rsplit('/', 1)[1]}", *lists):
        vell.go(name)
        pdf = tmp_path / "sheet.pdf"
        sheet.pdf(path=pdf, format="A4")
        assert pages_of(pdf) == 1, name


@pytest.mark.parametrize(("width", "lang"), [(1280, "en"), (390, "fr"), (320, "ar")])
def test_every_page_of_a_room_has_no_barrier_at_any_width(sits: Sits, width: int, lang: str) -> None:
    tarn = sits("tarn-1", width, lang)
    names = ("", "room", "mediators", "mediators/1", "check", "check/list", "react/hand-overs", "answer")
    for name in (*names, "table", "changed", "principals"):
        tarn.go(name)
    if width == 320:
        desk = sits("M1", width, lang)
        for name in ("", "text", "process", "carried", "seats", "with/2/", "with/2/deliver"):
            desk.go(name)


def test_the_first_view_of_harbours_text_is_light(sits: Sits) -> None:
    tarn = sits("tarn-1")
    sizes: list[int] = []
    tarn.page.on("response", lambda reply: sizes.append(len(reply.body())))
    tarn.go()
    assert sum(sizes) < 60_000
