"""Story of an annex: G, Tarn and M1 hold a side letter; nothing Vell can ask for tells that there is one."""

import pytest

from tests.serving import Site
from tests.stories import hours
from tests.stories.harbour import Chair, Sits, Staged
from tests.stories.programs import pages, programs, same

pytestmark = pytest.mark.browser

LETTER = """# Letter of G to the town of Tarn
Language: en

## What G gives {#gives}

101. G stands behind clauses 12 and 99 of the accord. {#behind}

102. Movements stop for 45 days from the day after signature, whatever patrol boats may do. {#longer}
"""


@pytest.fixture(scope="module")
def site_settings() -> str:
    return hours.__name__


def test_a_side_letter_is_held_by_those_named_and_is_beside_the_main_text_what_it_is(
    site: Site, sits: Sits, staged: Staged
) -> None:
    hours.strikes(site.data, "18:00")
    m1, g, tarn, vell = sits("M1"), sits("g-1"), sits("tarn-1"), sits("vell-1")
    (program,) = programs(site, staged.seats["vell-1"])
    before, replies = pages(vell), program.replies()
    makes(m1)
    lane = lays(g)
    accepts(tarn, lane)
    told = tarn.go(f"circle/{lane}/text/main")
    assert "It names clause 99, and the main text has none." in told
    assert "It says otherwise than clause 12 of the main text." in told
    assert "45 days" in told
    assert "What was not checked" in told
    seen = m1.glance(f"circle/{lane}/text")
    assert "Tarn accepts this text" in seen
    assert "the accord is signed on the pier" in seen
    same(before, pages(vell))
    same(replies, program.replies())
    strange = vell.visitor.go(f"/seat/{vell.address}/circle/{lane}")
    assert strange.status == vell.visitor.go(f"/seat/{vell.address}/circle/{'0' * 32}").status == 404


def makes(m1: Chair) -> None:
    """Make the circle of Tarn, G and this mediator."""
    m1.go("circles")
    m1.page.get_by_label("What it is called").fill("Letter of G")
    m1.page.get_by_label("What it is for").select_option("side letter")
    for room in ("Tarn", "G"):
        m1.page.get_by_label(room, exact=True).check()
    m1.press("Make this circle")
    assert "Letter of G" in m1.words()


def lays(g: Chair) -> str:
    """Find the circle from the way on its own pages, and lay the letter there; return the circle's mark."""
    g.glance()
    g.page.get_by_role("link", name="Circles", exact=True).click()
    g.page.get_by_role("link", name="Open this circle").click()
    g.visitor.accessible()
    g.page.get_by_role("link", name="Lay a text").click()
    g.visitor.accessible()
    for language in ("ar", "fr"):
        field = g.page.locator(f"#t{language}")
        assert field.input_value() == ""
    g.page.locator("#ten").fill(LETTER)
    g.press("Lay it before the circle")
    assert "What G gives" in g.words()
    return str(g.page.url.split("/circle/")[1].split("/")[0])


def accepts(tarn: Chair, lane: str) -> None:
    """Accept the letter on the delegation's word, if something is so."""
    tarn.go(f"circle/{lane}/text")
    form = tarn.page.locator("form[action$='/text/answer']")
    form.get_by_label("Our delegation says so, within what it may").check()
    form.locator("select[name=if1]").select_option("fact")
    form.locator("input[name=if1words]").fill("the accord is signed on the pier")
    form.get_by_role("button").click()
    assert "All who are in this circle will read this, and nobody else" in tarn.send()
