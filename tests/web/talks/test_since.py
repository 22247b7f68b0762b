"""What others wrote in every place since somebody last said they had seen everything, and whose business that is."""

import re

import pytest

from goodoffices.core.lanes import Kind
from goodoffices.core.moves import MOVES
from goodoffices.journal.box import Unreadable
from goodoffices.web.talks import lines, signing, since, store, telling
from tests.web.talks.site_world import SiteWorld
from tests.web.talks.test_seat_pages import page, sits

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
SEATS = ["M1", "Tarn", "Tarn's principal", "Watch", "G"]


def shown(client, world: SiteWorld, who: str) -> str:
    reply = client.get(page(world, who, "since"))
    assert reply.status_code == 200
    return reply.content.decode()


def form(told: str) -> list[str]:
    return re.findall(r'name="shown" value="([^"]+)"', told)


def marks(client, world: SiteWorld, who: str) -> str:
    """Say that all on the page was seen; return the page after it."""
    reply = client.post(
        page(world, who, "since/seen"), {"shown": form(shown(client, world, who))}, follow=True
    )
    assert reply.status_code == 200
    return reply.content.decode()


def says(world: SiteWorld, who: str, words: str, kind: Kind = Kind.CHANNEL, of: str = "") -> None:
    world.act(who, "say", world.lane(who, kind, of), words=words)


def noticed(home: str) -> str:
    """The places that a first page names as those where others wrote; nothing where it names none."""
    found = re.search(r"that you had seen everything: (.*?) <a href", home)
    return re.sub(r"<[^>]+>", "", found[1]) if found else ""


@pytest.mark.parametrize("who", SEATS)
def test_every_seat_has_the_page_and_a_way_to_it_from_its_first(who: str):
    world = SiteWorld()
    client = sits(world, who)
    assert f'<a href="{page(world, who, "since")}">Since last time</a>' in client.get(
        page(world, who)
    ).content.decode().replace(' aria-current="page"', "")
    assert "Nobody else wrote anything since." in marks(client, world, who)


def test_a_mediator_finds_what_each_room_wrote_in_one_place_and_nothing_of_their_own():
    world = SiteWorld()
    client = sits(world, "M1")
    marks(client, world, "M1")
    says(world, "Vell", "The harbour is shut on day 3.")
    says(world, "Tarn", "We would rather wait.")
    says(world, "M1", "I shall ask.", of="Tarn")
    says(world, "M2", "They have shut the harbour.", of="Tarn")
    told = shown(client, world, "M1")
    found = [told.index(words) for words in ("rather wait", "have shut", "shut on day 3")]
    assert told.index("Between Tarn and the mediators") < min(found[:2])
    assert max(found[:2]) < told.index("Between Vell and the mediators") < found[2]
    assert "I shall ask." not in told
    assert f'href="{page(world, "M1", "with/2/")}"><bdi>Between Vell' in told
    assert "Nothing from others since:" in told
    home = client.get(page(world, "M1")).content.decode()
    assert noticed(home) == "Between Tarn and the mediators · Between Vell and the mediators."
    after = marks(client, world, "M1")
    assert "rather wait" not in after
    assert "since you said on" in after
    assert noticed(client.get(page(world, "M1")).content.decode()) == ""


def test_before_the_first_mark_everything_is_there_and_no_first_page_speaks_of_it():
    world = SiteWorld()
    says(world, "M1", "Good evening.", of="Tarn")
    client = sits(world, "Tarn")
    assert "Good evening." in shown(client, world, "Tarn")
    assert "You have not said yet" in shown(client, world, "Tarn")
    assert noticed(client.get(page(world, "Tarn")).content.decode()) == ""


def test_only_ones_own_words_are_no_news_on_the_first_page():
    world = SiteWorld()
    client = sits(world, "Tarn")
    marks(client, world, "Tarn")
    for number in range(12):
        says(world, "Tarn", f"Point {number}.")
    assert noticed(client.get(page(world, "Tarn")).content.decode()) == ""
    told = shown(client, world, "Tarn")
    assert "Point 11." in told, "it may have been a colleague's"
    assert "What your delegation says as one is among it" in told
    says(world, "M2", "Heard.", of="Tarn")
    assert noticed(client.get(page(world, "Tarn")).content.decode()) == "Between Tarn and the mediators."


def test_what_came_while_the_page_was_open_is_not_marked_as_seen():
    world = SiteWorld()
    client = sits(world, "M1")
    told = form(shown(client, world, "M1"))
    says(world, "Tarn", "One thing more.")
    client.post(page(world, "M1", "since/seen"), {"shown": told})
    assert "One thing more." in shown(client, world, "M1")


def test_a_mark_can_be_taken_back_once_and_an_old_page_takes_nothing_back():
    world = SiteWorld()
    client = sits(world, "M1")
    marks(client, world, "M1")
    old = form(shown(client, world, "M1")) or [f"{lane}:1" for lane in world.seated("M1").lanes][:1]
    says(world, "Tarn", "We would rather wait.")
    marked = marks(client, world, "M1")
    assert "Show again what I marked last" in marked
    client.post(page(world, "M1", "since/seen"), {"shown": old})
    assert "rather wait" not in shown(client, world, "M1")
    again = client.post(page(world, "M1", "since/again"), follow=True).content.decode()
    assert "rather wait" in again
    assert "Show again" not in again
    client.post(page(world, "M1", "since/again"))
    assert "rather wait" in shown(client, world, "M1")


def test_what_one_wrote_oneself_hides_nothing_of_others_and_makes_no_news(monkeypatch):
    monkeypatch.setattr(since, "SHOWN", 3)
    world = SiteWorld()
    client = sits(world, "M1")
    marks(client, world, "M1")
    says(world, "Tarn", "Please call at once.")
    for number in range(15):
        says(world, "M1", f"Point {number}.", of="Tarn")
    told = shown(client, world, "M1")
    assert "Please call at once." in told
    assert "There is more" not in told
    assert noticed(client.get(page(world, "M1")).content.decode()) == "Between Tarn and the mediators."
    marks(client, world, "M1")
    for number in range(15):
        says(world, "M1", f"Another {number}.", of="Tarn")
    assert noticed(client.get(page(world, "M1")).content.decode()) == ""
    assert "Nobody else wrote anything since." in shown(client, world, "M1")
    assert form(shown(client, world, "M1")), "the mark can be moved all the same"


@pytest.mark.parametrize("limit", ["SHOWN", "OPENED"])
def test_no_more_is_opened_than_is_needed_and_the_page_says_what_is_left_out(monkeypatch, limit: str):
    monkeypatch.setattr(since, limit, 3)
    world = SiteWorld()
    client = sits(world, "M1")
    marks(client, world, "M1")
    for number in range(3):
        says(world, "Tarn", f"Point {number}.")
    assert "There is more than is shown here" not in shown(client, world, "M1")
    for number in range(3, 5):
        says(world, "Tarn", f"Point {number}.")
    told = shown(client, world, "M1")
    assert [f"Point {number}." in told for number in range(5)] == [False, False, True, True, True]
    assert "There is more than is shown here" in told
    assert "Older ones, which are not shown here, then count as seen too." in told
    assert "Point" not in marks(client, world, "M1")


def test_what_is_not_looked_at_is_no_news(monkeypatch):
    monkeypatch.setattr(since, "OPENED", 3)
    world = SiteWorld()
    client = sits(world, "M1")
    marks(client, world, "M1")
    says(world, "Tarn", "Please call at once.")
    for number in range(3):
        says(world, "M1", f"Point {number}.", of="Tarn")
    assert noticed(client.get(page(world, "M1")).content.decode()) == ""
    told = shown(client, world, "M1")
    assert "Between Tarn and the mediators" in told.partition("Nothing from others since:")[0]
    assert "There is more than is shown here" in told


@pytest.mark.parametrize(
    ("who", "kind", "by", "of"),
    [
        ("M1", Kind.DESK, "M2", ""),
        ("M1", Kind.CHANNEL, "Tarn", ""),
        ("M1", Kind.TABLE, "M2", ""),
        ("Tarn", Kind.CHANNEL, "M1", "Tarn"),
        ("Tarn", Kind.PRINCIPALS, "Tarn's principal", ""),
        ("Vell", Kind.TABLE, "M1", ""),
        ("Tarn's principal", Kind.PRINCIPALS, "Tarn", ""),
        ("Watch", Kind.CHANNEL, "M2", "Watch"),
    ],
)
def test_each_heading_leads_to_a_page_that_has_the_words(who: str, kind: Kind, by: str, of: str):
    world = SiteWorld()
    principals = world.lane("Tarn's principal", Kind.PRINCIPALS)
    world.act("Tarn's principal", "let_in", principals, seat=world.seats["Tarn"].seat)
    client = sits(world, who)
    marks(client, world, who)
    says(world, by, "The lantern is lit.", kind, of)
    told = shown(client, world, who)
    ways = re.findall(r'<h2><a href="([^"]+)">', told.partition("Nothing from others since:")[0])
    assert len(ways) == 1
    assert "The lantern is lit." in client.get(ways[0]).content.decode()


def test_a_mark_taken_back_stands_again_with_its_own_day():
    world = SiteWorld()
    marked = world.at
    heads = {lane.id: lane.number for lane in world.seated("M1").lanes.values()}
    since.seen(world.seats["M1"], heads, marked)
    says(world, "Tarn", "We would rather wait.")
    world.wait(days=3)
    since.seen(world.seats["M1"], {world.lane("M1", Kind.CHANNEL, "Tarn"): 1}, world.at)
    assert since.mark(world.seats["M1"]).at == int(world.at.timestamp())
    since.again(world.seats["M1"])
    assert since.mark(world.seats["M1"]).at == int(marked.timestamp())
    since.again(world.seats["M1"])
    assert since.mark(world.seats["M1"]).at == int(marked.timestamp()), "once"


@pytest.mark.parametrize("wrong", ["", "x", "0" * 32 + ":1", ":", "{lane}", "{lane}:0", "{lane}:-1", "{lane}:99", "{theirs}:1"])  # fmt: skip
def test_a_form_that_names_what_was_not_shown_marks_nothing(wrong: str):
    world = SiteWorld()
    client = sits(world, "Tarn")
    says(world, "M1", "Good evening.", of="Tarn")
    says(world, "M1", "Good evening.", of="Vell")
    lane, theirs = world.lane("Tarn", Kind.CHANNEL), world.lane("Vell", Kind.CHANNEL)
    said = [f"{lane}:1", wrong.format(lane=lane, theirs=theirs)]
    assert client.post(page(world, "Tarn", "since/seen"), {"shown": said}).status_code == 404
    assert store.draft(world.seats["Tarn"].seat, since.SLOT) is None
    assert client.post(page(world, "Tarn", "since/seen"), {"shown": said[:1]}).status_code == 302


def test_nobody_learns_what_another_has_seen_or_not():
    world = SiteWorld()
    says(world, "Tarn", "We would rather wait.")
    others = {who: sits(world, who) for who in ("M2", "Vell", "Watch")}
    before = {who: _bare(shown(client, world, who)) for who, client in others.items()}
    heads = world.seated("M1").lanes
    marks(sits(world, "M1"), world, "M1")
    assert {who: _bare(shown(client, world, who)) for who, client in others.items()} == before
    assert world.seated("M1").lanes == heads, "a mark is no move"
    assert "rather wait" not in before["Vell"] + before["Watch"]


def _bare(told: str) -> str:
    """The page without what is made anew for each: the marks against forgery."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"|nonce="[^"]+"', "", told)


def test_in_closed_talks_the_mark_lies_under_the_seats_own_keys():
    world = SiteWorld(closed=True)
    client = sits(world, "Tarn")
    marks(client, world, "Tarn")
    says(world, "M1", "Good evening.", of="Tarn")
    assert "Good evening." in shown(client, world, "Tarn")
    assert "Good evening." not in marks(client, world, "Tarn")
    with pytest.raises(Unreadable):
        store.draft(world.seats["Tarn"].seat, since.SLOT)


def test_every_kind_of_move_has_a_title():
    known = {*telling.KINDS, *lines._COURSE, *signing.INKED}
    plain = {"react", "redraft", "status", "open_round", "brought", "register", "announce", "note"}
    assert {move.kind for move in MOVES} - known - plain == set()
