"""The days of a deal in the site: obligations made from clauses, played before anybody signs, read again when words change."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from goodoffices.core.errors import BadInput
from goodoffices.core.lanes import Kind
from tests.core.world import TEXT
from tests.web.talks.site_world import SiteWorld, fresh
from tests.web.talks.test_record_pages import client
from tests.web.talks.test_seat_pages import page

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

NEVER = """
[[obligation]]
clause = "stop"
who = "Tarn"
what = "stops"
due = { day = 22 }
after = ["lists"]

[[obligation]]
clause = "lists"
who = "Vell"
what = "hands over the lists"
after = ["stop"]
"""


def registered(world: SiteWorld, text: str = TEXT) -> None:
    world.act("M1", "register", world.lane("M1", Kind.DESK), text={"en": text}, name=f"version {len(text)}")


def shown(world: SiteWorld, who: str = "M1", name: str = "days") -> str:
    return client(world, who).get(page(world, who, name)).content.decode()


def obliged(world: SiteWorld, clause: str, **said: str):
    told = {"who": "Tarn", "what": "does it", "due": "day", "day": "7", "move": fresh(), **said}
    return client(world, "M1").post(page(world, "M1", f"days/oblige/{clause}"), told)


def test_an_obligation_is_made_from_its_clause_and_the_clauses_without_one_are_listed():
    world = SiteWorld()
    assert "No text is here yet" in shown(world)
    registered(world)
    assert 'href="days/oblige/stop"' in shown(world)
    assert obliged(world, "lists", what='hands "over" the list').status_code == 302
    told = shown(world)
    assert "nothing was found that cannot work" in told
    assert "hands &quot;over&quot; the list" in told
    unobliged = told.split("Clauses that oblige nobody yet")[1].split("The file of obligations")[0]
    assert "days/oblige/stop" in unobliged
    assert "days/oblige/lists" not in unobliged
    assert "<svg" in told
    assert "a diary needs dates" in shown(world, name="days/calendar")
    dated = {
        "file": "[start]\ndate = 2031-03-03\n" + NEVER.replace('after = ["stop"]', "due = {day = 7}"),
        "move": fresh(),
    }
    assert client(world, "M1").post(page(world, "M1", "days/keep"), dated).status_code == 302
    diary = shown(world, name="days/calendar?who=Vell")
    assert "BEGIN:VCALENDAR" in diary
    assert "hands over the lists" in diary
    assert "stops" not in diary


def test_two_obligations_that_wait_for_each_other_are_found_before_anybody_signs():
    world = SiteWorld()
    registered(world)
    kept = client(world, "M1").post(
        page(world, "M1", "days/keep"), {"file": NEVER.replace("\n", "\r\n"), "move": fresh()}
    )
    assert kept.status_code == 302
    told = shown(world)
    assert "Each waits for the other" in told
    assert "The shortest way it shows" in told


def test_an_obligation_whose_clause_reads_otherwise_is_left_out_until_somebody_reads_it_again():
    world = SiteWorld()
    registered(world)
    obliged(world, "lists")
    assert "To be read again" not in shown(world)
    registered(world, TEXT.replace("by day 7", "by day 19"))
    told = shown(world)
    assert "To be read again" in told
    assert "nothing was found" not in told


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"day": "soon"}, "whole number"),
        ({"due": "date", "date": "soon"}, "2031-03-04"),
        ({"due": "daily", "opens": "06:00", "closes": "16:00", "zone": "Nowhere"}, "zone"),
        ({"order": "crew"}, "before"),
        ({"after": "nothing-there"}, "nothing-there"),
    ],
)
def test_an_obligation_that_cannot_be_played_is_refused_with_what_was_written(said: dict[str, str], why: str):
    world = SiteWorld()
    registered(world)
    refused = obliged(world, "lists", what="hands over the lists", **said)
    if refused.status_code == 302:  # a name of nothing is found by playing, not by reading
        assert why in shown(world)
        return
    assert refused.status_code == 400
    assert why in refused.content.decode()
    assert "hands over the lists" in refused.content.decode()
    assert "No obligation is written down yet" in shown(world)


def test_a_broken_file_is_refused_with_its_line_and_the_old_one_stays():
    world = SiteWorld()
    registered(world)
    obliged(world, "lists", what="the old one")
    bad = client(world, "M1").post(
        page(world, "M1", "days/keep"), {"file": "[[obligation]]\nclause = 3\n", "move": fresh()}
    )
    assert bad.status_code == 400
    assert re.search(r"\b[12]\b", bad.content.decode())
    assert "the old one" in shown(world)
    with pytest.raises(BadInput):
        world.act("M1", "oblige", world.lane("M1", Kind.DESK), file="x = ")


def test_each_room_and_the_desk_keep_obligations_of_their_own():
    world = SiteWorld()
    registered(world)
    obliged(world, "lists", what="only for the desk")
    world.act("Tarn", "oblige", world.lane("Tarn", Kind.ROOM), file=NEVER.replace("stops", "only for Tarn"))
    assert "only for the desk" in shown(world)
    assert "only for Tarn" not in shown(world)
    assert "only for Tarn" in shown(world, "Tarn")
    assert "only for" not in shown(world, "Vell")


def test_an_exchange_is_ordered_so_that_nobody_gains_by_stopping_or_told_what_must_be_at_stake():
    world = SiteWorld()
    asked = {"parties": "Tarn\nVell", "items": "crew; 2; 2; 0\nboats; 2; 0; 2", "at_once": "1"}
    told = client(world, "Vell").post(page(world, "Vell", "days/exchange"), asked).content.decode()
    assert "by order alone" in told
    assert "never a reason to hold anybody back" in told
    harder = asked | {"items": "crew; 1; 3; -4\nboats; 1; -2; 6..7"}
    told = client(world, "Vell").post(page(world, "Vell", "days/exchange"), harder).content.decode()
    assert "No order holds by itself" in told
    assert "taken at their least" in told
    for items, why in (
        ("crew; 2; 2", "1: write"),
        ("crew; 2; x; 1", "a worth is a number"),
        ("", "something to deliver"),
        ("a; 1; 1; 1/0", "a worth is a number"),
    ):
        refused = client(world, "Vell").post(page(world, "Vell", "days/exchange"), asked | {"items": items})
        assert refused.status_code == 400
        assert why in refused.content.decode()


def test_two_lists_come_to_identifiers_and_no_name_comes_out():
    world = SiteWorld()
    first = b"id,name,born\nA1,Oren Tallow,1980\nA2,Mira Quist,1975\nA3,Jon Ferry,1990\n"
    second = b"id,name,born,status\nB1,Oren Tallow,1980,held\nB2,Mira Quist,1975,dead\n"

    def files() -> dict[str, SimpleUploadedFile]:
        return {"first": SimpleUploadedFile("a.csv", first), "second": SimpleUploadedFile("b.csv", second)}

    answer = client(world, "M1").post(page(world, "M1", "days/lists"), files())
    told = answer.content.decode()
    assert answer.status_code == 200
    assert "said to be dead" in told
    assert "A1" in told
    for name in ("Oren", "Tallow", "Mira", "Quist", "Ferry"):
        assert name not in told
    broken = files() | {"second": SimpleUploadedFile("b.csv", b"\xff\xfe")}
    refused = client(world, "M1").post(page(world, "M1", "days/lists"), broken)
    assert refused.status_code == 400
    assert client(world, "M1").post(page(world, "M1", "days/lists"), {}).status_code == 400


def test_a_quote_in_one_language_holds_whichever_language_the_text_is_read_in():
    world = SiteWorld()
    french = TEXT.replace("Language: en", "Language: fr").replace(
        "Lists are handed over by day 7", "Les listes, jour 7"
    )
    lane = world.lane("M1", Kind.DESK)
    world.act("M1", "register", lane, text={"en": TEXT, "fr": french}, name="version 1")
    obliged(world, "lists")
    reader = client(world, "M1")
    reader.cookies["language"] = "fr"
    told = reader.get(page(world, "M1", "days")).content.decode()
    assert (
        "Les listes, jour 7"
        in client(world, "M1").get(page(world, "M1", "text"), {"in": "fr"}).content.decode()
    )
    assert "À relire" not in told
    changed = {"en": TEXT.replace("by day 7", "by day 19"), "fr": french}
    world.act("M1", "register", lane, text=changed, name="version 2")
    assert "À relire" in reader.get(page(world, "M1", "days")).content.decode()
