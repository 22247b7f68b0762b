"""The desk's pages: where it stands, the room ahead, the text, what was carried, the process, the seats."""

import re

import pytest

from goodoffices.core.lanes import Kind
from goodoffices.web.people.models import Person
from tests.core.world import TEXT
from tests.web.talks.site_world import SiteWorld, fresh
from tests.web.talks.test_seat_pages import page, sits

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

ALTERED = TEXT.replace("by day 7", "by day 9")


def registered(world: SiteWorld) -> str:
    world.act("M1", "register", world.lane("M1", Kind.DESK), text={"en": TEXT}, name="version 7")
    return list(world.seated("M1").view.desk.versions)[-1]


def delivered(world: SiteWorld, to: str, **fields: object) -> None:
    world.act("M1", "deliver", world.lane("M1", Kind.CHANNEL, to), **fields)


@pytest.mark.parametrize(
    "name",
    ["", "?clause=stop", "with/1/", "with/2/deliver", "text", "text/draft", "carried", "process", "seats"],
)
def test_every_page_of_the_desk_opens_before_and_after_a_text_is_there(name: str):
    world = SiteWorld()
    client = sits(world, "M1")
    assert client.get(page(world, "M1", name)).status_code == 200
    delivered(world, "Tarn", sha256=registered(world))
    assert client.get(page(world, "M1", name)).status_code == 200


@pytest.mark.parametrize(
    "name", ["with/1/", "with/1/deliver", "text", "text/draft", "carried", "process", "seats"]
)
@pytest.mark.parametrize("who", ["Tarn", "Watch", "Tarn's principal"])
def test_pages_of_the_desk_are_absent_for_everybody_else(name: str, who: str):
    world = SiteWorld()
    assert sits(world, who).get(page(world, who, name)).status_code == 404


def test_a_room_that_was_left_another_text_stands_in_red_with_its_clause():
    world = SiteWorld()
    delivered(world, "Tarn", sha256=registered(world))
    delivered(world, "Vell", text={"en": ALTERED}, name="version 7", form="left")
    shown = sits(world, "M2").get(page(world, "M2")).content.decode()
    assert "another text under “version 7”: clause 2 differs" in shown
    assert "was left version 7, by M1" in shown
    quiet = sits(world, "Tarn").get(page(world, "Tarn")).content.decode()
    assert "another text" not in quiet


def test_what_stands_in_the_way_is_gathered_over_the_board_hardest_first():
    world = SiteWorld()
    sha256 = registered(world)
    for party in ("Tarn", "Vell"):
        delivered(world, party, sha256=sha256)
    desk = sits(world, "M1")
    assert "What stands in the way" not in desk.get(page(world, "M1")).content.decode()
    for party, clause, reaction in (
        ("Tarn", "lists", "problem"),
        ("Tarn", "stop", "could"),
        ("Vell", "stop", "cannot"),
        ("Vell", "lists", "problem"),
    ):
        channel = world.lane(party, Kind.CHANNEL)
        world.act(party, "react", channel, clause=clause, reaction=reaction, words="It is too soon.")
    shown = desk.get(page(world, "M1")).content.decode()
    gathered = re.search(r"What stands in the way</h2>\s*<dl.*?</dl>", shown, re.DOTALL)[0]
    plain = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", gathered))
    assert plain.strip() == "What stands in the way cannot live with it 1 Vell problem, because… 2 Tarn, Vell"
    assert '<a href="?clause=stop#clause">' in gathered
    for room in ("Tarn", "Vell"):
        assert "What stands in the way" not in sits(world, room).get(page(world, room)).content.decode()


def test_an_acceptance_of_another_text_reads_as_no_common_text_and_one_difference():
    world = SiteWorld()
    sha256 = registered(world)
    delivered(world, "Tarn", sha256=sha256)
    delivered(world, "Vell", text={"en": ALTERED}, name="version 7", form="left")
    other = world.seated("Vell").view.channel(world.seats["Vell"].delegation).newest
    assert other is not None
    world.act("Vell", "accept", world.lane("Vell", Kind.CHANNEL), sha256=other.sha256)
    shown = sits(world, "M1").get(page(world, "M1")).content.decode()
    assert "Vell accepted another text than version 7: one difference, clause 2 differs." in shown
    assert "There is no common text yet." in shown


def test_a_draft_with_a_fault_keeps_what_was_pasted_and_says_where():
    world = SiteWorld()
    client = sits(world, "M1")
    form = {"move": fresh(), "language": "en", "text.en": "# A\n\n1. Broken [bracket.\n", "name": "version 1"}
    answer = client.post(page(world, "M1", "text/register"), form)
    assert answer.status_code == 400
    assert "en:3:11" in answer.content.decode()
    assert "Broken [bracket." in answer.content.decode()


def test_a_text_is_registered_from_the_page_once_and_announced_to_all():
    world = SiteWorld()
    client = sits(world, "M1")
    form = {"move": fresh(), "language": "en", "text.en": TEXT, "name": "version 1"}
    for _ in range(2):
        assert client.post(page(world, "M1", "text/register"), form).status_code == 302
    assert [one.name for one in world.seated("Tarn").view.table.announced] == ["version 1"]


def test_a_delivery_goes_by_the_tray_to_several_rooms_at_once():
    world = SiteWorld()
    sha256 = registered(world)
    client = sits(world, "M1")
    also = world.seats["Vell"].delegation
    form = {"move": fresh(), "sha256": sha256, "form": "shown", "carrier": "M1", "also": also}
    client.post(page(world, "M1", "with/1/deliver/now"), form)
    tray = client.get(page(world, "M1", "tray")).content.decode()
    assert tray.count("version 7, shown by M1") == 2
    items = list(client.get(page(world, "M1", "tray")).context["slips"])
    client.post(page(world, "M1", "tray/send"), {"item": [name for name, _ in items], "move": fresh()})
    for who in ("Tarn", "Vell"):
        assert world.seated(who).view.channel(world.seats[who].delegation).newest is not None


def test_what_was_heard_is_written_down_and_shown_as_not_read_back():
    world = SiteWorld()
    client = sits(world, "M1")
    lane = world.lane("M1", Kind.CHANNEL, "Tarn")
    form = {
        "kind": "confide",
        "lane": lane,
        "move": fresh(),
        "words": "A week would do.",
        "heard.how": "by telephone",
        "heard.when": "Monday",
        "next": page(world, "M1", "with/1/"),
    }
    assert client.post(page(world, "M1", "act"), form).status_code == 302
    shown = client.get(page(world, "M1", "with/1/")).content.decode()
    assert "A week would do." in shown
    assert "by telephone" in shown


def test_talks_begin_on_one_page_and_their_founder_is_offered_a_seat():
    from django.test import Client

    client = Client()
    said = {"name": "Two Quays", "parties": "Tarn\nVell", "me": "Ana"}
    answer = client.post("/begin", said)
    assert answer.status_code == 200
    assert "take/new" in answer.content.decode()


def test_whoever_begins_the_first_talks_chooses_a_password_there_and_sits_in_them():
    from django.test import Client

    client = Client()
    page = client.get("/begin").content.decode()
    offer = re.search(r'name="offer" value="([^"]+)"', page)
    name = re.search(r'name="username" value="([^"]+)"', page)
    assert offer
    assert name
    said = {"name": "Two Quays", "parties": "Tarn\nVell", "me": "Ana", "offer": offer[1]}
    weak = client.post("/begin", said | {"password": "short"})
    assert weak.status_code == 400
    assert "at least 12 characters" in weak.content.decode()
    assert "Two Quays" in weak.content.decode()
    assert name[1] in weak.content.decode()
    assert not Person.objects.exists()
    begun = client.post("/begin", said | {"password": "four plain words here"})
    assert begun.status_code == 302
    assert begun["Location"].startswith("/seat/")
    assert client.get(begun["Location"]).status_code == 200
    assert Person.objects.get().name == name[1]


def test_talks_cannot_be_begun_by_a_stranger_once_the_site_has_people():
    from django.test import Client

    Person.objects.create(name="somebody-there-11")
    assert Client().post("/begin", {"name": "A", "parties": "B", "me": "C"}).status_code == 302


def test_the_desk_reads_the_numbers_of_clauses_and_seats_in_the_order_agreed():
    world = SiteWorld()
    registered(world)
    world.act("M1", "status", world.lane("M1", Kind.DESK), clause="stop", status="narrowed")
    desk = sits(world, "M1")
    shown = desk.get(page(world, "M1", "process")).content.decode()
    assert "Clause 1: open, narrowed" in shown
    seats = desk.get(page(world, "M1", "seats")).content.decode()
    listed = re.findall(r'<th scope="row"[^>]*>([^<]+)</th>', seats)
    table = world.seated("M1").view.table
    agreed = [one.name for one in (*table.mediators, *table.delegations)]
    assert list(dict.fromkeys(listed)) == agreed


def test_what_comes_next_is_told_by_the_tray_and_every_seat_reads_it():
    world = SiteWorld()
    desk = sits(world, "M1")
    asked = {"words": "Round 2 opens.", "at": "2031-03-01T18:00", "zone": "Europe/Malta", "move": fresh()}
    wrong = desk.post(page(world, "M1", "process/next"), {**asked, "zone": "Atlantis"})
    assert wrong.status_code == 400
    assert "No place of that name keeps the time" in wrong.content.decode()
    assert 'value="Round 2 opens."' in wrong.content.decode()
    tray = desk.post(page(world, "M1", "process/next"), asked, follow=True).content.decode()
    assert "Saturday 2031-03-01, 18:00 (Europe/Malta)" in tray
    item = re.search(r'name="item" value="([^"]+)"', tray)
    assert item
    desk.post(page(world, "M1", "tray/send"), {"item": item[1], "move": fresh()})
    for who in ("M1", "Tarn", "Watch"):
        client = desk if who == "M1" else sits(world, who)
        shown = client.get(page(world, who, "table")).content.decode()
        assert "next: Saturday 2031-03-01, 18:00 (Europe/Malta)" in shown, who
        assert "Round 2 opens." in shown


def test_a_minute_of_no_calendar_is_refused_in_words_wherever_one_is_set():
    world = SiteWorld()
    registered(world)
    client, sha256 = sits(world, "M1"), next(iter(world.seated("M1").view.desk.versions))
    forms = {
        "with/1/deliver/now": {"sha256": sha256, "at": "2027-13-01T18:00"},
        "questions/pose": {"about": "same text", "closes": "2027-02-30T18:00"},
        "record/wordings/draft": {"title": "Line", "words": "We go on.", "not_before": "soon"},
    }
    for name, told in forms.items():
        refused = client.post(page(world, "M1", name), told | {"move": fresh()})
        assert refused.status_code == 409, name
        assert "2027-03-01T18:00" in refused.content.decode()
