"""Story M-1: one mediator leaves another text under the same name; the desk, or the room's own check, finds it."""

import re

import pytest

from goodoffices.web.demo.scene import HARBOUR
from tests.stories.harbour import Sits, still
from tests.stories.texts import accept, deliver, next_version

pytestmark = pytest.mark.browser


def test_m1_another_text_entered_under_the_same_name_alarms_the_desk_within_one_act(sits: Sits) -> None:
    m1, m2 = sits("M1"), sits("M2")
    tarn, vell = sits("tarn-1"), sits("vell-1")
    next_version(m1)
    m1.glance("text/draft")
    english = m1.page.locator("#ten").input_value()
    deliver(m1, 1, "left")
    before = still(tarn)
    deliver(m2, 2, "left", name="version 8", words=english.replace("by day 8 |", "by day 9 |"))
    for chair in (m1, m2):
        assert "another text under “version 8”: clause 14 differs" in chair.glance()
    assert still(tarn) == before
    told = vell.go()
    assert "differs" not in told
    assert "other check words than everybody was told for version 8" in told
    accept(vell)
    assert "We accept" in vell.glance("mediators")
    told = m1.go()
    assert "Vell accepted another text than version 8: one difference, clause 14 differs." in told
    assert "There is no common text yet." in told
    accept(tarn)
    told = m2.glance()
    assert "Tarn accepts version 8." in told
    assert "There is no common text yet." in told
    vell.glance()
    assert "counter" not in vell.page.content()


def test_m1_altered_paper_is_found_by_the_rooms_own_check_and_told_the_desk_by_the_room_alone(
    sits: Sits,
) -> None:
    m1, m3, tarn, vell = sits("M1"), sits("M3"), sits("tarn-1"), sits("vell-1", 390)
    deliver(m3, 2, "left")
    before = still(tarn)
    vell.go("check")
    vell.page.locator("#language").select_option("en")
    vell.page.locator("#copy").fill((HARBOUR / "v7-as-carried.md").read_text(encoding="utf-8"))
    vell.press("Compare it")
    told = vell.words()
    assert "It is another text than version 7:" in told
    assert re.search(r"in 14\.?, .*7.* became .*9", told), told
    assert "another text" not in m1.glance()
    vell.press("Read once more, then send")
    assert "our copy has" in vell.send()
    assert "another text under “version 7”: clause 14 differs" in m1.go()
    assert still(tarn) == before
    accept(vell, "We accept the copy we hold")
    assert "The copy we hold" not in tarn.glance("mediators")
    told = m1.glance()
    assert "Vell accepted another text than version 7: one difference, clause 14 differs." in told
    assert "There is no common text yet." in told
    accept(vell)
    told = m1.glance()
    assert "Vell accepts version 7, and holds another text: one difference, clause 14 differs." in told
    assert "There is no common text yet." in told
    assert still(tarn) == before
    vell.go("answer")
    assert "counter" not in vell.page.content()
