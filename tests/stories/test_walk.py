"""The walk through Harbour, from its doors, step by step; each step marks itself as done, and none before."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import Visitors
from tests.serving import Site, serving
from tests.stories.harbour import CHANCE, NAME, Chair, Staged
from tests.stories.texts import accept, deliver

pytestmark = pytest.mark.browser

OPEN = """
from goodoffices.web.demo.scene import VISITOR
Person.objects.filter(name=told["name"]).update(name=VISITOR)
answer = True
"""


@pytest.fixture
def site(tmp_path: Path, staged: Staged) -> Iterator[Site]:
    """Harbour served as a demonstration is: whoever comes sits in every chair."""
    shutil.copytree(staged.data, tmp_path / "data")
    with serving(tmp_path / "data", GOODOFFICES_DEMONSTRATION="1") as site:
        assert site.run(OPEN, name=NAME)
        yield site


def done(chair: Chair) -> list[str]:
    """Return the numbers of the steps that the doors of Harbour mark as done."""
    chair.visitor.go("/harbour")
    return [one.inner_text().split()[1] for one in chair.page.locator("li.done").all()]


def bare(chair: Chair) -> str:
    """Return a room's own page, less what is made up anew each time."""
    chair.glance()
    return CHANCE.sub("", str(chair.page.locator("html").inner_html()))


def test_the_walk_through_harbour_each_step_looking_at_itself(visitors: Visitors, staged: Staged) -> None:
    visitor = visitors()
    m1, m2, m3, tarn, vell = (
        Chair(visitor, staged.seats[who]) for who in ("M1", "M2", "M3", "tarn-1", "vell-1")
    )
    assert done(m1) == ["1"]
    visitor.fits()
    visitor.accessible()
    visitor.page.get_by_role("link", name="v7-as-carried.md").click()
    altered = visitor.page.locator("body").inner_text()
    before, words = bare(tarn), m2.go()
    assert words.count("version 7") >= 2
    deliver(m3, 2, "left")
    assert done(m1) == ["1", "2a"]
    vell.glance("check")
    visitor.page.locator("#language").select_option("en")
    visitor.page.locator("#copy").fill(altered)
    vell.press("Compare it")
    assert "It is another text than version 7:" in vell.words()
    assert done(m1) == ["1", "2a", "2b"]
    assert "another text" not in m2.glance()
    vell.glance("check")
    vell.press("Read once more, then send")
    vell.send()
    assert "another text under “version 7”: clause 14 differs" in m2.glance()
    assert done(m1) == ["1", "2a", "2b", "2c"]
    assert bare(tarn) == before
    accept(vell)
    told = m2.glance()
    assert "one difference, clause 14 differs" in told
    assert "There is no common text yet." in told
    assert done(m1) == ["1", "2a", "2b", "2c", "3"]
    _confided_and_carried(tarn, m1, vell)
    assert done(m1) == ["1", "2a", "2b", "2c", "3", "4"]
    visitor.page.locator(".walk a, main li a").get_by_text("Two hundred confidences").first.click()
    visitor.page.set_default_timeout(120_000)
    visitor.page.get_by_role("button", name="Run it; it takes some seconds").click()
    visitor.page.get_by_text("Every byte is the same.").wait_for()
    assert "caught." in visitor.page.locator("main").inner_text()
    visitor.accessible()
    assert done(m1) == ["1", "2a", "2b", "2c", "3", "4", "5"]


def _confided_and_carried(tarn: Chair, m1: Chair, vell: Chair) -> None:
    tarn.glance("mediators")
    tarn.page.get_by_role("textbox", name="In confidence").fill("The council sleeps badly over the stores.")
    tarn.page.locator("form", has_text="In confidence").get_by_role("button").click()
    tarn.send()
    tarn.glance("mediators")
    tarn.page.get_by_role("link", name="Let it be carried").first.click()
    tarn.page.get_by_label("Vell").check()
    tarn.page.get_by_label("in exactly these words").fill("Winter comes to both shores.")
    tarn.page.get_by_label("as the mediators' idea").check()
    tarn.press("Read once more, then send")
    tarn.send()
    m1.glance("with/2/")
    m1.page.locator("form", has=m1.page.locator("input[value=carry]")).filter(
        has=m1.page.locator("xpath=preceding-sibling::p[1][contains(., 'Winter comes')]")
    ).get_by_role("button").click()
    assert "Winter comes to both shores." in vell.glance("mediators")
    assert "council sleeps" not in vell.page.content()
