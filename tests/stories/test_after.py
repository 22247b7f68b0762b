"""After signature, in a browser: O-1, O-2, O-5, O-7 and F-1, and Harbour as it stands on day 60."""

from collections.abc import Iterator

import pytest

from tests.serving import PASSWORD, Site, serving
from tests.stories.harbour import NAME, Chair, Sits, Staged, still

pytestmark = pytest.mark.browser
ONWARD = """
from goodoffices.web import clock
from goodoffices.web.demo.onward import Onward
from goodoffices.web.demo.scene import VISITOR
answer = {}
for day in (60, 11):
    answer |= {f"{day} {name}": one.address for name, one in Onward(clock.now(), day).stage().items()}
person = Person.objects.get(name=VISITOR)
person.name, person.password = told["name"], make_password(told["password"])
person.save()

from datetime import timedelta
from zoneinfo import ZoneInfo
from goodoffices.core.beginning import Wish
from goodoffices.core.lanes import Kind
from goodoffices.web.talks import actions, folding
import secrets


def acts(sitting, lane, kind, **fields):
    asked = [{"lane": lane, "kind": kind, **fields}]
    return actions.make(sitting, actions.act_of(secrets.token_hex(16), asked), clock.now())


def begins(told):
    names = told["parties"] + told["guarantors"]
    wish = Wish(told["name"], tuple(told["parties"]), ("M",), guarantors=tuple(told["guarantors"]))
    begun = actions.begin(wish, lambda: secrets.token_hex(16), clock.now())
    seats = dict(zip(["M", *names], begun.seats))
    for one in seats.values():
        with writer.turn(one.seat):
            store.take_seat(one.seat, str(person.pk))
    view = folding.seated(seats["M"]).view
    here = clock.now().astimezone(ZoneInfo(told["zone"]))
    first = (here - timedelta(days=told["today"] - 1)).date().isoformat()
    bound = {"file": told["file"].replace("FIRST", first), "parties": told["parties"], **told["bound"]}
    for name in names:
        acts(seats["M"], view.lane(Kind.CHANNEL, seats[name].delegation).id, "bind", **bound)
    if told["commission"]:
        circle = acts(seats["M"], view.lane(Kind.DESK).id, "convene", name="All", purpose="commission", rooms=names)
        acts(seats["M"], circle.receipts[0].lane, "bind", **bound)
    return {f"{told['name']} {name}": one.address for name, one in seats.items()}


for one in told["talks"]:
    answer |= begins(one)
"""
STOP = """[start]
date = FIRST
zone = "UTC"
days = 90

[[phase]]
name = "first"
days = 42
continues = true

[[phase]]
name = "second"
days = 42
after = ["returns"]

[[obligation]]
clause = "stop"
who = "Tarn"
what = "keeps its boats behind the buoys"
phase = "first"
due = { daily = ["00:00", "24:00"] }

[[obligation]]
clause = "returns"
who = "Vell"
what = "brings all home"
due = { day = 80 }
"""
WEEKENDS = """[start]
date = FIRST
zone = "Europe/Malta"
days = 400

[[obligation]]
id = "calls"
clause = "calls"
who = "Mother"
to = "Father"
what = "lets the children call"
due = { daily = ["18:30", "19:00"] }

[[obligation]]
id = "weekends"
clause = "weekends"
who = "Father"
to = "Mother"
what = "brings the children back on Sunday evening"
count = 4
due = { day = 4, every = 14, each = 1 }
"""
TALKS = [
    {
        "name": "Strait",
        "parties": ["Tarn", "Vell"],
        "guarantors": ["G"],
        "today": 43,
        "zone": "UTC",
        "file": STOP,
        "bound": {"phase": "first", "ended_by": ["Tarn", "Vell", "G"], "commission": ["G"]},
        "commission": True,
    },
    {
        "name": "Weekends",
        "parties": ["Mother", "Father"],
        "guarantors": [],
        "today": 3,
        "zone": "Europe/Malta",
        "file": WEEKENDS,
        "bound": {},
        "commission": False,
    },
]


@pytest.fixture(scope="module")
def staged(tmp_path_factory: pytest.TempPathFactory) -> Staged:
    """Harbour twice: on day 60 after signature, and on day 11."""
    data = tmp_path_factory.mktemp("after") / "data"
    with serving(data) as site:
        return Staged(data, site.run(ONWARD, name=NAME, password=PASSWORD, talks=TALKS))


@pytest.fixture
def site(staged: Staged) -> Iterator[Site]:
    with serving(staged.data) as site:
        yield site


def line(chair: Chair, words: str) -> str:
    """Return the row of the table of obligations that holds these words."""
    return str(chair.page.locator("tbody tr", has_text=words).first.inner_text())


def test_harbour_on_day_60_and_what_an_observer_reads_of_it(sits: Sits):
    tarn, watch, m2 = sits("60 tarn-1"), sits("60 pilots-1", 390, "ar"), sits("60 M2")
    told = tarn.go("after")
    assert "day 60" in told
    assert "The phase “first” continues" in told
    assert "day 7" not in line(tarn, "hands over its list")
    assert "verified" in line(tarn, "hands over its list")
    assert "day 16" in line(tarn, "hands over its list")
    assert "2 of 2" in line(tarn, "brings the crew home")
    assert "07:00–16:00" in line(tarn, "keep the fairway open")
    told = tarn.go("after/understandings")
    assert told.count("in force") >= 2
    assert "Tarn's list comes by Thursday, day 16." in told
    told = tarn.go("after/incidents")
    assert told.count("undetermined, resolved by understanding, no attribution") == 2
    tarn.page.get_by_role("link", name="brings the crew home").click()
    told = tarn.words()
    for words in (
        "An officer was counted as crew.",
        "A pilot is crew under clause 1.",
        "Clause 1 leaves open",
        "Understanding 2",
    ):
        assert words in told
    tarn.visitor.fits()
    tarn.visitor.accessible()
    # O-1: process facts and findings; no text, no obligation, nobody's words
    told = watch.go("findings")
    assert "Clause 1 leaves open what a pilot is." in told
    assert "counted as crew" not in told
    assert "Tarn holds" not in told
    told = watch.go("table")
    assert "3" in told
    assert watch.visitor.go(f"/seat/{watch.address}/after/incidents").status == 404
    assert "list" not in watch.go("after")
    for page in ("text", "after/calendar", "deal"):
        assert watch.visitor.go(f"/seat/{watch.address}/{page}").status == 404
    assert "No obligations are in force here yet." in m2.go("after")


def choose(chair: Chair, *labels: str) -> None:
    for label in labels:
        chair.page.get_by_label(label, exact=True).first.check()


def agrees(chair: Chair) -> None:
    """Agree in the commission to the understanding proposed."""
    chair.go("after/understandings")
    chair.page.get_by_role("button", name="We agree to these check words").click()
    assert "Understanding 1" in chair.send()


def incident(chair: Chair) -> str:
    """Open the newest incident; return its words."""
    chair.go("after/incidents")
    chair.page.locator("main article a").first.click()
    return chair.words()


def test_o7_and_o2_an_allegation_is_no_finding_and_an_understanding_cures_what_was_out_of_order(sits: Sits):
    m1, tarn, vell, g = sits("11 M1"), sits("11 tarn-1"), sits("11 vell-1"), sits("11 g-1")
    watch = sits("11 pilots-1")
    # only what hangs on the late list is suspended
    tarn.go("after")
    assert "suspended" in line(tarn, "keep the fairway open")
    assert "not reported" in line(tarn, "hands over its list")
    assert tarn.words().count("suspended") == 1
    # officers before crew: the order is not met, and the program decides nothing
    vell.go("after")
    vell.page.get_by_role("link", name="brings the officers home").first.click()
    vell.page.locator("aside #units").fill("4")
    vell.page.locator("aside #evidence").fill("book of returns, page 1")
    vell.page.locator("aside form").get_by_role("button", name="Read once more, then send").click()
    assert "number: 4" in vell.send()
    tarn.page.get_by_role("link", name="brings the officers home").first.click()
    told = tarn.words()
    assert "The order is not met" in told
    assert "brings the crew home" in told
    # O-7: an allegation in its party's channel, then in the commission, then found
    before = [still(watch, "findings"), still(vell, "after/incidents"), still(g, "after/incidents")]
    tarn.page.get_by_role("link", name="Something happened: tell of it").click()
    form = tarn.page.locator("#allege")
    form.locator("#words").fill("Officers were brought while a deckhand is still held.")
    form.get_by_label("with the mediators").check()
    choose(tarn, "the commission")
    form.get_by_role("button").click()
    assert "to: the commission" in tarn.send()
    assert [still(watch, "findings"), still(vell, "after/incidents"), still(g, "after/incidents")] == before
    m1.go("after")
    m1.press("Tell it on to the commission")
    g.go("after/incidents")
    assert "alleged by Tarn" in g.words()
    incident(vell)
    vell.page.locator("#words").fill("She is held by the Salvors, not by us.")
    vell.page.locator("main form").get_by_role("button", name="Read once more, then send").click()
    vell.send()
    incident(g)
    g.press("The commission has received it")
    g.press("The joint review begins")
    choose(g, "undetermined")
    g.page.locator("#found").fill("Who holds the deckhand is not known.")
    g.press("Read once more, then send")
    g.send()
    told = incident(g)
    for words in (
        "undetermined, no attribution",
        "held by the Salvors",
        "while a deckhand is still held",
        "Who holds the deckhand",
    ):
        assert words in told
    assert still(watch, "findings") == before[0]
    # O-2: the understanding, its check words, both obligations computed anew
    m1.go("after/understandings")
    m1.page.locator("#words").fill("The list comes on Thursday; the fairway opens on Monday at 07:00.")
    file = m1.page.locator("#file").input_value()
    one, two = file.split('id = "lists-tarn"')
    two = two.replace("day = 7 }", "day = 16 }", 1).replace('["06:00", "16:00"]', '["07:00", "16:00"]', 1)
    two = two.replace('after = ["the second day"]', 'after = ["lists-tarn"]', 1)
    m1.page.locator("#file").fill(one + 'id = "lists-tarn"' + two)
    choose(m1, "in the commission")
    m1.page.locator("input[name='cures[]']").last.check()
    m1.press("Propose it")
    told = m1.words()
    assert "07:00–16:00" in told
    agrees(tarn)
    tarn.go("after")
    assert "suspended" in line(tarn, "keep the fairway open")
    agrees(vell)
    tarn.go("after")
    assert "waits" in line(tarn, "keep the fairway open")
    assert "to come" in line(tarn, "hands over its list")
    incident(g)
    g.page.locator("#cure").select_option(label="Understanding 1")
    g.press("Close it")
    g.send()
    assert "undetermined, resolved by understanding, no attribution" in incident(g)
    incident(m1)
    m1.press("Tell everybody what was found")
    m1.send()
    told = watch.go("findings")
    assert "Who holds the deckhand is not known." in told
    for words in ("Tarn", "Vell", "Salvors", "still held"):
        assert words not in told


def test_o5_a_phase_goes_on_past_its_days_until_all_who_were_named_have_said_that_talks_ended(sits: Sits):
    rooms = [sits("Strait Tarn"), sits("Strait G"), sits("Strait Vell")]
    for room in rooms:
        told = room.glance("after")
        assert "day 43" in told
        assert "The phase “first” continues" in told
        assert "due" in line(room, "keeps its boats")
        room.press("Say that the talks have ended")
        assert "The talks have ended." in room.send()
        if room is not rooms[2]:
            assert "continues" in room.glance("after")
            assert "due" in line(room, "keeps its boats")
    rooms[0].glance("after")
    assert "Say that they go on after all" not in rooms[0].words()
    assert "ended on day 43: all who were named said so" in rooms[0].words()


def test_f1_parents_never_meet_here_and_each_takes_their_own_days_home(sits: Sits):
    mother, mediator = sits("Weekends Mother", 390), sits("Weekends M")
    pages = ("", "after", "mediators", "table", "room")
    before = [still(mother, name) for name in pages]
    father = sits("Weekends Father")
    father.go("mediators/1")
    form = father.page.locator("form", has_text="About somebody's safety")
    form.locator("textarea").fill("Somebody waits outside my door.")
    form.get_by_role("button", name="Tell it now").click()
    assert "Somebody waits outside my door." in father.words()
    assert [still(mother, name) for name in pages] == before
    assert "About somebody's safety, from Father" in mediator.go()
    mediator.page.get_by_role("link", name="Read it").click()
    assert "Somebody waits outside my door." in mediator.page.locator("aside").inner_text()
    mediator.visitor.accessible()
    for chair, own, other in (
        (mother, "lets the children call", "Sunday"),
        (father, "Sunday evening", "call"),
    ):
        chair.glance("after")
        with chair.page.expect_download() as waiting:
            chair.page.get_by_role("link", name="Our days for a diary").click()
        diary = waiting.value.path().read_text().replace("\r\n ", "").replace("\n ", "")
        assert own in diary
        assert other not in diary
        for words in ("door", "NAME:Father", "NAME:Mother", "ATTENDEE", "ORGANIZER", "LOCATION"):
            assert words not in diary
        if chair is mother:
            assert "TZID=Europe/Malta" in diary
            assert "T183000" in diary
            assert diary.count("BEGIN:DAYLIGHT") >= 1
            assert diary.count("BEGIN:STANDARD") >= 2
