"""M-6 in a browser: three are asked under seal, one says nothing, and only one word is ever read."""

import pytest

from tests.serving import Site
from tests.stories import hours
from tests.stories.harbour import Chair, Sits

pytestmark = pytest.mark.browser

QUESTION = "Would a letter from G be enough?"


@pytest.fixture(scope="module")
def site_settings() -> str:
    return hours.__name__


def ask(site: Site, desk: Chair, hour: str) -> None:
    """Put the question to Tarn, Vell and G, to close at an hour of this day."""
    desk.go("questions")
    desk.page.get_by_label("Yes or no to this:").check()
    desk.page.locator("#words").fill(QUESTION)
    for box in desk.page.locator("input[name='to[]']").all():
        box.check()
    desk.page.locator("#closes").fill(f"{hours.strikes(site.data, '17:50').date()}T{hour}")
    desk.press("Ask it")
    assert QUESTION in desk.words()


def answers(room: Chair, said: str) -> str:
    """Take part if that is still to be done, answer, and return the page that says it is sealed."""
    room.go("questions")
    room.page.get_by_label(said, exact=True).check()
    room.press("Seal it")
    return room.words()


def test_m6_one_word_comes_out_and_who_said_yes_is_read_by_nobody(site: Site, sits: Sits):
    hours.strikes(site.data, "17:50")
    desk, watch = sits("M1"), sits("pilots-1", 390, "ar")
    rooms = [sits("tarn-1"), sits("vell-1"), sits("g-1")]
    ask(site, desk, "18:00")
    for room in rooms:
        assert "Silence counts as no" in room.go("questions")
        room.press("We take part")
    assert "all take part" in desk.go("questions")
    sealed = {
        answers(rooms[0], "yes"),
        answers(rooms[1], "yes"),
        answers(rooms[1], "no"),
        answers(rooms[1], "yes"),
    }
    assert len(sealed) == 1
    key = next(site.data.glob("questions/*.key"))
    assert key.stat().st_mode & 0o077 == 0
    hours.strikes(site.data, "17:59")
    assert "Not all said yes" not in desk.go("questions")
    hours.strikes(site.data, "18:00")
    for one in (desk, *rooms):
        assert "Not all said yes." in one.go("questions")
    assert "لم" in watch.go("questions")
    assert not key.exists()
    ask(site, desk, "18:12")
    hours.strikes(site.data, "18:05")
    for room in rooms:
        room.go("questions")
        room.press("We take part")
        answers(room, "yes")
    hours.strikes(site.data, "18:12")
    for one in (*rooms, desk):
        assert "All said yes. It binds nobody until each says so in an answer of its own." in one.go(
            "questions"
        )
