"""The register of deadlines in the site: who reads which, whose clock and working week, and no counting unasked."""

import re

import pytest

from goodoffices.core.lanes import Kind
from goodoffices.core.reading.deadlines import deadlines
from tests.web.talks.site_world import SiteWorld, fresh
from tests.web.talks.test_seat_pages import page, sits

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

FULL = {
    "words": "The truce lapses.", "source": "The March accord", "felt": "both sides' crews", "hard": "yes",
    "zone": "Europe/Malta", "at": "2031-03-07T18:00", "rest": ["sat", "sun"],
}  # fmt: skip


def client(world: SiteWorld, who: str):
    known = world.__dict__.setdefault("clients", {})
    if who not in known:
        known[who] = sits(world, who)
    return known[who]


def put(world: SiteWorld, who: str, lane: str, **fields):
    told = {name: value for name, value in {**FULL, **fields}.items() if value}
    return client(world, who).post(page(world, who, "deadlines/put"), told | {"lane": lane, "move": fresh()})


def send(world: SiteWorld, who: str) -> None:
    tray = client(world, who).get(page(world, who, "tray")).content.decode()
    items = re.findall(r'name="item" value="(\w+)"', tray)
    client(world, who).post(page(world, who, "tray/send"), {"item": items, "move": fresh()})


def shown(world: SiteWorld, who: str, name: str = "deadlines") -> str:
    return client(world, who).get(page(world, who, name)).content.decode()


def test_a_deadline_told_to_everybody_is_read_once_more_and_then_stands_at_the_observers_table():
    world = SiteWorld()
    assert put(world, "M1", world.lane("M1", Kind.TABLE)).url.endswith("/tray")
    slip = shown(world, "M1", "tray")
    for words in (
        "The truce lapses.",
        "2031-03-07, 18:00 (Europe/Malta)",
        "hard",
        "The March accord",
        "Saturday, Sunday",
    ):
        assert words in slip
    assert "truce lapses" not in shown(world, "Watch")
    send(world, "M1")
    for name in ("deadlines", "table"):
        told = shown(world, "Watch", name)
        assert "The truce lapses." in told
        assert "2031-03-07, 17:00 (UTC)" in told
        assert "Days left" not in told
    assert "deadline: Friday 2031-03-07, 18:00 (Europe/Malta)" in shown(world, "Watch", "table")
    assert 'name="instead"' not in shown(
        world, "Watch"
    )  # what the desk set for everybody is not an observer's to lift


def test_a_rooms_own_deadline_is_written_at_once_and_read_in_no_other_lane():
    world = SiteWorld()
    before = {who: shown(world, who) for who in ("M1", "Vell", "Watch")}
    assert put(world, "Tarn", world.lane("Tarn", Kind.ROOM), words="Our cabinet meets.").url.endswith(
        "/deadlines"
    )
    assert "Our cabinet meets." in shown(world, "Tarn")
    for who, page_before in before.items():
        now = shown(world, who)
        assert "cabinet" not in now
        assert _still(now) == _still(page_before)


def _still(words: str) -> str:
    return re.sub(r'name="(?:csrfmiddlewaretoken|move)" value="[^"]*"', "", words)


def test_a_deadline_is_moved_and_lifted_and_one_that_passed_is_shown_as_passed():
    world = SiteWorld()
    lane = world.lane("M1", Kind.NOTES)
    put(world, "M1", lane)
    first = deadlines(world.seated("M1").view)[0].id
    form = shown(world, "M1", f"deadlines?of={first}")
    assert "It takes the place of:" in form
    put(world, "M1", lane, instead=first, words="It was put off.", at="2031-03-09T18:00")
    (moved,) = deadlines(world.seated("M1").view)
    assert moved.deadline.words == "It was put off."
    told = shown(world, "M1")
    assert "a day of rest there" in told  # the 9th is a Sunday
    asked = {"kind": "deadline", "lane": lane, "instead": moved.id, "move": fresh()}
    assert client(world, "M1").post(page(world, "M1", "act"), asked).status_code == 302
    assert "It was put off." not in shown(world, "M1")


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"at": "2031-02-30T12:00"}, "no such day or hour in the calendar: 2031-02-30T12:00"),
        ({"at": "2031-03-30T02:30"}, "leave out that hour"),
        ({"at": "soon"}, "written as 2027-03-05T12:00"),
        ({"at": "9999-12-31T23:59", "zone": "Pacific/Honolulu"}, "no such day or hour"),
        ({"at": ""}, "Write the day and the hour"),
        ({"zone": ""}, "Name the place whose clock it is"),
        ({"zone": "Atlantis"}, "No place of that name keeps the time"),
        ({"source": ""}, "source"),
        ({"days": "5", "since": "2031-02-29"}, "no such day in the calendar"),
        ({"days": "5", "since": "2031-03-07", "rest": []}, "Tick the days of rest"),
        ({"days": "0"}, "counted in a whole number"),
        ({"at": "2001-01-01T00:00"}, "That minute has passed"),
    ],
)
def test_what_is_no_day_of_the_calendar_or_of_that_place_is_refused_in_words_and_kept(fields, says):
    world = SiteWorld()
    refused = put(world, "M1", world.lane("M1", Kind.DESK), **fields)
    assert refused.status_code in (400, 409)
    told = refused.content.decode()
    assert says in told
    assert "The truce lapses." in told
    assert not deadlines(world.seated("M1").view)


def test_working_days_are_counted_in_the_week_of_the_place():
    world = SiteWorld()
    lane = world.lane("M1", Kind.NOTES)
    counted = {"days": "5", "since": "2031-03-07", "hour": "12:00", "at": ""}  # from a Friday
    put(world, "M1", lane, **counted)
    put(world, "M1", lane, **counted, rest=["fri", "sat"], words="By their week.")
    found = {one.deadline.words: one for one in deadlines(world.seated("M1").view)}
    told = shown(world, "M1")
    assert "Friday 2031-03-14, 12:00 (Europe/Malta)" in told
    assert "Thursday 2031-03-13, 12:00 (Europe/Malta)" in told
    assert found["By their week."].deadline.rest == ("fri", "sat")


def test_no_days_are_counted_down_unless_a_seat_asks_and_then_for_it_alone():
    world = SiteWorld()
    put(world, "M1", world.lane("M1", Kind.DESK))
    assert "Days left:" not in shown(world, "M1")
    client(world, "M1").post(page(world, "M1", "deadlines/count"), {"wanted": "yes"})
    assert re.search(r"Days left: \d+; days of work there: \d+", shown(world, "M1"))
    assert "Days left:" not in shown(world, "M2")
    client(world, "M1").post(page(world, "M1", "deadlines/count"), {"wanted": "no"})
    assert "Days left:" not in shown(world, "M1")
