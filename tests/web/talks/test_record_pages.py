"""The public record in the site: what gets in and what does not, questions to it, files, and who reads it."""

import csv
import io
import json
import re
from datetime import timedelta

import pandas
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from goodoffices.core.errors import BadInput, Refused
from goodoffices.core.lanes import Kind
from goodoffices.web.talks import actions, folding, recording, store
from goodoffices.web.talks.models import TalksRow
from tests.web.talks.site_world import SiteWorld, fresh
from tests.web.talks.test_seat_pages import page, sits

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

REPORT = """PORT ELSTER, March 4, 2031 - The harbour council insists that phase one lasts 40 days, a council spokesman said on Monday.

"We will not accept less than 40 days," the spokesman, Ilan Brodt, told the Strait Gazette.

A mediator who asked not to be named said there was progress. More than 1,200 seafarers are held, according to the Seafarers' Union.
"""
STATEMENT = {
    "source": "a senior official",
    "outlet": "Strait Gazette",
    "words": "phase one will last forty days",
    "published": "2031-03-04",
    "what.1": "length of phase one",
    "value.1": "40",
    "unit.1": "days",
    "chain": "Harbour Radio > Strait Gazette",
    "hidden": "described",
    "grade": "background",
}


def client(world: SiteWorld, who: str):
    """The browser of one seat, which signs in once."""
    known = world.__dict__.setdefault("clients", {})
    if who not in known:
        known[who] = sits(world, who)
    return known[who]


def entered(world: SiteWorld, who: str = "M1", **fields: str):
    told = {name: value for name, value in {**STATEMENT, **fields}.items() if value}
    return client(world, who).post(page(world, who, "record/statement"), told | {"move": fresh()})


def shown(world: SiteWorld, who: str = "M1", name: str = "record") -> str:
    return client(world, who).get(page(world, who, name)).content.decode()


def test_a_statement_with_neither_source_nor_date_does_not_get_in_and_what_was_written_is_kept():
    world = SiteWorld()
    refused = entered(world, source="", published="")
    assert refused.status_code == 400
    told = refused.content.decode()
    assert "a statement needs its source" in told
    assert "a statement needs a date" in told
    assert "phase one will last forty days" in told
    assert "Nothing is in the record yet" in shown(world)


def test_values_claimed_of_one_thing_stand_side_by_side_with_ground_and_way_and_a_reprint_counts_once():
    world = SiteWorld()
    entered(world)
    entered(world, outlet="Morning Post", chain="Harbour Radio > Morning Post", published="2031-03-05")
    entered(
        world,
        source="the text as published",
        outlet="Fleet Journal",
        chain="",
        published="2031-03-07",
        hidden="described",
        grade="on record",
        words="phase one has forty-two days",
        **{"value.1": "42"},
    )
    told = shown(world, name="record?what=length+of+phase+one")
    assert "40 days" in told
    assert "42 days" in told
    assert told.count("1 independent source") == 2
    assert "2 independent source" not in told
    assert "Harbour Radio, via Morning Post" in told
    assert "background" in told
    assert "<svg" in told


def test_a_correction_stands_beside_what_it_corrects_and_erases_nothing():
    world = SiteWorld()
    entered(world)
    entered(world, words="phase one will last thirty-six days", corrects="s1", **{"value.1": "36"})
    told = shown(world)
    assert "phase one will last forty days" in told
    assert 'corrected by <a href="#s2">s2</a>' in told
    earlier = shown(world, name="record?on=2031-03-03")
    assert "Nothing in the record answers this" in earlier


def test_a_report_is_read_and_only_what_is_ticked_is_entered_as_corrected():
    world = SiteWorld()
    browser = client(world, "M1")
    sent = browser.post(page(world, "M1", "record/report"), {"text": REPORT, "outlet": "Strait Gazette"})
    assert sent.status_code == 302
    read = shown(world, name="record/report/read")
    assert "<mark" in read
    assert "Ilan Brodt" in read
    assert "Nothing is in the record yet" in shown(world)
    words = {
        "source.1": "a council spokesman",
        "words.1": "phase one lasts 40 days",
        "actor.1": "Vell",
        "what.1.1": "length of phase one",
        "value.1.1": "40",
        "kind.1": "insists",
        "published.1": "2031-03-04",
    }
    done = browser.post(page(world, "M1", "record/report/confirm"), {"take": "1", "move": fresh(), **words})
    assert done.status_code == 302
    told = shown(world)
    assert told.count('<article class="line"') == 1
    assert "Vell" in told
    assert "a council spokesman" in told
    again = browser.get(page(world, "M1", "record/report/read"))
    assert again.status_code == 302


def test_a_report_that_cannot_be_read_is_refused_with_its_place_and_nothing_is_put_aside():
    world = SiteWorld()
    browser = client(world, "M1")
    for text, why in (
        ("<html><body><p>a</p></body></html>", "web page"),
        ("x \u202e y", "1:3"),
        ("", "empty"),
    ):
        sent = browser.post(
            page(world, "M1", "record/report"), {"text": text, "outlet": "x", "published": "2031"}
        )
        assert sent.status_code == 400
        assert why in sent.content.decode()
    zipped = SimpleUploadedFile("report.txt", b"PK\x03\x04 not a report")
    sent = browser.post(
        page(world, "M1", "record/report"), {"file": zipped, "outlet": "x", "published": "2031"}
    )
    assert "zip" in sent.content.decode()
    assert browser.get(page(world, "M1", "record/report/read")).status_code == 302


def test_the_desks_record_and_a_rooms_record_are_two_and_neither_reads_the_others():
    world = SiteWorld()
    entered(world, words="said for the desk")
    entered(world, "Tarn", words="said for our room")
    assert "said for our room" not in shown(world)
    assert "said for the desk" not in shown(world, "Tarn")
    assert "said for our room" not in shown(world, "Vell")
    assert "said for the desk" in shown(world, "M2")
    principal = client(world, "Tarn's principal")
    sent = {"text": REPORT, "outlet": "Strait Gazette"}
    assert principal.post(page(world, "Tarn's principal", "record/report"), sent).status_code == 404
    assert principal.get(page(world, "Tarn's principal", "record")).status_code == 404


def test_files_that_a_record_gives_out_can_be_taken_in_by_another():
    world, other = SiteWorld(), SiteWorld()
    entered(world)
    table = client(world, "M1").get(page(world, "M1", "record/file/record.csv")).content.decode()
    rows = list(csv.DictReader(io.StringIO(table)))
    assert rows[0]["what"] == "length of phase one"
    codebook = client(world, "M1").get(page(world, "M1", "record/file/codebook.csv")).content.decode()
    assert {one["name"] for one in csv.DictReader(io.StringIO(codebook))} >= set(rows[0])
    lines = client(world, "M1").get(page(world, "M1", "record/file/record.jsonl")).content
    assert json.loads(client(world, "M1").get(page(world, "M1", "record/file/citations.json")).content)
    for name, data in (("record.jsonl", lines), ("record.csv", table.encode())):
        who = "M1" if name.endswith("l") else "Vell"
        sent = {"file": SimpleUploadedFile(name, data), "move": fresh()}
        assert client(other, who).post(page(other, who, "record/bring"), sent).status_code == 302
        assert "phase one will last forty days" in shown(other, who)
    twice = {"file": SimpleUploadedFile("record.jsonl", lines), "move": fresh()}
    assert client(other, "M1").post(page(other, "M1", "record/bring"), twice).status_code == 400


def test_a_program_cannot_put_into_a_record_what_its_ledger_could_not_take():
    world = SiteWorld()
    desk = world.lane("M1", Kind.DESK)
    good = json.dumps(
        {"id": "s1", "entry": "statement", "source": "a", "outlet": "b", "words": "c", "said": "2031"}
    )
    for lines in (
        ["no json"],
        ['{"entry": "statement"}'],
        [good, good],
        [good.replace("s1", "s 1")],
        [good.replace('"c"', '"c \\u202e"')],
        [good + "\n" + good],
        [],
    ):
        with pytest.raises(BadInput):
            world.act("M1", "enter", desk, lines=lines)
    world.act("M1", "enter", desk, lines=[good])
    with pytest.raises(BadInput, match="in the ledger already"):
        world.act("M2", "enter", desk, lines=[good])


def test_a_name_in_reports_is_known_by_the_actor_it_was_entered_for():
    world = SiteWorld()
    browser = client(world, "M1")
    told = {"name": "the harbour council", "actor": "Vell", "part": "party", "move": fresh()}
    assert browser.post(page(world, "M1", "record/alias"), told).status_code == 302
    entered(world, source="The Harbour Council")
    assert "Vell" in shown(world, name="record?actor=Vell")
    assert browser.post(page(world, "M1", "record/alias"), {"name": "", "move": fresh()}).status_code == 400


TALKS = """PORT ELSTER, March 4, 2031 - Negotiators from Tarn and a delegation of Vell arrived for indirect talks mediated by Orland and Sund.

Tarn, which shuns Vell, demands a commitment to open the fairway. Vell demands that the crews come home first.

More than 1,200 seafarers are held, according to the Seafarers' Union. The March accord of 2030 lapsed in November.
"""


def test_a_report_fills_the_page_that_begins_talks_with_what_was_ticked_and_keeps_nothing_else():
    browser = Client()
    read = browser.post("/begin/report", {"text": TALKS}).content.decode()
    lines = re.findall(
        r'name="take" value="(\d+)".*?name="what.\1" value="(\w+)".*?name="line.\1" value="([^"]*)"', read
    )
    assert {what for _id, what, _line in lines} >= {"party", "mediator", "stake"}
    taken = {
        f"{field}.{name}": value
        for name, what, line in lines
        for field, value in (("what", what), ("line", line))
    }
    filled = browser.post(
        "/begin/report", {"step": "fill", "take": [one[0] for one in lines], **taken}
    ).content.decode()
    parties = filled.split('name="parties"')[1].split("</textarea>")[0]
    assert "Tarn" in parties
    assert "Vell" in parties
    assert "Orland" in filled.split('name="mediators"')[1].split("</textarea>")[0]
    assert "seafarers" in filled.split('name="known"')[1].split("</textarea>")[0]
    nothing = browser.post("/begin/report", {"step": "fill", **taken}).content.decode()
    assert "Orland" not in nothing
    assert browser.post("/begin/report", {"text": "PK\u202e"}).status_code == 400


def test_the_report_talks_were_begun_from_waits_for_their_founder_to_be_confirmed():
    browser = Client()
    assert 'href="/begin/report"' in browser.get("/").content.decode()
    read = browser.post("/begin/report", {"text": TALKS}).content.decode()
    assert "Seafarers&#x27; Union" in read.split("What is said in it")[1]
    told = {"name": "Strait", "parties": "Tarn\nVell", "me": "M1"}
    for outlet, waits in (("Strait Gazette", True), ("", False)):
        filled = browser.post("/begin/report", {"step": "fill", "text": TALKS, "outlet": outlet})
        assert ('name="report"' in filled.content.decode()) is waits
        talks = set(TalksRow.objects.values_list("id", flat=True))
        assert Client().post("/begin", told | {"report": TALKS, "outlet": outlet}).status_code == 200
        begun = next(one for one in TalksRow.objects.values_list("id", flat=True) if one not in talks)
        founder = next(one for one in store.seats_in(begun) if one.role == "mediator")
        assert recording.waits(folding.seated(founder)) is waits
    undated = browser.post("/begin/report", {"step": "fill", "text": "No day here.", "outlet": "Gazette"})
    assert 'name="report"' not in undated.content.decode()


def test_what_somebody_corrected_in_a_report_is_not_lost_when_one_correction_cannot_stand():
    world = SiteWorld()
    browser = client(world, "M1")
    browser.post(page(world, "M1", "record/report"), {"text": REPORT, "outlet": "Strait Gazette"})
    told = {
        "take": ["1", "2"], "words.1": "phase one takes forty days", "chain.1": "Harbour Radio", "said.2": "some day",
        "what.1.1": "length", "value.1.1": "40", "published.1": "2031-03-04", "published.2": "2031-03-04",
    }  # fmt: skip
    refused = browser.post(page(world, "M1", "record/report/confirm"), told | {"move": fresh()})
    assert refused.status_code == 400
    again = refused.content.decode()
    for kept in ("phase one takes forty days", 'value="Harbour Radio"', 'value="some day"', 'value="length"'):
        assert kept in again
    assert "forty days" not in shown(world)


def test_what_was_known_as_talks_began_is_a_note_of_their_founders_own():
    begun = Client().post(
        "/begin", {"name": "Strait", "parties": "Tarn\nVell", "me": "M1", "known": "1,200 seafarers"}
    )
    assert begun.status_code == 200
    founder = next(one for one in store.seats_in(TalksRow.objects.get().id) if one.role == "mediator")
    state = folding.seated(founder)
    lane = state.view.lane(Kind.NOTES).id
    assert folding.entry_of(store.entries(lane)[0]).move.words == "1,200 seafarers"


def test_a_joint_statement_under_embargo_is_nobody_elses_until_its_minute_and_then_everybodys():
    world = SiteWorld()
    desk = world.lane("M1", Kind.DESK)
    minute = int(world.at.timestamp()) + 3600
    world.act(
        "M1",
        "wording",
        desk,
        title="Joint statement",
        use="joint",
        words="The talks [go on|rest].",
        not_before=minute,
    )
    with pytest.raises(Refused, match="bracket"):
        world.act("M1", "publish", desk, title="Joint statement")
    world.act(
        "M2",
        "wording",
        desk,
        title="Joint statement",
        use="joint",
        words="The talks go on.",
        not_before=minute,
    )
    world.act("M1", "publish", desk, title="Joint statement")
    with pytest.raises(Refused, match="Call that off"):
        world.act("M1", "wording", desk, title="Joint statement", words="The talks rest.")
    for who in ("Tarn", "Watch"):
        assert "The talks go on." not in shown(world, who, "table")
        assert actions.ripen(world.seats[who], world.at + timedelta(minutes=59)) == ()
    assert actions.ripen(world.seats["Tarn"], world.at + timedelta(minutes=60))
    for who in ("Tarn", "Vell", "Watch"):
        assert "The talks go on." in shown(world, who, "table")


def test_what_was_set_to_be_said_can_be_called_off_and_a_rooms_line_to_take_never_goes_out():
    world = SiteWorld()
    desk, room = world.lane("M1", Kind.DESK), world.lane("Tarn", Kind.ROOM)
    minute = int(world.at.timestamp()) + 3600
    world.act("M1", "wording", desk, title="Line", words="No comment.", not_before=minute)
    world.act("M1", "publish", desk, title="Line")
    item = next(iter(world.seated("M1").view.desk.scheduled))
    world.act("M1", "call_off", desk, item=item)
    assert actions.ripen(world.seats["Vell"], world.at + timedelta(hours=2)) == ()
    world.act("M1", "wording", desk, title="Line", words="Nothing to add.")
    world.act("M1", "publish", desk, title="Line")
    assert "Nothing to add." in shown(world, "Vell", "table")
    with pytest.raises(Refused, match="already"):
        world.act("M1", "publish", desk, title="Line")
    form = {
        "title": "Ours",
        "words": "We came to listen.",
        "use": "line",
        "move": fresh(),
        "not_before": "2031-01-01T18:00",
    }
    assert client(world, "Tarn").post(page(world, "Tarn", "record/wordings/draft"), form).status_code == 302
    kept = shown(world, "Tarn", "record/wordings")
    assert "We came to listen." in kept
    assert "2031-01-01 18:00 UTC" in kept
    assert "We came to listen." not in shown(world, "M1", "record/wordings")
    bad = client(world, "Tarn").post(
        page(world, "Tarn", "record/wordings/draft"), form | {"not_before": "x", "move": fresh()}
    )
    assert bad.status_code == 409
    with pytest.raises(Refused):
        world.act("Tarn", "publish", room, title="Ours")


def test_the_table_and_its_codebook_load_in_pandas_as_they_were_entered():
    world = SiteWorld()
    entered(world)
    entered(world, words="phase one will last thirty-six days", corrects="s1", **{"value.1": "36"})
    table, book = (
        client(world, "M1").get(page(world, "M1", f"record/file/{name}.csv"))
        for name in ("record", "codebook")
    )
    frame = pandas.read_csv(io.BytesIO(table.content), dtype=str, keep_default_na=False)
    meanings = pandas.read_csv(io.BytesIO(book.content), dtype=str, keep_default_na=False)
    assert list(frame["value"]) == ["40", "36"]
    assert list(frame["corrected_by"]) == ["s2", ""]
    assert set(frame.columns) <= set(meanings[meanings["scheme"] == "column"]["name"])
    assert {"PA-X", "PAM"} <= set(meanings["scheme"])
