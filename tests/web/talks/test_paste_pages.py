"""Where a text is pasted or uploaded: every place is shown first, nothing is turned unasked, nothing is lost."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from goodoffices.core.lanes import Kind
from goodoffices.web.talks.pasting import SORTS, WHY
from tests.core.world import TEXT
from tests.web.talks.site_world import SiteWorld, fresh
from tests.web.talks.test_room_pages import given
from tests.web.talks.test_seat_pages import page, sits

pytestmark = pytest.mark.django_db(databases="__all__")
PASTED = "Understanding\r\n1.\tThey [shall] [should] wait.\r\n2.\tPilots “sail”\u200f home.\r\n"


def form(world: SiteWorld, **more: Any) -> dict[str, Any]:
    return {"move": fresh(), "name": "version 1", "language": "en", "text.en": PASTED, "on": "text"} | more


def hidden(shown: str) -> dict[str, str]:
    """Return what the page would send again, its radios as they are marked."""
    pairs = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', shown)
    marked = re.findall(r'<input type="radio" id="[^"]+" name="([^"]+)" value="(\d)" checked', shown)
    return {name: value for name, value in (*pairs, *marked) if name != "csrfmiddlewaretoken"}


def place_of(shown: str, words: str) -> str:
    """Return the field of the place that has these words."""
    sets = re.findall(r'<fieldset class="place.*?</fieldset>', shown, re.DOTALL)
    own = next(one for one in sets if words in re.findall(r"<legend>.*?</legend>", one, re.DOTALL)[0])
    return re.findall(r'name="(at\.[^"]+)"', own)[0]


def test_a_pasted_text_is_shown_place_by_place_and_registered_as_chosen():
    world = SiteWorld()
    client = sits(world, "M1")
    register = page(world, "M1", "text/register")
    answer = client.post(register, form(world))
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert not world.seated("M1").view.desk.versions
    assert "[shall | should]" in shown
    assert "As it will be read" in shown
    again = client.post(register, form(world) | hidden(shown)).content.decode()
    assert "Say of each place in brackets what it is" in again
    assert not world.seated("M1").view.desk.versions
    chosen = hidden(again) | {place_of(again, "[shall] [should]"): "1"}
    read = client.post(register, form(world) | chosen).content.decode()
    assert "The text below is as you chose now" in read
    done = client.post(register, form(world) | hidden(read))
    assert done.status_code == 302
    view = world.seated("M1").view
    (version,) = view.desk.versions.values()
    file = view.text_of(version.sha256)["en"]
    assert file.startswith("# Understanding\nLanguage: en\n\n1. They [shall | should] wait.")
    assert "\u200f" not in file
    assert "“sail”" in file


def test_places_not_said_may_be_turned_at_one_word_and_are_shown_before_anything_is_registered():
    world = SiteWorld()
    client = sits(world, "M1")
    register = page(world, "M1", "text/register")
    shown = client.post(register, form(world) | {"rest": "turn"}).content.decode()
    assert "checked" in re.findall(r'<input[^>]*name="at\.en\.\d+" value="1"[^>]*>', shown)[0]
    assert not world.seated("M1").view.desk.versions
    assert client.post(register, form(world) | hidden(shown)).status_code == 302


def test_what_is_left_stays_plain_words():
    world = SiteWorld()
    client = sits(world, "M1")
    register = page(world, "M1", "text/register")
    shown = client.post(register, form(world)).content.decode()
    left = hidden(shown) | {f"all.en.{sort}": "0" for sort in SORTS}
    shown = client.post(register, form(world) | left).content.decode()
    client.post(register, form(world) | left | hidden(shown))
    view = world.seated("M1").view
    (version,) = view.desk.versions.values()
    file = view.text_of(version.sha256)["en"]
    assert "\\[shall\\] \\[should\\]" in file
    assert "(U+200F)" in file


def test_a_text_in_our_notation_is_registered_as_it_stands_and_its_fault_is_told_with_its_place():
    world = SiteWorld()
    client = sits(world, "M1")
    register = page(world, "M1", "text/register")
    faulty = client.post(register, form(world, **{"text.en": "# T\n\nThey [wait."}))
    assert faulty.status_code == 400
    assert "3:6" in faulty.content.decode()
    assert "They [wait." in faulty.content.decode()
    assert "Read it as it comes from a word processor" in faulty.content.decode()
    as_paste = client.post(register, form(world, **{"text.en": "# T\n\nThey [wait.", "as": "paste"}))
    assert "This bracket is never closed" in as_paste.content.decode()
    assert client.post(register, form(world, **{"text.en": TEXT})).status_code == 302


def test_a_file_of_6_megabytes_is_refused_in_one_sentence_and_what_was_typed_is_kept():
    world = SiteWorld()
    client = sits(world, "M1")
    large = SimpleUploadedFile("draft.txt", b"a" * 6 * 1024 * 1024)
    said = form(world, cover="With our greetings", name="The harbour draft", **{"file.en": large})
    answer = client.post(page(world, "M1", "text/register"), said)
    shown = answer.content.decode()
    assert answer.status_code == 400
    assert shown.count("The file is larger than 5 megabytes. Send the text alone, as plain text.") == 1
    for kept in ("With our greetings", "The harbour draft", "[shall] [should]"):
        assert kept in shown
    assert not world.seated("M1").view.desk.versions


def test_an_uploaded_file_is_read_place_by_place_too():
    world = SiteWorld()
    file = SimpleUploadedFile("draft.txt", PASTED.encode())
    said = form(world, **{"file.en": file, "text.en": ""})
    shown = sits(world, "M1").post(page(world, "M1", "text/register"), said).content.decode()
    assert "[shall | should]" in shown


def test_a_pasted_copy_is_compared_as_its_room_reads_it_and_what_stands_as_given_is_marked():
    world = SiteWorld()
    given(world, "Tarn")
    client = sits(world, "Tarn")
    body = TEXT.split("\n\n", 1)[1]
    paper = (
        re.sub(r"\{[^}]*\}", "", body).replace("## ", "").replace("\n\n", "\r\n").replace(" ", "\u00a0", 1)
    )
    said = {"move": fresh(), "language": "en", "words": paper.replace("\u00a0", "\u200e "), "on": "compare"}
    copy = page(world, "Tarn", "check/copy")
    shown = client.post(copy, said).content.decode()
    assert "Only your delegation reads this." in shown
    assert not world.seated("Tarn").view.room.checks
    done = client.post(copy, said | hidden(shown))
    if done.status_code == 200:
        shown = done.content.decode()
        done = client.post(copy, said | hidden(shown) | {"rest": "turn"})
        done = client.post(copy, said | hidden(done.content.decode()))
    assert done.status_code == 302
    assert world.seated("Tarn").view.room.checks


def test_what_was_put_away_in_the_tray_can_be_put_back_from_the_page_that_says_so_and_nothing_else_keeps_it():
    world = SiteWorld()
    given(world, "Tarn")
    client = sits(world, "M1")
    lane = world.lane("M1", Kind.CHANNEL, "Tarn")
    client.post(page(world, "M1", "put"), {"move": fresh(), "kind": "say", "lane": lane, "words": "A week."})
    item = re.findall(r'name="item" value="([^"]+)"', client.get(page(world, "M1", "tray")).content.decode())[
        0
    ]
    shown = client.post(page(world, "M1", "tray/drop"), {"item": item}).content.decode()
    assert "Put away; nobody has read it" in shown
    assert "A week." not in client.get(page(world, "M1", "tray")).content.decode()
    assert client.post(page(world, "M1", "put"), hidden(shown)).status_code == 302
    assert "A week." in client.get(page(world, "M1", "tray")).content.decode()


def test_what_was_keyed_in_wrongly_is_written_down_anew_and_both_stand_until_they_confirm():
    world = SiteWorld()
    given(world, "Tarn")
    client = sits(world, "M1")
    client.post(
        page(world, "M1", "heard/done"), {"move": fresh(), "words.1": "A weak.", "how.1": "by telephone"}
    )
    shown = client.get(page(world, "M1", "with/1/")).content.decode()
    assert "I wrote this down wrongly" in shown
    channel = world.seated("M1").view.channel(world.seats["Tarn"].delegation)
    (item,) = channel.unconfirmed
    anew = {
        "kind": "correct",
        "lane": world.lane("M1", Kind.CHANNEL, "Tarn"),
        "item": item,
        "words": "A week.",
    }
    client.post(page(world, "M1", "act"), anew | {"move": fresh(), "heard.how": "written down anew"})
    shown = client.get(page(world, "M1", "with/1/")).content.decode()
    assert "A weak." in shown
    assert "A week." in shown
    assert "written down anew" in shown
    assert "disputed understanding" not in shown
    assert "They say:" not in shown
    told = sits(world, "Tarn").get(page(world, "Tarn", "mediators")).content.decode()
    assert "Then written down anew:" in told
    assert "disputed: both wordings stand" not in told


def test_every_sort_and_every_reason_has_words():
    from typing import get_args

    from goodoffices.documents.paste import Sort, Why

    assert set(SORTS) == set(get_args(Sort))
    assert set(WHY) == set(get_args(Why)) - {"never closed"}


def test_a_version_is_left_on_paper_with_both_rooms_in_one_act_and_each_reads_its_own_alone():
    world = SiteWorld()
    client = sits(world, "M1")
    client.post(page(world, "M1", "text/register"), form(world, **{"text.en": TEXT}))
    (version,) = world.seated("M1").view.desk.versions.values()
    sheet = client.get(page(world, "M1", f"text/paper/{version.sha256}")).content.decode()
    assert "What we say to it" in sheet
    assert version.check.digits in sheet
    rooms = [world.seats[name].delegation for name in ("Tarn", "Vell")]
    left = page(world, "M1", f"text/paper/{version.sha256}/left")
    assert client.post(left, {"move": fresh(), "carrier": "M1"}).status_code == 409
    assert client.post(left, {"move": fresh(), "to": rooms, "carrier": "M1"}).status_code == 302
    for name in ("Tarn", "Vell"):
        newest = world.seated(name).view.channel(world.seats[name].delegation).newest
        assert newest is not None
        assert (newest.sha256, newest.form) == (version.sha256, "left")
    assert sits(world, "Tarn").get(page(world, "Tarn", f"text/paper/{version.sha256}")).status_code == 404


def test_what_each_room_said_is_written_down_on_one_page_all_or_none():
    world = SiteWorld()
    given(world, "Tarn", "Vell")
    client = sits(world, "M1")
    done = page(world, "M1", "heard/done")
    said = {"move": fresh(), "words.1": "A week.", "how.1": "by telephone", "when.1": "Monday"}
    bad = client.post(done, said | {"words.2": "Two\u202e weeks."})
    assert bad.status_code == 409
    assert "A week." in bad.content.decode()
    assert not world.seated("M1").view.channel(world.seats["Tarn"].delegation).unconfirmed
    assert (
        client.post(done, said | {"words.2": "Two weeks.", "on": "draft"})
        .headers["Location"]
        .endswith("draft")
    )
    for name, words in (("Tarn", "A week."), ("Vell", "Two weeks.")):
        channel = world.seated("M1").view.channel(world.seats[name].delegation)
        assert list(channel.unconfirmed.values()) == [words]
    tarn = sits(world, "Tarn")
    assert "Two weeks." not in tarn.get(page(world, "Tarn", "mediators")).content.decode()
    assert tarn.get(page(world, "Tarn", "heard")).status_code == 404
