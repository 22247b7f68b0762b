"""The look: every part, wide, narrow, right to left, at 400 % and on paper, without a barrier or a scroll sideways."""

import pytest

from tests.browser import Visitors

pytestmark = pytest.mark.browser

PAGES = ("/style/desk", "/style/room", "/style/places", "/style/confirm", "/style/sheets", "/style/error/404")


@pytest.fixture(scope="module")
def site_settings() -> str:
    return "tests.web.style.settings"


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_every_part_is_without_barrier_at_every_width(visitors: Visitors, width: int) -> None:
    visitor = visitors(width=width)
    for page in PAGES:
        visitor.go(page)
        visitor.fits()
        visitor.accessible()


def test_on_paper_only_the_text_is_left(visitors: Visitors) -> None:
    visitor = visitors()
    for page in ("/style/room", "/style/sheets"):
        visitor.go(page)
        visitor.page.emulate_media(media="print")
        for gone in ("nav.tabs", ".page > aside", "footer", "button", ".tongues"):
            for one in visitor.page.locator(gone).all():
                assert not one.is_visible(), gone
        assert visitor.page.locator("main").is_visible()


def test_brackets_and_numbers_keep_their_order_from_right_to_left(visitors: Visitors) -> None:
    visitor = visitors()
    visitor.go("/style/room")
    places = visitor.page.locator("#c12 .open").first.evaluate(
        "one => [...one.querySelectorAll('b')].map(b => b.getBoundingClientRect().left)"
    )
    assert len(places) == 3
    assert places == sorted(places, reverse=True)


def test_words_do_not_run_into_one_another(visitors: Visitors) -> None:
    visitor = visitors()
    visitor.go("/style/room")
    boxes = visitor.page.locator("#c14 .said a").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().toJSON())"
    )
    rows = [
        (one["right"], other["left"])
        for one, other in zip(boxes[1:], boxes, strict=False)
        if one["top"] == other["top"]
    ]
    assert all(right < left for right, left in rows)
