"""Mandates on pages: a private stop, a digest small enough for a poor line, an answer keyed in by number and words."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goodoffices.core.covering import spoken
from goodoffices.core.fold.mandates import Referred
from goodoffices.core.lanes import Kind
from goodoffices.web.demo import leaking
from goodoffices.web.people.models import Person
from goodoffices.web.talks import store
from tests.core.world import TEXT
from tests.web.talks.site_world import SiteWorld, fresh
from tests.web.talks.test_room_pages import given, shown
from tests.web.talks.test_seat_pages import page, sits
from tests.web.talks.watching import peopled

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
OTHER = TEXT.replace("by day 7", "by day 9")
DESK = ("", "with/1/", "text", "carried", "process")
KEYED = {"by": "The council", "how": "by telephone", "when": "Friday", "witness": "The clerk"}


def referred(world: SiteWorld) -> list[Referred]:
    return list(world.seated("Tarn").view.room.referred.values())


def refers(world: SiteWorld, client: Any, **more: str) -> Referred:
    """Refer the newest text with three answers."""
    form = {"words": "May we accept it?", "course1": "Accept it.", "course2": "Accept it ad referendum.",
            "means2": "refer", "course3": "No.", "means3": "forbidden", **more}  # fmt: skip
    got = client.post(page(world, "Tarn", "mandate/refer"), {"move": fresh(), **form})
    assert got.status_code == 302, got.content.decode()
    return referred(world)[-1]


def test_beyond_the_mandate_a_delegate_is_stopped_in_private_and_no_byte_or_query_of_others_changes():
    world = peopled()
    room = world.lane("Tarn", Kind.ROOM)

    person = Person.objects.get(pk=store.seat_of(world.seats["M1"].seat).person)
    desk = Client(headers={"host": "localhost"})
    with leaking.still(world.at):
        desk.force_login(person, backend="goodoffices.web.people.backend.Backend")

    def theirs() -> tuple[list[Any], list[int]]:
        replies, queries = [], []
        for look in (lambda: leaking.replies(world.seats["Vell"], world.at),
                     lambda: [leaking._reply(desk, page(world, "M1", name), world.at, {}) for name in DESK]):  # fmt: skip
            with CaptureQueriesContext(connection) as asked:
                replies.append(look())
            # Sessions left out: each look signs in anew, under a key that chance, standing still, makes twice.
            queries.append(sum("edge_" not in one["sql"] for one in asked.captured_queries))
        return replies, queries

    theirs()
    before = theirs()
    world.act("Tarn", "mandate", room, by="The council", heard={"how": "by courier"},
              bounds=[{"clause": "order", "leave": "forbidden"}])  # fmt: skip
    client = Client()
    client.force_login(
        Person.objects.get(pk=store.seat_of(world.seats["Tarn"].seat).person),
        backend="goodoffices.web.people.backend.Backend",
    )
    newest = world.seated("Tarn").view.channel(world.seats["Tarn"].delegation).newest
    assert newest is not None
    form = {"move": fresh(), "sha256": newest.sha256, "level": "delegation"}
    told = client.post(page(world, "Tarn", "answer/put"), form).content.decode()
    assert "Clause 3 is not to be accepted, by the word of The council." in told
    assert "Refer it to headquarters" in told
    assert "Nothing waits here." in client.get(page(world, "Tarn", "tray")).content.decode()
    assert theirs() == before


@pytest.mark.parametrize("language", ["en", "ar", "fr"])
def test_a_digest_is_small_and_is_read_out_in_under_250_words(language: str):
    world = SiteWorld()
    given(world, "Tarn")
    client = sits(world, "Tarn")
    one = refers(world, client, words="word " * 118, language=language)
    got = client.post(page(world, "Tarn", "mandate/instruct"), {"move": fresh(), "item": one.id, "number": "1",
                      "said": " ".join(spoken(one.asked, 1, language)), **KEYED})  # fmt: skip
    assert got.status_code == 302, got.content.decode()
    many = TEXT + "".join(
        f"\n{number}. Buoy {number} is lit until dawn. {{#b{number}}}\n" for number in range(4, 90)
    )
    given(world, "Tarn", text=many, name="version 8")
    two = refers(
        world, client, words="word " * 118, language=language, until="2027-03-05T12:00", zone="Asia/Aden"
    )
    got = client.get(page(world, "Tarn", f"digest/{two.id}"))
    assert len(got.content) < 20_000
    told = got.content.decode()
    assert f'lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in told
    assert "12:00 (Asia/Aden)" in told
    script = client.get(page(world, "Tarn", f"digest/{two.id}/script")).content.decode()
    assert len(script.split()) < 250
    assert ", ".join(spoken(two.asked, 2, language)) in script
    assert re.search(r"\b86\b", script)  # so many clauses changed that they are counted, not read


def test_the_answer_of_headquarters_is_keyed_in_and_warns_when_its_time_has_passed(
    monkeypatch: pytest.MonkeyPatch,
):
    world = SiteWorld()
    monkeypatch.setattr("goodoffices.web.clock.now", lambda: world.at)
    given(world, "Tarn")
    client = sits(world, "Tarn")
    one = refers(world, client)
    form = {
        "item": one.id,
        "number": "2",
        "but": "3",
        "until": "2027-03-01T21:10",
        "zone": "Asia/Aden",
        **KEYED,
    }
    got = client.post(
        page(world, "Tarn", "mandate/instruct"),
        {"move": fresh(), "said": " ".join(spoken(one.asked, 3, "en")), **form},
    )
    assert got.status_code == 409
    assert "These are the words of answer 3, not of answer 2" in got.content.decode()
    got = client.post(
        page(world, "Tarn", "mandate/instruct"),
        {"move": fresh(), "said": " ".join(spoken(one.asked, 2, "fr")), **form},
    )
    assert got.status_code == 302, got.content.decode()
    told = shown(client, world, "Tarn", "mandate")
    assert "clause 3: not to be accepted" in told
    assert "all else: refer back: ad referendum only" in told
    assert "by telephone Friday; witness: The clerk" in told
    world.wait(minutes=10)
    assert "Its time has passed" in shown(client, world, "Tarn", "answer")


def test_a_mandate_is_given_on_a_form_with_the_wordings_that_brackets_leave_open():
    world = SiteWorld()
    sha256 = given(world, "Tarn", text=TEXT.replace("[30 | 36 | 40]{#days}", "[30 | 36 | 40]{#days}"))
    client = sits(world, "Tarn")
    assert 'value="36"' in shown(client, world, "Tarn", "mandate")
    form = {"rest": "free", "leave.stop": "range", "within.stop": ["38"], **KEYED}
    got = client.post(page(world, "Tarn", "mandate/give"), {"move": fresh(), **form})
    assert got.status_code == 302, got.content.decode()
    assert "clause 1: only as 38" in shown(client, world, "Tarn", "mandate")
    got = client.post(
        page(world, "Tarn", "answer/put"), {"move": fresh(), "sha256": sha256, "level": "referendum"}
    )
    assert "Clause 1 stands outside the wordings you may accept" in got.content.decode()


def test_principals_give_and_confirm_at_their_own_word_and_see_no_other_side():
    world = SiteWorld()
    sha256 = given(world, "Tarn", "Vell")
    lane = world.lane("Tarn's principal", Kind.PRINCIPALS)
    world.act("Tarn's principal", "let_in", lane, seat=world.seats["Tarn"].seat)
    world.act("Tarn", "pass_on", lane)
    client = sits(world, "Tarn's principal")
    told = shown(client, world, "Tarn's principal", "mandate")
    assert "Confirm this text" in told
    assert "By whose word" not in told
    for name, form in (("give", {"rest": "refer"}), ("endorse", {"sha256": sha256, "level": "ratified"})):
        got = client.post(page(world, "Tarn's principal", f"mandate/{name}"), {"move": fresh(), **form})
        assert got.status_code == 302, got.content.decode()
    assert "everything: refer back: ad referendum only" in shown(
        sits(world, "Tarn"), world, "Tarn", "mandate"
    )
    assert "mandate" not in shown(sits(world, "M1"), world, "M1")
    assert client.get(page(world, "Vell", "mandate")).status_code == 404
    given(world, "Tarn", text=OTHER, name="version 8")
    world.act("Tarn", "pass_on", lane)
    got = client.post(page(world, "Tarn's principal", "mandate/endorse"), {"move": fresh(), "sha256": sha256})
    assert got.status_code == 409
    assert "another text since: <bdi>version 8</bdi>" in got.content.decode()
