"""Before anybody signs, in a browser: O-6, what can never happen; O-3's lists; O-4's window; an exchange that holds."""

import pytest

from tests.stories.harbour import Sits, sits

pytestmark = pytest.mark.browser
__all__ = ["sits"]

WINDOW = """[start]
date = 2031-03-24
zone = "Europe/Malta"
days = 14

[[obligation]]
clause = "fairway"
who = "Tarn"
what = "keeps the fairway open"
due = { daily = ["06:00", "16:00"], exchange = ["06:00", "18:00"], exchange_of = "returns" }

[[obligation]]
clause = "returns"
who = "Vell"
what = "brings two home"
count = 4
due = { day = 5, every = 7, each = 2 }
"""


def test_o6_playing_the_days_before_signature_shows_what_can_never_happen_and_the_shortest_way_to_it(
    sits: Sits,
):
    desk = sits("M1")
    told = desk.go("days")
    assert "Something can then never happen" in told
    assert "The shortest way it shows:" in told
    assert "third lapses" in told
    assert desk.page.locator("svg[role=img]").count() == 1
    assert "Clauses that oblige nobody yet" in desk.page.locator("aside").inner_text()
    room = sits("tarn-1", width=390, lang="ar")
    assert "third lapses" not in room.go("days")
    told = desk.go("days/exchange")
    desk.page.locator("#parties").fill("Tarn\nVell\nG")
    desk.page.locator("#items").fill("crew; 2; 3; -1; 0\nboats; 2; -1; 3; 0")
    desk.press("Find an order")
    told = desk.words()
    assert "never a reason to hold anybody back" in told
    assert "each must stand to lose 1" in told


def test_o4_a_daily_window_changes_on_days_of_exchange_and_survives_a_change_of_clock(sits: Sits):
    room = sits("tarn-1")
    room.go("days")
    room.page.locator("#file").fill(WINDOW)
    room.press("Keep it and play it")
    told = room.words()
    assert "06:00–16:00 Europe/Malta, 06:00–18:00 on days of returns" in told
    assert "nothing was found that cannot work" in told or "What cannot work" in told
    with room.page.expect_download() as waiting:
        room.page.get_by_role("link", name="The days for a diary").click()
    diary = waiting.value.path().read_text()
    assert "TZID:Europe/Malta" in diary
    assert "BEGIN:DAYLIGHT" in diary


def test_o3_two_lists_come_to_identifiers_and_no_name_is_shown_or_kept(sits: Sits, tmp_path):
    desk = sits("M1")
    first = tmp_path / "asked.csv"
    first.write_text(
        "id,name,born\nA1,Oren Tallow,1980\nA2,Mira Quist,1975\nA3,Jon Ferry,1990\nA4,Jon Ferry,1990\n"
    )
    second = tmp_path / "held.csv"
    second.write_text("id,name,born,status\nB1,Oren Tallow,1980,held\nB2,Mira Quist,1975,dead\n")
    desk.go("days/lists")
    desk.page.locator("#first").set_input_files(first)
    desk.page.locator("#second").set_input_files(second)
    desk.press("Hold them against each other")
    told = desk.page.content()
    assert "said to be dead" in told
    assert "entered more than once" in told
    for name in ("Tallow", "Quist", "Ferry"):
        assert name not in told
        assert name not in desk.go("carried")
